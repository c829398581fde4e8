/**
 * A command as Qwen Code's rules see it: variables before it gone, quotes resolved, one blank between words. The reading
 * is that of the library shell-quote 1.8 without an environment, which its 0.24.4 uses (read in its bundle and compared
 * with it, 2026-11-26): a variable is nothing, a word with `*` or `?` is the word `glob`, what follows `#` is not there.
 */

const operators = ["||", "&&", ";;", "|&", "<(", "<<<", ">>", ">&", "<&", ..."&;()|<>"];
const meta = "|&;()<> \t";
const assignment = /^[A-Za-z_]\w*=/;

export function asRulesSeeIt(command: string): string {
  const text = command.trim();
  const words = wordsOf(text);
  if (!words) return text;
  const first = words.findIndex((word) => !assignment.test(word));
  return words.slice(first < 0 ? words.length : first).join(" ");
}

/** Undefined: a substitution that it cannot read. */
function wordsOf(text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const operator = operators.find((one) => text.startsWith(one, at));
    const end = operator === undefined ? endOfWord(text, at) : at + operator.length;
    if (operator !== undefined) found.push(operator);
    else if (end > at) {
      const word = resolved(text.slice(at, end));
      if (!word) return undefined;
      if (word.text !== "" || !word.isComment) found.push(word.text);
      if (word.isComment) return found;
    }
    at = Math.max(end, at + 1);
  }
  return found;
}

/** Bare letters, escaped signs and quotes that are closed belong together. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "\\" && `'"${meta}`.includes(text[at + 1] ?? "\n")) at += 2;
    else if (char === "'" || char === '"') {
      const end = endOfQuote(text, at);
      if (end === undefined) break;
      at = end;
    } else if (/\s/.test(char) || meta.includes(char)) break;
    else at++;
  }
  return at;
}

/** An escaped quote closes where nothing else does. */
function endOfQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  let last: number | undefined;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\" && text[at + 1] === quote) last = ++at + 1;
    else if (text[at] === quote) return at + 1;
  }
  return last;
}

/** The word without its quotes; undefined where a variable's name does not end. */
function resolved(word: string): { readonly text: string; readonly isComment: boolean } | undefined {
  let out = "";
  let quote = "";
  let isGlob = false;
  for (let at = 0; at < word.length; at++) {
    const char = word[at] as string;
    if (quote === "" && /[*?]/.test(char)) isGlob = true;
    if (char === quote) quote = "";
    else if (quote === "'") out += char;
    else if (char === "$") {
      const variable = variableAt(word, at);
      if (!variable) return undefined;
      out += variable.value;
      at = variable.end;
    } else if (char === "\\") {
      const next = word[++at] ?? "";
      isGlob ||= quote === "" && /[*?]/.test(next);
      out += quote === "" || /^["\\$]$/.test(next) ? next : `\\${next}`;
    } else if (quote === "" && /['"]/.test(char)) quote = char;
    else if (quote === "" && "&;()|<>".includes(char)) return { text: word, isComment: false };
    else if (quote === "" && char === "#") return { text: out, isComment: true };
    else out += char;
  }
  return { text: isGlob ? "glob" : out, isComment: false };
}

/** @returns the offset of the last sign that belongs to it, as the library counts */
function variableAt(word: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const next = word[at + 1] ?? "";
  if (next === "{") {
    const end = word.indexOf("}", at + 2);
    return end <= at + 2 ? undefined : { value: "", end };
  }
  if (/[*@#?$!_-]/.test(next)) return { value: "", end: at + 2 };
  const name = /^\w*/.exec(word.slice(at + 1))?.[0] ?? "";
  if (name === "") return { value: "$", end: at + 1 + name.length >= word.length ? word.length : at };
  return { value: "", end: at + name.length };
}
