import { type Call, type Code, type Entry, type FunctionCode, walk } from "../../parse/code/code.ts";
import { functionOf, lookup, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { functionsGiven } from "../ecmascript/loopItems.ts";
import { functionsIn, itemsOf } from "../ecmascript/toolItems.ts";

/** Helpers of a project that add the functions that they are given to a server of MCP, with the same annotations for all. */

interface Added {
  readonly fn: FunctionCode;
  /** The call in the helper that adds it. */
  readonly by: Call;
}

interface Adding {
  readonly by: Call;
  /** The parameter that is added, or each of it. */
  readonly at: number;
  readonly name: string;
  readonly each: boolean;
}

/**
 * The functions that a call hands to such a helper: `add(server, search)`, the same in a loop, and
 * `add_all(server, [search, send])`.
 * @param ancestors of the call, nearest last
 */
export function addedByHelper(call: Call, ancestors: readonly Code[]): Added[] {
  if (!/tool|register|add|expose/i.test(writtenName(call.callee))) return [];
  const helper = functionOf(call.callee);
  const adding = helper && addingOf(helper);
  const given = adding && argumentAt(call, adding);
  if (!adding || !given) return [];
  const functions = adding.each ? functionsIn(itemsOf(given)) : functionsGiven(given, [...ancestors, call]);
  return functions.map((fn) => ({ fn, by: adding.by }));
}

function argumentAt({ args }: Call, { at, name }: Adding): Code | undefined {
  const byName = args.find((arg): arg is Entry => arg.kind === "entry" && arg.key === name);
  return byName?.value ?? args.filter(({ kind }) => kind !== "entry")[at];
}

const known = new WeakMap<FunctionCode, Adding | false>();

function addingOf(helper: FunctionCode): Adding | undefined {
  let found = known.get(helper);
  if (found === undefined) {
    found = search(helper) ?? false;
    known.set(helper, found);
  }
  return found || undefined;
}

function search(helper: FunctionCode): Adding | undefined {
  const params = helper.params.filter(({ name }) => name !== "self" && name !== "cls");
  let found: Adding | undefined;
  walk(helper.body, (part, ancestors) => {
    if (found) return false;
    const arg = part.kind === "call" ? part.args.find(({ kind }) => kind !== "entry") : undefined;
    if (part.kind !== "call" || arg?.kind !== "name" || !adds(part)) return undefined;
    const loop = ancestors.findLast((around) => around.kind === "loop" && around.targets.includes(arg.name));
    const source = loop?.kind === "loop" ? loop.iterable : arg;
    const at = source.kind === "name" ? params.findIndex(({ name }) => name === source.name) : -1;
    if (source.kind === "name" && at >= 0)
      found = { by: part.callee.kind === "call" ? part.callee : part, at, name: source.name, each: loop !== undefined };
    return undefined;
  });
  return found;
}

const adder = /\.(?:FastMCP|MCPServer)\(\)\.(?:add_tool|tool)$/;

/** `server.add_tool(fn)`, `server.tool(annotations=…)(fn)`: of a known server, or one that is handed in by the usual name. */
function adds({ callee }: Call): boolean {
  const method = callee.kind === "call" ? callee.callee : callee;
  if (method.kind !== "member" || !/^(?:add_tool|tool)$/.test(method.property)) return false;
  if (adder.test(symbolOf(method) ?? "")) return true;
  const { object } = method;
  const isHandedIn = object.kind === "name" && lookup(object.scope, object.name)?.kind === "parameter";
  return isHandedIn && symbolOf(object) === undefined && /^(?:mcp|server|mcp_server|mcp_instance)$/.test(object.name);
}
