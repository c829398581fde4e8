/** Façade 3: what would this action do, and may it run, must a person be asked, or is it refused? */

import { canonicalJson } from "./canonicalJson.ts";
import { type Act, act } from "./effects/act.ts";
import { judgeAction } from "./effects/actions.ts";
import { judgements } from "./effects/judgements.ts";
import { judgeBySession, learn } from "./effects/learn.ts";
import type { FileContent, KnownTool, Place } from "./effects/place.ts";
import { saferCommand } from "./effects/safer.ts";
import { emptySession, type SessionMemory, type SessionStep } from "./effects/session.ts";
import { judgeLine } from "./effects/shell/line.ts";
import type { Action, Platform } from "./model/action.ts";
import { sortEffects } from "./model/effect.ts";
import { atLeast, type Severity } from "./model/severity.ts";
import { type Decision, decisions, type Reason, stricter, type Verdict } from "./model/verdict.ts";
import type { Parsers } from "./parse/parsers.ts";
import { type Bench, type Policies, type Ruling, rule } from "./policy/evaluate.ts";
import type { Policy } from "./policy/policy.ts";
import { judgedActs } from "./policy/subject.ts";
import { readWireAction } from "./wireAction.ts";

/** What the core cannot know by itself. Every function answers undefined for "not known"; unknown never loosens. */
export interface Surroundings {
  readonly platform: Platform;
  /** Absolute home folder of the user. */
  readonly home: string;
  /** Absolute root of the workspace the action belongs to; undefined: no workspace, everything is outside. */
  readonly workspace: string | undefined;
  /** Where links end: the real absolute path, also for a path whose last parts do not exist yet. */
  realpath?(path: string): string | undefined;
  /** What a file holds now; undefined: not to be known. Scripts and tasks in the workspace are followed through it. */
  readFile?(path: string): FileContent | undefined;
  /** How many names (hard links) a plain file has. */
  linkCount?(path: string): number | undefined;
  /** What a server's tool does by its definition in the workspace: only makes a judgement stricter. */
  toolEffects?(server: string, tool: string): KnownTool | undefined;
  /** What the acting session did before: only makes a judgement stricter. */
  readonly session?: SessionMemory;
  /** Absolute paths of Countersign's own files (policy, audit, hook, state): changing them is self-escalation. */
  readonly protectedPaths: readonly string[];
  /** Files that agents know by another name, through a link: the real path, and that name. */
  readonly behindLinks?: Readonly<Record<string, string>>;
  /** Countersign's extension id, e.g. "countersign.countersign". */
  readonly extensionId: string;
  /** ISO date of today, for rules that expire. Not known: an allow that expires does not hold. */
  readonly today?: string;
}

export interface Judge {
  /** Never throws: what cannot be judged is asked, or denied where policy says so. */
  decide(action: Action, surroundings: Surroundings): Verdict;
  /** What the action, once it was allowed, adds to the memory of its session. Never throws. */
  learn(action: Action, surroundings: Surroundings): SessionStep;
}

/** @param policies the user's and the workspace's; a workspace policy can only tighten. Empty: the built-in default alone. */
export function createJudge(parsers: Parsers, policies: { user?: Policy; workspace?: Policy }): Judge {
  return {
    decide(action, surroundings) {
      try {
        return judge(action, surroundings, parsers, policies);
      } catch {
        // INVARIANT: an error while judging is a fault of the judge, and nothing runs because of one.
        return verdictOf(action, [act("cannot-be-judged")], [{ decision: "deny", reasons: [unjudged] }], undefined);
      }
    },
    learn(action, surroundings) {
      try {
        return learn(action, placeOf(action, surroundings), parsers);
      } catch {
        return emptySession;
      }
    },
  };
}

/**
 * The text whose SHA-256 is an action's digest: the canonical JSON (sorted keys) of the action without `id`.
 * The verdict, the modal and the audit record carry this digest, so that what is shown is what is decided.
 */
export function canonicalAction(action: Action): string {
  const { id: _id, ...rest } = action;
  return canonicalJson(rest);
}

/** Reads one wire action. Unknown kinds, missing or mistyped fields are problems, and the caller must deny. */
export function parseAction(value: unknown): { action: Action } | { error: string } {
  try {
    return readWireAction(value);
  } catch {
    return { error: "The action cannot be read." };
  }
}

const unjudged: Reason = { rule: "cannot-be-judged", message: judgements["cannot-be-judged"].message };

function judge(action: Action, surroundings: Surroundings, parsers: Parsers, policies: Policies): Verdict {
  const place = placeOf(action, surroundings);
  const judged = judgeAction(action, place, parsers);
  const found = distinct([...judged, ...judgeBySession(action, judged, place)]);
  const acts = judgedActs(action, found);
  const bench = { policies, place, today: surroundings.today };
  const rulings = acts.map((entry, index) => rule(entry, ownReason(found[index] as Act), bench));
  const strictest = rulings.reduce<Decision>((all, next) => stricter(all, next.decision), "allow");
  const safer = strictest === "allow" ? undefined : offeredInstead(action, found, rulings, bench, place, parsers);
  return { ...verdictOf(action, found, rulings, safer), acts };
}

function ownReason({ rule, message, span }: Act): Reason {
  return span ? { rule, message, span } : { rule, message };
}

function placeOf(action: Action, surroundings: Surroundings): Place {
  const { platform, home, workspace, protectedPaths, extensionId, session } = surroundings;
  const { realpath, readFile, linkCount, toolEffects } = portsOf(surroundings);
  const cwd = action.cwd ?? workspace;
  return {
    platform,
    home,
    workspace,
    cwd,
    realpath,
    readFile,
    linkCount,
    toolEffects,
    session,
    protectedPaths,
    behindLinks: surroundings.behindLinks,
    extensionId,
  };
}

type Ports = Pick<Place, "realpath" | "readFile" | "linkCount" | "toolEffects">;
const bound = new WeakMap<Surroundings, Ports>();

/** What is asked of the outside, as functions that stand alone. The same surroundings serve many decisions. */
function portsOf(surroundings: Surroundings): Ports {
  const known = bound.get(surroundings);
  if (known) return known;
  const ports: Ports = {
    realpath: surroundings.realpath?.bind(surroundings),
    readFile: surroundings.readFile?.bind(surroundings),
    linkCount: surroundings.linkCount?.bind(surroundings),
    toolEffects: surroundings.toolEffects?.bind(surroundings),
  };
  bound.set(surroundings, ports);
  return ports;
}

/** The same act found twice (in a loop, by two roads) is one. */
function distinct(acts: readonly Act[]): readonly Act[] {
  if (acts.length < 2) return acts;
  const seen = new Map<string, Act>();
  for (const entry of acts) {
    const parts = [entry.rule, String(entry.span?.start ?? ""), entry.targets.join("\0"), entry.command ?? ""];
    const key = parts.map(keyPart).join("\0");
    if (!seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
}

/** Very long keys would all be in one place of the map: they are not told apart by what stands far behind. */
function keyPart(text: string): string {
  return text.length > 4000 ? `${text.length} ${text.slice(0, 4000)}` : text;
}

const maxReasons = 20;
const maxTargets = 50;
/** Safer commands that are looked at for one action. */
const maxTried = 4;

function verdictOf(
  action: Action,
  acts: readonly Act[],
  rulings: readonly Ruling[],
  safer: string | undefined,
): Verdict {
  const decision = rulings.reduce<Decision>((all, next) => stricter(all, next.decision), "allow");
  const ranked = rulings
    .map((ruling, index) => ({ ruling, found: acts[index] }))
    .filter(({ ruling }) => decision === "allow" || ruling.decision !== "allow")
    .sort((a, b) => decisions.indexOf(b.ruling.decision) - decisions.indexOf(a.ruling.decision));
  const reasons = new Map<string, Reason>();
  for (const { ruling } of ranked)
    for (const reason of ruling.reasons) reasons.set(`${reason.rule}\0${reason.message}`, reason);
  const severity = ranked
    .filter(({ ruling }) => ruling.decision === decision)
    .reduce<Severity>(
      (worst, { found }) =>
        found && atLeast(judgements[found.rule].severity, worst) ? judgements[found.rule].severity : worst,
      "low",
    );
  const followed = [...new Map(acts.flatMap(({ content }) => (content ? [[content.path, content]] : []))).values()];
  return {
    ...(action.id === undefined ? {} : { id: action.id }),
    decision,
    severity,
    effects: sortEffects(acts.flatMap((entry) => entry.effects)),
    reasons: [...reasons.values()].slice(0, maxReasons),
    targets: [...new Set(acts.flatMap((entry) => [...entry.targets, ...entry.paths]))].slice(0, maxTargets),
    ...(safer === undefined ? {} : { safer }),
    ...(followed.length === 0 ? {} : { followed }),
  };
}

/** A safer command is offered only when it would itself run without a question here, by the policies too. */
function offeredInstead(
  action: Action,
  acts: readonly Act[],
  rulings: readonly Ruling[],
  bench: Bench,
  place: Place,
  parsers: Parsers,
): string | undefined {
  if (action.kind !== "command") return undefined;
  const tried = new Set<string>();
  for (const [index, entry] of acts.entries()) {
    if (rulings[index]?.decision === "allow") continue;
    const command = saferCommand(entry, action.shell);
    if (command === undefined || tried.has(command) || tried.size >= maxTried) continue;
    tried.add(command);
    const instead = { ...action, command };
    const judged = judgeLine(action.shell, command, place, parsers);
    const runs = judgedActs(instead, judged).every(
      (act, at) => rule(act, ownReason(judged[at] as Act), bench).decision === "allow",
    );
    if (runs) return command;
  }
  return undefined;
}
