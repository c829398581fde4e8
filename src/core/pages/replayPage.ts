import type { AuditRecord } from "../audit/record.ts";
import { headingOf } from "../display/heading.ts";
import { safeLine } from "../display/sanitize.ts";
import { safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import type { NeedlessEnd, TriedCase } from "../policy/needless.ts";
import type { Replayed } from "../policy/replay.ts";
import type { ListItem, ListPart, Mark, Page } from "./page.ts";
import type { Reading } from "./sessionPage.ts";

export interface ReplayedRecord {
  readonly record: AuditRecord;
  readonly replayed: Replayed;
}

const maxItems = 30;

/** What the policy would have changed of the past: passing denials first, since they loosen most. */
export function replayPage(
  all: readonly ReplayedRecord[],
  policy: string,
  reading: Reading & { readonly needless?: readonly TriedCase[] },
  t: Translate,
): Page {
  const told = all.flatMap(({ record, replayed }) => (replayed.kind === "told" ? [{ record, ...replayed }] : []));
  const group = (was: string, now: string) =>
    told.filter((one) => one.was === was && one.now === now).map(({ record }) => record);
  const untold = all.filter(({ replayed }) => replayed.kind === "untold").length;
  const unjudged = all.filter(({ replayed }) => replayed.kind === "unjudged").length;
  const saved = group("ask", "allow").length;
  const added = group("allow", "ask").length;
  const sections: readonly (readonly [string, Mark, readonly AuditRecord[]])[] = [
    [t("Denied then, and would run now"), { text: t("looser"), tone: "bad" }, group("deny", "allow")],
    [t("Denied then, and would be asked now"), { text: t("looser"), tone: "warn" }, group("deny", "ask")],
    [t("Asked then, and would run now"), { text: t("looser"), tone: "warn" }, group("ask", "allow")],
    [t("Asked then, and would be denied now"), { text: t("stricter"), tone: "good" }, group("ask", "deny")],
    [t("Ran then, and would be asked now"), { text: t("stricter"), tone: "good" }, group("allow", "ask")],
    [t("Ran then, and would be denied now"), { text: t("stricter"), tone: "good" }, group("allow", "deny")],
  ];
  const changed = sections.filter(([, , records]) => records.length > 0);
  return {
    title: t("{0} on {1} recorded actions", safeLine(policy), all.length),
    lead: [
      ...(all.length === 0
        ? [t("Nothing is recorded yet that it could be replayed on.")]
        : [t("Questions saved: {0}. Questions more: {1}.", saved, added)]),
      ...(all.length > 0 && changed.length === 0 ? [t("Nothing would have been decided differently.")] : []),
      ...(untold > 0 ? [t("{0} cannot be told: something that decides is not in the record.", untold)] : []),
      ...(unjudged > 0 ? [t("{0} cannot be replayed: the record does not say what was judged.", unjudged)] : []),
    ],
    parts: [
      ...changed.map(([title, mark, records]) => section(`${title}: ${records.length}`, mark, records, reading, t)),
      ...needlessPart(reading.needless ?? [], t),
    ],
  };
}

/** What was marked as needless must stay spared once a rule spares it. */
function needlessPart(tried: readonly TriedCase[], t: Translate): ListPart[] {
  if (tried.length === 0) return [];
  const words: Readonly<Record<NeedlessEnd, Mark>> = {
    spared: { text: t("spared"), tone: "good" },
    asked: { text: t("still asked"), tone: "warn" },
    refused: { text: t("refused"), tone: "bad" },
    untold: { text: t("cannot be told"), tone: "plain" },
  };
  const items = tried.slice(0, maxItems).map(
    ({ case: one, end }): ListItem => ({
      mark: words[end],
      text: headingOf(safeShort(one.summary, 160), one.workspace ?? one.cwd),
      note: one.rules.map((rule) => safeShort(rule, 60)).join(", "),
      record: one.record,
    }),
  );
  return [{ kind: "list", title: t("Questions you marked as needless"), items }];
}

function section(
  title: string,
  mark: Mark,
  records: readonly AuditRecord[],
  { agentTitle }: Reading,
  t: Translate,
): ListPart {
  const groups = new Map<string, AuditRecord[]>();
  for (const record of records) {
    const key = `${record.agent}\0${record.summary}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const items = [...groups.values()].slice(0, maxItems).map((equal): ListItem => {
    const [newest] = equal as [AuditRecord, ...AuditRecord[]];
    const times = equal.length > 1 ? ` · ${t("{0} times", equal.length)}` : "";
    const note = `${safeShort(agentTitle(newest.agent), 40)}${times}`;
    return {
      text: headingOf(safeShort(newest.summary, 160), newest.workspace ?? newest.cwd),
      note,
      record: newest.seq,
    };
  });
  const more = groups.size - items.length;
  return { kind: "list", title, mark, items: more > 0 ? [...items, { text: t("and {0} more", more) }] : items };
}
