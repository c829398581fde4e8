import { type Disposable, l10n } from "vscode";
import { sessionLegs } from "../../core/audit/sessionLegs.ts";
import { sessionPage } from "../model/sessionPage.ts";
import type { Services } from "../services.ts";

const lookBack = 10_000;

/** What each session read from outside, what sensitive it touched, and what it then tried. */
export function registerSessionView({ command, documents, gate, readRecent }: Services): Disposable {
  return command("countersign.showSessions", async () => {
    const sessions = sessionLegs(await readRecent(lookBack));
    return documents.show(`sessions/${l10n.t("Sessions")}.txt`, sessionPage(sessions, gate.agentTitle, l10n.t));
  });
}
