import { type Disposable, EventEmitter, l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import { isFiltering, type RecordFilter } from "../../core/audit/recordFilter.ts";
import { type FilterChoice, filterChoices, readFilter } from "../model/filterWords.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Services } from "../services.ts";

const stateKey = "activity.filter";

export interface ActivityFilter extends Disposable {
  readonly current: RecordFilter;
  readonly onDidChange: EventEmitter<void>["event"];
}

/** The filter of the Activity view: chosen in a list, remembered for this workspace. */
export function createActivityFilter(services: Services): ActivityFilter {
  const { command, context, contextKeys, gate } = services;
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  let current = readFilter(context.workspaceState.get(stateKey));

  async function set(filter: RecordFilter): Promise<void> {
    current = filter;
    contextKeys.set("countersign.activityFiltered", isFiltering(current));
    changed.fire();
    await context.workspaceState.update(stateKey, filter);
  }

  owned.add(
    command("countersign.filterActivity", async () => {
      const records = await services.readRecent(knownFrom);
      const agents = [...new Set([...records.map(({ agent }) => agent), ...(current.agent ? [current.agent] : [])])];
      const chosen = await window.showQuickPick(items(filterChoices(current, agents.sort(), gate.agentTitle, l10n.t)), {
        title: l10n.t("Show only what is…"),
        placeHolder: l10n.t("Choose again what is chosen to take it away"),
      });
      if (chosen?.choice) await set(chosen.choice.set);
    }),
  );
  owned.add(command("countersign.clearActivityFilter", () => set({})));
  contextKeys.set("countersign.activityFiltered", isFiltering(current));
  return {
    get current() {
      return current;
    },
    onDidChange: changed.event,
    dispose: () => owned.dispose(),
  };
}

/** Agents are offered that acted in so many of the last records. */
const knownFrom = 500;

interface Item extends QuickPickItem {
  readonly choice?: FilterChoice;
}

function items(choices: readonly FilterChoice[]): Item[] {
  const titles = { agent: l10n.t("Agent"), outcome: l10n.t("Outcome"), effect: l10n.t("Effect") };
  return (["agent", "outcome", "effect"] as const).flatMap((group): Item[] => [
    { label: titles[group], kind: QuickPickItemKind.Separator },
    ...choices
      .filter((choice) => choice.group === group)
      .map((choice) => ({ label: choice.chosen ? `$(check) ${choice.label}` : choice.label, choice })),
  ]);
}
