/**
 * Which capabilities the agents used, and how often a person confirmed that use: the map of every capability against
 * whether a person confirmed it.
 */
import { type Effect, effects, irreversibleOrOutward } from "../model/effect.ts";
import type { AuditRecord } from "./record.ts";

/** One capability of one agent. Counts are of decisions. */
export interface CoverageRow {
  readonly agent: string;
  readonly effect: Effect;
  readonly asked: number;
  /** Allowed by a person, each time anew or by a grant of theirs. */
  readonly confirmed: number;
  /** Allowed by policy, with no person involved. */
  readonly unconfirmed: number;
  readonly denied: number;
  /** ISO 8601, of the last time it was allowed; undefined: never. */
  readonly lastUsed?: string;
  /** Others can see it or it cannot be taken back, and it was done at least once with nobody asked. */
  readonly needsConfirmation: boolean;
}

export interface Coverage {
  add(record: AuditRecord): void;
  /** By agent, then in the order of the vocabulary. */
  rows(): CoverageRow[];
}

type Counts = { -readonly [K in keyof CoverageRow]: CoverageRow[K] };

/** Collects record by record; memory grows with agents and effects only. */
export function startCoverage(): Coverage {
  const byAgent = new Map<string, Map<Effect, Counts>>();
  return {
    add(record) {
      const agent = byAgent.get(record.agent) ?? new Map<Effect, Counts>();
      byAgent.set(record.agent, agent);
      for (const effect of record.effects) {
        const counts = agent.get(effect) ?? empty(record.agent, effect);
        agent.set(effect, counts);
        count(counts, record);
      }
    },
    rows: () =>
      [...byAgent.keys()]
        .toSorted()
        .flatMap((agent) => effects.flatMap((effect) => byAgent.get(agent)?.get(effect) ?? [])),
  };
}

/**
 * What an agent may do without asking and has not done in the time looked at: candidates to drop.
 * @param granted effects that run without asking, by agent
 */
export function neverUsed(
  rows: readonly CoverageRow[],
  granted: ReadonlyMap<string, readonly Effect[]>,
): { readonly agent: string; readonly effect: Effect }[] {
  const used = new Set(
    rows.filter(({ lastUsed }) => lastUsed !== undefined).map(({ agent, effect }) => `${agent} ${effect}`),
  );
  return [...granted].flatMap(([agent, list]) =>
    effects
      .filter((effect) => list.includes(effect) && !used.has(`${agent} ${effect}`))
      .map((effect) => ({ agent, effect })),
  );
}

function empty(agent: string, effect: Effect): Counts {
  return { agent, effect, asked: 0, confirmed: 0, unconfirmed: 0, denied: 0, needsConfirmation: false };
}

function count(counts: Counts, { decision, decidedBy, verdict, time }: AuditRecord): void {
  if (verdict === "ask") counts.asked++;
  if (decision === "deny") counts.denied++;
  else {
    if (decidedBy === "person") counts.confirmed++;
    else counts.unconfirmed++;
    // Whichever way round they come.
    if (counts.lastUsed === undefined || counts.lastUsed < time) counts.lastUsed = time;
    counts.needsConfirmation = irreversibleOrOutward.has(counts.effect) && counts.unconfirmed > 0;
  }
}
