import type { ToolDefinition } from "../model/definition.ts";
import { type ClassCode, type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { wholeImports } from "../parse/code/compiled.ts";
import { resolveValue, returnsOf, stringOf } from "../parse/code/resolve.ts";
import { lastName } from "./compiledParts.ts";
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
