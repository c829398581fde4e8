import { type Disposable, l10n, ProgressLocation, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import { type Compiled, compileWishes, withFile } from "../../agents/languages/compile.ts";
import { droppedBy } from "../../agents/languages/dropped.ts";
import { proposable, scopeOf, wishOf } from "../../agents/nativeRules.ts";
import type { Use, Uses } from "../../core/permissions/tighten.ts";
import { usesInAudit } from "../../node/auditUses.ts";
import type { Proposal } from "../model/proposalItems.ts";
import type { TreeNode } from "../model/treeNode.ts";
import { useItems } from "../model/useItems.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";
import { pickAgent } from "./pickAgent.ts";
import { propose } from "./propose.ts";
import { rulesPath } from "./rulesPath.ts";

const dayMs = 24 * 60 * 60_000;

/** "Tighten": the narrowest rules that keep what the audit shows an agent used, as a change that the person accepts. */
export function registerTighten(services: Services): Disposable {
  return services.command("countersign.tighten", (node) => tighten(node, services));
}

async function tighten(node: TreeNode | undefined, services: Services): Promise<void> {
  const { notify } = services;
  if (!isTrusted())
    return notify.tell({ kind: "info", message: l10n.t("Rules are written in a trusted workspace only.") });
  // What is changed is what the files say now, also when nobody has told of their last change yet.
  await services.permissions.refresh();
  const chosen = await pickAgent(services, {
    title: l10n.t("Tighten to What Was Used"),
    placeholder: l10n.t("Whose rules are tightened?"),
    node,
    suits: ({ agent }) => proposable().includes(agent.id),
  });
  if (!chosen) return;
  const since = await pickSince(chosen.agent.title);
  if (since === undefined) return;
  const uses = await readUses(chosen, since, services);
  if (!uses) return;
  const all = uses.all();
  if (all.length === 0) {
    const message = l10n.t(
      "The audit tells of nothing that {0} did here in that time, so nothing is proposed.",
      chosen.agent.title,
    );
    return notify.tell({ kind: "info", message });
  }
  const kept = await pickUses(all, chosen.agent.title);
  if (!kept) return;
  const proposal = proposalOf(kept, uses.untold(), chosen);
  if (!proposal) {
    const message = l10n.t("The file of {0}'s rules cannot be read, so it is left alone.", chosen.agent.title);
    return notify.tell({ kind: "warning", message });
  }
  await propose(l10n.t("Tighten {0} to what it used", chosen.agent.title), [proposal], services);
}

function proposalOf(kept: readonly Use[], untold: number, { agent, input }: FolderPermissions): Proposal | undefined {
  const path = rulesPath(agent.id, input);
  const options = { agent, wishes: kept.map(wishOf), input, only: true, ...(path === undefined ? {} : { path }) };
  const compiled: Compiled | undefined = compileWishes(options);
  if (!compiled) return undefined;
  const dropped = droppedBy(agent, input, withFile(input, compiled.path, compiled.after));
  return { title: agent.title, compiled, dropped, untold };
}

/** ISO 8601; "" for everything. */
async function pickSince(agent: string): Promise<string | undefined> {
  const before = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
  const items = [
    { label: l10n.t("Everything that is recorded"), since: "" },
    { label: l10n.t("The last 30 days"), since: before(30) },
    { label: l10n.t("The last 7 days"), since: before(7) },
  ];
  const placeHolder = l10n.t("From when on does it count what {0} used?", agent);
  return (await window.showQuickPick(items, { title: l10n.t("Tighten to What Was Used"), placeHolder }))?.since;
}

async function readUses(chosen: FolderPermissions, since: string, services: Services): Promise<Uses | undefined> {
  const { locations, notify } = services;
  const { agent, input } = chosen;
  const title = l10n.t("Reading what {0} used", agent.title);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const cancelled = () => token.isCancellationRequested;
      const wanted = { agent: agent.id, since, ...scopeOf(agent.id, input.place), cancelled };
      const found = await usesInAudit(locations.audit, wanted);
      if (cancelled()) return undefined;
      if ("uses" in found) return found.uses;
      const message = l10n.t("The audit does not hold, so nothing is proposed from it. Verify Audit says where.");
      notify.tell({ kind: "error", message });
      return undefined;
    },
  );
}

/** Undefined: it was left. What is unticked is asked again. */
async function pickUses(all: readonly Use[], agent: string): Promise<readonly Use[] | undefined> {
  const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
  const items = useItems(all, (iso) => date.format(new Date(iso)), l10n.t).map(
    (item): QuickPickItem & { readonly use?: Use } =>
      "use" in item ? { ...item, picked: true } : { label: item.label, kind: QuickPickItemKind.Separator },
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t("What {0} used", agent),
    placeHolder: l10n.t("Untick what it shall not keep; it is then asked about or refused"),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.flatMap(({ use }) => use ?? []);
}
