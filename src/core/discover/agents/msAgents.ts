import type { Confirmation, EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { SourceText } from "../../model/span.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import { type FormatFacts, fileName } from "../format.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, serverReach, spanned } from "./agentParts.ts";

/** Microsoft's declarative agents: `kind: Prompt` of the Agent Framework, agents of Foundry and Semantic Kernel. */
export const microsoftAgents: Shape = {
  mention: /^(?:kind:\s*["']?(?:Prompt|Workflow)|type:\s*["']?(?:\w+_agent|openai_\w+))/m,
  read(root, source) {
    const kind = textOf(at(root, "kind"));
    const type = textOf(at(root, "type")) ?? "";
    if (kind === "Workflow") return workflow(root);
    const isPrompt =
      kind === "Prompt" && (member(root, "instructions") || member(root, "model") || member(root, "tools"));
    const isTyped = /_agent$|^openai_/.test(type) && (member(root, "instructions") || member(root, "tools"));
    if (!isPrompt && !isTyped) return undefined;
    const format = isPrompt ? "ms-declarative-agent" : /foundry|azure/.test(type) ? "foundry-agent" : "sk-agent-yaml";
    return { definitions: [readAgent(root, source, format)] };
  },
};

function readAgent(root: ValueNode, source: SourceText, format: string) {
  const tools = itemsOf(at(root, "tools")).map(({ value }) => value);
  const name = at(root, "name") ?? at(root, "id");
  const toolsMember = member(root, "tools");
  const instructions = spanned(at(root, "instructions"));
  return buildAgent({
    format,
    language: "yaml",
    name: textOf(name) ?? fileName(source.path).replace(/\.\w+$/, ""),
    nameSpan: name?.span,
    span: root.span,
    grantsAt: toolsMember?.keySpan.start,
    description: at(root, "description"),
    claims: tools.flatMap(toolClaims),
    tools: tools.flatMap((tool) => {
      const named = at(tool, "name") ?? at(tool, "id") ?? at(tool, "kind") ?? at(tool, "type");
      return named ? [{ text: textOf(named) ?? "", span: named.span }] : [];
    }),
    ...(instructions && { instructions }),
    confirmation: together(tools.map(approvalOf)),
  });
}

/** Kinds of tools that the hosts bring, by name without separators. */
const kinds: Readonly<Record<string, readonly Effect[]>> = {
  websearch: ["fetch-network", "read-untrusted"],
  binggrounding: ["fetch-network", "read-untrusted"],
  bingcustomsearch: ["fetch-network", "read-untrusted"],
  filesearch: ["read-data"],
  azureaisearch: ["read-data"],
  fabricdataagent: ["read-data"],
  sharepointgrounding: ["read-data"],
  codeinterpreter: ["run-code"],
  computeruse: ["run-code", "fetch-network", "send-outward", "read-untrusted"],
  browserautomation: ["fetch-network", "send-outward", "read-untrusted"],
  openapi: ["fetch-network", "send-outward"],
  azurefunction: ["run-code"],
  mcp: serverReach,
  a2a: ["delegate", "fetch-network"],
  connectedagent: ["delegate"],
};

function toolClaims(tool: ValueNode): EffectClaim[] {
  const kindNode = at(tool, "kind") ?? at(tool, "type");
  const kind = (textOf(kindNode) ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/tool$/, "");
  const effects = Object.hasOwn(kinds, kind) ? (kinds[kind] ?? []) : [];
  return grants(effects, `tools: ${textOf(kindNode) ?? "unnamed"}`, kindNode?.span);
}

function approvalOf(tool: ValueNode): Confirmation | undefined {
  const found =
    member(tool, "approvalMode") ??
    member(tool, "require_approval") ??
    member(at(tool, "options"), "require_approval") ??
    member(tool, "requireApproval");
  if (!found) return undefined;
  const text = textOf(at(found.value, "kind")) ?? textOf(found.value);
  const by = found.key;
  if (text === "always") return { confirmed: "always", by, span: found.span };
  if (text === "never") return { confirmed: "never", by: `${by}: never`, span: found.span };
  const plain = found.value.kind === "scalar" ? found.value.value : undefined;
  if (plain === true) return { confirmed: "always", by, span: found.span };
  if (plain === false) return { confirmed: "never", by: `${by}: false`, span: found.span };
  return { confirmed: "conditional", by, span: found.span };
}

/** One answer for all tools of an agent: sometimes, where they differ or not all say. */
function together(found: readonly (Confirmation | undefined)[]): Confirmation {
  const said = found.filter((one) => one !== undefined);
  const [first] = said;
  if (!first) return { confirmed: "unknown", by: "the program that loads it" };
  const isSame = said.length === found.length && said.every(({ confirmed }) => confirmed === first.confirmed);
  if (isSame) return first;
  return said.every(({ confirmed }) => confirmed === "never") ? first : { ...first, confirmed: "conditional" };
}

/** Workflows call functions and servers from their steps. */
function workflow(root: ValueNode): FormatFacts | undefined {
  const definitions = steps(root).flatMap((step) => {
    const kind = textOf(at(step, "kind")) ?? "";
    if (!/^Invoke(?:Mcp|Function)Tool$/.test(kind)) return [];
    const named = namedAt(step, "toolName") ?? namedAt(step, "functionName") ?? namedAt(step, "id");
    if (!named) return [];
    const claims = kind === "InvokeMcpTool" ? grants(["fetch-network"], kind, step.span) : [];
    const confirmation = approvalOf(step) ?? { confirmed: "never" as const };
    return [
      declareTool({ format: "ms-workflow-tool", language: "yaml", ...named, span: step.span, claims, confirmation }),
    ];
  });
  return definitions.length > 0 ? { definitions } : undefined;
}

function steps(node: ValueNode, depth = 0): ValueNode[] {
  if (depth > 12) return [];
  const inner = [...membersOf(node).map(({ value }) => value), ...itemsOf(node).map(({ value }) => value)];
  return [...(member(node, "kind") ? [node] : []), ...inner.flatMap((one) => steps(one, depth + 1))];
}

/** Copilot Studio: the component of an agent, and dialogs that are its tools. */
export const copilotStudio: Shape = {
  path: /\.mcs\.ya?ml$/,
  mention: /^\s*kind:\s*(?:GptComponentMetadata|TaskDialog|AdaptiveDialog|AgentDialog)/m,
  read(root, source) {
    const kind = textOf(at(root, "kind"));
    const file = fileName(source.path).replace(/\.mcs\.ya?ml$/, "");
    const display = at(root, "displayName") ?? at(root, "modelDisplayName");
    const name = textOf(display) ?? file;
    if (kind === "GptComponentMetadata") {
      const instructions = spanned(at(root, "instructions"));
      const isBrowsing = at(root, "gptCapabilities", "webBrowsing");
      const agent = buildAgent({
        format: "copilot-studio-agent",
        language: "yaml",
        name,
        nameSpan: display?.span,
        span: root.span,
        claims: isBrowsing ? grants(["fetch-network", "read-untrusted"], "webBrowsing", isBrowsing.span) : [],
        tools: [],
        ...(instructions && { instructions }),
      });
      return { definitions: [agent] };
    }
    if (kind !== "TaskDialog" && kind !== "AgentDialog") return undefined;
    const action = textOf(at(root, "action", "kind")) ?? kind;
    const claims = grants(
      /Agent/.test(action) ? ["delegate"] : /Connector|Mcp|External/.test(action) ? serverReach : [],
      action,
      at(root, "action")?.span,
    );
    const nameSpan = (at(root, "modelDisplayName") ?? root).span;
    const confirmation: Confirmation = { confirmed: "unknown", by: "Copilot Studio" };
    const description = at(root, "modelDescription");
    const parts = { format: "copilot-studio-tool", language: "yaml", name, nameSpan, span: root.span };
    return { definitions: [declareTool({ ...parts, description, claims, confirmation })] };
  },
};
