import { countOf, type DiffHunk, lineDiff } from "../../core/display/lineDiff.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { AgentPermissions, Grant } from "../../core/model/permission.ts";
import type { DiffPart, DiffRow, ListPart, Mark, Page, TablePart } from "../../core/pages/page.ts";
import {
  difference,
  type GrantChange,
  isEmpty,
  loosens,
  type PermissionDifference,
} from "../../core/permissions/difference.ts";
import { sheetsOf } from "./permissionSheet.ts";
import { decisionTitles, toolWords } from "./permissionWords.ts";
import { provenanceWords } from "./provenance.ts";
import { effectList } from "./words.ts";

/** What the two sides are, in words: "abc1234, 3 Nov 2026 · Let agents push". */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** What one agent may do at two times: what got looser first, in words, then both sides as one diff. */
export function permissionDiffPage(
  before: AgentPermissions,
  after: AgentPermissions,
  sides: Sides,
  t: Translate,
): Page {
  const changes = difference(before, after);
  const nothing = isEmpty(changes);
  const [looser, other] = [true, false].map((is) => changes.grants.filter((change) => change.loosens === is));
  return {
    title: t("{0}: what it may do, before and after", after.title),
    mark: markOf(changes, nothing, t),
    lead: [
      t("Before: {0}", sides.before),
      t("After: {0}", sides.after),
      ...(nothing ? [t("Nothing changed in what it may do.")] : []),
      ...effectLines(changes, t),
    ],
    parts: nothing
      ? []
      : [
          grantsPart(t("Looser than before"), looser ?? [], t("Nothing got looser."), t),
          grantsPart(t("Stricter than before, or only said anew"), other ?? [], t("Nothing got stricter."), t),
          aroundPart(changes, t),
          sheetPart(before, after, t),
        ],
  };
}

function markOf(changes: PermissionDifference, nothing: boolean, t: Translate): Mark {
  if (nothing) return { text: t("no change"), tone: "plain" };
  return loosens(changes) ? { text: t("looser"), tone: "warn" } : { text: t("not looser"), tone: "good" };
}

function effectLines({ gained, lost }: PermissionDifference, t: Translate): string[] {
  return [
    ...(gained.length > 0 ? [t("Without asking it may now also: {0}.", effectList(gained, t, 20))] : []),
    ...(lost.length > 0 ? [t("Without asking it may no longer: {0}.", effectList(lost, t, 20))] : []),
  ];
}

function grantsPart(title: string, changes: readonly GrantChange[], empty: string, t: Translate): TablePart {
  const titles = decisionTitles(t);
  const said = (grant: Grant | undefined) => (grant ? titles[grant.decision] : t("nothing is said of it"));
  return {
    kind: "table",
    title,
    head: [t("Tool"), t("What it does"), t("Before"), t("After"), t("Decided by")].map((text) => ({ text })),
    rows: changes.map((change) => {
      const by = change.after ?? change.before;
      return {
        cells: [
          toolWords(change),
          effectList(change.effects, t),
          said(change.before),
          said(change.after),
          by ? provenanceWords(by.source, t) : "",
        ],
        ...(change.loosens ? { tone: "warn" as const } : {}),
      };
    }),
    empty,
  };
}

function aroundPart({ servers, delegates, mode }: PermissionDifference, t: Translate): ListPart {
  const states = {
    enabled: t("starts with the agent"),
    "needs-approval": t("waits for approval"),
    disabled: t("switched off"),
  } as const;
  const state = (name: string | undefined) =>
    name === undefined ? t("not configured") : (states[name as keyof typeof states] ?? name);
  const name = (text: string) => safeShort(text, 60);
  return {
    kind: "list",
    title: t("Around it"),
    items: [
      ...(mode ? [{ text: t("Mode: {0} → {1}", name(mode.before), name(mode.after)) }] : []),
      ...servers.map((one) => ({
        text: t("MCP server {0}: {1} → {2}", name(one.name), state(one.before), state(one.after)),
      })),
      ...delegates.added.map((one) => ({ text: t("It may now start the agent {0}", name(one)) })),
      ...delegates.removed.map((one) => ({ text: t("It may no longer start the agent {0}", name(one)) })),
    ],
    empty: t("Mode, servers and delegates are as they were."),
  };
}

/** Both sides as lines: what a person sees at a glance, and hears as "added" and "removed". */
function sheetPart(before: AgentPermissions, after: AgentPermissions, t: Translate): DiffPart {
  const [old, now] = sheetsOf(before, after, t);
  const hunks = lineDiff(old, now);
  const { added, removed } = countOf(hunks);
  return {
    kind: "diff",
    title: t("All of it, line by line"),
    folder: "",
    state: `+${added} −${removed}`,
    notes: [],
    lines: hunks.flatMap(hunkRows),
  };
}

function hunkRows({ oldStart, oldLines, newStart, newLines, lines }: DiffHunk): DiffRow[] {
  let [old, now] = [oldStart, newStart];
  const head: DiffRow = { sign: "@", text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@` };
  return [
    head,
    ...lines.map(({ sign, text }): DiffRow => {
      if (sign === "-") return { sign, text, old: old++ };
      if (sign === "+") return { sign, text, now: now++ };
      return { sign, text, old: old++, now: now++ };
    }),
  ];
}
