/** The outcome of a replay for people, and for programs. */
import type { AuditRecord } from "../../core/audit/record.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { type Decision, decisions } from "../../core/model/verdict.ts";
import type { Replayed } from "../../core/policy/replay.ts";
import { count, type Style } from "../style.ts";

export interface Difference {
  readonly record: AuditRecord;
  readonly was: Decision;
  readonly now: Decision;
  /** Ids of the rules that decide now. */
  readonly rules: readonly string[];
}

export interface Replay {
  /** Records that could be told. */
  told: number;
  untold: number;
  unjudged: number;
  readonly differences: Difference[];
}

export function startReplay(): Replay {
  return { told: 0, untold: 0, unjudged: 0, differences: [] };
}

export function addReplayed(replay: Replay, record: AuditRecord, replayed: Replayed): void {
  if (replayed.kind !== "told") {
    replay[replayed.kind]++;
    return;
  }
  replay.told++;
  const { was, now, reasons } = replayed;
  if (was !== now) replay.differences.push({ record, was, now, rules: reasons.map((reason) => reason.rule) });
}

const before: Readonly<Record<Decision, string>> = { allow: "ran", ask: "asked", deny: "was refused" };
const after: Readonly<Record<Decision, string>> = {
  allow: "would run",
  ask: "would ask",
  deny: "would be refused",
};

export function replayText(replay: Replay, policy: string, style: Style): string {
  const { told, untold, unjudged, differences } = replay;
  const head =
    differences.length === 0
      ? style.good(`Nothing differs: ${count(told, "decision")} would be the same under ${safeLine(policy)}.`)
      : `Of ${count(told, "decision")}, ${differences.length} would differ under ${safeLine(policy)}.`;
  const groups = decisions.flatMap((now) =>
    decisions.map((was) => differences.filter((one) => one.was === was && one.now === now)),
  );
  const lines = [head, ...groups.filter((group) => group.length > 0).map((group) => groupText(group, style))];
  if (untold > 0) {
    lines.push(`${count(untold, "decision")} cannot be told: something that decides is not in the record.`);
  }
  if (unjudged > 0) {
    lines.push(`${count(unjudged, "decision")} cannot be replayed: the record does not say what was judged.`);
  }
  return `${lines.join("\n")}\n`;
}

const maxLines = 10;

/** "12 that asked would run:", then what they were, the same ones once. */
function groupText(group: readonly Difference[], style: Style): string {
  const [first] = group;
  if (!first) return "";
  const { was, now } = first;
  const verb = was === "deny" && group.length > 1 ? "were refused" : before[was];
  const same = new Map<string, number>();
  for (const { record, rules } of group) {
    const line = `${safeLine(record.summary)} ${style.dim(`(${safeLine(record.agent)}, by ${rules.map(safeLine).join(", ")})`)}`;
    same.set(line, (same.get(line) ?? 0) + 1);
  }
  const listed = [...same].toSorted((a, b) => b[1] - a[1]).slice(0, maxLines);
  const more = same.size - listed.length;
  return [
    `\n${group.length} that ${verb} ${style.decision(now, after[now])}:`,
    ...listed.map(([line, times]) => `  ${times > 1 ? `${times} × ` : ""}${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join("\n");
}

export function replayJson({ told, untold, unjudged, differences }: Replay, policy: string): unknown {
  return {
    policy,
    told,
    cannotBeTold: untold,
    cannotBeReplayed: unjudged,
    differences: differences.map(({ record, was, now, rules }) => ({
      seq: record.seq,
      time: record.time,
      agent: record.agent,
      tool: record.tool,
      summary: record.summary,
      was,
      now,
      rules,
    })),
  };
}
