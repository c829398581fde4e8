/**
 * How VS Code reads one file of settings: a dot in a key is an object in an object, and each says the same. What stands
 * under a part of a name takes the place of all that stands before it in the file under longer names. Read in VS Code
 * 1.139.1 and tried on 2026-11-26.
 */
import { type Member, membersOf, plain, type ValueNode } from "../../core/parse/value.ts";

/** A value as VS Code holds it: an object is a group of settings, whatever it was meant to be. */
export type Setting = Group | Single;

export interface Group {
  readonly members: Map<string, Setting>;
  readonly written: Member;
}

export interface Single {
  readonly value: unknown;
  readonly written: Member;
}

/** What a file says of a setting; `replaced`: something that is no object stands where its group would be. */
export type Said = Setting | { readonly replaced: Member } | undefined;

/** @param counts whether the setting of that name is read in this file */
export function settingsTree(root: ValueNode | undefined, counts: (name: string) => boolean): Map<string, Setting> {
  const tree = new Map<string, Setting>();
  for (const [name, member] of unique(root)) {
    const setting = settingOf(member, name, counts);
    if (setting) put(tree, name.split("."), setting);
  }
  return tree;
}

/** What the tree says of a setting by its full name. */
export function saidOf(tree: ReadonlyMap<string, Setting>, name: string): Said {
  let members: ReadonlyMap<string, Setting> | undefined = tree;
  let found: Setting | undefined;
  for (const part of name.split(".")) {
    if (!members) return found && { replaced: found.written };
    found = members.get(part);
    if (!found) return undefined;
    members = "members" in found ? found.members : undefined;
  }
  return found;
}

/** Plain data without places. */
export function plainOf(setting: Setting): unknown {
  if (!("members" in setting)) return setting.value;
  // A null prototype, so that a key named "__proto__" is data and nothing else.
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, value] of setting.members) data[key] = plainOf(value);
  return data;
}

/** A key that is written twice keeps its place and has the later value. */
function unique(node: ValueNode | undefined): ReadonlyMap<string, Member> {
  return new Map(membersOf(node).map((member) => [member.key, member]));
}

/** Undefined: nothing in it is read in this file. */
function settingOf(member: Member, name: string, counts: (name: string) => boolean): Setting | undefined {
  if (!counts(name)) return undefined;
  if (member.value.kind !== "object") return { value: plain(member.value), written: member };
  const members = new Map<string, Setting>();
  const written = unique(member.value);
  for (const [key, one] of written) {
    const setting = settingOf(one, `${name}.${key}`, counts);
    if (setting) members.set(key, setting);
  }
  return written.size > 0 && members.size === 0 ? undefined : { members, written: member };
}

/** Below something that is no object nothing is kept. */
function put(tree: Map<string, Setting>, path: readonly string[], setting: Setting): void {
  let members = tree;
  for (const part of path.slice(0, -1)) {
    let next = members.get(part);
    if (!next) {
      next = { members: new Map(), written: setting.written };
      members.set(part, next);
    }
    if (!("members" in next)) return;
    members = next.members;
  }
  members.set(path.at(-1) ?? "", setting);
}
