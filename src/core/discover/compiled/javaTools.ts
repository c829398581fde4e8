import type { SpannedText, ToolDefinition } from "../../model/definition.ts";
import { type Call, type Code, type CodeFile, type FunctionCode, walk } from "../../parse/code/code.ts";
import {
  booleanOf,
  entriesOf,
  functionOf,
  memberOf,
  resolveValue,
  stringOf,
  writtenName,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { triggeredTool } from "../tools/azureFunctions.ts";
import { typeTool } from "../tools/contractTypes.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import {
  candidates,
  chainOf,
  chainSymbol,
  decorator,
  hintsOf,
  importedName,
  keyword,
  positionals,
} from "./compiledParts.ts";
import { appliedBy, functionBean, managed, specified } from "./javaBuilders.ts";

/** Tools of a project's own classes, and of Spring AI, LangChain4j, Quarkus, the MCP annotations of Spring, the MCP Java SDK, and Google's ADK. */
export function discoverJava(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["function", "class", "call"], (part) => {
    const own = part.kind === "class" ? typeTool(part, "custom-class-java", file) : undefined;
    if (own) found.push(own);
    if (part.kind === "function") {
      for (const row of annotations) {
        const mark = decorator(part, (callee) => candidates(callee, file).some((name) => row.symbol.test(name)));
        if (mark) found.push(annotated(part, mark, row.format, file));
      }
      const triggered = triggeredTool(part, file);
      if (triggered) found.push(triggered);
      const bean = functionBean(part, file);
      if (bean) found.push(bean);
    }
    if (part.kind !== "call") return undefined;
    const tool = built(part, file) ?? managed(part, file);
    if (tool) found.push(tool);
    found.push(...specified(part, file));
    return undefined;
  });
  return found;
}

const annotations: readonly { readonly symbol: RegExp; readonly format: string }[] = [
  { symbol: /^org\.springframework\.ai\.tool\.annotation\.Tool$/, format: "spring-ai-tool" },
  { symbol: /^dev\.langchain4j\.agent\.tool\.Tool$/, format: "langchain4j-tool" },
  { symbol: /^io\.quarkiverse\.mcp\.server\.Tool$/, format: "quarkus-mcp-tool" },
  {
    symbol: /^(?:org\.springaicommunity|org\.springframework\.ai|com\.logaritex)\.(?:\w+\.)*McpTool$/,
    format: "spring-mcp-tool",
  },
];

function annotated(fn: FunctionCode, mark: Call, format: string, file: CodeFile): ToolDefinition {
  const name = keyword(mark, "name")?.value;
  const description = keyword(mark, "description", "value")?.value ?? positionals(mark)[0];
  const hints = keyword(mark, "annotations")?.value;
  return buildTool({
    format,
    file,
    name: name ? nameOf(name) : (fn.name ?? "computed name"),
    nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
    span: fn.span,
    description: textOf(description),
    annotations: hints && hintsOf(keywordsOf(resolveValue(hints)), hints),
    handler: fn,
    parameters: fn.params.flatMap((param) => (param.name ? [{ text: param.name, span: param.span }] : [])),
  });
}

/** LangChain4j takes several texts, which are lines of one. */
function textOf(code: Code | undefined): SpannedText | undefined {
  const value = code && resolveValue(code);
  if (value?.kind !== "list") return spannedText(code);
  const texts = value.items.map((item) => stringOf(item)).filter((text) => text !== undefined);
  return texts.length > 0 ? { text: texts.join("\n"), span: value.span } : undefined;
}

function keywordsOf(code: Code): [string, Code][] {
  if (code.kind !== "call") return [...entriesOf(code)].map(([key, entry]) => [key, entry.value]);
  return code.args.flatMap((arg): [string, Code][] =>
    arg.kind === "entry" && arg.key !== undefined ? [[arg.key, arg.value]] : [],
  );
}

const specification = /(?:^|\.)(?:Sync|Async)(?:Stateless)?Tool(?:Specification|Registration)$/;

function built(call: Call, file: CodeFile): ToolDefinition | undefined {
  const symbol = importedName(call.callee) ?? symbolOf(call.callee) ?? "";
  if (call.construct && specification.test(symbol)) return mcpTool(call, call.args[0], call.args.at(-1), file);
  if (call.callee.kind !== "member") return undefined;
  const method = call.callee.property;
  if (method === "build") return fromBuilder(call, file);
  if (/^(?:toolCall|tool)$/.test(method) && call.args.length === 2 && isMcpTool(call.args[0]))
    return mcpTool(call, call.args[0], call.args[1], file);
  if (/^com\.google\.adk\.tools\.FunctionTool\.create$/.test(symbol)) return adkTool(call, file);
  return undefined;
}

/** A tool of the MCP SDK, made in place or before. */
function isMcpTool(code: Code | undefined): boolean {
  const value = code && resolveValue(code);
  if (value?.kind !== "call") return false;
  return /^io\.modelcontextprotocol\.(?:\w+\.)*Tool$|^McpSchema\.Tool$/.test(chainSymbol(value));
}

function fromBuilder(call: Call, file: CodeFile): ToolDefinition | undefined {
  const root = chainSymbol(call);
  const chain = chainOf(call);
  if (specification.test(root)) {
    const handler = chain.get("callHandler") ?? chain.get("call");
    return mcpTool(call, chain.get("tool")?.args[0], handler?.args[0], file);
  }
  if (/^org\.springframework\.ai\.tool\.method\.MethodToolCallback$/.test(root))
    return methodCallback(call, chain, file);
  if (!/^org\.springframework\.ai\.tool\.function\.FunctionToolCallback$/.test(root)) return undefined;
  const [name, handlerCode] = chain.get("builder")?.args ?? [];
  if (!name) return undefined;
  const handler = appliedBy(handlerCode);
  return buildTool({
    format: "spring-ai-function-tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(chain.get("description")?.args[0]),
    handler,
    parameters: [],
  });
}

/** `MethodToolCallback.builder().toolDefinition(ToolDefinitions.builder(method).name("x")…)`: which method, only running tells. */
function methodCallback(call: Call, chain: ReadonlyMap<string, Call>, file: CodeFile): ToolDefinition | undefined {
  const definition = chain.get("toolDefinition")?.args[0];
  const said = definition && chainOf(definition);
  const name = said?.get("name")?.args[0];
  if (!name) return undefined;
  return buildTool({
    format: "spring-ai-method-tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(said?.get("description")?.args[0]),
    handler: undefined,
    parameters: [],
  });
}

/**
 * `new Tool("name", "description", schema)`, `Tool.builder().name("name").build()` or `Tool.builder("name", schema)`,
 * with its handler.
 */
function mcpTool(
  call: Call,
  toolCode: Code | undefined,
  handlerCode: Code | undefined,
  file: CodeFile,
): ToolDefinition | undefined {
  const tool = toolCode && resolveValue(toolCode);
  if (tool?.kind !== "call") return undefined;
  const chain = chainOf(tool);
  const name = tool.construct ? tool.args[0] : (chain.get("name") ?? chain.get("builder"))?.args[0];
  if (!name) return undefined;
  const description = tool.construct ? tool.args[1] : chain.get("description")?.args[0];
  const hints = chain.get("annotations")?.args[0];
  const handler = functionOf(handlerCode);
  return buildTool({
    format: "mcp-java-sdk",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    annotations: hints && annotationsOf(hints),
    handler,
    parameters: [],
  });
}

/** `new ToolAnnotations(title, readOnly, destructive, idempotent, openWorld, returnDirect)`, by position. */
function annotationsOf(code: Code): Code | undefined {
  const value = resolveValue(code);
  if (value.kind !== "call") return undefined;
  const names = ["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];
  return hintsOf(
    value.args.flatMap((arg, index): [string, Code][] => (names[index] ? [[names[index], arg]] : [])),
    value,
  );
}

/**
 * `FunctionTool.create(Weather.class, "getWeather")` names a method: that is the tool, under the name that its
 * `@Schema` gives it. A third argument says that a person confirms it.
 */
function adkTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  const named = call.args.find((arg) => stringOf(arg) !== undefined);
  if (!named) return undefined;
  const method = methodNamed(stringOf(named) ?? "", call.args[0], file);
  const mark = method && decorator(method, (callee) => /(?:^|\.)Schema$/.test(writtenName(callee)));
  const name = (mark && keyword(mark, "name")?.value) ?? named;
  const confirms = call.args[2] && booleanOf(call.args[2]) === true;
  return buildTool({
    format: "adk-java-tool",
    file,
    name: nameOf(name),
    nameSpan: name === named ? (method?.nameSpan ?? name.span) : name.span,
    span: method?.span ?? call.span,
    description: spannedText(mark && keyword(mark, "description")?.value),
    handler: method,
    parameters: method?.params.flatMap((param) => (param.name ? [{ text: param.name, span: param.span }] : [])) ?? [],
    confirmation: confirms ? { confirmed: "always", by: "requireConfirmation", span: call.span } : undefined,
  });
}

/** The method of the class that is named, or else of the file. */
function methodNamed(name: string, type: Code | undefined, file: CodeFile): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walk(type ? [type] : [], (part) => {
    const owner = part.kind === "name" ? resolveValue(part) : undefined;
    const member = owner?.kind === "class" ? memberOf(owner, name) : undefined;
    if (member?.kind === "value" && member.value?.kind === "function") found ??= member.value;
    return found === undefined;
  });
  if (found) return found;
  walkKinds(file.body, ["function"], (part) => {
    if (!found && part.name === name) found = part;
    return found === undefined;
  });
  return found;
}
