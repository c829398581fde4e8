import { type Disposable, l10n } from "vscode";
import { effectSheet } from "../model/effectSheet.ts";
import type { TreeNode } from "../model/treeNode.ts";
import type { Services } from "../services.ts";
import { pickAgent } from "./pickAgent.ts";
import { showSheets } from "./sheets.ts";

/** "Compare Two Agents": what each may do, by effect, beside one another. */
export function registerCompareAgents(services: Services): Disposable {
  return services.command("countersign.compareAgents", (node) => compare(node, services));
}

async function compare(node: TreeNode | undefined, services: Services): Promise<void> {
  const title = l10n.t("Compare Two Agents");
  const one = await pickAgent(services, { title, placeholder: l10n.t("The first agent"), node });
  if (!one) return;
  const other = await pickAgent(services, {
    title,
    placeholder: l10n.t("{0}, compared with…", one.agent.title),
    suits: ({ agent, folder }) => agent.id !== one.agent.id && folder.uri.toString() === one.folder.uri.toString(),
  });
  if (!other) return;
  const sheet = ({ permissions }: typeof one) =>
    effectSheet(permissions, services.gate.agentGate(permissions.agent), l10n.t);
  const names = l10n.t("{0} ↔ {1}", one.agent.title, other.agent.title);
  await showSheets(services, { title: names, left: sheet(one), right: sheet(other) });
}
