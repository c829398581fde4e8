import type { AuditRecord, GrantRecord } from "../../core/audit/record.ts";
import { headingOf } from "../../core/display/heading.ts";
import { grantWords, outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { WaitingCall } from "../../core/gate/outcome.ts";
import type { NodeIcon, TreeNode } from "./treeNode.ts";
import { type Unexplained, unexplainedGroup } from "./unexplainedTree.ts";
import { effectList } from "./words.ts";

export interface ActivityView {
  readonly waiting: readonly WaitingCall[];
  /** Newest first. */
  readonly recent: readonly AuditRecord[];
  /** What a person allowed for longer than once, or took back, newest first. */
  readonly grants?: readonly GrantRecord[];
  /** What is older than the recent ones can be listed, only be searched, or is not there. */
  readonly older?: "more" | "search" | "none";
  readonly stopped: boolean;
  /** What nothing recorded explains, newest first. */
  readonly unexplained?: readonly Unexplained[];
  /** What the recent ones are narrowed to, in words; not there: they are all. */
  readonly filter?: string;
  /** The name of an agent as people know it. */
  agentTitle(agent: string): string;
  /** A time as the person reads it. */
  clock(iso: string): string;
}

/** The "Activity" view: what waits, then what was decided. Each opens its record. */
export function activityTree(view: ActivityView, t: Translate): TreeNode[] {
  return [
    ...stoppedNode(view, t),
    ...waitingGroup(view, t),
    ...recentGroup(view, t),
    ...unexplainedGroup(view.unexplained ?? [], view.clock, t),
  ];
}

function stoppedNode({ stopped }: ActivityView, t: Translate): TreeNode[] {
  if (!stopped) return [];
  const label = t("All agents are stopped");
  return [
    {
      id: "stopped",
      label,
      description: t("every action is denied until you resume"),
      icon: { name: "stop-circle", color: "list.errorForeground" },
      spoken: label,
    },
  ];
}

function waitingGroup({ waiting, agentTitle }: ActivityView, t: Translate): TreeNode[] {
  if (waiting.length === 0) return [];
  const children = waiting.map((held): TreeNode => {
    const label = headingOf(summarizeCall(held.call, 100), held.call.cwd);
    const agent = safeShort(agentTitle(held.call.agent), 40);
    return {
      id: `waiting/${held.id}`,
      label,
      description: agent,
      icon: { name: "bell-dot", color: "list.warningForeground" },
      tooltip: [summarizeCall(held.call, 400)],
      spoken: t("Waiting: {0}, {1}", agent, label),
      opensRecord: `waiting/${held.id}`,
    };
  });
  const label = t("Waiting for you");
  return [
    {
      id: "waiting",
      label,
      description: String(waiting.length),
      icon: { name: "bell" },
      spoken: `${label}, ${waiting.length}`,
      expanded: true,
      children,
    },
  ];
}

function recentGroup(view: ActivityView, t: Translate): TreeNode[] {
  if (view.recent.length === 0 && !view.filter) return [];
  const label = t("Decided");
  return [
    {
      id: "decided",
      label,
      ...(view.filter ? { description: narrowed(view, view.filter, t) } : {}),
      icon: { name: view.filter ? "filter" : "history" },
      spoken: view.filter ? `${label}, ${narrowed(view, view.filter, t)}` : label,
      expanded: true,
      children: [...recentNodes(view, t), ...olderNode(view, t)],
    },
  ];
}

/** Decisions, and between them what a person allowed for longer than once or took back. */
function recentNodes(view: ActivityView, t: Translate): TreeNode[] {
  const decided = view.recent.map((record) => ({ seq: record.seq, node: recordNode(record, view, t) }));
  const granted = (view.grants ?? []).map((record) => ({ seq: record.seq, node: grantNode(record, view, t) }));
  return [...decided, ...granted].sort((one, other) => other.seq - one.seq).map(({ node }) => node);
}

function grantNode(record: GrantRecord, { agentTitle, clock }: ActivityView, t: Translate): TreeNode {
  const words = grantWords(record, clock, t);
  const agent = safeShort(agentTitle(record.agent ?? ""), 40);
  const label = headingOf(safeShort(record.note ?? "", 120), undefined);
  return {
    id: `record/${record.seq}`,
    label,
    description: [words, agent, clock(record.time)].join(" · "),
    icon: record.step === "granted" ? { name: "unlock", color: "list.warningForeground" } : { name: "lock" },
    tooltip: [label, safeShort(record.user ?? "", 80)].filter(Boolean),
    spoken: t("{0}: {1}, {2}, {3}", words, label, agent, clock(record.time)),
    opensRecord: `record/${record.seq}`,
  };
}

/** The last row: the log is longer than a list that anybody reads. */
function olderNode({ older = "none" }: ActivityView, t: Translate): TreeNode[] {
  if (older === "none") return [];
  const label = older === "more" ? t("Show Older…") : t("Search What Is Older…");
  const runs = older === "more" ? "countersign.showOlder" : "countersign.searchAudit";
  return [{ id: "older", label, icon: { name: older === "more" ? "ellipsis" : "search" }, spoken: label, runs }];
}

function narrowed({ recent }: ActivityView, filter: string, t: Translate): string {
  return recent.length === 0 ? t("none: {0}", filter) : t("only: {0}", filter);
}

function recordNode(record: AuditRecord, { agentTitle, clock }: ActivityView, t: Translate): TreeNode {
  const agent = safeShort(agentTitle(record.agent), 40);
  const outcome = outcomeWords(record, t);
  const label = headingOf(safeShort(record.summary, 120), record.workspace ?? record.cwd);
  const effects = record.effects.length > 0 ? t("Would {0}", effectList(record.effects, t, 6)) : "";
  return {
    id: `record/${record.seq}`,
    label,
    description: [outcome, agent, clock(record.time)].join(" · "),
    icon: outcomeIcon(record),
    tooltip: [label, effects, ...record.reasons.slice(0, 4).map((reason) => safeShort(reason.message, 200))].filter(
      Boolean,
    ),
    spoken: t("{0}: {1}, {2}, {3}", outcome, label, agent, clock(record.time)),
    ...(record.verdict === "ask" ? { contextValue: "record.asked" } : {}),
    opensRecord: `record/${record.seq}`,
  };
}

function outcomeIcon({ decision, decidedBy }: AuditRecord): NodeIcon {
  if (decision === "allow") {
    return decidedBy === "person" ? { name: "check", color: "testing.iconPassed" } : { name: "check" };
  }
  return decidedBy === "nobody"
    ? { name: "circle-slash", color: "list.warningForeground" }
    : { name: "circle-slash", color: "list.errorForeground" };
}
