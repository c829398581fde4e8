/**
 * Kotlin without a grammar: what is text and comment is told from code, brackets are matched, and functions are found
 * by name. Enough to see the tools that a file registers and what their code calls.
 */

/** The text with comments and the contents of strings blanked out, each place where it was. */
export function codeOnly(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'/g, (found) => {
    const quote = found.startsWith('"""') ? 3 : /^["']/.test(found) ? 1 : 0;
    const inner = found.slice(quote, found.length - quote).replace(/[^\n]/g, " ");
    return quote === 0 ? inner : found.slice(0, quote) + inner + found.slice(found.length - quote);
  });
}

const closing: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };

/** The place of the bracket that closes the one at `start`; undefined when nothing does. */
export function closeOf(code: string, start: number): number | undefined {
  const open = code[start] ?? "";
  const close = closing[open];
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    if (code[at] === open) depth++;
    else if (code[at] === close && --depth === 0) return at;
  }
  return undefined;
}

export interface KotlinArgument {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** The arguments between two brackets, by place. */
export function argumentsIn(code: string, open: number, close: number): KotlinArgument[] {
  const found: KotlinArgument[] = [];
  let depth = 0;
  let from = open + 1;
  const add = (end: number) => {
    const written = code.slice(from, end);
    const name = /^\s*(\w+)\s*=(?!=)/.exec(written);
    const start = from + (name ? name[0].length : 0);
    if (written.trim()) found.push({ name: name?.[1], start: start + skipped(code.slice(start, end)), end });
  };
  for (let at = open + 1; at < close; at++) {
    const char = code[at] ?? "";
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      add(at);
      from = at + 1;
    }
  }
  add(close);
  return found;
}

function skipped(text: string): number {
  return text.length - text.trimStart().length;
}

/** A text that is written out, also in parts that are added up; undefined for anything else. */
export function writtenText(text: string): string | undefined {
  const whole = text.trim();
  const parts = whole.match(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"/g);
  if (!parts) return undefined;
  const rest = parts.reduce((left, part) => left.replace(part, ""), whole);
  if (!/^[\s+]*(?:\.trim(?:Indent|Margin)\(\))?[\s+]*$/.test(rest)) return undefined;
  return parts.map((part) => part.replace(/^(?:"""|")|(?:"""|")$/g, "")).join("");
}

/** The bodies of all functions of that name, extensions and methods too. */
export function bodiesOf(code: string, name: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const pattern = new RegExp(`\\bfun\\s+(?:<[^>]*>\\s*)?(?:[\\w.<>?]+\\.)?${name}\\s*\\(`, "g");
  for (const match of code.matchAll(pattern)) {
    const body = bodyAfter(code, match.index + match[0].length - 1);
    if (body) found.push(body);
  }
  return found;
}

/** What follows the parameters of a function: a block, or an expression up to the next declaration. */
export function bodyAfter(code: string, open: number): { readonly start: number; readonly end: number } | undefined {
  const close = closeOf(code, open);
  if (close === undefined) return undefined;
  const head = /^\s*(?::\s*[\w.<>?, ]+?)?\s*([{=])/.exec(code.slice(close + 1, close + 400));
  if (!head) return undefined;
  const start = close + head[0].length;
  if (head[1] === "{") {
    const end = closeOf(code, start);
    return end === undefined ? undefined : { start, end: end + 1 };
  }
  const rest = code.slice(start + 1);
  // `= runCatching { … }`, `= withContext(IO) { … }`.
  const block = /^\s*[\w.]+(?:\([^()]*\))?\s*\{/.exec(rest);
  const blockEnd = block ? closeOf(code, start + block[0].length) : undefined;
  if (blockEnd !== undefined) return { start, end: blockEnd + 1 };
  const next =
    /\n\s*(?:(?:public|private|internal|protected|override|suspend|inline|open|abstract)\s+)*(?:fun|class|object|interface|val|var|@\w+)\b|\n\}/.exec(
      rest,
    );
  return { start, end: start + 1 + (next?.index ?? rest.length) };
}
