import type { EffectClaim, ToolDefinition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { at, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import type { Shape } from "../shapes.ts";

/** Tools that hosts read from YAML of their own, by their documents of 2026-11. */

/** `tools.yaml` of the MCP Toolbox for Databases: a statement of SQL, or a request, for each tool. */
export const toolboxTools: Shape = {
  mention: /^tools:\s*$[\s\S]*?^\s+(?:kind|type):\s*["']?[\w-]+/m,
  read(root) {
    const tools = membersOf(at(root, "tools")).filter(({ value }) => isToolboxTool(value));
    if (tools.length === 0) return undefined;
    return { definitions: tools.map(readToolboxTool) };
  },
};

function isToolboxTool(node: ValueNode): boolean {
  const kind = textOf(at(node, "kind") ?? at(node, "type")) ?? "";
  return /^[a-z\d]+(?:-[a-z\d]+)+$|^http$/.test(kind) && ["source", "description"].every((key) => member(node, key));
}

function readToolboxTool({ key, keySpan, value, span }: Member): ToolDefinition {
  const statement = at(value, "statement");
  const kind = at(value, "kind") ?? at(value, "type");
  const effects = statement ? statementEffects(textOf(statement) ?? "") : kindEffects(textOf(kind) ?? "", value);
  const where = (statement ?? kind)?.span;
  const claims = effects.map((effect): EffectClaim => {
    const because = statement ? "its statement" : `what ${textOf(kind)} does`;
    return { effect, origin: statement ? "code" : "grant", because, ...(where && { span: where }) };
  });
  const declared = declareTool({
    format: "mcp-toolbox-tool",
    language: "yaml",
    name: key,
    nameSpan: keySpan,
    span: { start: keySpan.start, end: span.end },
    description: at(value, "description"),
    confirmation: { confirmed: "unknown", by: "the host that calls the server" },
  });
  // What a statement says leaves nothing for the name to tell.
  return claims.length > 0 ? { ...declared, effects: claims } : declared;
}

const verbs: readonly (readonly [RegExp, readonly Effect[]])[] = [
  [/\b(?:delete\s+from|drop\s|truncate\b)/i, ["destroy-data"]],
  [
    /\b(?:insert\s+(?:into|or)|update\s+[\w."`[]|merge\s+into|replace\s+into|create\s|alter\s|upsert\b|set\s+\w+\.)/i,
    ["write-data"],
  ],
  [/\b(?:select|match|show|describe|with)\b/i, ["read-data"]],
];

/** Of several verbs all count, but for reading beside something that changes. */
function statementEffects(statement: string): readonly Effect[] {
  const found = verbs.flatMap(([pattern, effects]) => (pattern.test(statement) ? effects : []));
  return found.length > 1 ? found.filter((effect) => effect !== "read-data") : found;
}

function kindEffects(kind: string, node: ValueNode): readonly Effect[] {
  if (/-execute-(?:sql|cypher)/.test(kind)) return ["read-data", "write-data", "destroy-data"];
  if (kind === "http")
    return /^(?:get|head)?$/i.test(textOf(at(node, "method")) ?? "")
      ? ["fetch-network"]
      : ["fetch-network", "send-outward"];
  if (/-(?:delete|drop|remove)(?:-|$)/.test(kind)) return ["destroy-data"];
  if (/-(?:create|update|insert|add|set)(?:-|$)/.test(kind)) return ["write-data"];
  return /-(?:list|get|search|find|aggregate|query|read|describe|sql)(?:-|$)/.test(kind) ? ["read-data"] : [];
}

/** A tool of a plugin of Dify: what it is for in words for people and for the model, and the file that runs it. */
export const difyTool: Shape = {
  mention: /^identity:[\s\S]*^description:/m,
  read(root) {
    const identity = at(root, "identity");
    const named = identity && namedAt(identity);
    const description = at(root, "description", "llm") ?? at(root, "description", "human", "en_US");
    const runs = at(root, "extra", "python", "source") ?? at(root, "parameters");
    if (!named || !description || !runs || !member(at(root, "description"), "human")) return undefined;
    return {
      definitions: [
        declareTool({
          format: "dify-tool-yaml",
          language: "yaml",
          ...named,
          span: root.span,
          description,
          confirmation: { confirmed: "unknown", by: "the code of the plugin" },
        }),
      ],
    };
  },
};
