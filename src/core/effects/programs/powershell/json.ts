/** JSON and the values it stands for, as far as they are known. */
import { listOf, unknown, type Value } from "../../shell/powershell/values.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";

/** Deeper tables are not written out. */
const maxDepth = 8;

/** The JSON text of a value; unknown where a part of it is. */
export function toJson(value: Value): Value {
  const made = jsonOf(value, maxDepth);
  return marked(made === undefined ? hole : JSON.stringify(made), [value, ...(value.entries?.values() ?? [])]);
}

function jsonOf(value: Value, depth: number): unknown {
  if (depth === 0 || value.block || (!value.entries && !isKnown(value))) return undefined;
  if (value.items) return all(value.items.map((item) => jsonOf(item, depth - 1)));
  if (value.entries) {
    const parts = [...value.entries].map(([name, entry]) => [name, jsonOf(entry, depth - 1)] as const);
    return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
  }
  if (/^(?:true|false)$/i.test(value.value)) return /^true$/i.test(value.value);
  return value.type === "number" ? Number(value.value) : value.value;
}

function all(parts: readonly unknown[]): readonly unknown[] | undefined {
  return parts.includes(undefined) ? undefined : parts;
}

/** The value a JSON text stands for, with the text's marks. */
export function fromJson(text: Value): Value {
  if (!isKnown(text) || text.items) return marked(hole, [text]);
  try {
    return valueFrom(JSON.parse(text.value), text, maxDepth);
  } catch {
    return marked(hole, [text]);
  }
}

function valueFrom(json: unknown, source: Value, depth: number): Value {
  if (depth === 0) return unknown;
  if (Array.isArray(json)) return listOf(json.map((item) => valueFrom(item, source, depth - 1)));
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).map(
      ([name, part]) => [name.toLowerCase(), valueFrom(part, source, depth - 1)] as const,
    );
    return { ...marked("", [source]), entries: new Map(entries) };
  }
  if (typeof json === "number") return { ...marked(String(json), [source]), type: "number" };
  return json === null
    ? plain("")
    : marked(typeof json === "boolean" ? (json ? "True" : "False") : String(json), [source]);
}
