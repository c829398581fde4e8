/** What PowerShell passes on instead of text: arrays, tables, script blocks, objects of a known type. */
import type { Span } from "../../../model/span.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../../text.ts";
import { withValue } from "../choices.ts";
import type { Run, Scope, Word } from "../run.ts";

/** Every text is a value; what is known beyond its text is optional. */
export interface Value extends Text {
  /** Members of an array. */
  readonly items?: readonly Value[];
  /** Entries of a table, or properties of an object, by lower-case name. */
  readonly entries?: ReadonlyMap<string, Value>;
  readonly block?: ScriptBlock;
  /** Lower-case .NET type without `System.`, or a made-up name with a colon (`com:…`, `file:`, `process:`). */
  readonly type?: string;
  /** Holds live wildcard characters. */
  readonly glob?: boolean;
}

/** A word of a command with what is known of its value. */
export type Argument = Word & Value & { readonly parameter?: boolean };

export interface BlockCall {
  readonly run: Run;
  readonly scope: Scope;
  readonly span: Span;
  readonly stdin: Value | undefined;
  /** What `$_` is; by default what comes in. */
  readonly item?: Value | undefined;
  readonly args?: readonly Argument[];
}

/** Runs the block in the mind. */
export type ScriptBlock = (call: BlockCall) => Value;

export const nothing: Value = plain("");
export const unknown: Value = unknownText;

/** Longer arrays and texts are not followed to their end. */
export const maxItems = 300;
export const maxText = 100_000;

/** An object of a known type with nothing known in it. */
export function objectOf(type: string, sources: readonly (Text | undefined)[] = []): Value {
  return { ...marked(hole, sources), type };
}

export function fileObject(path: Value): Value {
  return { ...path, type: "file:" };
}

/** Several values as one: what a pipeline hands on. Empty ones are dropped. */
export function collect(values: readonly Value[]): Value {
  const items = values.flatMap((value) =>
    value.items ? value.items : value.value === "" && !value.entries ? [] : [value],
  );
  if (items.length === 1) return items[0] as Value;
  return items.length === 0 ? nothing : listOf(items);
}

/** Arrays in arrays are opened, so that what is nested cannot grow without end. */
export function listOf(parts: readonly Value[]): Value {
  const items = parts.flatMap((part) => part.items ?? [part]).slice(0, maxItems);
  return { ...joined(items, "\n"), items };
}

/** Texts one after another; what gets too long to be followed is not known. */
export function joined(parts: readonly Value[], separator = ""): Value {
  const length = parts.reduce((sum, part) => sum + part.value.length + separator.length, 0);
  return marked(length > maxText ? hole : parts.map((part) => part.value).join(separator), parts);
}

/** The members of an array, or the value itself; none for nothing at all. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  if (value.items) return value.items;
  return value.value === "" && !value.entries && !value.block ? [] : [value];
}

/** As in a string: the members of an array side by side. */
export function textOfValue(value: Value, separator = " "): Text {
  if (value.items) return joined(value.items, separator);
  // A table has no text worth knowing.
  return marked(value.entries && value.value === "" ? hole : value.value, [value]);
}

/** One value that may be any of several. */
export function anyOf(values: readonly Value[]): Value {
  const [first] = values;
  if (!first) return unknown;
  if (values.length === 1) return first;
  const typed = values.find((value) => value.type !== undefined)?.type;
  return { ...marked(hole, values), ...(typed === undefined ? {} : { type: typed }) };
}

/** Applies a function to text that is known; the marks go on. */
export function mapText(value: Value, change: (text: string) => string | undefined, decodes = false): Value {
  const changed = isKnown(value) ? change(textOfValue(value).value) : undefined;
  const isShort = changed !== undefined && changed.length <= maxText;
  return { ...marked(isShort ? changed : hole, [value]), ...(decodes ? { decoded: true } : {}) };
}

export function numberOf(value: Value | undefined): number | undefined {
  if (!value || value.items || value.value.trim() === "") return undefined;
  const found = Number(value.value);
  return Number.isFinite(found) ? found : undefined;
}

/** Whether a condition holds, where it is known. */
export function truthOf(value: Value | undefined): boolean | undefined {
  if (!value) return true;
  const text = value.value.toLowerCase();
  return value.items || !isKnown(value) ? undefined : !/^(?:\$?false|0|)$/.test(text);
}

/** Keeps what a variable held before where it is not sure that this runs. */
export function setValue(scope: Scope, name: string, value: Value): void {
  const before = scope.uncertain > 0 ? (scope.variables.get(name) ?? []) : [];
  scope.variables.set(name, withValue(before, value));
}

/** The marks of all values and of what they hold. */
export function flatMarks(values: readonly (Value | undefined)[]): Text {
  const inner = values.flatMap((value) => [value, ...(value?.items ?? []), ...(value?.entries?.values() ?? [])]);
  return marked("", inner);
}

/** Members of a list that are followed one by one. */
const maxFollowed = 8;

/** The members to follow: each of a short list; of a long one the first, and one that stands for all. */
export function followed(value: Value): readonly Value[] {
  const items = itemsOf(value);
  if (items.length <= maxFollowed) return items.length === 0 ? [unknown] : items;
  return [...items.slice(0, maxFollowed), marked(hole, items)];
}

/** Parts of one text as an array. */
export function plainItems(source: Value, parts: readonly string[]): Value {
  return listOf(parts.slice(0, maxItems).map((part): Value => marked(part, [source])));
}
