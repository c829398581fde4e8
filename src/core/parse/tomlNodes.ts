import type { Parsed } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import { parseToml } from "./toml.ts";
import type { Member, ValueNode } from "./value.ts";

/**
 * Reads TOML into values with places. The library gives none, so tables and keys are found again by their lines;
 * what stands inside one line shares the place of that line's value.
 */
export function parseTomlNodes(text: string): Parsed<ValueNode | undefined> {
  const { value, problems } = parseToml(text);
  const told = problems.map(({ message }) => ({ message, span: { start: 0, end: 0 } }));
  if (typeof value !== "object" || value === null) return { value: undefined, problems: told };
  const places = placesOf(text);
  return { value: convert(value, "", { start: 0, end: text.length }, places), problems: told };
}

interface Place {
  readonly key: Span;
  readonly value: Span;
}

type Places = ReadonlyMap<string, Place>;

function convert(value: unknown, path: string, span: Span, places: Places): ValueNode {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => {
      const place = places.get(`${path}[${index}]`)?.value ?? span;
      return { value: convert(item, `${path}[${index}]`, place, places), removalSpan: place };
    });
    return { kind: "array", items, span };
  }
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    const members = Object.entries(value).map(([key, inner]): Member => {
      const inside = joined(path, key);
      const place = places.get(inside) ?? { key: span, value: span };
      const node = convert(inner, inside, place.value, places);
      return { key, keySpan: place.key, value: node, span: { start: place.key.start, end: place.value.end } };
    });
    return { kind: "object", members, span };
  }
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", value: isScalar ? value : value == null ? null : String(value), span };
}

function joined(path: string, key: string): string {
  return path ? `${path}\u0000${key}` : key;
}

/** Where tables and keys are written, by their path. Lines inside long strings are taken for what they look like. */
function placesOf(text: string): Places {
  const found = new Map<string, Place>();
  const counts = new Map<string, number>();
  let table = "";
  const line = /[^\n]*\n?/g;
  for (let match = line.exec(text); match && match[0] !== ""; match = line.exec(text)) {
    const [whole] = match;
    const start = match.index + (whole.length - whole.trimStart().length);
    const end = match.index + whole.trimEnd().length;
    const header = /^\[(\[)?\s*([^\]]+?)\s*\]/.exec(whole.trimStart());
    const pair = header ? undefined : /^([\w."'-]+)\s*=\s*/.exec(whole.trimStart());
    if (header) {
      const path = keysOf(header[2] ?? "").reduce(joined, "");
      const count = counts.get(path) ?? 0;
      table = header[1] ? `${path}[${count}]` : path;
      if (header[1]) counts.set(path, count + 1);
      found.set(table, { key: { start, end }, value: { start, end: nextTable(text, end) } });
    } else if (pair) {
      const path = keysOf(pair[1] ?? "").reduce(joined, table);
      const key = { start, end: start + (pair[1] ?? "").length };
      if (!found.has(path)) found.set(path, { key, value: { start: start + pair[0].length, end } });
    }
  }
  return found;
}

function nextTable(text: string, from: number): number {
  const next = text.slice(from).search(/\n\s*\[/);
  return next < 0 ? text.length : from + next;
}

/** The parts of a dotted key, quotes left away. */
function keysOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|([^.\s"']+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}
