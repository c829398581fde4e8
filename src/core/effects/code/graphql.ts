import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, visibleText } from "../../parse/code/resolve.ts";

const asking =
  /^(?:execute|request|rawRequest|raw_?request|query|mutate|fetch|send|call|graphql|run)(?:Query|Mutation)?$/i;
const start = /^\s*(?:#[^\n]*\n\s*)*(?:(query|subscription|fragment)|mutation)\b[^{]{0,2000}\{/;

/**
 * What a document of GraphQL that is written out says that a call does, whoever's client it is:
 * `client.execute(LIST_JOBS)`, `api.request({ query: gql\`mutation …\` })`.
 */
export function documentEffects(call: Call): readonly Effect[] | undefined {
  const { callee } = call;
  if (callee.kind !== "member" || !asking.test(callee.property) || functionOf(callee)) return undefined;
  for (const arg of call.args) {
    const entries = resolveValue(arg).kind === "object" ? entriesOf(arg) : undefined;
    const parts = ["query", "mutation", "document"].flatMap((key) => entries?.get(key)?.value ?? []);
    for (const part of [arg, ...parts]) {
      const text = textOf(part);
      if (!start.test(text)) continue;
      return /\bmutation\b/.test(text) ? ["fetch-network", "send-outward"] : ["fetch-network"];
    }
  }
  return undefined;
}

/** The text itself, or what a tag as `gql` is put before. */
function textOf(code: Code): string {
  const value = resolveValue(code);
  if (value.kind === "object" || value.kind === "entry") return "";
  const [tagged] = value.kind === "call" ? value.args : [];
  return visibleText(tagged ?? code);
}
