/**
 * Kotlin without a grammar: what is text and comment is told from code, brackets are matched, and functions are found
 * by name. Enough to see the tools that a file registers and what their code calls.
 */

/** The text with comments and the contents of strings blanked out, each place where it was. */
export function codeOnly(text: string): string {
  const opens = /\/\/|\/\*|"""|"|'(?=(?:[^'\\\n]|\\.)')/g;
  const parts: string[] = [];
  const templates: Templates = { failures: 50, depth: 8 };
  let from = 0;
  for (let match = opens.exec(text); match; match = opens.exec(text)) {
    const [open] = match;
    const end = endOf(text, match.index, open, templates);
    const quote = open.startsWith("/") ? 0 : open.length;
    parts.push(
      text.slice(from, match.index + quote),
      text.slice(match.index + quote, Math.max(end - quote, match.index + quote)).replace(/[^\n]/g, " "),
    );
    from = Math.max(end - quote, match.index + quote);
    opens.lastIndex = Math.max(end, match.index + 1);
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/** How often a template without an end is tried, and how deep they stand in each other: hostile text has no end of them. */
interface Templates {
  failures: number;
  depth: number;
}

/** Where a comment or a text ends that begins at a place. */
function endOf(text: string, start: number, open: string, templates: Templates): number {
  const from = start + open.length;
  if (open === "'") return text.indexOf("'", text[from] === "\\" ? from + 2 : from) + 1;
  if (open !== '"' && open !== '"""') {
    const close = open === "//" ? "\n" : "*/";
    const at = text.indexOf(close, from);
    return at < 0 ? text.length : open === "//" ? at : at + 2;
  }
  return endOfText(text, from, open, templates);
}

/** Templates in a text hold code, and that may hold texts of its own: `"${names.joinToString(", ") { "<$it>" }}"`. */
function endOfText(text: string, from: number, quote: string, templates: Templates): number {
  const stops = quote === '"' ? /\\[\s\S]|\$\{|"|\n/g : /\$\{|"""/g;
  stops.lastIndex = from;
  for (let match = stops.exec(text); match; match = stops.exec(text)) {
    if (match[0] === "${") stops.lastIndex = endOfTemplate(text, match.index + 2, quote, templates) ?? match.index + 2;
    else if (match[0] === quote)
      return (
        stops.lastIndex +
        (quote === '"""' ? (/^"*/.exec(text.slice(stops.lastIndex, stops.lastIndex + 2))?.[0].length ?? 0) : 0)
      );
    else if (match[0] === "\n") return match.index;
  }
  return quote === '"' ? text.length : from;
}

/** Undefined for a brace that nothing closes, where a text on one line ends. */
function endOfTemplate(text: string, from: number, quote: string, templates: Templates): number | undefined {
  if (templates.failures === 0 || templates.depth === 0) return undefined;
  templates.depth--;
  const end = closeOfTemplate(text, from, quote, templates);
  templates.depth++;
  if (end === undefined) templates.failures = Math.max(0, templates.failures - 1);
  return end;
}

function closeOfTemplate(text: string, from: number, quote: string, templates: Templates): number | undefined {
  const stops = /"""|"|[{}\n]/g;
  stops.lastIndex = from;
  let depth = 1;
  for (let match = stops.exec(text); match; match = stops.exec(text)) {
    const [found] = match;
    if (found === "\n" && quote === '"') return undefined;
    if (found.startsWith('"')) stops.lastIndex = endOfText(text, stops.lastIndex, found, templates);
    else if (found === "{") depth++;
    else if (found === "}" && --depth === 0) return stops.lastIndex;
  }
  return undefined;
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
