/**
 * Rules about sites also hold for commands that fetch: for the addresses with http:// or https:// in the words of curl
 * and wget, also within `sh -c`. Qwen Code 0.24.4, tried on 2026-11-26: an address without its scheme is none.
 */
import { type CommandLine, type Segment, withoutAssignments } from "../../core/permissions/shellSegments.ts";
import { matches, type Rule } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";

export interface SiteRules {
  /** Rules that hold for the line. */
  readonly certain: readonly Rule[];
  /** Rules that may hold: a program is started by another one. */
  readonly possible: readonly Rule[];
}

export function siteRules({ segments }: CommandLine, settings: QwenSettings): SiteRules {
  const careful = settings.rules.filter(({ list, tool }) => list !== "allow" && tool === "web_fetch");
  const speaking = (found: readonly Segment[]) => {
    const hosts = found.flatMap(({ text }) => hostsIn(text));
    return careful.filter((rule) => hosts.some((host) => matches(rule, { tool: "web_fetch", host }, settings)));
  };
  if (careful.length === 0) return { certain: [], possible: [] };
  const fetching = segments.filter((segment) => fetches.test(withoutAssignments(segment)));
  const others = segments.filter((segment) => !fetching.includes(segment) && /\b(?:curl|wget)\b/.test(segment.text));
  return { certain: speaking(fetching), possible: speaking(others) };
}

const fetches = /^(?:(?:ba|z)?sh\s+-c\s+["']?)?(?:curl|wget)\s/;

function hostsIn(text: string): readonly string[] {
  const found = text.matchAll(/https?:\/\/(?:[^\s/@'"]*@)?([\w.-]+)/gi);
  return [...found].map(([, host = ""]) => host.toLowerCase());
}
