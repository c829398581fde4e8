import type { ServerDefinition } from "../../model/definition.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../parse/value.ts";
import { namedAt } from "../ecmascript/toolDeclarations.ts";

/** Providers of MCP servers that the manifest of an extension contributes. Participants and tool sets grant nothing. */
export function serverProviders(root: ValueNode | undefined): ServerDefinition[] {
  return itemsOf(at(root, "contributes", "mcpServerDefinitionProviders")).flatMap(({ value }) => providerOf(value));
}

function providerOf(node: ValueNode): ServerDefinition[] {
  const named = namedAt(node, "id");
  if (!named) return [];
  return [
    {
      kind: "server",
      format: "vscode-mcp-provider",
      language: "json",
      name: textOf(at(node, "label")) ?? named.name,
      nameSpan: named.nameSpan,
      span: node.span,
      effects: [{ effect: "run-code", origin: "declared", because: "adds servers from code" }],
      confirmation: { confirmed: "unknown", by: "the host's own approval" },
      args: [],
      env: [],
      headers: [],
    },
  ];
}
