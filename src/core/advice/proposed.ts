/** The commands that an agent proposes in an answer to a person, and how one is recognized again. */

const shellNames: ReadonlySet<string> = new Set(
  "|bash|sh|zsh|shell|shellsession|console|terminal|powershell|pwsh|ps1|cmd|bat|batch|sql|text|plaintext".split("|"),
);

/** Answers are long at times; an answer with more is a file. */
const limits = { commands: 400, length: 4_000, shortestInline: 6 } as const;

/** Every command of the text, in the form in which it is compared. */
export function proposedCommands(answer: string): string[] {
  const found = new Set<string>();
  for (const { language, text } of fences(answer)) {
    if (shellNames.has(language.toLowerCase())) for (const key of commandKeys(text)) found.add(key);
  }
  for (const [, inline = ""] of answer.matchAll(/(?<!`)`([^`\n]{1,2000})`(?!`)/g)) {
    const key = commandKey(inline);
    if (key.length >= limits.shortestInline && key.includes(" ")) found.add(key);
  }
  return [...found].slice(0, limits.commands);
}

/** What a person may take of a text: all of it, or one of its lines. */
export function commandKeys(text: string): string[] {
  const joined = text.replaceAll(/[\\`^][ \t]*\r?\n/g, " ");
  const lines = joined.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*(?:#|REM\b)/i.test(line));
  const keys = [commandKey(lines.map(withoutPrompt).join("\n")), ...lines.map(commandKey)];
  return [...new Set(keys)].filter((key) => key !== "" && key.length <= limits.length);
}

/** The same command however it is spaced, and without the prompt before it. */
export function commandKey(command: string): string {
  return withoutPrompt(command)
    .replaceAll(/\s+/g, " ")
    .replace(/[\s;]+$/, "")
    .trim();
}

function withoutPrompt(line: string): string {
  return line.replace(/^\s*(?:\$|%|PS(?: [^>\n]{0,200})?>|[A-Z]:\\[^>\n]{0,200}>)\s+/, "");
}

interface Fence {
  readonly language: string;
  readonly text: string;
}

/** Line by line, so that a text without end is read once. */
function fences(answer: string): Fence[] {
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
