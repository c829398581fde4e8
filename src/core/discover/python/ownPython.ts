import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, resolveValue, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { isProse, isToolName, saidByPosition } from "../tools/described.ts";
import { importsModels, scopeOf } from "../tools/modelEvidence.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import { namedRunners } from "../tools/namedRunners.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";
import { toolDecoratorOf } from "./pythonTools.ts";

/**
 * Tools by a decorator or a class of the project's own, told by the protocol's hints: `@own_tool(read_only_hint=True)`,
 * `ToolDefinition(fn=run, description="…", annotations=…)`.
 */
export function discoverOwnPython(discovery: Discovery): ToolDefinition[] {
  const { file, isTaken } = discovery;
  const found: ToolDefinition[] = [];
  const named = namedRunners(file);
  walkKinds(file.body, ["function", "call"], (part, ancestors) => {
    if (part.kind === "function") {
      const mark = ownDecorator(part);
      if (mark && !isTaken(part.span)) found.push(decorated(part, mark, file));
    }
    if (part.kind === "call") {
      const tool = isTaken(part.span)
        ? undefined
        : described(part, discovery, (name) => beside(ancestors) ?? named(name));
      if (tool) found.push(tool);
    }
    return undefined;
  });
  return found;
}

const hint = /^(?:read_?only|destructive|idempotent|open_?world)_?hint$/i;

function ownDecorator(fn: FunctionCode): Call | undefined {
  if (toolDecoratorOf(fn)) return undefined;
  return fn.decorators.find(
    (mark): mark is Call =>
      mark.kind === "call" &&
      /tool/i.test(writtenName(mark.callee)) &&
      [...keywords(mark).keys()].some((key) => hint.test(key)),
  );
}

function decorated(fn: FunctionCode, mark: Call, file: Discovery["file"]): ToolDefinition {
  const given = keywords(mark);
  const name = given.get("name")?.value;
  return buildTool({
    format: "custom-decorator-py",
    file,
    name: name ? nameOf(name) : (fn.name ?? "computed name"),
    nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
    span: { start: mark.span.start, end: fn.span.end },
    description: spannedText(given.get("description")?.value) ?? fn.doc,
    annotations: { kind: "object", entries: [...given.values()].flatMap(asHint), span: mark.span },
    handler: fn,
    parameters: modelParametersOf(fn),
  });
}

/** The keyword under the protocol's name. */
function asHint(entry: Entry): Entry[] {
  if (entry.key === undefined || !hint.test(entry.key)) return [];
  return [{ ...entry, key: entry.key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) }];
}

const toolType =
  /(?:^|\.)\w*Tool(?:Definition|Def|Spec|Entry|Config|Info|Schema|Descriptor|Function|Declaration|Metadata)?$|(?:^|[._])(?:register|add|define|make|create|build)_?\w*tool$/i;
const protocolType = /^mcp(?:\.\w+)*\.Tool$/;
const callables = ["fn", "func", "function", "handler", "callable", "callback", "run", "execute", "coroutine", "impl"];
const schemaKeys = ["input_schema", "inputSchema", "parameters", "schema", "args_schema", "input_model", "params"];

/** `ToolSpec(name="…", description="…", handler=run)`, `register_tool("name", "What it does", run)`. */
function described(
  call: Call,
  { file, elsewhere, nearModel }: Discovery,
  runnerHere: (name: string) => FunctionCode | undefined,
): ToolDefinition | undefined {
  if (!toolType.test(writtenName(call.callee))) return undefined;
  const given = keywords(call);
  const values = call.args.filter((arg) => arg.kind !== "entry");
  const handler = functionOf(callables.flatMap((key) => given.get(key)?.value ?? [])[0] ?? values.find(isFunction));
  const hints = given.get("annotations")?.value;
  const [first, then] = saidByPosition(values) ?? [];
  const name = given.get("name")?.value ?? first ?? values.find(isToolName);
  const description = (given.get("description") ?? given.get("desc"))?.value ?? then;
  const isNamed = isToolName(name);
  const schema = schemaKeys.flatMap((key) => given.get(key)?.value ?? [])[0] ?? values.find(isModelSchema);
  const isWhole = isNamed && isProse(description) && schema !== undefined;
  const isOfProtocol = isWhole && protocolType.test(symbolOf(call.callee) ?? "");
  if (!isOfProtocol && !(handler && description && (hints || isNamed)) && !(isWhole && isModelSchema(schema)))
    return undefined;
  if (!isOfProtocol && !(hints && handler) && !importsModels(scopeOf([call])) && !nearModel()) return undefined;
  const text = isNamed ? nameOf(name) : (handler?.name ?? "computed name");
  const runner = handler ?? runnerHere(text) ?? elsewhere?.runnerOf(text);
  return buildTool({
    format: isOfProtocol ? "mcp-py-lowlevel" : "custom-class-py",
    file,
    name: text,
    nameSpan: (isNamed ? name.span : handler?.nameSpan) ?? call.span,
    span: call.span,
    description: spannedText(description) ?? handler?.doc,
    annotations: hints,
    handler: runner,
    parameters: handler ? modelParametersOf(handler) : modelParameters(undefined, schema),
  });
}

/** What runs a tool that a method of its class describes: `def describe(self): return Tool(name=…)`, `def run_tool(self, …)`. */
function beside(ancestors: readonly Code[]): FunctionCode | undefined {
  const at = ancestors.findLastIndex((one) => one.kind === "class");
  const type = ancestors[at];
  const method = ancestors[at + 1];
  if (type?.kind !== "class" || method?.kind !== "function" || runs.test(method.name ?? "")) return undefined;
  const own = [...type.members].flatMap(([name, binding]) =>
    runs.test(name) && binding.kind === "value" && binding.value?.kind === "function" ? [binding.value] : [],
  );
  return own.length === 1 ? own[0] : undefined;
}

const runs = /^_?a?(?:run|execute|invoke|call|handle|perform)(?:_(?:tool|impl|async))?$|^__call__$/;

function isFunction(code: Code): boolean {
  return resolveValue(code).kind === "function";
}
