import type { AuditRecord } from "../../core/audit/record.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Replayed } from "../../core/policy/replay.ts";

export interface ReplayedRecord {
  readonly record: AuditRecord;
  readonly replayed: Replayed;
}

const maxLines = 30;

/** What the policy would have changed of the past, as a page: passing denials first, since they loosen most. */
export function replayPage(all: readonly ReplayedRecord[], policy: string, t: Translate): string {
  const told = all.flatMap(({ record, replayed }) => (replayed.kind === "told" ? [{ record, ...replayed }] : []));
  const group = (was: string, now: string) => told.filter((one) => one.was === was && one.now === now);
  const untold = all.filter(({ replayed }) => replayed.kind === "untold").length;
  const unjudged = all.filter(({ replayed }) => replayed.kind === "unjudged").length;
  const saved = group("ask", "allow").length;
  const added = group("allow", "ask").length;
  const sections = [
    [t("Denied then, and would run now"), group("deny", "allow")],
    [t("Denied then, and would be asked now"), group("deny", "ask")],
    [t("Asked then, and would run now"), group("ask", "allow")],
    [t("Asked then, and would be denied now"), group("ask", "deny")],
    [t("Ran then, and would be asked now"), group("allow", "ask")],
    [t("Ran then, and would be denied now"), group("allow", "deny")],
  ] as const;
  return [
    t("{0} on {1} recorded actions", safeLine(policy), all.length),
    t("Questions saved: {0}. Questions more: {1}.", saved, added),
    ...(untold > 0 ? [t("{0} cannot be told: something that decides is not in the record.", untold)] : []),
    ...(unjudged > 0 ? [t("{0} cannot be replayed: the record does not say what was judged.", unjudged)] : []),
    "",
    ...(sections.every(([, list]) => list.length === 0) ? [t("Nothing would have been decided differently.")] : []),
    ...sections.flatMap(([title, list]) => (list.length === 0 ? [] : section(title, list, t))),
  ].join("\n");
}

function section(title: string, list: readonly { readonly record: AuditRecord }[], t: Translate): string[] {
  const counts = new Map<string, number>();
  for (const { record } of list) {
    const line = `${safeLine(record.agent)}: ${safeLine(record.summary)}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const lines = [...counts].slice(0, maxLines).map(([line, count]) => `- ${line}${count > 1 ? ` (${count}×)` : ""}`);
  const more = counts.size - lines.length;
  return [`${title}: ${list.length}`, ...lines, ...(more > 0 ? [t("- and {0} more", more)] : []), ""];
}
