/** `$x`, `${x:-y}`, `${x#y}` and the like, as far as the values are known. */
import { act } from "../act.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import { compiled, patternSource, split } from "./bashPatterns.ts";
import { one, secretName, several, type Value, variableValue } from "./bashVariables.ts";
import { decodeAnsi } from "./posix/ansi.ts";
import type { Parameter, Part } from "./posix/syntax.ts";
import { addAct, type Run, type Scope, setVariable } from "./run.ts";
import { applyFlags, applyModifiers } from "./zshFlags.ts";

export { secretName } from "./bashVariables.ts";

/** What expanding a parameter needs of the words around it. */
export interface Expander {
  readonly run: Run;
  readonly scope: Scope;
  /** Parts to text; patterns keep their live characters. */
  readonly expand: (parts: readonly Part[], quoted: boolean) => Text;
  /** A number that parts compute to. */
  readonly compute: (parts: readonly Part[]) => number | undefined;
  /** The same of text that is expanded: to expand what stands in it once more for each level has no end. */
  readonly computeText: (text: Text) => number | undefined;
  /** What a file holds that stands in the array `mapfile` of zsh's module. */
  readonly mapped: (path: Text) => Text;
  /** Text expanded like the inside of double quotes: what it substitutes runs. */
  readonly again: (text: Text) => Text;
}

/** The words a parameter becomes, joined by `split`. */
export function expandParameter(part: Parameter, expander: Expander, quoted: boolean): Value {
  const { scope, run } = expander;
  const index = part.index ? indexText(part.index, expander) : undefined;
  const name = typeof part.name === "string" ? part.name : undefined;
  let value =
    name === undefined ? nestedValue(part.name as readonly Part[], expander) : variableValue(name, index, scope, run);
  if (name === "mapfile" && index && scope.dialect === "zsh" && !scope.arrays.has(name))
    value = one(expander.mapped(index));
  if (part.prefix === "#" && name !== undefined) return one(lengthOf(value, index));
  if (part.prefix === "+") return one(plain(value.unset ? "0" : "1"));
  if (part.prefix === "!" && name !== undefined) value = indirect(name, value, part, expander);
  if (part.flags?.includes("k") && name !== undefined) value = keysOf(name, value, part.flags.includes("v"), scope);
  const flags = part.flags ?? "";
  if (flags.includes("P")) value = variableValue(value.items[0]?.value ?? "", undefined, scope, run);
  const operated = part.operator === undefined ? value : operate(name, value, part, expander, quoted);
  if (flags === "") return joinIfStar(part, operated, index, quoted);
  const flagged = applyFlags(operated, flags);
  const again = /e|%/.test(flags.replace(/[jslr](.)[\s\S]*?\1/g, ""));
  return again ? { ...flagged, items: flagged.items.map((item) => expandedAgain(item, expander)) } : flagged;
}

/** Text whose substitutions run although it is only shown: of text that is not known nobody can say what runs. */
function expandedAgain(item: Text, expander: Expander): Text {
  if (!isKnown(item)) addAct(expander.run, act("hidden-command"), undefined);
  return expander.again(item);
}

/** `"$*"` and `"${a[*]}"` are one word. */
function joinIfStar(part: Parameter, value: Value, index: Text | undefined, quoted: boolean): Value {
  const star = part.name === "*" || (index?.value === "*" && part.name !== "@");
  if (!value.list || !quoted || !star) return value;
  return one(marked(value.items.map((item) => item.value).join(" "), value.items));
}

function indexText(parts: readonly Part[], expander: Expander): Text {
  const text = expander.expand(parts, true);
  if (/^(?:@|\*|-?\d+(?:,-?\d+)?)$/.test(text.value)) return text;
  const number = expander.computeText(text);
  return number === undefined ? text : plain(String(number));
}

function nestedValue(parts: readonly Part[], expander: Expander): Value {
  if (parts.length === 0) return { ...one(plain("")), unset: true };
  const text = expander.expand(parts, true);
  return text.value.includes(split) ? several(text.value.split(split).map((item) => marked(item, [text]))) : one(text);
}

function lengthOf(value: Value, index: Text | undefined): Text {
  if (value.list || index?.value === "@" || index?.value === "*") return plain(String(value.items.length));
  const text = value.items[0] ?? plain("");
  return isKnown(text) ? plain(String(text.value.length)) : unknownText;
}

/** `${!x}`: the variable whose name x holds. `${!a[@]}` and `${!x*}`: keys and names. */
function indirect(name: string, value: Value, part: Parameter, { scope, run }: Expander): Value {
  if (part.operator === "*" || part.operator === "@") return several([unknownText]);
  if (value.list && part.index) return keysOf(name, value, false, scope);
  const target = value.items[0] ?? unknownText;
  if (!isKnown(target)) return one(marked(hole, [target]));
  const [, array, index] = /^(\w+)\[([^\]]*)\]$/.exec(target.value) ?? [];
  return array === undefined
    ? variableValue(target.value, undefined, scope, run)
    : variableValue(array, plain(index ?? ""), scope, run);
}

function keysOf(name: string, value: Value, both: boolean, scope: Scope): Value {
  const items = scope.arrays.get(scope.references.get(name) ?? name);
  if (!items) return value;
  return several([...items].flatMap(([key, item]) => (both ? [plain(key), item] : [plain(key)])));
}

function operate(name: string | undefined, value: Value, part: Parameter, expander: Expander, quoted: boolean): Value {
  const operator = part.operator as string;
  const operands = part.operands ?? [];
  if (/^:{0,2}[-=?+]$/.test(operator)) return orElse(name, value, operator, operands[0] ?? [], expander, quoted);
  if (operator === ":") return slice(name, value, operands, expander);
  // `${!x*}` was answered before.
  if (operator === "*" || operator === "@") return value;
  if (/^:[a-zA-Z&]/.test(operator)) return applyModifiers(value, operator);
  const pattern = expander.expand(operands[0] ?? [], false);
  const replacement = operands[1] ? expander.expand(operands[1], true) : plain("");
  const follows = !(operands[0] ?? []).some((operand) => operand.kind === "group") && isKnown(pattern);
  return {
    ...value,
    items: value.items.map((item) => {
      if (operator === "@P") return expandedAgain(item, expander);
      if (!isKnown(item) || !follows) return marked(hole, [item, replacement]);
      return marked(transform(item.value, operator, pattern.value, replacement.value) ?? hole, [item, replacement]);
    }),
  };
}

function orElse(
  name: string | undefined,
  value: Value,
  operator: string,
  operand: readonly Part[],
  expander: Expander,
  quoted: boolean,
): Value {
  // What is substituted in it runs, whatever becomes of its text.
  const kind = operator.at(-1);
  const word = expander.expand(operand, quoted);
  const first = value.items[0];
  const isSet = !value.unset && (operator.length === 1 || (first !== undefined && (value.list || first.value !== "")));
  if (kind === "+") return one(isSet ? word : plain(""));
  if ((isSet && operator !== "::=") || kind === "?") return value;
  if (kind === "=" && name !== undefined) setVariable(expander.scope, name, word);
  // Not set here may still be set in the environment the line runs in: the fallback is the likely value.
  const fallback = value.unset ? { ...word, fallback: true } : word;
  return one(name !== undefined && secretName.test(name) ? { ...fallback, secret: true } : fallback);
}

/** `${x:1:2}` of a text are characters, of a list its elements. */
function slice(
  name: string | undefined,
  value: Value,
  operands: readonly (readonly Part[])[],
  expander: Expander,
): Value {
  const start = operands[0] ? expander.compute(operands[0]) : 0;
  const length = operands[1] ? expander.compute(operands[1]) : undefined;
  if (start === undefined || (operands[1] && length === undefined))
    return { ...value, items: value.items.map((item) => marked(hole, [item])) };
  const cut = <T extends { slice(from: number, to?: number): T }>(whole: T, shift = 0): T => {
    const rest = whole.slice(start < 0 ? start : Math.max(start - shift, 0));
    return length === undefined ? rest : rest.slice(0, length);
  };
  if (value.list) {
    const isPositional = name === "@" || name === "*";
    if (isPositional && start === 0) return several([plain(expander.scope.dialect), ...value.items].slice(0, length));
    return several(cut(value.items as Text[], isPositional ? 1 : 0));
  }
  return {
    ...value,
    items: value.items.map((item) => (isKnown(item) ? marked(cut(item.value as never), [item]) : item)),
  };
}

/** Case, cutting and replacement. undefined: not followed. */
function transform(text: string, operator: string, pattern: string, to: string): string | undefined {
  if (operator.startsWith("@")) return byLetter[operator]?.(text) ?? text;
  if (operator === "^" || operator === "^^" || operator === "," || operator === ",,")
    return cased(text, operator, pattern);
  if (text.length > 20_000) return undefined;
  const source = patternSource(pattern);
  if (operator.startsWith("/")) {
    if (pattern === "") return text;
    const anchored = operator === "/#" ? `^(?:${source})` : operator === "/%" ? `(?:${source})$` : source;
    return compiled(source && anchored, operator === "//" ? "g" : "") === undefined
      ? undefined
      : text.replace(compiled(anchored, operator === "//" ? "g" : "") as RegExp, () => to);
  }
  if (operator === ":#") {
    const whole = compiled(source && `^(?:${source})$`);
    return whole ? (whole.test(text) ? "" : text) : undefined;
  }
  return cutEnd(text, operator, source);
}

function cutEnd(text: string, operator: string, source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const lazy = source.replaceAll("[\\s\\S]*", "[\\s\\S]*?");
  if (operator === "#") return replaced(text, `^(?:${lazy})`);
  if (operator === "##") return replaced(text, `^(?:${source})`);
  if (operator === "%%") return replaced(text, `(?:${source})$`);
  // The shortest end is what the longest beginning leaves.
  const found = compiled(`^([\\s\\S]*)(?:${lazy})$`)?.exec(text);
  return found ? (found[1] as string) : text;
}

function replaced(text: string, source: string): string | undefined {
  const pattern = compiled(source);
  return pattern ? text.replace(pattern, "") : undefined;
}

function cased(text: string, operator: string, pattern: string): string | undefined {
  const change = (letters: string) => (operator.startsWith("^") ? letters.toUpperCase() : letters.toLowerCase());
  const test = pattern === "" ? undefined : compiled(patternSource(pattern) && `^(?:${patternSource(pattern)})$`);
  if (pattern !== "" && !test) return undefined;
  const letters = [...text];
  return letters
    .map((letter, at) =>
      (operator.length === 2 || at === 0) && (!test || test.test(letter)) ? change(letter) : letter,
    )
    .join("");
}

const byLetter: Readonly<Record<string, (text: string) => string>> = {
  "@U": (text) => text.toUpperCase(),
  "@u": (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
  "@L": (text) => text.toLowerCase(),
  "@Q": (text) => `'${text.replaceAll("'", "'\\''")}'`,
  "@E": decodeAnsi,
};
