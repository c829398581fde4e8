import type {
  AgentDefinition,
  Confirmation,
  Definition,
  EffectClaim,
  ServerDefinition,
  ToolDefinition,
} from "../model/definition.ts";
import { folderOf, parentOf } from "../parse/project/sources.ts";
import { oneEach } from "./agents/agentParts.ts";
import { createCrews } from "./agents/crews.ts";
import { grantName, serverGrant } from "./agents/grants.ts";
import type { DocumentFacts, PermissionRuleFact } from "./facts.ts";
import { startsFile } from "./files/launch.ts";
import { serverFileOf } from "./files/mcpConfig.ts";
import { createManifests } from "./manifestTools.ts";
import { createRelocation } from "./relocate.ts";
import { sameItems } from "./sameItems.ts";
import { ownDoings, type Shared, sharedPlaces } from "./serverDoings.ts";

/** A definition with the document it stands in. */
export interface Placed<T extends Definition> {
  readonly definition: T;
  readonly path: string;
}

export interface PlacedRule {
  readonly rule: PermissionRuleFact;
  readonly path: string;
}

/** All documents of a workspace, with what only shows when they are read together. */
export interface Workspace {
  readonly documents: readonly DocumentFacts[];
  /** Names of the agents that can reach a tool or server. */
  readonly reachableBy: ReadonlyMap<Definition, readonly string[]>;
  /** Tools that an agent can reach through its servers. */
  readonly toolsOf: ReadonlyMap<AgentDefinition, readonly Placed<ToolDefinition>[]>;
  /** The way back: agents that can reach a tool so. */
  readonly agentsOf: ReadonlyMap<ToolDefinition, readonly Placed<AgentDefinition>[]>;
}

/** Joins tools with the servers that start them, servers and tools with agents, and tools with permission rules. */
export type Joiner = (given: readonly DocumentFacts[]) => Workspace;

/**
 * A joiner that gives on what did not change: a document of which nothing changed, by itself or by others, is the
 * very same object as the last time, so that what was concluded from it still holds.
 */
export function createJoiner(): Joiner {
  const relocate = createRelocation();
  const joinCrews = createCrews();
  const joinManifests = createManifests();
  const agents = new WeakMap<AgentDefinition, JoinedAgent>();
  const documents = new WeakMap<DocumentFacts, DocumentFacts>();
  let known: Known = {
    gates: [],
    shared: { places: new Set(), doors: new Set() },
    tools: new WeakMap(),
    serversByPath: new Map(),
  };
  return (given) => {
    const facts = joinManifests(joinCrews(relocate(given)));
    const { gates, ...found } = indexOf(facts);
    const shared = sharedPlaces(found.tools);
    if (!sameItems(known.gates, gates) || !isSameShared(known.shared, shared))
      known = { gates, shared, tools: new WeakMap(), serversByPath: new Map() };
    const index: Index = { ...found, serversByPath: known.serversByPath };
    const tools = index.tools.map((tool) => {
      const definition = known.tools.get(tool.definition) ?? confirmedTool(ownTool(tool, shared), index);
      known.tools.set(tool.definition, definition);
      return { definition, path: tool.path };
    });
    const reach = joinAgents(index, tools, agents);
    const current = (definition: Definition): Definition =>
      (definition.kind === "tool" && known.tools.get(definition)) ||
      (definition.kind === "agent" && agents.get(definition)?.definition) ||
      definition;
    return {
      documents: facts.map((document) => withDefinitions(document, document.definitions.map(current), documents)),
      reachableBy: reachability(tools, index),
      ...reach,
    };
  };
}

function ownTool({ definition, path }: Placed<ToolDefinition>, shared: Shared): Placed<ToolDefinition> {
  return { definition: ownDoings(definition, shared), path };
}

function isSameShared(before: Shared, now: Shared): boolean {
  return sameItems([...before.places], [...now.places]) && sameItems([...before.doors], [...now.doors]);
}

/** What holds as long as servers and permission rules are the same, and what all tools of a server do. */
interface Known {
  readonly gates: readonly object[];
  readonly shared: Shared;
  readonly tools: WeakMap<ToolDefinition, ToolDefinition>;
  readonly serversByPath: Map<string, readonly Placed<ServerDefinition>[]>;
}

interface JoinedAgent {
  readonly reached: readonly ToolDefinition[];
  readonly definition: AgentDefinition;
}

function joinAgents(
  index: Index,
  tools: readonly Placed<ToolDefinition>[],
  known: WeakMap<AgentDefinition, JoinedAgent>,
): Pick<Workspace, "toolsOf" | "agentsOf"> {
  const toolsOf = new Map<AgentDefinition, readonly Placed<ToolDefinition>[]>();
  const agentsOf = new Map<ToolDefinition, Placed<AgentDefinition>[]>();
  const served = tools.filter((tool) => serversOf(tool, index).length > 0);
  for (const { definition, path } of index.agents) {
    const reached = served.filter((tool) =>
      serversOf(tool, index).some((server) => reaches(definition, server, tool.definition, index)),
    );
    const last = known.get(definition);
    const reachedTools = reached.map((tool) => tool.definition);
    const joined =
      last && sameItems(last.reached, reachedTools) ? last.definition : withToolEffects(definition, reached, path);
    known.set(definition, { reached: reachedTools, definition: joined });
    toolsOf.set(joined, reached);
    for (const tool of reachedTools) {
      const reaching = agentsOf.get(tool);
      if (reaching) reaching.push({ definition: joined, path });
      else agentsOf.set(tool, [{ definition: joined, path }]);
    }
  }
  return { toolsOf, agentsOf };
}

/** The document with other definitions: the same object as the last time when they are the same. */
function withDefinitions(
  document: DocumentFacts,
  definitions: readonly Definition[],
  known: WeakMap<DocumentFacts, DocumentFacts>,
): DocumentFacts {
  if (sameItems(document.definitions, definitions)) return document;
  const last = known.get(document);
  if (last && sameItems(last.definitions, definitions)) return last;
  const joined = { ...document, definitions };
  known.set(document, joined);
  return joined;
}

interface Index {
  readonly servers: readonly Placed<ServerDefinition>[];
  readonly tools: readonly Placed<ToolDefinition>[];
  readonly agents: readonly Placed<AgentDefinition>[];
  readonly rules: readonly PlacedRule[];
  /** By the name of a tool. */
  readonly approvals: ReadonlyMap<string, readonly { readonly said: Confirmation; readonly path: string }[]>;
  /** Filled as files are asked for. */
  readonly serversByPath: Map<string, readonly Placed<ServerDefinition>[]>;
}

/** "gates" are the objects that decide what the files of servers and permissions say of tools elsewhere. */
function indexOf(
  facts: readonly DocumentFacts[],
): Omit<Index, "serversByPath"> & { readonly gates: readonly object[] } {
  const placed = facts.flatMap(({ definitions, source }) =>
    definitions.map((definition) => ({ definition, path: source.path })),
  );
  const of = <K extends Definition["kind"]>(kind: K) =>
    placed.filter((item): item is Placed<Extract<Definition, { kind: K }>> => item.definition.kind === kind);
  const servers = of("server");
  const rules = facts.flatMap(({ permissionRules, source }) =>
    permissionRules.map((rule) => ({ rule, path: source.path })),
  );
  const gates = [
    ...servers.map(({ definition }) => definition),
    ...rules.map(({ rule }) => rule),
    // Maps of approval are made anew with the facts of their file.
    ...facts.flatMap(({ approvals }) => approvals ?? []),
  ];
  return { servers, tools: of("tool"), agents: of("agent"), approvals: approvalsIn(facts), rules, gates };
}

function approvalsIn(facts: readonly DocumentFacts[]): Index["approvals"] {
  const found = new Map<string, { said: Confirmation; path: string }[]>();
  for (const { approvals, source } of facts) {
    for (const [name, said] of approvals ?? []) {
      const list = found.get(name) ?? [];
      list.push({ said, path: source.path });
      found.set(name, list);
    }
  }
  return found;
}

/** The servers whose command starts the file of a tool. */
function serversOf({ definition, path }: Placed<ToolDefinition>, index: Index): readonly Placed<ServerDefinition>[] {
  if (!definition.format.startsWith("mcp-")) return [];
  let found = index.serversByPath.get(path);
  if (!found) {
    found = index.servers.filter((server) => startsFile(server.definition, path));
    index.serversByPath.set(path, found);
  }
  return found;
}

const claudeHost = "Claude Code";

/** The agent that reads the file of a server: its main agent, or the agent in whose file the server is written. */
function hostOf(server: Placed<ServerDefinition>): string {
  return serverFileOf(server.path)?.host ?? (server.path.includes(".claude/") ? claudeHost : "VS Code");
}

function confirmedTool(tool: Placed<ToolDefinition>, index: Index): ToolDefinition {
  const { definition } = tool;
  if (definition.confirmation.confirmed !== "never") return definition;
  const servers = serversOf(tool, index);
  const asking = index.rules.find(
    ({ rule }) =>
      rule.list === "ask" &&
      servers.some((server) => hostOf(server) === claudeHost && ruleCovers(rule, server, definition)),
  );
  if (!asking) {
    const there = approvedElsewhere(tool, index);
    if (there) return { ...definition, confirmation: there };
    const by = definition.confirmation.by ?? "nothing in this workspace asks a person";
    return { ...definition, confirmation: { ...definition.confirmation, by } };
  }
  const onlyClaude = servers.every((server) => hostOf(server) === claudeHost);
  const by = `permissions.ask in ${asking.path}${onlyClaude ? "" : ", for Claude Code only"}`;
  return { ...definition, confirmation: { confirmed: onlyClaude ? "elsewhere" : "conditional", by } };
}

/** An agent of another file stops before a tool of this name. Nearer files are of the same program. */
function approvedElsewhere(
  { definition, path }: Placed<ToolDefinition>,
  { approvals }: Index,
): Confirmation | undefined {
  for (const { said, path: at } of approvals.get(definition.name) ?? []) {
    const folder = folderOf(at);
    const around = folder.split("/").length > 2 ? (parentOf(folder) ?? folder) : folder;
    if (at === path || said.confirmed === "never" || !(path.startsWith(around) || at.startsWith(folderOf(path))))
      continue;
    return { confirmed: "elsewhere", by: `${said.by ?? "an agent"} in ${at}` };
  }
  return undefined;
}

/** `mcp__server`, `mcp__server__*`, `mcp__server__tool`, `mcp__server__prefix*`. */
function ruleCovers(rule: PermissionRuleFact, server: Placed<ServerDefinition>, tool: ToolDefinition): boolean {
  const name = rule.text.trim();
  const prefix = `mcp__${server.definition.name}`;
  if (name === prefix || name === `${prefix}__*`) return true;
  const full = `${prefix}__${tool.name}`;
  return name.endsWith("*") ? name.startsWith(`${prefix}__`) && full.startsWith(name.slice(0, -1)) : name === full;
}

/** True when an agent file's lists let it use that tool of that server. */
function reaches(
  agent: AgentDefinition,
  server: Placed<ServerDefinition>,
  tool: ToolDefinition,
  index: Index,
): boolean {
  const dialect = dialectOf(agent);
  if (!dialect) return false;
  const isHost = hostOf(server) === (dialect === "claude" ? claudeHost : "VS Code");
  const own = (agent.servers ?? []).some(({ text }) => text === server.definition.name);
  if (!isHost && !own) return false;
  const names = (text: string) => {
    if (grantName(text) === "*") return true;
    const grant = serverGrant(text, dialect);
    if (!grant) return dialect === "copilot" && grantName(text) === server.definition.name;
    return grant.server === server.definition.name && (grant.tool === undefined || matches(grant.tool, tool.name));
  };
  if ((agent.disallowedTools ?? []).some(({ text }) => names(text))) return false;
  if (dialect === "claude" && isDenied(server, tool, index)) return false;
  return agent.tools === undefined || agent.tools.some(({ text }) => names(text));
}

/** Agents of other hosts reach other servers. */
function dialectOf({ format }: AgentDefinition): "claude" | "copilot" | undefined {
  if (format === "claude-agent-md" || format === "cursor-agent-md") return "claude";
  return format === "copilot-agent-md" ? "copilot" : undefined;
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function isDenied(server: Placed<ServerDefinition>, tool: ToolDefinition, index: Index): boolean {
  return index.rules.some(({ rule }) => rule.list === "deny" && ruleCovers(rule, server, tool));
}

/** The effects of the tools that are really there take the place of what was guessed from a server's name. */
function withToolEffects(
  agent: AgentDefinition,
  tools: readonly Placed<ToolDefinition>[],
  path: string,
): AgentDefinition {
  if (tools.length === 0) return agent;
  const claims = tools.flatMap(({ definition, path: toolPath }) =>
    definition.stub
      ? []
      : [...definition.effects, ...(definition.ofServer ?? [])].map(
          (claim): EffectClaim => ({
            effect: claim.effect,
            origin: "grant",
            ...(claim.assumed && { assumed: true }),
            because: `tool ${definition.name}${toolPath === path ? "" : ` of ${toolPath}`}`,
          }),
        ),
  );
  const all = [...agent.effects, ...claims];
  return { ...agent, effects: oneEach(all) };
}

function reachability(tools: readonly Placed<ToolDefinition>[], index: Index): Map<Definition, readonly string[]> {
  const found = new Map<Definition, readonly string[]>();
  for (const tool of tools) {
    const servers = serversOf(tool, index);
    if (servers.length === 0) continue;
    const hosts = servers
      .filter((server) => hostOf(server) !== claudeHost || !isDenied(server, tool.definition, index))
      .map(hostOf);
    const agents = index.agents
      .filter(({ definition }) => servers.some((server) => reaches(definition, server, tool.definition, index)))
      .map(({ definition }) => definition.name);
    found.set(tool.definition, [...new Set([...hosts, ...agents])]);
  }
  for (const server of index.servers) {
    const agents = index.agents.filter(({ definition }) => reachesServer(definition, server));
    found.set(server.definition, [...new Set([hostOf(server), ...agents.map(({ definition }) => definition.name)])]);
  }
  return found;
}

function reachesServer(agent: AgentDefinition, server: Placed<ServerDefinition>): boolean {
  const dialect = dialectOf(agent);
  if ((agent.servers ?? []).some(({ text }) => text === server.definition.name)) return true;
  if (!dialect || hostOf(server) !== (dialect === "claude" ? claudeHost : "VS Code")) return false;
  return (
    agent.tools === undefined ||
    agent.tools.some(({ text }) => {
      return grantName(text) === "*" || serverGrant(text, dialect)?.server === server.definition.name;
    })
  );
}
