/** What can be said about the rules of a policy that was read: what has no effect, and what says it twice. */
import { judgements } from "../effects/judgements.ts";
import { hole } from "../effects/text.ts";
import type { ActionKind } from "../model/action.ts";
import { type Effect, sortEffects } from "../model/effect.ts";
import { nearest } from "../nearest.ts";
import { expandBraces } from "../permissions/glob.ts";
import { isActionKind } from "../wireAction.ts";
import { compileCommand, matchCommand } from "./commandPattern.ts";
import { isExpired, isFirm } from "./evaluate.ts";
import { removeRule } from "./fixes.ts";
import { anyMet, compileGlobs, compilePath, matchPath, matchText } from "./pattern.ts";
import {
  type ConditionName,
  conditionNames,
  type Policy,
  type PolicyCondition,
  type PolicyProblem,
  type PolicyRule,
} from "./policy.ts";

export interface LintFacts {
  /** ISO date. */
  readonly today: string;
  /** Ids of the agents there are; none: names of agents are not looked at. */
  readonly agents: readonly string[];
}

/** Problems of the rules that could be read; those of reading itself are in `policy.problems`. */
export function lintPolicy(policy: Policy, facts: LintFacts): readonly PolicyProblem[] {
  const sound = policy.rules.filter(({ broken }) => broken === undefined);
  const rules = policy.origin === "workspace" ? sound.filter(({ then }) => then !== "allow") : sound;
  return rules.flatMap((entry) => {
    const own = checks.flatMap((check) => check(entry, facts) ?? []);
    const isOver = entry.then === "allow" && isExpired(entry, facts.today);
    return isOver || rules.length > maxCompared ? own : [...own, ...coveredBy(entry, rules, facts)];
  });
}

/** Every rule is compared with every other; of more rules than a person reads nobody wants to know. */
const maxCompared = 300;

type Check = (entry: PolicyRule, facts: LintFacts) => PolicyProblem | undefined;

const checks: readonly Check[] = [expiry, effectsNeverAlone, toolOfAnAgent, conditionsThatExclude, unknownAgent];

function expiry(entry: PolicyRule, { today }: LintFacts): PolicyProblem | undefined {
  if (entry.expires === undefined) return undefined;
  if (entry.then !== "allow") {
    return note(entry, `expires ends only what is allowed. This rule holds for ever: ${entry.then}.`);
  }
  if (!isExpired(entry, today)) return undefined;
  const message = `This allow ended on ${entry.expires} and has no effect any more.`;
  return { ...note(entry, message), severity: "warning", fixes: [removeRule(entry.removal)] };
}

/** An allow by effect needs all effects of what asks; what nothing has alone is never met. */
function effectsNeverAlone({ when, then, ...entry }: PolicyRule): PolicyProblem | undefined {
  const listed = when.effect;
  if (then !== "allow" || listed === undefined) return undefined;
  const asking = Object.values(judgements).filter((judgement) => judgement.grade === "ask" && !isFirm(judgement));
  const has = (effect: Effect) => listed.includes(effect);
  if (asking.some(({ effects }) => effects.length > 0 && effects.every(has))) return undefined;
  if (listed.every((effect) => effect === "change-access")) {
    return note(entry, "This allow never holds: a change of access is always asked.");
  }
  const near = asking
    .filter(({ effects }) => effects.some(has))
    .flatMap(({ effects }) => effects.filter((e) => !has(e)));
  const others = sortEffects(near).slice(0, 4).join(", ");
  const hint = others === "" ? "" : ` What has one of them also has another, such as ${others}.`;
  return note(entry, `This allow never holds: nothing that asks has only these effects.${hint}`);
}

/** What agents call their own tools, and the kind of action that is meant. */
const kindOfTool: Readonly<Record<string, ActionKind>> = {
  bash: "command",
  shell: "command",
  powershell: "command",
  write: "file_write",
  edit: "file_edit",
  multiedit: "file_edit",
  read: "file_read",
  webfetch: "url_fetch",
  task: "subagent_start",
  agent: "subagent_start",
};

function toolOfAnAgent({ when, ...entry }: PolicyRule): PolicyProblem | undefined {
  const word =
    when.server === undefined ? when.tool?.find((tool) => Object.hasOwn(kindOfTool, tool.toLowerCase())) : undefined;
  const kind = word === undefined ? undefined : kindOfTool[word.toLowerCase()];
  if (word === undefined || kind === undefined) return undefined;
  return note(
    entry,
    `tool is the tool of an MCP server, or a kind of action. What agents do with ${word} is of the kind ${kind}.`,
  );
}

/** Kinds of actions that hold commands. */
const withCommands: ReadonlySet<ActionKind> = new Set<ActionKind>([
  "command",
  "terminal_input",
  "task_run",
  "notebook_run",
  "vscode_command",
  "mcp_call",
]);

function conditionsThatExclude({ when, ...entry }: PolicyRule): PolicyProblem | undefined {
  const kinds = when.tool?.every(isActionKind) ? when.tool.filter(isActionKind) : undefined;
  if (kinds === undefined) return undefined;
  const never = (what: string) => note(entry, `This rule never matches: ${kinds.join(", ")} has no ${what}.`);
  if (when.server !== undefined && !kinds.some((kind) => kind === "mcp_call" || kind === "unknown_tool"))
    return never("server");
  return when.command !== undefined && !kinds.some((kind) => withCommands.has(kind)) ? never("command") : undefined;
}

function unknownAgent({ when, ...entry }: PolicyRule, { agents }: LintFacts): PolicyProblem | undefined {
  if (agents.length === 0) return undefined;
  const isKnown = (pattern: string) =>
    agents.some(
      (agent) => anyMet(compileGlobs(pattern.toLowerCase()).map((tokens) => matchText(tokens, agent))) === "yes",
    );
  const unknown = when.agent?.find((pattern) => !isKnown(pattern));
  if (unknown === undefined) return undefined;
  const meant = nearest(unknown, agents) ?? agents.find((agent) => agent.startsWith(unknown.toLowerCase()));
  const hint = meant === undefined ? `Known are ${agents.join(", ")}.` : `Is ${meant} meant?`;
  return note(entry, `No agent is named "${unknown}". ${hint}`);
}

/** Another rule that makes this one say nothing new. */
function coveredBy(entry: PolicyRule, rules: readonly PolicyRule[], { today }: LintFacts): PolicyProblem[] {
  for (const other of rules) {
    if (other === entry || (other.then === "allow" && isExpired(other, today))) continue;
    const says = whatItMakes(entry, other);
    if (says === undefined || !covers(other.when, entry.when)) continue;
    // Of two that say the same, the later one is too much.
    const isTwin = other.then === entry.then && other.expires === entry.expires && covers(entry.when, other.when);
    if (isTwin && rules.indexOf(other) > rules.indexOf(entry)) continue;
    const related = { message: `The rule "${other.id}".`, span: other.nameSpan };
    return [{ ...note(entry, says), fixes: [removeRule(entry.removal)], related }];
  }
  return [];
}

function whatItMakes(entry: PolicyRule, other: PolicyRule): string | undefined {
  if (entry.then === "allow" && other.then !== "allow") {
    return `This allow never holds: the rule "${other.id}" says ${other.then} for all of it.`;
  }
  const lasts = entry.then !== "allow" || other.expires === undefined || (entry.expires ?? "9999") <= other.expires;
  const isStricter = other.then === entry.then || (entry.then === "ask" && other.then === "deny");
  return isStricter && lasts ? `This rule is already covered by the rule "${other.id}".` : undefined;
}

/** Whether all that meets `inner` meets `outer`. */
function covers(outer: PolicyCondition, inner: PolicyCondition): boolean {
  return conditionNames.every((name) => {
    const wide = outer[name];
    const narrow = inner[name];
    return wide === undefined || (narrow?.every((one) => wide.some((two) => patternCovers(name, two, one))) ?? false);
  });
}

function patternCovers(name: ConditionName, outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const alternatives = name === "command" ? [inner] : (expandBraces(inner) ?? []);
  const covered = (one: string) =>
    name === "path" || name === "branch"
      ? pathCovers(outer, one)
      : name === "command"
        ? matchCommand(compileCommand(outer), opened(one)) === "yes"
        : anyMet(compileGlobs(outer).map((tokens) => matchText(tokens, opened(one)))) === "yes";
  return alternatives.length > 0 && alternatives.every(covered);
}

/** The texts a pattern stands for, as one text of which parts are not known. */
function opened(pattern: string): string {
  return pattern.replace(/\[[^\]]*\]|[*?]/g, hole);
}

function pathCovers(outer: string, inner: string): boolean {
  const parts = placed(inner)
    .split("/")
    .filter((part) => part !== "");
  const deep = parts.indexOf("**");
  if (deep >= 0 && !outer.endsWith("**")) return false;
  const known = (deep < 0 ? parts : parts.slice(0, deep)).map(opened);
  return anyMet(compilePath([], placed(outer)).map((glob) => matchPath(glob, known))) === "yes";
}

/** Relative, absolute and home patterns are kept apart: which folder one is below of is not known here. */
function placed(pattern: string): string {
  const isRooted = /^(?:\/|~|\*\*|[a-z]:\/)/i.test(pattern);
  return isRooted ? pattern : `workspace:/${pattern}`;
}

function note(entry: Pick<PolicyRule, "nameSpan">, message: string): PolicyProblem {
  return { message, span: entry.nameSpan, severity: "information", fixes: [] };
}
