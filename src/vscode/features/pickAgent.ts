import { l10n, type QuickPickItem, window } from "vscode";
import type { TreeNode } from "../model/treeNode.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import type { Notice } from "../platform/notify.ts";
import type { Services } from "../services.ts";

export interface AgentWanted {
  readonly title: string;
  readonly placeholder?: string;
  /** The node a command was started from. */
  readonly node?: TreeNode | undefined;
  suits?(agent: FolderPermissions): boolean;
}

/** Why there is no agent to speak of. */
export function noAgents({ state }: Services["permissions"]): Notice {
  return state === "failed"
    ? { kind: "warning", message: l10n.t("What agents may do could not be read. The log says why.") }
    : { kind: "info", message: l10n.t("Open a folder first: permissions are those of an agent in a folder.") };
}

/** The agent a node of the tree speaks of, or the one a person picks: those on this machine first. */
export async function pickAgent(
  { permissions, notify }: Pick<Services, "permissions" | "notify">,
  { title, placeholder, node, suits = () => true }: AgentWanted,
): Promise<FolderPermissions | undefined> {
  const all = (await permissions.known()).filter(suits);
  const { subject } = node ?? {};
  if (subject) {
    return all.find(
      ({ agent, folder }) => agent.id === subject.agent && (subject.folder ?? folder.name) === folder.name,
    );
  }
  if (all.length === 0) {
    notify.tell(noAgents(permissions));
    return undefined;
  }
  const several = new Set(all.map(({ folder }) => folder.name)).size > 1;
  const items = all
    .toSorted((a, b) => Number(b.permissions.installed) - Number(a.permissions.installed))
    .map((one): QuickPickItem & { readonly one: FolderPermissions } => {
      const where = several ? [one.folder.name] : [];
      const here = one.permissions.installed ? [] : [l10n.t("not found on this machine")];
      return { label: one.permissions.title, description: [...where, ...here].join(" · "), one };
    });
  return (await window.showQuickPick(items, { title, placeHolder: placeholder ?? "", matchOnDescription: true }))?.one;
}
