/** Sub-agents of hosts where the session's own rules hold in a sub-agent too, and its file only says which tools are there. */
import type { Action } from "../core/model/action.ts";
import type { Acting, Closed, Explanation, Grant, Provenance } from "../core/model/permission.ts";
import { actingWith, closedBy, noAction } from "../core/permissions/acting.ts";
import { type AgentFile, readAgentFile } from "../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../core/permissions/input.ts";
import { defaultProvenance } from "../core/permissions/settingsFile.ts";
import type { Delegation } from "./agent.ts";

export interface DelegationRules {
  readonly agent: string;
  files(place: Place): readonly ConfigFile[];
  /** The end of the name of a sub-agent's file. */
  readonly suffix: string;
  /** Keys of the frontmatter that were tried. Any other makes the answer unknown. */
  readonly tried: readonly string[];
  /** Its name of the tool that would carry it out; undefined: none, or more than one. */
  toolOf(action: Action, input: PermissionInput): string | undefined;
  /** Whether an entry of a list names the tool. */
  names(entry: string, tool: string): boolean;
  explain(action: Action, input: PermissionInput): Explanation;
  /** The tree's rows of the session. */
  grants(input: PermissionInput): readonly Grant[];
  /** Its name of a row's tool; undefined where it would be several. */
  toolOfGrant(grant: Grant, input: PermissionInput): string | undefined;
  /** Of several with one name, the first of `files` counts. Absent: that was not tried. */
  readonly firstCounts?: true;
  /** Why the model cannot start it. */
  notStarted?(file: AgentFile, input: PermissionInput): Provenance | undefined;
  /** Those the host brings itself, with the tools of their lists; undefined: all. */
  readonly builtIn?: Readonly<Record<string, readonly string[] | undefined>>;
  /** Whether files of this host's sub-agents are read at all; otherwise why not. */
  closed?(input: PermissionInput): Provenance | undefined;
}

/** One level deep: what a sub-agent of a sub-agent may do was not tried. */
export function delegationBySession(rules: DelegationRules): Delegation {
  return {
    files: rules.files,
    explain: (chain, action, input) => explainDelegate(rules, chain, action, input),
    tree: {
      named: (input) =>
        filesOf(rules, input).map((file) => ({ name: file.name, source: file.where("name", `name: ${file.name}`) })),
      acting: (name, input) => acting(rules, name, input),
    },
  };
}

function filesOf({ suffix }: DelegationRules, { agentFiles = [] }: PermissionInput): readonly AgentFile[] {
  return agentFiles.flatMap((one) => readAgentFile(one, one.path.endsWith(suffix) ? suffix : ".md") ?? []);
}

function acting(rules: DelegationRules, name: string, input: PermissionInput): Acting {
  const file = standing(rules, [name], noAction(input.place), input);
  if ("outcome" in file) return closedBy(file);
  return actingWith(rules.grants(input), (grant) => {
    const tool = rules.toolOfGrant(grant, input);
    return tool === undefined ? undefined : taken(rules, file, tool);
  });
}

function explainDelegate(
  rules: DelegationRules,
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
): Explanation {
  const { agent } = rules;
  const file = standing(rules, chain, action, input);
  const gone = "outcome" in file ? file : notOffered(rules, file, action, input);
  return gone ? { agent, outcome: gone.outcome, decidedBy: gone.by, lost: [] } : rules.explain(action, input);
}

/** The file by which it acts, or why it does not, or may. */
function standing(
  rules: DelegationRules,
  [name = "", ...deeper]: readonly string[],
  action: Action,
  input: PermissionInput,
): AgentFile | Closed {
  const start = rules.explain({ ...action, kind: "subagent_start", name } as Action, input);
  if (start.outcome === "deny" || start.outcome === "unreachable")
    return { outcome: "unreachable", by: start.decidedBy };
  const closed = rules.closed?.(input);
  if (closed) return { outcome: "unreachable", by: closed };
  const own = filesOf(rules, input).filter((one) => one.name === name);
  const counted = rules.firstCounts ? own.slice(0, 1) : own;
  const files = counted.length === 0 ? builtInAgents(rules, name) : counted;
  const off = files[0] && rules.notStarted?.(files[0], input);
  if (off) return { outcome: "unreachable", by: off };
  const unsure = deeper.length > 0 ? notTried("a sub-agent of a sub-agent") : whyUnsure(rules, name, files);
  const [file] = files;
  if (unsure || !file) return { outcome: "unknown", by: unsure ?? notTried(name) };
  return file;
}

function builtInAgents({ builtIn = {} }: DelegationRules, name: string): readonly AgentFile[] {
  if (!Object.hasOwn(builtIn, name)) return [];
  return [
    {
      ...{ name, named: true, layer: "default", path: name, root: undefined, broken: false, keys: [] },
      list: (key) => (key === "tools" ? builtIn[name] : undefined),
      text: () => undefined,
      where: (_key, text) => defaultProvenance(`${name}: ${text}`),
    },
  ];
}

function whyUnsure({ tried }: DelegationRules, name: string, files: readonly AgentFile[]): Provenance | undefined {
  const [file, second] = files;
  if (!file) return notTried(`no sub-agent ${name} is found in the files that are read, so what it`);
  if (second) return second.where("name", `${name}: two files define it`);
  if (file.broken) return file.where("name", "the frontmatter cannot be read as it is");
  const key = file.keys.find((one) => !tried.includes(one));
  return key === undefined ? undefined : file.where(key, `${key}: what it decides was not observed`);
}

function notTried(what: string): Provenance {
  return defaultProvenance(`${what} may do was not observed`);
}

function notOffered(
  rules: DelegationRules,
  file: AgentFile,
  action: Action,
  input: PermissionInput,
): Closed | undefined {
  if (!file.list("tools") && (file.list("disallowedTools") ?? []).length === 0) return undefined;
  const tool = rules.toolOf(action, input);
  if (tool === undefined)
    return { outcome: "unknown", by: file.where("tools", "which tool it would be cannot be told") };
  const by = taken(rules, file, tool);
  return by && { outcome: "unreachable", by };
}

/** The list that takes a tool away. */
function taken(rules: DelegationRules, file: AgentFile, tool: string): Provenance | undefined {
  const listed = file.list("tools");
  if (listed && !listed.some((entry) => rules.names(entry, tool)))
    return file.where("tools", `tools: ${listed.join(", ")}`);
  const refused = (file.list("disallowedTools") ?? []).find((entry) => rules.names(entry, tool));
  return refused === undefined ? undefined : file.where("disallowedTools", `disallowedTools: ${refused}`);
}

/** Names of tools by the kind of an action; of anything else nothing is said. */
export function toolByKind(
  names: Readonly<Partial<Record<Action["kind"], string>>>,
  ofServer: (server: string, tool: string) => string,
): (action: Action) => string | undefined {
  return (action) => (action.kind === "mcp_call" ? ofServer(action.server, action.tool) : names[action.kind]);
}
