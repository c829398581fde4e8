import { type Disposable, l10n, workspace } from "vscode";
import type { HeldCall } from "../../core/model/heldCall.ts";
import type { Services } from "../services.ts";

/** An agent that does not exist: its call goes through the real gate, and nothing runs whatever is answered. */
export const exampleAgent = "example";

const patienceMs = 10 * 60_000;

/** "Try the Gate": holds an example action as the gate holds a real one, with its question, policy and record. */
export function registerTryGate({ command, gate, notify }: Services): Disposable {
  return command("countersign.tryGate", async () => {
    const outcome = await gate.hold({
      call: exampleCall(),
      source: "example",
      deadline: Date.now() + patienceMs,
    });
    if (!outcome) {
      return notify.tell({
        kind: "warning",
        message: l10n.t("The gate is not open in this window, so there is nothing to try."),
      });
    }
    const message =
      outcome.decision === "allow"
        ? l10n.t("You allowed it: a real agent would go on now. Nothing ran, this was an example.")
        : l10n.t("It was denied: a real agent would be told so and nothing would run. This was an example.");
    return notify.tell({ kind: "info", message });
  });
}

function exampleCall(): HeldCall {
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const place = cwd === undefined ? {} : { cwd };
  return {
    agent: exampleAgent,
    event: "pre-tool",
    tool: "run_in_terminal",
    ...place,
    actions: [{ kind: "command", shell: "bash", command: "git push --force origin main", ...place }],
  };
}
