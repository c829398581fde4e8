/** Where PowerShell text is being run in the mind, with the parts of the evaluator that run each other. */
import type { Span } from "../../../model/span.ts";
import { type Invocation, note, type Run, type Scope, word } from "../run.ts";
import type { Block, Expression, Statement } from "./ast.ts";
import type { ScriptBlock, Value } from "./values.ts";

export interface Mind {
  readonly expression: (node: Expression, frame: Frame, stdin?: Value) => Value;
  readonly statements: (nodes: readonly Statement[], frame: Frame, stdin?: Value) => Value;
  /** @param source the text the block stands in. */
  readonly closure: (block: Block, source: string) => ScriptBlock;
}

export interface Frame {
  readonly run: Run;
  readonly scope: Scope;
  readonly mind: Mind;
}

/** False when the line has used up what may be looked at. */
export function spend(frame: Frame, span: Span): boolean {
  const { run } = frame;
  if (--run.budget >= 0 && run.depth <= 60) return true;
  if (run.budget === -1 || run.depth > 60) note({ run, span, words: [] }, "cannot-be-parsed");
  return false;
}

/** A call whose only word is the text it stands for, for acts that no command makes. */
export function callFor(
  frame: Frame,
  node: { readonly start: number; readonly end: number },
  stdin?: Value,
): Invocation {
  const span = { start: node.start, end: node.end };
  const text = frame.scope.source.slice(node.start, node.end);
  return { run: frame.run, scope: frame.scope, span, stdin, words: [word(text, span)] };
}
