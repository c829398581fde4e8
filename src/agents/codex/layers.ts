/** Codex's files as layers, weakest first: which value of a key counts, and how tables become one. */
import type { Provenance } from "../../core/model/permission.ts";
import { recordOf, type TomlFile, tomlProvenance, valueAt } from "../../core/permissions/tomlFile.ts";

export interface Decided<T> {
  readonly value: T;
  readonly source: Provenance;
}

/** The value of the strongest file that has the key. */
export function lastOf(
  layers: readonly TomlFile[],
  ...path: readonly string[]
): (Decided<unknown> & { file: TomlFile }) | undefined {
  for (const file of layers.toReversed()) {
    const value = valueAt(file.root, ...path);
    const key = path.at(-1) ?? "";
    if (value !== undefined)
      return { value, file, source: tomlProvenance(file, key, `${path.join(".")} = ${JSON.stringify(value)}`) };
  }
  return undefined;
}

/** Tables merge key by key; anything else is replaced. */
export function mergeTables(
  low: Readonly<Record<string, unknown>>,
  high: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = Object.assign(Object.create(null), low);
  for (const [key, value] of Object.entries(high)) {
    const [before, after] = [recordOf(merged[key]), recordOf(value)];
    merged[key] = before && after ? mergeTables(before, after) : value;
  }
  return merged;
}
