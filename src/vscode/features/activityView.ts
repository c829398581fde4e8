import { type Disposable, l10n } from "vscode";
import { type ActivityEmpty, views } from "../ids.ts";
import { activityTree } from "../model/activityTree.ts";
import { Disposables } from "../platform/disposable.ts";
import { createNodeView } from "../platform/treeView.ts";
import type { Services } from "../services.ts";

/** The "Activity" view: what waits for a person, then what was decided. */
export function registerActivityView({ contextKeys, gate }: Services): Disposable {
  const owned = new Disposables();
  const tree = owned.add(createNodeView(views.activity));
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

  function refresh(): void {
    const waiting = gate.waiting();
    const recent = gate.recent();
    tree.show(
      activityTree(
        {
          waiting,
          recent,
          stopped: gate.stopped,
          agentTitle: gate.agentTitle,
          clock: (iso) => time.format(new Date(iso)),
        },
        l10n.t,
      ),
    );
    tree.view.badge =
      waiting.length > 0 ? { value: waiting.length, tooltip: l10n.t("{0} waiting", waiting.length) } : undefined;
    contextKeys.set("countersign.activityEmpty", emptiness());
    contextKeys.set("countersign.stopped", gate.stopped);
    contextKeys.set("countersign.gateInstalled", gate.anyInstalled);
  }

  function emptiness(): ActivityEmpty {
    if (gate.waiting().length + gate.recent().length > 0 || gate.stopped) return "";
    if (gate.state === "off") return "gateOff";
    if (gate.state === "broken") return "gateBroken";
    return gate.anyInstalled ? "quiet" : "notInstalled";
  }

  owned.add(gate.onDidChange(refresh));
  refresh();
  return owned;
}
