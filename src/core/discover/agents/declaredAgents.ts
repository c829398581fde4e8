import { declaredEffects } from "../../effects/code/declared.ts";
import type { AgentDefinition, EffectClaim, GrantEntry, ToolDefinition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import type { Shape } from "../shapes.ts";
import { providedEffects } from "../tools/provided.ts";
import { buildAgent, grants, serverReach, spanned, textItems } from "./agentParts.ts";

/** Agents that hosts and clouds read from files of their own, by their documents of 2026-11. */

/** An agent of kagent, the resource of Kubernetes: tools of servers by name, and other agents. */
export const kagentAgent: Shape = {
  mention: /^apiVersion:\s*["']?kagent\.dev\//m,
  read(root) {
    if (textOf(at(root, "kind")) !== "Agent") return undefined;
    const spec = at(root, "spec");
    const own = at(spec, "declarative") ?? spec;
    const name = at(root, "metadata", "name");
    const tools = itemsOf(at(own, "tools")).map(({ value }) => value);
    const listed = member(own, "tools");
    const instructions = spanned(at(own, "systemMessage"));
    return {
      definitions: [
        buildAgent({
          format: "kagent-agent",
          language: "yaml",
          name: textOf(name) ?? "agent",
          nameSpan: name?.span,
          span: root.span,
          grantsAt: listed?.keySpan.start,
          description: at(spec, "description"),
          claims: tools.flatMap(kagentClaims),
          tools: tools.flatMap(kagentNames),
          ...(instructions && { instructions }),
          confirmation: tools.some((tool) => itemsOf(at(tool, "mcpServer", "requireApproval")).length > 0)
            ? { confirmed: "conditional", by: "requireApproval" }
            : { confirmed: "never" },
        }),
      ],
    };
  },
};

function kagentNames(tool: ValueNode): GrantEntry[] {
  const names = textItems(at(tool, "mcpServer", "toolNames"));
  const one = at(tool, "agent", "name") ?? at(tool, "mcpServer", "name") ?? at(tool, "builtin", "name");
  return names.length > 0 ? names : one ? [{ text: textOf(one) ?? "", span: one.span }] : [];
}

function kagentClaims(tool: ValueNode): EffectClaim[] {
  const type = at(tool, "type");
  if (textOf(type) === "Agent") return grants(["delegate"], "tools: an agent", type?.span);
  const names = textItems(at(tool, "mcpServer", "toolNames"));
  if (names.length === 0) return grants(serverReach, "all tools of a server", type?.span);
  return names.flatMap(({ text, span }) => grants(clusterEffects(text), `tools: ${text}`, span));
}

/** What acts on a cluster is said in its own verbs. */
function clusterEffects(name: string) {
  const changes = /^(?:k8s|helm|istio|argo|cilium|kubescape)_(?!get|list|describe|check|query|version|analyze|status)/;
  if (changes.test(name)) return ["change-infra"] as const;
  if (/^(?:k8s|helm|istio|argo|cilium|prometheus|grafana)_/.test(name)) return ["fetch-network"] as const;
  return declaredEffects(name);
}

/** Agents of Bedrock in a template of CloudFormation, with the functions of their action groups. */
export const bedrockTemplate: Shape = {
  mention: /AWS::Bedrock::Agent\b/,
  read(root) {
    const agents = membersOf(at(root, "Resources")).filter(
      ({ value }) => textOf(at(value, "Type")) === "AWS::Bedrock::Agent",
    );
    if (agents.length === 0) return undefined;
    return {
      definitions: agents.flatMap(({ key, keySpan, value, span }): (AgentDefinition | ToolDefinition)[] => {
        const properties = at(value, "Properties");
        const named = at(properties, "AgentName");
        const groups = itemsOf(at(properties, "ActionGroups")).map((item) => item.value);
        const functions = groups
          .flatMap((group) => itemsOf(at(group, "FunctionSchema", "Functions")))
          .map((one) => one.value);
        const instructions = spanned(at(properties, "Instruction"));
        const tools = functions.flatMap(actionFunction);
        const agent = buildAgent({
          format: "bedrock-agent",
          language: "yaml",
          name: textOf(named) ?? key,
          nameSpan: named?.span ?? keySpan,
          span,
          description: at(properties, "Description"),
          claims: [
            ...grants(groups.length > 0 ? ["run-code"] : [], "the functions of its action groups"),
            ...tools.flatMap(({ effects }) => effects),
          ],
          tools: tools.map(({ name, nameSpan, span: at }) => ({ text: name, span: nameSpan ?? at })),
          ...(instructions && { instructions }),
        });
        return [agent, ...tools];
      }),
    };
  },
};

function actionFunction(node: ValueNode): ToolDefinition[] {
  const named = namedAt(node, "Name");
  if (!named) return [];
  const confirmed = textOf(at(node, "RequireConfirmation")) === "ENABLED";
  return [
    declareTool({
      format: "bedrock-agent-function",
      language: "yaml",
      ...named,
      span: node.span,
      description: at(node, "Description"),
      confirmation: confirmed
        ? { confirmed: "always", by: "RequireConfirmation" }
        : { confirmed: "unknown", by: "the function that runs it" },
    }),
  ];
}

/** What AutoGen Studio stores: a team with its agents, and tools whose code is a text. */
export const autogenComponents: Shape = {
  mention: /"provider"\s*:\s*"autogen_(?:agentchat|core|ext)\./,
  read(root) {
    const definitions = componentsIn(root, 14);
    return definitions.length > 0 ? { definitions } : undefined;
  },
};

function componentsIn(node: ValueNode, steps: number): (AgentDefinition | ToolDefinition)[] {
  if (steps === 0) return [];
  const provider = textOf(at(node, "provider")) ?? "";
  const config = at(node, "config");
  const inner = [...itemsOf(node).map(({ value }) => value), ...membersOf(node).map(({ value }) => value)];
  const below = inner.flatMap((one) => componentsIn(one, steps - 1));
  const named = config && namedAt(config);
  if (!named) return below;
  if (/^autogen_core\.tools\.\w*FunctionTool$|^autogen_ext\.tools\./.test(provider))
    return [
      declareTool({
        format: "autogen-component-tool",
        language: "json",
        ...named,
        span: node.span,
        description: at(config, "description"),
        confirmation: { confirmed: "unknown", by: "the code in its text" },
      }),
      ...below,
    ];
  if (!/^autogen_(?:agentchat|ext)\.agents\.\S*Agent$/.test(provider)) return below;
  const instructions = spanned(at(config, "system_message"));
  const tools = below.filter((one) => one.kind === "tool");
  return [
    buildAgent({
      format: "autogen-component-agent",
      language: "json",
      name: named.name,
      nameSpan: named.nameSpan,
      span: node.span,
      description: at(config, "description"),
      claims: [
        ...grants(providerEffects(provider), provider.split(".").at(-1) ?? ""),
        ...tools.flatMap(({ effects }) => effects),
      ],
      tools: tools.map(({ name, nameSpan, span }) => ({ text: name, span: nameSpan ?? span })),
      ...(instructions && { instructions }),
      confirmation: { confirmed: "never" },
    }),
    ...below,
  ];
}

/** What agents of AutoGen bring with them. */
function providerEffects(provider: string): readonly Effect[] {
  if (/CodeExecutor/.test(provider)) return ["run-code"];
  if (/WebSurfer/.test(provider)) return ["fetch-network", "send-outward", "read-untrusted"];
  return /FileSurfer/.test(provider) ? ["read-files"] : [];
}

/** An agent of a host that no row names: a name, orders, and a list of tools, in a file that lies among agents. */
export const plainAgent: Shape = {
  path: /(?:^|\/)[\w.-]*agents?[\w.-]*\/(?:[^/]+\/)*[^/]+\.ya?ml$|(?:^|\/)[\w.-]*agent[\w.-]*\.ya?ml$/i,
  mention:
    /^(?=[\s\S]*^name:)(?=[\s\S]*^(?:instructions?|system_?[pP]rompt|system_?[mM]essage|prompt):)(?=[\s\S]*^tools:)/m,
  read(root) {
    const named = namedAt(root);
    const order = [
      "instructions",
      "instruction",
      "system_prompt",
      "systemPrompt",
      "system_message",
      "systemMessage",
      "prompt",
    ]
      .map((key) => at(root, key))
      .find((found) => textOf(found) !== undefined);
    const listed = member(root, "tools");
    const tools = itemsOf(listed?.value).flatMap(({ value }): GrantEntry[] => {
      const text = textOf(value) ?? textOf(at(value, "name") ?? at(value, "type") ?? at(value, "id"));
      return text === undefined ? [] : [{ text, span: value.span }];
    });
    if (!named || !order || !listed || tools.length === 0) return undefined;
    const instructions = spanned(order);
    return {
      definitions: [
        buildAgent({
          format: "custom-agent-yaml",
          language: "yaml",
          name: named.name,
          nameSpan: named.nameSpan,
          span: root.span,
          grantsAt: listed.keySpan.start,
          description: at(root, "description"),
          claims: tools.flatMap(({ text, span }) => {
            const provided = providedEffects(text);
            return grants(provided.length > 0 ? provided : declaredEffects(text), `tools: ${text}`, span);
          }),
          tools,
          ...(instructions && { instructions }),
        }),
      ],
    };
  },
};
