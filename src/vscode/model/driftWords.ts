import type { Refused } from "../../agents/languages/compile.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { wishWords } from "./proposalItems.ts";
import { opens, provenanceWords } from "./provenance.ts";
import { stableIds } from "./stableIds.ts";
import type { TreeNode } from "./treeNode.ts";

/** What became of a policy that was written into an agent's own rules. */
export interface DriftFacts {
  readonly title: string;
  readonly path: string;
  /** The day it was written, as the person reads it. */
  readonly day: string;
  readonly differs: readonly Refused[];
}

/** "Claude Code: 2 rules differ since 12 Nov", or that they still hold. */
export function driftWords({ title, day, differs }: DriftFacts, t: Translate): string {
  if (differs.length === 0) return t("{0}: holds since {1}", title, day);
  if (differs.length === 1) return t("{0}: 1 rule differs since {1}", title, day);
  return t("{0}: {1} rules differ since {2}", title, differs.length, day);
}

/** One rule of the policy that the agent's own rules no longer keep. */
export function differenceWords({ wish, why, by }: Refused, t: Translate): string {
  const where = by?.path === undefined ? "" : ` (${provenanceWords(by, t)})`;
  return `${wishWords(wish, t)}: ${safeShort(why, 200)}${where}`;
}

/** The node below an agent. Each difference opens the line that is in the way. */
export function driftNode(facts: DriftFacts, parent: string, t: Translate): TreeNode {
  const id = `${parent}/drift`;
  const { day, differs, path } = facts;
  const label = differs.length === 0 ? t("Policy in its rules") : t("Policy not kept");
  const description = differs.length === 0 ? t("written {0}", day) : t("differs in {0} since {1}", differs.length, day);
  const ids = stableIds(id, differs, ({ wish }) => `${wish.kind}/${wish.text}`);
  return {
    id,
    label,
    description,
    icon: differs.length === 0 ? { name: "law" } : { name: "law", color: "list.warningForeground" },
    tooltip: [driftWords(facts, t), safeShort(path, 200)],
    spoken: `${label}, ${description}`,
    children: differs.map((one, index): TreeNode => {
      const words = differenceWords(one, t);
      return {
        id: ids[index] ?? id,
        label: wishWords(one.wish, t),
        description: safeShort(one.why, 120),
        icon: { name: "diff" },
        tooltip: [words, t("Rule of your policy: {0}", safeShort(one.wish.from, 80))],
        spoken: words,
        ...(one.by ? opens(one.by) : { opens: { path } }),
      };
    }),
    ...(differs.length === 0 ? { opens: { path } } : {}),
  };
}
