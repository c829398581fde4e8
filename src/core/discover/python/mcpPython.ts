import type { SpannedText, ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile, Entry, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, lookup, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { functionsGiven } from "../ecmascript/loopItems.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { standsForGiven } from "./decoratorsAround.ts";
import { addedByHelper } from "./mcpPythonHelpers.ts";
import { fastmcpFromFunction } from "./pythonFormats.ts";

const mcpModules = /^(?:mcp|fastmcp)(?:\.|$)/;
const serverTool =
  /^(?:mcp\.server(?:\.fastmcp|\.mcpserver)?(?:\.server)?|fastmcp(?:\.server(?:\.server)?)?)\.(?:FastMCP|MCPServer)\(\)\.tool$/;
const serverAddTool = /\.(?:FastMCP|MCPServer)\(\)\.add_tool$/;
const standaloneTool = /^fastmcp\.tools(?:\.\w+)*\.tool$/;

/** Tools of the MCP Python SDK v1 and v2 and of fastmcp: decorated functions, and functions added by call. */
export function discoverMcpPython({ file, modules }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const importsMcp = modules.some((module) => mcpModules.test(module));
  walkKinds(file.body, ["function", "call"], (part, ancestors) => {
    if (part.kind === "call") {
      const added = readAdded(part, ancestors, file, importsMcp);
      found.push(...(added.length > 0 ? added : readHelped(part, ancestors, file)));
    }
    const tool = part.kind === "function" ? readDecorated(part, file, importsMcp) : undefined;
    if (tool) found.push(tool);
    return undefined;
  });
  return found;
}

function readDecorated(fn: FunctionCode, file: CodeFile, importsMcp: boolean): ToolDefinition | undefined {
  if (standsForGiven(fn)) return undefined;
  for (const decorator of fn.decorators) {
    const callee = decorator.kind === "call" ? decorator.callee : decorator;
    if (!isToolDecorator(callee, importsMcp)) continue;
    const start = decorator.span.start;
    return toolOf(fn, decorator.kind === "call" ? decorator : undefined, { start, end: fn.span.end }, file);
  }
  return undefined;
}

/** `mcp.tool(name="x")(self.method)` and `mcp.add_tool(fn)`, also for each function that a loop goes through. */
function readAdded(call: Call, ancestors: readonly Code[], file: CodeFile, importsMcp: boolean): ToolDefinition[] {
  const arg = call.args.find((one) => one.kind !== "entry");
  if (!arg) return [];
  const decorates = call.callee.kind === "call" && isToolDecorator(call.callee.callee, importsMcp);
  const isLooped = functionOf(arg) === undefined;
  // The decorator may be called with the function, too: `mcp.tool(search, name="find")`.
  const adds = serverAddTool.test(symbolOf(call.callee) ?? "") || isToolDecorator(call.callee, importsMcp);
  if (!decorates && !adds) return [];
  // A tool that is made by the library's own call is found there.
  const made = resolveValue(arg);
  if (made.kind === "call" && fastmcpFromFunction.test(symbolOf(made.callee) ?? "")) return [];
  const wrapped = isLooped ? functionWrapped(arg, call) : undefined;
  if (wrapped) return [toolOf(wrapped.fn, wrapped.marks, call.span, file, { firstIsName: false })];
  return functionsGiven(arg, [...ancestors, call]).flatMap((fn) => {
    if (fn.name === undefined || standsForGiven(fn)) return [];
    const marks = call.callee.kind === "call" ? call.callee : call;
    const span = isLooped ? fn.span : call.span;
    return [toolOf(fn, isLooped ? forAll(marks) : marks, span, file, { firstIsName: decorates })];
  });
}

/** `mcp.add_tool(Tool.from_function(search, name="find"))`, `mcp.add_tool(limited(search), name="find")`. */
function functionWrapped(arg: Code, call: Call): { readonly fn: FunctionCode; readonly marks: Call } | undefined {
  const wrapper = resolveValue(arg);
  if (wrapper.kind !== "call") return undefined;
  const fn = wrapper.args.flatMap((one) => functionOf(one.kind === "entry" ? one.value : one) ?? [])[0];
  const marks = { ...call, args: [...call.args, ...wrapper.args].filter((one) => one.kind === "entry") };
  return fn && { fn, marks };
}

/** `add_read_only_tool(server, search)`, where that helper of the project adds what it is given. */
function readHelped(call: Call, ancestors: readonly Code[], file: CodeFile): ToolDefinition[] {
  return addedByHelper(call, ancestors).flatMap(({ fn, by }) =>
    fn.name === undefined ? [] : [toolOf(fn, forAll(by), fn.span, file)],
  );
}

/** What holds for each of several functions: no name and no description. */
function forAll(marks: Call): Call {
  return { ...marks, args: marks.args.filter((arg) => arg.kind === "entry" && arg.key === "annotations") };
}

/** True for the decorator of a server or of the library itself. */
export function isServerMark(callee: Code): boolean {
  const symbol = symbolOf(callee);
  return symbol !== undefined && (serverTool.test(symbol) || standaloneTool.test(symbol));
}

function isToolDecorator(callee: Code, importsMcp: boolean): boolean {
  if (isServerMark(callee)) return true;
  const symbol = symbolOf(callee);
  if (callee.kind !== "member" || callee.property !== "tool") return false;
  // A server of the project's own that extends the library's, with a decorator of its own.
  if (serverTool.test(`${symbolOf(callee.object)}.tool`)) return true;
  // From another module of this project, or handed in: believed in a file that has to do with MCP, or by the usual name.
  const root = rootName(callee);
  if (!root) return false;
  const binding = lookup(root.scope, root.name);
  const isElsewhere = binding?.kind === "parameter" || root.name === "self" || symbol?.startsWith(".") === true;
  const unresolved = symbol === undefined || symbol.startsWith(".");
  return isElsewhere && unresolved && (importsMcp || callee.object === root) && (importsMcp || root.name === "mcp");
}

function rootName(code: Code) {
  let root: Code = code;
  while (root.kind === "member") root = root.object;
  return root.kind === "name" ? root : undefined;
}

interface NameOptions {
  readonly firstIsName: boolean;
}

function toolOf(
  fn: FunctionCode,
  call: Call | undefined,
  span: { readonly start: number; readonly end: number },
  file: CodeFile,
  { firstIsName }: NameOptions = { firstIsName: true },
): ToolDefinition {
  const keyword = (key: string): Entry | undefined =>
    call?.args.find((arg): arg is Entry => arg.kind === "entry" && arg.key === key);
  const first = firstIsName ? call?.args.find((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined) : undefined;
  const nameCode = keyword("name")?.value ?? first;
  return buildTool({
    format: "mcp-py-fastmcp",
    file,
    name: nameCode ? nameOf(nameCode) : (fn.name ?? "computed name"),
    nameSpan: nameCode?.span ?? fn.nameSpan ?? fn.span,
    span,
    description: spannedText(keyword("description")?.value) ?? fn.doc,
    annotations: keyword("annotations")?.value,
    handler: fn,
    parameters: parametersOf(fn),
  });
}

/** Parameters that the model fills in: not the receiver, and not an injected context. */
function parametersOf(fn: FunctionCode): SpannedText[] {
  return fn.params.flatMap(({ name, type, span }): SpannedText[] => {
    const isInjected = name === "self" || name === "ctx" || (type && /\bContext\(?/.test(symbolOf(type) ?? ""));
    return name && !isInjected ? [{ text: name, span }] : [];
  });
}
