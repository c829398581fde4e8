/** What a change of settings does to the approvals of agents, and what it starts. */

import { holdsBack, loosening } from "./loosening.ts";
import { added, type ConfigFormat, formatOf, noSettings, readSettings, type Settings } from "./read.ts";
import { isHarmlessSetting, startsSomething } from "./starting.ts";

/** A change of one text: what was there before, as far as it is known, and what is there then. */
export interface Change {
  readonly before?: string | undefined;
  readonly after: string;
}

export type Effect =
  /** Approvals, trust or protection go, for more than one declared task. */
  | "loosens"
  /** One declared command, tool, folder or host no longer asks. */
  | "loosens-one"
  /** Something is named that starts or is reached without a question. */
  | "starts"
  /** Nothing that is known to act. */
  | "inert"
  /** Only looks, formats, words. */
  | "harmless"
  /** Not all of it can be read. */
  | "unclear";

/** @param name the file's path in lower case: its ending tells the format. */
export function settingsEffect({ before, after }: Change, name: string): Effect {
  const format = formatOf(name);
  const now = readSettings(after, format);
  const earlier = before === undefined ? noSettings : readSettings(before, format);
  const fresh = added(earlier, now);
  const reaches = fresh.map(loosening);
  if (reaches.includes("wide") || added(now, earlier).some(holdsBack)) return "loosens";
  if (!now.isWhole && format !== "text") return unclearEffect(after);
  if (format === "text" && namesApprovalSwitch(after)) return "loosens";
  if (reaches.includes("narrow")) return "loosens-one";
  if (fresh.some(startsSomething)) return "starts";
  if (!now.isWhole) return "unclear";
  return fresh.every(isHarmlessSetting) ? "harmless" : "inert";
}

/** Text that is not well-formed may still be read in part. A description of a removal is not the removal's opposite. */
function unclearEffect(text: string): Effect {
  if (/^\s*(?:removes?|deletes?|drops?|without)\b/i.test(text)) return "unclear";
  if (namesApprovalSwitch(text)) return "loosens";
  return /server|command|hook|executable|mcp|proxy|url|path/i.test(text) ? "starts" : "unclear";
}

/** Approval switches met in text that is not well-formed settings: a fragment, a filter program, a script. */
const switchNames =
  /(?:auto_?-?approve|autoreplytoprompts|enableallprojectmcpservers|bypasspermissions|dangerously-?_?\w*|skipdangerous\w*|disableallhooks|danger-full-access|alwaysallow|bypassapprovals|autoconfirm|\byolo\b|trustdialogaccepted|allowautomatictasks)|approval_?policy\W+never|trust\.enabled\W+false|blockdetectedfilewrites\W+never|proxystrictssl\W+false|verifysignature\W+false|sandbox\W+false|defaultmode\W+(?:acceptedits|dontask|auto)|turns? (?:it |the guard )?off|\bcountersign\b/i;

export function namesApprovalSwitch(text: string): boolean {
  return switchNames.test(text);
}

/** True when settings given as data loosen something. */
export function loosensApprovals(value: unknown): boolean {
  return readWhole(JSON.stringify(value) ?? "", "json").entries.some((entry) => loosening(entry) !== undefined);
}

function readWhole(text: string, format: ConfigFormat): Settings {
  return readSettings(text, format);
}
