/** What was used, as wishes for an agent's own rules, and the part of its file that they come to. */

import type { Place } from "../core/permissions/input.ts";
import { relativeTo } from "../core/permissions/paths.ts";
import type { Proposal, Use } from "../core/permissions/tighten.ts";
import type { Wish } from "../core/permissions/wish.ts";
import { languageOf, languages } from "./languages/catalogue.ts";

/** Undefined: no language of that agent is known here. */
export function proposeRules(agent: string, uses: readonly Use[], place: Place): Proposal | undefined {
  const language = languageOf(agent);
  if (!language) return undefined;
  const written = uses.map((use) => ({
    use,
    wish: wishOf(use),
    written: plainUse(use) ?? language.write(wishOf(use), place),
  }));
  const kept = written.flatMap(({ use, wish, written: one }) => ("rule" in one ? [{ use, wish, rule: one.rule }] : []));
  return {
    file: language.file,
    text: language.put("", kept, true) ?? "",
    kept: kept.map(({ use }) => use),
    inexpressible: written.flatMap(({ use, written: one }) => ("why" in one ? [{ use, why: one.why }] : [])),
  };
}

/** A use, to be kept exactly as it was. */
export function wishOf({ kind, what, decision, count, first, last }: Use): Wish {
  const [begin, end] = [first.slice(0, 10), last.slice(0, 10)];
  const from = `used ${count === 1 ? "once" : `${count} times`}, ${begin === end ? begin : `${begin} to ${end}`}`;
  return { kind, text: what, exact: true, decision, from };
}

/** A file of the workspace holds rules for what is done there; one of the user holds them for everything. */
export function scopeOf(agent: string, place: Place): { readonly workspace?: string } {
  const { workspace, platform } = place;
  const path = languageOf(agent)?.path(place);
  if (workspace === undefined || path === undefined) return {};
  return relativeTo(workspace, path, platform) === undefined ? {} : { workspace };
}

export const proposable = (): readonly string[] => languages.map(({ agent }) => agent);

/** A sign that some language takes for a pattern would grant more than was used. */
function plainUse({ what }: Use): { readonly why: string } | undefined {
  if (/^[\w./:=@,+ \\-]+$/.test(what)) return undefined;
  return { why: "it has signs that a rule would read as a pattern or as the end of the rule" };
}
