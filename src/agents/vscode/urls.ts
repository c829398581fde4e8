/**
 * `chat.tools.urls.autoApprove`, read in VS Code's public source on 2026-11-26: where VS Code runs in a browser the tool
 * is not offered, so it was not seen. The first pattern that meets the address and speaks of the request decides; those
 * set out of the box come before the user's, and those before the workspace's. The answer is a question of its own,
 * asked before the model reads it, when the request has been made. Which patterns meet an address is compared with VS
 * Code's own function.
 */
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { urlDefaults } from "./editDefaults.ts";
import type { Judgement } from "./judge.ts";
import { entriesOf, type MapEntry, settingOf, type VsCodeSettings } from "./settings.ts";
import { meetsAddress, readAddress } from "./urlGlob.ts";

export function judgeUrl(url: string, settings: VsCodeSettings): Judgement {
  const filter = settingOf(settings, "chat.agent.networkFilter", false);
  if (filter.value !== false) return { decision: "unknown", by: filter.source };
  const entries = entriesOf(settings, "chat.tools.urls.autoApprove", urlDefaults);
  const request = decided("approveRequest", url, entries);
  if (request && "unsure" in request) return { decision: "unknown", by: request.unsure };
  if (!request?.approves) return trustedAnyway(url) ?? { decision: "ask", by: request?.entry.source ?? notApproved };
  const { source } = request.entry;
  const answer = decided("approveResponse", url, entries);
  const isFree = answer && "approves" in answer && answer.approves;
  return { decision: "allow", by: isFree ? source : { ...source, text: `${source.text}: ${answerAsked}` } };
}

const answerAsked = "the request is made without asking, and what it brings is asked about";

const notApproved = defaultProvenance(
  "fetch_webpage asks unless the address is approved, or the person has written it, or trusts its domain",
);

/**
 * Hosts that VS Code trusts by itself: their pages are fetched without asking, and what they bring is asked about. The
 * list is of the product's own file, which was not at hand.
 */
const trusted =
  /^(?:(?:.+\.)?(?:localhost|visualstudio\.com|microsoft\.com|gallerycdn\.vsassets\.io|github\.com|vscode\.dev|github\.dev)|127\.0\.0\.1|\[(?:0:){7}1\]|\[::1\]|aka\.ms|gh\.io|login\.microsoftonline\.com|portal\.azure\.com|(?:raw|avatars|private-user-images)\.githubusercontent\.com)(?::\d+)?$/;

function trustedAnyway(url: string): Judgement | undefined {
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  if (!trusted.test(host)) return undefined;
  return {
    decision: "unknown",
    by: defaultProvenance(`VS Code trusts ${host}: ${answerAsked}. That was read and not seen`),
  };
}

type Decided =
  | { readonly approves: boolean; readonly entry: MapEntry }
  | { readonly unsure: MapEntry["source"] }
  | undefined;

function decided(part: "approveRequest" | "approveResponse", url: string, entries: readonly MapEntry[]): Decided {
  const address = readAddress(url);
  for (const entry of entries) {
    const { key, value, source } = entry;
    const approves = typeof value === "object" && value !== null ? Reflect.get(value, part) : value;
    if (approves === undefined) continue;
    const met = address && meetsAddress(key, address);
    if (met === false) continue;
    if (met && typeof approves === "boolean") return { approves, entry };
    return { unsure: { ...source, text: `${source.text}: what comes of it was not seen` } };
  }
  return undefined;
}
