/**
 * Tokens of scripting languages that have no grammar here. It knows what is data (strings, comments, patterns,
 * here-documents) and what is a name, so that words in data are never taken for calls.
 */
import type { Span } from "../../model/span.ts";
import { unescapeText } from "./reading.ts";

/** A string as written: texts and, between them, the source of what is computed. */
export interface Quoted {
  readonly texts: readonly string[];
  readonly holes: readonly { readonly source: string; readonly start: number }[];
}

export interface Token {
  readonly kind: "text" | "command" | "words" | "pattern" | "number" | "name" | "variable" | "sign";
  readonly text: string;
  readonly quoted?: Quoted;
  /** There is a blank or a line end before it. */
  readonly apart: boolean;
  readonly span: Span;
}

export interface LooseSyntax {
  /** What runs to the end of the line. */
  readonly lineComment: RegExp;
  readonly blockComment: RegExp;
  /** Quotes, and what is computed inside; undefined: nothing is. */
  readonly quotes: Readonly<Record<string, { readonly kind: Token["kind"]; readonly hole?: RegExp }>>;
  readonly name: RegExp;
  readonly variable: RegExp;
  /** Joins two texts. */
  readonly joins: ReadonlySet<string>;
  /** Quote operators (`q{…}`), patterns and here-documents. */
  readonly isPerl: boolean;
  /** Functions that are called without parentheses. */
  readonly commands: RegExp;
}

const perlHole = /\$\{\s*\^?\w+\s*\}|[$@]\{[^{}]*\}|\$\w+(?:::\w+)*(?:(?:->)?(?:\[[^\][]*\]|\{[^{}]*\}))*|@\w+/y;

export const looseSyntaxes: Readonly<Record<"perl" | "other", LooseSyntax>> = {
  perl: {
    lineComment: /#[^\n]*/y,
    blockComment: /(?<=^|\n)=[a-z]\w*[\s\S]*?\n=cut\b[^\n]*/y,
    quotes: { '"': { kind: "text", hole: perlHole }, "'": { kind: "text" }, "`": { kind: "command", hole: perlHole } },
    name: /[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*/y,
    variable: /[$@%&](?:\{\^?\w+\}|\^?\w+(?:::\w+)*|[$!@&/\\,;.0-9])|\$#?\{?\$?\w+/y,
    joins: new Set(["."]),
    isPerl: true,
    commands:
      /^(?:system|exec|unlink|rmdir|rmtree|remove_tree|rename|mkdir|chmod|chown|kill|open|opendir|require|do|print|printf|say|die|warn|push|unshift|join|map|grep|sort|reverse|split|glob|eval|return|chdir|symlink|link|connect|socket|readpipe|copy|move|utime|truncate|sprintf|pack|unpack|lc|uc|keys|values|defined|close|shift|pop|chomp|sleep|exit|length|decode_base64|getprint|get|mirror|chr|ord|hex|oct|use|no)$/,
  },
  other: {
    lineComment: /#[^\n]*|\/\/[^\n]*|--[^\n]*|;;[^\n]*/y,
    blockComment: /\/\*[\s\S]*?\*\/|--\[\[[\s\S]*?\]\]|#=[\s\S]*?=#/y,
    quotes: {
      '"': { kind: "text", hole: /\$\([^()]*\)|#\{[^{}]*\}|\$\{[^{}]*\}/y },
      "'": { kind: "text" },
      "`": { kind: "command", hole: /\$\w+|\$\([^()]*\)/y },
      "[[": { kind: "text" },
    },
    name: /:?[A-Za-z_][\w]*(?:(?:\.|::|:)[A-Za-z_]\w*)*[!?]?/y,
    variable: /\$\{?\w+\}?/y,
    joins: new Set(["..", "+", "++", "<>", "*", "&"]),
    isPerl: false,
    commands:
      /^(?:run|include|system|exec|print|putStrLn|putStr|puts|readFile|callCommand|removeFile|source|eval|open|socket|file)$/,
  },
};

const maxTokens = 20_000;

/** Splits code into tokens. Text that fits nothing is a sign of one character. */
export function looseTokens(text: string, syntax: LooseSyntax): Token[] {
  const tokens: Token[] = [];
  const reading: Reading = { text, syntax, at: 0, documents: [] };
  while (reading.at < text.length && tokens.length < maxTokens) {
    const from = reading.at;
    skipBlank(reading);
    const start = reading.at;
    if (start >= text.length) break;
    const found = next(reading, tokens.at(-1));
    if (found) tokens.push({ ...found, apart: start > from || start === 0, span: { start, end: reading.at } });
  }
  return tokens;
}

interface Reading {
  readonly text: string;
  readonly syntax: LooseSyntax;
  at: number;
  /** Here-documents that begin after this line, in Perl. */
  documents: { readonly end: string; readonly found: Mutable }[];
}

type Found = Omit<Token, "apart" | "span">;
interface Mutable {
  kind: Token["kind"];
  text: string;
  quoted?: Quoted;
}

function sticky(pattern: RegExp, reading: Reading): RegExpExecArray | null {
  pattern.lastIndex = reading.at;
  return pattern.exec(reading.text);
}

function skipBlank(reading: Reading): void {
  for (;;) {
    const character = reading.text[reading.at];
    if (character === "\n" && reading.documents.length > 0) takeDocuments(reading);
    const blank = sticky(/[^\S\n]+|\n/y, reading) ?? sticky(reading.syntax.blockComment, reading);
    const comment = blank ?? (isComment(reading) ? sticky(reading.syntax.lineComment, reading) : null);
    if (!comment || comment[0] === "") return;
    reading.at += comment[0].length;
    if (comment[0] === "\n" && reading.documents.length === 0) continue;
  }
}

/** `$#array` is no comment. */
function isComment({ text, at }: Reading): boolean {
  return text[at] !== "#" || text[at - 1] !== "$";
}

function takeDocuments(reading: Reading): void {
  for (const { end, found } of reading.documents.splice(0)) {
    const start = reading.at + 1;
    const close = reading.text.indexOf(`\n${end}`, reading.at);
    const stop = close < 0 ? reading.text.length : close;
    const body = reading.text.slice(start, Math.max(start, stop));
    found.text = body;
    found.quoted =
      found.kind === "command" || found.text !== "" ? pieces(body, perlHole, start) : { texts: [body], holes: [] };
    reading.at = close < 0 ? reading.text.length : close + end.length;
  }
}

function next(reading: Reading, before: Token | undefined): Found | undefined {
  const { text, syntax } = reading;
  const opening = text.startsWith("[[", reading.at) && !syntax.isPerl ? "[[" : (text[reading.at] as string);
  const quote = syntax.quotes[opening];
  if (quote) return takeQuoted(reading, opening, quote);
  if (syntax.isPerl) {
    const special = takePerl(reading, before);
    if (special) return special;
  }
  for (const [kind, pattern] of [
    ["number", /0x[\da-f]+|\d+(?:\.\d+)?/iy],
    ["variable", syntax.variable],
    ["name", syntax.name],
    ["sign", /\.\.\.?|->|=>|\|\||&&|\/\/|<>|\+\+|::|[=!<>]=|=~|[-+*/.|&]=|./suy],
  ] as const) {
    const found = sticky(pattern, reading);
    if (!found || found[0] === "") continue;
    reading.at += found[0].length;
    return { kind, text: found[0] };
  }
  reading.at++;
  return undefined;
}

function takeQuoted(reading: Reading, opening: string, quote: { kind: Token["kind"]; hole?: RegExp }): Found {
  const start = reading.at + opening.length;
  const end = closing(reading.text, start, opening === "[[" ? "]]" : opening);
  reading.at = Math.min(reading.text.length, end + opening.length);
  const body = reading.text.slice(start, end);
  if (opening === "[[") return { kind: "text", text: body, quoted: { texts: [body], holes: [] } };
  const isRaw = reading.syntax.isPerl && opening === "'";
  return {
    kind: quote.kind,
    text: body,
    quoted: quote.hole
      ? pieces(body, quote.hole, start)
      : { texts: [isRaw ? body.replace(/\\([\\'])/g, "$1") : unescapeText(body)], holes: [] },
  };
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(quote, at)) return at;
  }
  return text.length;
}

/** The texts of a string and what is computed between them. */
function pieces(body: string, hole: RegExp, offset: number): Quoted {
  const texts: string[] = [];
  const holes: { source: string; start: number }[] = [];
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === "\\") {
      at++;
      continue;
    }
    if (body[at] !== "$" && body[at] !== "@" && body[at] !== "#") continue;
    hole.lastIndex = at;
    const found = hole.exec(body);
    if (!found) continue;
    texts.push(unescapeText(body.slice(from, at)));
    holes.push({ source: found[0], start: offset + at });
    from = at + found[0].length;
    at = from - 1;
  }
  texts.push(unescapeText(body.slice(from)));
  return { texts, holes };
}

const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** Quote operators, patterns, here-documents, and names of files in angle brackets. */
function takePerl(reading: Reading, before: Token | undefined): Found | undefined {
  const { text } = reading;
  const operator = sticky(/(q[qwxr]?|m|s|tr|y)(?=\s*([^\w\s,;=)>]|(?<=\s)#))(?!\s*=>)/y, reading);
  const isMethod =
    before?.text === "->" || (before?.kind === "sign" && before.text === "{" && sticky(/\w+\}/y, reading));
  if (operator && !isMethod) return takeOperator(reading, operator[1] as string);
  const heredoc = sticky(/<<~?(?:"([^"\n]*)"|'([^'\n]*)'|([A-Za-z_]\w*))/y, reading);
  if (heredoc) {
    reading.at += heredoc[0].length;
    const found: Mutable = { kind: "text", text: "", quoted: { texts: [""], holes: [] } };
    reading.documents.push({ end: heredoc[1] ?? heredoc[2] ?? heredoc[3] ?? "", found });
    return found;
  }
  const angle = sticky(/<(\$?\w*|[^<>\s=;]*[*?./~][^<>\s=;]*)>/y, reading);
  if (angle && !isOperand(before)) {
    reading.at += angle[0].length;
    return /[*?./~]/.test(angle[1] ?? "")
      ? { kind: "words", text: `glob ${angle[1]}` }
      : { kind: "name", text: "readline" };
  }
  if (text[reading.at] === "/" && !isOperand(before)) {
    const end = closing(text, reading.at + 1, "/");
    const flags = /^[a-z]*/.exec(text.slice(end + 1))?.[0] ?? "";
    const body = text.slice(reading.at + 1, end);
    reading.at = Math.min(text.length, end + 1 + flags.length);
    return patternOf(body);
  }
  return undefined;
}

/** A pattern is data, but for the code that Perl lets it hold: `(?{ … })`. */
function patternOf(body: string): Found {
  const code = /\(\?\??\{([\s\S]+)$/.exec(body)?.[1];
  return {
    kind: "pattern",
    text: "",
    ...(code ? { quoted: { texts: [""], holes: [{ source: code, start: 0 }] } } : {}),
  };
}

/** After an operand a slash divides. */
function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === "name")
    return !/^(?:split|grep|if|unless|and|or|not|return|while|until|x|map|join|push)$/.test(token.text);
  return token.kind === "sign" ? /^[)\]}]$/.test(token.text) : true;
}

function takeOperator(reading: Reading, operator: string): Found {
  const { text } = reading;
  reading.at += operator.length;
  const blank = sticky(/\s+/y, reading);
  if (blank) reading.at += blank[0].length;
  const first = takeDelimited(reading);
  if (operator === "s" || operator === "tr" || operator === "y") {
    if (first.paired) reading.at += sticky(/\s*/y, reading)?.[0].length ?? 0;
    else reading.at--;
    const second = takeDelimited(reading);
    const flags = sticky(/[a-z]*/y, reading)?.[0] ?? "";
    reading.at += flags.length;
    const hidden = patternOf(first.body);
    if (hidden.quoted) return hidden;
    // With `e` the replacement is code.
    return {
      kind: "pattern",
      text: operator === "s" ? flags : "",
      quoted: {
        texts: [second.body],
        holes: [{ source: flags.includes("e") && operator === "s" ? second.body : "", start: second.start }],
      },
    };
  }
  if (operator === "m" || operator === "qr") {
    const flags = sticky(/[a-z]*/y, reading)?.[0] ?? "";
    reading.at += flags.length;
    return patternOf(first.body);
  }
  if (operator === "qw") return { kind: "words", text: first.body };
  if (operator === "q") return { kind: "text", text: first.body, quoted: { texts: [first.body], holes: [] } };
  return {
    kind: operator === "qx" ? "command" : "text",
    text: first.body,
    quoted:
      text[first.start - 1] === "'" ? { texts: [first.body], holes: [] } : pieces(first.body, perlHole, first.start),
  };
}

/** What stands between delimiters; brackets nest. */
function takeDelimited(reading: Reading): { readonly body: string; readonly start: number; readonly paired: boolean } {
  const { text } = reading;
  const open = text[reading.at] ?? "";
  const close = pairs[open] ?? open;
  const start = reading.at + 1;
  let depth = 1;
  let at = start;
  for (; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === close && (close === open || --depth === 0)) break;
    else if (text[at] === open && close !== open) depth++;
  }
  reading.at = Math.min(text.length, at + 1);
  return { body: text.slice(start, at), start, paired: close !== open };
}
