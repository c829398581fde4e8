import { type Disposable, l10n, StatusBarAlignment, ThemeColor, window } from "vscode";
import { type StatusFacts, statusWords } from "../model/statusWords.ts";
import { Disposables } from "../platform/disposable.ts";
import { restartWords } from "../review/faultWords.ts";
import type { Services } from "../services.ts";

/** One item: how many agents are gated and how many actions wait. Coloured only when the gate is off or broken. */
export function registerStatusBar({ gate, notify, permissions, review }: Services): Disposable {
  const owned = new Disposables();
  const item = owned.add(window.createStatusBarItem("countersign.status", StatusBarAlignment.Left, 10));
  item.name = l10n.t("Countersign gate");
  item.command = "countersign.showStatus";

  function refresh(): void {
    const agents = [...new Set(permissions.all().map(({ permissions: agent }) => agent.agent))];
    const facts: StatusFacts = {
      state: gate.state,
      stopped: gate.stopped,
      waiting: gate.waiting().length,
      gates: agents.map((agent) => gate.agentGate(agent)),
      review: review.health,
    };
    const words = statusWords(facts, l10n.t);
    item.text = `$(${words.icon}) ${words.text}`;
    item.tooltip = words.tooltip;
    item.accessibilityInformation = { label: `Countersign: ${words.tooltip}` };
    item.backgroundColor = words.warn ? new ThemeColor("statusBarItem.warningBackground") : undefined;
  }

  owned.add(gate.onDidChange(refresh));
  owned.add(permissions.onDidChange(refresh));
  owned.add(
    review.onDidChangeHealth(({ state, last }) => {
      refresh();
      if (state === "restarting" && last) notify.tell({ kind: "warning", message: restartWords(last) });
    }),
  );
  refresh();
  item.show();
  return owned;
}
