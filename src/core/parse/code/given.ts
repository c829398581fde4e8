import type { Code, FunctionCode, Given } from "./code.ts";
import { entriesOf, functionOf, lookup } from "./resolve.ts";
import { handedAs } from "./wrapped.ts";

/** The function that a name in a made function stands for: what its factory was handed. */
export function givenFunction(code: Code, given: Given | undefined): FunctionCode | undefined {
  if (!given) return undefined;
  if (code.kind === "name") return functionOf(handedAs(code, given.handed, lookup));
  const holder = code.kind === "member" ? handedAs(code.object, given.handed, lookup) : undefined;
  return code.kind === "member" && holder ? functionOf(entriesOf(holder).get(code.property)?.value) : undefined;
}

/** A wrapper runs another wrapper so often at most. */
const maxWrappers = 6;

/** The function that a wrapper runs, through further ones the innermost; the function itself where it wraps none. */
export function innermost(code: FunctionCode, steps = maxWrappers): FunctionCode {
  const inner = [...(code.given?.handed.values() ?? [])].flatMap((value) => functionOf(value) ?? []);
  return inner.length === 1 && inner[0] && steps > 0 ? innermost(inner[0], steps - 1) : code;
}
