/** How each condition of a policy rule is met by one act. */
import picomatch from "picomatch";
import type { Act } from "../effects/act.ts";
import { folded } from "../effects/lookalikes.ts";
import { isInside } from "../effects/paths.ts";
import { isCaseBlind, type Place } from "../effects/place.ts";
import { hole } from "../effects/text.ts";
import type { Action } from "../model/action.ts";
import type { PolicyCondition } from "./policy.ts";

export const conditionNames = [
  "agent",
  "effect",
  "tool",
  "server",
  "command",
  "path",
  "host",
  "branch",
  "environment",
] as const;
export type ConditionName = (typeof conditionNames)[number];

/** met, not met, or not decidable from what is known. */
export type Met = "yes" | "no" | "unknown";

/** `all`: every value the act has must match (an allow); `any`: one is enough (an ask or a deny). */
export type Quantity = "all" | "any";

export interface Subject {
  readonly action: Action;
  readonly act: Act;
  readonly place: Place;
}

type Test = (patterns: readonly string[], subject: Subject, quantity: Quantity) => Met;

const tests: Readonly<Record<ConditionName, Test>> = {
  agent: (patterns, { action }) => names(patterns, action.agent),
  effect: (patterns, { act }, quantity) => {
    const isListed = (effect: string) => patterns.includes(effect);
    if (act.effects.length === 0) return "no";
    return (quantity === "all" ? act.effects.every(isListed) : act.effects.some(isListed)) ? "yes" : "no";
  },
  tool: (patterns, { action }) =>
    names(patterns, action.kind === "mcp_call" || action.kind === "unknown_tool" ? action.tool : action.kind),
  server: (patterns, { action }) => (action.kind === "mcp_call" ? names(patterns, action.server) : "no"),
  command: (patterns, { act, action }) => {
    if (act.command === undefined) return action.kind === "vscode_command" ? commands(patterns, action.command) : "no";
    return act.command.includes(hole) && !patterns.some((pattern) => commandMatches(pattern, act.command as string))
      ? unknownCommand(patterns, act.command)
      : commands(patterns, act.command);
  },
  path: paths,
  host: (patterns, { act }, quantity) => {
    if (act.hosts.length === 0)
      return act.effects.includes("send-outward") || act.effects.includes("fetch-network") ? "unknown" : "no";
    if (act.hosts.some((host) => host.includes("…"))) return "unknown";
    const match = picomatch([...patterns], { nocase: true, dot: true, nonegate: true });
    return (quantity === "all" ? act.hosts.every((host) => match(host)) : act.hosts.some((host) => match(host)))
      ? "yes"
      : "no";
  },
  branch: (patterns, { act }, quantity) => {
    const found = branchesOf(act.command);
    if (found === undefined) return "no";
    if (found.length === 0) return "unknown";
    const match = picomatch([...patterns], { dot: true, nonegate: true });
    return (quantity === "all" ? found.every((name) => match(name)) : found.some((name) => match(name))) ? "yes" : "no";
  },
  environment: (patterns, { act, action }, quantity) => {
    const text = act.command ?? (action.kind === "mcp_call" ? JSON.stringify(action.args ?? {}) : "");
    const found =
      text
        .toLowerCase()
        .match(
          /\b(?:prod(?:uction)?|staging|stage|preprod|uat|qa|dev(?:elopment)?|test|local|preview|sandbox|live)\b/g,
        ) ?? [];
    const reaches = act.effects.some(
      (effect) => effect === "change-infra" || effect === "write-data" || effect === "destroy-data",
    );
    if (found.length === 0) return reaches ? "unknown" : "no";
    const match = picomatch([...patterns], { nocase: true, nonegate: true });
    return (quantity === "all" ? found.every((name) => match(name)) : found.some((name) => match(name))) ? "yes" : "no";
  },
};

/** All written conditions together: one that is not met settles it, then one that cannot be decided. */
export function conditionMet(condition: PolicyCondition, subject: Subject, quantity: Quantity): Met {
  let met: Met = "yes";
  for (const name of conditionNames) {
    const patterns = condition[name];
    if (patterns === undefined) continue;
    const one = tests[name](patterns, subject, quantity);
    if (one === "no") return "no";
    if (one === "unknown") met = "unknown";
  }
  return met;
}

/** Why a pattern cannot be used; undefined: it can. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.length > 1000) return "A pattern is longer than 1,000 characters.";
  if (pattern.startsWith("!"))
    return "A pattern cannot begin with an exclamation mark; write a rule of the other kind.";
  try {
    picomatch.makeRe(pattern, { strictBrackets: false });
    return undefined;
  } catch {
    return "A pattern cannot be read.";
  }
}

function names(patterns: readonly string[], value: string | undefined): Met {
  if (value === undefined) return "unknown";
  return picomatch([...patterns], { nocase: true, dot: true, bash: true, nonegate: true })(value) ? "yes" : "no";
}

function commands(patterns: readonly string[], command: string): Met {
  return patterns.some((pattern) => commandMatches(pattern, command)) ? "yes" : "no";
}

/**
 * A command is text, not a path: `*` stands for any text, `?` for one character, all else for itself.
 * `git push *` also means `git push` alone.
 */
export function commandMatches(pattern: string, command: string): boolean {
  const open = pattern.endsWith(" *") ? pattern.slice(0, -2) : pattern;
  let source = "";
  for (const character of open) {
    if (character === "*") source += source.endsWith("[\\s\\S]*") ? "" : "[\\s\\S]*";
    else if (character === "?") source += "[\\s\\S]";
    else source += character.replace(/[.+^${}()|[\]\\]/, "\\$&");
  }
  return new RegExp(`^${source}${open === pattern ? "" : "(?:\\s[\\s\\S]*)?"}$`).test(command);
}

/** With a part that is not known, a pattern may be met if what comes before that part agrees. */
function unknownCommand(patterns: readonly string[], command: string): Met {
  const before = command.slice(0, command.indexOf(hole));
  return patterns.some((pattern) => {
    const fixed = pattern.split(/[*?]/)[0] as string;
    return fixed.startsWith(before) || before.startsWith(fixed);
  })
    ? "unknown"
    : "no";
}

function paths(patterns: readonly string[], { act, place }: Subject, quantity: Quantity): Met {
  if (act.paths.length === 0)
    return act.rule === "writes-unknown-file" || act.rule === "deletes-unknown-files" ? "unknown" : "no";
  const globs = patterns.map((pattern) => absoluteGlob(pattern, place));
  const fold = (text: string) => (isCaseBlind(place) ? folded(text) : text);
  const match = picomatch(globs.map(fold), { dot: true, nonegate: true });
  const one = (path: string): Met => {
    const open = /[*?[]/.exec(path)?.index ?? path.indexOf(hole);
    if (match(fold(path))) return "yes";
    const folder = open >= 0 ? path.slice(0, path.lastIndexOf("/", open)) || "/" : path;
    // What a wildcard or a folder holds may be what the pattern names.
    const covers = open >= 0 || act.effects.includes("delete-files");
    return covers && globs.some((glob) => isInside(globBase(glob), folder, place)) ? "unknown" : "no";
  };
  const found = act.paths.map(one);
  if (quantity === "all")
    return found.every((met) => met === "yes") ? "yes" : found.includes("unknown") ? "unknown" : "no";
  return found.includes("yes") ? "yes" : found.includes("unknown") ? "unknown" : "no";
}

/** `~` is the home folder; a relative pattern is below the workspace. */
function absoluteGlob(pattern: string, place: Place): string {
  const text = pattern.replaceAll("\\", "/");
  const home = place.home.replaceAll("\\", "/");
  if (text === "~" || text.startsWith("~/")) return home + text.slice(1);
  if (text.startsWith("/") || /^[a-zA-Z]:\//.test(text) || text.startsWith("**")) return text;
  return `${(place.workspace ?? home).replaceAll("\\", "/")}/${text.replace(/^\.\//, "")}`;
}

function globBase(glob: string): string {
  const open = /[*?[{(]/.exec(glob)?.index;
  return open === undefined ? glob : glob.slice(0, glob.lastIndexOf("/", open)) || "/";
}

/** The branches a push names: empty when it names none, undefined when the command has none. */
function branchesOf(command: string | undefined): readonly string[] | undefined {
  const words = command?.split(" ") ?? [];
  if (words[0] !== "git" || !words.includes("push")) return undefined;
  const rest = words.slice(words.indexOf("push") + 1).filter((word) => !word.startsWith("-"));
  return rest.slice(1).map((ref) =>
    ref
      .replace(/^\+/, "")
      .replace(/^[^:]*:/, "")
      .replace(/^refs\/heads\//, ""),
  );
}
