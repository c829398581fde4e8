/** Sees to it that VS Code's agent knows our hook for as long as the window is open. */
import { type Disposable, l10n } from "vscode";
import { keepPluginFiles, type PluginState } from "../../node/pluginFiles.ts";
import { guarded } from "../platform/events.ts";
import type { Services } from "../services.ts";

const lookEveryMs = 1_000;

/** Gone for so many looks, and not only while it is put there again. */
const patience = 5;

export function registerKeepPlugin({ context, contextKeys, installs, log, notify }: Services): Disposable {
  const plugin = keepPluginFiles(context.extensionPath);
  let [isSecond, gone] = [false, 0];
  // A window keeps its keys when only its extension host starts again.
  contextKeys.set("countersign.secondPlugin", isSecond);
  /** VS Code reads the hook anew when it changes over to the other of two folders. */
  const readAnew = (): void => {
    isSecond = !isSecond;
    contextKeys.set("countersign.secondPlugin", isSecond);
  };
  const met: Readonly<Record<PluginState, () => void>> = {
    same: () => {
      gone = 0;
      installs.missPlugin(undefined);
    },
    renewed: () => {
      log.info("the extension was put there again: VS Code reads its hook anew");
      readAnew();
    },
    restored: () => {
      log.warn("the hook of this extension was changed, and is as it was");
      readAnew();
      const message = l10n.t("The files of Countersign's hook for VS Code's agent were changed. They were put back.");
      notify.tell({ kind: "warning", message });
    },
    gone: () => {
      if (++gone === patience) installs.missPlugin(l10n.t("The files of this extension are gone. Install it again."));
    },
  };
  const look = guarded(log, "looking after the hook", () => met[plugin.look()]());
  const timer = setInterval(look, lookEveryMs);
  return { dispose: () => clearInterval(timer) };
}
