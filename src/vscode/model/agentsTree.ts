import type { Limit } from "../../agents/agent.ts";
import { proposable } from "../../agents/nativeRules.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import { breaksRuleOfTwo } from "../../core/permissions.ts";
import { delegatesGroup, skillsGroup } from "./actorNodes.ts";
import { credentialsGroup, ineffectiveGroup, limitsGroup, problemsGroup, serversGroup } from "./agentBelongings.ts";
import type { AgentGate } from "./agentGate.ts";
import { gateIcon, gateWords } from "./agentGate.ts";
import { type DriftFacts, driftNode } from "./driftWords.ts";
import { grantGroups } from "./grantGroups.ts";
import { type LastingView, lastingGroup } from "./lastingGroup.ts";
import { opens, provenanceWords } from "./provenance.ts";
import { ruleOfTwoParts } from "./ruleOfTwoWords.ts";
import type { TreeNode } from "./treeNode.ts";

/** One agent in one workspace folder. `folder` is its name, given only when there are several folders. */
export interface AgentView {
  readonly permissions: AgentPermissions;
  readonly gate: AgentGate;
  /** Where the gate ends with this agent. */
  readonly limits?: readonly Limit[];
  /** What a person allowed for a while. */
  readonly lasting?: readonly LastingView[];
  /** The policy that was written into its rules. */
  readonly drift?: DriftFacts;
  readonly folder?: string;
}

/** The "Agents" view: agent, then what it may do by decision and effect, then the rest that makes it risky. */
export function agentsTree(agents: readonly AgentView[], t: Translate): TreeNode[] {
  const isHere = ({ permissions, gate }: AgentView) =>
    permissions.installed || (gate.kind !== "notGated" && gate.kind !== "cannotBeHeld");
  const elsewhere = agents.filter((agent) => !isHere(agent));
  return [
    ...agents.filter(isHere).map((agent) => agentNode(agent, t)),
    ...(elsewhere.length === 0 ? [] : [notFound(elsewhere, t)]),
  ];
}

/** Agents that are neither on the machine nor held: one closed entry, so that they do not hide the others. */
function notFound(agents: readonly AgentView[], t: Translate): TreeNode {
  const label = t("Not found on this machine");
  const description = String(agents.length);
  return {
    id: "not-found",
    label,
    description,
    icon: { name: "search" },
    spoken: `${label}, ${description}`,
    children: agents.map((agent) => ({ ...agentNode(agent, t), expanded: false })),
  };
}

function agentNode({ permissions, gate, limits, lasting, drift, folder }: AgentView, t: Translate): TreeNode {
  const id = `${folder ?? ""}/${permissions.agent}`;
  const subject = { agent: permissions.agent, ...(folder === undefined ? {} : { folder }) };
  const state = gateWords(gate, t);
  const description = [folder, state.short].filter((part) => part !== undefined).join(" · ");
  const ruleOfTwo = ruleOfTwoNode(permissions, id, t);
  const children = [
    ...cannotBeHeldNode(gate, id, t),
    ...(breaksRuleOfTwo(permissions) ? [ruleOfTwo] : []),
    ...lastingGroup(lasting ?? [], id, subject, t),
    ...grantGroups(permissions.grants, id, t),
    ...(drift ? [driftNode(drift, id, t)] : []),
    ...serversGroup(permissions.servers, id, subject, t),
    ...delegatesGroup(permissions.delegates, id, t),
    ...skillsGroup(permissions.skills ?? [], id, t),
    ...credentialsGroup(permissions.credentials, id, t),
    ...ineffectiveGroup(permissions.ineffective, id, t),
    ...problemsGroup(permissions.problems, id, t),
    ...limitsGroup(limits ?? [], id, t),
    ...(breaksRuleOfTwo(permissions) ? [] : [ruleOfTwo]),
    modeNode(permissions, id, t),
    provenNode(permissions, id, t),
  ];
  return {
    id,
    label: permissions.title,
    description,
    icon: gateIcon(gate),
    tooltip: [permissions.title, state.long],
    spoken: `${permissions.title}, ${description}. ${state.long}`,
    contextValue: `agent.${gate.kind}${proposable().includes(permissions.agent) ? ".tightenable" : ""}`,
    subject,
    expanded: true,
    children,
  };
}

/** Said first: what stands below it is what the agent's own settings say, and nothing else holds it. */
function cannotBeHeldNode(gate: AgentGate, id: string, t: Translate): TreeNode[] {
  if (gate.kind !== "cannotBeHeld") return [];
  const label = t("Countersign cannot hold it");
  return [
    {
      id: `${id}/cannot-be-held`,
      label,
      description: gate.why,
      icon: { name: "circle-slash", color: "list.warningForeground" },
      tooltip: [label, gate.why, gate.instead],
      spoken: `${label}: ${gate.why}`,
      expanded: true,
      children: [
        {
          id: `${id}/instead`,
          label: gate.instead,
          icon: { name: "lightbulb" },
          tooltip: [gate.instead],
          spoken: gate.instead,
        },
      ],
    },
  ];
}

/** Meta's Rule of Two: outside text in, sensitive access, acts outward. All three without a person is the worst case, and said first. */
function ruleOfTwoNode({ ruleOfTwo }: AgentPermissions, id: string, t: Translate): TreeNode {
  const has = ruleOfTwoParts(ruleOfTwo, t);
  const broken = has.length === 3;
  const label = broken ? t("Rule of Two: all three without a person") : t("Rule of Two: {0} of 3", has.length);
  const advice = broken
    ? t("This agent {0}, and nobody is asked in between. Take away one of the three.", has.join(", "))
    : t(
        "Outside text, sensitive access and acting outward: an agent should have at most two of them without a person.",
      );
  return {
    id: `${id}/rule-of-two`,
    label,
    ...(has.length === 0 ? {} : { description: has.join(", ") }),
    icon: broken ? { name: "warning", color: "list.warningForeground" } : { name: "pass" },
    tooltip: [label, advice],
    spoken: has.length === 0 ? label : `${label}: ${has.join(", ")}`,
  };
}

function modeNode({ mode }: AgentPermissions, id: string, t: Translate): TreeNode {
  const name = safeShort(mode.name, 40);
  const from = provenanceWords(mode.source, t);
  return {
    id: `${id}/mode`,
    label: t("Mode: {0}", name),
    description: from,
    icon: { name: "settings" },
    tooltip: [t("Mode: {0}", name), from],
    spoken: t("Mode {0}, {1}", name, from),
    ...opens(mode.source),
  };
}

function provenNode(permissions: AgentPermissions, id: string, t: Translate): TreeNode {
  const version = safeShort(permissions.factsVersion, 40);
  const label = permissions.installed ? t("Known version: {0}", version) : t("Not found on this machine");
  const note = t(
    "How this agent merges its settings was observed on version {0} ({1}). Other versions are not proven.",
    version,
    permissions.factsDate,
  );
  return {
    id: `${id}/proven`,
    label,
    description: permissions.installed ? t("other versions are not proven") : t("shown as {0} would act", version),
    icon: { name: "info" },
    tooltip: [label, note],
    spoken: `${label}. ${note}`,
  };
}
