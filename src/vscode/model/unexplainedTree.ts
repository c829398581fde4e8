import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { NodeIcon, TreeNode } from "./treeNode.ts";

export interface Unexplained {
  readonly id: number;
  readonly kind: "created" | "changed" | "deleted" | "command" | "ran-denied" | "ran-undecided";
  /** A path of the workspace as people read it, or the command. */
  readonly what: string;
  /** Absolute; undefined for a command. */
  readonly path?: string;
  /** ISO 8601. */
  readonly time: string;
}

/** What nothing recorded explains: folded away, since it is mostly the person's own doing in another program. */
export function unexplainedGroup(
  list: readonly Unexplained[],
  clock: (iso: string) => string,
  t: Translate,
): TreeNode[] {
  if (list.length === 0) return [];
  const label = t("Not explained");
  const children = list.map((one): TreeNode => {
    const what = safeShort(one.what, 120);
    const happened = words(one.kind, t);
    return {
      id: `unexplained/${one.id}`,
      label: what,
      description: `${happened} · ${clock(one.time)}`,
      icon: iconOf(one.kind),
      tooltip: [what, known(one.kind, t)],
      spoken: t("Not explained: {0}, {1}, {2}", what, happened, clock(one.time)),
      ...(one.path === undefined || one.kind === "deleted" ? {} : { opens: { path: one.path } }),
    };
  });
  return [
    {
      id: "unexplained",
      label,
      description: String(list.length),
      icon: { name: "question" },
      tooltip: [t("No recorded action explains these. They may well be yours, made in another program.")],
      spoken: `${label}, ${list.length}`,
      children,
    },
  ];
}

function iconOf(kind: Unexplained["kind"]): NodeIcon {
  if (kind === "ran-denied") return { name: "error", color: "list.errorForeground" };
  if (kind === "ran-undecided") return { name: "warning", color: "list.warningForeground" };
  return { name: kind === "command" ? "terminal" : "question" };
}

function words(kind: Unexplained["kind"], t: Translate): string {
  if (kind === "ran-denied") return t("ran although it was denied");
  if (kind === "ran-undecided") return t("ran without a decision");
  if (kind === "command") return t("ran in a terminal");
  if (kind === "created") return t("created");
  return kind === "deleted" ? t("deleted") : t("changed");
}

function known(kind: Unexplained["kind"], t: Translate): string {
  if (kind === "ran-denied")
    return t("The agent says that it ran this although it was denied. Its gate does not hold.");
  if (kind === "ran-undecided") {
    return t("The agent says that it ran this, and no decision is recorded. Its gate may not have been in place.");
  }
  return kind === "command"
    ? t(
        "It ran in a terminal that you were not in, and no agent's recorded action says so. Who started it is not known.",
      )
    : t(
        "No save, git, task or terminal of this editor explains it, and no agent's recorded action. Another program of yours, an extension or an agent may have done it: who is not known.",
      );
}
