import type { Parsed } from "../model/problem.ts";
import { parseJsonc } from "./jsonc.ts";
import { type ArrayNode, member, type ObjectNode, type ValueNode } from "./value.ts";

/** One splice of a text: what was put in, and what it replaced. Both are needed to take it out again exactly. */
export interface Splice {
  readonly offset: number;
  readonly removed: string;
  readonly inserted: string;
}

export interface Inserted {
  readonly text: string;
  readonly splices: readonly Splice[];
}

/**
 * Puts values in front of the arrays at the given key paths and changes no other byte: comments, line ends,
 * indentation, a byte order mark and the missing or present last line end stay as they are.
 * Arrays and objects on the way are created where they are missing. A text that cannot be read, or that has
 * something else in one of those places, is left alone and told.
 */
export function insertIntoArrays(
  text: string,
  entries: readonly { readonly path: readonly string[]; readonly value: unknown }[],
): Parsed<Inserted | undefined> {
  return insertAll(text, entries, insertOne);
}

/** Puts members into objects in the same way. A key that is there already is left alone and told. */
export function insertMembers(
  text: string,
  entries: readonly { readonly path: readonly string[]; readonly value: unknown }[],
): Parsed<Inserted | undefined> {
  return insertAll(text, entries, insertMember);
}

type InsertOne = typeof insertOne;

function insertAll(
  text: string,
  entries: readonly { readonly path: readonly string[]; readonly value: unknown }[],
  insert: InsertOne,
): Parsed<Inserted | undefined> {
  let inserted: Inserted = { text, splices: [] };
  for (const { path, value } of entries) {
    const splice = insert(inserted.text, path, value);
    if ("problem" in splice) return { value: undefined, problems: [{ message: splice.problem }] };
    inserted = { text: applySplice(inserted.text, splice), splices: [...inserted.splices, splice] };
  }
  return { value: inserted, problems: [] };
}

/**
 * Takes splices out again, last one first, also from a text that was changed elsewhere in the meantime.
 * Undefined when one of them can no longer be found exactly once.
 */
export function takeOut(text: string, splices: readonly Splice[]): string | undefined {
  let current = text;
  for (const { inserted, removed } of [...splices].reverse()) {
    const at = current.indexOf(inserted);
    if (at < 0 || current.indexOf(inserted, at + 1) >= 0) return undefined;
    current = current.slice(0, at) + removed + current.slice(at + inserted.length);
  }
  return current;
}

/** Removes the elements that a test finds from the array at a key path, with the comma that goes with each. */
export function removeFromArray(
  text: string,
  path: readonly string[],
  matches: (element: ValueNode) => boolean,
): string {
  const array = follow(parseJsonc(text).value, path);
  const found = array?.kind === "array" ? array.items.find((item) => matches(item.value)) : undefined;
  if (!found) return text;
  // One at a time: the spans of neighbors share a comma.
  const { start, end } = found.removalSpan;
  return removeFromArray(text.slice(0, start) + text.slice(end), path, matches);
}

/** Removes the member at a key path, with the comma that goes with it. */
export function removeMember(text: string, path: readonly string[]): string {
  const parent = follow(parseJsonc(text).value, path.slice(0, -1));
  if (parent?.kind !== "object") return text;
  const at = parent.members.findLastIndex(({ key }) => key === path.at(-1));
  const found = parent.members[at];
  if (!found) return text;
  const [before, after] = [parent.members[at - 1], parent.members[at + 1]];
  const start = after || !before ? found.keySpan.start : before.value.span.end;
  const end = after ? after.keySpan.start : found.value.span.end;
  return text.slice(0, start) + text.slice(end);
}

function insertOne(text: string, path: readonly string[], value: unknown): Splice | { readonly problem: string } {
  if (text.replace("\uFEFF", "").trim() === "") {
    const created = `${JSON.stringify(nest(path, [value]), undefined, 2)}\n`;
    return { offset: text.length, removed: "", inserted: created.replace(/\n/g, eol(text)) };
  }
  const { value: root, problems } = parseJsonc(text);
  if (!root || problems.length > 0) return { problem: problems[0]?.message ?? "The file cannot be read as JSON." };
  let node: ValueNode = root;
  for (const [index, key] of path.entries()) {
    if (node.kind !== "object") return { problem: notAn("object", path.slice(0, index)) };
    const next: ValueNode | undefined = member(node, key)?.value;
    if (!next) return prepend(text, node, `${JSON.stringify(key)}: `, nest(path.slice(index + 1), [value]));
    node = next;
  }
  return node.kind === "array" ? prepend(text, node, "", value) : { problem: notAn("list", path) };
}

function insertMember(text: string, path: readonly string[], value: unknown): Splice | { readonly problem: string } {
  if (text.replace("\uFEFF", "").trim() === "") {
    const created = `${JSON.stringify(nest(path, value), undefined, 2)}\n`;
    return { offset: text.length, removed: "", inserted: created.replace(/\n/g, eol(text)) };
  }
  const { value: root, problems } = parseJsonc(text);
  if (!root || problems.length > 0) return { problem: problems[0]?.message ?? "The file cannot be read as JSON." };
  let node: ValueNode = root;
  for (const [index, key] of path.entries()) {
    if (node.kind !== "object") return { problem: notAn("object", path.slice(0, index)) };
    const next: ValueNode | undefined = member(node, key)?.value;
    if (!next) return prepend(text, node, `${JSON.stringify(key)}: `, nest(path.slice(index + 1), value));
    node = next;
  }
  return { problem: `“${path.join(".")}” is there already, so nothing was added.` };
}

/** Right behind the opening bracket, in the style of the container: on lines of its own, or on the same line. */
function prepend(text: string, container: ObjectNode | ArrayNode, label: string, value: unknown): Splice {
  const offset = container.span.start + 1;
  const inner = text.slice(offset, container.span.end - 1);
  const empty = container.kind === "object" ? container.members.length === 0 : container.items.length === 0;
  const wholeFile = empty && inner.trim() === "" && container.span.start === text.search(/[^\s\uFEFF]/);
  const inserted =
    inner.includes("\n") || wholeFile
      ? ownLines(text, container.span.start, label, value, { empty, closed: inner.includes("\n") })
      : sameLine(inner, `${label}${JSON.stringify(value)}`, empty);
  return { offset, removed: "", inserted };
}

function sameLine(inner: string, body: string, empty: boolean): string {
  const padded = /^\s/.test(inner);
  if (empty) return body;
  return padded ? ` ${body},` : `${body}, `;
}

function ownLines(
  text: string,
  containerStart: number,
  label: string,
  value: unknown,
  { empty, closed }: { readonly empty: boolean; readonly closed: boolean },
): string {
  const newline = eol(text);
  const outer = indentOfLine(text, containerStart);
  const indent = outer + indentUnit(text);
  const body = JSON.stringify(value, undefined, indentUnit(text)).replace(/\n/g, newline + indent);
  return `${newline}${indent}${label}${body}${empty ? "" : ","}${closed ? "" : newline + outer}`;
}

function applySplice(text: string, { offset, removed, inserted }: Splice): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removed.length);
}

function follow(root: ValueNode | undefined, path: readonly string[]): ValueNode | undefined {
  return path.reduce<ValueNode | undefined>((node, key) => member(node, key)?.value, root);
}

function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

function eol(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function indentOfLine(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
}

/** The first indentation in the file; two blanks where there is none. */
function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}

function notAn(kind: string, path: readonly string[]): string {
  return `“${path.join(".") || "the file"}” is not ${kind === "object" ? "an object" : "a list"}, so nothing was added.`;
}
