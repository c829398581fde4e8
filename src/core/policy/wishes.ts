/**
 * A policy as wishes for one agent's own rules. An agent's language knows commands, files, hosts and tools of servers;
 * what a rule says of anything else only Countersign's gate can hold, and is told.
 */
import type { Effect } from "../model/effect.ts";
import { joinNative } from "../permissions/paths.ts";
import type { Wish } from "../permissions/wish.ts";
import { compileGlobs, matchText } from "./pattern.ts";
import { type ConditionName, conditionNames, type Policy, type PolicyPlace, type PolicyRule } from "./policy.ts";

export interface PolicyWishes {
  readonly wishes: readonly Wish[];
  /** Rules, or parts of them, that no agent's language can say. */
  readonly left: readonly { readonly rule: string; readonly why: string }[];
}

/** @param today ISO date */
export function wishesOf(policies: readonly Policy[], agent: string, place: PolicyPlace, today: string): PolicyWishes {
  const wishes: Wish[] = [];
  const left: { rule: string; why: string }[] = [];
  for (const rule of policies.flatMap(({ rules }) => rules)) {
    const agents = rule.when.agent;
    if (agents !== undefined && !agents.some((one) => matches(one, agent))) continue;
    const found = wishesOfRule(rule, place, today);
    if (typeof found === "string") left.push({ rule: rule.id, why: found });
    else wishes.push(...found);
  }
  return { wishes, left };
}

function matches(pattern: string, name: string): boolean {
  return compileGlobs(pattern).some((tokens) => matchText(tokens, name) === "yes");
}

const readEffects: ReadonlySet<Effect> = new Set(["read-files", "read-secrets"]);
const writeEffects: ReadonlySet<Effect> = new Set(["write-files", "delete-files"]);

/** The conditions that may stand together. */
const forms: readonly (readonly ConditionName[])[] = [
  ["command"],
  ["path"],
  ["path", "effect"],
  ["host"],
  ["server"],
  ["server", "tool"],
];

function wishesOfRule(rule: PolicyRule, place: PolicyPlace, today: string): Wish[] | string {
  const { when, then } = rule;
  if (rule.broken !== undefined) return `it is broken: ${rule.broken}`;
  if (then === "allow" && rule.expires !== undefined)
    return rule.expires < today ? "it has expired" : "it ends on a day, and a rule of an agent would not";
  const names = conditionNames.filter((name) => name !== "agent" && when[name] !== undefined);
  const isForm = (form: readonly ConditionName[]) =>
    form.length === names.length && form.every((n) => names.includes(n));
  if (!forms.some(isForm))
    return names.length === 0
      ? "it speaks of everything an agent does"
      : `no agent has a rule for ${names.join(" with ")}`;
  const wish = (kind: Wish["kind"], text: string): Wish => ({
    kind,
    text,
    exact: !/[*?[{]/.test(text),
    decision: then,
    from: rule.id,
  });
  if (when.command) return when.command.map((text) => wish("command", text));
  if (when.host) return when.host.map((text) => wish("fetch", text));
  if (when.server)
    return when.server.flatMap((server) => (when.tool ?? ["*"]).map((tool) => wish("server", `${server}/${tool}`)));
  const kinds = kindsOf(when.effect, then);
  if (typeof kinds === "string") return kinds;
  return (when.path ?? []).flatMap((path) => kinds.map((kind) => wish(kind, absolute(path, place))));
}

/** An allow must not cover more than its effects; an ask or a deny may. */
function kindsOf(effects: readonly Effect[] | undefined, then: PolicyRule["then"]): ("edit" | "read")[] | string {
  if (effects === undefined) return ["edit", "read"];
  const strange = effects.filter((effect) => !readEffects.has(effect) && !writeEffects.has(effect));
  if (strange.length > 0) return `no agent has a rule for files by ${strange.join(", ")}`;
  if (then === "allow" && !(effects.includes("write-files") && effects.includes("delete-files")))
    return effects.includes("read-files") && effects.includes("read-secrets") && effects.length === 2
      ? ["read"]
      : "an agent's rule for files does not tell these effects from others";
  const reads = effects.some((effect) => readEffects.has(effect));
  const writes = effects.some((effect) => writeEffects.has(effect));
  return [...(writes ? (["edit"] as const) : []), ...(reads ? (["read"] as const) : [])];
}

function absolute(pattern: string, { home, workspace, cwd, platform }: PolicyPlace): string {
  const text = pattern.replaceAll("\\", "/");
  if (text === "~" || text.startsWith("~/")) return `${home.replaceAll("\\", "/")}${text.slice(1)}`;
  if (text.startsWith("/") || /^[a-z]:\//i.test(text)) return text;
  if (text.startsWith("**")) return `/${text}`;
  return joinNative(platform, workspace ?? cwd ?? home, text).replaceAll("\\", "/");
}
