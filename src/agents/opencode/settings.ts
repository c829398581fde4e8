/** The files OpenCode and Kilo read, in the order in which they are laid over one another, and the rules that come of it. */
import type { Layer, Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { SourceText } from "../../core/model/span.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { parseFrontmatter } from "../../core/parse/frontmatter.ts";
import { membersOf, type ValueNode } from "../../core/parse/value.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import { type Merged, mergeDeep, mergedAt, mergedEntries, mergedOf, scalarOf } from "../../core/permissions/merge.ts";
import { foldersFrom, joinNative, resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, readSettingsFile } from "../../core/permissions/settingsFile.ts";
import { byFlag, type FlagTable, flags, lastGiven, type Run, readFlags } from "../flags.ts";
import type { BuiltInRule, Family } from "./family.ts";
import { refusedValue } from "./kinds.ts";

export interface OrderedRule {
  readonly permission: string;
  readonly pattern: string;
  /** Undefined: a word that is no decision, or one that is filled in when the program starts. */
  readonly decision: Decision | undefined;
  readonly source: Provenance;
}

export interface FamilySettings {
  readonly config: Merged | undefined;
  /** The agent that a session starts with. */
  readonly agent: string;
  /** Weakest first: of those that match the last one decides. */
  readonly rules: readonly OrderedRule[];
  readonly problems: readonly (Problem & { readonly path: string })[];
  readonly run: Run;
  /** The program does not start (1.18.33, tried on 2026-11-26). */
  readonly refused?: Provenance;
  /** Why nothing can be said of what the program does. */
  readonly unknown?: Provenance;
  /** The git work tree of the workspace; paths are compared from its folder, and elsewhere from the root. */
  readonly repository: string | undefined;
}

/** Flags of `run` and of the terminal, tried with 1.18.33 on 2026-11-26. */
const table: FlagTable = {
  ...flags("--agent", { takes: "one", means: "agent" }),
  ...flags("--auto", { means: "auto" }),
  ...flags("-m --model -s --session --format -f --file --title --variant --log-level", { takes: "one" }),
  ...flags("-c --continue --fork --share --thinking --print-logs --pure"),
};

const agentFolders = ["agent", "agents"] as const;

/** Later files win. Folders of agents are looked at one level deep; settings of an organisation are not seen here. */
export function familyFiles(
  family: Family,
  place: Place,
  variables: PermissionInput["variables"] = {},
): readonly ConfigFile[] {
  const { platform, home, workspace, repository } = place;
  // Up to the work tree's own folder, and outside of one up to the root.
  const above = workspace === undefined ? [] : foldersFrom(repository, workspace, platform);
  const file = (layer: Layer, folder: string, name: string): ConfigFile => ({
    layer,
    path: joinNative(platform, folder, name),
  });
  const agentsIn = (layer: Layer, folder: string) =>
    agentFolders.map((name) => ({ ...file(layer, folder, name), dropIns: ".md", deep: true as const }));
  const user = joinNative(platform, home, family.userFolder);
  const dot = (layer: Layer, root: string) =>
    family.dotFolders.flatMap((name) => {
      const folder = joinNative(platform, root, name);
      return [...family.projectFiles.map((one) => file(layer, folder, one)), ...agentsIn(layer, folder)];
    });
  return [
    ...family.userFiles.map((name) => file("user", user, name)),
    ...fileOfVariable(variables[`${family.prefix}_CONFIG`], place),
    ...above.flatMap((folder) => family.projectFiles.map((name) => file("project", folder, name))),
    ...agentsIn("user", user),
    ...above
      .toReversed()
      .filter((folder) => folder !== home)
      .flatMap((folder) => dot("project", folder)),
    ...dot("user", home),
    ...folderOfVariable(variables[`${family.prefix}_CONFIG_DIR`], place).flatMap((folder) => [
      ...family.projectFiles.map((name) => file("user", folder, name)),
      ...agentsIn("user", folder),
    ]),
    ...["opencode.json", "opencode.jsonc"]
      .map((name) => name.replace("opencode", family.hook.id))
      .map((name) => file("managed", family.managed[platform], name)),
    ...(workspace === undefined ? [] : [file("project", workspace, ".git/HEAD")]),
  ];
}

function fileOfVariable(named: string | undefined, place: Place): readonly ConfigFile[] {
  if (!named) return [];
  return [{ layer: "flag", path: resolveFrom(place.workspace ?? place.home, named, place) }];
}

/** Its settings are laid over those of all `.opencode` folders (tried on 2026-11-26). */
function folderOfVariable(named: string | undefined, place: Place): readonly string[] {
  return named ? [resolveFrom(place.workspace ?? place.home, named, place)] : [];
}

/** Names of the variables that change what is read. */
export function familyVariables({ prefix }: Family): readonly string[] {
  return ["CONFIG", "CONFIG_DIR", "CONFIG_CONTENT", "PERMISSION", "DISABLE_PROJECT_CONFIG"].map(
    (name) => `${prefix}_${name}`,
  );
}

/**
 * Never throws.
 * @param wanted whose rules they are; not there: those of the agent that a session starts with
 */
export function readFamily(family: Family, input: PermissionInput, wanted?: string): FamilySettings {
  const variable = (name: string) => input.variables?.[`${family.prefix}_${name}`];
  const skipProject = /^(1|true)$/i.test(variable("DISABLE_PROJECT_CONFIG") ?? "");
  const isHead = (path: string) => /[/\\]\.git[/\\]HEAD$/.test(path);
  const files = input.configs.filter(({ layer, path }) => !isHead(path) && !(skipProject && layer === "project"));
  const problems: (Problem & { readonly path: string })[] = [];
  let config: Merged | undefined;
  let unknown: Provenance | undefined;
  let refused: Provenance | undefined;
  const layOver = (over: Merged | undefined) => {
    if (over) config = mergeDeep(config, over);
  };
  for (const loaded of files) {
    const [read, found, broken] = readConfig(loaded);
    problems.push(...found);
    if (broken) unknown ??= { layer: loaded.layer, path: loaded.path, text: "the file cannot be read as it is" };
    refused ??= refusedValue(read) ?? (broken ? notJson(loaded) : undefined);
    // The managed files come after what the environment holds.
    if (loaded.layer === "managed") continue;
    layOver(read);
  }
  layOver(variableText(variable("CONFIG_CONTENT"), `${family.prefix}_CONFIG_CONTENT`));
  for (const loaded of files) if (loaded.layer === "managed") layOver(readConfig(loaded)[0]);
  // It may be relative, so that the layer tells it.
  if (variable("CONFIG") && !input.configs.some(({ layer, path }) => layer === "flag" && path !== ""))
    unknown ??= byFlag(`${family.prefix}_CONFIG names settings that are not read here`);
  let permission = mergedAt(config, "permission");
  const last = variableText(variable("PERMISSION"), `${family.prefix}_PERMISSION`);
  if (last) permission = mergeDeep(permission, last);
  const legacy = toolRules(mergedAt(config, "tools"));
  if (legacy) permission = permission ? mergeDeep(legacy, permission) : legacy;
  const given = scalarOf(mergedAt(config, "default_agent"));
  const run = readFlags(input.flags, table);
  const started = lastGiven(run, "agent")?.value ?? (typeof given === "string" ? given : family.defaultAgent);
  const agent = wanted ?? started;
  const seen = input.configs.some(({ path, text }) => isHead(path) && text !== undefined);
  const repository = input.place.repository ?? (seen ? input.place.workspace : undefined);
  const rules = rulesOf(family, agent, config, permission).map((rule) => withHome(rule, input.place.home));
  unknown ??= run.strange;
  return {
    config,
    agent,
    rules,
    problems,
    repository,
    run,
    ...(unknown ? { unknown } : {}),
    ...(refused ? { refused } : {}),
  };
}

/** A home folder at the start of a pattern is filled in (seen with `~/` on 1.18.33, 2026-11-25). */
function withHome(rule: OrderedRule, home: string): OrderedRule {
  const start = /^(~(?=$|\/)|\$HOME)/.exec(rule.pattern)?.[0];
  return start === undefined ? rule : { ...rule, pattern: home + rule.pattern.slice(start.length) };
}

/** The rules of one agent: built in, of the agent, of the user's settings, and last what the settings say of the agent. */
export function rulesOf(
  family: Family,
  agent: string,
  config: Merged | undefined,
  permission = mergedAt(config, "permission"),
): OrderedRule[] {
  // Kilo knows its builder by both names.
  const names = agent === "code" ? ["build", "code"] : [agent];
  const own = names.flatMap((name) => {
    const entry = mergedAt(config, "agent", name) ?? mergedAt(config, "mode", name);
    return [...flatten(toolRules(mergedAt(entry, "tools"))), ...flatten(mergedAt(entry, "permission"))];
  });
  const builtIn = [...family.defaults, ...(Object.hasOwn(family.agents, agent) ? (family.agents[agent] ?? []) : [])];
  const folders = skillFolders(family);
  return [...builtIn.map((rule) => builtInRule(family, rule)), ...folders, ...flatten(permission), ...own];
}

/** The folder of each skill that it finds is let be read by itself; which it finds is not looked for here. */
function skillFolders({ userFolder }: Family): OrderedRule[] {
  const source = defaultProvenance("whether this is the folder of a skill, which is read without asking, is not known");
  return [`~/${userFolder}/skill`, `~/${userFolder}/skills`, "~/.claude/skills", "~/.agents/skills"].map((folder) => ({
    permission: "external_directory",
    pattern: `${folder}/*`,
    decision: undefined,
    source,
  }));
}

function builtInRule({ hook }: Family, [permission, pattern, decision]: BuiltInRule): OrderedRule {
  const text = `${hook.title} by itself: ${permission}${pattern === "*" ? "" : ` ${pattern}`} is ${decision}`;
  return { permission, pattern, decision, source: defaultProvenance(text) };
}

/** A file of settings that cannot be parsed; an agent's file is read in another way. */
function notJson({ layer, path, error }: LoadedConfig): Provenance | undefined {
  if (error !== undefined || path.endsWith(".md")) return undefined;
  return { layer, path, line: 0, text: "OpenCode does not start with this file: it is not valid JSON" };
}

/** In the order of the keys. A word for all of a permission is a rule for `*`. */
function flatten(permission: Merged | undefined): OrderedRule[] {
  if (permission?.kind === "leaf") return [orderedRule("*", "*", permission)];
  return mergedEntries(permission).flatMap(([key, value]) =>
    value.kind === "leaf"
      ? [orderedRule(key, "*", value)]
      : mergedEntries(value).map(([pattern, one]) => orderedRule(key, pattern, one)),
  );
}

function orderedRule(permission: string, pattern: string, node: Merged): OrderedRule {
  const value = scalarOf(node);
  const decision = value === "allow" || value === "ask" || value === "deny" ? value : undefined;
  const filled = /\{(?:env|file):/.test(permission + pattern);
  const where = node.kind === "leaf" ? node.source : byFlag("");
  const text = `${permission}${pattern === "*" ? "" : ` ${pattern}`}: ${String(value)}`;
  const source = { ...where, text };
  // What stands there when the program has filled it in may speak of every call.
  if (filled) return { permission: "*", pattern: "*", decision: undefined, source };
  return { permission, pattern, decision, source };
}

/** The older `tools` map: false denies and true allows, and every tool that writes is `edit`. */
function toolRules(tools: Merged | undefined): Merged | undefined {
  if (tools?.kind !== "map") return undefined;
  const members = new Map<string, Merged>();
  for (const [tool, value] of tools.members) {
    if (value.kind !== "leaf") continue;
    const word = scalarOf(value) === true ? "allow" : "deny";
    const key = ["write", "edit", "patch", "multiedit"].includes(tool) ? "edit" : tool;
    members.set(key, { ...value, value: { kind: "scalar", value: word, span: value.value.span } });
  }
  return { kind: "map", members };
}

type Read = readonly [config: Merged | undefined, problems: FamilySettings["problems"], broken: boolean];

/** Each agent of the tree is laid over anew from the same files. */
const known = new WeakMap<LoadedConfig, Read>();

function readConfig(loaded: LoadedConfig): Read {
  let read = known.get(loaded);
  if (!read) {
    read = loaded.path.endsWith(".md") ? agentFile(loaded) : settingsFile(loaded);
    known.set(loaded, read);
  }
  return read;
}

function settingsFile(loaded: LoadedConfig): Read {
  const file = readSettingsFile(loaded);
  const locate = (value: ValueNode, key: string) => provenanceOf(file, value.span, key);
  const merged = file.root && mergedOf(file.root, locate);
  return [merged && wholeWord(merged), file.problems, file.broken];
}

/** `"permission": "allow"` means all of it, and is laid over as `{"*": "allow"}`. */
function wholeWord(config: Merged): Merged {
  const permission = mergedAt(config, "permission");
  if (config.kind !== "map" || permission?.kind !== "leaf") return config;
  return {
    kind: "map",
    members: new Map(config.members).set("permission", { kind: "map", members: new Map([["*", permission]]) }),
  };
}

/** An agent's Markdown file is a part of the settings under its name. */
function agentFile(loaded: LoadedConfig): Read {
  const { path, text, layer, error } = loaded;
  if (error !== undefined) return [undefined, [{ message: `The file could not be read (${error}).`, path }], true];
  if (text === undefined) return [undefined, [], false];
  const { value, problems } = parseFrontmatter(text);
  // One of a folder below has that folder's name before its own.
  const name = path
    .replace(/\\/g, "/")
    .replace(/^.*\/agents?\//, "")
    .replace(/\.md$/, "");
  const source = new SourceText(path, text);
  const locate = (node: ValueNode, key: string): Provenance => ({
    layer: layer === "managed" ? layer : "agent-file",
    path,
    span: node.span,
    line: source.positionAt(node.span.start).line,
    text: key,
  });
  const read = value?.value && membersOf(value.value).length > 0 ? mergedOf(value.value, locate) : undefined;
  const named: Merged | undefined = read && {
    kind: "map",
    members: new Map([["agent", { kind: "map", members: new Map([[name, read]]) }]]),
  };
  return [named, problems.map((problem) => ({ ...problem, path })), problems.length > 0];
}

/** Settings that a variable holds. Text that is no JSON is skipped by the program too. */
function variableText(text: string | undefined, name: string): Merged | undefined {
  if (text === undefined) return undefined;
  const file = readSettingsFile({ layer: "flag", path: name, text });
  if (!file.root || file.broken) return undefined;
  const root = mergedOf(file.root, (_value, key) => byFlag(`${name}: ${key}`));
  return wholeWord(root);
}
