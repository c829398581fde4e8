import type { Confirmation, Definition, SpannedText } from "../model/definition.ts";
import type { Problem } from "../model/problem.ts";
import type { SourceText, Span } from "../model/span.ts";
import type { Suppression } from "../suppress/suppression.ts";
import type { WorkflowFacts } from "./files/workflowFacts.ts";

/** What one document says, judged by nothing yet. Cacheable by text. */
export interface DocumentFacts {
  readonly source: SourceText;
  readonly definitions: readonly Definition[];
  /** Permission rules of an agent's settings file, as written. */
  readonly permissionRules: readonly PermissionRuleFact[];
  /** Other settings of an agent or of the editor that matter to safety. */
  readonly settings: readonly SettingFact[];
  /** Text that instructs a model: instruction files, bodies of agents and skills. */
  readonly prose?: readonly SpannedText[];
  /** Commands that the file runs, as written: scripts of a manifest, lines of a shell script, steps of a build. */
  readonly commands?: readonly SpannedText[];
  /** What agents and runs of this file say by the name of a tool, wherever that is defined. */
  readonly approvals?: ReadonlyMap<string, Confirmation>;
  /** A workflow of a CI service. */
  readonly workflow?: WorkflowFacts;
  /** The file could not be read as its format: shown as a finding, never a crash. */
  readonly problems: readonly Problem[];
  /** Other files on which this rests: when one of them changes, the document is to be inspected again. */
  readonly reads?: readonly string[];
  /** What its author does not want to be told, with why. */
  readonly suppressions?: readonly Suppression[];
}

/** A permission rule of an agent's settings file, as written: `"Bash(git push:*)"` in `permissions.allow`. */
export interface PermissionRuleFact {
  readonly list: "allow" | "ask" | "deny";
  readonly text: string;
  readonly span: Span;
  /** The whole array element with its comma, for a fix that removes the rule. */
  readonly removalSpan: Span;
}

/** One setting that matters to safety: `chat.tools.global.autoApprove`, `permissions.defaultMode`, a hook, a task. */
export interface SettingFact {
  /** Key path joined by dots as the format writes it. */
  readonly key: string;
  readonly value: unknown;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}
