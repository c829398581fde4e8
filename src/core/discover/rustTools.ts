import type { SpannedText, ToolDefinition } from "../model/definition.ts";
import { type Call, type ClassCode, type Code, type CodeFile, type FunctionCode, walk } from "../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf } from "../parse/code/resolve.ts";
import { symbolOf } from "../parse/code/symbols.ts";
import { walkKinds } from "../parse/code/walkKinds.ts";
import { candidates, decorator, hintsOf, importsOf, keyword, positionals } from "./compiledParts.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/** Tools of rmcp, rig and rust-mcp-sdk. */
export function discoverRust(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  const imports = importsOf(file);
  const uses = (crate: RegExp) => imports.some((module) => crate.test(module));
  walkKinds(file.body, ["function", "class", "call"], (part, ancestors) => {
    if (part.kind === "function") {
      const mark = toolMark(part, file, uses(/^rmcp\b/), uses(/^rig(?:_\w+)?\b/));
      if (mark) found.push(marked(part, mark.call, mark.format, file));
    }
    if (part.kind === "class") {
      const tool = rigTool(part, file, uses(/^rig(?:_\w+)?\b/));
      if (tool) found.push(tool);
    }
    if (part.kind === "call") {
      const tool =
        described(part, file) ?? structTool(part, ancestors, file, uses(/^rust_mcp_sdk\b|^rust_mcp_macros\b/));
      if (tool) found.push(tool);
    }
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
  return rig && { call: rig, format: "rig-tool" };
}

function marked(fn: FunctionCode, mark: Call, format: string, file: CodeFile): ToolDefinition {
  const name = keyword(mark, "name")?.value;
  const hints = keyword(mark, "annotations")?.value;
  return buildTool({
    format,
    file,
    name: name ? nameOf(name) : (fn.name ?? "computed name"),
    nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
    span: fn.span,
    description: spannedText(keyword(mark, "description")?.value) ?? fn.doc,
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
  const text = name && stringOf(name);
  if (!name || text === undefined) return undefined;
  return buildTool({
    format: "rmcp-tool",
    file,
    name: text,
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    handler: armFor(text, file),
    parameters: [],
  });
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
    annotations: hintsOf(
      call.args.flatMap((arg): [string, Code][] => (arg.kind === "entry" && arg.key ? [[arg.key, arg.value]] : [])),
      call,
    ),
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
