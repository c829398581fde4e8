import type { LineWriter } from "../../core/audit/lineWriter.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";

export interface WhoDid extends LineWriter {
  /** When the file was last changed, milliseconds since the epoch; undefined: not known. */
  readonly changedAt?: number;
  /** The editor holds text that is not saved. */
  readonly unsaved: boolean;
}

/** An action takes a moment after it was allowed. */
const afterwardsMs = 60_000;

/** One honest sentence or two: what the records say, and what they cannot. */
export function whoDidText(who: WhoDid, agentTitle: (agent: string) => string, t: Translate, clock: Clock): string {
  const { record, touch, wroteLine, later, unsaved } = who;
  if (!record) return t("No recorded action of an agent changed this file. Who did is not known.");
  const agent = safeShort(agentTitle(record.agent), 40);
  const what = safeShort(record.summary, 160);
  const when = clock(record.time);
  const said = [
    wroteLine
      ? t("{0} wrote this line at {1}: {2}.", agent, when, what)
      : touch === "exactly"
        ? t("{0} was last allowed to change this file at {1}: {2}.", agent, when, what)
        : t("{0} was last allowed to change something in this folder at {1}: {2}.", agent, when, what),
  ];
  if (later) {
    const name = safeShort(agentTitle(later.agent), 40);
    said.push(t("{0} was allowed to change other lines of the file at {1}.", name, clock(later.time)));
  }
  if (wroteLine === undefined) said.push(t("Which lines it changed is not in the record."));
  if (wroteLine === false) said.push(t("This line is not among those it put in."));
  if (unsaved) said.push(t("The editor holds changes that are not saved; they are not the agent's."));
  else if (isLater(who)) said.push(t("The file was changed again later, by nothing that is recorded."));
  return said.join(" ");
}

export type Clock = (iso: string) => string;

function isLater({ record, later, changedAt }: WhoDid): boolean {
  const at = Date.parse((later ?? record)?.time ?? "");
  return changedAt !== undefined && !Number.isNaN(at) && changedAt > at + afterwardsMs;
}
