import type { AgentDefinition, EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { at, itemsOf, type Member, member, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, serverReach, spanned } from "./agentParts.ts";
import { grantEffects } from "./grants.ts";

/** Agents of single hosts that are written in their configuration. */

const groups: Readonly<Record<string, readonly Effect[]>> = {
  read: ["read-files"],
  edit: ["write-files"],
  command: ["run-code"],
  browser: ["fetch-network", "read-untrusted"],
  mcp: serverReach,
  modes: ["delegate"],
};

/** Modes of Roo Code and Kilo Code: groups of tools. A file pattern limits edits only, and never the shell. */
export const rooModes: Shape = {
  mention: /customModes/,
  read(root) {
    const modes = itemsOf(at(root, "customModes")).map(({ value }) => value);
    const definitions = modes.filter((mode) => at(mode, "slug")).map(readMode);
    return definitions.length > 0 ? { definitions } : undefined;
  },
};

function readMode(mode: ValueNode): AgentDefinition {
  const listed = itemsOf(at(mode, "groups")).map(({ value }) =>
    value.kind === "array" ? (value.items[0]?.value ?? value) : value,
  );
  const slug = at(mode, "slug");
  const instructions = spanned(at(mode, "roleDefinition"));
  return buildAgent({
    format: "roo-mode",
    language: "yaml",
    name: textOf(slug) ?? "mode",
    nameSpan: slug?.span,
    span: mode.span,
    grantsAt: member(mode, "groups")?.keySpan.start,
    description: at(mode, "description") ?? at(mode, "whenToUse"),
    claims: listed.flatMap((group) => {
      const name = textOf(group) ?? "";
      const effects = Object.hasOwn(groups, name) ? (groups[name] ?? []) : [];
      return grants(effects, `groups: ${name}`, group.span);
    }),
    tools: listed.map((group) => ({ text: textOf(group) ?? "", span: group.span })),
    ...(instructions && { instructions }),
    confirmation: { confirmed: "unknown", by: "the host's auto-approval settings" },
  });
}

/** Assistants of Continue: servers in a list. */
export const continueConfig: Shape = {
  mention: /^(?:schema:\s*["']?v1|mcpServers:)/m,
  read(root, source) {
    const isContinue = textOf(at(root, "schema")) === "v1" || /(?:^|\/)\.continue\//.test(source.path);
    const servers = itemsOf(at(root, "mcpServers")).flatMap(({ value }): Member[] => {
      const name = at(value, "name");
      return name ? [{ key: textOf(name) ?? "server", keySpan: name.span, value, span: value.span }] : [];
    });
    const name = at(root, "name");
    if (!isContinue || !name) return undefined;
    const agent = buildAgent({
      format: "continue-yaml",
      language: "yaml",
      name: textOf(name) ?? "assistant",
      nameSpan: name.span,
      span: root.span,
      grantsAt: member(root, "mcpServers")?.keySpan.start,
      claims: servers.flatMap(({ key, keySpan }) => grants(serverReach, `mcpServers: ${key}`, keySpan)),
      tools: [],
      servers: servers.map(({ key, keySpan }) => ({ text: key, span: keySpan })),
    });
    return { definitions: [agent, ...servers.map((server) => readServer(server))] };
  },
};

/** Agents of Google's ADK in YAML. */
export const adkAgent: Shape = {
  mention: /^(?:agent_class|instruction):/m,
  read(root) {
    const isAdk = at(root, "agent_class") ?? (at(root, "name") && at(root, "model") && at(root, "instruction"));
    const tools = itemsOf(at(root, "tools")).map(({ value }) => at(value, "name") ?? value);
    const subAgents = member(root, "sub_agents");
    if (!isAdk || !at(root, "name") || !(tools.length > 0 || subAgents || at(root, "agent_class"))) return undefined;
    const name = at(root, "name");
    const instructions = spanned(at(root, "instruction"));
    const agent = buildAgent({
      format: "adk-agent-yaml",
      language: "yaml",
      name: textOf(name) ?? "agent",
      nameSpan: name?.span,
      span: root.span,
      grantsAt: (member(root, "tools") ?? subAgents)?.keySpan.start,
      description: at(root, "description"),
      claims: [...tools.flatMap(adkTool), ...(subAgents ? grants(["delegate"], "sub_agents:", subAgents.keySpan) : [])],
      tools: tools.map((tool) => ({ text: textOf(tool) ?? "", span: tool.span })),
      ...(instructions && { instructions }),
      confirmation: { confirmed: "unknown", by: "the Python code of its tools" },
    });
    return { definitions: [agent] };
  },
};

const adkTools: Readonly<Record<string, readonly Effect[]>> = {
  google_search: ["fetch-network", "read-untrusted"],
  url_context: ["fetch-network", "read-untrusted"],
  code_execution: ["run-code"],
  VertexAiSearchTool: ["read-data"],
  McpToolset: serverReach,
  MCPToolset: serverReach,
  AgentTool: ["delegate"],
};

function adkTool(tool: ValueNode): EffectClaim[] {
  const name = textOf(tool) ?? "";
  const effects = Object.hasOwn(adkTools, name) ? (adkTools[name] ?? []) : [];
  return grants(effects, `tools: ${name}`, tool.span);
}

/** Exported apps of Dify that are agents. */
export const difyApp: Shape = {
  mention: /^kind:\s*["']?app\b/m,
  read(root) {
    const mode = textOf(at(root, "app", "mode")) ?? "";
    if (!/agent/.test(mode)) return undefined;
    const name = at(root, "app", "name");
    const tools = itemsOf(at(root, "model_config", "agent_mode", "tools")).map(({ value }) => value);
    const instructions = spanned(at(root, "model_config", "pre_prompt"));
    const named = tools.flatMap((tool) => at(tool, "tool_name") ?? []);
    const agent = buildAgent({
      format: "dify-app",
      language: "yaml",
      name: textOf(name) ?? "app",
      nameSpan: name?.span,
      span: root.span,
      grantsAt: member(at(root, "model_config"), "agent_mode")?.keySpan.start,
      description: at(root, "app", "description"),
      claims: named.flatMap((tool) =>
        grantEffects({ text: `mcp__dify__${textOf(tool) ?? ""}`, span: tool.span }, "claude"),
      ),
      tools: named.map((tool) => ({ text: textOf(tool) ?? "", span: tool.span })),
      ...(instructions && { instructions }),
      confirmation: { confirmed: "never", by: "Dify asks nobody before a tool" },
    });
    return { definitions: [agent] };
  },
};
