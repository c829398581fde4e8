/** The tables in which the documents of an agent are written down; src/agents/documented.ts reads them. */
import type { ActionKind } from "../core/model/action.ts";
import type { Effect } from "../core/model/effect.ts";
import type { Layer } from "../core/model/permission.ts";
import type { Decision } from "../core/model/verdict.ts";
import type { Place } from "../core/permissions/input.ts";

/** A tool, or a family of them, and what the documents say happens when nothing is set. */
export interface DocumentedTool {
  readonly tool: string;
  readonly effects: readonly Effect[];
  readonly kinds: readonly ActionKind[];
  readonly default: Decision;
  readonly why: string;
}

/** One form in which its files write rules. Paths are keys from the root of a file. */
export type RuleForm =
  /** A list of texts. Without `tool` each says its own: `Tool(specifier)`. */
  | { readonly form: "list"; readonly path: readonly string[]; readonly decision: Decision; readonly tool?: string }
  /** A list of objects. `decisions` translates its words; a word that is not there is shown as a problem. */
  | {
      readonly form: "objects";
      readonly path: readonly string[];
      readonly tool: string;
      readonly specifier: string;
      readonly decision: string;
      readonly decisions: Readonly<Record<string, Decision>>;
    }
  /** One word for a tool. */
  | {
      readonly form: "word";
      readonly path: readonly string[];
      readonly tool: string;
      readonly decisions: Readonly<Record<string, Decision>>;
    }
  /** In each server's entry, a list of tools that run by themselves. */
  | { readonly form: "per-server"; readonly servers: readonly string[]; readonly list: string };

export interface Documented {
  readonly id: string;
  readonly title: string;
  readonly facts: { readonly version: string; readonly date: string };
  /** Where the facts are from, in words. */
  readonly from: string;
  /** How rules of several files and kinds are ranked, in words. */
  readonly order: string;
  readonly files: Readonly<Partial<Record<Layer, readonly string[]>>>;
  /** Absolute. */
  readonly managed?: Readonly<Partial<Record<Place["platform"], readonly string[]>>>;
  readonly tools: readonly DocumentedTool[];
  readonly forms: readonly RuleForm[];
  /** Keys from the root of a file to its servers. */
  readonly servers: readonly (readonly string[])[];
  /** Files of agents it may start, by path. */
  readonly agentFiles?: RegExp;
  /** The setting that says how much is asked, and its default. */
  readonly mode?: { readonly path: readonly string[]; readonly default: string };
  /** Values that a hardened installation would not have: the key, the values that are fine, and why. */
  readonly hardening?: readonly {
    readonly path: readonly string[];
    readonly fine: readonly unknown[];
    readonly why: string;
  }[];
  /** What decides too and is not in these files. */
  readonly unseen: string;
}
