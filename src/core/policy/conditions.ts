/** How each condition of a policy rule is met by one act. */
import { hostOf } from "../effects/network.ts";
import { hole } from "../effects/text.ts";
import type { Effect } from "../model/effect.ts";
import type { JudgedAct } from "../model/judgedAct.ts";
import { isActionKind } from "../wireAction.ts";
import { compileCommand, matchAnySpelling, matchCommand } from "./commandPattern.ts";
import { environmentsOfCommand, readEnvironment } from "./environments.ts";
import { pathsMet } from "./pathCondition.ts";
import {
  anyMet,
  compileGlobs,
  compilePath,
  type Met,
  matchPath,
  matchText,
  type Token,
  together,
  weaker,
} from "./pattern.ts";
import { type ConditionName, conditionNames, type PolicyCondition, type PolicyPlace, type Quantity } from "./policy.ts";

type Test = (patterns: readonly string[], act: JudgedAct, quantity: Quantity, place: PolicyPlace) => Met;

const tests: Readonly<Record<ConditionName, Test>> = {
  agent: (patterns, act, quantity) => nameMet(patterns, act.agent, quantity),
  effect: (patterns, act, quantity) => {
    const isListed = (effect: Effect) => patterns.includes(effect);
    const listed = quantity === "all" ? act.effects.every(isListed) : act.effects.some(isListed);
    return act.effects.length > 0 && listed ? "yes" : "no";
  },
  tool: toolMet,
  server: (patterns, act, quantity) =>
    // A tool nobody knows may be one of any server.
    act.kind === "mcp_call" || act.kind === "unknown_tool" ? nameMet(patterns, act.server, quantity) : "no",
  command: commandMet,
  path: pathsMet,
  host: hostMet,
  branch: branchMet,
  environment: environmentMet,
};

/** All written conditions together: one that is not met settles it, then one that cannot be decided. */
export function conditionMet(condition: PolicyCondition, act: JudgedAct, quantity: Quantity, place: PolicyPlace): Met {
  let met: Met = "yes";
  for (const name of conditionNames) {
    const patterns = condition[name];
    if (patterns === undefined) continue;
    met = weaker(met, tests[name](patterns, act, quantity, place));
    if (met === "no") return "no";
  }
  return met;
}

/** Compiled patterns by the list they are written in: a policy is read once and asked often. */
function cached<T>(compile: (pattern: string) => T): (patterns: readonly string[]) => readonly T[] {
  const known = new WeakMap<readonly string[], readonly T[]>();
  return (patterns) => {
    const found = known.get(patterns) ?? patterns.map(compile);
    known.set(patterns, found);
    return found;
  };
}

const exactNames = cached(compileGlobs);
const lowerNames = cached((pattern) => compileGlobs(pattern.toLowerCase()));
const commandPatterns = cached(compileCommand);
const branchPatterns = cached((pattern) => ({ flat: compileGlobs(pattern), paths: compilePath([], pattern) }));

/** What is allowed is the name as it is written; what is asked or refused, in any case. */
function nameMet(patterns: readonly string[], value: string | undefined, quantity: Quantity): Met {
  if (value === undefined) return "unknown";
  const [globs, text] =
    quantity === "all" ? [exactNames(patterns), value] : [lowerNames(patterns), value.toLowerCase()];
  return matchAny(globs, text);
}

function matchAny(globs: readonly (readonly (readonly Token[])[])[], text: string): Met {
  return anyMet(globs.flatMap((alternatives) => alternatives.map((tokens) => matchText(tokens, text))));
}

/** A kind of action, or the tool of a server. A server cannot be allowed by naming its tool like a kind. */
function toolMet(patterns: readonly string[], act: JudgedAct, quantity: Quantity): Met {
  if (act.tool === undefined) return nameMet(patterns, act.kind, quantity);
  const own = quantity === "all" ? patterns.filter((pattern) => !isActionKind(pattern)) : patterns;
  return own.length === 0 ? "no" : nameMet(own, act.tool, quantity);
}

/** Judgements of text that could not be read: which commands it holds is not known. */
const unreadText: ReadonlySet<string> = new Set(["cannot-be-parsed", "cannot-be-judged"]);

function commandMet(patterns: readonly string[], { command, rule }: JudgedAct, quantity: Quantity): Met {
  if (command === undefined || command === "") return unreadText.has(rule) ? "unknown" : "no";
  const match = quantity === "all" ? matchCommand : matchAnySpelling;
  return anyMet(commandPatterns(patterns).map((pattern) => match(pattern, command)));
}

function hostMet(patterns: readonly string[], { hosts, effects }: JudgedAct, quantity: Quantity): Met {
  if (hosts.length === 0)
    return effects.includes("send-outward") || effects.includes("fetch-network") ? "unknown" : "no";
  const globs = lowerNames(patterns);
  return together(
    hosts.map((host) => matchAny(globs, hostOf(host).replaceAll("…", hole).replace(/\.$/, ""))),
    quantity,
  );
}

function branchMet(patterns: readonly string[], { branches }: JudgedAct, quantity: Quantity): Met {
  if (branches === undefined) return "no";
  if (branches.length === 0) return "unknown";
  return together(
    branches.map((branch) => oneBranchMet(patterns, branch.replaceAll("*", hole))),
    quantity,
  );
}

/** A part that is not known may hold slashes, so it proves nothing about a pattern that tells parts apart. */
function oneBranchMet(patterns: readonly string[], branch: string): Met {
  const compiled = branchPatterns(patterns);
  if (!branch.includes(hole)) {
    const parts = branch.split("/");
    return anyMet(compiled.flatMap(({ paths }) => paths.map((path) => matchPath(path, parts))));
  }
  if (patterns.includes("**")) return "yes";
  return compiled.every(({ flat }) => matchAny([flat], branch) === "no") ? "no" : "unknown";
}

/** Effects that stay on this machine: a word in a file's name is no environment. */
const local: ReadonlySet<Effect> = new Set(["read-files", "write-files", "delete-files", "rewrite-history"]);

/** Effects that act on an environment, whether or not it is named. */
const reaching: ReadonlySet<Effect> = new Set(["change-infra", "write-data", "destroy-data"]);

/**
 * An allow needs the environment by name, and every other environment word must be meant too. To an ask or a deny a
 * word anywhere is enough, and a name that is no environment word may stand for any.
 */
function environmentMet(patterns: readonly string[], act: JudgedAct, quantity: Quantity): Met {
  const { named, hinted } = act.environments ?? environmentsOfCommand(act.command ?? "");
  const globs = lowerNames(patterns);
  const metBy = (name: string): Met => {
    if (name.includes(hole)) return "unknown";
    const { names, known } = readEnvironment(name);
    const met = anyMet(names.map((one) => matchAny(globs, one)));
    return met === "no" && !known && quantity === "any" && reaches ? "unknown" : met;
  };
  const reaches = act.effects.some((effect) => reaching.has(effect));
  if (quantity === "all" && named.length === 0) return reaches ? "unknown" : "no";
  const words = [...named, ...(act.effects.every((effect) => local.has(effect)) ? [] : hinted)].map(metBy);
  if (named.length === 0 && reaches) words.push("unknown");
  return together(words, quantity);
}
