import { environmentVariable } from "../../effects/code/environment.ts";
import type { Confirmation } from "../../model/definition.ts";
import type { Entry } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, functionOf, resolveValue, returnsOf, stringOf } from "../../parse/code/resolve.ts";

/** What `true` means for a property of a definition. */
type Meaning = "asks" | "runs elsewhere" | "never asks";

/** Every property by which a framework's own definition says that a person is asked. */
const properties: ReadonlyMap<string, Meaning> = new Map([
  ["needsApproval", "asks"],
  ["needs_approval", "asks"],
  ["requireApproval", "asks"],
  ["require_approval", "asks"],
  ["requiresApproval", "asks"],
  ["requires_approval", "asks"],
  ["requireConfirmation", "asks"],
  ["require_confirmation", "asks"],
  ["requires_confirmation", "asks"],
  ["requires_user_input", "asks"],
  ["approval_mode", "asks"],
  ["approvalMode", "asks"],
  ["external_execution", "runs elsewhere"],
  ["skipPermission", "never asks"],
]);

/** What a definition says of its own approval; undefined when it says nothing. The strictest property counts. */
export function definedApproval(entries: ReadonlyMap<string, Entry>): Confirmation | undefined {
  let found: Confirmation | undefined;
  for (const [key, meaning] of properties) {
    const entry = entries.get(key);
    const said = entry && readApproval(key, entry, meaning);
    if (said && (!found || strictness.indexOf(said.confirmed) < strictness.indexOf(found.confirmed))) found = said;
  }
  return found;
}

const strictness: readonly Confirmation["confirmed"][] = ["always", "conditional", "elsewhere", "unknown", "never"];

const asking = /^(?:always|always_require|always_ask|user-approval|required|enabled|ask)$/i;

/** What the value of an approval property means. */
export function readApproval(by: string, entry: Entry, meaning: Meaning = "asks"): Confirmation | undefined {
  const { value, span } = entry;
  const constant = booleanOf(value);
  const variable = constant === undefined ? environmentVariable(value) : undefined;
  if (variable !== undefined && meaning === "asks")
    return { confirmed: "never", by: `${by}, which ${variable} switches off`, span, weakness: "environment" };
  if (meaning === "never asks")
    return constant === true ? { confirmed: "never", by: `${by}, which asks nobody`, span } : undefined;
  if (meaning === "runs elsewhere")
    return constant === true ? { confirmed: "elsewhere", by: `${by}: the caller runs it`, span } : undefined;
  const resolved = resolveValue(value);
  if (resolved.kind === "literal" && resolved.value === null) return undefined;
  const text = stringOf(value) ?? stringOf(entriesOf(value).get("type")?.value);
  if (constant === true || (text !== undefined && asking.test(text))) return { confirmed: "always", by, span };
  if (constant === false || text !== undefined)
    return { confirmed: "never", by: `${by}, which approves without a person`, span };
  const decide = functionOf(value);
  const answers = decide
    ? returnsOf(decide).map((answer) => ({ bool: booleanOf(answer), text: stringOf(answer) }))
    : [];
  const asks = ({ bool, text: said }: (typeof answers)[number]) =>
    bool === true || (said !== undefined && asking.test(said));
  const never = answers.length > 0 && answers.every((answer) => answer.bool === false || answer.text === "approved");
  if (never) return { confirmed: "never", by: `${by}, which never asks`, span };
  return { confirmed: answers.length > 0 && answers.every(asks) ? "always" : "conditional", by, span };
}
