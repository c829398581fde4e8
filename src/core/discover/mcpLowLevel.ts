import type { ToolDefinition } from "../model/definition.ts";
import { type Branch, type Code, type CodeFile, type Entry, type FunctionCode, walk } from "../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, stringOf } from "../parse/code/resolve.ts";
import { symbolOf } from "../parse/code/symbols.ts";
import type { Discovery } from "./context.ts";
import { itemsOf } from "./toolItems.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "./toolParts.ts";

/**
 * Tools of the low-level MCP servers: a list of descriptions in one handler, a dispatcher by name in another.
 * The two are joined by the name within the file.
 */
export function discoverMcpLowLevel({ file, elsewhere }: Discovery): ToolDefinition[] {
  const dispatchers: FunctionCode[] = [];
  const listers: FunctionCode[] = [];
  walk(file.body, (part) => {
    if (part.kind === "call") {
      const handler = functionOf(part.args[1]);
      const subject = requestOf(part.args[0]);
      if (handler && isRequestHandler(part.callee) && subject === "list") listers.push(handler);
      if (handler && isRequestHandler(part.callee) && subject === "call") dispatchers.push(handler);
    }
    if (part.kind === "function") {
      for (const decorator of part.decorators) {
        const callee = decorator.kind === "call" ? decorator.callee : decorator;
        const symbol = symbolOf(callee) ?? "";
        if (pythonHandler.test(symbol)) (symbol.endsWith("list_tools") ? listers : dispatchers).push(part);
      }
    }
    return undefined;
  });
  const described = listers.flatMap((lister) => describedTools(lister));
  const isOnly = described.length === 1;
  return described.map((description) => {
    const here = runnerOf(nameOf(description.name.value), dispatchers, isOnly);
    const near = file.locate(description.code.span)?.path;
    return toTool(description, here ?? elsewhere?.runnerOf(nameOf(description.name.value), near), file);
  });
}

const pythonHandler = /^mcp\.server(?:\.lowlevel)?(?:\.server)?\.Server\(\)\.(?:list_tools|call_tool)$/;

function isRequestHandler(callee: Code): boolean {
  return callee.kind === "member" && callee.property === "setRequestHandler";
}

function requestOf(code: Code | undefined): "list" | "call" | undefined {
  const text = stringOf(code) ?? symbolOf(code) ?? "";
  if (text === "tools/list" || /@modelcontextprotocol\/.*\.ListToolsRequestSchema$/.test(text)) return "list";
  if (text === "tools/call" || /@modelcontextprotocol\/.*\.CallToolRequestSchema$/.test(text)) return "call";
  return undefined;
}

interface Description {
  readonly code: Code;
  readonly name: Entry;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The objects or `Tool(...)` calls in the list that a lister returns. */
function describedTools(lister: FunctionCode): Description[] {
  return returnsOf(lister).flatMap((returned) => {
    const value = resolveValue(returned);
    const listed = value.kind === "object" || value.kind === "call" ? entriesOf(value).get("tools")?.value : value;
    return itemsOf(listed ?? value).flatMap((item): Description[] => {
      const entries = entriesOf(item);
      const name = entries.get("name");
      return name ? [{ code: resolveValue(item), name, entries }] : [];
    });
  });
}

function toTool(
  { code, name, entries }: Description,
  handler: FunctionCode | undefined,
  file: CodeFile,
): ToolDefinition {
  const text = nameOf(name.value);
  return buildTool({
    format: file.language === "python" ? "mcp-py-lowlevel" : "mcp-ts-lowlevel",
    file,
    name: text,
    nameSpan: name.value.span,
    span: code.span,
    description: spannedText(entries.get("description")?.value),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(undefined, entries.get("inputSchema")?.value),
  });
}

/** With a single tool there is nothing to dispatch. */
function runnerOf(name: string, dispatchers: readonly FunctionCode[], isOnly: boolean): FunctionCode | undefined {
  const branch = dispatchers.map((dispatcher) => branchFor(dispatcher, name)).find((found) => found !== undefined);
  return branch ?? (isOnly ? dispatchers[0] : undefined);
}

/** The part of a dispatcher that runs for a name, as a function of its own. */
export function branchFor(dispatcher: FunctionCode, name: string): FunctionCode | undefined {
  let found: Branch | undefined;
  walk(dispatcher.body, (part) => {
    if (!found && part.kind === "branch" && comparesWith(part.condition, name)) found = part;
    return found === undefined;
  });
  return found && { ...dispatcher, body: found.consequence };
}

function comparesWith(condition: Code, name: string): boolean {
  let found = false;
  walk([condition], (part) => {
    if (part.kind !== "group" || !/^(?:===?|==)$/.test(part.operator ?? "")) return undefined;
    found ||= part.parts.some((side) => stringOf(side) === name);
    return undefined;
  });
  return found;
}
