import type { DocumentFacts } from "../discover/facts.ts";
import type { Workspace } from "../discover/join.ts";
import { sameItems } from "../discover/sameItems.ts";
import type { Finding } from "../model/finding.ts";
import type { Rule, RuleScope, WorkspaceContext } from "./rule.ts";

/** What all rules say of a document, by place. The same list as the last time when nothing of it changed. */
export type Judge = (document: DocumentFacts, workspace: Workspace, today: string | undefined) => readonly Finding[];

/** A finding with the number of its rule: of several at one place the first rule speaks first. */
interface Said {
  readonly order: number;
  readonly finding: Finding;
}

/** What was said of a document, and from what it was concluded. */
interface Memory {
  today: string | undefined;
  readonly document: readonly Said[];
  reach: readonly Said[];
  neighbours: readonly object[];
  workspace: readonly Said[];
  all: readonly Finding[];
}

/**
 * A judge that remembers. A rule about one document runs once for each state of it, a rule about what agents reach
 * when those change, and only rules that look at everything run each time.
 */
export function createJudge(rules: readonly Rule[]): Judge {
  const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));
  const numbered = rules.map((rule, order) => ({ rule, order }));
  const of = (scope: RuleScope) => numbered.filter(({ rule }) => rule.scope === scope);
  const byScope = { document: of("document"), reach: of("reach"), workspace: of("workspace") };
  const ask = (scope: RuleScope, context: WorkspaceContext): readonly Said[] =>
    byScope[scope].flatMap(({ rule, order }) => rule.findings(context).map((finding): Said => ({ order, finding })));
  const memories = new WeakMap<DocumentFacts, Memory>();

  return (document, workspace, today) => {
    if (saysNothing(document)) return nothing;
    const context = { document, workspace, reach: workspace, today, ruleIds };
    const neighbours = neighboursOf(document, workspace);
    const last = memories.get(document);
    const isCurrent = last?.today === today;
    const own = last && isCurrent ? last.document : ask("document", context);
    const isSameReach = last && isCurrent && sameItems(last.neighbours, neighbours);
    const reach = isSameReach ? last.reach : ask("reach", context);
    const wide = document.definitions.length + document.settings.length > 0 ? ask("workspace", context) : [];
    if (last && isSameReach && sameFindings(last.workspace, wide)) return last.all;
    const all = [...own, ...reach, ...wide]
      .toSorted((a, b) => a.finding.span.start - b.finding.span.start || a.order - b.order)
      .map(({ finding }) => finding);
    memories.set(document, { today, document: own, reach, neighbours, workspace: wide, all });
    return all;
  };
}

const nothing: readonly Finding[] = [];

/** Nearly every file of a repository. No rule says a word about it. */
export function saysNothing(document: DocumentFacts): boolean {
  const { definitions, permissionRules, settings, problems, prose, commands, suppressions, workflow } = document;
  return (
    workflow === undefined &&
    [definitions, permissionRules, settings, problems, prose, commands, suppressions].every((list) => !list?.length)
  );
}

/** Who reaches what of a document: all that a rule of the scope "reach" sees beside it. */
function neighboursOf({ definitions }: DocumentFacts, { toolsOf, agentsOf }: Workspace): readonly object[] {
  return definitions.flatMap((one): readonly object[] => {
    const others =
      (one.kind === "agent" ? toolsOf.get(one) : one.kind === "tool" ? agentsOf.get(one) : undefined) ?? [];
    return [one, ...others.map(({ definition }) => definition)];
  });
}

function sameFindings(a: readonly Said[], b: readonly Said[]): boolean {
  return (a.length === 0 && b.length === 0) || JSON.stringify(a) === JSON.stringify(b);
}
