/** What each session of an agent read that outsiders can write, what sensitive it touched, and what it then tried. */
import { type Leg, legsOf } from "../gate/ruleOfTwo.ts";
import type { AuditRecord } from "./record.ts";

export interface SessionLegs {
  readonly agent: string;
  readonly session: string;
  /** ISO 8601 of the first and the last record. */
  readonly from: string;
  readonly to: string;
  /** Newest first. What was denied is among the acts, since it was tried, and never among what was read. */
  readonly legs: Readonly<Record<Leg, readonly AuditRecord[]>>;
  readonly records: number;
  /** Both others are in: what acts on others is asked. */
  readonly raised: boolean;
}

/** @param records newest first; @returns the session that acted last first */
export function sessionLegs(records: readonly AuditRecord[]): SessionLegs[] {
  const sessions = new Map<string, AuditRecord[]>();
  for (const record of records) {
    if (record.session === undefined) continue;
    const key = `${record.agent}\0${record.session}`;
    const list = sessions.get(key);
    if (list) list.push(record);
    else sessions.set(key, [record]);
  }
  return [...sessions.values()].map(oneSession);
}

function oneSession(records: readonly AuditRecord[]): SessionLegs {
  const [newest] = records as [AuditRecord, ...AuditRecord[]];
  const standing = (leg: Leg) =>
    records.filter((record) => legsOf(record.effects).includes(leg) && (leg === "acts" || record.decision === "allow"));
  const found = { untrusted: standing("untrusted"), sensitive: standing("sensitive"), acts: standing("acts") };
  return {
    agent: newest.agent,
    session: newest.session ?? "",
    from: records.at(-1)?.time ?? newest.time,
    to: newest.time,
    legs: found,
    records: records.length,
    raised: found.untrusted.length > 0 && found.sensitive.length > 0,
  };
}
