import type { Reading } from "../../core/pages/sessionPage.ts";
import type { Services } from "../services.ts";

/** How names and times of records are told in this editor. */
export function reading({ agentTitle }: Pick<Services["gate"], "agentTitle">): Reading {
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const clock = (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : time.format(new Date(iso)));
  return { agentTitle, clock };
}
