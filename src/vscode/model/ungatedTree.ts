import type { Translate } from "../../core/display/translate.ts";
import type { TreeNode } from "./treeNode.ts";

/** An agent that cannot be held; src/agents/ungated.ts has them. */
export interface Ungated {
  readonly id: string;
  readonly title: string;
  readonly facts: { readonly version: string; readonly date: string };
  readonly why: string;
  readonly instead: string;
}

/** The last entry of the "Agents" view: who acts here without being held, and what to do about it. */
export function ungatedGroup(agents: readonly Ungated[], t: Translate): TreeNode {
  const label = t("Agents that cannot be held");
  const description = String(agents.length);
  return {
    id: "ungated",
    label,
    description,
    icon: { name: "circle-slash" },
    tooltip: [label, t("Countersign does not see what they do.")],
    spoken: `${label}, ${description}`,
    children: agents.map((agent) => ungatedNode(agent, t)),
  };
}

function ungatedNode({ id, title, facts, why, instead }: Ungated, t: Translate): TreeNode {
  const seen = t("Looked at: {0}, {1}.", facts.version, facts.date);
  return {
    id: `ungated/${id}`,
    label: title,
    description: why,
    icon: { name: "circle-large-outline" },
    tooltip: [title, t("Not protected: {0}", why), instead, seen],
    spoken: `${title}. ${t("Not protected: {0}", why)} ${instead}`,
    children: [
      {
        id: `ungated/${id}/instead`,
        label: instead,
        icon: { name: "lightbulb" },
        tooltip: [instead, seen],
        spoken: instead,
      },
    ],
  };
}
