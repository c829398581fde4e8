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

function endOfQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === "\\" && quote === '"') index++;
    else if (text[index] === quote) return index;
  }
  return undefined;
}
