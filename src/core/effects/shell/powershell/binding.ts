/** Gives a function's or block's parameters the values it is called with. */
import { marked } from "../../text.ts";
import type { Block } from "./ast.ts";
import type { Frame } from "./frame.ts";
import { type Argument, listOf, nothing, type Value } from "./values.ts";

export function bindParameters(block: Block, args: readonly Argument[], frame: Frame): void {
  const { variables } = frame.scope;
  const given = new Map<string, Value>();
  const rest: Argument[] = [];
  const names = block.parameters.map((parameter) => parameter.name);
  for (let position = 0; position < args.length; position++) {
    const argument = args[position] as Argument;
    const [, written = "", glued] = argument.parameter ? (/^-([^:]*)(?::([\s\S]*))?$/.exec(argument.value) ?? []) : [];
    const name = written === "" ? undefined : names.find((known) => known.startsWith(written.toLowerCase()));
    if (name === undefined) rest.push(argument);
    else if (glued !== undefined) given.set(name, { ...argument, value: glued });
    else if (args[position + 1]?.parameter === true || position + 1 === args.length) given.set(name, { value: "True" });
    else given.set(name, args[++position] as Argument);
  }
  for (const { name, value } of block.parameters) {
    const bound = given.get(name) ?? rest.shift();
    variables.set(name, [bound ?? (value ? frame.mind.expression(value, frame) : nothing)]);
  }
  variables.set("args", [rest.length === 1 ? { ...marked(rest[0]?.value ?? "", rest), items: rest } : listOf(rest)]);
}
