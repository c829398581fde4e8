import { commands, type Disposable, l10n, ProgressLocation, window } from "vscode";
import type { Services } from "../services.ts";

/** Reads the whole workspace again, shows the Problems panel, and says in one sentence what was found. */
export function registerReviewWorkspace({ command, notify, ready, review }: Services): Disposable {
  return command("countersign.reviewWorkspace", async () => {
    await ready;
    const title = l10n.t("Reviewing agents and tools");
    await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => review.stopScan());
        return review.rescan((share) => progress.report({ increment: share * 100 }));
      },
    );
    const reviews = review.all().map((reviewed) => reviewed.review);
    const findings = reviews.flatMap(({ findings }) => findings).length;
    const definitions = reviews.flatMap(({ facts }) => facts.definitions).length;
    if (findings > 0) await commands.executeCommand("workbench.actions.view.problems");
    const message = l10n.t(
      "Reviewed {0} agents, tools and servers in {1} files: {2} findings.",
      definitions,
      reviews.length,
      findings,
    );
    notify.tell({ kind: "info", message, suppressKey: "reviewSummary" });
  });
}
