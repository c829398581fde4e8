import type { SpannedText, ToolDefinition } from "../model/definition.ts";
import type { Call, ClassCode, Code, CodeFile, Entry, FunctionCode, ObjectCode } from "../parse/code/code.ts";
import { entriesOf, functionOf, lookup, resolveValue, returnsOf, stringOf } from "../parse/code/resolve.ts";
import { symbolOf } from "../parse/code/symbols.ts";
import { walkKinds } from "../parse/code/walkKinds.ts";
import { hintsOf, importedName, importsOf, lastName, positionals } from "./compiledParts.ts";
import { discoverOwnGo } from "./goOwnTools.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/** Tools of mark3labs' and the official MCP SDK, Genkit, Google's ADK, eino and langchaingo. */
export function discoverGo(file: CodeFile): ToolDefinition[] {
  const handlers = handlersOf(file);
  const found: ToolDefinition[] = [];
  const usesMcp = importsOf(file).some((module) =>
    /^github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk)\/|(?:^|[/._-])\w*mcp\w*(?:[/._-]|$)/i.test(
      module,
    ),
  );
  walkKinds(file.body, ["call", "object"], (part, ancestors) => {
    const custom = part.kind === "call" || part.kind === "object" ? customTool(part, file) : undefined;
    if (custom) found.push(custom);
    if (part.kind !== "call") return undefined;
    const descriptor = descriptorOf(part);
    if (descriptor) {
      const link = handlers.get(part) ?? beside(part, ancestors);
      // What is only described, as in a list of answers or a test, is no definition.
      if ((link || descriptor.isMaker) && !isHandedIn(descriptor.name)) found.push(mcpTool(descriptor, link, file));
    }
    const helped = descriptor
      ? undefined
      : (helperTool(part, file, usesMcp) ?? helperCalled(part, file) ?? helperRegistered(part, file));
    if (helped) found.push(helped);
    const defined = definedBy(part, file);
    if (defined) found.push(defined);
    return undefined;
  });
  const known = [...found, ...registeredElsewhere(handlers, file), ...langchainTools(file)];
  const places = known.map(({ span }) => span);
  const isTaken = ({ span }: Code) => places.some(({ start, end }) => start <= span.start && span.end <= end);
  const own = discoverOwnGo(
    file,
    (code) => isTaken({ ...code, span: file.place(code.span) ?? code.span }),
    (code) => handlerOf(handlers.get(code)?.handler),
  );
  return [...known, ...own];
}

interface Descriptor {
  readonly call: Call;
  readonly format: string;
  readonly name: Code;
  readonly description: Code | undefined;
  readonly annotations: Code | undefined;
  readonly parameters: readonly SpannedText[];
  /** Made by a call that only servers make. */
  readonly isMaker: boolean;
}

const toolType =
  /^github\.com\/(mark3labs\/mcp-go|modelcontextprotocol\/go-sdk)(?:\/v\d+)?\/mcp\.(Tool|NewTool|NewToolWithRawSchema)$/;

function descriptorOf(call: Call): Descriptor | undefined {
  const match = toolType.exec(symbolOf(call.callee) ?? "");
  if (!match) return undefined;
  const format = match[1] === "mark3labs/mcp-go" ? "mcp-go-mark3labs" : "mcp-go-sdk";
  return match[2] === "Tool" ? composite(call, format) : optionCall(call, format);
}

function composite(call: Call, format: string): Descriptor | undefined {
  const entries = entriesOf(call);
  const name = entries.get("Name")?.value;
  if (!name) return undefined;
  const hints = entries.get("Annotations")?.value;
  return {
    call,
    format,
    name,
    description: entries.get("Description")?.value,
    annotations: hints && hintsOf(pairsOf(hints), hints),
    parameters: schemaKeys(entries.get("InputSchema")?.value),
    isMaker: false,
  };
}

function pairsOf(code: Code): [string, Code][] {
  return [...entriesOf(code)].map(([key, entry]) => [key, entry.value]);
}

function schemaKeys(schema: Code | undefined): SpannedText[] {
  const properties = schema && entriesOf(schema).get("Properties");
  return properties ? [...entriesOf(properties.value)].map(([text, { keySpan }]) => ({ text, span: keySpan })) : [];
}

/** `mcp.NewTool("name", mcp.WithDescription("…"), mcp.WithString("id"))`. */
function optionCall(call: Call, format: string): Descriptor | undefined {
  const [name, ...options] = positionals(call);
  if (!name) return undefined;
  const calls = options.flatMap((option): { option: string; call: Call }[] => {
    const value = resolveValue(option);
    if (value.kind !== "call") return [];
    const symbol = symbolOf(value.callee) ?? "";
    return [{ option: symbol.slice(symbol.lastIndexOf(".") + 1), call: value }];
  });
  const hints = calls.flatMap(({ option, call: inner }): [string, Code][] => {
    const hint = /^With(\w+Hint)Annotation$/.exec(option)?.[1];
    if (hint && inner.args[0]) return [[hint, inner.args[0]]];
    return option === "WithToolAnnotation" && inner.args[0] ? pairsOf(inner.args[0]) : [];
  });
  const parameters = calls.flatMap(({ option, call: inner }): SpannedText[] => {
    const text = /^With(?:String|Number|Boolean|Object|Array|Any|Integer)$/.test(option) && stringOf(inner.args[0]);
    return text && inner.args[0] ? [{ text, span: inner.args[0].span }] : [];
  });
  return {
    call,
    format,
    name,
    description: calls.find(({ option }) => option === "WithDescription")?.call.args[0] ?? options.find(isText),
    annotations: hints.length > 0 ? hintsOf(hints, call) : undefined,
    parameters,
    isMaker: true,
  };
}

const isText = (code: Code) => stringOf(code) !== undefined;

interface Link {
  readonly handler: Code;
}

const registering = /^AddTool$|^AddSessionTool$|^RegisterTool$/;

/** Tools that are registered by a name: `s.AddTool(tool, handle)`, where the tool was made before or by a function. */
function handlersOf(file: CodeFile): ReadonlyMap<Code, Link> {
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

/** Tools that a function of another file makes, where this one says what runs them. */
function registeredElsewhere(handlers: ReadonlyMap<Code, Link>, file: CodeFile): ToolDefinition[] {
  return [...handlers].flatMap(([made, link]): ToolDefinition[] => {
    const descriptor = made.kind === "call" && !file.place(made.span) ? descriptorOf(made) : undefined;
    return descriptor && !isHandedIn(descriptor.name) && handlerOf(link.handler)
      ? [mcpTool(descriptor, link, file)]
      : [];
  });
}

function firstOf(code: Code | undefined): Code | undefined {
  return code?.kind === "list" ? code.items[0] : code;
}

/** A tool that stands beside its handler, in a call or in what a function answers. */
function beside(tool: Call, ancestors: readonly Code[]): Link | undefined {
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

function isHandler(code: Code): boolean {
  return functionOf(code) !== undefined || code.kind === "name" || code.kind === "member" || code.kind === "call";
}

function mcpTool(descriptor: Descriptor, link: Link | undefined, file: CodeFile): ToolDefinition {
  const { call, format, name, description, annotations, parameters } = descriptor;
  return buildTool({
    format,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description) ?? translated(description),
    annotations,
    handler: handlerOf(link?.handler),
    parameters,
  });
}

/** `t("KEY", "text")`: the text if nobody translates it. */
function translated(code: Code | undefined): SpannedText | undefined {
  const value = code && resolveValue(code);
  return value?.kind === "call" ? spannedText(value.args.findLast(isText)) : undefined;
}

/** A handler, what a function of this file answers as one, or what a wrapper is handed: `mcp.NewTypedToolHandler(handle)`. */
function handlerOf(code: Code | undefined): FunctionCode | undefined {
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
    const handler = wrappedHandler(arg, steps - 1) ?? (arg.kind === "call" ? undefined : functionOf(arg));
    if (handler) return handler;
  }
  return undefined;
}

/** A wrapper calls the function it is handed; one that only registers or keeps it does not. */
function runsParameter({ body, params }: FunctionCode, index: number): boolean {
  const name = params[index]?.name;
  let runs = false;
  walkKinds(body, ["call"], (part) => {
    runs ||= part.kind === "call" && part.callee.kind === "name" && part.callee.name === name;
    return undefined;
  });
  return runs;
}

/**
 * A helper of the project that takes a name, a description and a handler, in a file that uses an MCP library:
 * `app.MustTool("name", "description", handle, mcp.WithReadOnlyHintAnnotation(true))`.
 */
function helperTool(call: Call, file: CodeFile, usesMcp: boolean): ToolDefinition | undefined {
  if (
    !usesMcp ||
    call.construct ||
    !/^(?:Must|New|Define|Make|Create|Register|Add)\w*Tool$/.test(lastName(call.callee))
  )
    return undefined;
  const [name, description, ...rest] = positionals(call);
  // Between the description and the function some helpers take the parameters.
  const handler = rest.findLast((part) => resolveValue(part).kind === "function") ?? rest[0];
  const options = rest.filter((part) => part !== handler);
  const isShape = name && description && isText(name) && isText(description) && handler && functionOf(handler);
  if (!isShape || toolType.test(symbolOf(call.callee) ?? "")) return undefined;
  const described = optionCall({ ...call, args: [name, ...options] }, "custom-table-go");
  return described && mcpTool({ ...described, call, description }, { handler }, file);
}

/** A table of a project's own: `{ Tool: T{ Name, Description, … }, Handler: f }`. */
function customTool(code: Call | ObjectCode, file: CodeFile): ToolDefinition | undefined {
  const entries = code.kind === "object" || code.construct ? entriesOf(code) : undefined;
  const [tool, handler] = entries ? recordOf(entries) : [];
  const inner = tool && handler ? resolveValue(tool) : undefined;
  if (!handler || inner?.kind !== "call" || descriptorOf(inner)) return undefined;
  if (!inner.construct) {
    const made = madeByHelper(inner);
    return made && mcpTool({ ...made, call: code.kind === "call" ? code : inner }, { handler }, file);
  }
  const described = composite(inner, "custom-table-go");
  return described?.description ? mcpTool(described, { handler }, file) : undefined;
}

/** What describes a tool and what runs it, in a record of the project's own. */
function recordOf(entries: ReadonlyMap<string, Entry>): [Code | undefined, Code | undefined] {
  const one = (...keys: string[]) => keys.map((key) => entries.get(key)?.value).find((value) => value !== undefined);
  return [one("Tool", "Definition", "Spec", "Def"), one("Handler", "Handle", "HandlerFunc", "Func")];
}

/** `newTool(options{name: "x", description: "…"}, …)` of the project, which makes a tool of a library. */
function madeByHelper(call: Call): Descriptor | undefined {
  const helper = functionOf(call.callee);
  const made = helper && returnsOf(helper).map((answer) => resolveValue(answer));
  const inner = made?.flatMap((one) => (one.kind === "call" ? (descriptorOf(one) ?? []) : []))[0];
  if (!inner || stringOf(inner.name) !== undefined) return undefined;
  const given = new Map(
    call.args.flatMap((arg) => [...entriesOf(arg)].map(([key, { value }]) => [key.toLowerCase(), value])),
  );
  const texts = call.args.filter(isText);
  const name = given.get("name") ?? texts[0];
  if (!name || stringOf(name) === undefined) return undefined;
  return { ...inner, call, name, description: given.get("description") ?? texts[1] };
}

/** `addTool(s, "drop_file", "Drops a file", run)`, where that function of the project makes and adds the tool. */
function helperCalled(call: Call, file: CodeFile): ToolDefinition | undefined {
  const [name, description] = call.args.filter(isText);
  const handler = name && call.args.findLast((arg) => functionOf(arg) !== undefined);
  const helper = handler && functionOf(call.callee);
  let made: Descriptor | undefined;
  walkKinds(helper?.body ?? [], ["call"], (part) => {
    const inner = made ? undefined : descriptorOf(part);
    if (inner && isHandedIn(inner.name)) made = inner;
    return undefined;
  });
  return made && name && handler && mcpTool({ ...made, call, name, description }, { handler }, file);
}

/** `s.AddTool(newTool("drop_file", "Drops a file"), run)`. */
function helperRegistered(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (call.callee.kind !== "member" || !registering.test(call.callee.property)) return undefined;
  const [tool, handler] = positionals(call).slice(-2);
  const inner = tool && resolveValue(tool);
  if (!handler || inner?.kind !== "call" || inner.construct || !file.place(inner.span)) return undefined;
  const made = madeByHelper(inner);
  return made && mcpTool(made, { handler }, file);
}

/** A name that the function around is given: tools are where that is called. */
function isHandedIn(name: Code): boolean {
  let root = name;
  while (root.kind === "member") root = root.object;
  return root.kind === "name" && lookup(root.scope, root.name)?.kind === "parameter";
}

/** A call of the project's own function that hands what it is given to a maker: `SafeTool("name", "…", run)`. */
function makerCalled(call: Call): readonly [row: Maker, name: Code, description: Code | undefined] | undefined {
  const name = call.args.find(isText);
  const helper = name && call.args.some((arg) => functionOf(arg) !== undefined) ? functionOf(call.callee) : undefined;
  let found: Maker | undefined;
  walkKinds(helper?.body ?? [], ["call"], (part) => {
    const row = makerOf(part);
    const given = row && part.args[row.name];
    if (given && isHandedIn(given)) found ??= row;
    return undefined;
  });
  return found && name && [found, name, call.args.find((arg) => arg !== name && isText(arg))];
}

interface Maker {
  readonly symbol: RegExp;
  readonly format: string;
  /** Position of the name, and of the description; an object holds both where `name` is a number of an object. */
  readonly name: number;
}

const makers: readonly Maker[] = [
  {
    symbol: /^github\.com\/firebase\/genkit\/go\/genkit\.Define(?:Multipart)?Tool(?:WithInputSchema)?$/,
    format: "genkit-go",
    name: 1,
  },
  { symbol: /^charm\.land\/fantasy\.New(?:Parallel)?AgentTool$/, format: "fantasy-go", name: 0 },
  {
    symbol: /^github\.com\/nlpodyssey\/openai-agents-go\/agents\.NewFunctionTool(?:Any)?$/,
    format: "openai-agents-go",
    name: 0,
  },
  { symbol: /^google\.golang\.org\/adk\/tool\/functiontool\.New$/, format: "adk-go-tool", name: 0 },
  {
    symbol: /^github\.com\/cloudwego\/eino\/components\/tool\/utils\.(?:Infer(?:Optionable)?(?:Stream)?Tool|NewTool)$/,
    format: "eino-go",
    name: 0,
  },
];

function makerOf(call: Call): Maker | undefined {
  // In the framework's own repository the function is followed, so the name as imported is asked.
  const symbol = importedName(call.callee) ?? symbolOf(call.callee) ?? "";
  return makers.find((row) => row.symbol.test(symbol));
}

function definedBy(call: Call, file: CodeFile): ToolDefinition | undefined {
  const known = makerOf(call);
  const [maker, first, said] = known ? [known, call.args[known.name]] : (makerCalled(call) ?? []);
  if (!maker || !first) return undefined;
  const config = entriesOf(first);
  const name = config.get("Name")?.value ?? (config.size === 0 ? first : undefined);
  if (!name || isHandedIn(name)) return undefined;
  const description = config.get("Description")?.value ?? said ?? call.args[maker.name + 1];
  const confirms = config.get("RequireConfirmation");
  return buildTool({
    format: maker.format,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    handler: functionOf(call.args.findLast((arg) => functionOf(arg) !== undefined)),
    parameters: [],
    confirmation: confirms && { confirmed: "always", by: "RequireConfirmation", span: confirms.span },
  });
}

/** langchaingo: any type with the three methods Name, Description and Call. */
function langchainTools(file: CodeFile): ToolDefinition[] {
  if (!importsOf(file).some((module) => module.startsWith("github.com/tmc/langchaingo/"))) return [];
  return [...file.scope.bindings.values()].flatMap((binding): ToolDefinition[] => {
    const type = binding.kind === "value" && binding.value?.kind === "class" ? binding.value : undefined;
    const [name, description, call] = ["Name", "Description", "Call"].map((method) => methodOf(type, method));
    if (!type || !name || !description || !call) return [];
    const nameCode = returnsOf(name)[0];
    return [
      buildTool({
        format: "langchaingo-tool",
        file,
        name: nameCode ? nameOf(nameCode) : (type.name ?? "computed name"),
        nameSpan: nameCode?.span ?? type.span,
        span: type.span,
        description: spannedText(returnsOf(description)[0]),
        handler: call,
        parameters: [],
      }),
    ];
  });
}

function methodOf(type: ClassCode | undefined, name: string): FunctionCode | undefined {
  const binding = type?.members.get(name);
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}
