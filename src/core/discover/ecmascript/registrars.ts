import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { readRegisterTool, readToolOverload } from "./mcpTypescript.ts";

/** Tools registered through helpers of the project, where no library's own function says so. */
export function discoverRegistrars({ file, isTaken }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["call"], (part) => {
    const tool = isNamedSo(part) && !isTaken(part.span) ? readWrapped(part, file) : undefined;
    if (tool) found.push(tool);
    return undefined;
  });
  return found;
}

const wrapper = /tool(?:s?$|[A-Z_])/i;
const otherRegistries = /^vscode\.|\.(?:registerPrompt|registerResource)$/;
const configKeys = [
  "inputSchema",
  "outputSchema",
  "parameters",
  "paramsSchema",
  "schema",
  "annotations",
  "description",
];

function isNamedSo({ callee }: Call): boolean {
  return wrapper.test(callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "");
}

/**
 * A function or method of the project that hands on to a server: a name, what describes the tool, and the function
 * that runs it, in this order, perhaps after the server. Only its name and this shape say so.
 */
function readWrapped(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (otherRegistries.test(symbolOf(call.callee) ?? "")) return undefined;
  const start = call.args.findIndex((arg) => stringOf(arg) !== undefined);
  if (start < 0 || start > 1) return undefined;
  const [name, ...rest] = call.args.slice(start);
  const handlerAt = rest.findIndex((arg) => functionOf(arg) !== undefined && resolveValue(arg).kind !== "object");
  if (!name || handlerAt < 1) return undefined;
  const before = rest.slice(0, handlerAt);
  const config = before.length === 1 ? entriesOf(before[0]) : undefined;
  const isConfig = config !== undefined && configKeys.some((key) => config.has(key));
  const isOverload = before.length > 1 && stringOf(before[0]) !== undefined && before.slice(1).some(isShape);
  if (!isConfig && !isOverload) return undefined;
  const shifted: Call = { ...call, args: [name, ...rest.slice(0, handlerAt + 1)] };
  return isConfig ? readRegisterTool(shifted, file) : readToolOverload(shifted, file);
}

function isShape(code: Code): boolean {
  const value = resolveValue(code);
  return value.kind === "object" || (value.kind === "call" && value.args.length > 0);
}
