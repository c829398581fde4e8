import type { Confirmation, SpannedText, ToolDefinition } from "../model/definition.ts";
import { type Call, type ClassCode, type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { wholeImports } from "../parse/code/compiled.ts";
import { entriesOf, functionOf, resolveValue, stringOf } from "../parse/code/resolve.ts";
import { walkKinds } from "../parse/code/walkKinds.ts";
import { triggeredTool } from "./azureFunctions.ts";
import { decorator, hintsOf, keyword, lastName, positionals, snakeCase } from "./compiledParts.ts";
import { typeTool } from "./contractTypes.ts";
import { markedType } from "./csharpClasses.ts";
import { readyTool } from "./csharpReady.ts";
import { servedTools } from "./csharpServed.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/**
 * Tools of the MCP C# SDK, Semantic Kernel, and Microsoft.Extensions.AI with the Agent Framework on it. Their
 * namespaces are often imported for a whole project, so the names alone have to do where this file declares none such.
 */
export function discoverCsharp(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const approved = approvedFunctions(file);
  const own = declaredClasses(file);
  const filter = asksInFilter(file);
  walkKinds(file.body, ["function", "class", "call"], (part) => {
    if (part.kind === "function") {
      for (const row of attributes) {
        if (row.attribute && own.has(`${row.attribute}Attribute`)) continue;
        if (row.namespace && !wholeImports(file.scope).some((module) => row.namespace?.test(module))) continue;
        const mark = decorator(part, (callee) => row.pattern.test(lastName(callee)));
        if (!mark || (row.hinted && !keywordsOf(mark).some(([key]) => protocolHint.test(key)))) continue;
        if (row.described && !(descriptionOf(part) ?? descriptionIn(mark))) continue;
        found.push(attributed(part, mark, row, file, row.attribute === "KernelFunction" ? filter : undefined));
        break;
      }
      const triggered = triggeredTool(part, file);
      if (triggered) found.push(triggered);
    }
    if (part.kind === "class") {
      const command = commandTool(part, file) ?? typeTool(part, "custom-class-cs", file) ?? markedType(part, file);
      if (command) found.push(command);
    }
    if (part.kind === "call") {
      const made = factories.find((row) => row.matches(part) && !own.has(row.type));
      const tool = made ? created(part, made, approved.has(part), file) : readyTool(part, file);
      if (tool) found.push(tool);
      found.push(...servedTools(part, file));
    }
    return undefined;
  });
  return found;
}

const protocolHint = /^(?:ReadOnly|Destructive|Idempotent|OpenWorld)Hint$/;

interface Attribute {
  readonly attribute: string;
  readonly pattern: RegExp;
  readonly format: string;
  /** A name that others use too counts only beside this namespace. */
  readonly namespace?: RegExp;
  /** It counts only with one of the protocol's hints. */
  readonly hinted?: true;
  /** It counts only where it, or an attribute beside it, says what the tool does. */
  readonly described?: true;
  name(method: string): string;
}

const withoutAsync = (name: string) => name.replace(/(?<=.)Async$/, "");

const attributes: readonly Attribute[] = [
  {
    attribute: "McpServerTool",
    pattern: /^McpServerTool(?:Attribute)?$/,
    format: "mcp-cs-attribute",
    name: (method) => snakeCase(withoutAsync(method)),
  },
  {
    attribute: "KernelFunction",
    pattern: /^KernelFunction(?:Attribute)?$/,
    format: "semantic-kernel-cs",
    name: withoutAsync,
  },
  {
    attribute: "Function",
    pattern: /^Function(?:Attribute)?$/,
    format: "autogen-cs",
    namespace: /^AutoGen(?:\.|$)/,
    name: (method) => method,
  },
  {
    attribute: "McpTool",
    pattern: /^Mcp(?:Tool|Function)(?:Attribute)?$/,
    format: "mcp-cs-attribute",
    namespace: /^MCPSharp(?:\.|$)/,
    name: (method) => method,
  },
  // Of libraries over Microsoft's, and of projects' own: `[AITool("move_file", "Moves a file")]`.
  {
    attribute: "",
    pattern: /^(?:AI|Ai|Llm|LLM|Agent)(?:Tool|Function)(?:Attribute)?$/,
    format: "custom-attribute-cs",
    described: true,
    name: (method) => snakeCase(withoutAsync(method)),
  },
  // Of a library that no row names: hints as the protocol has them say what the attribute is.
  {
    attribute: "",
    pattern: /Tool(?:Attribute)?$/,
    format: "custom-attribute-cs",
    hinted: true,
    name: (method) => snakeCase(withoutAsync(method)),
  },
];

function attributed(
  fn: FunctionCode,
  mark: Call,
  row: Attribute,
  file: CodeFile,
  confirmation: Confirmation | undefined,
): ToolDefinition {
  const written =
    keyword(mark, "Name", "name")?.value ?? positionals(mark).find((code) => !row.described || !isSentence(code));
  const nameCode = written && (stringOf(written) !== undefined || written.kind !== "literal") ? written : undefined;
  return buildTool({
    format: row.format,
    file,
    name: nameCode ? nameOf(nameCode) : row.name(fn.name ?? "computed name"),
    nameSpan: nameCode?.span ?? fn.nameSpan ?? fn.span,
    span: fn.span,
    description: descriptionOf(fn) ?? descriptionIn(mark),
    annotations: hintsOf(keywordsOf(mark), mark),
    handler: fn,
    parameters: parametersOf(fn),
    confirmation,
  });
}

/** A filter of this file that runs a function of the kernel in a branch only. */
function asksInFilter(file: CodeFile): Confirmation | undefined {
  let found: Confirmation | undefined;
  walkKinds(file.body, ["class"], (part) => {
    const base = part.bases.map(lastName).find((name) => /^I(?:Auto)?FunctionInvocationFilter$/.test(name));
    if (base && decides(part)) found = { confirmed: "conditional", by: base, span: part.span };
    return undefined;
  });
  return found;
}

function decides(filter: ClassCode): boolean {
  let found = false;
  walk(filter.body, (part, ancestors) => {
    const isNext = part.kind === "call" && part.callee.kind === "name" && part.callee.name === "next";
    found ||= isNext && ancestors.some(({ kind }) => kind === "branch");
    return undefined;
  });
  return found;
}

function keywordsOf(call: Call): [string, Code][] {
  return call.args.flatMap((arg): [string, Code][] =>
    arg.kind === "entry" && arg.key !== undefined ? [[arg.key, arg.value]] : [],
  );
}

function descriptionOf(fn: FunctionCode): SpannedText | undefined {
  const mark = decorator(fn, (callee) => /^Description(?:Attribute)?$/.test(lastName(callee)));
  return mark && spannedText(positionals(mark)[0]);
}

/** A sentence in the attribute itself. */
function descriptionIn(mark: Call): SpannedText | undefined {
  const code = keyword(mark, "Description", "description")?.value ?? positionals(mark).find(isSentence);
  return spannedText(code);
}

const isSentence = (code: Code) => /\S\s+\S/.test(stringOf(code) ?? "");

function parametersOf(fn: FunctionCode): SpannedText[] {
  return fn.params.flatMap(({ name, span }) => (name ? [{ text: name, span }] : []));
}

/**
 * Commands of Azure's servers: a class with a name, hints, and what it executes. They stand in an attribute of the
 * class, before in properties of it.
 */
function commandTool(type: ClassCode, file: CodeFile): ToolDefinition | undefined {
  const mark = type.body.find(
    (part): part is Call => part.kind === "call" && /^CommandMetadata(?:Attribute)?$/.test(lastName(part.callee)),
  );
  const execute = type.members.get("ExecuteAsync");
  const name = mark && keyword(mark, "Name")?.value;
  if (!mark || !name || execute?.kind !== "value" || execute.value?.kind !== "function")
    return commandClass(type, file);
  return buildTool({
    format: "custom-command-cs",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: type.span,
    description: spannedText(keyword(mark, "Description")?.value),
    annotations: hintsOf(keywordsOf(mark), mark),
    handler: execute.value,
    parameters: [],
  });
}

function commandClass(type: ClassCode, file: CodeFile): ToolDefinition | undefined {
  const member = (name: string) => {
    const binding = type.members.get(name);
    return binding?.kind === "value" ? binding : undefined;
  };
  const [name, metadata, execute] = [member("Name")?.value, member("Metadata"), member("ExecuteAsync")?.value];
  if (!name || !metadata?.type || lastName(metadata.type) !== "ToolMetadata" || execute?.kind !== "function") {
    return undefined;
  }
  const hints = metadata.value && entriesOf(metadata.value);
  return buildTool({
    format: "custom-command-cs",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: type.span,
    description: spannedText(member("Description")?.value),
    annotations:
      hints &&
      hintsOf(
        [...hints].map(([key, entry]) => [key, entry.value]),
        execute,
      ),
    handler: execute,
    parameters: [],
  });
}

interface Factory {
  readonly type: string;
  readonly format: string;
  matches(call: Call): boolean;
}

const isStatic = (type: string, method: string) => (call: Call) =>
  call.callee.kind === "member" && call.callee.property === method && lastName(call.callee.object) === type;

const factories: readonly Factory[] = [
  {
    type: "AIFunctionFactory",
    format: "ms-extensions-ai-cs",
    matches: isStatic("AIFunctionFactory", "Create"),
  },
  { type: "McpServerTool", format: "mcp-cs-create", matches: isStatic("McpServerTool", "Create") },
  {
    type: "KernelFunctionFactory",
    format: "semantic-kernel-cs",
    matches: isStatic("KernelFunctionFactory", "CreateFromMethod"),
  },
  {
    type: "Kernel",
    format: "semantic-kernel-cs",
    matches: ({ callee }) => callee.kind === "member" && callee.property === "CreateFunctionFromMethod",
  },
];

function created(call: Call, { format }: Factory, isApproved: boolean, file: CodeFile): ToolDefinition {
  const [target, ...rest] = positionals(call);
  const handler = functionOf(target);
  // `new() { Name = "x" }` names no type.
  const options =
    keyword(call, "options")?.value ?? rest.find((arg) => /^(?:call|object)$/.test(resolveValue(arg).kind));
  const optionCall = options && resolveValue(options);
  const set = optionCall && entriesOf(optionCall);
  const option = (key: string) => set?.get(key)?.value;
  const texts = rest.filter((arg) => stringOf(arg) !== undefined);
  const nameCode = keyword(call, "name", "functionName")?.value ?? option("Name") ?? texts[0];
  const description = keyword(call, "description")?.value ?? option("Description") ?? texts[1];
  return buildTool({
    format,
    file,
    name: nameCode ? nameOf(nameCode) : (handler?.name ?? (target ? lastName(target) || "lambda" : "computed name")),
    nameSpan: nameCode?.span ?? target?.span ?? call.span,
    span: call.span,
    description: spannedText(description) ?? (handler && descriptionOf(handler)),
    annotations:
      optionCall &&
      hintsOf(
        [...(set ?? [])].map(([key, { value }]) => [key, value]),
        optionCall,
      ),
    handler,
    parameters: handler ? parametersOf(handler) : [],
    confirmation: isApproved ? approval : undefined,
  });
}

const approval: Confirmation = { confirmed: "always", by: "ApprovalRequiredAIFunction" };

/** Functions that are wrapped so that each use waits for an approval. */
function approvedFunctions(file: CodeFile): ReadonlySet<Code> {
  const found = new Set<Code>();
  walkKinds(file.body, ["call"], (part) => {
    if (!part.construct || lastName(part.callee) !== "ApprovalRequiredAIFunction") return undefined;
    const [inner] = positionals(part);
    if (inner) found.add(resolveValue(inner));
    return undefined;
  });
  return found;
}

function declaredClasses(file: CodeFile): ReadonlySet<string> {
  const found = new Set<string>();
  walkKinds(file.body, ["class", "function"], (part) => {
    if (part.kind === "class" && part.name) found.add(part.name);
    return part.kind !== "function";
  });
  return found;
}
