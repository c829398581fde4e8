import { commands, type Disposable, l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from "vscode";
import { extensionId } from "../../core/identity.ts";
import { type CommandId, views, walkthroughId } from "../ids.ts";
import { gateIcon, gateWords } from "../model/agentGate.ts";
import { run } from "../platform/commands.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Services } from "../services.ts";
import { focusDecision } from "./decisionPanel.ts";

interface StatusItem extends QuickPickItem {
  readonly command?: CommandId;
}

/** Stop, resume, status, and the small commands that only open something. */
export function registerControl(services: Services): Disposable {
  const { command, gate, log, notify } = services;
  const owned = new Disposables();
  owned.add(
    command("countersign.stopAll", () => {
      gate.stopAll();
      log.warn("All agents are stopped by the person.");
      return notify.tell({
        kind: "info",
        message: l10n.t("All agents are stopped. Every action is denied until you resume."),
      });
    }),
  );
  owned.add(
    command("countersign.resume", () => {
      gate.resume();
      log.warn("Agents are resumed by the person.");
      notify.tell({ kind: "info", message: l10n.t("Agents may ask again. What was denied stays denied.") });
    }),
  );
  owned.add(
    command("countersign.goToDecision", () => {
      if (!focusDecision()) notify.tell({ kind: "info", message: l10n.t("No decision is waiting beside its change.") });
    }),
  );
  owned.add(command("countersign.showStatus", () => showStatus(services)));
  owned.add(command("countersign.showLog", () => log.show()));
  owned.add(
    command("countersign.openWalkthrough", () =>
      commands.executeCommand("workbench.action.openWalkthrough", `${extensionId}#${walkthroughId}`, false),
    ),
  );
  return owned;
}

/** Each agent with its gate, then what can be done about it. */
async function showStatus(services: Services): Promise<void> {
  await services.permissions.known();
  const picked = await window.showQuickPick<StatusItem>([...agentItems(services), ...actionItems(services)], {
    title: l10n.t("Countersign"),
    placeHolder: l10n.t("Who is held by the gate, and what you can do"),
    matchOnDescription: true,
  });
  if (picked?.command) await run(picked.command);
  else if (picked) await commands.executeCommand(`${views.agents}.focus`);
}

function agentItems({ gate, permissions }: Services): StatusItem[] {
  const seen = new Set<string>();
  return permissions.all().flatMap(({ permissions: { agent, title } }): StatusItem[] => {
    if (seen.has(agent)) return [];
    seen.add(agent);
    const state = gate.agentGate(agent);
    const words = gateWords(state, l10n.t);
    return [
      { label: title, description: words.short, detail: words.long, iconPath: new ThemeIcon(gateIcon(state).name) },
    ];
  });
}

function actionItems({ gate, permissions }: Services): StatusItem[] {
  const isBroken = permissions.all().some(({ permissions: { agent } }) => gate.brokenWays(agent).length > 0);
  const item = (label: string, icon: string, command: CommandId): StatusItem => ({
    label,
    iconPath: new ThemeIcon(icon),
    command,
  });
  return [
    { label: l10n.t("Actions"), kind: QuickPickItemKind.Separator },
    gate.stopped
      ? item(l10n.t("Resume Agents"), "debug-continue", "countersign.resume")
      : item(l10n.t("Stop All Agents"), "stop-circle", "countersign.stopAll"),
    ...(isBroken ? [item(l10n.t("Repair the Gate"), "wrench", "countersign.repairGate")] : []),
    item(l10n.t("Install Gate"), "shield", "countersign.installGate"),
    item(l10n.t("Show Audit"), "history", "countersign.showAudit"),
    item(l10n.t("Show Log"), "output", "countersign.showLog"),
  ];
}
