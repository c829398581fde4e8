/**
 * Folders of Qwen Code's own outside the workspace: it reads them without asking, and writes its memory so. Nothing else of
 * its folder is among them. Read in the bundle of its 0.24.4 and tried, 2026-11-27.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { endOf } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, slashed } from "../../core/permissions/paths.ts";
import { provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import type { Variables } from "../environment.ts";
import { isTruthy, lastOf } from "./merged.ts";
import type { QwenSettings } from "./settings.ts";

/** They move what is read or written unasked, and are not followed. */
export const movingVariables = [
  "QWEN_RUNTIME_DIR",
  "QWEN_CODE_MEMORY_BASE_DIR",
  "QWEN_CODE_MEMORY_LOCAL",
  "QWEN_CODE_MEMORY_PROJECT_SCOPE",
] as const;

export function isReadUnasked(path: string, settings: QwenSettings): boolean {
  const { place, files } = settings;
  const home = (...parts: string[]) => joinNative(place.platform, place.home, ...parts);
  const own = ownFolder(settings);
  const projects = joinNative(place.platform, own, "projects", nameOf(place.workspace ?? place.home));
  const roots = [
    ...["tmp", "skills", "extensions", "workflows"].map((name) => joinNative(place.platform, own, name)),
    ...["subagents", "workflows"].map((name) => joinNative(place.platform, projects, name)),
    home(".agents", "skills"),
    ...(isTruthy(lastOf(files, "plansDirectory")?.value) ? [] : [joinNative(place.platform, own, "plans")]),
  ];
  const end = endOf(path, settings);
  return (
    isBelow(
      end,
      roots.map((root) => endOf(slashed(root, place.platform), settings)),
      settings,
    ) || isMemory(end, settings)
  );
}

/** As it is written: what a link leads to is not looked at. */
export function isMemory(path: string, settings: QwenSettings): boolean {
  const { platform, repository, workspace, home } = settings.place;
  const own = ownFolder(settings);
  const roots = [
    joinNative(platform, own, "memories"),
    joinNative(platform, own, "projects", nameOf(repository ?? workspace ?? home), "memory"),
  ];
  return isBelow(path, roots, settings);
}

/** What moves these folders. */
export function movedBy(files: readonly SettingsFile[], named: Variables): Provenance | undefined {
  const name = movingVariables.find((one) => named[one]);
  if (name !== undefined) return { layer: "flag", text: `${name} moves folders that Qwen Code uses unasked` };
  const found = lastOf(files, "advanced", "runtimeOutputDir");
  return found && isTruthy(found.value)
    ? provenanceOf(found.file, found.value.span, "advanced.runtimeOutputDir moves folders that Qwen Code uses unasked")
    : undefined;
}

function ownFolder({ place: { platform, home }, variables: { QWEN_HOME } }: QwenSettings): string {
  return QWEN_HOME || joinNative(platform, home, ".qwen");
}

/** The name of a project's folder there. */
const nameOf = (folder: string) => folder.replace(/[^a-zA-Z0-9]/g, "-");

function isBelow(path: string, roots: readonly string[], { place: { platform } }: QwenSettings): boolean {
  return roots.some((root) => relativeTo(slashed(root, platform), path, platform) !== undefined);
}
