import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, ClassCode, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { stringOf } from "../../parse/code/resolve.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { hintsOf, keyword, lastName, positionals } from "./compiledParts.ts";

const typeMark = /^(?:\w*(?:Mcp|MCP|Ai|AI|Llm|LLM|Agent)(?:For\w+)?)?Tool(?:Attribute)?$/;
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
  const written = methods.flatMap(({ body }) => body);
  const hints = mark.args.flatMap((arg): [string, Code][] =>
    arg.kind === "entry" && arg.key !== undefined && typeHint.test(arg.key) ? [[arg.key, arg.value]] : [],
  );
  const description = keyword(mark, "Description")?.value;
  const isMarked =
    hints.length > 0 || (isModels.test(lastName(mark.callee)) && (description !== undefined || written.length > 0));
  if (!name || stringOf(name) === undefined || !isMarked) return undefined;
  const [first] = methods;
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
