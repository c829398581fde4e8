import type { ServerDefinition, ToolDefinition } from "../model/definition.ts";
import { at, itemsOf, textOf, type ValueNode } from "../parse/value.ts";
import type { Shape } from "./shapes.ts";
import { declareTool, namedAt } from "./toolDeclarations.ts";

/** Extensions of VS Code: tools for language models, and providers of MCP servers. Participants and tool sets grant nothing. */
export const vscodePackage: Shape = {
  mention: /"(?:languageModelTools|mcpServerDefinitionProviders)"/,
  read(root) {
    const contributes = at(root, "contributes");
    const tools = itemsOf(at(contributes, "languageModelTools")).flatMap(({ value }) => toolOf(value));
    const providers = itemsOf(at(contributes, "mcpServerDefinitionProviders")).flatMap(({ value }) =>
      providerOf(value),
    );
    return tools.length + providers.length > 0 ? { definitions: [...tools, ...providers] } : undefined;
  },
};

function toolOf(node: ValueNode): ToolDefinition[] {
  const named = namedAt(node);
  if (!named) return [];
  return [
    declareTool({
      format: "vscode-lm-tool",
      language: "json",
      ...named,
      span: node.span,
      description: at(node, "modelDescription") ?? at(node, "userDescription"),
      confirmation: { confirmed: "unknown", by: "prepareInvocation in the code of the extension" },
    }),
  ];
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
