import type { Effect } from "../../model/effect.ts";
import type { Call, Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { memberOf, resolveValue } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { providedEffects } from "./provided.ts";

/** What runs when a model calls a component that is handed to it as a tool. */
export interface Component {
  readonly provided: readonly Effect[];
  readonly handler?: FunctionCode;
}

const agent = /^haystack(?:\.\w+)*\.Agent$/;

/**
 * The component in `ComponentTool(component=…)` of Haystack: an agent that is handed the work, a class of the project
 * whose `run` runs, or one of a library, told by its name. Undefined where none is in sight.
 */
export function wrappedComponent(call: Call, entries: ReadonlyMap<string, Entry>): Component | undefined {
  const given = entries.get("component")?.value ?? call.args.find((arg) => arg.kind !== "entry");
  const made = given && resolveValue(given);
  if (made?.kind !== "call") return undefined;
  const handler = runOf(made.callee);
  if (handler) return { provided: [], handler };
  const symbol = symbolOf(made.callee);
  if (symbol === undefined) return undefined;
  return { provided: agent.test(symbol) ? ["delegate"] : providedEffects(symbol.split(".").at(-1) ?? "") };
}

function runOf(maker: Code): FunctionCode | undefined {
  const type = resolveValue(maker);
  const binding = type.kind === "class" ? memberOf(type, "run") : undefined;
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}
