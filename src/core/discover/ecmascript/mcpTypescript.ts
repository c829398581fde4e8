import type { ToolDefinition } from "../../model/definition.ts";
import type { Binding, Call, Code, CodeFile, Entry } from "../../parse/code/code.ts";
import { entriesOf, functionOf, lookup, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { elicitationPlace } from "../tools/approvalEdits.ts";
import { buildTool, looksLikeAnnotations, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";

/** Modules whose import makes a file one that registers MCP tools. */
const mcpModules =
  /^(?:@modelcontextprotocol\/(?:sdk|server|ext-apps|node)(?:\/|$)|mcp-handler$|@vercel\/mcp-adapter$|agents\/mcp$|fastmcp$)/;
const serverClass = /(?:^|\.)McpServer\(\)\.(?:registerTool|tool)$/;
const fastServer = /^fastmcp\.FastMCP\(\)\.addTool$/;

/** Tools registered on an `McpServer` of the MCP TypeScript SDK v1 or v2, or on a `FastMCP` of fastmcp. */
export function discoverMcpTypescript({ file, modules }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const importsMcp = modules.some((module) => mcpModules.test(module));
  walkKinds(file.body, ["call"], (part) => {
    const tool = readRegistration(part, file, importsMcp);
    if (tool) found.push(tool);
    return undefined;
  });
  return found;
}

/** The modules that a file imports at its top. */
export function importedModules(file: CodeFile): string[] {
  return [...file.scope.bindings.values()].flatMap((binding: Binding) =>
    binding.kind === "import" ? [binding.module] : [],
  );
}

function readRegistration(call: Call, file: CodeFile, importsMcp: boolean): ToolDefinition | undefined {
  if (call.callee.kind !== "member") return undefined;
  const method = call.callee.property;
  const symbol = symbolOf(call.callee);
  if (symbol && fastServer.test(symbol)) return readObjectTool(call, file);
  if ((method !== "registerTool" && method !== "tool") || isHelper(call)) return undefined;
  const isKnown = symbol !== undefined && serverClass.test(symbol);
  if (!isKnown && !isPlausibleReceiver(call, symbol, importsMcp)) return undefined;
  return method === "registerTool" ? readRegisterTool(call, file) : readToolOverload(call, file);
}

/** What a helper registers goes by the name that it is given: the tools are where it is called. */
function isHelper({ args }: Call): boolean {
  const [name, config] = args;
  if (name?.kind === "member") return name.property === "name" && isEach(name.object) && isPartOf(config, name.object);
  if (name?.kind !== "name") return false;
  const binding = lookup(name.scope, name.name);
  return binding?.kind === "parameter" && !binding.value;
}

/** What a loop or a callback goes through, or a helper is handed. */
function isEach(code: Code): boolean {
  const binding = code.kind === "name" ? lookup(code.scope, code.name) : undefined;
  return binding?.kind === "parameter" || (binding?.kind === "value" && !binding.value && !binding.type);
}

/** `tool.definition`, `{ description: tool.description, … }` beside `tool.name`. */
function isPartOf(code: Code | undefined, owner: Code): boolean {
  if (!code || owner.kind !== "name") return false;
  if (code.kind === "member") return code.object.kind === "name" && code.object.name === owner.name;
  return code.kind === "object" && code.entries.some(({ value }) => isPartOf(value, owner));
}

/**
 * A receiver that comes from elsewhere: a parameter without a type, or something imported from this project.
 * Then the shape of the call has to be that of a registration, in a file that has to do with MCP.
 */
function isPlausibleReceiver(call: Call, symbol: string | undefined, importsMcp: boolean): boolean {
  const [name, config] = call.args;
  const handler = call.args.at(-1);
  if (!name || !handler || call.args.length < 2 || stringOf(name) === undefined) return false;
  if (!functionOf(handler) && !isReference(handler)) return false;
  const fromProject = symbol !== undefined && /^(?:\.|@\/|~|#)/.test(symbol);
  if (symbol !== undefined && !fromProject) return false;
  if (importsMcp) return isHandedIn(call) || fromProject;
  const keys = entriesOf(config);
  return call.callee.kind === "member" && call.callee.property === "registerTool" && keys.has("inputSchema");
}

function isReference(code: Code): boolean {
  return code.kind === "name" || code.kind === "member" || code.kind === "call";
}

/** The receiver is a parameter or a field, not something made in this file by something else. */
function isHandedIn(call: Call): boolean {
  let root: Code = call.callee;
  while (root.kind === "member") root = root.object;
  if (root.kind !== "name") return false;
  const binding = lookup(root.scope, root.name);
  return binding?.kind === "parameter" || root.name === "this";
}

export function readRegisterTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  const [name, config, handlerCode] = call.args;
  if (!name || !config) return undefined;
  const entries = entriesOf(config);
  const handler = functionOf(handlerCode);
  return buildTool({
    format: "mcp-ts-registerTool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(entries.get("description")?.value),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(handler, entries.get("inputSchema")?.value),
    elicitation: elicitationPlace(call, handler),
  });
}

/** The six overloads of the deprecated `server.tool`: name, description?, schema?, annotations?, handler. */
export function readToolOverload(call: Call, file: CodeFile): ToolDefinition | undefined {
  const [name, ...rest] = call.args;
  const handlerCode = rest.pop();
  if (!name || !handlerCode) return undefined;
  const handler = functionOf(handlerCode);
  const description = rest.find((arg) => stringOf(arg) !== undefined);
  const objects = rest.filter((arg) => arg !== description && resolveValue(arg).kind === "object");
  const annotations = objects.find(looksLikeAnnotations);
  return buildTool({
    format: "mcp-ts-server.tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    annotations,
    handler,
    parameters: modelParameters(
      handler,
      objects.find((arg) => arg !== annotations),
    ),
  });
}

/** `addTool({ name, description, parameters, execute })`. */
function readObjectTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  const entries = entriesOf(call.args[0]);
  const name: Entry | undefined = entries.get("name");
  if (!name) return undefined;
  const handler = functionOf(entries.get("execute")?.value);
  return buildTool({
    format: "fastmcp-ts",
    file,
    name: nameOf(name.value),
    nameSpan: name.value.span,
    span: call.span,
    description: spannedText(entries.get("description")?.value),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(handler, entries.get("parameters")?.value),
  });
}
