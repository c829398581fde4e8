/** Switches and lists of Gemini CLI's settings, as 0.61.0 takes them (read in its code, tried on 2026-11-26). */
import type { Provenance } from "../../core/model/permission.ts";
import { at, textOf, type ValueNode } from "../../core/parse/value.ts";
import { provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { asFlag } from "../flags.ts";

/** A switch may be written as a text, in any letters. Undefined: it is not set, or is something else. */
export function switchOf(node: ValueNode | undefined): boolean | undefined {
  if (node?.kind === "scalar" && typeof node.value === "boolean") return node.value;
  const text = textOf(node)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}

interface Found {
  readonly value: boolean;
  readonly source: Provenance;
}

/** What the strongest file that sets it says. */
export function switchAt(files: readonly SettingsFile[], ...path: readonly string[]): Found | undefined {
  const file = files.findLast(({ root }) => at(root, ...path) !== undefined);
  const node = at(file?.root, ...path);
  const value = switchOf(node);
  if (!file || !node || value === undefined) return undefined;
  return { value, source: asFlag(provenanceOf(file, node.span, `${path.join(".")}: ${String(value)}`)) };
}

const lists: readonly (readonly string[])[] = [
  ["tools", "allowed"],
  ["tools", "core"],
  ["tools", "exclude"],
  ["tools", "confirmationRequired"],
  ["mcp", "allowed"],
  ["mcp", "excluded"],
];

/** What counts as false in JavaScript counts as not there. */
function isNone(node: ValueNode): boolean {
  return node.kind === "scalar" && !node.value;
}

/** A list that is something else: the program warns, and then stumbles over it or reads letters for names. */
export function strangeList(files: readonly SettingsFile[]): Provenance | undefined {
  for (const file of files)
    for (const path of lists) {
      const node = at(file.root, ...path);
      const isList = node?.kind === "array" && node.items.every(({ value }) => textOf(value) !== undefined);
      if (node && !isList && !isNone(node))
        return provenanceOf(file, node.span, `${path.join(".")} is no list of texts: what it does then is not known`);
    }
  return undefined;
}

/** Values that it cannot go over, and Gemini CLI ends with an error. The letters of a text it can go over for tools. */
export function endingList(files: readonly SettingsFile[]): Provenance | undefined {
  for (const file of files)
    for (const path of [["context", "includeDirectories"], ...lists.slice(0, 2)]) {
      const node = at(file.root, ...path);
      const isLetters = path[0] === "tools" && textOf(node) !== undefined;
      if (node && node.kind !== "array" && !isNone(node) && !isLetters)
        return provenanceOf(file, node.span, `Gemini CLI does not start with ${path.join(".")} that is no list`);
    }
  return undefined;
}
