/**
 * The other forms in which the same value may stand elsewhere: one text has it in quotes and escaped, where another
 * has what a shell or a parser made of it.
 */
export function otherForms(value: string): readonly string[] {
  const forms = [
    value.replace(/\\(.)/g, "$1"),
    value.replace(/(["'`])\1/g, "$1"),
    value.replace(/['"`]?\\(['"`])['"`]?/g, "$1"),
    withoutQuotes(value),
    // A shell's value ends here; more was taken, since it is not known to be one.
    value.split(/[;&|<>()]/, 1)[0] ?? "",
    value.replace(/[,;)\]}]+$/, ""),
    value.replace(/\s+#.*$/s, ""),
  ];
  return [...new Set(forms)].filter((form) => form !== value);
}

/** What a shell makes of a word of quoted and bare parts. */
function withoutQuotes(word: string): string {
  let text = "";
  let open: string | undefined;
  for (let at = 0; at < word.length; at++) {
    const char = word[at] as string;
    if (char === open) open = undefined;
    else if (open === undefined && (char === '"' || char === "'")) open = char;
    else if (char === "\\" && open !== "'") text += word[++at] ?? "";
    else text += char;
  }
  return text;
}
