import {
  type Disposable,
  l10n,
  ProgressLocation,
  type Uri,
  type ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { allowByRule, allowForSession, allowForTask, allowOnce, type Choice, deny } from "../model/confirmFlow.ts";
import { type PanelChoice, type PanelContent, shortMs } from "../model/panelContent.ts";
import { Disposables } from "../platform/disposable.ts";
import { ownPage, tabIcon } from "../platform/ownPage.ts";

/** A click that was on its way to something else, when the panel came up under it, must not decide. */
const firstMomentMs = 700;

/** A page that does not draw in this time never will; the modal asks instead. */
const drawPatienceMs = 15_000;

const choices: Readonly<Record<PanelChoice, Choice>> = {
  deny,
  once: allowOnce,
  task: allowForTask,
  session: allowForSession,
  rule: allowByRule,
};

export interface PanelPorts {
  readonly media: Uri;
  readonly column: ViewColumn;
  /** Shows a file's change; resolves once it is on the screen. */
  showFile(index: number): Promise<void>;
  /** Shows all of them; resolves once they are on the screen. */
  showAll(): Promise<void>;
}

export interface OpenPanel extends Disposable {
  /** "unavailable": it could not be drawn. Undefined: it was closed. */
  readonly choice: Promise<Choice | "unavailable" | undefined>;
  /** Gives it the keyboard. */
  focus(): void;
}

/**
 * The question in an editor tab of its own, without taking the keyboard.
 * INVARIANT: no answer counts before it was on the screen for a moment, and none allows before each file was shown.
 */
export function openDecisionPanel(content: PanelContent, ports: PanelPorts): OpenPanel {
  const panel = new Decision(content, ports);
  open.add(panel);
  const closed = panel.choice.then(() => void open.delete(panel));
  announce(content, closed);
  return panel;
}

/** Those on the screen, the newest last. */
const open = new Set<OpenPanel>();

/** Gives the keyboard to the newest decision. False: none is open. */
export function focusDecision(): boolean {
  const newest = [...open].at(-1);
  newest?.focus();
  return newest !== undefined;
}

/**
 * The page does not take the keyboard, so not every screen reader tells of it. VS Code tells of its notifications
 * itself, and this one goes away with the question. Where there is time enough, only those who read by ear are told.
 */
function announce({ spoken, leftMs }: PanelContent, closed: Promise<void>): void {
  const byEar = workspace.getConfiguration("editor").get("accessibilitySupport") === "on";
  if (leftMs >= shortMs && !byEar) return;
  void window.withProgress({ location: ProgressLocation.Notification, title: spoken }, () => closed);
}

class Decision implements OpenPanel {
  readonly choice: Promise<Choice | "unavailable" | undefined>;
  readonly #owned = new Disposables();
  readonly #content: PanelContent;
  readonly #ports: PanelPorts;
  readonly #panel: WebviewPanel;
  readonly #shown = new Set<number>();
  #current = 0;
  #pressable = false;
  #moment: ReturnType<typeof setTimeout> | undefined;
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #resolve: (choice: Choice | "unavailable" | undefined) => void = () => {};

  constructor(content: PanelContent, ports: PanelPorts) {
    this.#content = content;
    this.#ports = ports;
    this.choice = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    // The first file is shown by who opens the panel.
    if (content.files.length > 0) this.#shown.add(0);
    this.#panel = window.createWebviewPanel(
      "countersign.decision",
      l10n.t("Your Decision"),
      { viewColumn: ports.column, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [ports.media], retainContextWhenHidden: true },
    );
    this.#panel.iconPath = tabIcon(ports.media);
    this.#owned.add(this.#panel.onDidDispose(() => this.#end(undefined)));
    this.#owned.add(this.#panel.webview.onDidReceiveMessage((message) => void this.#receive(message)));
    this.#owned.add(this.#panel.onDidChangeViewState(() => this.#waitAMoment()));
    this.#panel.webview.html = ownPage(this.#panel, { media: ports.media, name: "decision", body });
    this.#drawing = setTimeout(() => this.#end("unavailable"), drawPatienceMs);
  }

  dispose(): void {
    this.#end(undefined);
  }

  focus(): void {
    this.#panel.reveal(undefined, false);
  }

  /** From the page, which may send anything. */
  async #receive(message: { type?: unknown; choice?: unknown; index?: unknown } | undefined): Promise<void> {
    if (message?.type === "loaded") await this.#post({ type: "content", content: this.#content });
    if (message?.type === "drawn") {
      clearTimeout(this.#drawing);
      this.#waitAMoment();
    }
    if (message?.type === "file" && typeof message.index === "number") await this.#showFile(message.index);
    if (message?.type === "all") {
      await this.#ports.showAll();
      for (const index of this.#content.files.keys()) this.#shown.add(index);
      this.#tellState();
    }
    if (message?.type === "choice" && this.#enabled().some((id) => id === message.choice)) {
      this.#end(choices[message.choice as PanelChoice]);
    }
  }

  async #showFile(index: number): Promise<void> {
    if (!this.#content.files[index]) return;
    await this.#ports.showFile(index);
    this.#current = index;
    this.#shown.add(index);
    this.#tellState();
  }

  #waitAMoment(): void {
    clearTimeout(this.#moment);
    this.#pressable = false;
    this.#tellState();
    if (!this.#panel.visible) return;
    this.#moment = setTimeout(() => {
      this.#pressable = true;
      this.#tellState();
    }, firstMomentMs);
  }

  #enabled(): readonly PanelChoice[] {
    if (!this.#pressable) return [];
    const all = this.#content.buttons.map(({ id }) => id);
    return this.#shown.size >= this.#content.files.length ? all : ["deny"];
  }

  #tellState(): void {
    const left = this.#content.files.length - this.#shown.size;
    const hint = left > 0 ? this.#content.hint : "";
    void this.#post({
      type: "state",
      state: { enabled: this.#enabled(), hint, shown: [...this.#shown], current: this.#current },
    });
  }

  async #post(message: unknown): Promise<void> {
    // A page that is gone draws nothing and decides nothing.
    await this.#panel.webview.postMessage(message).then(undefined, () => false);
  }

  #end(choice: Choice | "unavailable" | undefined): void {
    clearTimeout(this.#moment);
    clearTimeout(this.#drawing);
    this.#resolve(choice);
    this.#owned.dispose();
    this.#panel.dispose();
  }
}

const body = `<main role="alertdialog" aria-labelledby="title" aria-describedby="notice lines">
<h1 id="title"></h1>
<p id="countdown" role="timer"></p>
<p id="notice" role="status"></p>
<div id="actions" role="group" aria-labelledby="title"></div>
<p id="hint" role="status"></p>
<ul id="files"></ul>
<dl id="lines"></dl>
<pre id="text"></pre>
<p id="spoken" class="spoken" role="alert"></p>
</main>`;
