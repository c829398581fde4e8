/** Words of bash, zsh and sh: quotes, braces, tildes, variables and substitutions, as far as they are known. */
import { hole, marked, plain, type Text, unknownText } from "../text.ts";
import { expandParameter } from "./bashParameters.ts";
import type { Run, Scope, Word } from "./run.ts";
import { namedChildren, type SyntaxNode, textOf } from "./syntax.ts";

/** What expanding words needs of the statement evaluator. */
export interface WordContext {
  readonly run: Run;
  readonly scope: Scope;
  /** Runs `$(…)`; the text it prints. */
  substitute(node: SyntaxNode): Text;
  /** Runs `<(…)` or `>(…)`; the name that stands for it. */
  processFile(node: SyntaxNode): Text;
}

/**
 * Characters that are live (unquoted) while a word is put together; plain ones are data.
 * They lie in the private-use area: such characters in the input were made unknown before.
 */
const live: Readonly<Record<string, string>> = {
  "*": "\uE001",
  "?": "\uE002",
  "[": "\uE003",
  "]": "\uE004",
  "{": "\uE005",
  ",": "\uE006",
  "}": "\uE007",
  "~": "\uE009",
};
const split = "\uE008";
const liveBack = new Map(Object.entries(live).map(([character, mark]) => [mark, character]));

/** Makes input characters that would be taken for marks unknown. Keeps the length, so that spans hold. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000-\uE0FF]/g, hole);
}

/** One syntax node to the words it becomes: several by braces or splitting, none when it expands to nothing. */
export function expandWords(node: SyntaxNode, context: WordContext): Word[] {
  const text = expandNode(node, context, false);
  const quoted = /^(?:string|raw_string|ansi_c_string|translated_string)$/.test(node.type);
  const words: Word[] = [];
  for (const variant of braces(text.value)) {
    for (const field of variant.split(split)) {
      if (field === "" && !(quoted || variant === "")) continue;
      if (field === "" && !quoted && node.type !== "concatenation") continue;
      words.push(toWord(field, text, node, context.scope));
    }
  }
  return words;
}

/** The value of a node where no splitting happens: an assignment, a here-string, a redirect's target. */
export function expandValue(node: SyntaxNode, context: WordContext): Word {
  const text = expandNode(node, context, false);
  return toWord(text.value.replaceAll(split, " "), text, node, context.scope);
}

function toWord(field: string, from: Text, node: SyntaxNode, scope: Scope): Word {
  const tilde = field.startsWith("\uE009") ? tildeHome(field, scope) : field;
  const value = tilde.replace(/[\uE001-\uE00F]/g, (mark) => liveBack.get(mark) ?? " ");
  const glob = /[\uE001-\uE003]/.test(field);
  return { ...marked(value, [from]), span: { start: node.start, end: node.end }, ...(glob ? { glob: true } : {}) };
}

/** `~` alone stays: paths expand it. `~+` and `~-` are folders of the shell. */
function tildeHome(field: string, scope: Scope): string {
  if (/^\uE009\+/.test(field)) return (scope.cwd ?? hole) + field.slice(2);
  return /^\uE009-/.test(field) ? hole + field.slice(2) : field;
}

function expandNode(node: SyntaxNode, context: WordContext, quoted: boolean): Text {
  const source = context.scope.source;
  switch (node.type) {
    case "word":
    case "variable_name":
    case "number":
    case "extglob_pattern":
    case "regex":
    case "special_variable_name":
      return node.children.length > 0
        ? expandParts(node, context, quoted)
        : plain(unquote(textOf(node, source), quoted));
    case "raw_string":
      return plain(textOf(node, source).slice(1, -1));
    case "ansi_c_string":
      return plain(decodeAnsi(textOf(node, source).slice(2, -1)));
    case "string":
    case "translated_string":
      return expandString(node, context);
    case "simple_expansion":
    case "expansion": {
      const value = expandParameter(textOf(node, source), context.scope, context.run);
      runNested(node, context);
      return quoted ? value : liveFields(value);
    }
    case "command_substitution": {
      const printed = context.substitute(node);
      const text = marked(printed.value.replace(/\n+$/, ""), [printed]);
      return quoted ? text : liveFields(text);
    }
    case "process_substitution":
      return context.processFile(node);
    case "arithmetic_expansion":
      runNested(node, context);
      return /^\$?\(\(\s*\d+\s*\)\)$/.test(textOf(node, source))
        ? plain(textOf(node, source).replace(/\D/g, ""))
        : unknownText;
    case "brace_expression":
      return plain(braceRange(textOf(node, source)));
    case "array":
      return joinSpaced(namedChildren(node).map((child) => expandNode(child, context, false)));
    default:
      return expandParts(node, context, quoted);
  }
}

function joinSpaced(texts: readonly Text[]): Text {
  return marked(texts.map((text) => text.value).join(split), texts);
}

/** Children in order, with the text between them, which the grammar leaves out, as data. */
function expandParts(node: SyntaxNode, context: WordContext, quoted: boolean): Text {
  if (node.children.length === 0) return plain(unquote(textOf(node, context.scope.source), quoted));
  const parts: Text[] = [];
  let at = node.start;
  for (const child of node.children) {
    if (child.start > at) parts.push(plain(unquote(context.scope.source.slice(at, child.start), quoted)));
    parts.push(
      child.named || child.children.length > 0
        ? expandNode(child, context, quoted)
        : plain(unquote(textOf(child, context.scope.source), quoted)),
    );
    at = child.end;
  }
  return marked(parts.map((text) => text.value).join(""), parts);
}

function expandString(node: SyntaxNode, context: WordContext): Text {
  const parts: Text[] = [];
  const open = context.scope.source.indexOf('"', node.start) + 1;
  let at = open;
  for (const child of node.children) {
    if (child.type === '"' || child.end <= open || child.type === "$") continue;
    if (child.start > at) parts.push(plain(unquote(context.scope.source.slice(at, child.start), true)));
    if (child.type === "string_content") parts.push(plain(unquote(textOf(child, context.scope.source), true)));
    else if (child.named) parts.push(expandNode(child, context, true));
    else parts.push(plain(unquote(textOf(child, context.scope.source), true)));
    at = child.end;
  }
  if (node.end - 1 > at) parts.push(plain(unquote(context.scope.source.slice(at, node.end - 1), true)));
  return marked(parts.map((text) => text.value).join(""), parts);
}

/** Substitutions inside `${…}` and `$((…))` run, whatever becomes of their text. */
function runNested(node: SyntaxNode, context: WordContext): void {
  for (const child of node.children) {
    if (child.type === "command_substitution") context.substitute(child);
    else if (child.type === "process_substitution") context.processFile(child);
    else runNested(child, context);
  }
}

/** Unquoted values are split at blanks, and wildcards in them are live. */
function liveFields(text: Text): Text {
  const value = text.value.replace(/[*?[\]]/g, (character) => live[character] ?? character).replace(/[ \t\n]+/g, split);
  return marked(value, [text]);
}

function unquote(text: string, quoted: boolean): string {
  let result = "";
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === "\\") {
      const next = text[++index];
      if (next === undefined) result += "\\";
      else if (next === "\n") continue;
      else if (quoted && !'$`"\\'.includes(next)) result += `\\${next}`;
      else result += next;
    } else if (quoted) result += character;
    else result += live[character] ?? character;
  }
  return result;
}

const ansiEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  v: "\v",
};

/** Escapes of `$'…'`, also those of `echo -e` and `printf`. */
export function decodeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|0?([0-7]{1,3})|c(.)|([\s\S]))/g,
    (_whole, hex, short, long, octal, control, other: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return fromCode(Number.parseInt(code, 16));
      if (octal !== undefined) return fromCode(Number.parseInt(octal, 8) & 0xff);
      if (control !== undefined) return fromCode(control.charCodeAt(0) & 0x1f);
      return ansiEscapes[other] ?? other;
    },
  );
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? withoutMarks(String.fromCodePoint(code)) : hole;
}

function braceRange(text: string): string {
  const range = /^\{(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?\}$/.exec(text);
  const letters = /^\{([a-zA-Z])\.\.([a-zA-Z])\}$/.exec(text);
  const [from, to] = range
    ? [Number(range[1]), Number(range[2])]
    : letters
      ? [letters[1]?.charCodeAt(0), letters[2]?.charCodeAt(0)]
      : [];
  if (from === undefined || to === undefined || Math.abs(to - from) > 100) return hole;
  const items: string[] = [];
  for (let item = from; from <= to ? item <= to : item >= to; item += from <= to ? 1 : -1) {
    items.push(range ? String(item) : String.fromCharCode(item));
  }
  return items.length > 1 ? `\uE005${items.join("\uE006")}\uE007` : (items[0] ?? "");
}

const maxVariants = 256;

/** Brace expansion over live braces and commas. Those without a comma between them are text again. */
function braces(text: string): string[] {
  if (!text.includes("\uE005")) return [text];
  let variants = [text];
  for (let changed = true; changed; ) {
    changed = false;
    const next: string[] = [];
    for (const variant of variants) {
      const inner = /\uE005([^\uE005\uE007]*)\uE007/.exec(variant);
      if (!inner) next.push(variant);
      else {
        changed = true;
        const before = variant.slice(0, inner.index);
        const after = variant.slice(inner.index + inner[0].length);
        const items = (inner[1] as string).split("\uE006");
        const choices = items.length > 1 ? items : [`{${inner[1]}}`];
        for (const item of choices) next.push(before + item + after);
      }
      if (next.length > maxVariants) return [hole];
    }
    variants = next;
  }
  return variants;
}
