import type { AuditRecord } from "../../core/audit/record.ts";
import type { SessionLegs } from "../../core/audit/sessionLegs.ts";
import { outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";

const maxLines = 40;
const maxSessions = 30;

/** The Rule of Two by session, as a page: what it read from outside, what sensitive it touched, what it then tried. */
export function sessionPage(
  sessions: readonly SessionLegs[],
  agentTitle: (agent: string) => string,
  t: Translate,
): string {
  if (sessions.length === 0) return `${t("No agent has had a session that is recorded.")}\n`;
  return sessions
    .slice(0, maxSessions)
    .map((session) => {
      const { legs } = session;
      return [
        `${safeShort(agentTitle(session.agent), 40)} · ${safeShort(session.session, 60)}`,
        `${safeLine(session.from)} – ${safeLine(session.to)}, ${t("{0} actions", session.records)}`,
        session.raised
          ? t("Two legs are in: what acts on others is asked, whatever the policy allows.")
          : t("Not both of untrusted text and something sensitive are in."),
        ...leg(t("Took in, what outsiders can write"), legs.untrusted, t),
        ...leg(t("Touched, what is sensitive"), legs.sensitive, t),
        ...leg(t("Tried, what acts on others or stays"), legs.acts, t),
      ].join("\n");
    })
    .join("\n\n\n");
}

function leg(title: string, records: readonly AuditRecord[], t: Translate): string[] {
  if (records.length === 0) return ["", `${title}: ${t("nothing")}`];
  const lines = records.slice(0, maxLines).map((record) => {
    const [target] = record.targets;
    const what = safeShort(record.summary, 120);
    return `- ${safeLine(record.time)}  ${outcomeWords(record, t)}: ${what}${target ? ` → ${safeShort(target, 100)}` : ""}`;
  });
  const more = records.length - lines.length;
  return ["", `${title}: ${records.length}`, ...lines, ...(more > 0 ? [t("- and {0} more", more)] : [])];
}
