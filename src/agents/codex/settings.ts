/**
 * Codex's configuration files, merged: which sandbox, when it asks, which servers, which rules.
 * Observed with 0.169.0 on 2026-11-25 and 2026-11-26 (app server, which editors and the terminal share).
 */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { foldersFrom, joinNative, relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import {
  readTomlFile,
  recordOf,
  type TomlFile,
  textsOf,
  tomlProvenance,
  valueAt,
} from "../../core/permissions/tomlFile.ts";
import { lastGiven, type Run } from "../flags.ts";
import { chosenProfile, profileIn, stoppedByProfile } from "./chosenProfile.ts";
import { valueOfAnotherKind } from "./kinds.ts";
import { type Decided, lastOf, mergeTables } from "./layers.ts";
import { type PrefixRule, type ProgramPlaces, readRules } from "./prefixRules.ts";
import { type Profile, type ReadProfile, sandboxLike, sandboxOfProfile } from "./profiles.ts";
import {
  allowedApproval,
  allowedSandbox,
  notFollowed,
  requiredRules,
  requirementsOf,
  serverLimit,
} from "./requirements.ts";
import { flagFile, foldersGiven, profileFile, readCodexRun, refusedWord } from "./run.ts";

export type Sandbox = "read-only" | "workspace-write" | "danger-full-access";
/** `always`: what Codex does in a folder that is said to be untrusted: everything is asked about. */
export type Approval = "on-request" | "never" | "always";

export interface CodexSettings extends Links {
  readonly place: Place;
  /** The files that count, weakest first. */
  readonly layers: readonly TomlFile[];
  readonly trust: Decided<"trusted" | "untrusted" | "unlisted">;
  readonly sandbox: Decided<Sandbox>;
  readonly approval: Decided<Approval>;
  /** What would be asked, a model answers. */
  readonly reviewer: Provenance | undefined;
  /** Where the policy is granular: what is not asked about is refused. */
  readonly granular: Readonly<Record<string, unknown>> | undefined;
  readonly writableRoots: readonly string[];
  readonly slashTmp: boolean;
  /** One of the settings' own, which says of each path what may be done there. */
  readonly profile: Profile | undefined;
  /** Merged tables of servers, with the file that names each last. */
  readonly servers: readonly { readonly name: string; readonly values: unknown; readonly source: Provenance }[];
  readonly rules: readonly PrefixRule[];
  readonly places: ProgramPlaces;
  /** Something that decides and cannot be followed. */
  readonly unknown: Provenance | undefined;
  /** Codex does not start a session with these files. */
  readonly stopped: Provenance | undefined;
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** Names the folder of the user's settings; it has to be there (tried on 2026-11-26). */
export const homeVariable = "CODEX_HOME";

/** Every file that can decide something, weakest layer first. Managed preferences (MDM) and cloud rules are not read. */
export function configFiles(
  { platform, home, workspace, repository }: Place,
  flags?: readonly string[],
  variables: PermissionInput["variables"] = {},
): readonly ConfigFile[] {
  const system = (name: string): ConfigFile[] =>
    platform === "win32" ? [] : [{ layer: "managed", path: `/etc/codex/${name}` }];
  const folder = variables[homeVariable] || joinNative(platform, home, ".codex");
  const user = (name: string) => joinNative(platform, folder, name);
  const profile = profileFile(readCodexRun(flags));
  // Of each folder from the work tree's own down to the workspace.
  const folders = workspace === undefined ? [] : foldersFrom(repository ?? workspace, workspace, platform);
  return [
    ...system("config.toml"),
    ...system("rules").map((file) => ({ ...file, dropIns: ".rules" })),
    { layer: "user", path: user("config.toml") },
    ...(profile === undefined ? [] : [{ layer: "user" as const, path: user(profile) }]),
    { layer: "user", path: user("rules"), dropIns: ".rules" },
    ...folders.flatMap((folder): ConfigFile[] => [
      { layer: "project", path: joinNative(platform, folder, ".codex", "config.toml") },
      { layer: "project", path: joinNative(platform, folder, ".codex", "rules"), dropIns: ".rules" },
    ]),
    ...system("managed_config.toml"),
    ...system("requirements.toml"),
  ];
}

/** Never throws. */
export function readCodexSettings({ place, configs, realPath, flags }: PermissionInput): CodexSettings {
  const run = readCodexRun(flags);
  const counts = ({ layer, path }: ConfigFile) =>
    !(layer === "user" && lastGiven(run, path.endsWith(".rules") ? "no-rules" : "no-user-config")) &&
    !(path.endsWith(".rules") && lastGiven(run, "no-rules"));
  const wanted = configs.filter(counts);
  const files = withFlags(
    wanted.filter(({ path }) => path.endsWith(".toml")),
    run,
  ).map(readTomlFile);
  const trust = trustOf(files, place);
  const layers = files.filter(
    ({ config, root }) =>
      root !== undefined &&
      !config.path.endsWith("requirements.toml") &&
      (config.layer !== "project" || trust.value === "trusted"),
  );
  const { rules, places, problems, unknown } = readRuleFiles(wanted, trust.value === "trusted");
  const requirements = requirementsOf(files);
  const required = requiredRules(requirements);
  const granular = recordOf(valueAt(lastOf(layers, "approval_policy")?.value, "granular"));
  const roots = lastOf(layers, "sandbox_workspace_write", "writable_roots")?.value;
  const isProfile = profileIn(layers) !== undefined;
  const chosen = chosenProfile(layers, place);
  const profile = chosen && "entries" in chosen ? chosen : undefined;
  return {
    place,
    layers,
    ...(realPath ? { realPath } : {}),
    trust,
    sandbox: allowedSandbox(sandboxOf(layers, trust, profile), requirements),
    approval: allowedApproval(approvalOf(layers, trust), requirements),
    reviewer: reviewerOf(layers),
    granular,
    // A profile stands for itself: what is set for a sandbox does not widen it.
    writableRoots: [
      ...(isProfile ? [] : textsOf(roots)),
      ...foldersGiven(run).map((folder) => resolveFrom(place.workspace ?? place.home, folder, place)),
    ],
    slashTmp: isProfile || lastOf(layers, "sandbox_workspace_write", "exclude_slash_tmp")?.value !== true,
    profile,
    servers: serversOf(layers).filter(({ name }) => serverLimit(name, requirements) !== "absent"),
    rules: required === "unclear" ? rules : [...required, ...rules],
    places,
    unknown: run.strange ?? unknownOf(files, layers, chosen, requirements) ?? notFollowed(requirements) ?? unknown,
    stopped:
      refusedWord(flags) ??
      olderProfile(layers, run) ??
      stoppedBy(files, layers, trust.value) ??
      stoppedByProfile(layers, chosen),
    problems: [...files.flatMap((file) => file.problems), ...problems],
  };
}

/** The words of a run beat every file but the older one of an administrator. */
function withFlags(files: PermissionInput["configs"], run: Run): PermissionInput["configs"] {
  const own = flagFile(run);
  if (!own) return files;
  const at = files.findIndex(({ path }) => path.endsWith("managed_config.toml"));
  return at < 0 ? [...files, own] : [...files.slice(0, at), own, ...files.slice(at)];
}

/** The entry of this folder in the user's own file, or of the work tree it lies in; no other folder above it counts. */
function trustOf(files: readonly TomlFile[], place: Place): CodexSettings["trust"] {
  const { workspace, repository } = place;
  return (
    trustOfFolder(files, place, workspace) ??
    trustOfFolder(files, place, repository) ?? {
      value: "unlisted",
      source: defaultProvenance("the folder is in no trust list"),
    }
  );
}

function trustOfFolder(
  files: readonly TomlFile[],
  place: Place,
  workspace: string | undefined,
): CodexSettings["trust"] | undefined {
  for (const file of files.filter(({ config }) => config.layer !== "project").toReversed()) {
    const projects = recordOf(valueAt(file.root, "projects")) ?? {};
    for (const [path, entry] of Object.entries(projects)) {
      // Written as the folder is: with a slash at its end it is another one (tried).
      const same =
        workspace !== undefined && !/.[/\\]$/.test(path) && relativeTo(path, workspace, place.platform) === "";
      if (!same) continue;
      const level = valueAt(entry, "trust_level");
      const source = tomlProvenance(file, "trust_level", `trust_level = "${level}"`, `[projects."${path}"]`);
      if (level === "trusted" || level === "untrusted") return { value: level, source };
    }
  }
  return undefined;
}

function sandboxOf(
  layers: readonly TomlFile[],
  trust: CodexSettings["trust"],
  own: Profile | undefined,
): Decided<Sandbox> {
  const profile = profileIn(layers);
  const named = sandboxOfProfile(profile?.value);
  if (profile && isSandbox(named)) return { value: named, source: profile.source };
  if (profile && own) return { value: sandboxLike(own), source: profile.source };
  const found = lastOf(layers, "sandbox_mode");
  if (found && isSandbox(found.value)) return { value: found.value, source: found.source };
  if (trust.value !== "unlisted")
    return {
      value: "workspace-write",
      source: { ...trust.source, text: "a folder in the trust list may be written to" },
    };
  return { value: "read-only", source: defaultProvenance("the sandbox of a folder that is in no trust list") };
}

function isSandbox(value: unknown): value is Sandbox {
  return value === "read-only" || value === "workspace-write" || value === "danger-full-access";
}

function approvalOf(layers: readonly TomlFile[], trust: CodexSettings["trust"]): Decided<Approval> {
  const found = lastOf(layers, "approval_policy");
  if (found) return { value: found.value === "never" ? "never" : "on-request", source: found.source };
  if (trust.value === "untrusted") return { value: "always", source: trust.source };
  return { value: "on-request", source: defaultProvenance("it asks for what the sandbox does not let through") };
}

function serversOf(layers: readonly TomlFile[]): CodexSettings["servers"] {
  const merged = new Map<string, CodexSettings["servers"][number]>();
  for (const file of layers) {
    for (const [name, values] of Object.entries(recordOf(valueAt(file.root, "mcp_servers")) ?? {})) {
      const before = recordOf(merged.get(name)?.values) ?? {};
      const source = tomlProvenance(file, `mcp_servers.${name}`, name, `[mcp_servers.${name}]`);
      merged.set(name, { name, values: mergeTables(before, recordOf(values) ?? {}), source });
    }
  }
  return [...merged.values()];
}

/** One broken file takes all rules away. */
function readRuleFiles(configs: PermissionInput["configs"], trusted: boolean) {
  const rules: PrefixRule[] = [];
  const places = new Map<string, readonly string[]>();
  const problems: (Problem & { readonly path: string })[] = [];
  let unknown: Provenance | undefined;
  let broken = false;
  for (const config of configs) {
    if (!config.path.endsWith(".rules") || (config.layer === "project" && !trusted)) continue;
    const read = readRules(config);
    if (config.error !== undefined)
      unknown = { layer: config.layer, path: config.path, text: "the file cannot be read" };
    else if ("broken" in read) {
      broken = true;
      problems.push({ path: config.path, message: `${read.broken} Rules of other files are dropped with it.` });
    } else if ("unread" in read) unknown = read.unread;
    else {
      rules.push(...read.rules);
      for (const [name, paths] of read.places) places.set(name, paths);
    }
  }
  return { rules: broken ? [] : rules, places: broken ? new Map<string, never>() : places, problems, unknown };
}

function reviewerOf(layers: readonly TomlFile[]): Provenance | undefined {
  const found = lastOf(layers, "approvals_reviewer");
  return found && found.value !== "user"
    ? { ...found.source, text: `${found.source.text}: a model answers` }
    : undefined;
}

/** Keys whose meaning was not observed. */
function unknownOf(
  files: readonly TomlFile[],
  layers: readonly TomlFile[],
  chosen: ReadProfile | undefined,
  requirements: TomlFile | undefined,
): Provenance | undefined {
  const profile = profileIn(layers);
  if (profile && chosen && "unclear" in chosen) return { ...profile.source, text: chosen.unclear };
  if (profile && chosen && requirements)
    return {
      ...profile.source,
      text: "a profile of the settings beside an administrator's requirements: not observed",
    };
  const error = files.find(({ config }) => config.error !== undefined);
  return error ? { layer: error.config.layer, path: error.config.path, text: "the file cannot be read" } : undefined;
}

/** A flag's profile is a file of its own, and not to be had beside a table of that name. */
function olderProfile(layers: readonly TomlFile[], run: Run): Provenance | undefined {
  const name = lastGiven(run, "profile")?.value;
  const found = name === undefined ? undefined : lastOf(layers, "profiles", name);
  return found && { ...found.source, text: `Codex does not start with --profile ${name} and [profiles.${name}]` };
}

/** A granular policy has to say each of these. */
const granularKeys = ["sandbox_approval", "rules", "mcp_elicitations"] as const;
const policies: ReadonlySet<unknown> = new Set(["on-request", "on-failure", "never"]);

/** Codex ends with an error where a file that counts is broken, or holds a value it does not know. */
function stoppedBy(
  files: readonly TomlFile[],
  layers: readonly TomlFile[],
  trust: CodexSettings["trust"]["value"],
): Provenance | undefined {
  const broken = files.find(({ config, broken }) => broken && (config.layer !== "project" || trust === "trusted"));
  if (broken && broken.config.error === undefined) {
    return {
      layer: broken.config.layer,
      path: broken.config.path,
      line: 0,
      text: "Codex does not start with this file: it is not valid TOML",
    };
  }
  const strange = valueOfAnotherKind(layers);
  if (strange) return strange;
  for (const file of layers) {
    const {
      sandbox_mode: sandbox,
      approval_policy: approval,
      profile,
      permissions,
      default_permissions: named,
    } = file.root ?? {};
    const say = (key: string, text: string) => tomlProvenance(file, key, `Codex does not start with ${text}`);
    if (sandbox !== undefined && !isSandbox(sandbox))
      return say("sandbox_mode", `sandbox_mode = ${JSON.stringify(sandbox)}`);
    if (approval !== undefined && !policies.has(approval) && recordOf(valueAt(approval, "granular")) === undefined)
      return say("approval_policy", `approval_policy = ${JSON.stringify(approval)}`);
    if (recordOf(valueAt(approval, "granular")) !== undefined) {
      const missing = granularKeys.find((key) => valueAt(approval, "granular", key) === undefined);
      if (missing !== undefined) return say("approval_policy", `a granular policy without ${missing}`);
    }
    if (profile !== undefined) return say("profile", "a profile in config.toml (write it into its own file)");
    if (named !== undefined && sandboxOfProfile(named) === "none")
      return say("default_permissions", `default_permissions = ${JSON.stringify(named)}`);
    if (permissions !== undefined && lastOf(layers, "default_permissions") === undefined)
      return say("permissions", "[permissions] and no default_permissions");
  }
  return undefined;
}
