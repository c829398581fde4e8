/** How a tool of the MCP libraries of Go is described, by a value or by a call with options. */
import type { SpannedText, ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, lookup, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { hintsOf, positionals } from "./compiledParts.ts";
import { handlerOf, type Link } from "./goHandlers.ts";

export interface Descriptor {
  readonly call: Call;
  readonly format: string;
  readonly name: Code;
  readonly description: Code | undefined;
  readonly annotations: Code | undefined;
  readonly parameters: readonly SpannedText[];
  /** Made by a call that only servers make. */
  readonly isMaker: boolean;
}

const toolType =
  /^github\.com\/(mark3labs\/mcp-go|modelcontextprotocol\/go-sdk)(?:\/v\d+)?\/mcp\.(Tool|NewTool|NewToolWithRawSchema)$/;

/** Undefined where the call makes no tool of these libraries. */
export function descriptorOf(call: Call): Descriptor | undefined {
  const match = toolType.exec(symbolOf(call.callee) ?? "");
  if (!match) return undefined;
  const format = match[1] === "mark3labs/mcp-go" ? "mcp-go-mark3labs" : "mcp-go-sdk";
  return match[2] === "Tool" ? composite(call, format) : optionCall(call, format);
}

/** `mcp.Tool{Name: "x", Description: "…"}`. */
export function composite(call: Call, format: string): Descriptor | undefined {
  const entries = entriesOf(call);
  const name = entries.get("Name")?.value;
  if (!name) return undefined;
  const hints = entries.get("Annotations")?.value;
  return {
    call,
    format,
    name,
    description: entries.get("Description")?.value,
    annotations: hints && hintsOf(pairsOf(hints), hints),
    parameters: schemaKeys(entries.get("InputSchema")?.value),
    isMaker: false,
  };
}

function pairsOf(code: Code): [string, Code][] {
  return [...entriesOf(code)].map(([key, entry]) => [key, entry.value]);
}

function schemaKeys(schema: Code | undefined): SpannedText[] {
  const properties = schema && entriesOf(schema).get("Properties");
  return properties ? [...entriesOf(properties.value)].map(([text, { keySpan }]) => ({ text, span: keySpan })) : [];
}

/** `mcp.NewTool("name", mcp.WithDescription("…"), mcp.WithString("id"))`. */
export function optionCall(call: Call, format: string): Descriptor | undefined {
  const [name, ...options] = positionals(call);
  if (!name) return undefined;
  const calls = options.flatMap((option): { option: string; call: Call }[] => {
    const value = resolveValue(option);
    if (value.kind !== "call") return [];
    const symbol = symbolOf(value.callee) ?? "";
    return [{ option: symbol.slice(symbol.lastIndexOf(".") + 1), call: value }];
  });
  const hints = calls.flatMap(({ option, call: inner }): [string, Code][] => {
    const hint = /^With(\w+Hint)Annotation$/.exec(option)?.[1];
    if (hint && inner.args[0]) return [[hint, inner.args[0]]];
    return option === "WithToolAnnotation" && inner.args[0] ? pairsOf(inner.args[0]) : [];
  });
  const parameters = calls.flatMap(({ option, call: inner }): SpannedText[] => {
    const text = /^With(?:String|Number|Boolean|Object|Array|Any|Integer)$/.test(option) && stringOf(inner.args[0]);
    return text && inner.args[0] ? [{ text, span: inner.args[0].span }] : [];
  });
  return {
    call,
    format,
    name,
    description: calls.find(({ option }) => option === "WithDescription")?.call.args[0] ?? options.find(isText),
    annotations: hints.length > 0 ? hintsOf(hints, call) : undefined,
    parameters,
    isMaker: true,
  };
}

export const isText = (code: Code) => stringOf(code) !== undefined;

/** A name that the function around is given: tools are where that is called. */
export function isHandedIn(name: Code): boolean {
  let root = name;
  while (root.kind === "member") root = root.object;
  return root.kind === "name" && lookup(root.scope, root.name)?.kind === "parameter";
}

/** The tool that is described here and run there. */
export function mcpTool(descriptor: Descriptor, link: Link | undefined, file: CodeFile): ToolDefinition {
  const { call, format, name, description, annotations, parameters } = descriptor;
  return buildTool({
    format,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description) ?? translated(description),
    annotations,
    handler: handlerOf(link?.handler),
    parameters,
  });
}

/** `t("KEY", "text")`: the text if nobody translates it. */
function translated(code: Code | undefined): SpannedText | undefined {
  const value = code && resolveValue(code);
  return value?.kind === "call" ? spannedText(value.args.findLast(isText)) : undefined;
}
