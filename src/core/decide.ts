/** Façade 3: what would this action do, and may it run, must a person be asked, or is it refused? */
import type { Action, Platform } from "./model/action.ts";
import type { Verdict } from "./model/verdict.ts";
import type { Parsers } from "./parse/parsers.ts";
import type { Policy } from "./policy/policy.ts";

/** What the core cannot know by itself. Every function answers undefined for "not known"; unknown never loosens. */
export interface Surroundings {
  readonly platform: Platform;
  /** Absolute home folder of the user. */
  readonly home: string;
  /** Absolute root of the workspace the action belongs to; undefined: no workspace, everything is outside. */
  readonly workspace: string | undefined;
  /** Where links end: the real absolute path, also for a path whose last parts do not exist yet. */
  realpath?(path: string): string | undefined;
  /** Absolute paths of Countersign's own files (policy, audit, hook, state): changing them is self-escalation. */
  readonly protectedPaths: readonly string[];
  /** Countersign's extension id, e.g. "countersign.countersign". */
  readonly extensionId: string;
}

export interface Judge {
  /** Never throws: what cannot be judged is asked, or denied where policy says so. */
  decide(action: Action, surroundings: Surroundings): Verdict;
}

/** @param policies the user's and the workspace's; a workspace policy can only tighten. Empty: the built-in default alone. */
export declare function createJudge(parsers: Parsers, policies: { user?: Policy; workspace?: Policy }): Judge;

/**
 * The text whose SHA-256 is an action's digest: the canonical JSON (sorted keys) of the action without `id`.
 * The verdict, the modal and the audit record carry this digest, so that what is shown is what is decided.
 */
export declare function canonicalAction(action: Action): string;

/** Reads one wire action. Unknown kinds, missing or mistyped fields are problems, and the caller must deny. */
export declare function parseAction(value: unknown): { action: Action } | { error: string };
