import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import { type Call, type Code, type Entry, type FunctionCode, parts } from "../../parse/code/code.ts";
import {
  entriesOf,
  functionOf,
  lookup,
  resolveValue,
  stringOf,
  withoutTypeArguments,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { interruptInsert, propertyInsert } from "../tools/approvalEdits.ts";
import { definedApproval, readApproval } from "../tools/approvals.ts";
import { listedBindings } from "../tools/azureFunctions.ts";
import { modelName, providedEffects } from "../tools/provided.ts";
import { rowFinder } from "../tools/rows.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { ecmascriptMakers, type Maker } from "./ecmascriptMakers.ts";

export const handlerKeys = [
  "execute",
  "handler",
  "callback",
  "cb",
  "run",
  "func",
  "handle",
  "invoke",
  "call",
  "action",
  "implementation",
  "fn",
  "shell",
  "editor",
  "computer",
];
export const schemaKeys = ["inputSchema", "parameters", "schema", "input_schema", "args", "input", "inputParams"];

const makerOf = rowFinder(ecmascriptMakers);

/** Tools made by a function of an agent library. */
export function discoverMakers(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const assigned = approvalsAssigned(discovery);
  walkKinds(discovery.file.body, ["call"], (part, ancestors) => {
    const symbol = symbolOf(withoutTypeArguments(part.callee));
    const maker = makerOf(symbol);
    if (maker && symbol) {
      const tool = readMade(part, maker, symbol, ancestors, discovery, assigned);
      if (tool) found.push(tool);
    }
    return undefined;
  });
  return found;
}

function readMade(
  call: Call,
  maker: Maker,
  symbol: string,
  ancestors: readonly Code[],
  { file, approvals }: Discovery,
  assigned: ReadonlyMap<string, Confirmation>,
): ToolDefinition | undefined {
  const arg = (index: number | undefined) => (index === undefined ? undefined : call.args[index]);
  // `tool({...})` where a function would come first, and the other way round.
  const swapped = maker.config === 1 && call.args.length === 1 && resolveValue(call.args[0] as Code).kind === "object";
  const configured = maker.config === 0 && functionOf(call.args[0]) !== undefined && call.args.length > 1;
  const config = arg(swapped ? 0 : configured ? 1 : maker.config);
  const entries = entriesOf(config);
  const handlerCode =
    arg(maker.handlerLast ? call.args.length - 1 : maker.handler) ??
    (configured ? call.args[0] : undefined) ??
    firstOf(entries, handlerKeys)?.value;
  const handler = swapped ? undefined : (toFunction(handlerCode) ?? laterHandler(call, ancestors));
  const given = arg(maker.schema);
  const schema = (given === handlerCode ? undefined : given) ?? firstOf(entries, schemaKeys)?.value;
  const description =
    arg(maker.description) ?? entries.get("description")?.value ?? entries.get("toolDescription")?.value;
  if (!maker.ready && !maker.delegates && !isOwn(description, handler, schema)) return undefined;
  const nameCode = maker.ready
    ? undefined
    : (arg(maker.name) ?? firstOf(entries, ["slug", "name", "id", "toolName", "serverLabel"])?.value);
  const holder = holderOf(call, ancestors);
  const ready = maker.ready ? (symbol.split(".").at(-1) ?? "") : "";
  const name = maker.ready ? readyName(ready, entries) : nameCode ? nameOf(nameCode) : (holder?.name ?? "unnamed tool");
  const options = entriesOf(arg(maker.options));
  const stated =
    definedApproval(entries) ??
    (holder && assigned.get(holder.name)) ??
    approvals.get(name) ??
    (maker.asks && { confirmed: "always" as const, by: symbol.split(".").at(-1) ?? "" }) ??
    clientRun(maker, handler, handlerCode);
  const object = config && resolveValue(config);
  return buildTool({
    format: maker.format,
    file,
    name,
    nameSpan: nameCode?.span ?? holder?.span ?? call.span,
    span: call.span,
    description: spannedText(description),
    annotations: (options.get("annotations") ?? entries.get("annotations"))?.value,
    handler,
    parameters: modelParameters(handler, schema),
    provided: maker.ready
      ? providedEffects(ready)
      : maker.delegates
        ? ["delegate"]
        : maker.bindings && listedBindings(config),
    confirmation: stated || (maker.ready || maker.delegates ? { confirmed: "never" } : undefined),
    approvalInsert:
      maker.delegates || maker.ready
        ? undefined
        : (propertyInsert(maker.format, object, entries) ?? interruptInsert(file, name)),
  });
}

function readyName(ready: string, entries: ReadonlyMap<string, Entry>): string {
  const label = entries.get("serverLabel") ?? entries.get("name");
  return (label && stringOf(label.value)) ?? modelName(ready);
}

function clientRun(maker: Maker, handler: FunctionCode | undefined, code: Code | undefined): Confirmation | undefined {
  if (!maker.clientRuns || handler || code) return undefined;
  return { confirmed: "elsewhere", by: "no handler: the client runs it" };
}

/** Something of the tool is written here: a call that only hands on what it was given rebuilds a tool. */
export function isOwn(
  description: Code | undefined,
  handler: FunctionCode | undefined,
  schema: Code | undefined,
): boolean {
  if (handler || (description && stringOf(description) !== undefined)) return true;
  return [description, schema].some((code) => code !== undefined && !isHandedIn(code, 6));
}

/** Made of parameters and loop variables alone. */
function isHandedIn(code: Code, steps: number): boolean {
  if (steps === 0) return false;
  if (code.kind === "member") return isHandedIn(code.object, steps - 1);
  if (code.kind === "name") {
    const binding = lookup(code.scope, code.name);
    if (binding?.kind !== "value") return binding?.kind === "parameter";
    return binding.value ? isHandedIn(binding.value, steps - 1) : binding.type === undefined;
  }
  if (code.kind === "call") return code.args.length > 0 && isHandedIn(code.args[0] as Code, steps - 1);
  if (code.kind === "group") return code.parts.length > 0 && code.parts.every((part) => isHandedIn(part, steps - 1));
  return false;
}

export function firstOf(entries: ReadonlyMap<string, Entry>, keys: readonly string[]): Entry | undefined {
  for (const key of keys) {
    const entry = entries.get(key);
    if (entry) return entry;
  }
  return undefined;
}

/** A function, or the methods of an object or class instance as one, such as the executor of a shell tool. */
export function toFunction(code: Code | undefined): FunctionCode | undefined {
  if (!code) return undefined;
  const plain = functionOf(code);
  if (plain) return plain;
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  const methods =
    made.kind === "class"
      ? made.body.filter((part): part is FunctionCode => part.kind === "function" && part.name !== "constructor")
      : made.kind === "object"
        ? made.entries.flatMap(({ value: entry }) => functionOf(entry) ?? [])
        : [];
  const [first] = methods;
  return first && { ...first, params: [], body: methods.flatMap(({ body }) => body) };
}

/** What runs a tool that a table holds under its name: a function, or the one that an object names for that. */
export function runnerOfEntry(code: Code): FunctionCode | undefined {
  const value = resolveValue(code);
  if (value.kind !== "object") return toFunction(code);
  const entries = entriesOf(value);
  return handlerKeys.flatMap((key) => functionOf(entries.get(key)?.value) ?? [])[0];
}

/** `toolDefinition({...}).server(fn)`: the handler comes with a call on the result. */
function laterHandler(call: Call, ancestors: readonly Code[]): FunctionCode | undefined {
  const member = ancestors.at(-1);
  const outer = ancestors.at(-2);
  if (member?.kind !== "member" || outer?.kind !== "call" || outer.callee !== member || member.object !== call) {
    return undefined;
  }
  return /^(?:server|client)$/.test(member.property) ? functionOf(outer.args[0]) : undefined;
}

export interface Holder {
  readonly name: string;
  readonly span: Span;
}

/** The record key, variable, field or function that holds what a call makes. */
export function holderOf(call: Code, ancestors: readonly Code[]): Holder | undefined {
  for (const ancestor of ancestors.toReversed()) {
    if (ancestor.kind === "entry" && ancestor.key) return { name: ancestor.key, span: ancestor.keySpan };
    if (ancestor.kind === "declaration" && ancestor.name) return { name: ancestor.name, span: ancestor.nameSpan };
    if (ancestor.kind === "function" && ancestor.name) {
      return { name: ancestor.name, span: ancestor.nameSpan ?? ancestor.span };
    }
    if (ancestor.kind === "call" && ancestor !== call && parts(ancestor).length > 2) return undefined;
  }
  return undefined;
}

/** `someTool.needsApproval = async () => true`. */
function approvalsAssigned({ file }: Discovery): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walkKinds(file.body, ["group"], (part) => {
    if (part.operator !== "=") return undefined;
    const [left, value] = part.parts;
    if (left?.kind !== "member" || left.property !== "needsApproval" || left.object.kind !== "name" || !value) {
      return undefined;
    }
    const entry: Entry = { kind: "entry", key: left.property, keySpan: left.span, value, span: part.span };
    const approval = readApproval("needsApproval", entry);
    if (approval) found.set(left.object.name, approval);
    return undefined;
  });
  return found;
}
