/** What changed in what an agent may do, for a person at a terminal. What loosens comes first. */
import { safeLine } from "../../core/display/sanitize.ts";
import { effectWords } from "../../core/model/effect.ts";
import type { Grant } from "../../core/model/permission.ts";
import { isEmpty, type PermissionDifference } from "../../core/permissions/difference.ts";
import { type Style, table } from "../style.ts";
import { type Folders, jsonProvenance, provenanceText } from "./provenance.ts";

export function differenceText(title: string, changes: PermissionDifference, folders: Folders, style: Style): string {
  if (isEmpty(changes)) return `${style.bold(safeLine(title))}  nothing changed\n`;
  const words = (list: PermissionDifference["gained"]) => list.map((effect) => effectWords[effect].verb).join(", ");
  const said = (grant: Grant | undefined) => grant?.decision ?? "no rule";
  const rows = changes.grants
    .toSorted((a, b) => Number(b.loosens) - Number(a.loosens))
    .map(({ tool, specifier, before, after, loosens }) => [
      "   ",
      loosens ? style.bad("looser") : "stricter",
      safeLine(specifier === undefined ? tool : `${tool}(${specifier})`),
      `${said(before)} → ${said(after)}`,
      style.dim(provenanceText((after ?? before)?.source ?? { layer: "default", text: "" }, folders)),
    ]);
  const { mode, gained, lost, servers, delegates } = changes;
  return [
    `${style.bold(safeLine(title))}\n`,
    mode ? `  mode ${safeLine(mode.before)} → ${safeLine(mode.after)}\n` : "",
    gained.length > 0 ? `  ${style.bad("Without asking now")}: ${words(gained)}\n` : "",
    lost.length > 0 ? `  No longer without asking: ${words(lost)}\n` : "",
    rows.length > 0 ? table(rows) : "",
    ...servers.map(
      ({ name, before, after }) => `    server ${safeLine(name)}: ${before ?? "not there"} → ${after ?? "gone"}\n`,
    ),
    ...delegates.added.map((name) => `    may start ${safeLine(name)}\n`),
    ...delegates.removed.map((name) => `    may no longer start ${safeLine(name)}\n`),
  ].join("");
}

/** The same as data: what decides, with one-based lines. */
export function differenceJson({ grants, ...rest }: PermissionDifference) {
  const side = (grant: Grant | undefined) =>
    grant && { decision: grant.decision, source: jsonProvenance(grant.source) };
  return {
    ...rest,
    grants: grants.map((change) => ({ ...change, before: side(change.before), after: side(change.after) })),
  };
}
