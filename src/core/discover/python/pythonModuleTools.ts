import type { ToolDefinition } from "../../model/definition.ts";
import type { Code, FunctionCode } from "../../parse/code/code.ts";
import { contains, entriesOf, functionOf, lookup, stringOf } from "../../parse/code/resolve.ts";
import type { Discovery } from "../context.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";

/**
 * Modules that are tools, as Strands has them and projects of their own: a constant that describes the tool, and a
 * function of its name, or one that runs it, beside it.
 */
export function discoverModuleTools({ file, isTaken, approvals }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  for (const [constant, binding] of file.scope.bindings) {
    if (binding.kind !== "value" || !binding.value || !specName.test(constant)) continue;
    const spec = binding.value;
    if (spec.kind !== "object" || !file.place(spec.span) || isTaken(spec.span)) continue;
    const outer = entriesOf(spec);
    const inner = outer.get("function")?.value ?? outer.get("toolSpec")?.value;
    const entries = inner ? entriesOf(inner) : outer;
    const name = entries.get("name");
    const schema = schemaKeys.flatMap((key) => entries.get(key) ?? [])[0];
    const text = name && stringOf(name.value);
    if (!name || text === undefined || !entries.has("description") || !schema) continue;
    const handler = runnerOf(text, file.scope);
    // Where an agent's list holds the function, it is found there.
    if (!handler || isTaken(handler.span)) continue;
    found.push(
      buildTool({
        format: constant === "TOOL_SPEC" ? "strands-module" : "custom-module-py",
        file,
        name: nameOf(name.value),
        nameSpan: name.value.span,
        span: spec.span,
        description: spannedText(entries.get("description")?.value),
        annotations: entries.get("annotations")?.value,
        handler,
        parameters: modelParameters(undefined, bare(schema.value)),
        confirmation: approvals.get(text),
      }),
    );
  }
  return found;
}

const specName =
  /^_?(?:\w+_)?TOOL(?:_(?:SPEC|DEFINITION|DEF|SCHEMA|CONFIG|DESCRIPTION|METADATA|INFO))$|^(?:tool_?(?:spec|definition|schema))$/i;
const schemaKeys = ["inputSchema", "input_schema", "parameters", "schema", "args_schema"];

/** Bedrock puts the schema under "json". */
function bare(schema: Code): Code {
  return entriesOf(schema).get("json")?.value ?? schema;
}

const usualRunners = ["run", "execute", "handler", "handle", "invoke", "call", "main"];

function runnerOf(name: string, scope: Discovery["file"]["scope"]): FunctionCode | undefined {
  return functionNamed([name.replaceAll("-", "_"), ...usualRunners], scope);
}

function functionNamed(names: readonly string[], scope: Discovery["file"]["scope"]): FunctionCode | undefined {
  for (const candidate of names) {
    const binding = lookup(scope, candidate);
    const fn = binding?.kind === "value" && binding.value ? functionOf(binding.value) : undefined;
    if (fn) return fn;
  }
  return undefined;
}

/**
 * What runs a module of Python that is one tool: `def run(…)` beside a constant that describes it, or beside a function
 * that answers that. Of a list of several, none of them.
 */
export function moduleRunner(described: Code, { scope }: Discovery["file"]): FunctionCode | undefined {
  const isAlone = [...scope.bindings].some(([name, binding]) => {
    const value = binding.kind === "value" ? binding.value : undefined;
    if (!value || !contains(value.span, described.span)) return false;
    return (
      value.kind === "object" ||
      (value.kind === "function" &&
        /^(?:get_)?(?:tool_?)?(?:spec|schema|definition|metadata|manifest|info)$/.test(name))
    );
  });
  return isAlone ? functionNamed(usualRunners, scope) : undefined;
}
