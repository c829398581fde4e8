import { type Code, walk } from "../../parse/code/code.ts";
import { resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

const environments = /^(?:process\.env|os\.environ|Deno\.env|Bun\.env)(?:\.(?!copy\b|items\b)(\w+))?(?:\(\))?$/;

/** The environment variable on which an expression depends, also by way of a constant; undefined where there is none. */
export function environmentVariable(code: Code, steps = 3): string | undefined {
  let found: string | undefined;
  walk([code], (part, ancestors) => {
    if (found !== undefined) return false;
    const called = part.kind === "call" ? symbolOf(part.callee) : undefined;
    if (
      part.kind === "call" &&
      called !== undefined &&
      /^(?:os\.getenv|os\.environ\.get|Deno\.env\.get)$/.test(called)
    ) {
      found = stringOf(part.args[0]) ?? "an environment variable";
      return false;
    }
    if (part.kind !== "member" && part.kind !== "name") return undefined;
    const match = environments.exec(symbolOf(part) ?? "");
    if (match && part.kind === "member") {
      found = stringOf(part.index) ?? match[1] ?? "an environment variable";
      return false;
    }
    const value = part.kind === "name" && steps > 0 && ancestors.length < 20 ? resolveValue(part) : part;
    if (value !== part) found = environmentVariable(value, steps - 1);
    return undefined;
  });
  return found;
}
