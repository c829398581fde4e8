/** File tools: which rules speak of a path, and what holds when none does. Observed with 2.1.329 on 2026-11-21. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { coversPath, meetsPath } from "./pathRule.ts";
import { isProtected } from "./protectedPaths.ts";
import type { Rule } from "./rule.ts";
import type { ClaudeSettings } from "./settings.ts";
import { editTools, readTools } from "./tools.ts";

/** `path` is absolute with forward slashes. */
export interface PathUse {
  readonly kind: "path";
  readonly tool: string;
  readonly path: string;
}

export function matchesPath(rule: Rule, use: PathUse, settings: ClaudeSettings): boolean {
  if (rule.specifier === undefined) {
    // `Write(*)` allows files of the working folders, `Write` any file.
    return (
      rule.tool === use.tool && (rule.list !== "allow" || !rule.text.endsWith("(*)") || isInside(use.path, settings))
    );
  }
  const speaksOfReads = rule.tool === "Read";
  if (!speaksOfReads && rule.tool !== "Edit") return false;
  if (readTools.has(use.tool)) return speaksOfReads && meetsPath(rule, use.path, settings);
  // What may not be read may not be written either: a Read(…) deny also stops Write and Edit.
  const applies = !speaksOfReads || rule.list === "deny";
  return applies && editTools.has(use.tool) && meetsPath(rule, use.path, settings);
}

export function judgePath(
  use: PathUse,
  settings: ClaudeSettings,
  allows: readonly Rule[],
): { decision: Decision; by: Provenance } {
  const writes = editTools.has(use.tool);
  if (writes && isProtected(use.path)) {
    return {
      decision: "ask",
      by: defaultProvenance("a protected file: no allow rule and no acceptEdits lets it pass"),
    };
  }
  const inside = isInside(use.path, settings);
  const blocked = inside ? undefined : settings.blockedOutside[writes ? "writes" : "reads"];
  if (blocked) return { decision: "deny", by: blocked };
  const rule = allows.find(
    (candidate) => matchesPath(candidate, use, settings) || (!writes && mayEdit(candidate, use, settings)),
  );
  if (rule && !(writes && settings.mode.name === "plan")) return { decision: "allow", by: rule.source };
  if (!writes) {
    return inside
      ? { decision: "allow", by: defaultProvenance("files in the working folders are read without asking") }
      : { decision: "ask", by: defaultProvenance("reading outside the working folders asks") };
  }
  if (inside && settings.mode.name === "acceptEdits") return { decision: "allow", by: settings.mode.source };
  return { decision: "ask", by: defaultProvenance("changing a file asks") };
}

/** What may be changed by a rule for a path may be read too. */
function mayEdit(rule: Rule, use: PathUse, settings: ClaudeSettings): boolean {
  return rule.tool === "Edit" && rule.specifier !== undefined && coversPath(rule, use.path, settings.place);
}

/** Inside the workspace or an additional directory. */
export function isInside(path: string, settings: ClaudeSettings): boolean {
  return settings.folders.some((folder) => relativeTo(folder, path, settings.place.platform) !== undefined);
}
