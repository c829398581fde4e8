import { lazily } from "../../lazily.ts";
import type { ToolDefinition } from "../../model/definition.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, stringOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { isCopied } from "../tools/described.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import { namedBranches } from "../tools/namedRunners.ts";
import { buildTool, looksLikeAnnotations, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { handlerKeys, toFunction } from "./makerTools.ts";
import { isInsideTest } from "./objectTools.ts";

/** Keys of what runs a tool: an object that has one is no mere description. */
const running = new Set([...handlerKeys, "cb", "function"]);

/**
 * Tools in a table of the project's own that describes them and leaves what runs them to who reads it:
 * `{ method: "create_note", name: "Create note", description, parameters: z.object(…) }`, several in one list that is
 * named for tools, in a project that reaches a model.
 */
export function discoverDescribedTables({ file, isTaken, elsewhere, nearModel }: Discovery): ToolDefinition[] {
  const here = namedBranches(file);
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["list"], (part, ancestors) => {
    if (isInsideTest(ancestors) || !isOfTools(ancestors)) return undefined;
    const rows = part.items.flatMap((item) => rowOf(item) ?? []);
    if (rows.length < 2 || !nearModel()) return undefined;
    for (const { object, name, description, schema, annotations } of rows) {
      if (isTaken(object.span)) continue;
      found.push(
        buildTool({
          format: "custom-table-ts",
          file,
          name: nameOf(name),
          nameSpan: name.span,
          span: object.span,
          description: spannedText(description),
          annotations,
          handler: here(nameOf(name)) ?? elsewhere?.runnerOf(nameOf(name)),
          parameters: modelParameters(undefined, schema),
        }),
      );
    }
    return undefined;
  });
  return found;
}

interface Row {
  readonly object: Code;
  readonly name: Code;
  readonly description: Code | undefined;
  readonly schema: Code;
  readonly annotations: Code | undefined;
}

function rowOf(item: Code): Row | undefined {
  if (item.kind !== "object" || item.entries.some(({ key }) => key !== undefined && running.has(key))) return undefined;
  const entries = entriesOf(item);
  const value = (...keys: string[]) => keys.map((key) => entries.get(key)?.value).find((code) => code !== undefined);
  // What a person reads has spaces; the model is told the other.
  const name = [value("method"), value("id"), value("name"), value("toolName")].find(
    (code) => code !== undefined && /^[A-Za-z][\w.-]*$/.test(stringOf(code) ?? ""),
  );
  const [description, schema] = [value("description"), value("parameters", "inputSchema", "argsSchema", "schema")];
  if (!name || !schema || !(description ? describesInput(schema) : isPlainInput(schema))) return undefined;
  return { object: item, name, description, schema, annotations: value("annotations") };
}

/** `{ id: { type: "string", description: "The order" } }`: the properties of a schema, that are put into one later. */
function isPlainInput(schema: Code): boolean {
  const fields = [...entriesOf(schema).values()].map(({ value }) => entriesOf(value));
  const isField = (field: ReturnType<typeof entriesOf>) =>
    /^(?:string|number|integer|boolean|array|object)$/.test(stringOf(field.get("type")?.value) ?? "") &&
    stringOf(field.get("description")?.value) !== undefined;
  return fields.length > 0 && fields.every(isField);
}

/** A schema, or a function of the project that makes one. */
function describesInput(schema: Code): boolean {
  if (isModelSchema(schema)) return true;
  const maker = schema.kind === "call" ? functionOf(schema.callee) : undefined;
  return (maker ? returnsOf(maker) : []).some((returned) => isModelSchema(returned));
}

/** `const tools = […]`, `const tools = (context) => […]`, `tools: […]`, `function getTools() { return […] }`. */
function isOfTools(ancestors: readonly Code[]): boolean {
  return ancestors.slice(-4).some((ancestor) => {
    const named =
      ancestor.kind === "declaration" || ancestor.kind === "function"
        ? ancestor.name
        : ancestor.kind === "entry"
          ? ancestor.key
          : undefined;
    return named !== undefined && /(?:^t|T)ools?$|^tools?[A-Z_]|(?:^|_)TOOLS?(?:_|$)|(?:^|_)tools?$/.test(named);
  });
}

/**
 * Descriptions of MCP tools in a list or a constant of their own, which another file hands to its server: objects with
 * a name, a description and a schema, in a file that imports the protocol's type of a tool, or with the protocol's
 * hints, or in a project that reaches a model.
 */
export function discoverToolLists({ file, isTaken, elsewhere, nearModel }: Discovery): ToolDefinition[] {
  const typed = importsToolType(file);
  const paired = lazily(() => pairedRunners(file));
  const named = lazily(() => namedRunners(file));
  const here = namedBranches(file);
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["object"], (part, ancestors) => {
    if (!isListed(ancestors) || isInsideTest(ancestors) || isTaken(part.span)) return undefined;
    const entries = entriesOf(part);
    const [name, description, schema] = ["name", "description", "inputSchema"].map((key) => entries.get(key)?.value);
    if (!name || !description || !schema || stringOf(name) === undefined || isCopied(name, description))
      return undefined;
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
        handler:
          paired().get(part) ?? named().get(nameOf(name)) ?? here(nameOf(name)) ?? elsewhere?.runnerOf(nameOf(name)),
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
  walkKinds(file.body, ["object"], (part) => {
    const entries = entriesOf(part);
    const described = describedBy.flatMap((key) => entries.get(key)?.value ?? [])[0];
    const runner = described && handlerKeys.flatMap((key) => functionOf(entries.get(key)?.value) ?? [])[0];
    if (described && runner) found.set(resolveValue(described), runner);
    return undefined;
  });
  return found;
}

/** `HANDLERS = { list_logs: async (request) => … }`: what runs each tool, in another table of the same file. */
function namedRunners(file: CodeFile): ReadonlyMap<string, FunctionCode> {
  const found = new Map<string, FunctionCode>();
  walkKinds(file.body, ["declaration"], (part) => {
    const table = part.value && tableNames.test(part.name ?? "") ? resolveValue(part.value) : undefined;
    if (table?.kind !== "object") return undefined;
    for (const { key, value } of table.entries) {
      const runner = key === undefined ? undefined : toFunction(value);
      if (key !== undefined && runner && !found.has(key)) found.set(key, runner);
    }
    return undefined;
  });
  return found;
}

/** What a table is called that holds what runs a tool. */
const tableNames = /handlers?|executors?|runners?|dispatch|implementations?|callbacks?|actions|functions|tool_?map/i;

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
