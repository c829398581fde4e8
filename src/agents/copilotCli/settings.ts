/** What Copilot CLI 1.0.102 reads, and what of it decides (2026-11-25 and 2026-11-26). */
import type { Provenance } from "../../core/model/permission.ts";
import { at, textOf } from "../../core/parse/value.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { provenanceOf, readSettingsFile, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { byFlag, type Run } from "../flags.ts";
import type { Judgement } from "../judgement.ts";
import { type Approval, approvalsOf } from "./approvals.ts";
import { forbidsBypass, managedRules, whyClosed } from "./managed.ts";
import { readCopilotRun, withoutBypass, withVariables } from "./run.ts";

/** Names of the variables that decide something. */
export const variables: readonly string[] = ["COPILOT_ALLOW_ALL", "COPILOT_HOME", "COPILOT_OFFLINE"];

/** The files that can decide something, or are checked for being readable. */
export function configFiles(
  place: Place,
  _words?: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const own = named.COPILOT_HOME || joinNative(platform, home, ".copilot");
  const files: ConfigFile[] = ["settings.json", "permissions-config.json", "mcp-config.json"].map((name) => ({
    layer: "user",
    path: joinNative(platform, own, name),
  }));
  if (platform === "linux") files.push({ layer: "managed", path: "/etc/github-copilot/managed-settings.json" });
  files.push({ layer: "user", path: joinNative(platform, own, "hooks"), dropIns: ".json" });
  if (workspace === undefined) return files;
  return [
    ...files,
    { layer: "project", path: joinNative(platform, workspace, ".github/copilot/settings.json") },
    { layer: "local", path: joinNative(platform, workspace, ".github/copilot/settings.local.json") },
    { layer: "project", path: joinNative(platform, workspace, ".github/hooks"), dropIns: ".json" },
  ];
}

export interface CopilotSettings extends Links {
  readonly place: Place;
  readonly files: readonly SettingsFile[];
  readonly approvals: readonly Approval[];
  readonly managed: ReturnType<typeof managedRules>;
  /** Why the session is closed to what lies outside. */
  readonly closed: Provenance | undefined;
  readonly run: Run;
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
  const files = configs.map(readSettingsFile);
  const fileNamed = (name: string) => files.find(({ config }) => config.path.endsWith(name));
  const approvals = approvalsOf(fileNamed("permissions-config.json"), place);
  const ofAdministrator = files.find(({ config }) => config.layer === "managed");
  const managed = managedRules(ofAdministrator);
  const given = withVariables(readCopilotRun(flags), named);
  const run = forbidsBypass(ofAdministrator) ? withoutBypass(given) : given;
  return {
    place,
    ...(realPath ? { realPath } : {}),
    files,
    approvals,
    managed,
    closed: whyClosed(ofAdministrator),
    run,
    offline:
      named.COPILOT_OFFLINE === "true" ? byFlag("COPILOT_OFFLINE=true: there is no tool that fetches") : undefined,
    unknown: run.strange ?? unknownOf(files),
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
