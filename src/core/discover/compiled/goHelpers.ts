/** Tools of the MCP libraries of Go that a helper or a table of the project's own makes: each is where that is called. */
import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, CodeFile, ObjectCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, stringOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { lastName, positionals } from "./compiledParts.ts";
import { composite, type Descriptor, descriptorOf, isHandedIn, isText, mcpTool, optionCall } from "./goDescriptors.ts";
import { recordOf, registering } from "./goHandlers.ts";

/**
 * A helper of the project that takes a name, a description and a handler, in a file that uses an MCP library:
 * `app.MustTool("name", "description", handle, mcp.WithReadOnlyHintAnnotation(true))`.
 */
export function helperTool(call: Call, file: CodeFile, usesMcp: boolean): ToolDefinition | undefined {
  if (
    !usesMcp ||
    call.construct ||
    !/^(?:Must|New|Define|Make|Create|Register|Add)\w*Tool$/.test(lastName(call.callee))
  )
    return undefined;
  const [name, description, ...rest] = positionals(call);
  // Between the description and the function some helpers take the parameters.
  const handler = rest.findLast((part) => resolveValue(part).kind === "function") ?? rest[0];
  const options = rest.filter((part) => part !== handler);
  const isShape = name && description && isText(name) && isText(description) && handler && functionOf(handler);
  if (!isShape) return undefined;
  const described = optionCall({ ...call, args: [name, ...options] }, "custom-table-go");
  return described && mcpTool({ ...described, call, description }, { handler }, file);
}

/** A table of a project's own: `{ Tool: T{ Name, Description, … }, Handler: f }`. */
export function customTool(code: Call | ObjectCode, file: CodeFile): ToolDefinition | undefined {
  const entries = code.kind === "object" || code.construct ? entriesOf(code) : undefined;
  const [tool, handler] = entries ? recordOf(entries) : [];
  const inner = tool && handler ? resolveValue(tool) : undefined;
  if (!handler || inner?.kind !== "call" || descriptorOf(inner)) return undefined;
  if (!inner.construct) {
    const made = madeByHelper(inner);
    return made && mcpTool({ ...made, call: code.kind === "call" ? code : inner }, { handler }, file);
  }
  const described = composite(inner, "custom-table-go");
  return described?.description ? mcpTool(described, { handler }, file) : undefined;
}

/** `newTool(options{name: "x", description: "…"}, …)` of the project, which makes a tool of a library. */
function madeByHelper(call: Call): Descriptor | undefined {
  const helper = functionOf(call.callee);
  const made = helper && returnsOf(helper).map((answer) => resolveValue(answer));
  const inner = made?.flatMap((one) => (one.kind === "call" ? (descriptorOf(one) ?? []) : []))[0];
  if (!inner || stringOf(inner.name) !== undefined) return undefined;
  const given = new Map(
    call.args.flatMap((arg) => [...entriesOf(arg)].map(([key, { value }]) => [key.toLowerCase(), value])),
  );
  const texts = call.args.filter(isText);
  const name = given.get("name") ?? texts[0];
  if (!name || stringOf(name) === undefined) return undefined;
  return { ...inner, call, name, description: given.get("description") ?? texts[1] };
}

/** `addTool(s, "drop_file", "Drops a file", run)`, where that function of the project makes and adds the tool. */
export function helperCalled(call: Call, file: CodeFile): ToolDefinition | undefined {
  const [name, description] = call.args.filter(isText);
  const handler = name && call.args.findLast((arg) => functionOf(arg) !== undefined);
  const helper = handler && functionOf(call.callee);
  let made: Descriptor | undefined;
  walkKinds(helper?.body ?? [], ["call"], (part) => {
    const inner = made ? undefined : descriptorOf(part);
    if (inner && isHandedIn(inner.name)) made = inner;
    return undefined;
  });
  return made && name && handler && mcpTool({ ...made, call, name, description }, { handler }, file);
}

/** `s.AddTool(newTool("drop_file", "Drops a file"), run)`. */
export function helperRegistered(call: Call, file: CodeFile): ToolDefinition | undefined {
  if (call.callee.kind !== "member" || !registering.test(call.callee.property)) return undefined;
  const [tool, handler] = positionals(call).slice(-2);
  const inner = tool && resolveValue(tool);
  if (!handler || inner?.kind !== "call" || inner.construct || !file.place(inner.span)) return undefined;
  const made = madeByHelper(inner);
  return made && mcpTool(made, { handler }, file);
}
