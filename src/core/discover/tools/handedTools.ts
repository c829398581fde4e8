import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { isInsideTest, otherKinds } from "../ecmascript/objectTools.ts";
import { definedApproval } from "./approvals.ts";
import { descriptionKeys, isProse, isToolName, pickKey, saidByPosition, schemaKeys } from "./described.ts";
import { isModelSchema } from "./modelSchema.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "./toolParts.ts";

/**
 * Tools that are handed over in parts, what describes them in one argument and what runs them in another:
 * `server.tool({ name, description, inputSchema }, async (input) => …)`, `new Action(run, { name, description, schema })`,
 * `defineTool("name", "What it does.", z.object(…), run)`. Who takes them is the project's own, or a library that no
 * row names.
 */
export function discoverHandedTools(discovery: Discovery): ToolDefinition[] {
  const { file, isTaken } = discovery;
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["call"], (part, ancestors) => {
    if (part.args.length < 2 || isTaken(part.span)) return undefined;
    const tool = readCall(part, discovery);
    if (tool && !isInsideTest(ancestors)) found.push(tool);
    return undefined;
  });
  return found;
}

const toolWord = /(?:^|[a-z_.])[tT]ool$|Tool(?=[A-Z_]|$)|^tool(?:_|$)/;
/** What is done with a tool that is one already. */
const using =
  /^(?:call|invoke|run|exec|use|get|has|find|remove|unregister|delete|list|mock|render|expect|on[A-Z]|handle|is|log|track|emit|send|test|describe|it|wrap|validate|convert|parse|format)/;
/** Modules that are named for models, or for what hands tools to them. */
const modelModules =
  /(?:^|[/@._-])(?:mcp|llms?|agents?|agentic|openai|anthropic|claude|gpt|chatbot|assistants?|copilot|ai|langchain|gemini)(?:[/._-]|$)/i;

function readCall(call: Call, discovery: Discovery): ToolDefinition | undefined {
  const word = writtenName(call.callee).split(".").at(-1) ?? "";
  if (using.test(word)) return undefined;
  const isTool = toolWord.test(word);
  const handler = handlerIn(call);
  if (!handler || otherKinds.test(word)) return undefined;
  const parts = partsIn(call);
  if (!parts || !isNear(call, isTool, parts, discovery)) return undefined;
  const { name, description, schema, entries } = parts;
  return buildTool({
    format: "custom-define-ts",
    file: discovery.file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(handler, schema),
    confirmation: definedApproval(entries) ?? discovery.approvals.get(nameOf(name)),
  });
}

function handlerIn({ args }: Call): FunctionCode | undefined {
  for (const arg of args) {
    const handler = resolveValue(arg).kind === "object" ? undefined : functionOf(arg);
    if (handler) return handler;
  }
  return undefined;
}

interface Parts {
  readonly name: Code;
  readonly description: Code | undefined;
  readonly schema: Code | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
}

function partsIn({ args }: Call): Parts | undefined {
  for (const arg of args) {
    if (resolveValue(arg).kind !== "object") continue;
    const entries = entriesOf(arg);
    const given = new Map([...entries].map(([key, { value }]) => [key, value]));
    const name = pickKey(given, ["name", "toolname", "id"]) ?? args.find((other) => other !== arg && isToolName(other));
    const description = pickKey(given, descriptionKeys);
    if (!isToolName(name)) continue;
    const schema = pickKey(given, schemaKeys);
    if (isProse(description) || schema) return { name, description, schema, entries };
  }
  const [name, description] = saidByPosition(args) ?? [];
  const schema = args.find((arg) => stringOf(arg) === undefined && isModelSchema(arg));
  return name && { name, description, schema, entries: new Map() };
}

/** A word that says tool, where a model is near; without it all of a tool, and the project's own function or class. */
function isNear(
  call: Call,
  isTool: boolean,
  { description, schema }: Parts,
  { modules, nearModel }: Discovery,
): boolean {
  const isNamed = modules.some((module) => modelModules.test(module));
  if (isTool)
    return (isProse(description) || (schema !== undefined && isModelSchema(schema))) && (isNamed || nearModel());
  if (!isProse(description) || schema === undefined || !isModelSchema(schema)) return false;
  const isOwn = resolveValue(call.callee).kind === "class" || functionOf(call.callee) !== undefined;
  return isOwn && nearModel();
}
