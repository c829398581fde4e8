import type { ToolDefinition } from "../../model/definition.ts";
import { type Branch, type Code, type CodeFile, type Entry, type FunctionCode, walk } from "../../parse/code/code.ts";
import { innermost } from "../../parse/code/given.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { typeTool } from "../tools/contractTypes.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { toFunction } from "./makerTools.ts";
import { itemsOf, type Later, laterItems } from "./toolItems.ts";

/**
 * Tools of the low-level MCP servers: a list of descriptions in one handler, a dispatcher by name in another.
 * The two are joined by the name within the file.
 */
export function discoverMcpLowLevel({ file, elsewhere }: Discovery): ToolDefinition[] {
  const dispatchers: FunctionCode[] = [];
  const listers: FunctionCode[] = [];
  walkKinds(file.body, ["call", "function"], (part) => {
    if (part.kind === "call") {
      const given = functionOf(part.args[1]);
      const handler = given && innermost(given);
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
  const items = listers.flatMap((lister) => listedItems(lister, laterItems(file)));
  const described = items.flatMap(describedItem);
  const isOnly = described.length === 1;
  const told = described.map((description) => {
    const here = runnerOf(nameOf(description.name.value), dispatchers, isOnly);
    const near = file.locate(description.code.span)?.path;
    return toTool(description, here ?? elsewhere?.runnerOf(nameOf(description.name.value), near), file);
  });
  return [...told, ...items.flatMap((item) => instanceTool(item, file) ?? [])];
}

/** `new ReadTool(store)` in the list: its class says the rest, whatever it extends. */
function instanceTool(item: Code, file: CodeFile): ToolDefinition | undefined {
  const made = resolveValue(item);
  const type = made.kind === "call" ? resolveValue(made.callee) : made;
  if (type.kind !== "class") return undefined;
  return typeTool(type, `custom-class-${file.language === "python" ? "py" : "ts"}`, file, "listed");
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

/** What stands in the list that a lister returns. */
function listedItems(lister: FunctionCode, later: Later): Code[] {
  return returnsOf(lister).flatMap((returned) => {
    const value = resolveValue(returned);
    const listed = value.kind === "object" || value.kind === "call" ? entriesOf(value).get("tools")?.value : value;
    return itemsOf(listed ?? value, undefined, later);
  });
}

/** What is handed on from elsewhere, `name: tool.name`, was defined there. */
function isWritten(name: Code): boolean {
  const value = resolveValue(name);
  return stringOf(value) !== undefined || value.kind === "template" || value.kind === "group";
}

/** The objects or `Tool(...)` calls among it, also where each holds its description beside what runs it. */
function describedItem(item: Code): Description[] {
  for (const code of [
    item,
    ...["definition", "schema", "tool", "spec"].flatMap((key) => entriesOf(item).get(key)?.value ?? []),
  ]) {
    const entries = entriesOf(code);
    const name = entries.get("name");
    if (name && isWritten(name.value) && (entries.has("description") || entries.has("inputSchema")))
      return [{ code: describedAt(code), name, entries }];
  }
  return [];
}

/** What a method of the project answers is a tool where that stands, not where it is asked for. */
function describedAt(code: Code): Code {
  const value = resolveValue(code);
  const maker = value.kind === "call" ? functionOf(value.callee) : undefined;
  const answers = maker ? returnsOf(maker).map((answer) => resolveValue(answer)) : [];
  return answers.find((answer) => entriesOf(answer).has("name")) ?? value;
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
  // What only tells the class of a name runs nothing; where nothing else is found, it is what there is.
  for (const isAccepted of [calls, () => true]) {
    const seen = new Set<FunctionCode>();
    for (const dispatcher of dispatchers) {
      const runner = runnerIn(dispatcher, name, isAccepted, seen, maxHandedOn);
      if (runner) return runner;
    }
  }
  return isOnly ? dispatchers[0] : undefined;
}

/** A handler may hand the name on so often until something is run by it. */
const maxHandedOn = 3;

/** Functions looked through for one name. */
const maxSeen = 60;

function runnerIn(
  dispatcher: FunctionCode,
  name: string,
  isAccepted: (runner: FunctionCode) => boolean,
  seen: Set<FunctionCode>,
  steps: number,
): FunctionCode | undefined {
  if (seen.has(dispatcher) || seen.size >= maxSeen) return undefined;
  seen.add(dispatcher);
  let found = [branchFor(dispatcher, name), entryFor(dispatcher, name)].find((one) => one && isAccepted(one));
  if (found || steps === 0) return found;
  walk(dispatcher.body, (part) => {
    const helper = !found && part.kind === "call" ? functionOf(part.callee) : undefined;
    if (helper) found = runnerIn(helper, name, isAccepted, seen, steps - 1);
    return found === undefined;
  });
  return found;
}

/** True of a function that calls something: what only tells the class of a name runs nothing. */
export function calls({ body }: FunctionCode): boolean {
  let found = false;
  walk(body, (part) => {
    found ||= part.kind === "call";
    return !found;
  });
  return found;
}

/** The parts of a dispatcher that run for a name, as a function of its own. */
export function branchFor(dispatcher: FunctionCode, name: string): FunctionCode | undefined {
  const found: Branch[] = [];
  walk(dispatcher.body, (part) => {
    if (part.kind !== "branch" || !comparesWith(part.condition, name)) return undefined;
    found.push(part);
    return false;
  });
  return found.length === 0 ? undefined : { ...dispatcher, body: found.flatMap(({ consequence }) => consequence) };
}

/** `handlers[name](args)`: the entry of a table of functions, or of objects that hold one. */
export function entryFor(dispatcher: FunctionCode, name: string): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walk(dispatcher.body, (part) => {
    const isLooked = part.kind === "member" && part.index !== undefined && stringOf(part.index) === undefined;
    const entry = !found && isLooked ? entriesOf(part.object).get(name) : undefined;
    if (entry) found = toFunction(entry.value);
    return found === undefined;
  });
  return found;
}

function comparesWith(condition: Code, name: string): boolean {
  let found = false;
  walk([condition], (part) => {
    // `isinstance(arg, BashCommand)`: the tool goes by the name of the class of its input.
    if (part.kind === "call" && writtenName(part.callee) === "isinstance")
      found ||= part.args[1] !== undefined && writtenName(part.args[1]) === name;
    if (part.kind !== "group" || !/^(?:===?|==)$/.test(part.operator ?? "")) return undefined;
    found ||= part.parts.some((side) => stringOf(side) === name);
    return undefined;
  });
  return found;
}
