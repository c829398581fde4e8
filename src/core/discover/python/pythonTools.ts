import type { Confirmation, SpannedText, ToolDefinition } from "../../model/definition.ts";
import { type Call, type ClassCode, type Code, type Entry, type FunctionCode, walk } from "../../parse/code/code.ts";
import { entriesOf, functionOf, memberOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { interruptInsert, keywordInsert } from "../tools/approvalEdits.ts";
import { definedApproval } from "../tools/approvals.ts";
import { pythonBindings } from "../tools/azureFunctions.ts";
import { wrappedComponent } from "../tools/components.ts";
import { modelName, providedEffects } from "../tools/provided.ts";
import { rowFinder } from "../tools/rows.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { librarySymbol } from "../tools/vendored.ts";
import {
  type ToolCall,
  type ToolClass,
  type ToolDecorator,
  toolCalls,
  toolClasses,
  toolDecorators,
} from "./pythonFormats.ts";

const decoratorOf = rowFinder(toolDecorators);
const callOf = rowFinder(toolCalls);
const classOf = rowFinder(toolClasses);

/** Tools that Python code marks by a decorator, makes by a call, or writes as a class. */
export function discoverPythonTools(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const decorating = new Set<Code>();
  walkKinds(discovery.file.body, ["function", "class", "call"], (part) => {
    if (part.kind === "function") for (const decorator of part.decorators) decorating.add(decorator);
    if (part.kind === "class") for (const decorator of part.decorators ?? []) decorating.add(decorator);
    const tool =
      part.kind === "function"
        ? decoratedTool(part, discovery)
        : part.kind === "class"
          ? (classTool(part, discovery) ?? modelTool(part, discovery))
          : part.kind === "call" && !decorating.has(part)
            ? calledTool(part, discovery)
            : undefined;
    if (tool) found.push(tool);
    return undefined;
  });
  return found;
}

/** The decorator by which a function is a tool, of whatever library. */
export function toolDecoratorOf(
  fn: FunctionCode,
): { readonly row: ToolDecorator; readonly decorator: Code } | undefined {
  for (const decorator of fn.decorators) {
    const symbol = librarySymbol(
      decorator.kind === "call" ? decorator.callee : decorator,
      (name) => !!decoratorOf(name),
    );
    const row = decoratorOf(symbol);
    if (row && applies(row, decorator)) return { row, decorator };
  }
  return undefined;
}

function applies({ where }: ToolDecorator, decorator: Code): boolean {
  if (!where) return true;
  const [key, value] = where;
  return decorator.kind === "call" && stringOf(keywords(decorator).get(key)?.value) === value;
}

function decoratedTool(fn: FunctionCode, { file, approvals }: Discovery): ToolDefinition | undefined {
  const found = toolDecoratorOf(fn);
  if (!found) return undefined;
  const { row, decorator } = found;
  const call = decorator.kind === "call" ? decorator : undefined;
  const texts = (call?.args ?? []).filter((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined);
  const entries = call ? keywords(call) : new Map<string, Entry>();
  const nameCode = pick(entries, row.name ?? ["name"]) ?? (row.first === "name" ? texts[0] : undefined);
  const description =
    pick(entries, row.description ?? ["description"]) ?? (row.second === "description" ? texts[1] : undefined);
  const name = nameCode ? nameOf(nameCode) : (fn.name ?? "computed name");
  return buildTool({
    format: row.format,
    file,
    name,
    nameSpan: nameCode?.span ?? fn.nameSpan ?? fn.span,
    span: { start: decorator.span.start, end: fn.span.end },
    description: spannedText(description) ?? fn.doc,
    annotations: entries.get("annotations")?.value,
    handler: fn,
    parameters: modelParametersOf(fn),
    provided: row.bindings && pythonBindings(fn),
    approvalInsert: keywordInsert(row.format, decorator, entries) ?? interruptInsert(file, name),
    confirmation:
      stackedApproval(fn) ?? definedApproval(entries) ?? approvals.get(name) ?? approvals.get(fn.name ?? ""),
  });
}

/** `@approval` above a tool of Agno; `@approval(type="audit")` only records. */
function stackedApproval(fn: FunctionCode): Confirmation | undefined {
  for (const decorator of fn.decorators) {
    const callee = decorator.kind === "call" ? decorator.callee : decorator;
    if (!/^agno\.approval(?:\.\w+)*\.approval$/.test(symbolOf(callee) ?? "")) continue;
    const type = decorator.kind === "call" ? stringOf(keywords(decorator).get("type")?.value) : undefined;
    if (type !== "audit") return { confirmed: "always", by: "@approval", span: decorator.span };
  }
  return undefined;
}

function calledTool(call: Call, discovery: Discovery): ToolDefinition | undefined {
  const rowOf = (symbol: string | undefined) => callOf(symbol?.replace(/\(\)$/, ""));
  const known =
    librarySymbol(call.callee, (name) => !!rowOf(name)) ??
    extendedSymbol(call.callee, (name) => !!rowOf(name)?.handler);
  const symbol = known?.replace(/\(\)$/, "");
  const row = callOf(symbol);
  if (!row || symbol === undefined) return undefined;
  const entries = keywords(call);
  if (row.ready || row.delegates) return readyTool(call, row, symbol, entries, discovery);
  const positional =
    row.positional === false ? undefined : call.args.find((arg) => arg.kind !== "entry" && isFunction(arg));
  const handler = functionOf(pick(entries, row.handler ?? []) ?? positional);
  const nameCode =
    pick(entries, ["name"]) ?? call.args.find((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined);
  if (!handler && (nameCode === undefined || stringOf(nameCode) === undefined)) return undefined;
  // A function that is decorated as a tool is found there.
  if (handler && toolDecoratorOf(handler)) return undefined;
  const description = spannedText(pick(entries, ["description"])) ?? handler?.doc;
  const name = nameCode ? nameOf(nameCode) : (handler?.name ?? "computed name");
  const isPlain = row.atFunction && !nameCode && !entries.has("description") && handler?.name !== undefined;
  const named = isPlain && discovery.file.place(handler.span) ? handler : undefined;
  return buildTool({
    format: row.format,
    file: discovery.file,
    name,
    nameSpan: nameCode?.span ?? named?.nameSpan ?? call.callee.span,
    span: named?.span ?? call.span,
    description,
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: handler ? modelParametersOf(handler) : [],
    confirmation: definedApproval(entries) ?? discovery.approvals.get(name),
    approvalInsert: keywordInsert(row.format, call, entries) ?? interruptInsert(discovery.file, name),
  });
}

/** `OwnFunctionTool.from_defaults`, `OwnFunctionTool`, by the name of the library's class that it extends. */
function extendedSymbol(callee: Code, isKnown: (symbol: string) => boolean, steps = 4): string | undefined {
  const method = callee.kind === "member" ? `.${callee.property}` : "";
  for (const code of callee.kind === "member" ? [callee.object, callee] : [callee]) {
    const type = resolveValue(code);
    if (type.kind !== "class") continue;
    const symbols = basesOf(type, steps).map((base) => `${symbolOf(base)}${code === callee ? "" : method}`);
    const found = symbols.find(isKnown);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a class extends, and what that extends. */
function basesOf(type: ClassCode, steps: number): Code[] {
  if (steps === 0) return [];
  return type.bases.flatMap((base) => {
    const parent = resolveValue(base);
    return [base, ...(parent.kind === "class" && parent !== type ? basesOf(parent, steps - 1) : [])];
  });
}

function readyTool(
  call: Call,
  row: ToolCall,
  symbol: string,
  entries: ReadonlyMap<string, Entry>,
  { file, approvals }: Discovery,
): ToolDefinition {
  const last = symbol.split(".").at(-1) ?? "";
  const nameCode = pick(entries, ["tool_name", "name"]);
  const name = (nameCode && stringOf(nameCode)) ?? (row.delegates ? "agent" : modelName(last));
  const config = entriesOf(entries.get("tool_config")?.value);
  const component = row.format === "haystack-tool" ? wrappedComponent(call, entries) : undefined;
  return buildTool({
    format: row.format,
    file,
    name,
    nameSpan: nameCode?.span ?? call.callee.span,
    span: call.span,
    description: spannedText(pick(entries, ["tool_description", "description"])),
    handler: component?.handler ?? readyHandler(entries),
    parameters: [],
    provided: row.delegates ? ["delegate"] : (component?.provided ?? providedEffects(last)),
    confirmation: definedApproval(entries) ?? definedApproval(config) ?? approvals.get(name) ?? { confirmed: "never" },
  });
}

/** The methods of an executor that the project writes itself. */
function readyHandler(entries: ReadonlyMap<string, Entry>): FunctionCode | undefined {
  const code = pick(entries, ["executor", "editor", "computer"]);
  if (!code) return undefined;
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  if (made.kind !== "class") return functionOf(code);
  const methods = made.body.filter(
    (part): part is FunctionCode => part.kind === "function" && part.name !== "__init__",
  );
  const [first] = methods;
  return first && { ...first, params: [], body: methods.flatMap(({ body }) => body) };
}

function classTool(code: ClassCode, { file, approvals }: Discovery): ToolDefinition | undefined {
  const row = classRow(code, 4);
  if (!row) return undefined;
  const handlers = row.methods.flatMap((method) => {
    const binding = code.members.get(method);
    return binding?.kind === "value" && binding.value?.kind === "function" ? [binding.value] : [];
  });
  const [handler] = handlers;
  if (!handler) return undefined;
  const given = superArguments(code);
  const config = innerClass(code, "ToolConfig");
  const field = (key: string) => fieldOf(code, key) ?? (config && fieldOf(config, key)) ?? given.get(key)?.value;
  const [nameCode, description] = [field("name"), field("description")];
  // Without a name it is a base for tools, unless the library takes the name of the class.
  if (nameCode === undefined && description === undefined && !namedByClass.test(row.format)) return undefined;
  const name = (nameCode && stringOf(nameCode)) ?? code.name ?? "computed name";
  return buildTool({
    format: row.format,
    file,
    name,
    nameSpan: nameCode?.span ?? code.nameSpan ?? code.span,
    span: code.span,
    description: spannedText(description) ?? code.doc,
    handler,
    parameters: modelParametersOf(handler),
    confirmation: approvals.get(name),
  });
}

/** Libraries that take the name of the class. */
const namedByClass = /^(?:qwen-agent-tool|agency-swarm-basetool)$/;

/** A class in the class, in which some libraries have its settings. */
function innerClass(code: ClassCode, name: string): ClassCode | undefined {
  const binding = code.members.get(name);
  return binding?.kind === "value" && binding.value?.kind === "class" ? binding.value : undefined;
}

/** `@tool class Done(BaseModel)`: the model fills in the fields, and no code runs. */
function modelTool(code: ClassCode, { file, approvals }: Discovery): ToolDefinition | undefined {
  const mark = (code.decorators ?? []).find((decorator) =>
    langchainTool.test(symbolOf(decorator.kind === "call" ? decorator.callee : decorator) ?? ""),
  );
  if (!mark) return undefined;
  const name = code.name ?? "computed name";
  return buildTool({
    format: "langchain-py-tool",
    file,
    name,
    nameSpan: code.nameSpan ?? code.span,
    span: { start: mark.span.start, end: code.span.end },
    description: code.doc,
    handler: noCode(code),
    parameters: [],
    confirmation: approvals.get(name),
  });
}

const langchainTool = /^langchain(?:_core|_community)?(?:\.\w+)*\.tool$/;

function noCode({ name, nameSpan, span }: ClassCode): FunctionCode {
  return { kind: "function", name, nameSpan, params: [], body: [], decorators: [], doc: undefined, span };
}

/** The library's row for a class that extends a tool of it. */
export function toolClassOf(code: ClassCode): ToolClass | undefined {
  return classRow(code, 4);
}

function classRow(code: ClassCode, steps: number): ToolClass | undefined {
  if (steps === 0) return undefined;
  for (const base of code.bases) {
    // `BaseTool[Args, Result]` is read as a member with a computed index.
    const plain = base.kind === "member" && base.index ? base.object : base;
    const symbol = symbolOf(plain);
    const row = classOf(symbol);
    if (row) return row;
    const parent = resolveValue(plain);
    const inherited = parent.kind === "class" && parent !== code ? classRow(parent, steps - 1) : undefined;
    if (inherited) return inherited;
  }
  return undefined;
}

/** A class field with a value. */
export function fieldOf(code: ClassCode, name: string): Code | undefined {
  const binding = memberOf(code, name);
  if (binding?.kind !== "value" || !binding.value || binding.value.kind === "function") return undefined;
  return stringOf(binding.value) === undefined && binding.value.kind === "call" ? undefined : binding.value;
}

/** Keyword arguments of `super().__init__(…)`. */
export function superArguments(code: ClassCode): ReadonlyMap<string, Entry> {
  let found: ReadonlyMap<string, Entry> = new Map();
  const init = code.members.get("__init__");
  if (init?.kind !== "value" || init.value?.kind !== "function") return found;
  walk(init.value.body, (part) => {
    if (part.kind !== "call" || part.callee.kind !== "member" || part.callee.property !== "__init__") return undefined;
    found = keywords(part);
    return false;
  });
  return found;
}

/** Keyword arguments of a call, with `**options` followed. */
export function keywords(call: Call): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const arg of call.args) {
    if (arg.kind !== "entry") continue;
    if (arg.key !== undefined) found.set(arg.key, arg);
    else for (const [key, entry] of entriesOf(arg.value)) found.set(key, entry);
  }
  return found;
}

function pick(entries: ReadonlyMap<string, Entry>, keys: readonly string[]): Code | undefined {
  for (const key of keys) {
    const entry = entries.get(key);
    if (entry && !(entry.value.kind === "literal" && entry.value.value === null)) return entry.value;
  }
  return undefined;
}

function isFunction(code: Code): boolean {
  return functionOf(code) !== undefined;
}

const injectedNames =
  /^(?:self|cls|ctx|context|tool_context|run_context|runtime|wrapper|run_response|agent|team|callback_context)$/;
const injectedTypes =
  /\b(?:Context|RunContext|RunContextWrapper|ToolContext|ToolRuntime|InjectedState|CallbackContext|RunnableConfig)\b/;

/** Parameters that the model fills in: not the receiver, and not an injected context. */
export function modelParametersOf(fn: FunctionCode): SpannedText[] {
  return fn.params.flatMap(({ name, type, span }): SpannedText[] => {
    const isInjected = (name && injectedNames.test(name)) || (type && injectedTypes.test(symbolOf(type) ?? ""));
    return name && !isInjected ? [{ text: name, span }] : [];
  });
}
