import type { Call, Code, FunctionCode } from "./code.ts";
import type { Resolving } from "./wrapped.ts";

/**
 * Functions that a thing keeps which was made of them: `createTool({ execute })` of a library gives a tool whose
 * `execute` runs what it was handed, and so does a function of the project that gives back what it was handed.
 */

const runners =
  /^(?:execute|handler|handle|run|invoke|call|callback|func|fn|action|implementation|process|perform|resolver?|tool)$/;

/** What a method of a made thing runs; undefined where nothing of that name was handed over. */
export function keptRunner(
  { callee, args, construct }: Call,
  property: string,
  { functionOf, entriesOf, returnsOf, lookup }: Resolving,
): Code | undefined {
  if (construct || !runners.test(property)) return undefined;
  const maker = functionOf(callee);
  const isGivenBack = (index: number) =>
    returnsOf(maker as FunctionCode).some(
      (one) =>
        one.kind === "name" &&
        lookup(one.scope, one.name)?.kind === "parameter" &&
        one.name === maker?.params[index]?.name,
    );
  for (const [index, arg] of args.entries()) {
    if (arg.kind !== "object" || (maker && !isGivenBack(index))) continue;
    const kept = entriesOf(arg).get(property)?.value;
    if (kept && functionOf(kept)) return kept;
  }
  return undefined;
}
