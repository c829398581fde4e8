/**
 * How Qwen Code joins the settings of its layers (read in the bundle of 0.24.4 and tried, 2026-11-26): what a later file
 * says replaces, and some lists are joined. A value that is no object replaces all that stood below its key.
 */
import { itemsOf, member, textOf, type ValueNode } from "../../core/parse/value.ts";
import type { LocatedText, SettingsFile } from "../../core/permissions/settingsFile.ts";

export interface Located {
  readonly value: ValueNode;
  readonly file: SettingsFile;
}

export interface JoinedText extends LocatedText {
  readonly file: SettingsFile;
}

/** The value that counts. */
export function lastOf(files: readonly SettingsFile[], ...path: readonly string[]): Located | undefined {
  return files.reduce<Located | undefined>((before, file) => {
    const found = lookUp(file.root, path);
    if (found === "untouched") return before;
    return found === "covered" ? undefined : { value: found, file };
  }, undefined);
}

/** What a list comes to whose layers are joined: its items, or what stands there and is no list. */
export function joined(
  files: readonly SettingsFile[],
  ...path: readonly string[]
): { readonly items: readonly Located[]; readonly other?: Located } {
  let items: readonly Located[] | undefined;
  let other: Located | undefined;
  for (const file of files) {
    const found = lookUp(file.root, path);
    if (found === "untouched") continue;
    const own = found === "covered" || found.kind !== "array" ? undefined : found.items.map(({ value }) => value);
    if (found === "covered") items = other = undefined;
    else if (items) items = [...items, ...(own ?? [found]).map((value) => ({ value, file }))];
    else {
      items = own?.map((value) => ({ value, file }));
      other = own ? undefined : { value: found, file };
    }
  }
  return { items: items ?? [], ...(other ? { other } : {}) };
}

/** The texts of a joined list. */
export function textsOf(files: readonly SettingsFile[], ...path: readonly string[]): readonly JoinedText[] {
  return joined(files, ...path).items.flatMap(asText);
}

/** The texts of a list that only one layer decides. */
export function lastTextsOf(files: readonly SettingsFile[], ...path: readonly string[]): readonly JoinedText[] {
  const found = lastOf(files, ...path);
  return itemsOf(found?.value).flatMap(({ value }) => (found ? asText({ value, file: found.file }) : []));
}

function asText({ value, file }: Located): readonly JoinedText[] {
  const text = textOf(value);
  return text === undefined ? [] : [{ text, span: value.span, file }];
}

function lookUp(root: ValueNode | undefined, path: readonly string[]): ValueNode | "untouched" | "covered" {
  let node = root;
  for (const [index, key] of path.entries()) {
    if (node?.kind !== "object") return index === 0 ? "untouched" : "covered";
    const found = member(node, key);
    if (!found) return "untouched";
    node = found.value;
  }
  return node ?? "untouched";
}

/** As JavaScript takes it: everything but false, 0, nothing and an empty text. */
export function isTruthy(node: ValueNode | undefined): boolean {
  return node !== undefined && (node.kind !== "scalar" || Boolean(node.value));
}
