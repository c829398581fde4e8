import { l10n, Uri } from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { NamedFault } from "../../node/review/faults.ts";

/** What the Problems panel says of a document at which the review ended. */
export function unreadWords({ kind }: NamedFault): string {
  return kind === "stalled"
    ? "The review of this file took too long, so it is skipped until the file is saved."
    : "The review ended when it looked at this file, so it is skipped until the file is saved.";
}

/** What a person is told when the review was replaced. */
export function restartWords({ kind, document }: NamedFault): string {
  if (document === undefined) return l10n.t("The review ended and was restarted.");
  const name = safeShort(Uri.parse(document).path.split("/").pop() ?? "", 80);
  return kind === "stalled"
    ? l10n.t("The review was restarted: {0} took too long and is skipped.", name)
    : l10n.t("The review was restarted: it ended when it looked at {0}, which is skipped.", name);
}
