/** Gemini CLI's settings, merged as it merges them, and whether the folder is trusted. 0.61.0, 2026-11-25. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, type Member, membersOf, textOf } from "../../core/parse/value.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import {
  defaultProvenance,
  isJsonWithComments,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
  stringsAt,
} from "../../core/permissions/settingsFile.ts";

import { filledIn, unreadFile, type Variables } from "../environment.ts";
import { asFlag, lastGiven, type Run } from "../flags.ts";
import {
  extensionFiles,
  isEnabling,
  isExtension,
  isWhole,
  serversOfExtensions,
  strangeEnabling,
} from "./extensions.ts";
import { adminPolicyPaths, flagFile, policyPaths, readGeminiRun } from "./run.ts";
import { endingList, strangeList, switchAt, switchOf } from "./switches.ts";

export type Mode = "default" | "autoEdit" | "plan" | "yolo";

export interface GeminiServer {
  readonly name: string;
  readonly entry: Member;
  readonly file: SettingsFile;
}

export interface GeminiSettings extends Links {
  readonly place: Place;
  /** Absolute folders that file tools may reach: the workspace first. */
  readonly folders: readonly string[];
  /** Files that count, weakest first. */
  readonly files: readonly SettingsFile[];
  readonly extensions: readonly SettingsFile[];
  readonly trust: { readonly trusted: boolean; readonly source: Provenance };
  readonly mode: { readonly name: Mode; readonly source: Provenance };
  readonly servers: readonly GeminiServer[];
  readonly run: Run;
  /** Nobody can be asked. */
  readonly alone: Provenance | undefined;
  /** Gemini CLI ends with an error. */
  readonly stopped: Provenance | undefined;
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** Servers that the person has switched off, by name. */
const enablement = "mcp-server-enablement.json";

const systemFolders = {
  linux: "/etc/gemini-cli",
  darwin: "/Library/Application Support/GeminiCli",
  win32: "C:\\ProgramData\\gemini-cli",
} as const;

/** Names of the variables that change what is read (0.61.0, tried on 2026-11-26). */
export const variables: readonly string[] = [
  "GEMINI_CLI_HOME",
  "GEMINI_CLI_IDE_WORKSPACE_PATH",
  "GEMINI_CLI_SYSTEM_DEFAULTS_PATH",
  "GEMINI_CLI_SYSTEM_SETTINGS_PATH",
  "GEMINI_CLI_TRUSTED_FOLDERS_PATH",
  "GEMINI_CLI_TRUST_WORKSPACE",
  "GEMINI_RESTRICTED_MODE",
];

const fileVariables = variables.filter((name) => /(?:SETTINGS|DEFAULTS|FOLDERS)_PATH$/.test(name));

/** Every file that can decide something, weakest layer first. Extensions' policies are not read. */
export function configFiles(place: Place, words?: readonly string[], named: Variables = {}): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const user = (name: string) => joinNative(platform, named.GEMINI_CLI_HOME || home, ".gemini", name);
  const system = (name: string) => joinNative(platform, systemFolders[platform], name);
  return [
    { layer: "user", path: named.GEMINI_CLI_TRUSTED_FOLDERS_PATH || user("trustedFolders.json") },
    ...extensionFiles(place, joinNative(platform, named.GEMINI_CLI_HOME || home, ".gemini")),
    { layer: "default", path: named.GEMINI_CLI_SYSTEM_DEFAULTS_PATH || system("system-defaults.json") },
    { layer: "user", path: user("settings.json") },
    ...(workspace === undefined
      ? []
      : ([{ layer: "project", path: joinNative(platform, workspace, ".gemini", "settings.json") }] as const)),
    { layer: "managed", path: named.GEMINI_CLI_SYSTEM_SETTINGS_PATH || system("settings.json") },
    { layer: "user", path: user(enablement) },
    { layer: "user", path: user("policies"), dropIns: ".toml" },
    ...policyPaths(readGeminiRun(words)).map((path) => policyOfFlag(path, place, "flag")),
    ...adminPolicyPaths(readGeminiRun(words)).map((path) => policyOfFlag(path, place, "managed")),
    { layer: "managed", path: system("policies"), dropIns: ".toml" },
  ];
}

function policyOfFlag(written: string, place: Place, layer: "flag" | "managed"): ConfigFile {
  const path = resolveFrom(place.workspace ?? place.home, written, place);
  return path.endsWith(".toml") ? { layer, path } : { layer, path, dropIns: ".toml" };
}

/** Never throws. */
export function readGeminiSettings({
  place,
  configs,
  realPath,
  flags,
  variables: named = {},
}: PermissionInput): GeminiSettings {
  const run = readGeminiRun(flags);
  const own = flagFile(run);
  const given = own ? [...configs, own] : configs;
  const all = given
    .filter(({ path }) => !path.endsWith(".toml"))
    .map((config) => filledIn(readSettingsFile(config), named));
  const isTrustList = ({ config: { path } }: SettingsFile) =>
    path === named.GEMINI_CLI_TRUSTED_FOLDERS_PATH || /[/\\]trustedFolders\.json$/.test(path);
  const extensions = all.filter((file) => isExtension(file) && isWhole(file));
  const settings = all.filter(
    (file) => !isTrustList(file) && !isExtension(file) && !isEnabling(file) && !isEnablement(file),
  );
  const skipped = lastGiven(run, "trust");
  const trust =
    trustByVariable(named, skipped !== undefined) ??
    (skipped ? { trusted: true, source: skipped.source } : trustOf(settings, all.find(isTrustList), place));
  const files = settings.filter(({ config }) => config.layer !== "project" || trust.trusted);
  const broken = [...settings, ...all.filter(isTrustList)].find(
    (file) => file.broken || !isJsonWithComments(file.config.text),
  );
  const strange =
    strangeTrust(all.find(isTrustList)) ?? strangeMode(files) ?? endingList(files) ?? yoloForbidden(files);
  const unread =
    run.strange ??
    strangePolicies(files, run) ??
    strangeList(files) ??
    strangeEnabling(all) ??
    strangeSystemFile(all, named) ??
    unreadFile(fileVariables, named, configs);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    folders: foldersOf(files, place, named),
    files,
    extensions,
    trust,
    mode: modeOf(files, trust),
    servers: serversOf(files, extensions, all.find(isEnablement)),
    run: { ...run, strange: unread },
    alone: lastGiven(run, "alone")?.source,
    stopped: broken
      ? {
          layer: broken.config.layer,
          path: broken.config.path,
          line: 0,
          text: "Gemini CLI does not start with a settings file it cannot read",
        }
      : strange,
    problems: all.flatMap((file) => file.problems),
  };
}

/** Folders of all files are joined. */
function foldersOf(
  files: readonly SettingsFile[],
  place: Place,
  { GEMINI_CLI_IDE_WORKSPACE_PATH: editor = "" }: Variables,
): string[] {
  const { workspace } = place;
  if (workspace === undefined) return [];
  const added = files.flatMap((file) => stringsAt(file, "context", "includeDirectories"));
  // Folders of the editor that started it (tried).
  const opened = editor.split(place.platform === "win32" ? ";" : ":").filter((one) => one.trim() !== "");
  const more = [...added.map(({ text }) => text), ...opened.map((one) => one.trim())];
  return [slashed(workspace, place.platform), ...more.map((text) => resolveFrom(workspace, text, place))];
}

/** The value of the strongest file that sets the key. */
export function lastOf(files: readonly SettingsFile[], ...path: readonly string[]) {
  for (const file of files.toReversed()) {
    const value = at(file.root, ...path);
    if (value) return { value, file };
  }
  return undefined;
}

/** What the environment says of trust comes before everything else; a flag sets one of the variables itself. */
function trustByVariable(named: Variables, skipped: boolean): GeminiSettings["trust"] | undefined {
  const { GEMINI_RESTRICTED_MODE: restricted, GEMINI_CLI_TRUST_WORKSPACE: trust } = named;
  const by = (trusted: boolean, text: string) => ({ trusted, source: { layer: "flag", text } as const });
  if (restricted === "true") return by(false, "GEMINI_RESTRICTED_MODE=true");
  if (skipped || (trust !== "true" && trust !== "false")) return undefined;
  return by(trust === "true", `GEMINI_CLI_TRUST_WORKSPACE=${trust}`);
}

/** The longest entry above the folder decides; a folder in no entry is not trusted while folder trust is on. */
function trustOf(
  settings: readonly SettingsFile[],
  list: SettingsFile | undefined,
  place: Place,
): GeminiSettings["trust"] {
  const unquestioned = settings.filter(({ config }) => config.layer !== "project");
  const switched = switchAt(unquestioned, "security", "folderTrust", "enabled");
  if (switched?.value === false) return { trusted: true, source: switched.source };
  const { workspace, platform } = place;
  let best: { readonly entry: Member; readonly length: number } | undefined;
  for (const entry of membersOf(list?.root)) {
    const level = textOf(entry.value);
    const folder =
      level === "TRUST_PARENT" ? slashed(entry.key, platform).replace(/\/[^/]*\/?$/, "") || "/" : entry.key;
    if (workspace === undefined || relativeTo(folder, workspace, platform) === undefined) continue;
    if (entry.key.length > (best?.length ?? -1)) best = { entry, length: entry.key.length };
  }
  if (!best || !list) return { trusted: false, source: defaultProvenance("the folder is in no trust list") };
  const level = textOf(best.entry.value) ?? "";
  const source = provenanceOf(list, best.entry.span, `${best.entry.key}: ${level}`);
  return { trusted: level === "TRUST_FOLDER" || level === "TRUST_PARENT", source };
}

/** With a level that it does not know Gemini CLI ends, whichever folder it is for (seen). */
function strangeTrust(list: SettingsFile | undefined): Provenance | undefined {
  const entry = membersOf(list?.root).find(({ value }) => !levels.has(textOf(value) ?? ""));
  return list && entry && provenanceOf(list, entry.span, `Gemini CLI does not start with this entry of ${entry.key}`);
}

const levels: ReadonlySet<string> = new Set(["TRUST_FOLDER", "TRUST_PARENT", "DO_NOT_TRUST"]);

const modes: Readonly<Record<string, Mode>> = { auto_edit: "autoEdit", plan: "plan", default: "default" };

/** `yolo` in a file is ignored; an untrusted folder is always in the default mode. */
function modeOf(files: readonly SettingsFile[], trust: GeminiSettings["trust"]): GeminiSettings["mode"] {
  const found = writtenMode(files);
  const text = textOf(found?.value) ?? "";
  const flagged = found?.file.config.layer === "flag" && text === "yolo";
  const name = flagged ? "yolo" : Object.hasOwn(modes, text) ? modes[text] : undefined;
  if (!found || name === undefined) return { name: "default", source: defaultProvenance("the default approval mode") };
  if (name === "plan" && switchAt(files, "general", "plan", "enabled")?.value === false)
    return { name: "default", source: defaultProvenance("general.plan.enabled: false, so it is the default mode") };
  if (!trust.trusted)
    return { name: "default", source: { ...trust.source, text: `${trust.source.text}: only the default mode` } };
  return { name, source: asFlag(provenanceOf(found.file, found.value.span, `${found.key}: ${text}`)) };
}

/** In each file also where the mode once stood: Gemini CLI moves it when it starts (tried on 2026-11-26). */
function writtenMode(files: readonly SettingsFile[]) {
  for (const file of files.toReversed()) {
    for (const path of [
      ["general", "defaultApprovalMode"],
      ["tools", "approvalMode"],
    ]) {
      const value = at(file.root, ...path);
      if (value) return { value, file, key: path.join(".") };
    }
  }
  return undefined;
}

/** With a mode that it does not know Gemini CLI ends (seen). */
function strangeMode(files: readonly SettingsFile[]): Provenance | undefined {
  const found = writtenMode(files);
  const value = found?.value.kind === "scalar" ? found.value.value : {};
  // What counts as false in JavaScript counts as none.
  if (!found || !value || value === "yolo" || (typeof value === "string" && Object.hasOwn(modes, value)))
    return undefined;
  const text = typeof value === "object" ? "that is no text" : `"${value}"`;
  return asFlag(provenanceOf(found.file, found.value.span, `Gemini CLI does not start with the approval mode ${text}`));
}

/** Asked for all the same, and Gemini CLI ends. */
function yoloForbidden(files: readonly SettingsFile[]): Provenance | undefined {
  const found = writtenMode(files);
  const forbidden = switchAt(files, "security", "disableYoloMode");
  const isAsked = found?.file.config.layer === "flag" && textOf(found.value) === "yolo";
  return isAsked && forbidden?.value
    ? { ...forbidden.source, text: `${forbidden.source.text}: Gemini CLI does not start in yolo mode` }
    : undefined;
}

/** A file of the system counts only where nobody else can write, which is not looked at for one that a variable names. */
function strangeSystemFile(files: readonly SettingsFile[], named: Variables): Provenance | undefined {
  const { GEMINI_CLI_SYSTEM_SETTINGS_PATH: settings, GEMINI_CLI_SYSTEM_DEFAULTS_PATH: defaults } = named;
  const found = files.find(
    ({ config: { path, text } }) => text !== undefined && (path === settings || path === defaults),
  );
  const why = "a system file that a variable names counts only where no other user can change it";
  return found && { layer: found.config.layer, path: found.config.path, line: 0, text: why };
}

/** Settings can name policies too, which are then not among the files that were read. */
function strangePolicies(files: readonly SettingsFile[], run: Run): Provenance | undefined {
  const named = policyPaths(run).length > 0 ? undefined : lastOf(files, "policyPaths");
  const found = named ?? lastOf(files, "adminPolicyPaths");
  return found && provenanceOf(found.file, found.value.span, "the settings name policies that are not read here");
}

function isEnablement({ config: { path } }: SettingsFile): boolean {
  return path.endsWith(enablement);
}

/** By name, the strongest file's entry; those that are switched off are not there. */
function serversOf(
  files: readonly SettingsFile[],
  extensions: readonly SettingsFile[],
  switches: SettingsFile | undefined,
): GeminiServer[] {
  const merged = new Map<string, GeminiServer>();
  for (const [entry, file] of serversOfExtensions(extensions)) merged.set(entry.key, { name: entry.key, entry, file });
  for (const file of files) {
    for (const entry of membersOf(at(file.root, "mcpServers"))) merged.set(entry.key, { name: entry.key, entry, file });
  }
  const isOff = (name: string) => switchOf(at(switches?.root, name.toLowerCase().trim(), "enabled")) === false;
  return [...merged.values()].filter(({ name }) => !isOff(name));
}
