import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { ClassCode, Code, FunctionCode } from "../../parse/code/code.ts";
import { memberOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { onlyThrows, typeTool } from "../tools/contractTypes.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";

const bases = /(?:^|\.)\w*Tool(?:Base|Class|Handler|Definition|Impl)?$/;
const names = ["toolName", "name", "TOOL_NAME", "toolId", "id"];
const runners = ["execute", "run", "invoke", "handle", "call", "_call", "handler"];

/**
 * Tools that a project writes as classes: each extends or implements something called a tool, has a name and a
 * description of its own, and a method that runs it. Base classes have no name.
 */
export function discoverToolClasses({ file, isTaken, nearModel }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["class"], (part) => {
    const tool = isTaken(part.span)
      ? undefined
      : (readClass(part, file) ?? typeTool(part, "custom-class-ts", file, nearModel));
    if (tool) found.push(tool);
    return undefined;
  });
  return found;
}

function readClass(code: ClassCode, file: Discovery["file"]): ToolDefinition | undefined {
  if (!code.bases.some((base) => bases.test(writtenName(plain(base))))) return undefined;
  const own = (keys: readonly string[]) => keys.map((key) => ownValue(code, key)).find((value) => value !== undefined);
  const name = own(names);
  const description = own(["description", "toolDescription"]);
  const handler = runners.map((key) => methodOf(code, key)).find((method) => method !== undefined);
  if (!name || !description || !handler || onlyThrows(handler) || stringOf(name) === undefined || !isText(description))
    return undefined;
  const schema = own(["argsShape", "inputSchema", "schema", "parameters", "argsSchema"]);
  return buildTool({
    format: "custom-class-ts",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: code.span,
    description: spannedText(description),
    annotations: own(["annotations"]),
    handler,
    parameters: modelParameters(handler, schema),
    confirmation: askedByBase(code),
  });
}

function plain(base: Code): Code {
  return base.kind === "call" ? base.callee : base;
}

function isText(code: Code): boolean {
  return stringOf(code) !== undefined || resolveValue(code).kind === "template";
}

/** What the class itself sets: a name that is inherited is that of another tool. */
function ownValue(code: ClassCode, key: string): Code | undefined {
  const binding = code.members.get(key);
  if (binding?.kind !== "value" || !binding.value) return undefined;
  return binding.value.kind === "function" ? undefined : binding.value;
}

function methodOf(code: ClassCode, key: string): FunctionCode | undefined {
  const binding = code.members.get(key);
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}

/** A message to confirm is written here, and the base class is what asks. */
function askedByBase(code: ClassCode): Confirmation | undefined {
  for (const key of ["getConfirmationMessage", "confirmationMessage", "confirmationMessages", "requiresConfirmation"]) {
    const own = code.members.get(key);
    if (own?.kind !== "value") continue;
    const isInherited = code.bases.some((base) => {
      const parent = resolveValue(plain(base));
      return parent.kind === "class" && memberOf(parent, key) !== undefined;
    });
    return isInherited
      ? { confirmed: "elsewhere", by: `${key}, with which its base class asks` }
      : { confirmed: "unknown", by: `${key}, which something else may use` };
  }
  return undefined;
}
