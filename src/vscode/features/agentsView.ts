import { type Disposable, l10n, workspace } from "vscode";
import { agents } from "../../agents/catalogue.ts";
import { resolvable } from "../../agents/resolvable.ts";
import { ungatedAgents } from "../../agents/ungated.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import type { LastingGrant } from "../../core/gate/grants.ts";
import type { Drift } from "../driftStore.ts";
import { type AgentsEmpty, views } from "../ids.ts";
import { type AgentView, agentsTree } from "../model/agentsTree.ts";
import type { LastingView } from "../model/lastingGroup.ts";
import { ungatedGroup } from "../model/ungatedTree.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { Disposables } from "../platform/disposable.ts";
import { shortDay } from "../platform/shortDay.ts";
import { createNodeView } from "../platform/treeView.ts";
import { isTrusted, onTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";

/** Those that cannot be held and whose permissions are not known either; the others have their own entry. */
const others = ungatedAgents.filter(({ id }) => !resolvable.some((agent) => agent.id === id));

/** The "Agents" view: every agent, its gate, and what it may really do here. */
export function registerAgentsView({ command, contextKeys, drift, gate, permissions }: Services): Disposable {
  const owned = new Disposables();
  const tree = owned.add(createNodeView(views.agents));

  function refresh(): void {
    const found = permissions.all();
    const several = (workspace.workspaceFolders?.length ?? 0) > 1;
    const shown = found.map((agent) => ({
      permissions: agent.permissions,
      gate: gate.agentGate(agent.permissions.agent),
      limits: agents.find(({ id }) => id === agent.permissions.agent)?.limits ?? [],
      lasting: lastingOf(agent.permissions.agent, gate.lasting()),
      ...driftOf(agent, drift.all()),
      ...(several ? { folder: agent.folder.name } : {}),
    }));
    tree.show(shown.length === 0 ? [] : [...agentsTree(shown, l10n.t), ungatedGroup(others, l10n.t)]);
    tree.view.message = isTrusted()
      ? ""
      : l10n.t("Restricted Mode: shown as it would be once you trust this workspace.");
    contextKeys.set("countersign.agentsEmpty", emptiness());
  }

  function emptiness(): AgentsEmpty {
    if (permissions.all().length > 0) return "";
    if (!workspace.workspaceFolders?.length) return "noFolder";
    if (permissions.state === "ready") return "noAgents";
    return permissions.state;
  }

  owned.add(permissions.onDidChange(refresh));
  owned.add(drift.onDidChange(refresh));
  owned.add(gate.onDidChange(refresh));
  owned.add(workspace.onDidChangeWorkspaceFolders(refresh));
  owned.add(onTrusted(refresh));
  owned.add(command("countersign.refreshAgents", () => permissions.refresh()));
  owned.add(
    command("countersign.takeBack", ({ subject }) => {
      if (subject?.grant !== undefined) gate.takeBack(subject.grant);
    }),
  );
  refresh();
  return owned;
}

function lastingOf(agent: string, all: readonly LastingGrant[]): readonly LastingView[] {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
  return all
    .filter((grant) => grant.agent === agent)
    .map(({ id, scope, call, until }) => ({
      ...{ id, scope, until: time.format(new Date(until)) },
      summary: summarizeCall(call, 100),
    }));
}

function driftOf({ agent, folder }: FolderPermissions, all: readonly Drift[]): Pick<AgentView, "drift"> {
  const found = all.find(({ where }) => where.agent.id === agent.id && where.folder.name === folder.name);
  if (!found) return {};
  const { path, time, differs } = found;
  return { drift: { title: agent.title, path, day: shortDay(time), differs } };
}
