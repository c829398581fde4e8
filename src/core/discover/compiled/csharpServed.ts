import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { lastName } from "./compiledParts.ts";
import { runnerNamed } from "./compiledRaw.ts";

/** `new ListToolsResult { Tools = [new Tool { Name = "x", … }] }`: a server that answers for its tools itself. */
export function servedTools(call: Call, file: CodeFile): ToolDefinition[] {
  if (!call.construct || lastName(call.callee) !== "ListToolsResult") return [];
  const given = entriesOf(call).get("Tools")?.value;
  const list = given && resolveValue(given);
  const items = list?.kind === "list" ? list.items : list?.kind === "call" ? list.args : [];
  return items.flatMap((item) => toolIn(item, file) ?? []);
}

function toolIn(item: Code, file: CodeFile): ToolDefinition | undefined {
  const value = resolveValue(item);
  const entries = entriesOf(value);
  const name = entries.get("Name")?.value;
  const text = stringOf(name);
  if (!name || text === undefined || !file.place(value.span)) return undefined;
  return buildTool({
    format: "mcp-cs-lowlevel",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: value.span,
    description: spannedText(entries.get("Description")?.value),
    annotations: entries.get("Annotations")?.value,
    handler: runnerNamed(text, file),
    parameters: [],
  });
}
