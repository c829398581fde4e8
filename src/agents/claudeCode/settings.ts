/** Claude Code's configuration layers, merged as 2.1.329 merges them (observed 2026-11-21 unless noted). */
import type { Layer, Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, textOf, type ValueNode } from "../../core/parse/value.ts";
import type { PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { joinNative, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
  stringsAt,
} from "../../core/permissions/settingsFile.ts";
import { byFlag, lastGiven, listed } from "../flags.ts";
import { parseRule, type Rule } from "./rule.ts";
import { type ClaudeRun, flagFiles, plainVariable, readClaudeRun, serverFilesNamed } from "./run.ts";
import { facts } from "./tools.ts";

export const modes = ["default", "acceptEdits", "plan", "auto", "dontAsk", "bypassPermissions"] as const;
export type Mode = (typeof modes)[number];

/** A mode setting without effect. `refused`: Claude Code does not accept it from that place, whatever else is set. */
export interface LostMode {
  readonly source: Provenance;
  readonly why: string;
  readonly refused: boolean;
}

export interface OwnHooks {
  /** What has the key `hooks`. */
  readonly root: ValueNode | undefined;
  readonly where: (text: string) => Provenance;
}

export interface ClaudeSettings extends Links {
  readonly place: Place;
  /** Settings files that count, weakest layer first. */
  readonly files: readonly SettingsFile[];
  /** `~/.claude.json`: trust and servers of the user. */
  readonly state: SettingsFile | undefined;
  readonly rules: readonly Rule[];
  readonly mode: { readonly name: Mode; readonly source: Provenance };
  /** Mode settings that had no effect, with the reason. */
  readonly lostModes: readonly LostMode[];
  readonly trusted: { readonly value: boolean; readonly source: Provenance };
  /** Folders whose files count as the agent's own, absolute: the workspace first. */
  readonly folders: readonly string[];
  /** Settings that refuse what file tools do outside the working folders. */
  readonly blockedOutside: { readonly reads: Provenance | undefined; readonly writes: Provenance | undefined };
  readonly run: ClaudeRun;
  /** Hooks of a sub-agent's or skill's own file. */
  readonly ownHooks: readonly OwnHooks[];
  /** `denyInsteadOfPrompting`, or a run that nobody watches: whatever would ask is denied. */
  readonly denyInsteadOfAsk: Provenance | undefined;
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** Weakest first; layers of one rank keep the order of their files. */
const layerOrder: readonly Layer[] = ["user", "project", "local", "flag", "managed"];

/** Layers a repository can write: what they may not set is ignored. */
const repositoryLayers: ReadonlySet<Layer> = new Set(["project", "local"]);

export function readClaudeSettings(
  input: Pick<PermissionInput, "place" | "configs" | "realPath" | "flags" | "variables">,
): ClaudeSettings {
  const { place, realPath } = input;
  const run = readClaudeRun(input.flags, { ...input.variables, ...plainBySettings(input.configs) });
  const ofServers = serverFilesNamed(run).map((name) => resolveFrom(place.workspace ?? place.home, name, place));
  const parsed = [...input.configs, ...flagFiles(run)].map(readSettingsFile);
  const state = parsed.find((file) => isState(file));
  const all = parsed
    .filter(
      (file) => isSettings(file) && !ofServers.includes(file.config.path) && isWantedSource(file.config.layer, run),
    )
    .sort((a, b) => layerOrder.indexOf(a.config.layer) - layerOrder.indexOf(b.config.layer));
  const refused = all.flatMap((file) => (file.config.text === undefined ? [] : refusal(file)));
  const files = all.filter((file) => file.root && !refused.some((problem) => problem.path === file.config.path));
  const trusted = trustOf(state, place);
  const { mode, lostModes } = inRun(modeOf(files), files, run);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    files,
    state,
    rules: files.flatMap((file) => rulesOf(file, place, trusted.value, onlyManagedRules(files))),
    mode,
    lostModes,
    trusted,
    folders: foldersOf(files, place, trusted.value),
    blockedOutside: {
      reads: switchedOn(files, "blockReadsOutsideWorkingDirectories"),
      writes: switchedOn(files, "blockWritesOutsideWorkingDirectories"),
    },
    run,
    ownHooks: [],
    denyInsteadOfAsk: run.alone ?? denyInsteadOfAsk(files),
    problems: [...all.filter((file) => file.config.error !== undefined).flatMap((file) => file.problems), ...refused],
  };
}

/** Settings of the user and of the machine set variables of the environment too (tried); of a project's that was not. */
function plainBySettings(configs: PermissionInput["configs"]): PermissionInput["variables"] {
  const files = configs
    .map(readSettingsFile)
    .filter((file) => isSettings(file) && !repositoryLayers.has(file.config.layer));
  const set = files.flatMap(({ root }) => textOf(at(root, "env", plainVariable)) ?? []).at(-1);
  return set === undefined ? {} : { [plainVariable]: set };
}

function isState(file: SettingsFile): boolean {
  return file.config.layer === "user" && /(^|[/\\])\.claude\.json$/.test(file.config.path);
}

/** `--setting-sources` names the layers that are read; an administrator's and the flags' own are always. */
export function isWantedSource(layer: Layer, run: ClaudeRun): boolean {
  const sources = lastGiven(run, "sources");
  return sources === undefined || layer === "managed" || layer === "flag" || listed(sources.value).includes(layer);
}

function isSettings(file: SettingsFile): boolean {
  if (file.config.layer === "flag") return true;
  return /(^|[/\\])(settings(\.local)?\.json|managed-settings\.json|managed-settings\.d[/\\][^/\\]+\.json)$/.test(
    file.config.path,
  );
}

/** What each key must be. One value of another kind makes Claude Code ignore the whole file, deny rules included. */
const shapes: readonly {
  readonly path: readonly string[];
  readonly kind: "object" | "array" | "mode" | "string" | "number";
}[] = [
  { path: ["env"], kind: "object" },
  { path: ["model"], kind: "string" },
  { path: ["cleanupPeriodDays"], kind: "number" },
  { path: ["permissions"], kind: "object" },
  { path: ["permissions", "allow"], kind: "array" },
  { path: ["permissions", "ask"], kind: "array" },
  { path: ["permissions", "deny"], kind: "array" },
  { path: ["permissions", "additionalDirectories"], kind: "array" },
  { path: ["permissions", "defaultMode"], kind: "mode" },
];

const consequence = `Claude Code ${facts.version} ignores the whole file, its deny rules too, and says nothing while it works.`;

/** Why Claude Code does not take the file: it reads strict JSON only, and checks the shape of what it knows. */
function refusal(file: SettingsFile): (Problem & { readonly path: string })[] {
  const path = file.config.path;
  if (!isStrictJson(file.config.text ?? "")) {
    const span = file.problems[0]?.span;
    const message = `This is not strict JSON (no comments, no trailing commas). ${consequence}`;
    return [{ path, message, ...(span ? { span } : {}) }];
  }
  for (const shape of shapes) {
    const value = at(file.root, ...shape.path);
    if (value === undefined || fits(value, shape.kind)) continue;
    return [
      { path, span: value.span, message: `"${shape.path.join(".")}" has a value of the wrong kind. ${consequence}` },
    ];
  }
  return [];
}

function fits(value: ValueNode, kind: (typeof shapes)[number]["kind"]): boolean {
  if (kind === "object" || kind === "array") return value.kind === kind;
  if (kind !== "mode") return value.kind === "scalar" && typeof value.value === kind;
  const text = textOf(value);
  return text === "manual" || modes.some((mode) => mode === text);
}

/** Claude Code reads strict JSON after an optional byte order mark. */
export function isStrictJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

export const onlyManagedCount = "A managed setting lets only managed rules count.";

/** `allowManagedPermissionRulesOnly` counts in a managed file alone. */
export function onlyManagedRules(files: readonly SettingsFile[]): boolean {
  return files.some(
    (file) => file.config.layer === "managed" && isTrue(at(file.root, "allowManagedPermissionRulesOnly")),
  );
}

function rulesOf(file: SettingsFile, place: Place, trusted: boolean, onlyManaged: boolean): Rule[] {
  const { layer } = file.config;
  return (["deny", "ask", "allow"] as const).flatMap((list) =>
    stringsAt(file, "permissions", list).map(({ text, span }): Rule => {
      let ignored: string | undefined;
      if (onlyManaged && layer !== "managed") ignored = onlyManagedCount;
      else if (list === "allow" && layer === "project" && !trusted) {
        ignored = "The folder is not trusted, so Claude Code ignores allow rules of the project's settings.json.";
      }
      return {
        list,
        text,
        ...parseRule(text),
        source: isFlag(file) ? byFlag(text) : provenanceOf(file, span, text),
        root: rootOf(file, place),
        ignored,
      };
    }),
  );
}

/** What stands on the command line, and in no file. */
function isFlag({ config: { layer, path } }: SettingsFile): boolean {
  return layer === "flag" && !/[/\\]/.test(path);
}

function rootOf(file: SettingsFile, place: Place): string {
  const { layer, path } = file.config;
  if ((repositoryLayers.has(layer) || isFlag(file)) && place.workspace !== undefined)
    return slashed(place.workspace, place.platform);
  return slashed(path, place.platform).replace(/\/[^/]*$/, "");
}

/** Trust is recorded for the folder itself: trust in the folder above does not reach it. */
function trustOf(state: SettingsFile | undefined, place: Place): ClaudeSettings["trusted"] {
  const untrusted = {
    value: false,
    source: defaultProvenance("not trusted: no answer to the trust question is recorded"),
  };
  if (!state?.root || place.workspace === undefined) return untrusted;
  const projects = at(state.root, "projects");
  if (projects?.kind !== "object") return untrusted;
  const wanted = slashed(place.workspace, place.platform);
  const project = projects.members.findLast((candidate) => slashed(candidate.key, place.platform) === wanted);
  const answer = at(project?.value, "hasTrustDialogAccepted");
  if (!answer) return untrusted;
  const value = isTrue(answer);
  return {
    value,
    source: provenanceOf(state, answer.span, value ? "hasTrustDialogAccepted: true" : "hasTrustDialogAccepted: false"),
  };
}

function modeOf(files: readonly SettingsFile[]): Pick<ClaudeSettings, "mode" | "lostModes"> {
  const lost: LostMode[] = [];
  let mode: ClaudeSettings["mode"] = { name: "default", source: defaultProvenance("defaultMode is not set: asks") };
  const bypassOff = files.find(
    (file) => textOf(at(file.root, "permissions", "disableBypassPermissionsMode")) === "disable",
  );
  const autoOff = files.find((file) => textOf(at(file.root, "permissions", "disableAutoMode")) === "disable");
  for (const file of files) {
    const value = at(file.root, "permissions", "defaultMode");
    const written = textOf(value);
    if (!value || written === undefined) continue;
    const text = `permissions.defaultMode: "${written}"`;
    const source = isFlag(file) ? byFlag(text) : provenanceOf(file, value.span, text);
    const name: Mode = written === "manual" ? "default" : (written as Mode);
    // Seen: a refused value does not leave the weaker layer's in force; the session then starts in `default`.
    const why = whyModeRefused(name, file, bypassOff !== undefined, autoOff !== undefined);
    if (mode.source.layer !== "default")
      lost.push({ source: mode.source, why: `A stronger layer sets the mode: ${source.path ?? ""}`, refused: false });
    if (why) lost.push({ source, why, refused: true });
    mode = why
      ? { name: "default", source: defaultProvenance(`"${written}" was refused, so the mode is default`) }
      : { name, source };
  }
  return { mode, lostModes: lost };
}

type Modes = Pick<ClaudeSettings, "mode" | "lostModes">;

/** A mode given by a flag beats every file's, and may be switched off by one. */
function inRun({ mode, lostModes }: Modes, files: readonly SettingsFile[], run: ClaudeRun): Modes {
  const skip = lastGiven(run, "skip");
  const given = lastGiven(run, "mode");
  const source = skip?.source ?? given?.source;
  const written = skip ? "bypassPermissions" : given?.value === "manual" ? "default" : given?.value;
  const name = modes.find((one) => one === written);
  if (!source || name === undefined) return { mode, lostModes };
  const off = (key: string) => files.some((file) => textOf(at(file.root, "permissions", key)) === "disable");
  const refused =
    (name === "bypassPermissions" && off("disableBypassPermissionsMode")) ||
    (name === "auto" && off("disableAutoMode"));
  if (refused)
    return { mode, lostModes: [...lostModes, { source, why: "A setting switches this mode off.", refused: true }] };
  const beaten = { source: mode.source, why: `A flag sets the mode: ${source.text}`, refused: false };
  return {
    mode: { name, source },
    lostModes: mode.source.layer === "default" ? lostModes : [...lostModes, beaten],
  };
}

function whyModeRefused(name: Mode, file: SettingsFile, bypassOff: boolean, autoOff: boolean): string | undefined {
  const repository = repositoryLayers.has(file.config.layer);
  if (name === "bypassPermissions" && repository) return "Settings in a project cannot turn bypassPermissions on.";
  if (name === "auto" && repository) return "Settings in a project cannot turn auto mode on.";
  if (name === "bypassPermissions" && bypassOff) return "disableBypassPermissionsMode is set.";
  if (name === "auto" && autoOff) return "disableAutoMode is set.";
  return undefined;
}

/** A project's own folders count only where it is trusted. */
function foldersOf(files: readonly SettingsFile[], place: Place, trusted: boolean): string[] {
  const base = place.workspace ?? place.home;
  const counting = files.filter(({ config }) => trusted || config.layer !== "project");
  const added = counting.flatMap((file) => stringsAt(file, "permissions", "additionalDirectories"));
  const own = place.workspace === undefined ? [] : [slashed(place.workspace, place.platform)];
  return [...own, ...added.map(({ text }) => resolveFrom(base, text, place))];
}

function switchedOn(files: readonly SettingsFile[], key: string): Provenance | undefined {
  for (const file of files) {
    const value = at(file.root, "permissions", key);
    if (value && isTrue(value)) return provenanceOf(file, value.span, `permissions.${key}: true`);
  }
  return undefined;
}

function denyInsteadOfAsk(files: readonly SettingsFile[]): Provenance | undefined {
  for (const file of files) {
    const value = at(file.root, "permissions", "denyInsteadOfPrompting");
    if (value && isTrue(value) && !repositoryLayers.has(file.config.layer)) {
      return provenanceOf(file, value.span, "permissions.denyInsteadOfPrompting: true");
    }
  }
  return undefined;
}

export function isTrue(node: ValueNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}

/** Folders of managed settings. Source: Claude Code 2.1.329 bundle; only Linux was run. */
export function managedFolder(place: Place): string {
  if (place.platform === "darwin") return "/Library/Application Support/ClaudeCode";
  return place.platform === "win32" ? "C:\\Program Files\\ClaudeCode" : "/etc/claude-code";
}

/** Names the folder of the user's settings, sub-agents and skills, where the state of the user stands too. */
export const folderVariable = "CLAUDE_CONFIG_DIR";

/** `~/.claude` in the platform's spelling, or the folder that the environment names. */
export function userFolder(place: Place, variables: PermissionInput["variables"] = {}): string {
  const { platform, home, workspace } = place;
  const named = variables[folderVariable];
  return named ? resolveFrom(workspace ?? home, named, place) : joinNative(platform, home, ".claude");
}
