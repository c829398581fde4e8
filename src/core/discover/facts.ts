import type { Span } from "../model/span.ts";

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
