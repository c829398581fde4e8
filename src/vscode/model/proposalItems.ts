import type { Compiled, Refused } from "../../agents/languages/compile.ts";
import type { Dropped } from "../../agents/languages/dropped.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Grant } from "../../core/model/permission.ts";
import type { Wish } from "../../core/permissions/wish.ts";
import type { PolicyWishes } from "../../core/policy/wishes.ts";
import { toolWords } from "./permissionWords.ts";
import { opens, provenanceWords } from "./provenance.ts";
import type { SourcePlace } from "./treeNode.ts";

/** What is proposed for one agent's file, with everything that does not become a rule. */
export interface Proposal {
  readonly title: string;
  readonly compiled: Compiled;
  /** Rules of the policy that no agent's language can say. */
  readonly left?: PolicyWishes["left"];
  readonly dropped?: Dropped;
  /** Acts that the audit does not tell in full. */
  readonly untold?: number;
}

/** One line of the report below a proposal. */
export interface ReportItem {
  readonly section: string;
  readonly label: string;
  readonly detail?: string;
  readonly opens?: SourcePlace;
}

/** Everything about proposals that their diff does not say: nothing is left out or dropped in silence. */
export function reportItems(proposals: readonly Proposal[], t: Translate): ReportItem[] {
  return proposals.flatMap((proposal) => {
    const several = proposals.length > 1;
    const items = itemsOf(proposal, t);
    return several ? items.map((item) => ({ ...item, section: `${proposal.title}: ${item.section}` })) : items;
  });
}

function itemsOf({ compiled, left = [], dropped, untold = 0 }: Proposal, t: Translate): ReportItem[] {
  const { kept, vain, stricter } = compiled;
  return [
    ...kept.map(({ wish, note }) => item(t("Becomes a rule"), wish, note ?? wish.from, t)),
    ...vain.map((one) => refused(t("Not written, it would have no effect"), one, t)),
    ...compiled.left.map((one) => refused(t("Cannot be said in its language"), one, t)),
    ...left.map(({ rule, why }) => ({
      section: t("Cannot be said in any agent's language"),
      label: safeShort(rule, 80),
      detail: safeShort(why, 200),
    })),
    ...stricter.map((one) => refused(t("Stays stricter by another rule"), one, t)),
    ...(dropped?.gone ?? []).map((grant) => granted(t("No longer runs without asking"), grant, t)),
    ...(dropped?.others ?? []).map((grant) => granted(t("Still runs by another file"), grant, t)),
    ...(untold === 0
      ? []
      : [{ section: t("Not told in full"), label: t("{0} acts: no rule is made of them", untold) }]),
  ];
}

/** How much of each there is, in one line. */
export function proposalSummary(proposals: readonly Proposal[], t: Translate): string {
  const count = (of: (one: Proposal) => number) => proposals.reduce((sum, one) => sum + of(one), 0);
  const out = count(({ compiled, left = [] }) => compiled.left.length + compiled.vain.length + left.length);
  const gone = count(({ dropped }) => dropped?.gone.length ?? 0);
  const kept = count(({ compiled }) => compiled.kept.length);
  const rules = kept === 1 ? t("1 rule") : t("{0} rules", kept);
  return [
    rules,
    ...(out === 0 ? [] : [t("left out: {0}", out)]),
    ...(gone === 0 ? [] : [t("no longer without asking: {0}", gone)]),
  ].join(" · ");
}

export function wishWords({ decision, kind, text }: Wish, t: Translate): string {
  const kinds = {
    command: t("command"),
    edit: t("change of"),
    read: t("reading"),
    fetch: t("address"),
    server: t("tool of a server"),
  };
  const words = { allow: t("runs"), ask: t("asks"), deny: t("denied") };
  return `${words[decision]}: ${kinds[kind]} ${safeShort(text, 80)}`;
}

function item(section: string, wish: Wish, detail: string, t: Translate): ReportItem {
  return { section, label: wishWords(wish, t), detail: safeShort(detail, 200) };
}

function refused(section: string, { wish, why, by }: Refused, t: Translate): ReportItem {
  const where = by?.path === undefined ? "" : ` (${provenanceWords(by, t)})`;
  return { ...item(section, wish, `${why}${where}`, t), ...(by ? opens(by) : {}) };
}

function granted(section: string, grant: Grant, t: Translate): ReportItem {
  return { section, label: toolWords(grant), detail: provenanceWords(grant.source, t), ...opens(grant.source) };
}
