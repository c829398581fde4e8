import { lazily } from "../../lazily.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { contains, functionOf, resolveValue } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";

/**
 * What runs a tool that is made first and then handed on together with it: `tool := newTool("x", …)`, and later
 * `register(server, tool, handleX)`. Nothing where a call hands on several functions, or one tool twice.
 */
export function handedWith(file: CodeFile): (tool: Code) => FunctionCode | undefined {
  const pairs = lazily(() => pairsIn(file));
  return (tool) => pairs().get(tool) ?? undefined;
}

function pairsIn(file: CodeFile): ReadonlyMap<Code, FunctionCode | null> {
  const found = new Map<Code, FunctionCode | null>();
  walkKinds(file.body, ["call"], (call) => {
    if (call.args.length < 2 || call.args.length > 6) return undefined;
    const named = call.args.filter((arg) => arg.kind === "name" || arg.kind === "call" || arg.kind === "function");
    const made = named.flatMap((arg) => {
      const value = arg.kind === "name" ? resolveValue(arg) : arg;
      return value.kind === "call" || value.kind === "object" ? [value] : [];
    });
    const runners = made.length > 0 ? call.args.flatMap((arg) => runner(arg, made) ?? []) : [];
    const [only] = runners;
    if (!only || runners.length > 1) return undefined;
    for (const one of made) {
      if (contains(one.span, only.span) && one.span.start !== only.span.start) continue;
      const before = found.get(one);
      found.set(one, before === undefined || before === only ? only : null);
    }
    return undefined;
  });
  return found;
}

function runner(arg: Code, made: readonly Code[]): FunctionCode | undefined {
  if (arg.kind !== "name" && arg.kind !== "member" && arg.kind !== "function" && arg.kind !== "call") return undefined;
  const fn = functionOf(arg);
  // A factory of the tool itself is no runner of it.
  return fn && !(arg.kind === "name" && made.some((one) => one === resolveValue(arg))) ? fn : undefined;
}
