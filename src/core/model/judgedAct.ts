import type { ActionKind } from "./action.ts";
import type { Effect } from "./effect.ts";
import type { Decision } from "./verdict.ts";

/** Words of an action that say in which environment it acts. */
export interface EnvironmentNames {
  /** Values given as the environment: of `--env`, `--context`, an argument named `environment`. */
  readonly named: readonly string[];
  /** Environment words anywhere else in the text. They can make a rule stricter, and prove nothing. */
  readonly hinted: readonly string[];
}

/**
 * One thing an action would do, with all that a policy looks at and nothing else: plain data, so that the audit can
 * keep it and a policy can be tried on it later without judging again.
 */
export interface JudgedAct {
  readonly agent?: string;
  readonly kind: ActionKind;
  /** Of an MCP call or an unknown tool. */
  readonly tool?: string;
  readonly server?: string;
  /** Id of the built-in judgement. */
  readonly rule: string;
  /** What the built-in judgement says. */
  readonly grade: Decision;
  readonly effects: readonly Effect[];
  /** The simple command without its wrappers, or the id of an editor command. */
  readonly command?: string;
  /** Absolute, where they end. */
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  /** Undefined: it has nothing to do with branches. Empty: which branch is not known. */
  readonly branches?: readonly string[];
  /** Undefined: they are told from the command. */
  readonly environments?: EnvironmentNames;
}
