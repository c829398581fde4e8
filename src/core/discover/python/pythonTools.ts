import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Call, ClassCode, Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, stringOf, writtenName } from "../../parse/code/resolve.ts";
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
import { standsForGiven } from "./decoratorsAround.ts";
import { classTool, markedClass, modelTool, noCode } from "./pythonClassTools.ts";
import { type ToolCall, type ToolDecorator, toolCalls, toolDecorators } from "./pythonFormats.ts";
import { keywords, modelParametersOf, pick } from "./pythonParts.ts";

const decoratorOf = rowFinder(toolDecorators);
const callOf = rowFinder(toolCalls);

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
          ? (classTool(part, discovery) ?? modelTool(part, discovery) ?? markedClass(part, discovery))
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

/** True for the name of a library's decorator, whatever it is applied to. */
export function isToolMark(callee: Code): boolean {
  return librarySymbol(callee, (name) => !!decoratorOf(name)) !== undefined;
}

function applies({ where }: ToolDecorator, decorator: Code): boolean {
  if (!where) return true;
  const [key, value] = where;
  return decorator.kind === "call" && stringOf(keywords(decorator).get(key)?.value) === value;
}

function decoratedTool(fn: FunctionCode, { file, approvals }: Discovery): ToolDefinition | undefined {
  const found = toolDecoratorOf(fn);
  if (!found || standsForGiven(fn)) return undefined;
  const { row, decorator } = found;
  const call = decorator.kind === "call" ? decorator : undefined;
  const texts = (call?.args ?? []).filter((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined);
  const entries = call ? decoratorEntries(call, row) : new Map<string, Entry>();
  const nameCode = pick(entries, row.name ?? ["name"]) ?? (row.first === "name" ? texts[0] : undefined);
  const description =
    pick(entries, row.description ?? ["description"]) ?? (row.second === "description" ? texts[1] : undefined);
  const name = nameCode ? nameOf(nameCode) : (fn.name ?? "computed name");
  const handler = row.returns ? madeBy(fn) : fn;
  return buildTool({
    format: row.format,
    file,
    name,
    nameSpan: nameCode?.span ?? fn.nameSpan ?? fn.span,
    span: { start: decorator.span.start, end: fn.span.end },
    description: spannedText(description) ?? handler.doc ?? fn.doc,
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParametersOf(handler),
    provided: row.bindings && pythonBindings(fn),
    approvalInsert: keywordInsert(row.format, decorator, entries) ?? interruptInsert(file, name),
    confirmation:
      stackedApproval(fn) ?? definedApproval(entries) ?? approvals.get(name) ?? approvals.get(fn.name ?? ""),
  });
}

/** Its keywords, those of a table that it is given first, and those under the one that the row names. */
function decoratorEntries(call: Call, { under }: ToolDecorator): ReadonlyMap<string, Entry> {
  const given = keywords(call);
  const [first] = call.args;
  const table = first?.kind === "entry" ? undefined : entriesOf(first);
  const inner = under === undefined ? undefined : entriesOf(given.get(under)?.value);
  return new Map([...(table ?? []), ...given, ...(inner ?? [])]);
}

/** `@tool def add(): async def execute(…): …; return execute`. */
function madeBy(fn: FunctionCode): FunctionCode {
  const [made] = returnsOf(fn).flatMap((returned) => functionOf(returned) ?? []);
  return made ?? fn;
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
  const given = functionOf(pick(entries, row.handler ?? []) ?? positional);
  const handler = given ?? (row.model ? filledIn(call) : undefined);
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
    handler: handler ?? (row.registered && registeredFor(name, row.registered, discovery)),
    parameters: handler ? modelParametersOf(handler) : [],
    confirmation: definedApproval(entries) ?? discovery.approvals.get(name),
    approvalInsert: keywordInsert(row.format, call, entries) ?? interruptInsert(discovery.file, name),
  });
}

/** `pydantic_function_tool(GetStock)`: whoever reads the answer does something with it, here or elsewhere. */
function filledIn(call: Call): FunctionCode | undefined {
  const type = call.args[0] && resolveValue(call.args[0]);
  return type?.kind === "class" ? noCode(type) : undefined;
}

/** `llm.register_function("get_weather", fetch_weather)`. */
function registeredFor(name: string, register: RegExp, { file }: Discovery): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walkKinds(file.body, ["call"], (part) => {
    const [first, second] = part.args;
    if (second && stringOf(first) === name && register.test(writtenName(part.callee))) found ??= functionOf(second);
    return found === undefined;
  });
  return found;
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

function isFunction(code: Code): boolean {
  return functionOf(code) !== undefined;
}
