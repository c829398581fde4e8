import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, ClassCode, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, ownerOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { typeTool } from "../tools/contractTypes.ts";
import { scopeOf } from "../tools/modelEvidence.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { hintsOf, importedName, importsOf, lastName, positionals } from "./compiledParts.ts";

/**
 * Tools of Go that no library's row names: descriptions of an MCP package of whatever origin, beside their handler or
 * in a method of the type that runs them; types whose methods say a name, a description and a schema; and literals
 * that hold all of these with the function.
 */
export function discoverOwnGo(
  file: CodeFile,
  isTaken: (code: Code) => boolean,
  registered: (code: Code) => FunctionCode | undefined,
): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const types = new Set<ClassCode>();
  const models = importsOf(file).some((module) => modelPackages.test(module));
  walkKinds(file.body, ["call", "function"], (part, ancestors) => {
    if (part.kind === "call" && !isTaken(part)) {
      const tool = describedTool(part, ancestors, registered, file) ?? literalTool(part, models, file);
      if (tool) found.push(tool);
    }
    if (part.kind === "function") {
      const owner = ownerOf(scopeOf(part.body));
      if (owner) types.add(owner);
    }
    return undefined;
  });
  for (const binding of file.scope.bindings.values())
    if (binding.kind === "value" && binding.value?.kind === "class") types.add(binding.value);
  for (const type of types) {
    const tool = typeTool(type, "custom-class-go", file);
    if (tool && !found.some(({ span }) => tool.span.start <= span.start && span.end <= tool.span.end)) found.push(tool);
  }
  return found;
}

const modelPackages =
  /(?:^|[/._-])(?:mcp\w*|llms?|openai|anthropic|claude|genai|gemini|agents?|langchaingo|genkit|eino|fantasy|ollama|adk|function-?calling|tool-?call(?:s|ing)?)(?:[/._-]|$)/i;
const mcpPackage = /(?:^|[/._-])(?:\w*mcp|mcp\w*)(?:[/._-]|$)/i;
const libraries = /^github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk)(?:\/v\d+)?\/mcp\./;
const runners = [
  "Execute",
  "Handle",
  "Handler",
  "Call",
  "Run",
  "Invoke",
  "InvokableRun",
  "Exec",
  "HandleCall",
  "Process",
];

interface Descriptor {
  readonly name: Code;
  readonly description: Code | undefined;
  readonly annotations: Code | undefined;
}

/** `mcp.Tool{Name: …}` and `mcpapi.NewTool("name", …)` of a package that is named for the protocol. */
function descriptorOf(call: Call): Descriptor | undefined {
  const symbol = importedName(call.callee) ?? "";
  const [, module = "", type = ""] = /^(.*)\.(\w+)$/.exec(symbol) ?? [];
  if (!mcpPackage.test(module) || libraries.test(symbol)) return undefined;
  if (/^Tool$/.test(type)) return composite(call);
  return /^New(?:\w*Tool|ToolWith\w+)$/.test(type) ? optionCall(call) : undefined;
}

function composite(call: Call): Descriptor | undefined {
  const entries = entriesOf(call);
  const name = entries.get("Name")?.value;
  const description = (entries.get("Description") ?? entries.get("Desc"))?.value;
  if (!name || stringOf(name) === undefined) return undefined;
  const hints = entries.get("Annotations")?.value;
  const pairs = hints ? [...entriesOf(hints)].map(([key, { value }]): [string, Code] => [key, value]) : [];
  return { name, description: textIn(description), annotations: hints && hintsOf(pairs, hints) };
}

/** `utils.Ptr("text")`. */
function textIn(code: Code | undefined): Code | undefined {
  const value = code && resolveValue(code);
  return value?.kind === "call" ? value.args.find((arg) => stringOf(arg) !== undefined) : code;
}

function optionCall(call: Call): Descriptor | undefined {
  const [name, ...options] = positionals(call);
  if (!name || stringOf(name) === undefined) return undefined;
  const calls = options.map((option) => resolveValue(option)).filter((option) => option.kind === "call");
  const hints = calls.flatMap((option): [string, Code][] => {
    const hint = /^With(\w+Hint)(?:Annotation)?$/.exec(lastName(option.callee))?.[1];
    return hint && option.args[0] ? [[hint, option.args[0]]] : [];
  });
  const described = calls.find(({ callee }) => lastName(callee) === "WithDescription")?.args[0];
  return {
    name,
    description: described ?? options.find((option) => stringOf(option) !== undefined),
    annotations: hints.length > 0 ? hintsOf(hints, call) : undefined,
  };
}

function describedTool(
  call: Call,
  ancestors: readonly Code[],
  registered: (code: Code) => FunctionCode | undefined,
  file: CodeFile,
): ToolDefinition | undefined {
  const descriptor = descriptorOf(call);
  const handler = descriptor && (besideHandler(call, ancestors) ?? registered(call) ?? methodBeside(ancestors));
  return descriptor && handler && built(descriptor, handler, call.span, "custom-mcp-go", file);
}

/** The function that stands after a description in a call: `NewTool(&mcp.Tool{…}, func(…) …)`. */
function besideHandler(call: Call, ancestors: readonly Code[]): FunctionCode | undefined {
  const parent = ancestors.findLast(({ kind }) => kind !== "group");
  if (parent?.kind !== "call" || parent.callee === call) return undefined;
  const args = positionals(parent);
  return args.slice(args.findIndex((arg) => holds(arg, call)) + 1).flatMap((arg) => functionOf(arg) ?? [])[0];
}

function holds(arg: Code, call: Code): boolean {
  return arg.span.start <= call.span.start && call.span.end <= arg.span.end;
}

/** The description stands in a method of the type whose other method runs it. */
function methodBeside(ancestors: readonly Code[]): FunctionCode | undefined {
  const method = ancestors.find((part): part is FunctionCode => part.kind === "function");
  const owner = method && ownerOf(scopeOf(method.body));
  return owner && runnerOf(owner);
}

function runnerOf(type: ClassCode): FunctionCode | undefined {
  return runners.flatMap((name) => methodOf(type, name) ?? []).find(({ body }) => body.length > 0);
}

function methodOf(type: ClassCode, name: string): FunctionCode | undefined {
  const binding = type.members.get(name);
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}

const functionFields = ["Function", "Handler", "Func", "Fn", "Execute", "Run", "Call", "Handle", "Callback", "Invoke"];
const schemaFields = ["InputSchema", "Parameters", "Schema", "ArgsSchema", "Params", "ParamsSchema"];

/** `ToolDefinition{Name: "read_file", Description: "…", InputSchema: s, Function: ReadFile}`. */
function literalTool(call: Call, models: boolean, file: CodeFile): ToolDefinition | undefined {
  if (!call.construct || !/Tool(?:Definition|Def|Spec|Info|Entry|Config|Handler)?$/.test(lastName(call.callee)))
    return undefined;
  const entries = entriesOf(call);
  const descriptor = composite(call);
  const handler = functionFields.flatMap((key) => functionOf(entries.get(key)?.value) ?? [])[0];
  const hasSchema = schemaFields.some((key) => entries.has(key));
  if (!descriptor?.description || !handler || !(models || hasSchema)) return undefined;
  return built(descriptor, handler, call.span, "custom-table-go", file);
}

function built(
  { name, description, annotations }: Descriptor,
  handler: FunctionCode,
  span: Code["span"],
  format: string,
  file: CodeFile,
): ToolDefinition {
  return buildTool({
    format,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span,
    description: spannedText(description),
    annotations,
    handler,
    parameters: [],
  });
}
