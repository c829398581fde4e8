/** Qwen Code's settings, merged as it merges them, and whether the folder is trusted. 0.24.4, 2026-11-25. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { membersOf, textOf } from "../../core/parse/value.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import {
  defaultProvenance,
  isJsonWithComments,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
} from "../../core/permissions/settingsFile.ts";
import { filledIn, unreadFile, type Variables } from "../environment.ts";
import { asFlag, lastGiven, type Run } from "../flags.ts";
import { takenAway } from "./alone.ts";
import { isDropped } from "./autoMode.ts";
import { homeVariables, isVariablesFile } from "./homeVariables.ts";
import { ignoreFiles, isIgnoreFile } from "./ignored.ts";
import { isTruthy, lastOf, lastTextsOf, textsOf } from "./merged.ts";
import { movedBy, movingVariables } from "./ownFolders.ts";
import { type List, parseRule, type Rule } from "./rule.ts";
import { flagFile, readQwenRun } from "./run.ts";
import { sandboxOf } from "./sandbox.ts";
import { type Approval, approvalsIn, projectServersFile, type QwenServer, serversOf } from "./servers.ts";
import { modeNamed, whyNotStarted, withOlderKeys } from "./starting.ts";

export interface QwenSettings extends Links {
  readonly place: Place;
  /** Absolute folders that count as the workspace: the workspace itself first. */
  readonly folders: readonly string[];
  readonly files: readonly SettingsFile[];
  readonly trust: { readonly trusted: boolean; readonly source: Provenance };
  readonly mode: { readonly name: string; readonly source: Provenance };
  readonly rules: readonly Rule[];
  /** Rules that match nothing. */
  readonly dead: readonly Provenance[];
  readonly servers: readonly QwenServer[];
  readonly run: Run;
  /** Nobody can be asked. */
  readonly alone: Provenance | undefined;
  /** What is known of servers of the project that the user was asked about; all others wait and have no tools. */
  readonly approvals: ReadonlyMap<string, Approval>;
  /** It works within another program. */
  readonly sandbox: Provenance | undefined;
  readonly variables: Variables;
  readonly ignoreLists: readonly LoadedConfig[];
  /** Qwen Code does not start. */
  readonly refused: Provenance | undefined;
  readonly problems: readonly (Problem & { readonly path: string })[];
}

const systemFolders = {
  linux: "/etc/qwen-code",
  darwin: "/Library/Application Support/QwenCode",
  win32: "C:\\ProgramData\\qwen-code",
} as const;

const approvalsFile = "mcpApprovals.json";

/** Names of the variables that change what is read (0.24.4, tried on 2026-11-26). */
export const variables: readonly string[] = [
  "QWEN_HOME",
  "QWEN_CODE_SYSTEM_DEFAULTS_PATH",
  "QWEN_CODE_SYSTEM_SETTINGS_PATH",
  "QWEN_CODE_TRUSTED_FOLDERS_PATH",
  "QWEN_CODE_MCP_APPROVALS_PATH",
  "QWEN_CODE_SIMPLE",
  "QWEN_SANDBOX",
  ...movingVariables,
];

const fileVariables = variables.filter((name) => name.endsWith("_PATH"));

/** Every file that can decide something, weakest layer first. Extensions are not read; flags are no file. */
export function configFiles(
  { platform, home, workspace }: Place,
  _words?: readonly string[],
  named: Variables = {},
): readonly ConfigFile[] {
  const user = (name: string) =>
    named.QWEN_HOME ? joinNative(platform, named.QWEN_HOME, name) : joinNative(platform, home, ".qwen", name);
  const system = (name: string) => joinNative(platform, systemFolders[platform], name);
  return [
    { layer: "user", path: named.QWEN_CODE_TRUSTED_FOLDERS_PATH || user("trustedFolders.json") },
    { layer: "user", path: named.QWEN_CODE_MCP_APPROVALS_PATH || user(approvalsFile) },
    { layer: "user", path: user(".env") },
    ...(named.QWEN_HOME ? [] : [{ layer: "user" as const, path: joinNative(platform, home, ".env") }]),
    { layer: "default", path: named.QWEN_CODE_SYSTEM_DEFAULTS_PATH || system("system-defaults.json") },
    { layer: "user", path: user("settings.json") },
    ...(workspace === undefined
      ? []
      : ([
          ...ignoreFiles.map((name) => ({ layer: "project" as const, path: joinNative(platform, workspace, name) })),
          { layer: "project", path: joinNative(platform, workspace, projectServersFile) },
          { layer: "project", path: joinNative(platform, workspace, ".qwen", "settings.json") },
        ] as const)),
    { layer: "managed", path: named.QWEN_CODE_SYSTEM_SETTINGS_PATH || system("settings.json") },
  ];
}

/** Never throws. */
export function readQwenSettings({
  place,
  configs,
  realPath,
  flags,
  variables: named = {},
}: PermissionInput): QwenSettings {
  const run = readQwenRun(flags);
  const own = flagFile(run);
  const atHome = homeVariables(configs.filter(isVariablesFile));
  const known = { ...atHome, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
  const read = configs.filter((config) => !isVariablesFile(config) && !isIgnoreFile(config));
  const all = (own ? [...read, own] : read).map((config) => withOlderKeys(filledIn(readSettingsFile(config), known)));
  const isTrustList = ({ config: { path } }: SettingsFile) =>
    path === named.QWEN_CODE_TRUSTED_FOLDERS_PATH || /[/\\]trustedFolders\.json$/.test(path);
  const isApprovals = ({ config: { path } }: SettingsFile) =>
    path === named.QWEN_CODE_MCP_APPROVALS_PATH || path.endsWith(approvalsFile);
  const isOfServers = ({ config: { path } }: SettingsFile) => path.endsWith(projectServersFile);
  const settings = all.filter((file) => !isTrustList(file) && !isApprovals(file) && !isOfServers(file));
  const given = settings.filter(({ config }) => config.layer !== "project");
  const first = trustOf(given, all.find(isTrustList), place);
  // A project's file that it cannot read counts as none (tried).
  const files = settings.filter(
    ({ config }) => config.layer !== "project" || (first.trusted && isJsonWithComments(config.text)),
  );
  // A project can switch folder trust on: its file counts still, and the folder is not trusted (tried).
  const trust = trustOf(files, all.find(isTrustList), place);
  const { rules, dead } = rulesOf(files);
  const mode = modeOf(files, trust);
  const alone = lastGiven(run, "alone")?.source;
  const sandbox = sandboxOf(files, known);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    folders: foldersOf(files, place),
    files,
    trust,
    mode,
    rules: [
      ...takenAway(mode.name, alone, files),
      ...(mode.name === "auto" ? rules.filter((rule) => !isDropped(rule)) : rules),
    ],
    dead,
    servers: serversOf(
      files,
      all.find((file) => isOfServers(file) && isJsonWithComments(file.config.text)),
    ),
    run: {
      ...run,
      strange:
        run.strange ??
        unreadFile(fileVariables, named, configs) ??
        otherHome(atHome, named) ??
        simplified(known) ??
        movedBy(files, known),
    },
    alone,
    approvals: approvalsIn(all.find(isApprovals), place),
    refused:
      whyNotStarted(settings, files, lastGiven(run, "servers") !== undefined) ??
      (sandbox?.stops ? sandbox.source : undefined),
    sandbox: sandbox?.source,
    variables: known,
    ignoreLists: configs.filter(isIgnoreFile),
    problems: all.flatMap((file) => file.problems),
  };
}

/** Settings are not read then, and few tools are there (seen 2026-11-27). */
function simplified({ QWEN_CODE_SIMPLE: written = "" }: Variables): Provenance | undefined {
  const isOn = /^(?:1|true|yes|on)$/i.test(written.trim());
  return isOn
    ? { layer: "flag", text: "QWEN_CODE_SIMPLE: settings do not count, which is not followed here" }
    : undefined;
}

/** Such a file may move the home, which is not followed. */
function otherHome(atHome: Variables, named: Variables): Provenance | undefined {
  if (!atHome.QWEN_HOME || named.QWEN_HOME) return undefined;
  return { layer: "user", text: "QWEN_HOME in .env names settings that are not read here" };
}

/** Folders of all files are joined. */
function foldersOf(files: readonly SettingsFile[], place: Place): string[] {
  const { workspace } = place;
  if (workspace === undefined) return [];
  const added = textsOf(files, "context", "includeDirectories");
  return [slashed(workspace, place.platform), ...added.map(({ text }) => resolveFrom(workspace, text, place))];
}

/** Folder trust is off unless it is switched on. The deepest entry decides; of two of one folder the one that refuses. */
function trustOf(
  settings: readonly SettingsFile[],
  list: SettingsFile | undefined,
  place: Place,
): QwenSettings["trust"] {
  const switched = lastOf(settings, "security", "folderTrust", "enabled");
  if (!isTruthy(switched?.value))
    return { trusted: true, source: defaultProvenance("folder trust is off: every folder is trusted") };
  const { workspace = "", platform } = place;
  const entries = membersOf(list?.root).flatMap((entry) => {
    const level = textOf(entry.value) ?? "";
    const written = slashed(entry.key, platform).replace(/(.)\/+$/, "$1");
    const folder = level === "TRUST_PARENT" ? written.replace(/\/[^/]*$/, "") || "/" : written;
    const covers = workspace !== "" && relativeTo(folder, workspace, platform) !== undefined;
    return covers && levels.has(level) ? [{ entry, level, depth: folder.split("/").filter(Boolean).length }] : [];
  });
  const refuses = ({ level }: { readonly level: string }) => level === "DO_NOT_TRUST";
  const [decider] = entries.sort((a, b) => b.depth - a.depth || Number(refuses(b)) - Number(refuses(a)));
  if (!list || !decider) return { trusted: false, source: defaultProvenance("the folder is in no trust list") };
  const source = provenanceOf(list, decider.entry.span, `${decider.entry.key}: ${decider.level}`);
  return { trusted: !refuses(decider), source };
}

const levels: ReadonlySet<string> = new Set(["TRUST_FOLDER", "TRUST_PARENT", "DO_NOT_TRUST"]);

function modeOf(files: readonly SettingsFile[], trust: QwenSettings["trust"]): QwenSettings["mode"] {
  const found = lastOf(files, "tools", "approvalMode");
  const name = textOf(found?.value);
  if (trust.trusted && (!found || !name))
    return { name: "auto", source: defaultProvenance("where no mode is set, a model answers what would be asked") };
  if (!found || !name || (!trust.trusted && modeNamed(name) !== "plan"))
    return { name: "default", source: { ...trust.source, text: `${trust.source.text}: only the default mode` } };
  const source = asFlag(provenanceOf(found.file, found.value.span, `tools.approvalMode: ${name}`));
  return { name: modeNamed(name) ?? name, source };
}

/** Lists of all layers are joined, and to them the older lists of tools, of which the last layer's allows. */
function rulesOf(files: readonly SettingsFile[]): Pick<QwenSettings, "rules" | "dead"> {
  const rules: Rule[] = [];
  const dead: Provenance[] = [];
  for (const list of ["deny", "ask", "allow"] as const satisfies readonly List[]) {
    const older =
      list === "deny"
        ? textsOf(files, "tools", "exclude")
        : list === "allow"
          ? lastTextsOf(files, "tools", "allowed")
          : [];
    for (const { text, span, file } of [...textsOf(files, "permissions", list), ...older]) {
      const source = asFlag(provenanceOf(file, span, `${list}: ${text}`));
      const rule = parseRule(text, list, source);
      if (text.trim() === "") continue;
      if (rule) rules.push(rule);
      else dead.push(source);
    }
  }
  return { rules, dead };
}
