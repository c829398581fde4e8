import { type Disposable, EventEmitter, l10n, type QuickPickItem, window, workspace } from "vscode";
import { type AcpLaunch, acpLaunches } from "../../agents/acp/launch.ts";
import { heldMethods, permissionAnswer, readAcpRequest } from "../../agents/acp/requests.ts";
import { safeBlock, safeLine } from "../../core/display/sanitize.ts";
import { type AcpClient, startAcpAgent } from "../../node/acp/client.ts";
import { acpEnvironment } from "../../node/acp/environment.ts";
import { acpText, forTerminal } from "../model/acpText.ts";
import { createLineEditor } from "../model/lineEditor.ts";
import { Disposables } from "../platform/disposable.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";

/** How long a question may wait; the protocol itself knows no limit. */
const patienceMs = 60 * 60_000;

/** "Start an Agent (ACP)": an agent as a child of this window, in a terminal, that can act through the gate only. */
export function registerAcp(services: Services): Disposable {
  const owned = new Disposables();
  owned.add(services.command("countersign.startAcpAgent", () => startFromPalette(services, owned)));
  return owned;
}

async function startFromPalette(services: Services, owned: Disposables): Promise<void> {
  const folder = (workspace.workspaceFolders ?? []).find(({ uri }) => uri.scheme === "file");
  if (!isTrusted() || !folder) {
    const message = l10n.t("Open and trust a folder first: the agent works in it.");
    services.notify.tell({ kind: "info", message });
    return;
  }
  const launch = await chooseLaunch();
  if (launch) owned.add(openChat(launch, folder.uri.fsPath, services));
}

interface LaunchItem extends QuickPickItem {
  readonly launch?: AcpLaunch;
}

async function chooseLaunch(): Promise<AcpLaunch | undefined> {
  const items: LaunchItem[] = acpLaunches.map((launch) => ({
    launch,
    label: launch.title,
    description: launch.words.join(" "),
    detail: launch.seen
      ? l10n.t("Seen to ask before it acts: {0}, {1}.", launch.seen.version, launch.seen.date)
      : l10n.t("Not proven: what it asks about was not seen."),
  }));
  const other: LaunchItem = { label: l10n.t("Another command…"), detail: l10n.t("Any program that speaks ACP 1.") };
  const picked = await window.showQuickPick([...items, other], {
    title: l10n.t("Start an Agent (ACP)"),
    placeHolder: l10n.t("It reads, writes and runs through Countersign, and asks before it acts"),
  });
  return picked?.launch ?? (picked && otherLaunch());
}

async function otherLaunch(): Promise<AcpLaunch | undefined> {
  const line = await window.showInputBox({ prompt: l10n.t("Program and arguments, separated by blanks") });
  const words = (line ?? "").split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? undefined : { id: "acp", title: words[0] as string, words, env: {} };
}

/** A terminal in which a person talks to the agent. Closing it ends the agent. */
function openChat(launch: AcpLaunch, cwd: string, { gate, log }: Services): Disposable {
  const write = new EventEmitter<string>();
  const closed = new EventEmitter<void>();
  let client: AcpClient | undefined;
  let busy = false;
  const print = (text: string) => write.fire(forTerminal(text));
  const ready = () => {
    busy = false;
    print("\n> ");
  };
  const editor = createLineEditor({
    entered(line) {
      if (!client || busy || line.trim() === "") return;
      busy = true;
      client
        .prompt(line)
        .then(
          (reason) => (reason === "end_turn" ? undefined : print(`\n· ${safeLine(reason)}\n`)),
          (error: unknown) => print(`\n${safeBlock(String(error))}\n`),
        )
        .finally(ready);
    },
    interrupted: () => client?.cancel(),
  });
  const place = { agent: launch.id, cwd };
  async function begin(): Promise<void> {
    print(l10n.t("Starting {0}. What it wants to do is asked in a dialog; Ctrl+C ends its turn.", launch.title));
    try {
      client = await startAcpAgent({
        words: launch.words,
        env: acpEnvironment(process.env, launch.env),
        cwd,
        missingIsEmpty: launch.missingIsEmpty ?? false,
        adapter: {
          heldMethods,
          permissionAnswer,
          readRequest: (method, params) => readAcpRequest(method, params, place),
        },
        update: (update) => print(acpText(update, l10n.t)),
        noise: (text) => log.info(`${launch.id}: ${safeBlock(text).trim()}`),
        async hold(call, source, gone) {
          const outcome = await gate.hold({ call, source, deadline: Date.now() + patienceMs }, gone);
          if (outcome?.decision === "allow") return { allowed: true };
          return { allowed: false, reason: outcome?.reason ?? l10n.t("The gate is not open in this window.") };
        },
      });
      void client.ended.then(() => closed.fire());
      ready();
    } catch (error) {
      log.error(`${launch.title} could not be started as an ACP agent`, error);
      print(`\n${l10n.t("It could not be started: {0}", safeBlock(String(error)))}\n`);
    }
  }
  const terminal = window.createTerminal({
    name: l10n.t("{0} through Countersign", launch.title),
    pty: {
      onDidWrite: write.event,
      onDidClose: closed.event,
      open: () => void begin(),
      close: () => client?.end(),
      handleInput: (data: string) => print(editor.type(data)),
    },
  });
  terminal.show();
  return { dispose: () => client?.end() };
}
