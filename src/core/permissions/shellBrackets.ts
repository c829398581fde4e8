/** The offset of the partner of the parenthesis or backtick at `open`, quotes respected. */
export function closing(text: string, open: number): number | undefined {
  const backtick = text[open] === "`";
  let depth = 0;
  for (let index = open + 1; index < text.length; index++) {
    const char = text[index];
    if (char === "\\") index++;
    else if (backtick) {
      if (char === "`") return index;
    } else if (char === "'" || char === '"') {
      const end = endOfQuote(text, index);
      if (end === undefined) return undefined;
      index = end;
    } else if (char === "(") depth++;
    else if (char === ")" && depth-- === 0) return index;
  }
  return undefined;
}

/** What a shell runs while it expands a here-document. Claude Code 2.1.329 does not see the older form with backticks in it. */
export function substitutionsIn(text: string): string[] {
  const found: string[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text.startsWith("$(", index)) {
      const end = closing(text, index + 1) ?? text.length;
      found.push(text.slice(index + 2, end));
      index = end;
    }
  }
  return found;
}

function endOfQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === "\\" && quote === '"') index++;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

/** The line with nothing where a command is put in, in either form; what stands in single quotes stays. */
export function withoutSubstitutions(text: string): string {
  let rest = "";
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    const open = char === "`" ? index : char === "$" && text[index + 1] === "(" ? index + 1 : undefined;
    const isSum = text.startsWith("$((", index);
    const quoteEnd = char === "'" ? endOfQuote(text, index) : undefined;
    if (open !== undefined && !isSum) index = closing(text, open) ?? text.length;
    else if (char === "\\") rest += char + (text[++index] ?? "");
    else if (quoteEnd !== undefined) {
      rest += text.slice(index, quoteEnd + 1);
      index = quoteEnd;
    } else rest += char;
  }
  return rest;
}
