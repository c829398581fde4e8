import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { type Effect, effectWords, irreversibleOrOutward } from "../../core/model/effect.ts";
import type { Grant } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { effectIcons } from "./effectIcons.ts";
import { opens, provenanceWords } from "./provenance.ts";
import { stableIds } from "./stableIds.ts";
import type { NodeIcon, TreeNode } from "./treeNode.ts";
import { mostSeriousFirst } from "./words.ts";

interface Group {
  readonly decision: Decision;
  readonly title: string;
  readonly icon: NodeIcon;
  readonly expanded: boolean;
}

/** "Runs without asking", "Asks", "Denied": each by effect, each effect by tool or rule. */
export function grantGroups(grants: readonly Grant[], parent: string, t: Translate): TreeNode[] {
  const groups: readonly Group[] = [
    {
      decision: "allow",
      title: t("Runs without asking"),
      icon: { name: "play", color: "list.warningForeground" },
      expanded: true,
    },
    { decision: "ask", title: t("Asks"), icon: { name: "question" }, expanded: false },
    { decision: "deny", title: t("Denied"), icon: { name: "circle-slash" }, expanded: false },
  ];
  return groups.flatMap((group) => {
    const members = grants.filter((grant) => grant.decision === group.decision);
    return members.length > 0 ? [groupNode(group, members, `${parent}/${group.decision}`, t)] : [];
  });
}

function groupNode(group: Group, grants: readonly Grant[], id: string, t: Translate): TreeNode {
  const effects = mostSeriousFirst(grants.flatMap((grant) => grant.effects));
  const count = grants.length === 1 ? t("1 rule") : t("{0} rules", grants.length);
  const withoutEffect = grants.filter((grant) => grant.effects.length === 0);
  return {
    id,
    label: group.title,
    description: count,
    icon: group.icon,
    spoken: `${group.title}, ${count}`,
    expanded: group.expanded,
    children: [...effects.map((effect) => effectNode(effect, grants, id, t)), ...harmlessNode(withoutEffect, id, t)],
  };
}

function effectNode(effect: Effect, grants: readonly Grant[], parent: string, t: Translate): TreeNode {
  const members = grants.filter((grant) => grant.effects.includes(effect));
  const id = `${parent}/${effect}`;
  const label = capital(t(effectWords[effect].verb));
  const serious = irreversibleOrOutward.has(effect);
  return {
    id,
    label,
    description: toolNames(members),
    icon: serious ? { name: effectIcons[effect], color: "list.warningForeground" } : { name: effectIcons[effect] },
    tooltip: [
      t(effectWords[effect].explanation),
      ...(serious ? [t("Others can see it, or it cannot be taken back.")] : []),
    ],
    spoken: t("{0}: {1}", label, toolNames(members, 100)),
    children: grantNodes(members, id, t),
  };
}

function grantNodes(grants: readonly Grant[], parent: string, t: Translate): TreeNode[] {
  const ids = stableIds(parent, grants, ({ tool, specifier }) =>
    specifier === undefined ? tool : `${tool}(${specifier})`,
  );
  return grants.map((grant, index) => grantNode(grant, ids[index] ?? parent, t));
}

/** Tools that touch nothing outside the conversation, kept together so that they do not hide the others. */
function harmlessNode(grants: readonly Grant[], parent: string, t: Translate): TreeNode[] {
  if (grants.length === 0) return [];
  const id = `${parent}/none`;
  const label = t("Without an effect");
  return [
    {
      id,
      label,
      description: toolNames(grants),
      icon: { name: "circle-small" },
      spoken: t("{0}: {1}", label, toolNames(grants, 100)),
      children: grantNodes(grants, id, t),
    },
  ];
}

function toolNames(grants: readonly Grant[], limit = 3): string {
  const names = [...new Set(grants.map((grant) => safeShort(grant.tool, 40)))];
  return names.length > limit ? `${names.slice(0, limit).join(", ")}, …` : names.join(", ");
}

/** One rule or default, with what it beat. It opens the line that decided. */
function grantNode(grant: Grant, id: string, t: Translate): TreeNode {
  const tool = safeShort(grant.tool, 60);
  const label = grant.specifier ? `${tool}(${safeShort(grant.specifier, 60)})` : tool;
  const by = provenanceWords(grant.source, t);
  const from = grant.byName ? t("{0} · effects by its name", by) : by;
  const beaten = grant.overrides.map((loser) =>
    t("Beats {0} ({1})", safeShort(loser.text, 80), provenanceWords(loser, t)),
  );
  return {
    id,
    label,
    description: from,
    icon: { name: grant.source.path === undefined ? "circle-outline" : "go-to-file" },
    tooltip: [
      safeShort(grant.source.text, 200),
      t("Decided by {0}", by),
      ...(grant.note ? [safeShort(grant.note, 300)] : []),
      ...beaten,
    ],
    spoken: t("{0}, decided by {1}", label, from),
    ...opens(grant.source),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
