import type { Severity } from "./severity.ts";
import type { Location, Span } from "./span.ts";

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A safe fix keeps what the author meant and may run in "fix all"; an unsafe one is offered one by one. */
export interface Fix {
  readonly title: string;
  readonly kind: "safe" | "unsafe";
  /** Edits of the finding's own document. */
  readonly edits: readonly TextEdit[];
}

export interface RelatedLocation extends Location {
  readonly message: string;
}

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedLocation[];
  readonly fixes: readonly Fix[];
}
