import type { ToolDefinition } from "../../model/definition.ts";
import type { Code, Entry, FunctionCode, ObjectCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, memberOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { definedApproval } from "../tools/approvals.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import { buildTool, looksLikeAnnotations, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { firstOf, type Holder, handlerKeys, holderOf, schemaKeys } from "./makerTools.ts";

/**
 * Tools written as plain objects in a table of the project's own, which some adapter registers: a description,
 * a schema and a function that runs it, in a file that has to do with tools.
 */
export function discoverObjectTools(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const kind = kindOf(discovery);
  walkKinds(discovery.file.body, ["object"], (part, ancestors) => {
    if (isInsideTest(ancestors)) return undefined;
    const tool = readObject(part, ancestors, kind, discovery);
    if (tool) found.push(tool);
    return tool === undefined;
  });
  return found;
}

interface Kind {
  readonly format: string;
  /** The file imports an agent library, or types of tools. */
  readonly known: boolean;
}

/** Its actions take what is written, and no schema: a model chooses them by what they are described as. */
const eliza = "eliza-action";

const libraries: readonly (readonly [RegExp, string])[] = [
  [/^@(?:elizaos\/core|ai16z\/eliza)$/, eliza],
  [/^@github\/copilot-sdk/, "copilot-sdk-js"],
  [/^(?:ai|@ai-sdk\/.*)$/, "ai-sdk-object"],
  [/^@modelcontextprotocol\//, "custom-table-ts"],
  [
    /^(?:@openai\/agents|@mastra\/|@langchain\/|langchain|@anthropic-ai\/|openai|@google\/genai|@tanstack\/ai|@voltagent\/|llamaindex)/,
    "custom-table-ts",
  ],
];

const typeName =
  /(?:^|[a-z])(?:Agent|Mcp|MCP|LLM)?Tools?(?:Def(?:inition)?|Spec|Config|Set|Schema|Entry|Module|Registration|Handler)?s?$/;

function kindOf({ modules, file }: Discovery): Kind {
  const row = libraries.find(([pattern]) => modules.some((module) => pattern.test(module)));
  const typed = [...file.scope.bindings].some(
    ([name, { kind }]) => kind === "import" && /^[A-Z]/.test(name) && typeName.test(name),
  );
  return { format: row?.[1] ?? "custom-table-ts", known: row !== undefined || typed };
}

function readObject(
  object: ObjectCode,
  ancestors: readonly Code[],
  { format, known }: Kind,
  { file, modules, approvals, isTaken, nearModel }: Discovery,
): ToolDefinition | undefined {
  const entries = withInner(entriesOf(object));
  const description = entries.get("description");
  const generated = generatedRunner(entries);
  const schema = firstOf(entries, [
    ...schemaKeys.slice(0, 4),
    "argsSchema",
    "paramsSchema",
    "parametersSchema",
    ...(generated ? ["args"] : []),
  ]);
  const handlerEntry = firstOf(entries, handlerKeys) ?? firstOf(entries, classKeys) ?? generated;
  const isAction = format === eliza && entries.has("validate");
  if (!description || !handlerEntry || !(schema || generated || isAction || isBesideTools(object, ancestors)))
    return undefined;
  // What is spread in from elsewhere, handler and all, is a tool there.
  if (!object.entries.some((entry) => entry === generated || ownKeys.has(entry.key ?? ""))) return undefined;
  const handler = functionOf(handlerEntry.value) ?? methodOfClass(handlerEntry.value);
  if (!handler && !isReference(handlerEntry.value)) return undefined;
  const nameEntry = firstOf(entries, ["name", "method", "id", "toolName"]);
  const holder = holderOf(object, ancestors);
  const nested = nameEntry === undefined && !holder;
  const hinted = entries.has("annotations") && looksLikeAnnotations((entries.get("annotations") as Entry).value);
  const isOwnKind = () =>
    nameEntry !== undefined &&
    schema !== undefined &&
    (isModelSchema(schema.value) || (isEmpty(schema.value) && modules.includes("zod"))) &&
    handedTo(object, ancestors) !== "library" &&
    nearModel();
  if (nested || isTaken(object.span) || handedTo(object, ancestors) === "other") return undefined;
  if (!isWritten(description.value, handler !== undefined) || looksLikeCommand(entries)) return undefined;
  if (!(known || hinted || isToolHolder(ancestors) || isOwnKind())) return undefined;
  const name = nameEntry && stringOf(nameEntry.value) !== undefined ? nameOf(nameEntry.value) : holder?.name;
  if (name === undefined) return undefined;
  return buildTool({
    format: nameEntry === undefined ? format : format === "ai-sdk-object" ? "custom-table-ts" : format,
    file,
    name,
    nameSpan: nameEntry?.value.span ?? (holder as Holder).span,
    span: makerOf(object, ancestors)?.span ?? object.span,
    description: spannedText(description.value),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(handler, schema?.value),
    confirmation: definedApproval(entries) ?? approvals.get(name),
  });
}

/** Keys under which an object describes itself, beside what runs it. */
const innerKeys = [
  "definition",
  "metadata",
  "spec",
  "declaration",
  "config",
  "options",
  "schema",
  "tool",
  "toolDefinition",
  "def",
];

/** `{ name, definition: { description, inputSchema }, handler }`: what is said one step deeper is said too. */
function withInner(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
  if (entries.has("description") || firstOf(entries, handlerKeys) === undefined) return entries;
  for (const key of innerKeys) {
    const value = entries.get(key)?.value;
    // One that stands elsewhere is a tool there.
    const inner = value?.kind === "object" ? entriesOf(value) : none;
    const says = inner.has("description") && firstOf(inner, schemaKeys.slice(0, 4)) !== undefined;
    if (says) return new Map([...inner, ...[...entries].filter(([own]) => own !== key)]);
  }
  return entries;
}

const none: ReadonlyMap<string, Entry> = new Map();

const classKeys = ["handlerClass", "toolClass"];
const ownKeys: ReadonlySet<string> = new Set([...handlerKeys, ...classKeys]);

/** `{ name, description, args, tool: async (client, args) => … }`: as Speakeasy generates them, some without arguments. */
function generatedRunner(entries: ReadonlyMap<string, Entry>): Entry | undefined {
  const entry = entries.get("tool");
  return entry?.value.kind === "function" && stringOf(entries.get("name")?.value) !== undefined ? entry : undefined;
}
const classMethods = ["runTool", "execute", "handle", "run", "call", "invoke"];

/** `handler: ListColorsHandler`, `handler: new ListColorsHandler()`: the method of the class that runs, its own first. */
function methodOfClass(code: Code): FunctionCode | undefined {
  const value = resolveValue(code);
  const type = value.kind === "call" && value.construct ? resolveValue(value.callee) : value;
  if (type.kind !== "class") return undefined;
  const own = classMethods.flatMap((name) => type.members.get(name) ?? []);
  const all = [...own, ...classMethods.flatMap((name) => memberOf(type, name) ?? [])];
  return all.flatMap((one) => (one.kind === "value" && one.value ? (functionOf(one.value) ?? []) : []))[0];
}

/** `schema: {}` of a tool that takes nothing. */
function isEmpty(code: Code): boolean {
  const value = resolveValue(code);
  return value.kind === "object" && value.entries.length === 0;
}

/** In a list whose other items have a schema, an item without one is a tool that takes nothing. */
function isBesideTools(object: ObjectCode, ancestors: readonly Code[]): boolean {
  const list = ancestors.at(-1);
  if (list?.kind !== "list") return false;
  return list.items.some((item) => {
    const entries = item !== object && item.kind === "object" ? entriesOf(item) : undefined;
    const schema = entries?.has("description") ? firstOf(entries, schemaKeys.slice(0, 4)) : undefined;
    return schema !== undefined && isModelSchema(schema.value);
  });
}

/** A description from parameters alone is that of a tool that is rebuilt. */
function isWritten(description: Code, hasHandler: boolean): boolean {
  const value = resolveValue(description);
  return stringOf(description) !== undefined || value.kind === "template" || (hasHandler && value.kind === "call");
}

/** What takes the object: a step of a workflow, a route or a job is described in the same words. */
function handedTo(object: ObjectCode, ancestors: readonly Code[]): "other" | "library" | undefined {
  const call = ancestors.at(-1);
  if (call?.kind !== "call" || !call.args.includes(object)) return undefined;
  const written = writtenName(call.callee);
  if (/(?:^|\.)(?:freeze|seal)$|[tT]ool|[aA]ction|[sS]kill/.test(written)) return undefined;
  if (otherKinds.test(written)) return "other";
  return functionOf(call.callee) === undefined ? "library" : undefined;
}

export const otherKinds =
  /step|flow|job|task|route|procedure|command|query|mutation|event|prompt|resource|form|page|queue|cron/i;

/** The call of a helper of the project that makes a tool of the object, itself or through a function that returns it. */
function makerOf(object: ObjectCode, ancestors: readonly Code[]): Code | undefined {
  const inner = ancestors.at(-1)?.kind === "exit" ? ancestors.findLast(({ kind }) => kind === "function") : object;
  const call = inner && ancestors.findLast((ancestor) => ancestor.kind === "call" && ancestor.args[0] === inner);
  return call?.kind === "call" && /[tT]ool$/.test(writtenName(call.callee)) ? call : undefined;
}

function isReference(code: Code): boolean {
  return code.kind === "name" || code.kind === "member" || code.kind === "call";
}

/** `tools: […]`, `const searchTools = {…}`, `provideContext({ tools })`. */
function isToolHolder(ancestors: readonly Code[]): boolean {
  return ancestors.slice(-6).some((ancestor) => {
    if (ancestor.kind === "entry") return /^(?:tools?|functions)$/i.test(ancestor.key ?? "");
    if (ancestor.kind === "declaration") return /tools?$|Tools?[A-Z]/i.test(ancestor.name ?? "");
    if (ancestor.kind === "call") return /(?:^|\.)\w*tools?$/i.test(writtenName(ancestor.callee));
    return false;
  });
}

/** Commands of command lines and editors, prompts and routes have these beside a description. */
function looksLikeCommand(entries: ReadonlyMap<string, Entry>): boolean {
  const examples = entries.get("examples")?.value;
  const shown = examples && resolveValue(examples);
  // Lines to type; a model is shown what goes in and what comes out.
  const typed =
    shown !== undefined && (shown.kind !== "list" || shown.items.some((item) => stringOf(item) !== undefined));
  const isCommand = ["aliases", "usage", "slash", "path", "url", "route", "method"].some(
    (key) => entries.has(key) && !(key === "method" && entries.has("inputSchema")),
  );
  return (isCommand || typed) && !entries.has("annotations");
}

/** What a test compares with is no definition. */
export function isInsideTest(ancestors: readonly Code[]): boolean {
  return ancestors.some(
    (ancestor) =>
      ancestor.kind === "call" &&
      /(?:^|\.)(?:expect\w*|assert\w*|snapshot|deepEqual|equal|strictEqual|mockReturnValue\w*|mockResolvedValue\w*)$|\.to[A-Z]\w+$/.test(
        writtenName(ancestor.callee),
      ),
  );
}
