import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { resolveValue, writtenName } from "../../parse/code/resolve.ts";

/** What frameworks hand to a tool, where only name and first argument tell what it is. */

const storeMethod = /(?:^|\.)_?store\.a?(put|get|search|delete)$/i;
const onStore: Readonly<Record<string, readonly Effect[]>> = {
  put: ["write-data"],
  get: ["read-data"],
  search: ["read-data"],
  delete: ["destroy-data"],
};

/** `store.put(["memories", user], id, value)`: the long-term store of LangGraph, by the namespace that comes first. */
export function storeEffects(call: Call): readonly Effect[] | undefined {
  const method = storeMethod.exec(writtenName(call.callee))?.[1]?.toLowerCase();
  const [first] = call.args;
  if (method === undefined || !first) return undefined;
  const isNamespace = resolveValue(first).kind === "list" || (first.kind === "name" && /namespace/i.test(first.name));
  return isNamespace ? onStore[method] : undefined;
}

/** `requestContext.get("user")`: a value by its key, and no request for an address. */
export function isLookup(call: Call): boolean {
  const [key, more] = call.args;
  if (more || !key || !/(?:^|\.)_?request_?context\.(?:get|delete)$/i.test(writtenName(call.callee))) return false;
  const value = resolveValue(key);
  return value.kind === "literal" ? !/[/:]/.test(String(value.value)) : value.kind !== "template";
}

const label = /(?:^|[^a-z])(?:secret|token|password|api[ _-]?key|private[ _-]?key)\**:\s*[`"']?$/i;
const secretField = /^(?:\w*secret(?:_?key)?|\w*password|token|api_?key|private_?key|key)$/i;
const untold = /(?:^|[._])(?:log\w*|console|debug|print\w*|warn|error)(?:\.|$)|Error$/i;

/** Of what a call answered, and not of what the model gave. */
function isOfAnswer(code: Code): boolean {
  let at = resolveValue(code);
  for (let steps = 5; steps > 0 && at.kind === "member"; steps--) at = resolveValue(at.object);
  return at.kind === "call";
}

/** `Signing secret: ${webhook.signing_secret}`: a secret of an answer, told to the model. */
export function tellsSecret(code: Code, ancestors: readonly Code[]): boolean {
  if (code.kind !== "template") return false;
  const told = code.holes.some((hole, index) => {
    const isSecret = hole.kind === "member" && secretField.test(hole.property) && isOfAnswer(hole.object);
    return isSecret && label.test(code.texts[index] ?? "");
  });
  return told && !ancestors.some((part) => part.kind === "call" && untold.test(writtenName(part.callee)));
}
