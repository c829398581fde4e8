import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { grouped, safeShort } from "../../core/display/shorten.ts";
import type { Snapshot } from "../../node/snapshots.ts";
import type { Services } from "../services.ts";

interface SnapshotItem extends QuickPickItem {
  readonly snapshot: Snapshot;
}

/** "Undo What Was Deleted": puts back what a person had allowed to be deleted or discarded. */
export function registerUndoDeletion({ command, gate, notify, snapshots }: Services): Disposable {
  return command("countersign.undoDeletion", async () => {
    const kept = await snapshots.list();
    if (kept.length === 0) {
      const message = l10n.t("No copy is kept: nothing was deleted after you allowed it.");
      return notify.tell({ kind: "info", message });
    }
    const picked = await window.showQuickPick(
      kept.map((snapshot): SnapshotItem => itemOf(snapshot, gate.agentTitle)),
      { title: l10n.t("Undo What Was Deleted"), placeHolder: l10n.t("What shall be put back where it was?") },
    );
    if (!picked) return undefined;
    const { restored, occupied } = await snapshots.restore(picked.snapshot, false);
    if (occupied.length === 0) return notify.tell({ kind: "info", message: putBack(restored.length) });
    const over = l10n.t("Put Back Over Them");
    const there = l10n.t("{0} of them are there in another form by now and were left alone.", occupied.length);
    const message = `${putBack(restored.length)} ${there}`;
    if ((await notify.choose({ kind: "warning", message }, [over])) !== over) return undefined;
    const again = await snapshots.restore({ ...picked.snapshot }, true);
    return notify.tell({ kind: "info", message: putBack(again.restored.length) });
  });
}

function itemOf(snapshot: Snapshot, agentTitle: (agent: string) => string): SnapshotItem {
  const when = new Date(snapshot.at).toLocaleString();
  return {
    snapshot,
    label: safeShort(snapshot.summary, 120),
    description: `${agentTitle(snapshot.agent)} · ${when}`,
    detail: snapshot.paths
      .slice(0, 3)
      .map((path) => safeShort(path, 100))
      .join(", "),
  };
}

function putBack(count: number): string {
  return count === 1
    ? l10n.t("1 path is back where it was.")
    : l10n.t("{0} paths are back where they were.", grouped(count));
}
