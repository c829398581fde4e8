/** Sub-agents of hosts where the session's own rules hold in a sub-agent too, and its file only says which tools are there. */
import type { Action } from "../core/model/action.ts";
import type { Explanation, Provenance } from "../core/model/permission.ts";
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
  /** Whether files of this host's sub-agents are read at all; otherwise why not. */
  closed?(input: PermissionInput): Provenance | undefined;
}

/** One level deep: what a sub-agent of a sub-agent may do was not tried. */
export function delegationBySession(rules: DelegationRules): Delegation {
  return { files: rules.files, explain: (chain, action, input) => explainDelegate(rules, chain, action, input) };
}

function explainDelegate(
  rules: DelegationRules,
  [name = "", ...deeper]: readonly string[],
  action: Action,
  input: PermissionInput,
): Explanation {
  const { agent } = rules;
  const start = rules.explain({ ...action, kind: "subagent_start", name } as Action, input);
  if (start.outcome === "deny" || start.outcome === "unreachable") return { ...start, outcome: "unreachable" };
  const closed = rules.closed?.(input);
  if (closed) return { agent, outcome: "unreachable", decidedBy: closed, lost: [] };
  const file = (input.agentFiles ?? [])
    .flatMap((one) => readAgentFile(one, rules.suffix) ?? [])
    .filter((one) => one.name === name);
  const unsure = deeper.length > 0 ? notTried("a sub-agent of a sub-agent") : whyUnsure(rules, name, file);
  if (unsure) return { agent, outcome: "unknown", decidedBy: unsure, lost: [] };
  const gone = file[0] && notOffered(rules, file[0], action, input);
  return gone ? { agent, outcome: gone.outcome, decidedBy: gone.by, lost: [] } : rules.explain(action, input);
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

function notOffered(rules: DelegationRules, file: AgentFile, action: Action, input: PermissionInput) {
  const listed = file.list("tools");
  const refused = file.list("disallowedTools") ?? [];
  if (!listed && refused.length === 0) return undefined;
  const tool = rules.toolOf(action, input);
  if (tool === undefined)
    return { outcome: "unknown", by: file.where("tools", "which tool it would be cannot be told") } as const;
  if (listed && !listed.some((entry) => rules.names(entry, tool)))
    return { outcome: "unreachable", by: file.where("tools", `tools: ${listed.join(", ")}`) } as const;
  const taken = refused.find((entry) => rules.names(entry, tool));
  return taken === undefined
    ? undefined
    : ({ outcome: "unreachable", by: file.where("disallowedTools", `disallowedTools: ${taken}`) } as const);
}

/** Names of tools by the kind of an action; of anything else nothing is said. */
export function toolByKind(
  names: Readonly<Partial<Record<Action["kind"], string>>>,
  ofServer: (server: string, tool: string) => string,
): (action: Action) => string | undefined {
  return (action) => (action.kind === "mcp_call" ? ofServer(action.server, action.tool) : names[action.kind]);
}
