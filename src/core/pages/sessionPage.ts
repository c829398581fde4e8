import type { AuditRecord } from "../audit/record.ts";
import type { SessionLegs } from "../audit/sessionLegs.ts";
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
export function sessionPage(sessions: readonly SessionLegs[], reading: Reading, t: Translate): Page {
  const shown = sessions.slice(0, maxSessions);
  const raised = sessions.filter((session) => session.raised).length;
  const summary =
    sessions.length === 0
      ? t("No agent has had a session that is recorded.")
      : t("{0} sessions; in {1} of them both legs are in.", sessions.length, raised);
  return {
    title: t("Sessions of agents"),
    lead: [
      summary,
      t("Once text that outsiders can write and something sensitive are both in, what acts on others is asked."),
    ],
    parts: shown.map((session) => sessionPart(session, reading, t)),
  };
}

function sessionPart(session: SessionLegs, { agentTitle, clock }: Reading, t: Translate): ListPart {
  const { legs, raised } = session;
  const name = `${safeShort(agentTitle(session.agent), 40)} · ${safeShort(session.session, 40)}`;
  const span = `${safeLine(clock(session.from))} – ${safeLine(clock(session.to))}, ${t("{0} actions", session.records)}`;
  return {
    kind: "list",
    title: `${name} · ${span}`,
    mark: raised ? { text: t("both legs in: asks more"), tone: "warn" } : { text: t("not both legs"), tone: "plain" },
    items: [
      ...legItems(t("took in"), legs.untrusted, clock, t),
      ...legItems(t("touched"), legs.sensitive, clock, t),
      ...legItems(t("tried"), legs.acts, clock, t),
    ],
    empty: t("It took in nothing that outsiders can write, touched nothing sensitive, and acted on nobody."),
  };
}

function legItems(leg: string, records: readonly AuditRecord[], clock: Reading["clock"], t: Translate): ListItem[] {
  const items = records.slice(0, maxItems).map((record): ListItem => {
    const [target] = record.targets;
    const where = target === undefined ? "" : ` · ${safeShort(target, 100)}`;
    return {
      mark: { text: leg, tone: leg === t("tried") ? outcomeTone(record) : "plain" },
      text: safeShort(record.summary, 120),
      note: `${outcomeWords(record, t)} · ${safeLine(clock(record.time))}${where}`,
      record: record.seq,
    };
  });
  const more = records.length - items.length;
  return more > 0 ? [...items, { text: t("and {0} more", more) }] : items;
}
