/** PowerShell's operators and casts on values, as far as the values are known. */
import { hole, isKnown, marked, plain } from "../../text.ts";
import { textBlock } from "./textBlock.ts";
import {
  collect,
  itemsOf,
  joined,
  listOf,
  mapText,
  maxItems,
  maxText,
  numberOf,
  textOfValue,
  truthOf,
  unknown,
  type Value,
} from "./values.ts";

export function binary(operator: string, left: Value, right: Value): Value {
  const apply = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  return apply ? apply(left, right) : marked(hole, [left, right]);
}

type Operator = (left: Value, right: Value) => Value;

const compared: Operator = (left, right) => marked(hole, [left, right]);

const arithmetic =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) => {
    const [a, b] = [numberOf(left), numberOf(right)];
    return a === undefined || b === undefined
      ? marked(hole, [left, right])
      : marked(String(compute(a, b)), [left, right]);
  };

const operators: Readonly<Record<string, Operator>> = {
  "+": add,
  "-": arithmetic((left, right) => left - right),
  "*": (left, right) => {
    const count = numberOf(right);
    if (numberOf(left) !== undefined || count === undefined || !isKnown(left))
      return arithmetic((a, b) => a * b)(left, right);
    return left.value.length * count > maxText
      ? marked(hole, [left])
      : mapText(left, (text) => text.repeat(Math.max(0, count)));
  },
  "/": arithmetic((left, right) => left / right),
  "%": arithmetic((left, right) => left % right),
  bxor: arithmetic((left, right) => left ^ right),
  band: arithmetic((left, right) => left & right),
  bor: arithmetic((left, right) => left | right),
  shl: arithmetic((left, right) => left << right),
  shr: arithmetic((left, right) => left >> right),
  "..": range,
  f: format,
  join: (left, right) => ({ ...textOfValue(left, isKnown(right) ? right.value : hole), decoded: true }),
  split: (left, right) => split(left, right),
  replace,
  as: (left, right) => cast(right.type?.replace(/^type:/, "") ?? hole, left),
  ...Object.fromEntries(
    "eq ne gt ge lt le like notlike match notmatch contains notcontains in notin is isnot and or xor"
      .split(" ")
      .map((name) => [name, compared]),
  ),
};

function add(left: Value, right: Value): Value {
  if (left.items) return listOf([...left.items, ...itemsOf(right)].slice(0, maxItems));
  if (left.entries) return left;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined && left.type === "number") return { ...plain(String(a + b)), type: "number" };
  return joined([left, textOfValue(right)]);
}

function range(left: Value, right: Value): Value {
  const [from, to] = [numberOf(left), numberOf(right)];
  const letters = [left, right].every((value) => /^[a-z]$/i.test(value.value));
  const [start, end] = letters ? [left.value.charCodeAt(0), right.value.charCodeAt(0)] : [from, to];
  if (start === undefined || end === undefined || Math.abs(end - start) > maxItems) return marked(hole, [left, right]);
  const step = start <= end ? 1 : -1;
  const items: Value[] = [];
  for (let at = start; step > 0 ? at <= end : at >= end; at += step)
    items.push(letters ? plain(String.fromCharCode(at)) : { ...plain(String(at)), type: "number" });
  return items.length === 1 ? (items[0] as Value) : listOf(items);
}

/** `"{1}{0}" -f 'a','b'`. */
export function format(left: Value, right: Value): Value {
  const given = itemsOf(right);
  const text = left.value.replace(/\{(\d+)(,[^}:]*)?(:[^}]*)?\}/g, (_whole, index: string, _width, shape: string) => {
    const found = given[Number(index)];
    return found === undefined || shape !== undefined ? hole : found.value;
  });
  const filled = text
    .slice(0, maxText + 1)
    .replaceAll("{{", "{")
    .replaceAll("}}", "}");
  return { ...marked(filled.length > maxText ? hole : filled, [left, right]), decoded: true };
}

/** Patterns with only plain characters are followed, so that words put together are found. */
function plainPattern(pattern: string): string | undefined {
  const bare = pattern.replace(/\\([^\w\s])/g, "$1");
  return /(?:^|[^\\])[.*+?^$()[\]{}|]|\\\w/.test(pattern) ? undefined : bare;
}

export function split(left: Value, right: Value): Value {
  const [pattern, limit] = itemsOf(right);
  const characters =
    pattern &&
    (/^\[([^\]\\^-]+)\]$/.exec(pattern.value)?.[1] ??
      (/^.(?:\|.)+$/.test(pattern.value) ? pattern.value.replaceAll("|", "") : undefined));
  const bare = pattern === undefined ? undefined : plainPattern(pattern.value);
  if (!pattern || limit || !isKnown(left) || !isKnown(pattern) || (bare === undefined && characters === undefined))
    return /^\\s\+?$/.test(pattern?.value ?? "") && isKnown(left)
      ? pieces(left, left.value.split(/\s/))
      : marked(hole, [left]);
  if (characters !== undefined) {
    let text = left.value;
    for (const character of characters) text = text.replaceAll(character, hole);
    return pieces(left, text.split(hole));
  }
  return pieces(left, bare === "" ? [...left.value] : left.value.split(bare as string));
}

function pieces(source: Value, parts: readonly string[]): Value {
  const items = parts.slice(0, maxItems).map((part): Value => marked(part, [source]));
  return items.length === 1 ? (items[0] as Value) : listOf(items);
}

function replace(left: Value, right: Value): Value {
  const [pattern, put] = itemsOf(right);
  if (!pattern || !isKnown(pattern) || (put && !isKnown(put))) return { ...marked(hole, [left]), decoded: true };
  return replaceText(left, plainPattern(pattern.value), put?.value ?? "", true);
}

/** Replaces text by text. What is put in stays as it is, unless it looks like a part of what was found. */
export function replaceText(value: Value, from: string | undefined, to: string, foldsCase: boolean): Value {
  if (value.items) return listOf(value.items.map((item) => replaceText(item, from, to, foldsCase)));
  if (from === undefined || from === "" || /\$[\d{&]/.test(to)) return { ...marked(hole, [value]), decoded: true };
  const escaped = from.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return mapText(value, (text) => text.replace(new RegExp(escaped, foldsCase ? "gi" : "g"), () => to), true);
}

export function unary(operator: string, value: Value): Value {
  if (operator === "join") return { ...textOfValue(value, ""), decoded: true };
  if (/^[ic]?split$/.test(operator)) return split(value, plain("\\s+"));
  if (operator === ",") return listOf([value]);
  if (operator === "-" || operator === "+") {
    const number = numberOf(value);
    return number === undefined ? marked(hole, [value]) : plain(String(operator === "-" ? -number : number));
  }
  if (operator === "!" || operator === "not") {
    const truth = truthOf(value);
    return truth === undefined ? marked(hole, [value]) : plain(truth ? "False" : "True");
  }
  return marked(hole, [value]);
}

export function index(value: Value, at: Value): Value {
  const wanted = itemsOf(at);
  if (value.entries) return value.entries.get(at.value.toLowerCase()) ?? marked(hole, [value]);
  if (!isKnown(at)) return { ...marked(hole, [value]), ...(value.type ? { type: value.type } : {}) };
  const found = wanted.map((item) => pick(value, numberOf(item)));
  return found.length === 1 ? (found[0] as Value) : collect(found);
}

function pick(value: Value, at: number | undefined): Value {
  if (at === undefined) return marked(hole, [value]);
  if (value.items) return value.items.at(at) ?? unknown;
  if (!isKnown(value)) return { ...marked(hole, [value]), ...(value.type ? { type: value.type } : {}) };
  return { ...marked(value.value.at(at) ?? "", [value]), decoded: true };
}

/** A .NET type name as tables here have it. */
export function typeName(written: string): string {
  return written
    .toLowerCase()
    .replace(/[\s`]/g, "")
    .replace(/^system\./, "")
    .replace(/(?!^)\[(?!\]).*$/s, "")
    .replace(/,.*$/s, "");
}

const keepsText =
  /^(?:string|object|psobject|void|ref|nullable|validate\w*|parameter.*|alias.*|switch|bool|array|object\[\]|string\[\]|psobject\[\]|io\.fileinfo|fileinfo|io\.directoryinfo|directoryinfo|uri)$/;
const numbers = /^(?:u?int(?:16|32|64)?|u?long|u?short|s?byte|double|single|float|decimal|bigint)$/;

export function cast(type: string, value: Value): Value {
  const name = typeName(type);
  if (name === "char" || name === "char[]") return characters(value, name === "char[]");
  if (name === "scriptblock") return textBlock(value);
  if (name === "type") return { ...value, type: `type:${typeName(value.value)}` };
  if (name === "string") return textOfValue(value);
  if (
    name === "hashtable" ||
    name === "ordered" ||
    name === "pscustomobject" ||
    name === "management.automation.psobject"
  )
    return value;
  if (name === "byte[]" || name.endsWith("[]")) return value;
  if (numbers.test(name)) return castNumber(value);
  if (/^io\.(?:file|directory)info$|^(?:file|directory)info$/.test(name)) return { ...value, type: "file:" };
  if (keepsText.test(name)) return value;
  return { ...marked(value.value, [value]), type: name, ...(value.entries ? { entries: value.entries } : {}) };
}

function castNumber(value: Value): Value {
  if (/^0x[\da-f]+$/i.test(value.value)) return { ...marked(String(Number(value.value)), [value]), type: "number" };
  if (value.type === "char" && isKnown(value)) return { ...plain(String(value.value.charCodeAt(0))), type: "number" };
  return numberOf(value) === undefined ? marked(hole, [value]) : { ...marked(value.value, [value]), type: "number" };
}

function characters(value: Value, many: boolean): Value {
  if (value.items) return listOf(value.items.map((item) => characters(item, false)));
  const code =
    value.type === "number" || /^(?:0x[\da-f]+|\d{2,7})$/i.test(value.value) ? Number(value.value) : undefined;
  if (code !== undefined && (value.type === "number" || !many))
    return { ...marked(code <= 0x10ffff ? String.fromCodePoint(code) : "", [value]), type: "char", decoded: true };
  return many ? pieces(value, [...value.value].slice(0, maxItems)) : value;
}
