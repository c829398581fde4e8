import type { ToolDefinition } from "../model/definition.ts";
import { type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf } from "../parse/code/resolve.ts";
import type { Discovery } from "./context.ts";
import { handlerKeys } from "./makerTools.ts";
import { isInsideTest, isModelSchema } from "./objectTools.ts";
import { buildTool, looksLikeAnnotations, modelParameters, nameOf, spannedText } from "./toolParts.ts";

/**
 * Descriptions of MCP tools in a list or a constant of their own, which another file hands to its server: objects with
 * a name, a description and a schema, in a file that imports the protocol's type of a tool, or with the protocol's
 * hints, or in a project that reaches a model.
 */
export function discoverToolLists({ file, isTaken, elsewhere, nearModel }: Discovery): ToolDefinition[] {
  const typed = importsToolType(file);
  const runners = pairedRunners(file);
  const found: ToolDefinition[] = [];
  walk(file.body, (part, ancestors) => {
    if (part.kind !== "object" || !isListed(ancestors) || isInsideTest(ancestors) || isTaken(part.span))
      return undefined;
    const entries = entriesOf(part);
    const [name, description, schema] = ["name", "description", "inputSchema"].map((key) => entries.get(key)?.value);
    if (!name || !description || !schema || stringOf(name) === undefined) return undefined;
    const annotations = entries.get("annotations")?.value;
    const hinted = annotations !== undefined && looksLikeAnnotations(annotations);
    if (!typed && !(isModelSchema(schema) && (hinted || nearModel()))) return undefined;
    found.push(
      buildTool({
        format: "mcp-ts-lowlevel",
        file,
        name: nameOf(name),
        nameSpan: name.span,
        span: part.span,
        description: spannedText(description),
        annotations,
        handler: runners.get(part) ?? elsewhere?.runnerOf(nameOf(name)),
        parameters: modelParameters(undefined, schema),
      }),
    );
    return false;
  });
  return found;
}

/** `{ schema: navigateSchema, handle: handleNavigate }`: a description beside what runs for it. */
function pairedRunners(file: CodeFile): ReadonlyMap<Code, FunctionCode> {
  const found = new Map<Code, FunctionCode>();
  walk(file.body, (part) => {
    if (part.kind !== "object") return undefined;
    const entries = entriesOf(part);
    const described = describedBy.flatMap((key) => entries.get(key)?.value ?? [])[0];
    const runner = described && handlerKeys.flatMap((key) => functionOf(entries.get(key)?.value) ?? [])[0];
    if (described && runner) found.set(resolveValue(described), runner);
    return undefined;
  });
  return found;
}

const describedBy = ["schema", "definition", "tool", "spec", "descriptor", "declaration", "metadata", "config"];

function importsToolType(file: CodeFile): boolean {
  return [...file.scope.bindings.values()].some(
    (binding) =>
      binding.kind === "import" &&
      /^(?:Tool|ListToolsResult)$/.test(binding.imported) &&
      /^@modelcontextprotocol\//.test(binding.module),
  );
}

/** In a list, or held for itself by a constant that is named as a tool. */
function isListed(ancestors: readonly Code[]): boolean {
  const parent = ancestors.at(-1);
  return parent?.kind === "list" || (parent?.kind === "declaration" && /tool|schema$/i.test(parent.name ?? ""));
}
