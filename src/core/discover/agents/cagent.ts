import type {
  AgentDefinition,
  Confirmation,
  EffectClaim,
  GrantEntry,
  ServerDefinition,
  ToolDefinition,
} from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { at, itemsOf, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, oneEach, serverReach, spanned, textItems } from "./agentParts.ts";
import { grantEffects } from "./grants.ts";

/** Docker's agent files: `agents` by name, each with toolsets. Without a rule the host asks before all but reading. */
export const cagentYaml: Shape = {
  mention: /^agents:/m,
  read(root) {
    const agents = membersOf(at(root, "agents")).filter(({ value }) => isAgent(value));
    if (agents.length === 0) return undefined;
    const confirmation = confirmationOf(root);
    const shared = at(root, "mcps");
    return {
      definitions: agents
        .flatMap((agent) => [
          readAgent(agent, confirmation),
          ...toolsetsOf(agent.value).flatMap((set) => [...scriptTools(set, confirmation), ...serverOf(set)]),
        ])
        .concat(
          membersOf(shared)
            .filter(({ value }) => value.kind === "object")
            .map(readServer),
        ),
    };
  },
};

function isAgent(node: ValueNode): boolean {
  const has = (key: string) => member(node, key) !== undefined;
  return (
    (has("model") && (has("instruction") || has("toolsets") || has("description"))) ||
    (has("instruction") && has("toolsets"))
  );
}

function toolsetsOf(agent: ValueNode): readonly ValueNode[] {
  return itemsOf(at(agent, "toolsets")).map(({ value }) => value);
}

function readAgent({ key, keySpan, value, span }: Member, confirmation: Confirmation): AgentDefinition {
  const delegates = ["sub_agents", "handoffs"].flatMap((name) => member(value, name) ?? []);
  const toolsets = member(value, "toolsets");
  const sets = toolsetsOf(value);
  const instruction = spanned(at(value, "instruction"));
  return buildAgent({
    format: "cagent-yaml",
    language: "yaml",
    name: key,
    nameSpan: keySpan,
    span,
    grantsAt: (toolsets ?? delegates[0])?.keySpan.start,
    description: at(value, "description"),
    claims: [
      ...sets.flatMap(setClaims),
      ...delegates.flatMap((found) => grants(["delegate"], `${found.key}:`, found.keySpan)),
    ],
    tools: sets.flatMap((set): GrantEntry[] => {
      const type = at(set, "type");
      return type ? [{ text: textOf(type) ?? "", span: type.span }] : [];
    }),
    servers: sets.flatMap(serverOf).map(({ name, span: place }) => ({ text: name, span: place })),
    ...(instruction && { instructions: instruction }),
    confirmation,
  });
}

const setEffects: Readonly<Record<string, readonly Effect[]>> = {
  filesystem: ["read-files", "write-files"],
  shell: ["run-code"],
  script: ["run-code"],
  fetch: ["fetch-network", "read-untrusted"],
  mcp: serverReach,
  openapi: ["fetch-network", "send-outward"],
  a2a: ["delegate", "fetch-network"],
  lsp: ["read-files", "run-code"],
  background_agents: ["delegate"],
  transfer_task: ["delegate"],
  rag: ["read-files"],
  background_jobs: ["run-code"],
};

/** Tools of the file system that write. */
const writers = /write|edit|create|remove|delete|move|patch|mkdir/i;

function setClaims(set: ValueNode): EffectClaim[] {
  const typeNode = at(set, "type");
  const type = textOf(typeNode) ?? (at(set, "ref") ? "mcp" : "");
  const because = `toolsets: ${type}`;
  if (type === "api") return grants(apiEffects(set), because, typeNode?.span);
  const only = textItems(at(set, "tools"));
  const effects = Object.hasOwn(setEffects, type) ? (setEffects[type] ?? []) : [];
  if (type === "filesystem" && only.length > 0 && !only.some(({ text }) => writers.test(text))) {
    return grants(["read-files"], because, typeNode?.span);
  }
  if (type === "mcp" && only.length > 0) {
    return only.flatMap((entry) => grantEffects({ ...entry, text: `mcp__server__${entry.text}` }, "claude"));
  }
  return grants(effects, because, typeNode?.span);
}

function apiEffects(set: ValueNode): readonly Effect[] {
  const method = (textOf(at(set, "api_config", "method")) ?? "GET").toUpperCase();
  if (method === "GET" || method === "HEAD") return ["fetch-network"];
  return method === "DELETE" ? ["send-outward", "destroy-data"] : ["fetch-network", "send-outward"];
}

/** Tools that are a line of shell, with the model's arguments put in. */
function scriptTools(set: ValueNode, confirmation: Confirmation): ToolDefinition[] {
  const listed = [...membersOf(at(set, "shell")), ...membersOf(at(set, "script"))];
  return listed.flatMap(({ key, keySpan, span, value }): ToolDefinition[] => {
    const cmd = at(value, "cmd");
    if (!cmd) return [];
    const description = at(value, "description");
    return [
      {
        kind: "tool",
        format: "cagent-yaml-script",
        language: "yaml",
        name: key,
        nameSpan: keySpan,
        span,
        ...(description && { description: { text: textOf(description) ?? "", span: description.span } }),
        effects: oneEach(
          grantEffects({ text: `Bash(${textOf(cmd) ?? ""})`, span: cmd.span }, "claude").map((claim) => ({
            ...claim,
            origin: "code" as const,
            because: "runs a line of shell",
          })),
        ),
        confirmation,
      },
    ];
  });
}

function serverOf(set: ValueNode): ServerDefinition[] {
  if (textOf(at(set, "type")) !== "mcp") return [];
  const ref = at(set, "ref");
  const name = textOf(at(set, "name")) ?? textOf(ref) ?? textOf(at(set, "command")) ?? "mcp";
  const remote = at(set, "remote");
  const value = remote ?? set;
  const server = readServer({ key: name, keySpan: (ref ?? set).span, value, span: set.span });
  // A reference names an image of Docker's catalogue.
  const effects = ref ? grants(["run-code"], "starts an image of the catalogue", ref.span) : server.effects;
  return [{ ...server, language: "yaml", effects }];
}

function confirmationOf(root: ValueNode): Confirmation {
  const found = member(root, "permissions");
  if (!found) return { confirmed: "unknown", by: "the host asks before all but reading, unless it is told not to" };
  const rules = (key: string) => textItems(at(found.value, key));
  const allowsAll = rules("allow").some(({ text }) => text === "*");
  return allowsAll
    ? { confirmed: "never", by: "permissions: allow everything", span: found.span }
    : { confirmed: "conditional", by: "permissions", span: found.span };
}
