/** The narrowest rule that lets exactly one judged call run without a question, and the policy's text with it. */
import { safeShort } from "../display/shorten.ts";
import type { JudgedAct } from "../model/judgedAct.ts";
import { daysAfter } from "./dates.ts";
import { rule } from "./evaluate.ts";
import { loadPolicy } from "./load.ts";
import type { Policy, PolicyPlace } from "./policy.ts";

export interface RuleWish {
  /** The user's policy as it is; empty: there is none yet. */
  readonly text: string;
  readonly path: string;
  readonly acts: readonly JudgedAct[];
  readonly place: PolicyPlace;
  /** The workspace's policy, which can only tighten. */
  readonly workspace?: Policy;
  /** ISO date. */
  readonly today: string;
  readonly agentTitle: string;
}

/** `why`: there is no such rule, in words for the person. */
export type RuleOffer = { readonly text: string; readonly added: string } | { readonly why: string };

/** A rule that nobody needs any longer ends by itself. */
const holdsDays = 90;

const maxActs = 4;

/** INVARIANT: what is offered was tried: with it every act is allowed, and all that was in the policy is as it was. */
export function narrowRule(wish: RuleWish): RuleOffer {
  const asked = wish.acts.filter(({ grade }) => grade !== "allow");
  if (asked.length === 0) return { why: "It is not known well enough what it does to write a rule for it." };
  if (asked.length > maxActs) return { why: "It does too many things at once for one rule." };
  const old = loadPolicy(wish.text, "user", wish.path);
  if (old.unreadable) return { why: "Your policy has a mistake. Repair it first." };
  const names = new Set(old.rules.map(({ id }) => id));
  const rules: string[] = [];
  for (const act of asked) {
    const conditions = conditionsOf(act);
    if (conditions === undefined)
      return { why: "No rule can say exactly this: it is not all known, or holds a wildcard." };
    rules.push(ruleText(freeName(act, names), conditions, wish));
  }
  const added = [...new Set(rules)].join("\n");
  const text = appended(wish.text, added);
  return holds(text, old, wish)
    ? { text, added }
    : { why: "Such a rule would not have the effect, so it is not written." };
}

function holds(text: string, old: Policy, { path, acts, place, workspace, today }: RuleWish): boolean {
  const user = loadPolicy(text, "user", path);
  const own = { rule: "own", message: "" };
  const bench = { policies: workspace ? { user, workspace } : { user }, place, today };
  const keptAll = old.rules.every(({ id }, index) => user.rules[index]?.id === id);
  const isSound = !user.unreadable && user.problems.length === old.problems.length && keptAll;
  return isSound && acts.every((act) => rule(act, own, bench).decision === "allow");
}

/** Everything that is known of the act, so that nothing else is meant. Undefined: it cannot be said exactly. */
function conditionsOf(act: JudgedAct): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, readonly string[]>();
  if (act.agent === undefined) return undefined;
  found.set("agent", [act.agent]);
  if (act.server !== undefined) found.set("server", [act.server]);
  found.set("tool", [act.tool ?? act.kind]);
  if (act.effects.length > 0) found.set("effect", act.effects);
  if (act.command !== undefined && act.command !== "") found.set("command", [act.command]);
  if (act.paths.length > 0) found.set("path", act.paths);
  if (act.hosts.length > 0) found.set("host", act.hosts);
  if (act.branches !== undefined) found.set("branch", act.branches);
  const isNamed = found.has("command") || found.has("path") || found.has("server") || found.has("host");
  const isExact = [...found.values()].every((values) => values.length > 0 && values.every(isPlain));
  return isNamed && isExact ? found : undefined;
}

/** No sign that a pattern would take for more than itself, and nothing that is not known. */
function isPlain(value: string): boolean {
  return value.length <= 2_000 && !/[*?[\]{}…\p{Cc}\p{Co}\ufffd]/u.test(value);
}

function ruleText(id: string, conditions: ReadonlyMap<string, readonly string[]>, wish: RuleWish): string {
  const when = [...conditions].map(
    ([name, values]) => `      ${name}: ${values.length === 1 ? quoted(values[0]) : list(values)}`,
  );
  return [
    `  - id: ${id}`,
    "    when:",
    ...when,
    "    then: allow",
    `    reason: ${quoted(`You allowed this to ${safeShort(wish.agentTitle, 40)} on ${wish.today.slice(0, 10)}.`)}`,
    `    expires: ${daysAfter(wish.today, holdsDays)}`,
  ].join("\n");
}

/** A JSON text is a YAML text, whatever is in it. */
function quoted(value: string | undefined): string {
  return JSON.stringify(value ?? "");
}

function list(values: readonly string[]): string {
  return `[${values.map(quoted).join(", ")}]`;
}

function freeName(act: JudgedAct, names: Set<string>): string {
  const words = (act.command ?? act.tool ?? act.paths[0]?.split(/[\\/]/).at(-1) ?? act.kind).toLowerCase();
  const slug = words
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40)
    .replace(/-$/, "");
  const base = `allow-${slug === "" ? act.kind.replaceAll("_", "-") : slug}`;
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base}-${number}`;
  names.add(name);
  return name;
}

/** At the end of the list of rules, where it is the last of the file; otherwise `holds` finds that it is not. */
function appended(text: string, added: string): string {
  if (text.trim() === "") return `version: 1\nrules:\n${added}\n`;
  const end = text.endsWith("\n") ? "" : "\n";
  const indent = /^rules:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*([ ]*)- /m.exec(text)?.[1] ?? "  ";
  return `${text}${end}${added.replace(/^ {2}/gm, indent)}\n`;
}
