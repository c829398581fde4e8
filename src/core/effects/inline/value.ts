/** What an expression of judged code may be, as far as that is known before it runs. */
import type { FunctionCode } from "../../parse/code/code.ts";
import { hole, isKnown, marked, type Text } from "../text.ts";

export interface Value extends Text {
  /** The dotted name of what it is (`os.system`, `pathlib.Path()`), as the tables of sinks have it. */
  readonly symbol?: string;
  readonly items?: readonly Value[];
  readonly fields?: ReadonlyMap<string, Value>;
  readonly closure?: Closure;
  /** What else it may be, where that depends on what ran. */
  readonly others?: readonly Value[];
  /** It is an open file: the path it was opened by. */
  readonly handle?: string;
  /** A method of a value that no table names. */
  readonly method?: { readonly object: Value; readonly name: string };
  /** A function made of text: what calling it gives. */
  readonly gives?: Value;
  /** Its wildcards are live: it stands for every file that fits. */
  readonly glob?: boolean;
  /** It is, or holds, all environment variables. */
  readonly environment?: boolean;
}

/** A function with the variables it sees. */
export interface Closure {
  readonly code: FunctionCode;
  readonly frame: Frame;
}

/** Variables of one function, with those around it. A variable has several values where branches differ. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly variables: Map<string, readonly Value[]>;
}

export const unknown: Value = { value: hole };

const maxChoices = 8;

export function textValue(value: string, sources: readonly (Text | undefined)[] = []): Value {
  return marked(value, sources);
}

/** An unknown value that carries what its sources carry. */
export function madeFrom(sources: readonly (Value | undefined)[]): Value {
  return marked(hole, sources.filter((source) => source !== undefined).flatMap(parts));
}

export function listValue(items: readonly Value[]): Value {
  return { ...madeFrom(items), items };
}

/** The value itself and all it may be instead. */
export function choices(value: Value): readonly Value[] {
  return value.others ? [value, ...value.others] : [value];
}

/** One value that may be any of several. */
export function oneOf(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  if (!first) return unknown;
  if (rest.length === 0) return first;
  const { others: _own, ...plain } = first;
  const all = rest.flatMap(choices).concat(first.others ?? []);
  return { ...plain, others: all.slice(0, maxChoices) };
}

/** Applies a function to every choice of its arguments, up to a bound; beyond it the result is unknown too. */
export function combine(values: readonly Value[], make: (values: readonly Value[]) => Value): Value {
  let rows: (readonly Value[])[] = [[]];
  for (const value of values) {
    rows = rows.flatMap((row) => choices(value).map((choice) => [...row, choice]));
    if (rows.length > maxChoices * 2) return oneOf([make(values), madeFrom(values)]);
  }
  return oneOf(rows.map(make));
}

/** A value with everything inside it, to look for marks. */
export function parts(value: Value): readonly Value[] {
  const found: Value[] = [];
  const open: Value[] = [value];
  for (let next = open.pop(); next && found.length < 200; next = open.pop()) {
    found.push(next);
    open.push(...(next.items ?? []), ...(next.fields?.values() ?? []), ...(next.others ?? []));
  }
  return found;
}

export function carries(value: Value, mark: "secret" | "remote" | "decoded" | "environment"): boolean {
  return parts(value).some((part) => part[mark]);
}

/** The text of a value that is known through and through. */
export function knownText(value: Value | undefined): string | undefined {
  return value && !value.items && !value.fields && !value.symbol && isKnown(value) ? value.value : undefined;
}

/** The texts of a list, or of one text; a hole where one is not known. */
export function itemsOf(value: Value): readonly Value[] {
  return value.items ?? [value];
}
