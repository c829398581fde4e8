import type { Call, Code } from "../../parse/code/code.ts";

/** What a call is handed at a place, counted without what is handed by name. */
export function positional(call: Call, index: number): Code | undefined {
  return call.args.filter((arg) => arg.kind !== "entry")[index];
}

/** What a call is handed by a name, as in Python. */
export function keyword(call: Call, name: string): Code | undefined {
  const entry = call.args.find((arg) => arg.kind === "entry" && arg.key === name);
  return entry?.kind === "entry" ? entry.value : undefined;
}
