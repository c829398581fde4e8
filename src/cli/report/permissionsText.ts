/** What an agent may do, for a person at a terminal; what runs without asking comes first. */
import { safeLine } from "../../core/display/sanitize.ts";
import { effectWords, sortEffects } from "../../core/model/effect.ts";
import type { AgentPermissions, Delegate, Grant, SkillAllowance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { breaksRuleOfTwo, type EffectGroup, summarize } from "../../core/permissions.ts";
import { type Style, table } from "../style.ts";
import { type Folders, provenanceText } from "./provenance.ts";

export function permissionsText(permissions: AgentPermissions, folders: Folders, style: Style): string {
  const { title, installed, factsVersion, factsDate, mode } = permissions;
  const { runsWithoutAsking, asks, denied } = summarize(permissions);
  const known = `as observed in version ${factsVersion} on ${factsDate}${installed ? "" : "; not found on this machine"}`;
  return [
    `${style.bold(safeLine(title))}  ${style.dim(known)}\n`,
    `  mode  ${safeLine(mode.name)}  ${style.dim(provenanceText(mode.source, folders))}\n`,
    ruleOfTwoText(permissions, style),
    grantsText("Runs without asking", "allow", runsWithoutAsking, folders, style),
    grantsText("Asks first", "ask", asks, folders, style),
    grantsText("Refused", "deny", denied, folders, style),
    serversText(permissions, folders, style),
    section("Agents it may start", permissions.delegates, (delegate) => [
      safeLine(delegate.name),
      delegateText(delegate),
      style.dim(provenanceText(delegate.source, folders)),
    ]),
    section("What a skill or command changes while it is in use", permissions.skills ?? [], (skill) => [
      safeLine(skill.name),
      skillText(skill),
      style.dim(provenanceText(skill.source, folders)),
    ]),
    section("Credentials its actions carry", permissions.credentials, ({ kind, name, path }) => [
      kind,
      safeLine(name),
      style.dim(safeLine(path)),
    ]),
    section("Rules that do not do what they say", permissions.ineffective, (rule) => [
      rule.kind,
      safeLine(rule.source.text),
      `${safeLine(rule.message)} ${style.dim(provenanceText(rule.source, folders))}`,
    ]),
    section("Problems", permissions.problems, ({ path, message }) => [safeLine(path), safeLine(message)]),
  ].join("");
}

/** Where it was observed what its file comes to, that; otherwise what the file lists. */
function delegateText({ acting, inheritsAll, tools }: Delegate): string {
  if (!acting) return inheritsAll ? "inherits every tool" : tools.map(safeLine).join(", ") || "no tools";
  const { closed, grants } = acting;
  if (closed) return `${closed.outcome === "unknown" ? "not known" : "cannot be started"}: ${safeLine(closed.by.text)}`;
  const verbs = (decision: Decision) =>
    sortEffects(grants.filter((grant) => grant.decision === decision).flatMap(({ effects }) => effects))
      .map((effect) => effectWords[effect].verb)
      .join(", ");
  const words = [
    ["without asking", verbs("allow")],
    ["asks", verbs("ask")],
  ].flatMap(([title, found]) => (found ? [`${title}: ${found}`] : []));
  return words.join("; ") || "nothing with an effect";
}

function skillText({ acting, tools }: SkillAllowance): string {
  const listed = tools.map(safeLine).join(", ");
  const gone = (acting?.without ?? []).flatMap(({ tools: names }) => names.map(safeLine));
  if (gone.length > 0) return `${listed ? `allows ${listed}; ` : ""}takes away ${few(gone)}`;
  if (!acting?.closed) return listed;
  return `${listed} (${acting.closed.outcome === "unknown" ? "not known" : "no effect"}: ${safeLine(acting.closed.by.text)})`;
}

const maxNamed = 4;

function few(names: readonly string[]): string {
  if (names.length <= maxNamed + 1) return names.join(", ");
  return `${names.slice(0, maxNamed).join(", ")} and ${names.length - maxNamed} more`;
}

function section<T>(title: string, list: readonly T[], row: (item: T) => readonly string[]): string {
  return list.length === 0 ? "" : `  ${title}\n${table(list.map((item) => ["   ", ...row(item)]))}`;
}

function ruleOfTwoText(permissions: AgentPermissions, style: Style): string {
  const { untrusted, sensitive, outward } = permissions.ruleOfTwo;
  const legs = [
    ...(untrusted ? ["takes in outside text"] : []),
    ...(sensitive ? ["reaches what is sensitive"] : []),
    ...(outward ? ["acts outward"] : []),
  ];
  if (!breaksRuleOfTwo(permissions)) return "";
  return `  ${style.bad("Rule of Two broken")}: without a person it ${legs.join(", ")}\n`;
}

function grantsText(
  title: string,
  decision: Decision,
  groups: readonly EffectGroup[],
  folders: Folders,
  style: Style,
): string {
  if (groups.length === 0) return "";
  const rows = groups.flatMap(({ effect, grants }) =>
    unique(grants).map((grant, index) => [
      "   ",
      index === 0 ? (effect === undefined ? "no effect known" : effectWords[effect].verb) : "",
      grantName(grant),
      style.dim(provenanceText(grant.source, folders)),
    ]),
  );
  return `  ${style.decision(decision, title)}\n${table(rows)}`;
}

/** Equal lines say no more the second time. */
function unique(grants: readonly Grant[]): Grant[] {
  return [
    ...new Map(
      grants.map((grant) => [JSON.stringify([grantName(grant), grant.source.path, grant.source.line]), grant]),
    ).values(),
  ];
}

function grantName({ tool, specifier }: Grant): string {
  return safeLine(specifier === undefined ? tool : `${tool}(${specifier})`);
}

function serversText({ servers }: AgentPermissions, folders: Folders, style: Style): string {
  const rows = servers.flatMap((server) => [
    ["   ", safeLine(server.name), server.state, style.dim(provenanceText(server.source, folders))],
    ...server.tools.map((tool) => [
      "   ",
      `  ${safeLine(tool.name)}`,
      `confirmed: ${tool.confirmed}`,
      tool.effects.map((effect) => effectWords[effect].verb).join(", "),
    ]),
  ]);
  return rows.length === 0 ? "" : `  Servers\n${table(rows)}`;
}
