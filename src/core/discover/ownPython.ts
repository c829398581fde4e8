import type { ToolDefinition } from "../model/definition.ts";
import type { Call, Entry, FunctionCode } from "../parse/code/code.ts";
import { functionOf, stringOf, writtenName } from "../parse/code/resolve.ts";
import { walkKinds } from "../parse/code/walkKinds.ts";
import type { Discovery } from "./context.ts";
import { keywords, modelParametersOf, toolDecoratorOf } from "./pythonTools.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/**
 * Tools by a decorator or a class of the project's own, told by the protocol's hints: `@own_tool(read_only_hint=True)`,
 * `ToolDefinition(fn=run, description="…", annotations=…)`.
 */
export function discoverOwnPython({ file, isTaken }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["function", "call"], (part) => {
    if (part.kind === "function") {
      const mark = ownDecorator(part);
      if (mark && !isTaken(part.span)) found.push(decorated(part, mark, file));
    }
    if (part.kind === "call") {
      const tool = described(part, file);
      if (tool && !isTaken(part.span)) found.push(tool);
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

const toolType = /(?:^|\.)\w*Tool(?:Definition|Def|Spec|Entry|Config)?$/;

function described(call: Call, file: Discovery["file"]): ToolDefinition | undefined {
  if (!toolType.test(writtenName(call.callee))) return undefined;
  const given = keywords(call);
  const handler = functionOf(
    ["fn", "func", "function", "handler", "callable"].flatMap((key) => given.get(key)?.value ?? [])[0],
  );
  const hints = given.get("annotations")?.value;
  if (!handler || !hints || !given.has("description")) return undefined;
  const name = given.get("name")?.value;
  const isNamed = name !== undefined && stringOf(name) !== undefined;
  return buildTool({
    format: "custom-class-py",
    file,
    name: isNamed ? nameOf(name) : (handler.name ?? "computed name"),
    nameSpan: (isNamed ? name.span : handler.nameSpan) ?? call.span,
    span: call.span,
    description: spannedText(given.get("description")?.value) ?? handler.doc,
    annotations: hints,
    handler,
    parameters: modelParametersOf(handler),
  });
}
