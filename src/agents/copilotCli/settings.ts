/** What Copilot CLI 1.0.102 reads, and what of it decides (2026-11-25 and 2026-11-26). */
import type { Provenance } from "../../core/model/permission.ts";
import { at, textOf } from "../../core/parse/value.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { provenanceOf, readSettingsFile, type SettingsFile, stringsAt } from "../../core/permissions/settingsFile.ts";
import { byFlag, flagPath, lastGiven, type Run, valuesOf } from "../flags.ts";
import type { Judgement } from "../judgement.ts";
import { type Approval, approvalsOf, openedFolders } from "./approvals.ts";
import { managedRules } from "./managed.ts";
import { managedRun, whyClosed, whyUnforeseen } from "./managedFile.ts";
import { readCopilotRun, withVariables } from "./run.ts";
import { wrongSetting } from "./settingsKeys.ts";

/** Names of the variables that decide something. */
export const variables: readonly string[] = ["COPILOT_ALLOW_ALL", "COPILOT_HOME", "COPILOT_OFFLINE"];

/** The files that can decide something, or are checked for being readable. */
export function configFiles(
  place: Place,
  words?: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const own = named.COPILOT_HOME || joinNative(platform, home, ".copilot");
  const files: ConfigFile[] = ["settings.json", "permissions-config.json", "mcp-config.json", "config.json"].map(
    (name) => ({
      layer: "user",
      path: joinNative(platform, own, name),
    }),
  );
  if (platform === "linux") files.push({ layer: "managed", path: "/etc/github-copilot/managed-settings.json" });
  files.push({ layer: "user", path: joinNative(platform, own, "hooks"), dropIns: ".json" });
  const byWord = valuesOf(readCopilotRun(words), "servers")
    .filter(({ value }) => value.startsWith("@"))
    .map(({ value }): ConfigFile => ({ layer: "flag", path: resolveFrom(workspace ?? home, value.slice(1), place) }));
  if (workspace === undefined) return [...files, ...byWord];
  return [
    ...files,
    { layer: "project", path: joinNative(platform, workspace, ".mcp.json") },
    ...byWord,
    { layer: "project", path: joinNative(platform, workspace, ".github/copilot/settings.json") },
    { layer: "local", path: joinNative(platform, workspace, ".github/copilot/settings.local.json") },
    { layer: "project", path: joinNative(platform, workspace, ".github/hooks"), dropIns: ".json" },
  ];
}

export interface CopilotSettings extends Links {
  readonly place: Place;
  readonly files: readonly SettingsFile[];
  readonly approvals: readonly Approval[];
  /** Folders that a person has opened for good, as written. */
  readonly opened: readonly string[];
  /** The file of the administrator. */
  readonly managedFile: SettingsFile | undefined;
  readonly managed: ReturnType<typeof managedRules>;
  /** Why the session is closed to what lies outside. */
  readonly closed: Provenance | undefined;
  readonly run: Run;
  /** The servers of the workspace start. */
  readonly trusted: boolean;
  /** Why nothing is fetched. */
  readonly offline: Provenance | undefined;
  readonly unknown: Judgement["by"] | undefined;
}

export function readCopilotSettings({
  configs,
  place,
  realPath,
  flags,
  variables: named = {},
}: PermissionInput): CopilotSettings {
  const run = readCopilotRun(flags);
  const files = [...configs, ...serversByFlag(run)].map(readSettingsFile).map(wholeOrNothing);
  const fileNamed = (name: string) => files.find(({ config }) => config.path.endsWith(name));
  const saved = fileNamed("permissions-config.json");
  const ofAdministrator = files.find(({ config }) => config.layer === "managed");
  const managed = managedRules(ofAdministrator);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    files,
    approvals: approvalsOf(saved, place),
    opened: openedFolders(saved, place),
    managedFile: ofAdministrator,
    managed,
    closed: whyClosed(ofAdministrator),
    run: managedRun(withVariables(run, named), ofAdministrator),
    trusted: lastGiven(run, "trust") !== undefined || named.COPILOT_ALLOW_ALL === "true" || isTrusted(files, place),
    offline:
      named.COPILOT_OFFLINE === "true" ? byFlag("COPILOT_OFFLINE=true: there is no tool that fetches") : undefined,
    unknown: run.strange ?? whyUnforeseen(ofAdministrator) ?? unknownOf(files),
  };
}

/** By the list of the program's own state; the one of the same name in the user's settings does nothing (tried). */
function isTrusted(files: readonly SettingsFile[], { workspace, platform }: Place): boolean {
  const state = files.find(({ config }) => config.layer === "user" && /[\\/]config\.json$/.test(config.path));
  if (!state || workspace === undefined) return false;
  const listed = [...stringsAt(state, "trustedFolders"), ...stringsAt(state, "trusted_folders")];
  return listed.some(({ text }) => relativeTo(text, workspace, platform) !== undefined);
}

/** Servers that stand in a word of the run itself. */
function serversByFlag(run: Run): LoadedConfig[] {
  return valuesOf(run, "servers")
    .filter(({ value }) => !value.startsWith("@"))
    .map(({ value }) => ({ layer: "flag", path: flagPath, text: value }));
}

/** A key of the user's settings that is not what it has to be, and the file counts as empty. */
function wholeOrNothing(file: SettingsFile): SettingsFile {
  if (file.config.layer !== "user" || !/[\\/]settings\.json$/.test(file.config.path)) return file;
  const wrong = wrongSetting(file.root);
  if (!wrong) return file;
  const message = `“${wrong.key}” is not what it has to be, so Copilot CLI takes nothing from this file.`;
  return {
    ...file,
    root: undefined,
    problems: [...file.problems, { message, span: wrong.value.span, path: file.config.path }],
  };
}

function unknownOf(files: readonly SettingsFile[]): Judgement["by"] | undefined {
  // A file that is no JSON counts as none (tried); one that is there and may not be read is another matter.
  const closed = files.find(({ config }) => config.error !== undefined);
  if (closed) return { layer: closed.config.layer, path: closed.config.path, line: 0, text: "the file cannot be read" };
  for (const file of files.filter(({ config }) => config.layer === "user")) {
    const mode = at(file.root, "defaultPermissionMode");
    if (mode && textOf(mode) !== "manual")
      return provenanceOf(
        file,
        mode.span,
        "defaultPermissionMode: it held in the terminal only, which was not observed",
      );
  }
  return undefined;
}
