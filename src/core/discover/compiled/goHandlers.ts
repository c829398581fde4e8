/** What runs a tool of Go: registered with it, beside it in a record, a call or an answer, or wrapped. */
import type { Call, ClassCode, Code, CodeFile, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, ownerOf, resolveValue, returnsOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { scopeOf } from "../tools/modelEvidence.ts";
import { positionals } from "./compiledParts.ts";

export interface Link {
  readonly handler: Code;
}

export const registering = /^[aA]ddTool$|^AddSessionTool$|^[rR]egisterTool$/;

/** Tools that are registered by a name: `s.AddTool(tool, handle)`, where the tool was made before or by a function. */
export function handlersOf(file: CodeFile): ReadonlyMap<Code, Link> {
  const found = new Map<Code, Link>();
  const link = (tool: Code | undefined, handler: Code | undefined) => {
    if (!tool || !handler) return;
    const value = resolveValue(tool);
    const maker = value.kind === "call" ? functionOf(value.callee) : undefined;
    const made = maker ? firstOf(returnsOf(maker)[0]) : value;
    if (made && !found.has(made)) found.set(resolveValue(made), { handler });
  };
  walkKinds(file.body, ["object", "call"], (part) => {
    if (part.kind === "object") link(...recordOf(entriesOf(part)));
    if (part.kind !== "call") return undefined;
    const method = part.callee.kind === "member" ? part.callee.property : "";
    if (registering.test(method)) {
      const args = positionals(part);
      link(args.at(-2), args.at(-1));
    }
    if (part.construct) link(...recordOf(entriesOf(part)));
    return undefined;
  });
  return found;
}

/** What describes a tool and what runs it, in a record of the project's own. */
export function recordOf(entries: ReadonlyMap<string, Entry>): [Code | undefined, Code | undefined] {
  const one = (...keys: string[]) => keys.map((key) => entries.get(key)?.value).find((value) => value !== undefined);
  return [one("Tool", "Definition", "Spec", "Def"), one("Handler", "Handle", "HandlerFunc", "Func")];
}

function firstOf(code: Code | undefined): Code | undefined {
  return code?.kind === "list" ? code.items[0] : code;
}

/** A tool that stands beside its handler, in a call or in what a function answers. */
export function beside(tool: Call, ancestors: readonly Code[]): Link | undefined {
  const parent = ancestors.findLast((part) => part.kind !== "group");
  const siblings =
    parent?.kind === "call" && parent.callee !== tool
      ? positionals(parent)
      : parent?.kind === "list"
        ? parent.items
        : [];
  const index = siblings.indexOf(tool);
  const handler = siblings.slice(index + 1).findLast((part) => isHandler(part));
  return index >= 0 && handler ? { handler } : undefined;
}

/** `func (*PlaceOrder) Tool() mcp.Tool` is run by what `func (*PlaceOrder) Handler(…)` answers. */
export function ofSameType(ancestors: readonly Code[]): Link | undefined {
  const method = ancestors.findLast(
    (part): part is FunctionCode => part.kind === "function" && part.name !== undefined,
  );
  const owner = method && ownerOf(scopeOf(method.body));
  const handler = owner && pickMember(owner);
  return handler && handler !== method ? { handler } : undefined;
}

const ownHandlers = [
  "Handler",
  "Handle",
  "HandlerFunc",
  "ToolHandler",
  "HandleTool",
  "Execute",
  "Call",
  "Run",
  "Invoke",
];

function pickMember(owner: ClassCode): FunctionCode | undefined {
  for (const name of ownHandlers) {
    const binding = owner.members.get(name);
    if (binding?.kind === "value" && binding.value?.kind === "function" && binding.value.body.length > 0)
      return binding.value;
  }
  return undefined;
}

function isHandler(code: Code): boolean {
  return functionOf(code) !== undefined || code.kind === "name" || code.kind === "member" || code.kind === "call";
}

/** A handler, what a function of this file answers as one, or what a wrapper is handed: `mcp.NewTypedToolHandler(handle)`. */
export function handlerOf(code: Code | undefined): FunctionCode | undefined {
  const handed = code && wrappedHandler(code, 4);
  if (handed) return handed;
  const fn = functionOf(code);
  const inner = fn && returnsOf(fn).map((answer) => functionOf(firstOf(answer)));
  return (code && resolveValue(code).kind === "call" && inner?.find((one) => one !== undefined)) || fn;
}

/** `adapt(traced("name", tools.handleDelete))`: what wrappers are handed and run, a library's or the project's own. */
function wrappedHandler(code: Code, steps: number): FunctionCode | undefined {
  const value = resolveValue(code);
  if (value.kind !== "call" || value.construct || steps === 0) return undefined;
  const wrapper = functionOf(value.callee);
  for (const [index, arg] of [...value.args.entries()].reverse()) {
    if (wrapper ? !runsParameter(wrapper, index) : index !== value.args.length - 1) continue;
    const handler =
      wrappedHandler(arg, steps - 1) ?? (arg.kind === "call" ? answered(arg, steps - 1) : functionOf(arg));
    if (handler && !(wrapper && onlyHelps(handler, value))) return handler;
  }
  return undefined;
}

/** A function without a context in a factory of handlers, which have one: `listHandler(service, summarize)`. */
function onlyHelps(handed: FunctionCode, factory: Call): boolean {
  const made = functionOf(factory);
  return made !== undefined && takesContext(made) && !takesContext(handed);
}

function takesContext({ params: [first] }: FunctionCode): boolean {
  return (
    /^(?:ctx|context)$/.test(first?.name ?? "") || /(?:^|\.)Context$/.test(first?.type ? writtenName(first.type) : "")
  );
}

/** `adapt(newHandler(client))`: the function that the inner one answers, as it is or as a type with one method. */
function answered(call: Call, steps: number): FunctionCode | undefined {
  const maker = functionOf(call.callee);
  const answers = maker ? returnsOf(maker).map((answer) => firstOf(answer)) : [];
  return answers
    .map((answer) => answer && (wrappedHandler(answer, steps) ?? functionOf(answer)))
    .find((one) => one !== undefined);
}

/** A wrapper calls what it is handed, or its one method; one that only registers or keeps it does not. */
function runsParameter({ body, params }: FunctionCode, index: number): boolean {
  const name = params[index]?.name;
  let runs = false;
  walkKinds(body, ["call"], (part) => {
    const { callee } = part as Call;
    const called = callee.kind === "member" ? callee.object : callee;
    runs ||= called.kind === "name" && called.name === name;
    return undefined;
  });
  return runs;
}
