/** How `Read(…)` and `Edit(…)` rules meet a path. Rows seen with Claude Code 2.1.329 on 2026-11-21. */

import { matchesIgnorePattern } from "../../core/permissions/glob.ts";
import type { Place } from "../../core/permissions/input.ts";
import { relativeTo, slashed } from "../../core/permissions/paths.ts";
import type { Rule } from "./rule.ts";

/**
 * @param path absolute, with forward slashes. The rule has a specifier.
 * @param folders the working folders: what refuses or asks without a root speaks of each (tried on 2026-11-26)
 */
export function coversPath(
  rule: Pick<Rule, "list" | "specifier" | "root">,
  path: string,
  place: Place,
  folders: readonly string[] = [],
): boolean {
  // Blanks at the end count for nothing, as in a .gitignore (tried on 2026-11-26).
  const specifier = (rule.specifier ?? "").trimEnd();
  // Upper and lower case are the same on Linux too (tried).
  const ignoreCase = true;
  const { folder, pattern } = anchorOf(specifier, rule.root, place);
  const others = rule.list === "allow" || /^(\/|~\/)/.test(specifier) ? [] : folders;
  return [folder, ...others].some((one) => one !== undefined && coversBelow(one));

  function coversBelow(base: string): boolean {
    const below = relativeTo(base, path, place.platform);
    if (below === undefined || below === "") return false;
    if (matchesIgnorePattern(pattern, below, { ignoreCase })) return true;
    // Deny and ask rules without a root meet the pattern at any depth, allow rules only from the working folder.
    const anywhere = rule.list !== "allow" && !/^(\/|~\/)/.test(specifier);
    return anywhere && matchesIgnorePattern(`**/${pattern.replace(/^\.\//, "")}`, below, { ignoreCase });
  }
}

/**
 * Whether a rule that refuses meets the path: a later rule of the same file that begins with `!` takes a path back, as
 * in a .gitignore, and not one in a folder that is refused as a whole. In allow rules `!` has no such meaning (tried).
 */
export function meetsPath(
  rule: Rule,
  path: string,
  settings: { readonly place: Place; readonly rules: readonly Rule[]; readonly folders: readonly string[] },
): boolean {
  const { place, rules, folders } = settings;
  if (!coversPath(rule, path, place, folders)) return false;
  if (rule.list === "allow") return true;
  const siblings = rules.filter(
    (other) => other.list === rule.list && other.tool === rule.tool && other.source.path === rule.source.path,
  );
  const later = siblings.slice(siblings.indexOf(rule) + 1).filter(({ specifier }) => specifier?.startsWith("!"));
  const back = later.some((other) =>
    coversPath({ ...other, specifier: other.specifier?.slice(1) }, path, place, folders),
  );
  return !back || coversPath(rule, path.slice(0, path.lastIndexOf("/")), place, folders);
}

/** `//x` is absolute, `~/x` is in the home folder, `/x` starts at the settings file's root, the rest at the workspace. */
function anchorOf(specifier: string, root: string, place: Place): { folder: string | undefined; pattern: string } {
  if (specifier.startsWith("//")) return { folder: "/", pattern: specifier.replace(/^\/+/, "/") };
  if (specifier.startsWith("~/"))
    return { folder: slashed(place.home, place.platform), pattern: `./${specifier.slice(2)}` };
  if (specifier.startsWith("/")) return { folder: root, pattern: specifier };
  return { folder: place.workspace && slashed(place.workspace, place.platform), pattern: specifier };
}
