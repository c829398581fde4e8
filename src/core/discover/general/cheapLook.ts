/** Whether a file can hold the shape of a tool at all: looked at before its package, and long before it is parsed. */

const listed = /tools?\w*\s*(?::[^=\n]+)?=\s*\[/i;
const described = /\bdesc(?:ription)?s?\b|[a-z_](?:Desc|_desc)(?:ription)?\b|\bget_?[dD]escription\b|\bDescription\b|\bWithDescription\b|^\s*"[^"\n]{12,}",?\s*$/m;
const named = /[tT]ool|TOOL|[aA]ction|[sS]kill|[cC]apabilit|[fF]unction|[hH]andle|[eE]xecute|[iI]nvoke|\b[rR]un\b|\b[cC]all\b/;

export function mayHoldTools(path: string, text: string): boolean {
  return text.length < 400_000 && !/\.d\.ts$/.test(path) && (described.test(text) || listed.test(text)) && named.test(text);
}
