import { type Disposable, l10n } from "vscode";
import { type ActivityEmpty, views } from "../ids.ts";
import { activityTree } from "../model/activityTree.ts";
import { filterWords } from "../model/filterWords.ts";
import { Disposables } from "../platform/disposable.ts";
import { createNodeView } from "../platform/treeView.ts";
import type { Services } from "../services.ts";
import { createActivityFilter } from "./activityFilter.ts";
import { createActivityRecords } from "./activityRecords.ts";
import { registerNeedless } from "./needless.ts";
import { createObserver } from "./observe.ts";

/** The "Activity" view: what waits for a person, then what was decided. */
export function registerActivityView(services: Services): Disposable {
  const { command, contextKeys, gate } = services;
  const owned = new Disposables();
  const tree = owned.add(createNodeView(views.activity));
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

  const filter = owned.add(createActivityFilter(services));
  const observer = owned.add(createObserver(services));
  const records = createActivityRecords(
    services,
    () => filter.current,
    () => refresh(),
  );

  function refresh(): void {
    const waiting = gate.waiting();
    const recent = records.current();
    const words = filterWords(filter.current, gate.agentTitle, l10n.t);
    tree.show(
      activityTree(
        {
          waiting,
          recent,
          grants: records.grants(),
          older: records.older(),
          stopped: gate.stopped,
          unexplained: observer.list(),
          ...(words === "" ? {} : { filter: words }),
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
    if (gate.waiting().length + gate.recent().length + observer.list().length > 0 || gate.stopped) return "";
    if (gate.state === "off") return "gateOff";
    if (gate.state === "broken") return "gateBroken";
    return gate.anyInstalled ? "quiet" : "notInstalled";
  }

  owned.add(filter.onDidChange(records.again));
  owned.add(command("countersign.showOlder", records.showOlder));
  owned.add(registerNeedless(services, () => tree.view.selection[0]?.opensRecord));
  owned.add(observer.onDidChange(refresh));
  owned.add(gate.onDidChange(refresh));
  refresh();
  return owned;
}
