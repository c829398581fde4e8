import type { SpannedText, ToolDefinition } from "../model/definition.ts";
import { type Call, type ClassCode, type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { contains, entriesOf, resolveValue, stringOf } from "../parse/code/resolve.ts";
import { symbolOf } from "../parse/code/symbols.ts";
import { walkKinds } from "../parse/code/walkKinds.ts";
import { candidates, decorator, hintsOf, importsOf, keyword, lastName, positionals } from "./compiledParts.ts";
import { modelPackages, typeTool } from "./contractTypes.ts";
import { describedBy, proseText } from "./described.ts";
import { isModelSchema } from "./modelSchema.ts";
import { Places } from "./places.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/** Tools of rmcp, rig and rust-mcp-sdk. */
export function discoverRust(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const imports = importsOf(file);
  const uses = (crate: RegExp) => imports.some((module) => crate.test(module));
  const listed = jsonTools(file);
  const tested = testModules(file);
  walkKinds(file.body, ["function", "class", "call"], (part, ancestors) => {
    if (part.kind === "function") {
      const mark = toolMark(part, file, uses(/^rmcp\b/), uses(/^rig(?:_\w+)?\b/));
      if (mark) found.push(marked(part, mark.call, mark.format, file));
    }
    if (part.kind === "class") {
      const tool = rigTool(part, file, uses(/^rig(?:_\w+)?\b/)) ?? ownType(part, file, tested);
      if (tool) found.push(tool);
    }
    if (part.kind === "call") {
      const tool =
        described(part, file) ??
        literalTool(part, file) ??
        (tested.hold(part.span) ? undefined : ownLiteral(part, file)) ??
        structTool(part, ancestors, file, uses(/^rust_mcp_sdk\b|^rust_mcp_macros\b/));
      if (tool) found.push(tool);
    }
    return undefined;
  });
  return [...found, ...listed];
}

/** `json!([{ "name": …, "description": …, "inputSchema": … }])` of a server without a library, beside its dispatcher. */
function jsonTools(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["object"], (part) => {
    const entries = entriesOf(part);
    const [name, description] = ["name", "description"].map((key) => entries.get(key)?.value);
    const text = stringOf(name);
    const hasSchema = entries.has("inputSchema") || entries.has("input_schema");
    if (!name || !description || text === undefined || !hasSchema) return undefined;
    const handler = armFor(text, file);
    // A list that nothing in the file answers for may be an example, or what a test expects.
    if (!handler) return undefined;
    const hints = entries.get("annotations")?.value;
    found.push(
      buildTool({
        format: "mcp-rs-lowlevel",
        file,
        name: text,
        nameSpan: name.span,
        span: part.span,
        description: spannedText(description),
        annotations: hints,
        handler,
        parameters: [],
      }),
    );
    return undefined;
  });
  return found;
}

/** An `impl` of a trait of the project's own. The one that says what the type has without a trait is none. */
function ownType(type: ClassCode, file: CodeFile, tested: Places): ToolDefinition | undefined {
  return type.bases.length === 0 || tested.hold(type.span) ? undefined : typeTool(type, "custom-class-rs", file);
}

/** `ToolSpec { name: "x".into(), description: …, parameters }` of the project's own: a type that is named for tools. */
function ownLiteral(call: Call, file: CodeFile): ToolDefinition | undefined {
  const isMade = call.construct && /(?:Tool|Function)(?:[A-Z]\w*)?$/.test(lastName(call.callee));
  const said = isMade ? describedBy(call) : undefined;
  if (!said?.schema || !contains(call.span, said.name.span) || !isForModel(call, said.schema, file)) return undefined;
  return buildTool({
    format: "custom-table-rs",
    file,
    name: nameOf(said.name),
    nameSpan: said.name.span,
    span: call.span,
    description: proseText(said.description),
    handler: said.handler ?? armFor(nameOf(said.name), file),
    parameters: [],
  });
}

/** A JSON Schema of what goes in, or the words of models in the type or in what the file imports. */
function isForModel(call: Call, schema: Code, file: CodeFile): boolean {
  const value = resolveValue(schema);
  const inside = value.kind === "call" ? value.args[0] : value;
  if (inside && isModelSchema(inside)) return true;
  if (/Responses|L[Ll]m|Mcp|OpenA[Ii]|Anthropic|Function/.test(lastName(call.callee))) return true;
  return importsOf(file).some((module) => modelPackages.test(module));
}

/** Modules behind `#[cfg(test)]`. */
function testModules(file: CodeFile): Places {
  const found = new Places();
  walkKinds(file.body, ["call"], (part, ancestors) => {
    if (lastName(part.callee) !== "cfg" || !part.args.some((arg) => lastName(arg) === "test")) return undefined;
    const around = ancestors.at(-1);
    const beside = around?.kind === "group" ? around.parts : file.body;
    const next = beside[beside.indexOf(part) + 1];
    if (next) found.add(next.span);
    return undefined;
  });
  return found;
}

interface Mark {
  readonly call: Call;
  readonly format: string;
}

function toolMark(fn: FunctionCode, file: CodeFile, usesRmcp: boolean, usesRig: boolean): Mark | undefined {
  const rmcp = decorator(fn, (callee) =>
    candidates(callee, file).some(
      (name) => /^rmcp(?:_macros)?(?:\.\w+)*\.tool$/.test(name) || (name === "tool" && usesRmcp),
    ),
  );
  if (rmcp) return { call: rmcp, format: "rmcp-tool" };
  const rig = decorator(fn, (callee) =>
    candidates(callee, file).some(
      (name) => /^rig\w*(?:\.\w+)*\.(?:rig_)?tool(?:_macro)?$/.test(name) || (name === "rig_tool" && usesRig),
    ),
  );
  if (rig) return { call: rig, format: "rig-tool" };
  const other = decorator(fn, (callee) => candidates(callee, file).some((name) => otherMark.test(name)));
  return other && { call: other, format: "custom-attribute-rs" };
}

/** An attribute of a crate that is named for what calls tools: `mcp_core_macros::tool`, `mistralrs::tool`. */
const otherMark =
  /^(?:\w*_)?(?:\w*mcp|llms?|agents?|agentic|genai|openai|anthropic|mistralrs|ollama)(?:_?\w+)?(?:\.\w+)*\.(?:mcp_|llm_|ai_)?tool$/;

function marked(fn: FunctionCode, mark: Call, format: string, file: CodeFile): ToolDefinition {
  const name = keyword(mark, "name")?.value;
  const hints = keyword(mark, "annotations")?.value;
  const said = keyword(mark, "description")?.value ?? positionals(mark).find((arg) => stringOf(arg) !== undefined);
  return buildTool({
    format,
    file,
    name: name ? nameOf(name) : (fn.name ?? "computed name"),
    nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
    span: fn.span,
    description: spannedText(said) ?? fn.doc,
    annotations:
      hints &&
      hintsOf(
        [...entriesOf(hints)].map(([key, entry]) => [key, entry.value]),
        hints,
      ),
    handler: fn,
    parameters: parametersOf(fn),
  });
}

function parametersOf(fn: FunctionCode): SpannedText[] {
  return fn.params.flatMap(({ name, span }) => (name ? [{ text: name, span }] : []));
}

/** `impl Tool for X { const NAME …; async fn call(…) }`. */
function rigTool(type: ClassCode, file: CodeFile, usesRig: boolean): ToolDefinition | undefined {
  const [trait] = type.bases;
  if (
    !trait ||
    !candidates(trait, file).some((name) => /^rig\w*(?:\.\w+)*\.Tool$/.test(name) || (name === "Tool" && usesRig))
  )
    return undefined;
  const member = (name: string) => {
    const binding = type.members.get(name);
    return binding?.kind === "value" ? binding.value : undefined;
  };
  const [name, call, definition] = ["NAME", "call", "definition"].map(member);
  if (!name || call?.kind !== "function") return undefined;
  return buildTool({
    format: "rig-tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: type.span,
    description: definition?.kind === "function" ? descriptionIn(definition) : undefined,
    handler: call,
    parameters: [],
  });
}

/** The description of the `ToolDefinition { … }` that a function makes. */
function descriptionIn(fn: FunctionCode): SpannedText | undefined {
  let found: SpannedText | undefined;
  walk(fn.body, (part) => {
    if (found || part.kind !== "call" || !part.construct) return undefined;
    const code = keyword(part, "description")?.value;
    found = spannedText(code) ?? (code && spannedText(receiverOf(code)));
    return undefined;
  });
  return found;
}

/** `"text".to_string()` is the text. */
function receiverOf(code: Code): Code | undefined {
  const value = resolveValue(code);
  return value.kind === "call" && value.callee.kind === "member" ? value.callee.object : undefined;
}

/** `Tool::new("name", "description", schema)` of the low-level server, joined with the arm that runs for the name. */
function described(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (!candidatesOf(call, file).some((name) => /^rmcp(?:\.\w+)*\.Tool\.new$/.test(name))) return undefined;
  const [name, description] = positionals(call);
  return lowLevelTool({ call, file, name, description });
}

/** `Tool { name: "x".into(), description: Some("…".into()), input_schema, … }` of the low-level server. */
function literalTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (!call.construct || !candidates(call.callee, file).some((name) => /^rmcp(?:\.\w+)*\.Tool$/.test(name)))
    return undefined;
  if (!keyword(call, "input_schema")) return undefined;
  const hints = innermost(keyword(call, "annotations")?.value);
  return lowLevelTool({
    call,
    file,
    name: innermost(keyword(call, "name")?.value),
    description: innermost(keyword(call, "description")?.value),
    annotations: hints?.kind === "call" ? hintsOf(keywordsIn(hints), hints) : undefined,
  });
}

interface LowLevel {
  readonly call: Call;
  readonly file: CodeFile;
  readonly name: Code | undefined;
  readonly description: Code | undefined;
  readonly annotations?: Code | undefined;
}

/** A tool that only describes itself, joined with the arm that runs for its name. */
function lowLevelTool({ call, file, name, description, annotations }: LowLevel): ToolDefinition | undefined {
  const text = stringOf(name);
  if (!name || text === undefined) return undefined;
  return buildTool({
    format: "rmcp-tool",
    file,
    name: text,
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    annotations,
    handler: armFor(text, file),
    parameters: [],
  });
}

function keywordsIn(call: Call): [string, Code][] {
  return call.args.flatMap((arg): [string, Code][] => (arg.kind === "entry" && arg.key ? [[arg.key, arg.value]] : []));
}

/** `Some(Cow::Borrowed("x"))`, `"x".into()`: what is wrapped. What another call answers is not written here. */
function innermost(code: Code | undefined, steps = 5): Code | undefined {
  if (!code || steps === 0) return code;
  const value = resolveValue(code);
  if (value.kind !== "call" || value.construct) return value;
  const { callee, args } = value;
  const [only] = args;
  if (only && only.kind !== "entry" && args.length === 1 && isWrapper(callee)) return innermost(only, steps - 1);
  const isText =
    callee.kind === "member" && args.length === 0 && /^(?:into|to_string|to_owned|clone)$/.test(callee.property);
  return isText ? innermost(callee.object, steps - 1) : value;
}

/** `Some`, `Cow::Borrowed`, `String::from`. */
function isWrapper(callee: Code): boolean {
  const first = callee.kind === "member" ? callee.object : callee;
  return /^[A-Z]/.test(lastName(first));
}

function candidatesOf(call: Call, file: CodeFile): string[] {
  if (call.callee.kind !== "member") return [];
  const { property } = call.callee;
  return candidates(call.callee.object, file).map((name) => `${name}.${property}`);
}

/** The part of a dispatcher that runs for a name, as a function of its own. */
function armFor(name: string, file: CodeFile): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walkKinds(file.body, ["branch"], (part, ancestors) => {
    if (found || stringOf(part.condition) !== name) return undefined;
    const around = ancestors.findLast((one): one is FunctionCode => one.kind === "function");
    if (around) found = { ...around, body: part.consequence };
    return undefined;
  });
  return found;
}

/** `#[mcp_tool(name = "…")] struct X` of rust-mcp-sdk; its handler is the `call_tool` of the struct. */
function structTool(
  call: Call,
  ancestors: readonly Code[],
  file: CodeFile,
  usesSdk: boolean,
): ToolDefinition | undefined {
  const symbol = symbolOf(call.callee) ?? "";
  if (!/^rust_mcp_\w+(?:\.\w+)*\.mcp_tool$/.test(symbol) && !(symbol === "mcp_tool" && usesSdk)) return undefined;
  const name = keyword(call, "name")?.value;
  if (!name || ancestors.some((part) => part.kind === "function")) return undefined;
  return buildTool({
    format: "rust-mcp-sdk-tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(keyword(call, "description")?.value),
    annotations: hintsOf(keywordsIn(call), call),
    handler: structHandler(call, file),
    parameters: [],
  });
}

/** The class of the struct that follows an attribute is the next one in the file. */
function structHandler(call: Call, file: CodeFile): FunctionCode | undefined {
  const types = [...file.scope.bindings.values()].flatMap((binding) =>
    binding.kind === "value" && binding.value?.kind === "class" ? [binding.value] : [],
  );
  const [next] = types
    .filter(({ span }) => span.start >= call.span.end)
    .toSorted((left, right) => left.span.start - right.span.start);
  for (const method of ["call_tool", "run_tool", "call", "run", "execute"]) {
    const binding = next?.members.get(method);
    if (binding?.kind === "value" && binding.value?.kind === "function") return binding.value;
  }
  return undefined;
}
