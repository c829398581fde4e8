/** Words of bash, zsh and sh: quotes, braces, tildes, variables and substitutions, as far as they are known. */
import { readAct } from "../access.ts";
import { act } from "../act.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { arithmetic } from "./bashArithmetic.ts";
import { type Expander, expandParameter } from "./bashParameters.ts";
import { live, none, split, written } from "./bashPatterns.ts";
import { variable } from "./bashVariables.ts";
import type { Parameter, Part, Statement, Word as WordSyntax } from "./posix/syntax.ts";
import { addAct, fileText, type Run, type Scope, setVariable, type Word } from "./run.ts";
import { globsByFlag, splitsByFlag } from "./zshFlags.ts";

export { withoutMarks } from "./bashPatterns.ts";

/** What expanding words needs of the statement evaluator. */
export interface WordContext {
  readonly run: Run;
  readonly scope: Scope;
  /** Runs `$(…)`; the text it prints. */
  substitute(body: Statement): Text;
  /** Runs `<(…)`, or readies `>(…)`; the name that stands for it. */
  processFile(direction: "<" | ">", body: Statement): Text;
  /** Expands text like the inside of double quotes. */
  again(text: Text): Text;
  /** Runs the code in zsh's qualifiers. */
  qualify(code: string): void;
}

/** One word to the words it becomes: several by braces or splitting, none when it expands to nothing. */
export function expandWords(node: WordSyntax, context: WordContext): Word[] {
  if (node.whole) return [expandValue(node, context)];
  const text = expandParts(node.parts, context, false);
  const quoted = node.parts.some((part) => part.kind === "quoted" || part.kind === "double");
  const words: Word[] = [];
  for (const variant of braces(text.value)) {
    for (const field of variant.split(split)) {
      if (field === none || (field === "" && !quoted)) continue;
      words.push(toWord(field, text, node, context.scope));
    }
  }
  return words;
}

/** The value of a word where no splitting happens: an assignment, a here-string, a redirect's target. */
export function expandValue(node: WordSyntax, context: WordContext): Word {
  const text = expandParts(node.parts, context, false, true);
  return toWord(text.value.replaceAll(split, " "), text, node, context.scope);
}

/** Text like the inside of double quotes: a here-document, a prompt. */
export function expandText(parts: readonly Part[], context: WordContext): Text {
  const text = expandParts(parts, context, true);
  return marked(written(text.value), [text]);
}

function toWord(field: string, from: Text, node: WordSyntax, scope: Scope): Word {
  const home = field.startsWith("\uE009") ? tildeHome(field, scope) : field;
  const glob = /[\uE001-\uE003]/.test(field);
  const span = { start: node.start, end: node.end };
  return { ...marked(written(home), [from]), span, ...(glob ? { glob: true } : {}) };
}

/** `~` alone stays: paths expand it. `~+` and `~-` are folders of the shell. */
function tildeHome(field: string, scope: Scope): string {
  if (/^\uE009\+(?:\/|$)/.test(field)) return (scope.cwd ?? hole) + field.slice(2);
  return /^\uE009-(?:\/|$)/.test(field) ? hole + field.slice(2) : field;
}

function expandParts(parts: readonly Part[], context: WordContext, quoted: boolean, whole = false): Text {
  const only = parts[0];
  if (parts.length === 1 && only) return expandPart(only, context, quoted, whole);
  const texts: Text[] = [];
  for (const part of parts) {
    if (part.kind === "group" && !quoted) texts.push(expandGroup(part, texts, context, whole));
    else texts.push(expandPart(part, context, quoted, whole));
  }
  return joinTexts(texts);
}

/** @param whole in an assignment: values are not split. */
function expandPart(part: Part, context: WordContext, quoted: boolean, whole: boolean): Text {
  switch (part.kind) {
    case "text":
      return plain(quoted ? part.text : madeLive(part.text, whole));
    case "quoted":
      return plain(part.text);
    case "double":
      return expandParts(part.parts, context, true);
    case "parameter":
      return expandNamed(part, context, quoted || whole);
    case "command": {
      const printed = context.substitute(part.body);
      const text = marked(printed.value.replace(/\n+$/, ""), [printed]);
      return quoted || whole ? text : fields(text, context.scope, context.scope.dialect !== "zsh");
    }
    case "process":
      return context.processFile(part.direction, part.body);
    case "arithmetic": {
      const number = compute(part.parts, context);
      return number === undefined ? unknownText : plain(String(number));
    }
    case "array":
      return joinTexts(
        part.words.map((word) => expandValue(word, context)),
        split,
      );
    case "group":
      return expandGroup(part, [], context, whole);
  }
}

const liveCharacter = /[*?[\]{},~]/g;

function madeLive(text: string, whole: boolean): string {
  if (whole) return text.replace(/[*?[\]~]/g, (character) => live[character] as string);
  return text.replace(liveCharacter, (character) => live[character] as string);
}

function expandNamed(part: Parameter, context: WordContext, quoted: boolean): Text {
  const value = expandParameter(part, expanderOf(context), quoted);
  const zsh = context.scope.dialect === "zsh";
  if (value.list) {
    if (value.items.length === 0) return plain(none);
    const items = quoted || zsh ? value.items : value.items.map((item) => fields(item, context.scope, true));
    return joinTexts(items, split);
  }
  const text = value.items[0] ?? plain("");
  if (quoted) return text;
  const operand = /^:?[-=+]$/.test(part.operator ?? "");
  if (zsh && !context.scope.splitsWords && !splitsByFlag(part.flags))
    return globsByFlag(part.flags) ? globbed(text) : text;
  // The word of `${x:-word}` was read with its own quotes: its blanks are split, its wildcards live already.
  return operand && text.value.includes(split) ? text : fields(text, context.scope, true);
}

function expanderOf(context: WordContext): Expander {
  return {
    run: context.run,
    scope: context.scope,
    expand: (parts, quoted) => expandParts(parts, context, quoted, true),
    compute: (parts) => compute(parts, context),
    computeText: (text) => computeText(text, context),
    mapped: (path) => readMapped(path, context),
    again: (text) => context.again(text),
  };
}

function readMapped(path: Text, { run, scope }: WordContext): Text {
  const read = readAct({ text: path.value, cwd: scope.cwd }, run.place);
  addAct(run, read, undefined);
  const known = fileText({ run, scope }, path.value);
  return known ?? { ...unknownText, ...(read.rule === "reads-secret" ? { secret: true } : {}) };
}

/** The number that arithmetic comes to. What is substituted in it runs, also in the values of its variables. */
export function compute(parts: readonly Part[], context: WordContext): number | undefined {
  return computeText(expandParts(parts, context, true), context);
}

function computeText(text: Text, context: WordContext): number | undefined {
  for (const [name] of text.value.matchAll(/[A-Za-z_]\w*/g)) {
    const value = variable(name, context.scope, context.run);
    if (/\$\(|`/.test(value.value)) {
      // Nobody sees that a number is computed by running something.
      addAct(context.run, act("hides-its-text"), undefined);
      context.again(value);
    }
  }
  if (!isKnown(text)) return undefined;
  const set = /^\s*([A-Za-z_]\w*)\s*=(?!=)([\s\S]*)$/.exec(text.value);
  const number = arithmetic(set?.[2] ?? text.value, (name) => {
    const value = variable(name, context.scope, context.run).value;
    return /^\s*-?\d+\s*$/.test(value) ? Number(value) : value === "" ? 0 : undefined;
  });
  if (set) setVariable(context.scope, set[1] as string, number === undefined ? unknownText : plain(String(number)));
  return number;
}

/** Unquoted values are split at blanks, and wildcards in them are live. */
function fields(text: Text, scope: Scope, globs: boolean): Text {
  const separators = scope.variables.get("IFS")?.[0]?.value ?? " \t\n";
  const pattern = separators === " \t\n" ? /[ \t\n]+/g : separatorPattern(separators);
  const value = pattern ? text.value.replace(pattern, split) : text.value;
  return globs ? globbed(marked(value, [text])) : marked(value, [text]);
}

function separatorPattern(separators: string): RegExp | undefined {
  if (separators === "") return undefined;
  return new RegExp(`[${separators.replace(/[\\\]^-]/g, "\\$&")}]+`, "g");
}

function globbed(text: Text): Text {
  return marked(
    text.value.replace(/[*?[\]]/g, (character) => live[character] as string),
    [text],
  );
}

/** One of zsh's qualifiers: code to run, a size or an age with its number, or a letter. */
const qualifier =
  /e(?:\[([^\]]*)\]|\{([^}]*)\}|<([^>]*)>|([^\w[{<])([\s\S]*?)\4)|\+([A-Za-z_]\w*)|[LamcM][a-zA-Z]?[-+]?\d+|[-.@/=*%rwxRWXFn^DNlLmMoOkuU#0-9,:+[\]aAiIsStTcCdfgGpPYe]/g;

/** The code in qualifiers; undefined: the text is none. */
function codeIn(text: string): string[] | undefined {
  const code: string[] = [];
  const left = text.replace(/^#q/, "").replace(qualifier, (_whole, ...groups: (string | undefined)[]) => {
    const [square, curly, angle, , between, name] = groups;
    const found = square ?? curly ?? angle ?? between ?? name;
    if (found !== undefined) code.push(found);
    return "";
  });
  return left === "" ? code : undefined;
}

/** Patterns match something; zsh's qualifiers at the end filter, and may run code. */
function expandGroup(
  part: Extract<Part, { kind: "group" }>,
  before: Text[],
  context: WordContext,
  whole: boolean,
): Text {
  const written = joinTexts(
    part.parts.map((inner) =>
      inner.kind === "quoted" ? plain(`\u0001${inner.text}\u0001`) : expandPart(inner, context, true, whole),
    ),
  );
  // Quotes behind another mark go; right behind the letter `e` they are the marks around its code.
  const text = written.value.replace(/(\W)\u0001([^\u0001]*)\u0001(?=\W)/g, "$1$2");
  const code = context.scope.dialect === "zsh" && part.last ? codeIn(text) : undefined;
  if (code) {
    for (const each of code) context.qualify(each);
    return plain("");
  }
  const last = before.at(-1);
  if (last && /[?*+@!\uE001\uE002]$/.test(last.value))
    before[before.length - 1] = marked(last.value.slice(0, -1), [last]);
  return marked("\uE002\uE001", [written]);
}

const maxVariants = 256;
const innermost = /\uE005([^\uE005\uE007]*)\uE007/;

/** Brace expansion over live braces and commas. Those that list nothing are text again. */
function braces(text: string): string[] {
  if (!text.includes("\uE005")) return [text];
  let variants = [withoutSingles(text)];
  for (let changed = true; changed; ) {
    changed = false;
    const next: string[] = [];
    for (const variant of variants) {
      const inner = innermost.exec(variant);
      if (!inner) next.push(variant);
      else {
        changed = true;
        const before = variant.slice(0, inner.index);
        const after = variant.slice(inner.index + inner[0].length);
        for (const item of choicesOf(inner[1] as string)) next.push(before + item + after);
      }
      if (next.length > maxVariants) return [hole];
    }
    variants = next;
  }
  return variants;
}

/** Braces that list nothing are plain text: all at once, since there may be many. */
function withoutSingles(text: string): string {
  const next = text.replace(/\uE005([^\uE005-\uE007]*)\uE007/g, (whole, inner: string) =>
    range(inner) ? whole : `{${inner}}`,
  );
  return next === text ? text : withoutSingles(next);
}

function choicesOf(inner: string): readonly string[] {
  const items = inner.split("\uE006");
  if (items.length > 1) return items;
  return range(inner) ?? [`{${inner}}`];
}

function range(text: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text);
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
  const found = numbers ?? letters;
  if (!found) return undefined;
  const code = (end: string) => (numbers ? Number(end) : end.charCodeAt(0));
  const [from, to] = [code(found[1] as string), code(found[2] as string)];
  const step = Math.abs(Number(found[3] ?? 1)) || 1;
  if (Math.abs(to - from) / step > 100) return [hole];
  const items: string[] = [];
  for (let item = from; from <= to ? item <= to : item >= to; item += from <= to ? step : -step)
    items.push(numbers ? String(item) : String.fromCharCode(item));
  return items;
}
