import type { ToolDefinition } from "../../model/definition.ts";
import type { ClassCode, Code, FunctionCode } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";

/**
 * Nodes of graphs that an agent in the graph may call: those of n8n that say `usableAsTool`, those of Flowise in its
 * category of tools. Other nodes are called by the graph alone.
 */
export function discoverNodeTools({ file, isTaken }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["class"], (part) => {
    const node = isTaken(part.span) ? undefined : (ofN8n(part) ?? ofFlowise(part));
    if (!node) return undefined;
    found.push(
      buildTool({
        format: node.format,
        file,
        name: nameOf(node.name),
        nameSpan: node.name.span,
        span: part.span,
        description: spannedText(node.description),
        handler: node.handler,
        parameters: [],
      }),
    );
    return undefined;
  });
  return found;
}

interface Node {
  readonly format: string;
  readonly name: Code;
  readonly description: Code | undefined;
  readonly handler: FunctionCode;
}

function ofN8n(code: ClassCode): Node | undefined {
  if (!isA(code, /(?:^|\.)(?:Versioned)?I?NodeType$/)) return undefined;
  const said = entriesOf(fieldOf(code, "description"));
  const usable = said.get("usableAsTool")?.value;
  const isUsable = usable !== undefined && booleanOf(usable) !== false;
  const [name, handler] = [said.get("name")?.value, methodOf(code, "execute") ?? methodOf(code, "supplyData")];
  if (!isUsable || !name || !handler) return undefined;
  return { format: "n8n-node-tool", name, description: said.get("description")?.value, handler };
}

function ofFlowise(code: ClassCode): Node | undefined {
  if (!isA(code, /(?:^|\.)INode$/) || stringOf(fieldOf(code, "category")) !== "Tools") return undefined;
  const [name, handler] = [fieldOf(code, "name"), methodOf(code, "init")];
  if (!name || stringOf(name) === undefined || !handler) return undefined;
  return { format: "flowise-tool", name, description: fieldOf(code, "description"), handler };
}

function isA({ bases }: ClassCode, kind: RegExp): boolean {
  return bases.some((base) => kind.test(writtenName(base)));
}

function fieldOf(code: ClassCode, key: string): Code | undefined {
  const binding = code.members.get(key);
  return binding?.kind === "value" ? binding.value : undefined;
}

function methodOf(code: ClassCode, key: string): FunctionCode | undefined {
  const value = fieldOf(code, key);
  return value?.kind === "function" ? value : undefined;
}
