/** What a sub-agent is told, and what is put where a person may paste it. */
import type { Parsers } from "../../parse/parsers.ts";
import { type Act, act } from "../act.ts";
import { namesApprovalSwitch } from "../config/approvals.ts";
import { tellsToSendSecrets, tellsToSkipPeople } from "../config/instructions.ts";
import type { Place } from "../place.ts";
import { secretInText } from "../secrets.ts";
import { judgeLine } from "../shell/line.ts";

/** An order, not a mention: "push it", "and then deploy", but not "explain how delete works". */
const orders =
  /(?:^|[.!?;:\n]\s*|[-*]\s+|\b(?:and|then|please|also|to|must|should|now|finally)\s+)(?:delete|drop|wipe|destroy|purge|push|force-push|deploy|publish|release|send|post|e-?mail|mail|message|tweet|merge|upload|pay|order|buy|purchase|refund|transfer|grant|revoke|rotate|migrate|install|kill)\b/i;
const secretPlaces =
  /(?:^|[\s"'`(/~\\])\.(?:env|ssh|aws|netrc|npmrc|kube)\b|\bid_(?:rsa|ed25519)\b|\/etc\/shadow\b|\bkeychain\b|\b(?:read|print|show|collect|list|copy|get|find)\s+(?:all\s+)?(?:the\s+)?(?:credentials|secrets|passwords|tokens|api keys)\b/i;
const strongCommands =
  /\bsudo\s|\brm\s+-\w*[rf]|\|\s*(?:ba|z)?sh\b|--force\b|\bproduction\b|\bprod\s+(?:database|cluster|server|environment)\b/i;

/** A delegate is gated like its parent. What it is told still may ask for more than that. */
export function judgeDelegate(prompt: string, name: string | undefined): Act[] {
  const target = name ?? "a sub-agent";
  if (
    tellsToSkipPeople(prompt) ||
    /\bbypass|auto-?approve|\byolo\b/i.test(prompt) ||
    namesApprovalSwitch(prompt.replace(/countersign/gi, ""))
  )
    return [act("starts-unsupervised-agent", { target })];
  if (tellsToSendSecrets(prompt)) return [act("starts-agent", { target }), act("sends-secret", { target })];
  if (secretInText(prompt)) return [act("starts-agent", { target }), act("contains-secret", { target })];
  const acts = orders.test(prompt) || secretPlaces.test(prompt) || strongCommands.test(prompt);
  return [act(acts ? "starts-agent" : "starts-helper", { target })];
}

/** Text that a person may paste into a terminal without looking again. */
export function judgeClipboard(content: string, place: Place, parsers: Parsers): Act[] {
  if (secretInText(content)) return [act("contains-secret", { target: "the clipboard" })];
  const hidden = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(
    content.replaceAll("\r\n", "\n"),
  );
  const lines = content.length < 2000 ? judgeLine("bash", content, place, parsers) : [];
  return hidden || lines.some((found) => found.grade === "deny" && found.rule !== "cannot-be-judged")
    ? [act("hidden-command", { target: "the clipboard" })]
    : [act("edits-in-editor")];
}
