import type { ToolDefinition } from "../../model/definition.ts";
import { type Call, type FunctionCode, walk } from "../../parse/code/code.ts";
import { booleanOf, functionOf, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { buildTool, nameOf } from "../tools/toolParts.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";

/**
 * Functions that are there for something else, and that their file hands to models as well: those behind an app of
 * Gradio that is launched as an MCP server, the routes of an app of FastAPI that is mounted as one, and what a plugin
 * of `llm` registers.
 */
export function discoverServed(discovery: Discovery): ToolDefinition[] {
  const calls: Call[] = [];
  const functions: FunctionCode[] = [];
  walkKinds(discovery.file.body, ["call", "function"], (part) => {
    if (part.kind === "call") calls.push(part);
    else functions.push(part);
    return undefined;
  });
  const found = [
    ...(calls.some(isLaunchedForModels) ? calls.flatMap(behindApp) : []),
    ...(calls.some(isMounted) ? functions.flatMap(routeOf) : []),
    ...functions.flatMap(registeredByHook),
  ];
  const seen = new Set<FunctionCode>();
  return found.flatMap((one): ToolDefinition[] => {
    if (seen.has(one.fn) || discovery.isTaken(one.fn.span)) return [];
    seen.add(one.fn);
    return [toTool(one, discovery)];
  });
}

interface Served {
  readonly format: string;
  readonly fn: FunctionCode;
  readonly name?: ReturnType<typeof nameIn>;
  readonly start?: number;
}

function toTool({ format, fn, name, start }: Served, { file, approvals }: Discovery): ToolDefinition {
  const text = name ? nameOf(name) : (fn.name ?? "computed name");
  return buildTool({
    format,
    file,
    name: text,
    nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
    span: { start: start ?? fn.span.start, end: fn.span.end },
    description: fn.doc,
    handler: fn,
    parameters: modelParametersOf(fn),
    confirmation: approvals.get(text),
  });
}

/** `demo.launch(mcp_server=True)`. */
function isLaunchedForModels(call: Call): boolean {
  return /\.launch$/.test(writtenName(call.callee)) && booleanOf(keywords(call).get("mcp_server")?.value) === true;
}

const events = /\.(?:click|submit|change|input|upload|select|load|release|blur)$/;

/** `gr.Interface(fn=count)`, `gr.api(count)`, `button.click(count, …)`. */
function behindApp(call: Call): Served[] {
  const symbol = symbolOf(call.callee) ?? "";
  const isApp = /^gradio\.(?:Interface|ChatInterface|api)$/.test(symbol);
  if (!isApp && !(events.test(writtenName(call.callee)) && (symbol === "" || symbol.startsWith("gradio.")))) return [];
  const given = keywords(call);
  const fn = functionOf(given.get("fn")?.value ?? call.args.find(({ kind }) => kind !== "entry"));
  // What an event runs without a word on it is plumbing of the page.
  return fn?.name !== undefined && (isApp || fn.doc)
    ? [{ format: "gradio-mcp", fn, name: nameIn(given, "api_name") }]
    : [];
}

/** `FastApiMCP(app)`, `FastMCP.from_fastapi(app=app)`. */
function isMounted({ callee }: Call): boolean {
  return /^fastapi_mcp(?:\.\w+)*\.FastApiMCP$|\.FastMCP\.from_fastapi$/.test(symbolOf(callee) ?? "");
}

/** `@app.get("/items/{id}", operation_id="get_item")`. */
function routeOf(fn: FunctionCode): Served[] {
  for (const mark of fn.decorators) {
    if (mark.kind !== "call" || !/\.(?:get|post|put|patch|delete)$/.test(writtenName(mark.callee))) continue;
    if (stringOf(mark.args[0]) === undefined) continue;
    const name = nameIn(keywords(mark), "operation_id");
    return [{ format: "fastapi-mcp", fn, name, start: mark.span.start }];
  }
  return [];
}

function nameIn(given: ReturnType<typeof keywords>, key: string) {
  const value = given.get(key)?.value;
  return value && stringOf(value) !== undefined ? value : undefined;
}

/** `@llm.hookimpl def register_tools(register): register(search)`. */
function registeredByHook(hook: FunctionCode): Served[] {
  const isHook = hook.name === "register_tools" && hook.decorators.some((mark) => symbolOf(mark) === "llm.hookimpl");
  const register = hook.params[0]?.name;
  const found: Served[] = [];
  if (isHook && register !== undefined)
    walk(hook.body, (part) => {
      const isCall = part.kind === "call" && part.callee.kind === "name" && part.callee.name === register;
      const fn = isCall ? functionOf(part.args[0]) : undefined;
      if (fn?.name !== undefined) found.push({ format: "llm-function", fn });
      return undefined;
    });
  return found;
}
