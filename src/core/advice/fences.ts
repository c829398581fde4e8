/** The blocks of an answer that are no prose. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** Line by line, so that a text without end is read once. */
export function fences(answer: string): Fence[] {
  const found: Fence[] = [];
  let open: { readonly mark: string; readonly language: string; readonly lines: string[] } | undefined;
  for (const line of answer.split("\n")) {
    const [, mark = "", language = ""] = /^\s{0,12}(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? [];
    if (!open) {
      if (mark !== "") open = { mark, language, lines: [] };
    } else if (mark.startsWith(open.mark) && language === "") {
      found.push({ language: open.language, text: open.lines.join("\n") });
      open = undefined;
    } else open.lines.push(line);
  }
  // An answer that is still being written ends inside its fence.
  if (open) found.push({ language: open.language, text: open.lines.join("\n") });
  return found;
}
