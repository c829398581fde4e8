import { type Disposable, l10n, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { timeline } from "../model/timeline.ts";
import { run } from "../platform/commands.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce, guarded } from "../platform/events.ts";
import { ownPage, tabIcon } from "../platform/ownPage.ts";
import type { Services } from "../services.ts";

/** More marks than a picture can hold apart. */
const maxMarks = 1_000;

/** "What the agents did" as a picture with a table under it, in a tab; follows the audit while it is seen. */
export function registerTimeline(services: Services): Disposable {
  const { command, context, gate, log } = services;
  const owned = new Disposables();
  const media = Uri.joinPath(context.extensionUri, "media");
  let panel: WebviewPanel | undefined;

  const show = guarded(log, "drawing the timeline", async () => {
    if (!panel?.visible) return;
    const records = await services.readRecent(maxMarks);
    await panel?.webview.postMessage({ type: "timeline", timeline: timeline({ records, ...reading(gate) }, l10n.t) });
  });
  const showSoon = owned.add(debounce(show, 300));

  function open(): void {
    if (panel) {
      panel.reveal();
      return;
    }
    panel = window.createWebviewPanel("countersign.timeline", l10n.t("Timeline of Agents"), ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [media],
    });
    const mine = new Disposables();
    panel.iconPath = tabIcon(media);
    mine.add(panel.webview.onDidReceiveMessage(guarded(log, "the timeline's page", receive)));
    mine.add(panel.onDidChangeViewState(() => showSoon()));
    mine.add(
      panel.onDidDispose(() => {
        panel = undefined;
        mine.dispose();
      }),
    );
    panel.webview.html = ownPage(panel, { media, name: "timeline", body });
  }

  /** From the page, which may send anything. */
  async function receive(message: { type?: unknown; seq?: unknown } | undefined): Promise<void> {
    if (message?.type === "loaded") show();
    if (message?.type === "open" && Number.isSafeInteger(message.seq)) {
      await run("countersign.openRecord", `record/${message.seq}`);
    }
  }

  owned.add(command("countersign.showTimeline", open));
  owned.add(gate.onDidChange(() => showSoon()));
  owned.add({ dispose: () => panel?.dispose() });
  return owned;
}

function reading({ agentTitle }: Services["gate"]) {
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "medium" });
  return { agentTitle, clock: (iso: string) => time.format(new Date(iso)) };
}

const body = `<main>
<h1 id="title"></h1>
<p id="summary" role="status"></p>
<ul id="legend"></ul>
<p id="filter"><label><input type="checkbox" id="only"> <span id="onlyText"></span></label></p>
<div id="frame"><svg id="picture" role="group"></svg></div>
<p id="said" class="muted" role="status"></p>
<div id="grid" class="scrolls" tabindex="0" role="region" aria-labelledby="title"><table><thead><tr id="head"></tr></thead><tbody id="rows"></tbody></table></div>
</main>`;
