/** Gemini CLI's settings, merged as it merges them, and whether the folder is trusted. 0.61.0, 2026-11-25. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, type Member, membersOf, textOf } from "../../core/parse/value.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
  stringsAt,
} from "../../core/permissions/settingsFile.ts";

import { asFlag, flagPath, lastGiven, type Run } from "../flags.ts";
import { flagFile, readGeminiRun } from "./run.ts";

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

const systemFolders = {
  linux: "/etc/gemini-cli",
  darwin: "/Library/Application Support/GeminiCli",
  win32: "C:\\ProgramData\\gemini-cli",
} as const;

/** Every file that can decide something, weakest layer first. Extensions' policies and files that a flag names are not read. */
export function configFiles({ platform, home, workspace }: Place): readonly ConfigFile[] {
  const user = (name: string) => joinNative(platform, home, ".gemini", name);
  const system = (name: string) => joinNative(platform, systemFolders[platform], name);
  return [
    { layer: "user", path: user("trustedFolders.json") },
    { layer: "default", path: system("system-defaults.json") },
    { layer: "user", path: user("settings.json") },
    ...(workspace === undefined
      ? []
      : ([{ layer: "project", path: joinNative(platform, workspace, ".gemini", "settings.json") }] as const)),
    { layer: "managed", path: system("settings.json") },
    { layer: "user", path: user("policies"), dropIns: ".toml" },
    { layer: "managed", path: system("policies"), dropIns: ".toml" },
  ];
}

/** Never throws. */
export function readGeminiSettings({ place, configs, realPath, flags }: PermissionInput): GeminiSettings {
  const run = readGeminiRun(flags);
  const own = flagFile(run);
  const given = own ? [...configs, own] : configs;
  const all = given.filter(({ path }) => path.endsWith(".json") || path === flagPath).map(readSettingsFile);
  const isTrustList = (file: SettingsFile) => /[/\\]trustedFolders\.json$/.test(file.config.path);
  const settings = all.filter((file) => !isTrustList(file));
  const skipped = lastGiven(run, "trust");
  const trust = skipped ? { trusted: true, source: skipped.source } : trustOf(settings, all.find(isTrustList), place);
  const files = settings.filter(({ config }) => config.layer !== "project" || trust.trusted);
  const broken = all.find((file) => file.broken);
  const strange = strangeMode(files);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    folders: foldersOf(files, place),
    files,
    trust,
    mode: modeOf(files, trust),
    servers: serversOf(files),
    run,
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
function foldersOf(files: readonly SettingsFile[], place: Place): string[] {
  const { workspace } = place;
  if (workspace === undefined) return [];
  const added = files.flatMap((file) => stringsAt(file, "context", "includeDirectories"));
  return [slashed(workspace, place.platform), ...added.map(({ text }) => resolveFrom(workspace, text, place))];
}

/** The value of the strongest file that sets the key. */
export function lastOf(files: readonly SettingsFile[], ...path: readonly string[]) {
  for (const file of files.toReversed()) {
    const value = at(file.root, ...path);
    if (value) return { value, file };
  }
  return undefined;
}

/** The longest entry above the folder decides; a folder in no entry is not trusted while folder trust is on. */
function trustOf(
  settings: readonly SettingsFile[],
  list: SettingsFile | undefined,
  place: Place,
): GeminiSettings["trust"] {
  const unquestioned = settings.filter(({ config }) => config.layer !== "project");
  const switched = lastOf(unquestioned, "security", "folderTrust", "enabled");
  if (switched?.value.kind === "scalar" && switched.value.value === false) {
    const source = provenanceOf(switched.file, switched.value.span, "security.folderTrust.enabled: false");
    return { trusted: true, source };
  }
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

const modes: Readonly<Record<string, Mode>> = { auto_edit: "autoEdit", plan: "plan", default: "default" };

/** `yolo` in a file is ignored; an untrusted folder is always in the default mode. */
function modeOf(files: readonly SettingsFile[], trust: GeminiSettings["trust"]): GeminiSettings["mode"] {
  const found = lastOf(files, "general", "defaultApprovalMode");
  const text = textOf(found?.value) ?? "";
  const flagged = found?.file.config.layer === "flag" && text === "yolo";
  const name = flagged ? "yolo" : Object.hasOwn(modes, text) ? modes[text] : undefined;
  if (!found || name === undefined) return { name: "default", source: defaultProvenance("the default approval mode") };
  if (!trust.trusted)
    return { name: "default", source: { ...trust.source, text: `${trust.source.text}: only the default mode` } };
  return { name, source: asFlag(provenanceOf(found.file, found.value.span, `general.defaultApprovalMode: ${text}`)) };
}

/** With a mode that it does not know Gemini CLI ends (seen). */
function strangeMode(files: readonly SettingsFile[]): Provenance | undefined {
  const found = lastOf(files, "general", "defaultApprovalMode");
  const text = textOf(found?.value);
  if (!found || text === undefined || text === "yolo" || Object.hasOwn(modes, text)) return undefined;
  return provenanceOf(found.file, found.value.span, `Gemini CLI does not start with the approval mode "${text}"`);
}

/** By name, the strongest file's entry. */
function serversOf(files: readonly SettingsFile[]): GeminiServer[] {
  const merged = new Map<string, GeminiServer>();
  for (const file of files) {
    for (const entry of membersOf(at(file.root, "mcpServers"))) merged.set(entry.key, { name: entry.key, entry, file });
  }
  return [...merged.values()];
}
