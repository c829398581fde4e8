import type { ServerValue, SpannedText } from "../../model/definition.ts";

/** What a CI workflow says about when it runs, with which rights, and what its steps do. */
export interface WorkflowFacts {
  /** Names of events: "push", "issue_comment". */
  readonly triggers: readonly SpannedText[];
  /** Where rights are given as one word for all: "write-all". */
  readonly permissions?: SpannedText;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  /** Where the step is named best: its `uses` or `run`. */
  readonly span: ServerValue["span"];
  /** `owner/action@ref`. */
  readonly uses?: SpannedText;
  readonly run?: SpannedText;
  /** Inputs of the action. */
  readonly inputs: readonly ServerValue[];
  /** Its own variables, and those of its job and workflow. */
  readonly env: readonly ServerValue[];
  /** The conditions of the step and of its job, in one text. */
  readonly condition: string;
  /** Rights of the job given as one word. */
  readonly permissions?: SpannedText;
}
