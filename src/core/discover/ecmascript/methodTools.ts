import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, lookup, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { definedApproval } from "../tools/approvals.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { firstOf, schemaKeys } from "./makerTools.ts";

/**
 * Methods that a decorator makes tools of: `@Tool({ name, description, parameters })`. The libraries that do so are few
 * and most such decorators are a project's own, so the shape says it: a description and a schema of what the model
 * fills in, in a project that reaches a model.
 */
export function discoverMethodTools(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(discovery.file.body, ["function"], (part) => {
    if (part.decorators.length === 0) return undefined;
    for (const decorator of part.decorators) {
      const tool = decorator.kind === "call" && readMethod(decorator, part, discovery);
      if (tool) found.push(tool);
    }
    return undefined;
  });
  return found;
}

/** Frameworks whose decorators describe routes, fields and commands in the same words. */
const others =
  /^(?:@nestjs\/|@nestjs-query\/|type-graphql|nestjs-|nest-commander|necord|discordx|typeorm|@mikro-orm\/|class-validator|class-transformer|routing-controllers|@tsed\/|@loopback\/|tsoa|typedi|inversify|@angular\/|lit\b|@stencil\/|@midwayjs\/)/;

const parameterKeys = [...schemaKeys, "argsSchema", "paramsSchema", "parametersSchema"];

function readMethod(decorator: Call, method: FunctionCode, discovery: Discovery): ToolDefinition | undefined {
  const { callee } = decorator;
  const module = moduleOf(callee);
  if (module !== undefined && others.test(module)) return undefined;
  const config = decorator.args.find((arg) => resolveValue(arg).kind === "object");
  const entries = entriesOf(config);
  const description =
    entries.get("description")?.value ?? decorator.args.find((arg, at) => at > 0 && stringOf(arg) !== undefined);
  const schema = firstOf(entries, parameterKeys)?.value;
  const isNamed = /tools?$/i.test(writtenCallee(callee));
  if (!description || !(isNamed || (schema && discovery.nearModel()))) return undefined;
  const nameCode = firstOf(entries, ["name", "toolName", "id"])?.value ?? textFirst(decorator);
  const { file } = discovery;
  return buildTool({
    format: "custom-decorator-ts",
    file,
    name: nameCode ? nameOf(nameCode) : (method.name ?? "unnamed tool"),
    nameSpan: nameCode?.span ?? method.nameSpan ?? method.span,
    span: { start: decorator.span.start, end: method.span.end },
    description: spannedText(description),
    annotations: entries.get("annotations")?.value,
    handler: method,
    parameters: modelParameters(undefined, schema),
    confirmation: definedApproval(entries),
  });
}

function textFirst({ args: [first] }: Call): Code | undefined {
  return first && stringOf(first) !== undefined ? first : undefined;
}

function writtenCallee(callee: Code): string {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

/** The module that a decorator is imported from, as written. */
function moduleOf(callee: Code): string | undefined {
  if (callee.kind === "member") return symbolOf(callee);
  const binding = callee.kind === "name" ? lookup(callee.scope, callee.name) : undefined;
  return binding?.kind === "import" ? binding.module : undefined;
}
