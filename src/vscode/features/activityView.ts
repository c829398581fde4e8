import { type Disposable, l10n } from "vscode";
import type { AuditRecord } from "../../core/audit/record.ts";
import { isFiltering, matchesFilter } from "../../core/audit/recordFilter.ts";
import { type ActivityEmpty, views } from "../ids.ts";
import { activityTree } from "../model/activityTree.ts";
import { filterWords } from "../model/filterWords.ts";
import { Disposables } from "../platform/disposable.ts";
import { guarded } from "../platform/events.ts";
import { createNodeView } from "../platform/treeView.ts";
import type { Services } from "../services.ts";
import { createActivityFilter } from "./activityFilter.ts";
import { registerNeedless } from "./needless.ts";
import { createObserver } from "./observe.ts";

/** How many records a filter looks through, and how many it shows. */
const lookBack = 5_000;
const maxShown = 200;

/** The "Activity" view: what waits for a person, then what was decided. */
export function registerActivityView(services: Services): Disposable {
  const { contextKeys, gate, log } = services;
  const owned = new Disposables();
  const tree = owned.add(createNodeView(views.activity));
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

  const filter = owned.add(createActivityFilter(services));
  const observer = owned.add(createObserver(services));
  let newest: AuditRecord | undefined;
  let found: readonly AuditRecord[] = [];

  /** The recent ones are too few to pick from: a filter looks further back. */
  const pick = guarded(log, "filtering the audit", async () => {
    const wanted = filter.current;
    if (!isFiltering(wanted)) return;
    const records = await services.readRecent(lookBack);
    if (filter.current !== wanted) return;
    found = records.filter((record) => matchesFilter(record, wanted)).slice(0, maxShown);
    refresh();
  });

  function recentRecords(): readonly AuditRecord[] {
    const recent = gate.recent();
    if (!isFiltering(filter.current)) return recent;
    if (recent[0]?.hash !== newest?.hash) {
      newest = recent[0];
      pick();
    }
    return found;
  }

  function refresh(): void {
    const waiting = gate.waiting();
    const recent = recentRecords();
    const words = filterWords(filter.current, gate.agentTitle, l10n.t);
    tree.show(
      activityTree(
        {
          waiting,
          recent,
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

  owned.add(
    filter.onDidChange(() => {
      found = [];
      newest = undefined;
      pick();
      refresh();
    }),
  );
  owned.add(registerNeedless(services, () => tree.view.selection[0]?.opensRecord));
  owned.add(observer.onDidChange(refresh));
  owned.add(gate.onDidChange(refresh));
  refresh();
  return owned;
}
