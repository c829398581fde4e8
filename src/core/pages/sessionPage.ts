import type { AuditRecord } from "../audit/record.ts";
import { redactText } from "../audit/redact.ts";
import type { SessionLegs } from "../audit/sessionLegs.ts";
import { countedActions } from "../display/counted.ts";
import { headingOf } from "../display/heading.ts";
import { outcomeWords } from "../display/outcomeWords.ts";
import { safeLine } from "../display/sanitize.ts";
import { safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import type { ListItem, ListPart, Page } from "./page.ts";
import { outcomeTone } from "./recordPage.ts";

const maxItems = 40;
const maxSessions = 30;

/** What a page about many records needs to name what is in them. */
export interface Reading {
  agentTitle(agent: string): string;
  /** A time as the person reads it. */
  clock(iso: string): string;
}

/** The Rule of Two by session: what it read from outside, what sensitive it touched, what it then tried. */
export function sessionPage(
  sessions: readonly SessionLegs[],
  reading: Reading & { askedFor?(session: SessionLegs): string | undefined },
  t: Translate,
): Page {
  const raised = sessions.filter((session) => session.raised).length;
  // Of those that ask more, people want to know why.
  const shown = [...sessions.filter((one) => one.raised), ...sessions.filter((one) => !one.raised)].slice(
    0,
    maxSessions,
  );
  const summary =
    sessions.length === 0
      ? t("No agent has had a session that is recorded.")
      : t("Sessions: {0}. With both legs in: {1}.", sessions.length, raised);
  return {
    title: t("Sessions of agents"),
    lead: [
      summary,
      t("Once text that outsiders can write and something sensitive are both in, what acts on others is asked."),
    ],
    parts: shown.map((session) => sessionPart(session, reading.askedFor?.(session), reading, t)),
  };
}

function sessionPart(
  session: SessionLegs,
  asked: string | undefined,
  { agentTitle, clock }: Reading,
  t: Translate,
): ListPart {
  const { legs, raised } = session;
  // A person knows a session by what they asked for, and an id by nothing.
  const title = asked === undefined ? safeShort(session.session, 40) : `“${safeShort(redactText(asked), 80)}”`;
  const name = `${safeShort(agentTitle(session.agent), 40)} · ${title}`;
  const span = `${safeLine(clock(session.from))} – ${safeLine(clock(session.to))}, ${countedActions(session.records, t)}`;
  return {
    kind: "list",
    title: name,
    note: span,
    ...(raised ? { mark: { text: t("both legs in: asks more"), tone: "warn" } as const } : {}),
    items: [
      ...legItems(t("took in"), legs.untrusted, clock, t),
      ...legItems(t("touched"), legs.sensitive, clock, t),
      ...legItems(t("tried"), legs.acts, clock, t),
    ],
    empty: t("It took in nothing that outsiders can write, touched nothing sensitive, and acted on nobody."),
  };
}

/** The same again and again is one line; the newest stands for all. */
function equalOnes(records: readonly AuditRecord[]): (readonly [newest: AuditRecord, times: number])[] {
  const groups = new Map<string, AuditRecord[]>();
  for (const record of records) {
    const key = JSON.stringify([record.summary, record.decision, record.decidedBy, record.scope]);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()].map((group) => [group[0] as AuditRecord, group.length]);
}

function legItems(leg: string, records: readonly AuditRecord[], clock: Reading["clock"], t: Translate): ListItem[] {
  const groups = equalOnes(records);
  const items = groups.slice(0, maxItems).map(([record, times]): ListItem => {
    const target = record.targets.find((one) => !record.summary.includes(one));
    const notes = [
      outcomeWords(record, t),
      times === 1 ? safeLine(clock(record.time)) : t("{0} times, last {1}", times, safeLine(clock(record.time))),
      ...(target === undefined ? [] : [safeShort(target, 100)]),
    ];
    return {
      mark: { text: leg, tone: leg === t("tried") ? outcomeTone(record) : "plain" },
      text: headingOf(safeShort(record.summary, 120), record.workspace ?? record.cwd),
      note: notes.join(" · "),
      record: record.seq,
    };
  });
  const more = groups.length - items.length;
  return more > 0 ? [...items, { text: t("and {0} more", more) }] : items;
}
