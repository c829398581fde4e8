import type { AgentDefinition, Confirmation, EffectClaim } from "../../model/definition.ts";
import { at, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, spanned } from "./agentParts.ts";
import { grantEffects, inheritsAll } from "./grants.ts";

/** `opencode.json` and `kilo.json`: agents by name with switches and permissions, and servers. Allow is the default. */
export const opencodeConfig: Shape = {
  path: /(?:^|\/)(?:opencode|kilo)\.jsonc?$/,
  mention: /"?(?:agent|mode|mcp|permission)"?\s*:/,
  read(root) {
    const agents = [...membersOf(at(root, "agent")), ...membersOf(at(root, "mode"))];
    const servers = membersOf(at(root, "mcp")).filter(({ value }) => value.kind === "object");
    return {
      definitions: [
        ...agents.filter(({ value }) => value.kind === "object").map((agent) => readAgent(agent, root)),
        ...servers.map((server) => readServer(server)),
      ],
    };
  },
};

function readAgent({ key, keySpan, value, span }: Member, root: ValueNode): AgentDefinition {
  const off = membersOf(at(value, "tools")).filter(
    (tool) => tool.value.kind === "scalar" && tool.value.value === false,
  );
  const permission = at(value, "permission") ?? at(root, "permission");
  const denied = membersOf(permission).filter((rule) => textOf(rule.value) === "deny");
  const refused = new Set(
    [...off, ...denied].flatMap((one) =>
      grantEffects({ text: one.key, span: one.keySpan }, "opencode").map(({ effect }) => effect),
    ),
  );
  const granting = member(value, "tools") ?? member(value, "permission");
  const instructions = spanned(at(value, "prompt"));
  return buildAgent({
    format: "opencode-json",
    language: "json",
    name: key,
    nameSpan: keySpan,
    span,
    grantsAt: granting?.keySpan.start,
    description: at(value, "description"),
    claims: [...inheritsAll.filter(({ effect }) => !refused.has(effect)), ...delegates(value)],
    tools: undefined,
    disallowedTools: [...off, ...denied].map((one) => ({ text: one.key, span: one.keySpan })),
    ...(instructions && { instructions }),
    confirmation: confirmationOf(permission),
  });
}

function delegates(agent: ValueNode): EffectClaim[] {
  const task = member(at(agent, "permission"), "task");
  return task && textOf(task.value) !== "deny" ? grants(["delegate"], "permission: task", task.keySpan) : [];
}

function confirmationOf(permission: ValueNode | undefined): Confirmation {
  if (!permission) return { confirmed: "never", by: "no permission rule: everything is allowed" };
  const text = textOf(permission);
  if (text === "ask") return { confirmed: "always", by: "permission: ask", span: permission.span };
  const texts = membersOf(permission)
    .flatMap(({ value }) => [value, ...membersOf(value).map((one) => one.value)])
    .map(textOf);
  return texts.includes("ask")
    ? { confirmed: "conditional", by: "permission", span: permission.span }
    : { confirmed: "never", by: "permission, which asks for nothing", span: permission.span };
}
