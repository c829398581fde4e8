import type { Translate } from "../../core/display/translate.ts";
import type { GrantScope } from "../../core/gate/grants.ts";
import type { Subject, TreeNode } from "./treeNode.ts";

/** One answer that lasts, as the person gave it. */
export interface LastingView {
  readonly id: string;
  readonly scope: GrantScope;
  /** The call it was given for, safe to show. */
  readonly summary: string;
  /** The time at which it ends at the latest. */
  readonly until: string;
}

/** What a person allowed an agent for a task or a session: it ends by itself, and can be taken back here. */
export function lastingGroup(all: readonly LastingView[], parent: string, of: Subject, t: Translate): TreeNode[] {
  if (all.length === 0) return [];
  const id = `${parent}/lasting`;
  const label = t("Allowed for now");
  return [
    {
      id,
      label,
      description: String(all.length),
      icon: { name: "clock" },
      tooltip: [label, t("You allowed it for a task or a session. It is taken back at the end, or here at once.")],
      spoken: `${label}, ${all.length}`,
      expanded: true,
      children: all.map((grant): TreeNode => {
        const words = grant.scope === "task" ? t("for this task") : t("for this session");
        const ends = t("{0}, until {1} at the latest", words, grant.until);
        return {
          id: `${id}/${grant.id}`,
          label: grant.summary,
          description: ends,
          icon: { name: "clock" },
          tooltip: [grant.summary, ends],
          spoken: `${grant.summary}, ${ends}`,
          contextValue: "lasting",
          subject: { ...of, grant: grant.id },
        };
      }),
    },
  ];
}
