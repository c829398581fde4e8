import { ConfigurationTarget, type Disposable, l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { Breakage } from "../model/agentGate.ts";
import { run } from "../platform/commands.ts";
import { Disposables } from "../platform/disposable.ts";
import { guarded } from "../platform/events.ts";
import type { Services } from "../services.ts";
import { installTarget } from "./setup.ts";

/** Says at once when something takes the gate away from an agent, and repairs it after the person agreed. */
export function registerRepairGate(services: Services): Disposable {
  const { command, gate, installs, log, notify, permissions } = services;
  const owned = new Disposables();
  let told = new Set<string>();

  async function tell(): Promise<void> {
    const broken = brokenWays(services);
    const fresh = broken.filter(({ why }) => !told.has(why));
    told = new Set(broken.map(({ why }) => why));
    const [first] = fresh;
    if (!first) return;
    log.warn(`not protected: ${first.why}`);
    const repair = l10n.t("Repair");
    const message = l10n.t("Agents are not held any longer. {0}", first.why);
    if ((await notify.choose({ kind: "warning", message }, [repair])) === repair) await run("countersign.repairGate");
  }

  const look = guarded(log, "looking at the gate", tell);
  owned.add(gate.onDidChange(look));
  owned.add(permissions.onDidChange(look));
  owned.add(
    command("countersign.repairGate", async () => {
      installs.refresh();
      // Before the agents are known, none of them would be broken.
      await permissions.known();
      const broken = brokenWays(services);
      if (broken.length === 0) {
        return notify.tell({ kind: "info", message: l10n.t("Nothing is broken: the gate is where it was put.") });
      }
      for (const way of broken) await repairOne(way, services);
      return installs.refresh();
    }),
  );
  return owned;
}

/** Each once, although several agents may read the same file or setting. */
function brokenWays({ gate, permissions }: Services): readonly Breakage[] {
  const agents = new Set(permissions.all().map(({ permissions: { agent } }) => agent));
  const found = [...agents].flatMap((agent) => gate.brokenWays(agent));
  return [...new Map(found.map((way) => [way.why, way])).values()];
}

async function repairOne({ why, repair }: Breakage, services: Services): Promise<void> {
  switch (repair?.kind) {
    case undefined:
      services.notify.tell({ kind: "warning", message: why });
      return;
    case "install":
      await installTarget(repair.source, services);
      return;
    case "open":
      await window.showTextDocument(Uri.file(repair.path));
      services.notify.tell({ kind: "warning", message: why });
      return;
    case "setting":
      if (await agreed(why, repair.key)) await switchOn(repair.key);
      return;
  }
}

async function agreed(why: string, key: string): Promise<boolean> {
  const leave: QuickPickItem = { label: l10n.t("Leave It Off"), detail: why };
  const on: QuickPickItem = { label: l10n.t("Take “{0}” Out of the Settings", key) };
  return (await window.showQuickPick([on, leave], { title: l10n.t("Repair the Gate"), ignoreFocusOut: true })) === on;
}

/** On each level that says `false`, a workspace's first: its value beats the user's, and with one folder is the folder's. */
async function switchOn(key: string): Promise<void> {
  const { Global, Workspace, WorkspaceFolder } = ConfigurationTarget;
  const settings = (uri?: Uri) => workspace.getConfiguration(undefined, uri);
  if (settings().inspect(key)?.workspaceValue === false) await settings().update(key, undefined, Workspace);
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const isOff = settings(uri).inspect(key)?.workspaceFolderValue === false;
    if (isOff) await settings(uri).update(key, undefined, WorkspaceFolder);
  }
  if (settings().inspect(key)?.globalValue === false) await settings().update(key, undefined, Global);
}
