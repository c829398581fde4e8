/** Those that act for an agent: its sub-agents and skills, each with what it may really do and the line that decides. */
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Acting, Delegate, Grant, Provenance, SkillAllowance } from "../../core/model/permission.ts";
import { type Decision, decisions } from "../../core/model/verdict.ts";
import { group } from "./agentBelongings.ts";
import { opens, provenanceWords } from "./provenance.ts";
import { stableIds } from "./stableIds.ts";
import type { NodeIcon, TreeNode } from "./treeNode.ts";
import { effectList } from "./words.ts";

export function delegatesGroup(delegates: readonly Delegate[], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/delegates`;
  const ids = stableIds(id, delegates, ({ name }) => name);
  return group(
    id,
    t("Delegates"),
    "organization",
    delegates.map((delegate, index) => delegateNode(delegate, ids[index] ?? id, t)),
  );
}

/** Skills and commands that change what is asked, each in the turn in which it is in use. */
export function skillsGroup(skills: readonly SkillAllowance[], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/skills`;
  const ids = stableIds(id, skills, ({ name }) => name);
  return group(
    id,
    t("Skills and commands"),
    "book",
    skills.map((skill, index) => skillNode(skill, ids[index] ?? id, t)),
  );
}

function delegateNode(delegate: Delegate, id: string, t: Translate): TreeNode {
  const name = safeShort(delegate.name, 60);
  const { acting } = delegate;
  const description = acting ? actingWords(acting, t) : listedWords(delegate, t);
  return {
    id,
    label: name,
    description,
    icon: acting?.closed?.outcome === "unreachable" ? { name: "circle-slash" } : { name: "person-add" },
    tooltip: [
      name,
      description,
      t("Defined in {0}", provenanceWords(delegate.source, t)),
      ...delegate.tools.slice(0, 20).map((tool) => safeShort(tool, 80)),
    ],
    spoken: t("Delegate {0}, {1}", name, description),
    ...withChildren(acting ? actingNodes(acting, id, t) : []),
    ...opens(delegate.source),
  };
}

function skillNode(skill: SkillAllowance, id: string, t: Translate): TreeNode {
  const { name, source, tools, acting } = skill;
  const label = safeShort(name, 60);
  const description = skillWords(skill, t);
  return {
    id,
    label,
    description,
    icon: { name: "book" },
    tooltip: [
      label,
      description,
      ...(tools.length === 0 ? [] : [t("Its file allows, while it is in use:")]),
      ...tools.slice(0, 20).map((tool) => safeShort(tool, 80)),
    ],
    spoken: t("Skill {0}, {1}", label, description),
    ...withChildren(acting ? actingNodes(acting, id, t) : []),
    ...opens(source),
  };
}

function withChildren(children: readonly TreeNode[]): Pick<TreeNode, "children"> {
  return children.length === 0 ? {} : { children };
}

/** Without a resolver: what its file lists. */
function listedWords({ effects, inheritsAll }: Delegate, t: Translate): string {
  const may = effects.length > 0 ? t("may {0}", effectList(effects, t)) : t("no effect known");
  return inheritsAll ? t("inherits every tool · {0}", may) : may;
}

function actingWords({ grants, without, closed }: Acting, t: Translate): string {
  if (closed) return closed.outcome === "unknown" ? t("what it may do is not known") : t("cannot be started");
  const effectsOf = (decision: Decision) =>
    grants.filter((grant) => grant.decision === decision).flatMap(({ effects }) => effects);
  const free = effectsOf("allow");
  const asked = effectsOf("ask").filter((effect) => !free.includes(effect));
  const words = [
    ...(free.length > 0 ? [t("without asking: {0}", effectList(free, t))] : []),
    ...(asked.length > 0 ? [t("asks: {0}", effectList(asked, t))] : []),
  ];
  if (words.length === 0) return t("can do nothing outside the conversation");
  return [...(without.length === 0 ? [t("has every tool")] : []), ...words].join(" · ");
}

function skillWords({ tools, acting }: SkillAllowance, t: Translate): string {
  const listed = safeShort(tools.join(", "), 120);
  if (!acting) return t("while in use, allows {0}", listed);
  const { closed, grants, without } = acting;
  if (closed) return closed.outcome === "unknown" ? t("what it changes is not known") : t("changes nothing");
  const named = (decision: "allow" | "ask" | "deny") => {
    const found = grants.filter((grant) => grant.decision === decision);
    const names = found.map(({ tool, specifier }) => (specifier === undefined ? tool : `${tool}(${specifier})`));
    return safeShort([...new Set(names)].join(", "), 120);
  };
  const words = [
    ...(named("allow") ? [t("while in use, allows {0}", named("allow"))] : []),
    ...(named("ask") ? [t("asks for {0}", named("ask"))] : []),
    ...(named("deny") ? [t("denies {0}", named("deny"))] : []),
    ...(without.length > 0
      ? [
          t(
            "takes away {0}",
            fewNames(
              without.flatMap(({ tools: gone }) => gone).map((tool) => safeShort(tool, 60)),
              t,
            ),
          ),
        ]
      : []),
  ];
  return words.length === 0 ? t("allows nothing that is not allowed already") : words.join(" · ");
}

/** What runs first, one row for all that the same line decides; then what it does not have, or why there is nothing to say. */
function actingNodes({ grants, without, closed }: Acting, parent: string, t: Translate): TreeNode[] {
  if (closed)
    return [
      ruleNode({ kind: "info", tools: [], source: closed.by }, safeShort(closed.by.text, 160), `${parent}/closed`, t),
    ];
  const rules: readonly Rule[] = [
    ...decisions.flatMap((decision) =>
      byRule(
        grants.filter((grant) => grant.decision === decision),
        decision,
      ),
    ),
    ...without.map((one): Rule => ({ ...one, kind: "gone" })),
  ];
  const ids = stableIds(parent, rules, ({ kind, source, tools }) => `${kind}/${source.text}/${tools[0] ?? ""}`);
  return rules.map((rule, index) => ruleNode(rule, answers(t)[rule.kind], ids[index] ?? parent, t));
}

type Kind = Decision | "gone";

const icons: Readonly<Record<Kind | "info", NodeIcon>> = {
  allow: { name: "play", color: "list.warningForeground" },
  ask: { name: "question" },
  deny: { name: "circle-slash" },
  gone: { name: "dash" },
  info: { name: "info" },
};

function answers(t: Translate): Readonly<Record<Kind, string>> {
  return { allow: t("runs without asking"), ask: t("asks"), deny: t("denied"), gone: t("not there") };
}

interface Rule {
  readonly kind: Kind;
  readonly tools: readonly string[];
  readonly specifier?: string;
  readonly source: Provenance;
}

function byRule(grants: readonly Grant[], kind: Decision): Rule[] {
  const found = new Map<string, Rule & { readonly tools: string[] }>();
  for (const { tool, specifier, source } of grants) {
    const key = JSON.stringify([source.path, source.line, source.text, specifier]);
    const rule = found.get(key) ?? { kind, tools: [], source, ...(specifier === undefined ? {} : { specifier }) };
    found.set(key, rule);
    rule.tools.push(tool);
  }
  return [...found.values()].map(({ tools, specifier, ...rule }) => {
    // A part of several tools is said once: it would push all else out of a narrow view.
    const [only, ...others] = tools;
    if (specifier === undefined) return { ...rule, tools };
    return others.length === 0 ? { ...rule, tools: [`${only}(${specifier})`] } : { ...rule, tools, specifier };
  });
}

/** It opens the line that decides. */
function ruleNode(
  { kind, tools, specifier, source }: Omit<Rule, "kind"> & { readonly kind: Kind | "info" },
  words: string,
  id: string,
  t: Translate,
): TreeNode {
  const from = provenanceWords(source, t);
  const names = tools.map((tool) => safeShort(tool, 60));
  const listed = fewNames(names, t);
  const part = specifier === undefined ? listed : `${listed} (${safeShort(specifier, 60)})`;
  const label = names.length === 0 ? words : part;
  const description = names.length === 0 ? from : `${words} · ${from}`;
  return {
    id,
    label,
    description,
    icon: icons[kind],
    tooltip: [safeShort(source.text, 200), t("Decided by {0}", from), ...names],
    spoken:
      names.length === 0 ? t("{0}, decided by {1}", words, from) : t("{0}: {1}, decided by {2}", label, words, from),
    ...opens(source),
  };
}

const maxNamed = 3;

function fewNames(names: readonly string[], t: Translate): string {
  if (names.length <= maxNamed + 1) return names.join(", ");
  return t("{0} and {1} more", names.slice(0, maxNamed).join(", "), names.length - maxNamed);
}
