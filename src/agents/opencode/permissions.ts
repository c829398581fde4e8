/** Effective permissions of OpenCode and Kilo: what the ordered rules come to, tool by tool, and why. */
import type { Action } from "../../core/model/action.ts";
import { type Effect, sortEffects } from "../../core/model/effect.ts";
import type {
  AgentPermissions,
  Explanation,
  Grant,
  IneffectiveRule,
  ServerPermissions,
} from "../../core/model/permission.ts";
import { itemsOf, textOf } from "../../core/parse/value.ts";
import { delegatesOf } from "../../core/permissions/delegates.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { mergedAt, mergedEntries, scalarOf } from "../../core/permissions/merge.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { byFlag, lastGiven, type Run } from "../flags.ts";
import type { Family } from "./family.ts";
import { evaluate, type Judgement, judge, neededFor, toolName, wildcard } from "./judge.ts";
import { type FamilySettings, familyFiles, familyVariables, type OrderedRule, readFamily } from "./settings.ts";

/** What it asks for, and what that can do. */
const permissionEffects: Readonly<Record<string, readonly Effect[]>> = {
  bash: ["run-code"],
  edit: ["write-files"],
  read: ["read-files"],
  grep: ["read-files"],
  glob: ["read-files"],
  list: ["read-files"],
  external_directory: ["read-files", "write-files"],
  webfetch: ["fetch-network", "read-untrusted"],
  websearch: ["fetch-network", "read-untrusted"],
  task: ["delegate"],
  skill: [],
  todowrite: [],
  doom_loop: [],
};

/** What a name alone does not say. */
const notes: Readonly<Record<string, string>> = {
  doom_loop: "The same call with the same input for the third time in one reply.",
};

/** The half of an agent that answers for its own configuration. */
export function familyResolver(family: Family) {
  const { id, title } = family.hook;
  return {
    variables: familyVariables(family),
    configFiles: (
      place: PermissionInput["place"],
      _flags?: readonly string[],
      variables?: PermissionInput["variables"],
    ) => familyFiles(family, place, variables),
    permissions(input: PermissionInput): AgentPermissions {
      const settings = readFamily(family, input);
      const servers = serversOf(settings, input);
      const grants = grantsOf(settings, servers, input, family);
      const free = sortEffects(grants.filter(({ decision }) => decision !== "deny").flatMap(({ effects }) => effects));
      return {
        agent: id,
        title,
        factsVersion: family.facts.version,
        factsDate: family.facts.date,
        installed: input.installed,
        mode: { name: settings.unknown ? "not known" : settings.agent, source: modeSource(settings, family) },
        grants,
        servers,
        delegates: delegatesOf(input.documents, input.place, {
          isAgentFile: (path) => /(^|\/)\.(opencode|kilo|kilocode)\/agents?\/.*\.md$/.test(path),
          inherited: free,
          effectsOf: (entry) => permissionEffects[entry.trim()] ?? free,
        }),
        credentials: input.credentials,
        ineffective: shadowed(settings.rules, input.place.platform),
        ruleOfTwo: ruleOfTwo(grants, input.credentials),
        problems: settings.problems,
      };
    },
    explain: (action: Action, input: PermissionInput) => explainUnder(family, action, input, readFamily(family, input)),
  };
}

/** Under the rules of the session's agent, or of another that it has started. */
export function explainUnder(
  family: Family,
  action: Action,
  { place }: PermissionInput,
  settings: FamilySettings,
): Explanation {
  const { id } = family.hook;
  if (settings.refused && family.notProven === undefined)
    return { agent: id, outcome: "unreachable", decidedBy: settings.refused, lost: [] };
  const found = neededFor(action, place, settings);
  if (typeof found === "string")
    return { agent: id, outcome: "unreachable", decidedBy: defaultProvenance(found), lost: [] };
  const { outcome, by } = inRun(judge(found, settings.rules, place.platform), settings.run);
  const none = notFound(family, action, settings);
  const unsure = settings.unknown ?? (family.notProven ? none : undefined) ?? notProven(family, outcome);
  const lost = settings.rules
    .filter((rule) => rule.source !== by && rule.source.layer !== "default")
    .filter((rule) => found.some(({ permission }) => wildcard(rule.permission, permission, place.platform)))
    .map((rule) => ({ ...rule.source, why: "The last rule that matches decides, and this is not it." }));
  if (!unsure && none && outcome !== "deny") return { agent: id, outcome: "unreachable", decidedBy: none, lost };
  if (!unsure) return { agent: id, outcome, decidedBy: by, lost };
  return {
    agent: id,
    outcome: "unknown",
    decidedBy: unsure,
    lost: [{ ...by, why: "Other rules have a say too." }, ...lost],
  };
}

/** `run` asks nobody: what would be asked is refused, or with `--auto` allowed. */
function inRun(judgement: Judgement, run: Run): Judgement {
  if (judgement.outcome !== "ask") return judgement;
  const auto = lastGiven(run, "auto");
  if (auto) return { outcome: "allow", by: auto.source };
  return run.words[0] === "run" ? { outcome: "deny", by: byFlag("run: nobody is asked") } : judgement;
}

function notProven({ notProven: text }: Family, outcome: Explanation["outcome"]) {
  return text === undefined || outcome === "unknown" ? undefined : defaultProvenance(`not proven: ${text}`);
}

/** Agents that do its own work, and can be started all the same (seen 2026-11-26). */
const own: ReadonlySet<string> = new Set(["title", "summary", "compaction"]);

function notFound({ agents }: Family, action: Action, { config }: FamilySettings) {
  if (action.kind !== "subagent_start" || action.name === undefined) return undefined;
  const { name } = action;
  const isKnown = ["agent", "mode"].some((key) => mergedAt(config, key, name) !== undefined);
  if (isKnown || Object.hasOwn(agents, name) || own.has(name)) return undefined;
  return defaultProvenance(`no agent ${name} is found in the files that are read`);
}

function modeSource({ unknown, agent, config }: FamilySettings, { notProven: text }: Family) {
  const given = mergedAt(config, "default_agent");
  if (unknown) return unknown;
  if (given?.kind === "leaf") return given.source;
  return defaultProvenance(text === undefined ? `sessions start with the agent ${agent}` : `not proven: ${text}`);
}

/** The tree's rows under the rules of the session's agent, or of another. */
export function grantsUnder(family: Family, input: PermissionInput, settings: FamilySettings): readonly Grant[] {
  return grantsOf(settings, serversOf(settings, input), input, family);
}

function grantsOf(
  { rules }: FamilySettings,
  servers: readonly ServerPermissions[],
  { place }: PermissionInput,
  { notProven: text }: Family,
): Grant[] {
  const builtIn = Object.entries(permissionEffects).flatMap(([permission, effects]) => [
    ...grantOf(permission, effects, rules, place.platform),
    ...narrower(permission, effects, rules, place.platform),
  ]);
  const tools = servers.flatMap((server) =>
    server.tools.flatMap((tool) => grantOf(toolName(server.name, tool.name), tool.effects, rules, place.platform)),
  );
  // A server whose tools are not known here still has whatever the rules say of all of them.
  const unnamed = servers
    .filter(({ tools: known }) => known.length === 0)
    .flatMap(({ name }) => grantOf(toolName(name, "*"), ["send-outward", "read-untrusted"], rules, place.platform));
  return [...builtIn, ...tools, ...unnamed].map((grant) => {
    const own = Object.hasOwn(notes, grant.tool) ? notes[grant.tool] : undefined;
    const said = [own, text].filter((part) => part !== undefined).join(" ");
    return said === "" ? grant : { ...grant, note: said };
  });
}

/** What happens where no pattern narrows it: the answer to a pattern that only a rule for everything matches. */
function grantOf(
  tool: string,
  effects: readonly Effect[],
  rules: readonly OrderedRule[],
  platform: "linux" | "darwin" | "win32",
): Grant[] {
  const general = rules.filter(({ pattern }) => pattern === "*");
  const { outcome, by } = evaluate({ permission: tool, pattern: "*" }, general, platform);
  const overrides = general
    .filter(({ permission, source }) => source !== by && wildcard(permission, tool, platform))
    .map(({ source }) => source);
  // What cannot be told is shown as running: the careful reading of a grant.
  return [{ decision: outcome === "unknown" ? "allow" : outcome, effects, tool, source: by, overrides }];
}

/** Rules for a pattern that come after the last rule for everything. */
function narrower(
  tool: string,
  effects: readonly Effect[],
  rules: readonly OrderedRule[],
  platform: "linux" | "darwin" | "win32",
): Grant[] {
  const matching = rules.filter(({ permission }) => wildcard(permission, tool, platform));
  const last = matching.findLastIndex(({ pattern }) => pattern === "*");
  return matching.slice(last + 1).map(({ pattern, decision, source }) => ({
    decision: decision ?? "allow",
    effects,
    tool,
    specifier: pattern,
    source,
    overrides: [],
  }));
}

/** Rules of the user that a later rule for everything of that permission leaves without a say. */
function shadowed(rules: readonly OrderedRule[], platform: "linux" | "darwin" | "win32"): IneffectiveRule[] {
  return rules.flatMap((rule, index) => {
    if (rule.source.layer === "default") return [];
    const later = rules
      .slice(index + 1)
      .find((other) => other.pattern === "*" && wildcard(other.permission, rule.permission, platform));
    if (!later || later.decision === rule.decision) return [];
    const message = `It never decides: “${later.source.text}” comes later, and the last rule that matches counts.`;
    return [{ kind: "shadowed", source: rule.source, message }];
  });
}

function serversOf({ config }: FamilySettings, { documents, place }: PermissionInput): ServerPermissions[] {
  return mergedEntries(mergedAt(config, "mcp")).flatMap(([name, entry]) => {
    const command = mergedAt(entry, "command");
    const words = command?.kind === "leaf" ? itemsOf(command.value).flatMap(({ value }) => textOf(value) ?? []) : [];
    const first = mergedEntries(entry)
      .map(([, value]) => value)
      .find((value) => value.kind === "leaf");
    if (first?.kind !== "leaf") return [];
    const [program, ...args] = words;
    return [
      {
        name,
        source: { ...first.source, text: name },
        state: scalarOf(mergedAt(entry, "enabled")) === false ? "disabled" : "enabled",
        tools: toolsOfServer({ command: program, args }, documents, place),
      },
    ];
  });
}
