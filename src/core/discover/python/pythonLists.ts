import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import { type Call, type ClassCode, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { functionOf, memberOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { functionsGiven } from "../ecmascript/loopItems.ts";
import { functionsIn, itemsOf } from "../ecmascript/toolItems.ts";
import { modelName, providedEffects } from "../tools/provided.ts";
import { buildTool } from "../tools/toolParts.ts";
import {
  readyToolkits,
  type ToolHolder,
  type Toolkit,
  toolDecorators,
  toolHolders,
  toolkits,
} from "./pythonFormats.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";
import { toolDecoratorOf } from "./pythonTools.ts";

/** Plain functions in an agent's list of tools, methods of toolkits, and ready-made toolkits. */
export function discoverPythonLists(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const listed = new Set<FunctionCode>();
  const add = (fn: FunctionCode, format: string, confirmation?: Confirmation) => {
    if (listed.has(fn) || isMarked(fn)) return;
    listed.add(fn);
    found.push(functionTool(fn, format, discovery, confirmation));
  };
  walkKinds(discovery.file.body, ["class", "call"], (part, ancestors) => {
    if (part.kind === "class") for (const { fn, format, ask } of toolkitMethods(part)) add(fn, format, ask);
    if (part.kind !== "call") return undefined;
    for (const { fn, format } of decoratedLater(part, ancestors)) add(fn, format);
    const symbol = symbolOf(part.callee);
    if (symbol === undefined) return undefined;
    for (const holder of toolHolders) {
      if (!holder.symbols.test(symbol)) continue;
      const items = heldItems(part, holder);
      for (const fn of functionsIn(items)) add(fn, holder.format);
      for (const item of items) found.push(...readyToolkit(item, discovery));
    }
    return undefined;
  });
  return found;
}

/** `agent.register_for_llm(description="…")(search)`, and the same for each function that a loop goes through. */
function decoratedLater(call: Call, ancestors: readonly Code[]): Pick<Method, "fn" | "format">[] {
  const [arg] = call.args;
  const maker = call.callee.kind === "call" ? call.callee.callee : call.callee;
  if (!arg || arg.kind === "entry" || (call.callee.kind !== "call" && arg.kind !== "name")) return [];
  const symbol = symbolOf(maker);
  const row = symbol === undefined ? undefined : toolDecorators.find(({ symbols }) => symbols.test(symbol));
  if (!row || (call.callee.kind !== "call" && functionOf(arg) !== undefined)) return [];
  return functionsGiven(arg, [...ancestors, call]).map((fn) => ({ fn, format: row.format }));
}

/** Decorated functions are found by their decorator. */
function isMarked(fn: FunctionCode): boolean {
  if (toolDecoratorOf(fn)) return true;
  return fn.decorators.some((decorator) =>
    /(?:^|\.)\w*tool\w*$/i.test(writtenName(decorator.kind === "call" ? decorator.callee : decorator)),
  );
}

function heldItems(call: Call, { lists, first }: ToolHolder): Code[] {
  const entries = keywords(call);
  const codes = lists.flatMap((key) => entries.get(key)?.value ?? []);
  const positional = first ? call.args.find((arg) => arg.kind !== "entry") : undefined;
  return [...codes, ...(positional ? [positional] : [])].flatMap((code) => {
    const items = itemsOf(code);
    return items.length > 0 ? items : [code];
  });
}

/** A plain function as a tool. */
export function functionTool(
  fn: FunctionCode,
  format: string,
  { file, approvals }: Discovery,
  confirmation: Confirmation | undefined,
  parameters = modelParametersOf(fn),
): ToolDefinition {
  const name = fn.name ?? "computed name";
  return buildTool({
    format,
    file,
    name,
    nameSpan: fn.nameSpan ?? fn.span,
    span: fn.span,
    description: fn.doc,
    handler: fn,
    parameters,
    confirmation: confirmation ?? approvals.get(name),
  });
}

interface Method {
  readonly fn: FunctionCode;
  readonly format: string;
  readonly ask: Confirmation | undefined;
}

/** Methods that a toolkit class hands to its base as tools. */
function toolkitMethods(code: ClassCode): Method[] {
  const row = toolkitRow(code, 4);
  if (!row) return [];
  const names = row.all
    ? publicMethods(code)
    : row.listed === undefined
      ? methodsHandedOn(code)
      : methodsListed(code, row.listed);
  const asking = confirmedMethods(code);
  return [...names].flatMap((name): Method[] => {
    const binding = code.members.get(name);
    if (binding?.kind !== "value" || binding.value?.kind !== "function") return [];
    return [{ fn: binding.value, format: row.format, ask: asking.get(name) }];
  });
}

/** Its own methods, without those of the language and of the class itself. */
export function publicMethods(code: ClassCode): ReadonlySet<string> {
  const methods = code.body.filter((part): part is FunctionCode => part.kind === "function");
  return new Set(methods.flatMap(({ name = "_" }) => (name.startsWith("_") ? [] : [name])));
}

function toolkitRow(code: ClassCode, steps: number): Toolkit | undefined {
  for (const base of code.bases) {
    const symbol = symbolOf(base);
    const row = symbol === undefined ? undefined : toolkits.find(({ symbols }) => symbols.test(symbol));
    if (row) return row;
    const parent = steps > 0 ? resolveValue(base) : base;
    const inherited = parent.kind === "class" && parent !== code ? toolkitRow(parent, steps - 1) : undefined;
    if (inherited) return inherited;
  }
  return undefined;
}

/** `tools=[self.a]`, `tools.append(self.a)`, `self.register(self.a)`, `FunctionTool(self.a)`. */
function methodsHandedOn(code: ClassCode): ReadonlySet<string> {
  const found = new Set<string>();
  walk(code.body, (part, ancestors) => {
    if (part.kind !== "member" || part.object.kind !== "name" || part.object.name !== "self") return undefined;
    const parent = ancestors.at(-1);
    const inList = parent?.kind === "list";
    const given =
      parent?.kind === "call" &&
      parent.callee !== part &&
      /^(?:append|register|extend|FunctionTool)$/.test(writtenName(parent.callee).split(".").at(-1) ?? "");
    if (inList || given) found.add(part.property);
    return undefined;
  });
  return found;
}

function methodsListed(code: ClassCode, field: string): ReadonlySet<string> {
  const binding = memberOf(code, field);
  const items = binding?.kind === "value" ? itemsOf(binding.value) : [];
  return new Set(
    items
      .flatMap((item) => [item, ...(resolveValue(item).kind === "list" ? itemsOf(item) : [])])
      .flatMap((item) => stringOf(item) ?? []),
  );
}

const listsOfNames: readonly (readonly [string, Confirmation])[] = [
  ["requires_confirmation_tools", { confirmed: "always", by: "requires_confirmation_tools" }],
  [
    "external_execution_required_tools",
    { confirmed: "elsewhere", by: "external_execution_required_tools: the caller runs it" },
  ],
];

function confirmedMethods(code: ClassCode): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walk(code.body, (part) => {
    if (part.kind !== "entry" || part.key === undefined) return undefined;
    const row = listsOfNames.find(([key]) => key === part.key);
    if (row) for (const item of itemsOf(part.value)) found.set(stringOf(item) ?? "", row[1]);
    return undefined;
  });
  return found;
}

/** `ShellTools(requires_confirmation_tools=["run_shell_command"])`. */
export function readyToolkit(item: Code, { file }: Discovery): ToolDefinition[] {
  const call = resolveValue(item);
  const symbol = call.kind === "call" ? symbolOf(call.callee) : undefined;
  const row = symbol === undefined ? undefined : readyToolkits.find(({ symbols }) => symbols.test(symbol));
  if (call.kind !== "call" || symbol === undefined || !row || !file.place(call.span)) return [];
  const name =
    symbol
      .replace(/\(\)\.get_tools$/, "")
      .split(".")
      .at(-1) ?? "";
  const entries = keywords(call);
  const named = row.format === "langchain-py-toolkit" ? entries.get("name")?.value : undefined;
  const asked = listsOfNames.flatMap(([key, confirmation]) =>
    itemsOf(entries.get(key)?.value).length > 0 ? [{ ...confirmation, span: call.span }] : [],
  );
  const tool = buildTool({
    format: row.format,
    file,
    name: stringOf(named) ?? modelName(name),
    nameSpan: named?.span ?? call.callee.span,
    span: call.span,
    parameters: [],
    provided: providedEffects(name),
    confirmation: asked[0] ?? { confirmed: "never" },
  });
  return [tool];
}
