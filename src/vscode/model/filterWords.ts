import { type OutcomeKind, outcomeKinds, type RecordFilter } from "../../core/audit/recordFilter.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { effects, effectWords, isEffect } from "../../core/model/effect.ts";

/** "Claude Code · delete files · denied": empty when nothing is filtered. */
export function filterWords(filter: RecordFilter, agentTitle: (agent: string) => string, t: Translate): string {
  return [
    filter.agent === undefined ? "" : safeShort(agentTitle(filter.agent), 40),
    filter.effect === undefined ? "" : t(effectWords[filter.effect].verb),
    filter.outcome === undefined ? "" : outcomeKindWords(filter.outcome, t),
  ]
    .filter(Boolean)
    .join(" · ");
}

export function outcomeKindWords(kind: OutcomeKind, t: Translate): string {
  if (kind === "allowed") return t("allowed");
  return kind === "denied" ? t("denied") : t("denied, nobody answered");
}

/** One thing to filter by. `set` is what choosing it makes of the filter. */
export interface FilterChoice {
  readonly group: "agent" | "effect" | "outcome";
  readonly label: string;
  readonly chosen: boolean;
  readonly set: RecordFilter;
}

/** All that can be filtered by; choosing what is chosen takes it away again. */
export function filterChoices(
  filter: RecordFilter,
  agents: readonly string[],
  agentTitle: (agent: string) => string,
  t: Translate,
): FilterChoice[] {
  const choice = <K extends keyof RecordFilter>(group: K, value: RecordFilter[K], label: string): FilterChoice => {
    const chosen = filter[group] === value;
    const { [group]: _old, ...rest } = filter;
    return { group, label, chosen, set: chosen ? rest : { ...rest, [group]: value } };
  };
  return [
    ...agents.map((agent) => choice("agent", agent, safeShort(agentTitle(agent), 40))),
    ...outcomeKinds.map((kind) => choice("outcome", kind, outcomeKindWords(kind, t))),
    ...effects.map((effect) => choice("effect", effect, t(effectWords[effect].verb))),
  ];
}

/** What was remembered may be of another version: what is not known is no filter. */
export function readFilter(value: unknown): RecordFilter {
  if (typeof value !== "object" || value === null) return {};
  const { agent, effect, outcome } = value as Readonly<Record<string, unknown>>;
  const kind = outcomeKinds.find((one) => one === outcome);
  return {
    ...(typeof agent === "string" ? { agent } : {}),
    ...(isEffect(effect) ? { effect } : {}),
    ...(kind === undefined ? {} : { outcome: kind }),
  };
}
