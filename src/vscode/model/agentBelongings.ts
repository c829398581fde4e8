import type { Limit } from "../../agents/agent.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type {
  AgentPermissions,
  AmbientCredential,
  IneffectiveRule,
  ServerPermissions,
  ServerTool,
} from "../../core/model/permission.ts";
import { opens, provenanceWords } from "./provenance.ts";
import { stableIds } from "./stableIds.ts";
import type { Subject, TreeNode } from "./treeNode.ts";
import { confirmationWords, effectList } from "./words.ts";

/** What an agent has around it: servers, delegates, credentials, and rules that do not do what they say. */
export function serversGroup(
  servers: readonly ServerPermissions[],
  parent: string,
  subject: Subject,
  t: Translate,
): TreeNode[] {
  const id = `${parent}/servers`;
  const ids = stableIds(id, servers, ({ name }) => name);
  return group(
    id,
    t("MCP servers"),
    "server-environment",
    servers.map((server, index) => serverNode(server, ids[index] ?? id, subject, t)),
  );
}

export function credentialsGroup(credentials: readonly AmbientCredential[], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/credentials`;
  const ids = stableIds(id, credentials, ({ kind, name }) => `${kind}/${name}`);
  const nodes = credentials.map(({ kind, name, path }, index): TreeNode => {
    const label = safeShort(name, 60);
    return {
      id: ids[index] ?? id,
      label,
      description: safeShort(kind, 60),
      icon: { name: "key" },
      tooltip: [t("Every action of this agent carries it without being asked."), safeShort(path, 200)],
      spoken: t("Credential {0}, {1}", label, safeShort(kind, 60)),
    };
  });
  return group(id, t("Ambient credentials"), "key", nodes);
}

export function ineffectiveGroup(rules: readonly IneffectiveRule[], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/ineffective`;
  const ids = stableIds(id, rules, ({ kind, source }) => `${kind}/${source.text}`);
  const words = { dead: t("has no effect"), shadowed: t("shadowed"), "over-broad": t("grants more than it reads") };
  const nodes = rules.map(({ kind, source, message }, index): TreeNode => {
    const label = safeShort(source.text, 80);
    return {
      id: ids[index] ?? id,
      label,
      description: `${words[kind]} · ${provenanceWords(source, t)}`,
      icon: { name: "warning", color: "list.warningForeground" },
      tooltip: [safeShort(message, 400)],
      spoken: `${label}, ${words[kind]}`,
      ...opens(source),
    };
  });
  return group(id, t("Rules that do not do what they say"), "warning", nodes);
}

export function problemsGroup(problems: AgentPermissions["problems"], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/problems`;
  const ids = stableIds(id, problems, ({ path, message }) => `${path}/${message}`);
  const nodes = problems.map((problem, index): TreeNode => {
    const label = safeShort(problem.message, 160);
    return {
      id: ids[index] ?? id,
      label,
      description: safeShort(problem.path.split(/[\\/]/).at(-1) ?? problem.path, 60),
      icon: { name: "error", color: "list.errorForeground" },
      tooltip: [label, safeShort(problem.path, 200)],
      spoken: label,
      opens: { path: problem.path },
    };
  });
  return group(id, t("Settings that could not be read"), "error", nodes);
}

/** What the gate cannot hold with this agent, why, and what to do instead: facts of ours, not of the workspace. */
export function limitsGroup(limits: readonly Limit[], parent: string, t: Translate): TreeNode[] {
  const id = `${parent}/limits`;
  const nodes = limits.map(({ id: name, what, why, instead }): TreeNode => {
    return {
      id: `${id}/${name}`,
      label: what,
      description: why,
      icon: { name: "info" },
      tooltip: [what, why, instead],
      spoken: `${what} ${why} ${instead}`,
    };
  });
  return group(id, t("What the gate cannot hold"), "shield", nodes);
}

function serverNode(server: ServerPermissions, id: string, of: Subject, t: Translate): TreeNode {
  const subject = { ...of, server: server.name };
  const name = safeShort(server.name, 60);
  const states = {
    enabled: t("starts with the agent"),
    "needs-approval": t("waits for approval"),
    disabled: t("switched off"),
  };
  const from = provenanceWords(server.source, t);
  const toolIds = stableIds(id, server.tools, (tool) => tool.name);
  return {
    id,
    label: name,
    description: `${states[server.state]} · ${from}`,
    icon: { name: "server" },
    tooltip: [name, states[server.state], from],
    spoken: t("MCP server {0}, {1}", name, states[server.state]),
    contextValue: "server",
    subject,
    children:
      server.tools.length > 0
        ? server.tools.map((tool, index) => toolNode(tool, toolIds[index] ?? id, subject, t))
        : [askNode(server, id, subject, t)],
    ...opens(server.source),
  };
}

/** Nothing is started by looking: only this item does, after it was shown what. */
function askNode({ source }: ServerPermissions, parent: string, subject: Subject, t: Translate): TreeNode {
  const label = t("Ask this server for its tools…");
  return {
    id: `${parent}/ask`,
    label,
    description: t("not known yet"),
    icon: { name: "question" },
    tooltip: [label, t("Shows what would be started or reached, and does it only when you say so.")],
    spoken: label,
    subject,
    runs: "countersign.askServer",
    ...opens(source),
  };
}

function toolNode(tool: ServerTool, id: string, subject: Subject, t: Translate): TreeNode {
  const name = safeShort(tool.name, 60);
  const isByName = tool.path === undefined;
  const can = tool.effects.length > 0 ? t("can {0}", effectList(tool.effects, t)) : t("effects not known");
  const confirmed = isByName ? t("by its name") : confirmationWords({ confirmed: tool.confirmed }, t);
  const untold =
    tool.untold === undefined ? [] : [t("whether it is asked is not known: {0}", safeShort(tool.untold, 160))];
  return {
    id,
    label: name,
    description: `${can} · ${confirmed}`,
    icon: { name: "tools" },
    tooltip: [name, can, confirmed, ...untold],
    spoken: [t("Tool {0}, {1}, {2}", name, can, confirmed), ...untold].join(", "),
    contextValue: "tool",
    subject: { ...subject, tool: tool.name },
    ...opens(tool),
  };
}

/** Nothing where there is none. */
export function group(id: string, label: string, icon: string, children: readonly TreeNode[]): TreeNode[] {
  if (children.length === 0) return [];
  return [
    {
      id,
      label,
      description: String(children.length),
      icon: { name: icon },
      spoken: `${label}, ${children.length}`,
      children,
    },
  ];
}
