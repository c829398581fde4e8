import type { SpannedText } from "../../model/definition.ts";
import type { Call, Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** Keyword arguments of a call, with `**options` followed. */
export function keywords(call: Call): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const arg of call.args) {
    if (arg.kind !== "entry") continue;
    if (arg.key !== undefined) found.set(arg.key, arg);
    else for (const [key, entry] of entriesOf(arg.value)) found.set(key, entry);
  }
  return found;
}

/** The first of several keywords that is given something. */
export function pick(entries: ReadonlyMap<string, Entry>, keys: readonly string[]): Code | undefined {
  for (const key of keys) {
    const entry = entries.get(key);
    if (entry && !(entry.value.kind === "literal" && entry.value.value === null)) return entry.value;
  }
  return undefined;
}

const injectedNames =
  /^(?:self|cls|ctx|context|tool_context|run_context|runtime|wrapper|run_response|agent|team|callback_context)$/;
const injectedTypes =
  /\b(?:Context|RunContext|RunContextWrapper|ToolContext|ToolRuntime|InjectedState|CallbackContext|RunnableConfig)\b/;

/** Parameters that the model fills in: not the receiver, and not an injected context. */
export function modelParametersOf(fn: FunctionCode): SpannedText[] {
  return fn.params.flatMap(({ name, type, span }): SpannedText[] => {
    const isInjected = (name && injectedNames.test(name)) || (type && injectedTypes.test(symbolOf(type) ?? ""));
    return name && !isInjected ? [{ text: name, span }] : [];
  });
}
