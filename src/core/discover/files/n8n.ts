import type { Confirmation, Definition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { buildAgent, grants, spanned } from "../agents/agentParts.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import type { Shape } from "../shapes.ts";

/** Nodes of n8n that a model can call, by the end of their type. */
const nodes: Readonly<Record<string, readonly Effect[]>> = {
  toolCode: ["run-code"],
  toolHttpRequest: ["fetch-network", "send-outward"],
  httpRequestTool: ["fetch-network", "send-outward"],
  toolWorkflow: ["run-code"],
  toolSerpApi: ["fetch-network", "read-untrusted"],
  toolWikipedia: ["fetch-network", "read-untrusted"],
  toolVectorStore: ["read-data"],
  toolCalculator: [],
  toolThink: [],
  toolWolframAlpha: ["fetch-network"],
  mcpClientTool: ["fetch-network", "send-outward", "read-untrusted"],
  agentTool: ["delegate"],
  gmailTool: ["send-outward"],
  slackTool: ["send-outward"],
  postgresTool: ["read-data", "write-data"],
  mySqlTool: ["read-data", "write-data"],
};

const nobody: Confirmation = { confirmed: "never", by: "n8n asks nobody before a tool runs" };

/** Exported workflows of n8n: nodes that are agents, and nodes that are tools of agents. */
export const n8nWorkflow: Shape = {
  mention: /@n8n\/n8n-nodes-langchain\./,
  read(root) {
    const all = itemsOf(at(root, "nodes")).map(({ value }) => value);
    if (all.length === 0 || !at(root, "connections")) return undefined;
    const definitions = all.flatMap((node) => readNode(node, root));
    return definitions.length > 0 ? { definitions } : undefined;
  },
};

function readNode(node: ValueNode, root: ValueNode): Definition[] {
  const type = textOf(at(node, "type")) ?? "";
  const short = type.slice(type.lastIndexOf(".") + 1);
  const named = namedAt(node);
  if (!named) return [];
  if (/^@n8n\/n8n-nodes-langchain\.agent$/.test(type)) return [agentOf(node, named.name, root)];
  const isTool =
    /^@n8n\/n8n-nodes-langchain\.(?:tool[A-Z]|mcpClientTool|agentTool)/.test(type) ||
    /^n8n-nodes-base\.\w+Tool$/.test(type);
  if (!isTool) return [];
  const effects = Object.hasOwn(nodes, short) ? (nodes[short] ?? []) : [];
  const parts = { format: "n8n-tool", language: "json", ...named, span: node.span, confirmation: nobody };
  const description = at(node, "parameters", "description") ?? at(node, "parameters", "toolDescription");
  return [
    declareTool({ ...parts, description, claims: grants(effects, `a node of type ${short}`, at(node, "type")?.span) }),
  ];
}

/** The tools that are connected to an agent are those whose wires end at it. */
function agentOf(node: ValueNode, name: string, root: ValueNode): Definition {
  const wired = membersOf(at(root, "connections")).filter(({ value }) =>
    itemsOf(at(value, "ai_tool")).some(({ value: outputs }) =>
      itemsOf(outputs).some(({ value: target }) => textOf(at(target, "node")) === name),
    ),
  );
  const found = itemsOf(at(root, "nodes")).map(({ value }) => value);
  const types = wired.map(
    ({ key }) =>
      textOf(
        at(
          found.find((one) => textOf(at(one, "name")) === key),
          "type",
        ),
      ) ?? "",
  );
  const instructions = spanned(at(node, "parameters", "options", "systemMessage"));
  return buildAgent({
    format: "n8n-agent",
    language: "json",
    name,
    nameSpan: at(node, "name")?.span,
    span: node.span,
    claims: types.flatMap((type) => {
      const short = type.slice(type.lastIndexOf(".") + 1);
      return grants(Object.hasOwn(nodes, short) ? (nodes[short] ?? []) : [], `a node of type ${short}`);
    }),
    tools: wired.map(({ key, keySpan }) => ({ text: key, span: keySpan })),
    ...(instructions && { instructions }),
    confirmation: nobody,
  });
}
