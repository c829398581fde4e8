import { type Disposable, env, l10n, type Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type Page, pageText } from "../../core/pages/page.ts";
import { run } from "./commands.ts";
import { Disposables } from "./disposable.ts";
import { guarded } from "./events.ts";
import type { Log } from "./log.ts";
import { ownPage, tabIcon } from "./ownPage.ts";

/** Pages about the record and about permissions, each kind in one tab: opening another of its kind takes its place. */
export interface Pages extends Disposable {
  show(kind: PageKind, tab: string, page: Page): void;
}

export type PageKind = "record" | "sessions" | "replay" | "fatigue" | "coverage" | "permissions";

interface Open {
  readonly panel: WebviewPanel;
  page: Page;
}

const body = `<main>
<header class="head">
<h1 id="title"></h1>
<div id="lead" class="lead"></div>
</header>
<div id="parts"></div>
<button id="copy" hidden></button>
</main>`;

export function createPages(media: Uri, log: Log): Pages {
  const opened = new Map<PageKind, Open>();

  function post({ panel, page }: Open): void {
    const words = { added: l10n.t("added:"), removed: l10n.t("removed:"), copy: l10n.t("Copy as Text") };
    // A page that is gone draws nothing.
    panel.webview.postMessage({ type: "page", page, words }).then(undefined, () => false);
  }

  function create(kind: PageKind, page: Page): Open {
    const panel = window.createWebviewPanel(`countersign.${kind}`, "", ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [media],
    });
    const mine = new Disposables();
    const one: Open = { panel, page };
    const receive = async (message: { type?: unknown; seq?: unknown } | undefined) => {
      if (message?.type === "loaded") post(one);
      if (message?.type === "copy") await env.clipboard.writeText(pageText(one.page));
      if (message?.type === "open" && Number.isSafeInteger(message.seq)) {
        await run("countersign.openRecord", `record/${message.seq}`);
      }
    };
    panel.iconPath = tabIcon(media);
    mine.add(panel.webview.onDidReceiveMessage(guarded(log, "a page of the record", receive)));
    mine.add(
      panel.onDidDispose(() => {
        opened.delete(kind);
        mine.dispose();
      }),
    );
    panel.webview.html = ownPage(panel, { media, name: "page", body });
    opened.set(kind, one);
    return one;
  }

  return {
    show(kind, tab, page) {
      const known = opened.get(kind);
      const one = known ?? create(kind, page);
      one.page = page;
      one.panel.title = tab;
      if (!known) return;
      one.panel.reveal();
      post(one);
    },
    dispose() {
      for (const { panel } of [...opened.values()]) panel.dispose();
    },
  };
}
