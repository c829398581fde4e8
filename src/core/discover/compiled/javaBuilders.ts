import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, resolveValue, returnsOf } from "../../parse/code/resolve.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { candidates, chainOf, chainSymbol, decorator, importsOf, lastName, positionals } from "./compiledParts.ts";

/**
 * Tools that Java puts together at run time: beans that are functions (Spring AI), specifications beside their executor
 * (LangChain4j 1.x), tools of Quarkus' `ToolManager`.
 */
export function functionBean(fn: FunctionCode, file: CodeFile): ToolDefinition | undefined {
  const marked = (annotation: RegExp) =>
    decorator(fn, (callee) => candidates(callee, file).some((name) => annotation.test(name)));
  const described = marked(/^org\.springframework\.context\.annotation\.Description$/);
  const bean = marked(/^org\.springframework\.context\.annotation\.Bean$/);
  if (!described || !bean || !fn.answers || !functionType.test(lastName(fn.answers))) return undefined;
  const [text] = positionals(described);
  const given = positionals(bean)[0] ?? bean.args.flatMap((arg) => (arg.kind === "entry" ? [arg.value] : []))[0];
  return buildTool({
    format: "spring-ai-function-bean",
    file,
    name: given ? nameOf(given) : (fn.name ?? "computed name"),
    nameSpan: given?.span ?? fn.nameSpan ?? fn.span,
    span: fn.span,
    description: spannedText(text ?? described.args.flatMap((arg) => (arg.kind === "entry" ? [arg.value] : []))[0]),
    handler: returnsOf(fn).flatMap((answer) => appliedBy(answer) ?? [])[0],
    parameters: [],
  });
}

const functionType = /^(?:Function|BiFunction|Supplier|Consumer|UnaryOperator)$/;

/** A lambda, or the method of the class that is made by which it is a function. */
export function appliedBy(code: Code | undefined): FunctionCode | undefined {
  if (!code) return undefined;
  const fn = functionOf(code);
  if (fn) return fn;
  const value = resolveValue(code);
  const made = value.kind === "call" && value.construct ? resolveValue(value.callee) : undefined;
  if (made?.kind !== "class") return undefined;
  const method = ["apply", "accept", "get", "execute", "call"].flatMap((name) => {
    const binding = made.members.get(name);
    return binding?.kind === "value" && binding.value?.kind === "function" ? [binding.value] : [];
  });
  return method[0];
}

const pairing = /^(?:of|put|add|entry|putIfAbsent)$/;

/** `Map.of(specification, executor)`, `ToolProviderResult.builder().add(specification, executor)`. */
export function specified(call: Call, file: CodeFile): ToolDefinition[] {
  if (call.callee.kind !== "member" || !pairing.test(call.callee.property)) return [];
  const args = positionals(call);
  return args.flatMap((specification, at): ToolDefinition[] => {
    const executor = args[at + 1];
    const value = resolveValue(specification);
    if (!executor || value.kind !== "call") return [];
    const root = chainSymbol(value);
    if (!/^dev\.langchain4j\.agent\.tool\.ToolSpecification$/.test(root)) return [];
    const chain = chainOf(value);
    const name = chain.get("name")?.args[0];
    if (!name || !file.place(value.span)) return [];
    return [
      buildTool({
        format: "langchain4j-tool-specification",
        file,
        name: nameOf(name),
        nameSpan: name.span,
        span: value.span,
        description: spannedText(chain.get("description")?.args[0]),
        handler: appliedBy(executor),
        parameters: [],
      }),
    ];
  });
}

/** `toolManager.newTool("name").setDescription("…").setHandler(…).register()`. */
export function managed(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (call.callee.kind !== "member" || call.callee.property !== "register") return undefined;
  const chain = chainOf(call);
  const name = chain.get("newTool")?.args[0];
  const handler = chain.get("setHandler") ?? chain.get("setAsyncHandler");
  if (!name || !handler || !importsOf(file).some((module) => /^io\.quarkiverse\.mcp\.server\./.test(module)))
    return undefined;
  return buildTool({
    format: "quarkus-mcp-tool",
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(chain.get("setDescription")?.args[0]),
    handler: appliedBy(handler.args[0]),
    parameters: [],
  });
}
