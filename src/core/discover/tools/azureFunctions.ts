import type { ToolDefinition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { keyword, lastName, positionals } from "../compiled/compiledParts.ts";
import { buildTool, nameOf, spannedText } from "./toolParts.ts";

/**
 * Azure Functions serves a function as an MCP tool where its trigger says so: a parameter's attribute in C# and Java, a
 * decorator in Python, `app.mcpTool` in JavaScript. What the host itself reads and stores for a function is told by its
 * bindings. (Microsoft.Azure.Functions.Worker.Extensions.Mcp 1.0, azure-functions 1.24, @azure/functions 4.8.)
 */
export function triggeredTool(fn: FunctionCode, file: CodeFile): ToolDefinition | undefined {
  const trigger = marksOf(fn).find((mark) => /^McpToolTrigger(?:Attribute)?$/.test(lastName(mark.callee)));
  if (!trigger) return undefined;
  const [first, second] = positionals(trigger);
  const name = keyword(trigger, "toolName", "ToolName", "name")?.value ?? first;
  if (!name) return undefined;
  const inputs = fn.params.filter(({ marks = [] }) =>
    marks.some((mark) => mark.kind === "call" && /^McpToolProperty(?:Attribute)?$/.test(lastName(mark.callee))),
  );
  return buildTool({
    format: `azure-functions-mcp-${file.language === "csharp" ? "cs" : file.language}`,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: fn.span,
    description: spannedText(keyword(trigger, "description", "Description")?.value ?? second),
    handler: fn,
    parameters: inputs.flatMap((input) => (input.name ? [{ text: input.name, span: input.span }] : [])),
    provided: bindingEffects([...fn.decorators.filter(isCall), ...marksOf(fn)].map(({ callee }) => lastName(callee))),
  });
}

function isCall(code: Code): code is Call {
  return code.kind === "call";
}

function marksOf(fn: FunctionCode): Call[] {
  return fn.params.flatMap(({ marks = [] }) => marks.filter(isCall));
}

const stores: readonly (readonly [RegExp, Effect, Effect])[] = [
  [/^(?:storage_?)?blob/i, "fetch-network", "send-outward"],
  [/^(?:table|cosmos_?db|sql|mysql|kusto|redis|dapr_?state)/i, "read-data", "write-data"],
  [
    /^(?:queue|storage_?queue|service_?bus|event_?hubs?|event_?grid|kafka|rabbit_?mq|send_?grid|twilio|signal_?r|web_?pubsub)/i,
    "fetch-network",
    "send-outward",
  ],
];

/** `BlobOutput`, `cosmosDBInput`, `table_output`: what the host does with what a function takes and answers. */
export function bindingEffects(names: readonly string[]): readonly Effect[] {
  const found = names.flatMap((name) => {
    const [, store = "", direction] = /^(\w+?)_?(input|output)(?:_binding|Attribute)?$/i.exec(name) ?? [];
    const row = stores.find(([pattern]) => pattern.test(store));
    return row && direction ? [/^i/i.test(direction) ? row[1] : row[2]] : [];
  });
  return [...new Set(found)];
}

/** Decorators of a function in Python: `@app.blob_output(…)`, `@app.generic_output_binding(type="blob", …)`. */
export function pythonBindings({ decorators }: FunctionCode): readonly Effect[] {
  return bindingEffects(
    decorators.filter(isCall).map((mark) => {
      const name = lastName(mark.callee);
      const direction = /^generic_(input|output)_binding$/.exec(name)?.[1];
      return direction ? `${stringOf(keyword(mark, "type")?.value) ?? ""}_${direction}` : name;
    }),
  );
}

/** `extraOutputs: [output.storageBlob({…})]` in JavaScript. */
export function listedBindings(config: Code | undefined): readonly Effect[] {
  const entries = entriesOf(config);
  return bindingEffects(
    (["Inputs", "Outputs"] as const).flatMap((key) => {
      const list = entries.get(`extra${key}`) && resolveValue(entries.get(`extra${key}`)?.value as Code);
      const items = list?.kind === "list" ? list.items.map((item) => resolveValue(item)) : [];
      return items.filter(isCall).map(({ callee }) => `${lastName(callee)}_${key.slice(0, -1).toLowerCase()}`);
    }),
  );
}
