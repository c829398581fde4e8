import type { ToolDefinition } from "../model/definition.ts";
import { type Call, type ClassCode, type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { wholeImports } from "../parse/code/compiled.ts";
import { resolveValue, returnsOf, stringOf } from "../parse/code/resolve.ts";
import { hintsOf, keyword, lastName, positionals } from "./compiledParts.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

const contract =
  /^I?\w*(?:Tool|Function|Skill|AgentAction)(?:Callback|Handler|Base|Definition|Executor|Provider|Call)?$/;
const runners =
  "Execute ExecuteAsync Invoke InvokeAsync Run RunAsync Call CallAsync Handle HandleAsync ExecuteToolAsync".split(" ");
const schemas = [
  "Parameters",
  "Schema",
  "InputSchema",
  "JsonSchema",
  "ParametersSchema",
  "ParameterSchema",
  "GetSchema",
];

/**
 * A class of C# that keeps a contract called a tool or a function: it has a constant name, a method that runs it, and
 * something that only what a model calls has: a description with a schema, or arguments that a model wrote.
 */
export function ownClass(type: ClassCode, file: CodeFile): ToolDefinition | undefined {
  if (!type.bases.some((base) => contract.test(lastName(base)))) return undefined;
  const name = givenAs(type, "Name") ?? givenAs(type, "FunctionName") ?? givenAs(type, "ToolName");
  const handler = runners.flatMap((key) => methodOf(type, key) ?? [])[0];
  if (!name || stringOf(name) === undefined || !handler || handler.body.length === 0) return undefined;
  const description = givenAs(type, "Description");
  const hasSchema = schemas.some((key) => type.members.has(key));
  const isCalled = (description !== undefined && hasSchema) || takesArguments(handler);
  if (!isCalled && !(description !== undefined && namesModels(file))) return undefined;
  return buildTool({
    format: "custom-class-cs",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: type.span,
    description: spannedText(description),
    handler,
    parameters: [],
  });
}

const typeMark = /^(?:\w*(?:Mcp|MCP|Ai|AI|Llm|LLM|Agent))?Tool(?:Attribute)?$/;
const isModels = /Mcp|MCP|Ai|AI|Llm|LLM|Agent/;
const typeHint = /^(?:ReadOnly|Destructive|Idempotent|OpenWorld)(?:Hint)?$/;

/**
 * `[McpTool("workbook", Description = "…", Destructive = true)] public interface IWorkbookCommands`: an attribute of the
 * project's own, from which its generator makes one tool of all methods of a type.
 */
export function markedType(type: ClassCode, file: CodeFile): ToolDefinition | undefined {
  const mark = type.body.find(
    (part): part is Call => part.kind === "call" && !part.construct && typeMark.test(lastName(part.callee)),
  );
  const methods = type.body.filter((part): part is FunctionCode => part.kind === "function" && part.name !== undefined);
  if (!mark || methods.length === 0) return undefined;
  const name = keyword(mark, "Name", "ToolName")?.value ?? positionals(mark)[0];
  const hints = mark.args.flatMap((arg): [string, Code][] =>
    arg.kind === "entry" && arg.key !== undefined && typeHint.test(arg.key) ? [[arg.key, arg.value]] : [],
  );
  const description = keyword(mark, "Description")?.value;
  const isMarked = hints.length > 0 || (description !== undefined && isModels.test(lastName(mark.callee)));
  if (!name || stringOf(name) === undefined || !isMarked) return undefined;
  const [first] = methods;
  const written = methods.flatMap(({ body }) => body);
  return buildTool({
    format: "custom-attribute-cs",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: type.span,
    description: spannedText(description),
    annotations: hintsOf(hints, mark),
    // What an interface is kept by stands elsewhere.
    handler: first && written.length > 0 ? { ...first, params: [], body: written } : undefined,
    parameters: [],
  });
}

function givenAs(type: ClassCode, key: string): Code | undefined {
  const binding = type.members.get(key);
  if (binding?.kind !== "value" || !binding.value) return undefined;
  const value = resolveValue(binding.value);
  return value.kind === "function" ? returnsOf(value)[0] : binding.value;
}

function methodOf(type: ClassCode, key: string): FunctionCode | undefined {
  const binding = type.members.get(key);
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}

/** What a model wrote is handed in as text: `message.FunctionArgs`, a `ToolCall`, a `JsonElement` of arguments. */
const written =
  /^(?:FunctionArgs|FunctionArguments|ToolArgs|ToolArguments|ToolInput|FunctionCall\w*|ToolCall\w*|ArgumentsJson|AIFunctionArguments)$/;

function takesArguments(handler: FunctionCode): boolean {
  if (handler.params.some(({ type }) => type && written.test(lastName(type)))) return true;
  let found = false;
  walk(handler.body, (part) => {
    if (part.kind === "member") found ||= written.test(part.property);
    return !found;
  });
  return found;
}

function namesModels(file: CodeFile): boolean {
  return wholeImports(file.scope).some((module) =>
    /(?:^|\.)(?:OpenAI|Anthropic|SemanticKernel|Mcp|ModelContextProtocol|AI|LLMs?|Agents?|Ollama|Gemini)(?:\.|$)/i.test(
      module,
    ),
  );
}
