/** One thing that an action would do, judged. An action does one or several; the strictest decides. */
import type { Effect } from "../model/effect.ts";
import type { Span } from "../model/span.ts";
import type { Decision, FollowedFile } from "../model/verdict.ts";
import { type JudgementId, judgements } from "./judgements.ts";

export interface Act {
  readonly rule: JudgementId;
  readonly grade: Decision;
  readonly effects: readonly Effect[];
  readonly message: string;
  readonly span?: Span;
  /** What it acts on, resolved: paths, hosts, records. */
  readonly targets: readonly string[];
  /** The simple command it came from, wrappers taken off, words separated by one blank. */
  readonly command?: string;
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  /** Branches it moves, publishes or deletes. Undefined: none; empty: which is not known. */
  readonly branches?: readonly string[];
  /** The file whose content was judged as part of this act, as it was then. */
  readonly content?: FollowedFile;
}

export interface ActDetails {
  readonly span?: Span | undefined;
  readonly target?: string | undefined;
  readonly paths?: readonly string[];
  readonly hosts?: readonly string[];
  readonly command?: string | undefined;
  readonly content?: FollowedFile | undefined;
}

/** Builds an act of a built-in judgement. */
export function act(rule: JudgementId, details: ActDetails = {}): Act {
  const judgement = judgements[rule];
  const target = details.target;
  const shown = target === undefined || target === "" ? "it" : shorten(target);
  return {
    rule,
    grade: judgement.grade,
    effects: judgement.effects,
    message: judgement.message.replace(" ({target})", target ? ` (${shown})` : "").replace("{target}", () => shown),
    targets: target ? [target] : [],
    paths: details.paths ?? [],
    hosts: details.hosts ?? [],
    ...(details.span ? { span: details.span } : {}),
    ...(details.command === undefined ? {} : { command: details.command }),
    ...(details.content ? { content: details.content } : {}),
  };
}

/** Messages stay readable: a target is cut to 80 characters in them; `targets` keeps all of it. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
