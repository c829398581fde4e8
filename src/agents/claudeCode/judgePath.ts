/** File tools: which rules speak of a path, and what holds when none does. Observed with 2.1.329 on 2026-11-21. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { formsOf, isLink } from "../../core/permissions/links.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { meetsPath } from "./pathRule.ts";
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
  if (readTools.has(use.tool)) return speaksOfReads && meetsForms(rule, use.path, settings);
  // What may not be read may not be written either: a Read(…) deny also stops Write and Edit.
  const applies = !speaksOfReads || rule.list === "deny";
  return applies && editTools.has(use.tool) && meetsForms(rule, use.path, settings);
}

/** What refuses is met by the path or by its end behind links; a rule that allows speaks of the one that is asked for. */
function meetsForms(rule: Rule, path: string, settings: ClaudeSettings): boolean {
  if (rule.list === "allow") return meetsPath(rule, path, settings);
  return formsOf(path, settings).some((form) => meetsPath(rule, form, settings));
}

export function judgePath(
  use: PathUse,
  settings: ClaudeSettings,
  allows: readonly Rule[],
): { decision: Decision; by: Provenance } {
  const writes = editTools.has(use.tool);
  if (writes && isLink(use.path, settings))
    return {
      decision: "deny",
      by: defaultProvenance("a link is not written to: the file it points to has to be named"),
    };
  if (writes && formsOf(use.path, settings).some(isProtected)) {
    return {
      decision: "ask",
      by: defaultProvenance("a protected file: no allow rule and no acceptEdits lets it pass"),
    };
  }
  const inside = isInside(use.path, settings);
  const blocked = inside ? undefined : settings.blockedOutside[writes ? "writes" : "reads"];
  if (blocked) return { decision: "deny", by: blocked };
  const rule = allowsPath(use, settings, allows);
  if (rule && !(writes && settings.mode.name === "plan")) return { decision: "allow", by: rule.source };
  if (!writes) {
    return inside
      ? { decision: "allow", by: defaultProvenance("files in the working folders are read without asking") }
      : { decision: "ask", by: defaultProvenance("reading outside the working folders asks") };
  }
  if (inside && settings.mode.name === "acceptEdits") return { decision: "allow", by: settings.mode.source };
  return { decision: "ask", by: defaultProvenance("changing a file asks") };
}

/** The path and its end behind links both have to be allowed, by one rule or by two. */
function allowsPath(use: PathUse, settings: ClaudeSettings, allows: readonly Rule[]): Rule | undefined {
  const found = formsOf(use.path, settings).map((path) =>
    allows.find((rule) => {
      const form = { ...use, path };
      return matchesPath(rule, form, settings) || (readTools.has(use.tool) && mayEdit(rule, form, settings));
    }),
  );
  return found.includes(undefined) ? undefined : found[0];
}

/** What may be changed by a rule for a path may be read too. */
function mayEdit(rule: Rule, use: PathUse, settings: ClaudeSettings): boolean {
  return rule.tool === "Edit" && rule.specifier !== undefined && meetsForms(rule, use.path, settings);
}

/** Inside the workspace or an additional directory, as written and behind links; a folder that is a link itself opens nothing. */
export function isInside(path: string, settings: ClaudeSettings): boolean {
  const { folders, place } = settings;
  return formsOf(path, settings).every((form) =>
    folders.some((folder) => relativeTo(folder, form, place.platform) !== undefined),
  );
}
