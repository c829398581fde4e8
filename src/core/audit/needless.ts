/** Questions that need not have been asked: marked by the person, and what could have spared them. */
import { type Effect, irreversibleOrOutward } from "../model/effect.ts";
import type { AuditRecord } from "./record.ts";

/** One line of `needless.jsonl`: a case that the judgement can be tried on later. */
export interface NeedlessCase {
  readonly schema: 1;
  readonly marked: string;
  readonly record: number;
  readonly hash: string;
  readonly agent: string;
  readonly tool: string;
  readonly summary: string;
  readonly rules: readonly string[];
  readonly effects: readonly Effect[];
  readonly acts: NonNullable<AuditRecord["acts"]>;
  /** Where it happened: the policy of the folder counts. Not there: before this was kept, or nowhere. */
  readonly workspace?: string;
  readonly cwd?: string;
}

/** Whether the record is of a question at all. */
export function wasAsked({ verdict }: AuditRecord): boolean {
  return verdict === "ask";
}

export function needlessCase(record: AuditRecord, marked: string): NeedlessCase {
  const { seq, hash, agent, tool, summary, reasons, effects, acts = [], workspace, cwd } = record;
  const where = { ...(workspace === undefined ? {} : { workspace }), ...(cwd === undefined ? {} : { cwd }) };
  const rules = [...new Set(reasons.map(({ rule }) => rule))];
  return { schema: 1, marked, record: seq, hash, agent, tool, summary, rules, effects, acts, ...where };
}

/** What a rule may spare nobody: access, what others see, what would be gone, secrets, and what hides itself. */
const alwaysAsked: ReadonlySet<Effect> = new Set([
  ...irreversibleOrOutward,
  "read-secrets",
  "gain-privilege",
  "persist",
  "obfuscated",
]);

export function maySpare({ effects, acts = [], actsLeftOut }: AuditRecord): boolean {
  const all = [...effects, ...acts.flatMap((act) => act.effects)];
  const isWhole = acts.length > 0 && actsLeftOut === undefined && acts.every(({ lost }) => lost === undefined);
  return isWhole && !all.some((effect) => alwaysAsked.has(effect));
}

/** The questions that were equal to this one and that the person allowed, each time anew. */
export function equalAllowed(records: readonly AuditRecord[], record: AuditRecord): AuditRecord[] {
  const key = questionKey(record);
  return records.filter(
    (one) => wasAsked(one) && one.decision === "allow" && one.decidedBy === "person" && questionKey(one) === key,
  );
}

/** Questions that came again and again with one answer, which a rule may spare. */
export interface Sparable {
  /** The newest of them. */
  readonly record: AuditRecord;
  readonly times: number;
}

/** So many equal questions, each allowed, before a rule is proposed. */
export const enoughEqual = 3;

/** @param records newest first; @returns most often first */
export function sparable(records: readonly AuditRecord[]): Sparable[] {
  const groups = new Map<string, AuditRecord[]>();
  for (const record of records) {
    if (!wasAsked(record) || record.decidedBy !== "person") continue;
    const key = questionKey(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()]
    .filter((group) => group.length >= enoughEqual && group.every(({ decision }) => decision === "allow"))
    .flatMap((group) => (group[0] && maySpare(group[0]) ? [{ record: group[0], times: group.length }] : []))
    .toSorted((a, b) => b.times - a.times);
}

/** Equal: the same agent would do the same by the same tool in the same workspace. */
function questionKey({ agent, tool, workspace, acts = [] }: AuditRecord): string {
  const parts = acts.map((act) => [act.rule, act.kind, act.tool, act.server, act.command, act.paths, act.hosts]);
  return JSON.stringify([agent, tool, workspace, parts]);
}
