/**
 * `chat.tools.edits.autoApprove`, as VS Code 1.139.1 asks it about a file, and where it asks whatever is set. Read in
 * its bundled Copilot extension and seen on 2026-11-26.
 */

import { formsOf, isLink } from "../../core/permissions/links.ts";
import { relativeTo, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { editDefaults, fixedEdits } from "./editDefaults.ts";
import { meetsPattern } from "./glob.ts";
import type { Judgement } from "./judge.ts";
import { entriesOf, type MapEntry, type VsCodeSettings } from "./settings.ts";

export function editEntries(settings: VsCodeSettings): MapEntry[] {
  return entriesOf(settings, "chat.tools.edits.autoApprove", editDefaults);
}

/**
 * The path as it is written and where it ends behind links: each must pass. A link that points to nothing is not
 * followed, so what is created through one is written to where it points (seen on 2026-11-26).
 */
export function judgeEdit(path: string, settings: VsCodeSettings, creates = false): Judgement {
  const [written, ...ends] = formsOf(path, settings).map((form) => judgeForm(form, settings));
  const stopped = [written, ...ends].find((answer) => answer?.decision !== "allow") ?? (written as Judgement);
  if (creates && stopped !== written && isLink(path, settings))
    return {
      decision: "unknown",
      by: { ...stopped.by, text: `${stopped.by.text}: unless the link points to nothing` },
    };
  return stopped;
}

/** Whether every form of the path lies in the workspace. */
export function isInside(path: string, settings: VsCodeSettings): boolean {
  return formsOf(path, settings).every((form) => belowWorkspace(form, settings) !== undefined);
}

function belowWorkspace(path: string, { place }: VsCodeSettings): string | undefined {
  if (place.workspace === undefined) return undefined;
  return relativeTo(slashed(place.workspace, place.platform), path, place.platform);
}

function judgeForm(path: string, settings: VsCodeSettings): Judgement {
  const { home, platform } = settings.place;
  const below = belowWorkspace(path, settings);
  if (below === undefined) return { decision: "ask", by: defaultProvenance("edits outside the workspace ask") };
  if (/^\.[^/]/.test(relativeTo(slashed(home, platform), path, platform) ?? ""))
    return { decision: "ask", by: defaultProvenance("edits of hidden files and folders of the home folder ask") };
  const fixed = [...fixedEdits, ...hookFolders(settings)].find((glob) => meetsPattern(glob, below, settings.place));
  if (fixed !== undefined)
    return { decision: "ask", by: defaultProvenance(`edits of ${fixed} ask, whatever the settings approve`) };
  // Patterns are compared from the workspace alone: one that is absolute meets nothing.
  const entry = editEntries(settings).findLast(({ key }) => meetsPattern(key, below, settings.place));
  if (!entry)
    return { decision: "allow", by: defaultProvenance("no pattern of chat.tools.edits.autoApprove refuses it") };
  // Whatever is not nothing approves.
  return { decision: entry.value ? "allow" : "ask", by: entry.source };
}

/** Where the user keeps hooks; a folder's JSON files are meant too. */
function hookFolders(settings: VsCodeSettings): readonly string[] {
  return entriesOf(settings, "chat.hookFilesLocations", new Map()).flatMap(({ key }) => {
    if (key.startsWith("~/")) return [];
    const glob = key.startsWith("**/") || key.startsWith("/") ? key : `**/${key}`;
    const last = glob.split("/").at(-1) ?? "";
    return last.includes(".") ? [glob] : [glob, `${glob.replace(/\/$/, "")}/*.json`];
  });
}
