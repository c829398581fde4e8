import type { ToolDefinition } from "../../model/definition.ts";
import { type ClassCode, type Code, type Entry, type FunctionCode, walk } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, memberOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import type { Discovery } from "../context.ts";
import { itemsOf } from "../ecmascript/toolItems.ts";
import { methodIn } from "../tools/elsewhere.ts";
import { modelName } from "../tools/provided.ts";
import { rowFinder } from "../tools/rows.ts";
import { buildTool, spannedText } from "../tools/toolParts.ts";
import { type ToolClass, toolClasses } from "./pythonFormats.ts";
import { classDecorators } from "./pythonMoreFormats.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";

/** Tools that Python code writes as classes of a library. */

const classOf = rowFinder(toolClasses);

/** A class of a library's kind of tool, which says what it is for and has what runs it. */
export function classTool(code: ClassCode, { file, approvals, elsewhere }: Discovery): ToolDefinition | undefined {
  const row = classRow(code, 4);
  if (!row) return undefined;
  if (row.needs !== undefined && !hasKeyword(code, row.needs)) return undefined;
  const [handler] = [...row.methods, ...methodsIn(code, row.methodsIn)].flatMap((method) => {
    const binding = code.members.get(method);
    return binding?.kind === "value" && binding.value?.kind === "function" ? [binding.value] : [];
  });
  if (!handler && !row.runsElsewhere) return undefined;
  const given = superArguments(code);
  const config = innerClass(code, "ToolConfig");
  const field = (key: string) => fieldOf(code, key) ?? (config && fieldOf(config, key)) ?? given.get(key)?.value;
  const [nameCode, description] = [field(row.name ?? "name"), field(row.description ?? "description")];
  // Without a name it is a base for tools, unless the library takes the name of the class.
  if (nameCode === undefined && (row.runsElsewhere || (description === undefined && !row.byClass))) return undefined;
  const name = (nameCode && stringOf(nameCode)) ?? nameOfClass(code, row);
  return buildTool({
    format: row.format,
    file,
    name,
    nameSpan: nameCode?.span ?? code.nameSpan ?? code.span,
    span: code.span,
    description: spannedText(description) ?? code.doc,
    handler: handler ?? methodIn(file, name) ?? elsewhere?.methodOf(name),
    parameters: handler ? modelParametersOf(handler) : [],
    confirmation: approvals.get(name),
  });
}

/** `GoogleSearchTool` is `google_search` where a library only calls its classes so. */
function nameOfClass({ name = "computed name" }: ClassCode, { methods }: ToolClass): string {
  return methods.includes("_invoke") ? modelName(name) : name;
}

/** A class that gives something by this keyword: `MessageTextInput(tool_mode=True)`. */
function hasKeyword(code: ClassCode, key: string): boolean {
  let found = false;
  walk(code.body, (part) => {
    if (part.kind === "entry" && part.key === key) found ||= booleanOf(part.value) === true;
    return !found;
  });
  return found;
}

/** `outputs = [Output(method="search")]`. */
function methodsIn(code: ClassCode, field: string | undefined): string[] {
  const binding = field === undefined ? undefined : memberOf(code, field);
  const items = binding?.kind === "value" ? itemsOf(binding.value) : [];
  return items.flatMap((item) => stringOf(entriesOf(item).get("method")?.value) ?? []);
}

/** A class in the class, in which some libraries have its settings. */
function innerClass(code: ClassCode, name: string): ClassCode | undefined {
  const binding = code.members.get(name);
  return binding?.kind === "value" && binding.value?.kind === "class" ? binding.value : undefined;
}

/** `@tool class Done(BaseModel)`: the model fills in the fields, and no code runs. */
export function modelTool(code: ClassCode, { file, approvals }: Discovery): ToolDefinition | undefined {
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

/** `@register_tool() class Calculator`: a model is given its methods. */
export function markedClass(code: ClassCode, { file, approvals }: Discovery): ToolDefinition | undefined {
  for (const decorator of code.decorators ?? []) {
    const symbol = symbolOf(decorator.kind === "call" ? decorator.callee : decorator) ?? "";
    const row = classDecorators.find(({ symbols }) => symbols.test(symbol));
    const methods = code.body.filter(
      (part): part is FunctionCode => part.kind === "function" && !/^_/.test(part.name ?? "_"),
    );
    const [first] = methods;
    if (!row || !first) continue;
    const name = code.name ?? "computed name";
    return buildTool({
      format: row.format,
      file,
      name,
      nameSpan: code.nameSpan ?? code.span,
      span: { start: decorator.span.start, end: code.span.end },
      description: code.doc,
      handler: { ...first, params: [], body: methods.flatMap(({ body }) => body) },
      parameters: [],
      confirmation: approvals.get(name),
    });
  }
  return undefined;
}

const langchainTool = /^langchain(?:_core|_community)?(?:\.\w+)*\.tool$/;

/** A function of the name of a class that does nothing. */
export function noCode({ name, nameSpan, span }: ClassCode): FunctionCode {
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
