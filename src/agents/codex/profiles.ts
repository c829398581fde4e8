/**
 * Permission profiles (`default_permissions`): Codex's own, and those of the settings. The entry that is nearest to a
 * path decides. Observed with 0.169.0 on 2026-11-26.
 */
import { matchesGlob } from "../../core/permissions/glob.ts";
import type { Place } from "../../core/permissions/input.ts";
import { endOf, type Links } from "../../core/permissions/links.ts";
import { isAbsolutePath, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { recordOf } from "../../core/permissions/tomlFile.ts";
import type { Sandbox } from "./settings.ts";

/** Codex's own profiles, and the sandbox that each of them is. It does not start with another name that begins with ":". */
const own: Readonly<Record<string, Sandbox>> = {
  ":read-only": "read-only",
  ":workspace": "workspace-write",
  ":danger-full-access": "danger-full-access",
};

/** "named": a profile of the settings. */
export function sandboxOfProfile(name: unknown): Sandbox | "named" | "none" {
  if (typeof name !== "string") return "none";
  if (Object.hasOwn(own, name)) return own[name] ?? "none";
  return name.startsWith(":") ? "none" : "named";
}

/** The sandbox that a profile of the settings comes nearest to. */
export function sandboxLike({ entries }: Profile): Sandbox {
  if (entries.every(({ access }) => access !== "write")) return "read-only";
  const all = entries.some(({ path, access }) => path === "/" && access === "write");
  return all && entries.every(({ access }) => access === "write") ? "danger-full-access" : "workspace-write";
}

type Access = "read" | "write" | "deny";

interface Entry {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly access: Access;
}

export interface Profile {
  readonly entries: readonly Entry[];
  /** Patterns of files that cannot be read, from the root; which there are is looked up when a command starts. */
  readonly hiddenForms: readonly string[];
}

/** Words say why: Codex does not start with it (`stopped`), or it was not followed. */
export type ReadProfile = Profile | { readonly stopped: string } | { readonly unclear: string };

/** @param tables `[permissions]` of all files, merged */
export function readProfile(
  name: string,
  tables: Readonly<Record<string, unknown>>,
  place: Place,
  seen: readonly string[] = [],
): ReadProfile {
  if (seen.includes(name)) return { stopped: `the profile ${name} extends itself` };
  if (Object.hasOwn(bases, name)) return entriesOf(bases[name] ?? {}, place);
  const table = Object.hasOwn(tables, name) ? recordOf(tables[name]) : undefined;
  if (!table) return { stopped: `no profile ${name} can be extended or chosen` };
  if (table.workspace_roots !== undefined) return { unclear: `workspace_roots of the profile ${name} is not resolved` };
  const parent = table.extends;
  if (parent !== undefined && typeof parent !== "string") return { stopped: `the profile ${name} extends no name` };
  const below = parent === undefined ? empty : readProfile(parent, tables, place, [...seen, name]);
  const files = table.filesystem === undefined ? {} : recordOf(table.filesystem);
  if (!files) return { stopped: `filesystem of the profile ${name} is no table` };
  const above = entriesOf(files, place);
  if (!("entries" in below)) return below;
  if (!("entries" in above)) return above;
  const replaced = new Map([...below.entries, ...above.entries].map((entry) => [entry.path, entry]));
  return { entries: [...replaced.values()], hiddenForms: [...below.hiddenForms, ...above.hiddenForms] };
}

const empty: Profile = { entries: [], hiddenForms: [] };

/** What Codex's own profiles come to. No other can extend full access. */
const bases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ":read-only": { ":root": "read" },
  ":workspace": { ":root": "read", ":workspace_roots": "write", ":slash_tmp": "write" },
};

function entriesOf(files: Readonly<Record<string, unknown>>, place: Place): ReadProfile {
  const entries: Entry[] = [];
  const hiddenForms: string[] = [];
  for (const [key, value] of Object.entries(files)) {
    // A place without a meaning means nothing, and what programs need is only read.
    if (key === "glob_scan_max_depth" || (key.startsWith(":") && !places.has(key))) continue;
    const base = folderOf(key, place);
    if (base === undefined) return { stopped: `a profile with the path ${JSON.stringify(key)}, which is relative` };
    const parts = recordOf(value) ?? { ".": value };
    for (const [part, written] of Object.entries(parts)) {
      const access = typeof written === "string" && Object.hasOwn(words, written) ? words[written] : undefined;
      if (!access) return { stopped: `a profile that says ${JSON.stringify(written)} of a path` };
      if (part.split("/").includes(".."))
        return { stopped: `a profile with the path ${JSON.stringify(part)}, which leads out` };
      const path = part === "." ? base : resolveFrom(base, part, place);
      if (access === "write" && /[^/.][^/]*\.\w+$/.test(path))
        return { unclear: `${path} alone: a sandbox with a file that may be written to was seen to fail` };
      if (!/[*?[]/.test(path)) entries.push(...withClosed({ path, access }, key));
      else if (access === "deny") hiddenForms.push(path.slice(1));
      else return { unclear: `the pattern ${part} of a profile is not resolved` };
    }
  }
  return { entries, hiddenForms };
}

const words: Readonly<Record<string, Access>> = { read: "read", write: "write", deny: "deny", none: "deny" };

const places: ReadonlySet<string> = new Set([":root", ":slash_tmp", ":workspace_roots", ":project_roots"]);

function folderOf(key: string, place: Place): string | undefined {
  const { workspace, platform } = place;
  if (key === ":root") return "/";
  if (key === ":slash_tmp") return "/tmp";
  if (places.has(key)) return slashed(workspace ?? place.home, platform);
  return isAbsolutePath(slashed(key, platform)) || key.startsWith("~/") ? resolveFrom("/", key, place) : undefined;
}

/** Folders of a root's own that stay closed unless an entry names them. Deeper ones of these names are open (tried). */
export const closed: readonly string[] = [".git", ".codex", ".agents", ".aws"];

/** All of what a path for everything opens is open. */
function withClosed(entry: Entry, key: string): readonly Entry[] {
  if (entry.access !== "write" || key === ":root") return [entry];
  return [...closed.map((name): Entry => ({ path: `${entry.path}/${name}`, access: "read" })), entry];
}

/** What the nearest entry says; undefined: none is there, so that it is not even seen. */
export function accessTo(path: string, { entries }: Profile, links: Links): Access | undefined {
  const { platform } = links.place;
  const around = entries.filter((entry) => relativeTo(endOf(entry.path, links), path, platform) !== undefined);
  return around.reduce<Entry | undefined>(
    (near, entry) => (near && near.path.length > entry.path.length ? near : entry),
    undefined,
  )?.access;
}

/** Whether something below a folder is not as open as it would be. */
export function holdsLess(folder: string, { entries }: Profile, { platform }: Place): boolean {
  return entries.some(({ path, access }) => access !== "write" && relativeTo(folder, path, platform) !== undefined);
}

/** Whether programs find everywhere what they read. */
export function readsAll({ entries }: Profile): boolean {
  return entries.some(({ path, access }) => path === "/" && access !== "deny");
}

/** Whether a path cannot be read, or may be one of those. */
export function mayBeHidden(path: string, { entries, hiddenForms }: Profile, { platform }: Place): boolean {
  const isBelow = entries.some((one) => one.access === "deny" && relativeTo(one.path, path, platform) !== undefined);
  return (
    isBelow ||
    (hiddenForms.length > 0 && /[*?[{$]/.test(path)) ||
    hiddenForms.some((form) => matchesGlob(form, path.slice(1)))
  );
}
