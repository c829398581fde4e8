/** One window of VS Code, as a person sees and uses it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { root } from "../../scripts/lib/project.mjs";
import type { VscodeServer } from "../../scripts/lib/vscode.mjs";
import { type Decision, decisionOf } from "./decision.ts";
import { type Modal, modalOf } from "./modal.ts";
import { shownText } from "./shownText.ts";
import { eventually } from "./wait.ts";

/** Long enough for two busy cores; every wait ends as soon as its condition holds. */
const patienceMs = 45_000;

export interface Workbench {
  /** The page itself, for what this object has no word for. */
  readonly page: Page;
  readonly modal: Modal;
  /** The question beside a diff. */
  readonly decision: Decision;
  /** Runs a command through the palette, by its full title, such as `View: Show Explorer`. */
  runCommand(title: string): Promise<void>;
  /** Opens a file by its absolute path. */
  openFile(path: string, line?: number): Promise<void>;
  /** Number of squiggles to be seen in the active editor, by severity. */
  squiggles(): Promise<{ errors: number; warnings: number; infos: number }>;
  /** The rows of the Problems panel, opening it when needed. */
  problems(): Promise<string[]>;
  /** Texts of the code lenses to be seen in the active editor, from the top. */
  codeLenses(): Promise<string[]>;
  /** The rows of a view that are on the screen, as a screen reader reads them. */
  treeItems(viewTitle: string): Promise<string[]>;
  /** Unfolds a row of a view with the keyboard. Returns what is below it, also what had to be scrolled to. */
  unfoldTreeItem(viewTitle: string, label: string): Promise<string[]>;
  /** The rows of the open quick pick. */
  quickPickItems(): Promise<string[]>;
  pickQuickPickItem(label: string): Promise<void>;
  /** Texts of the notifications on the screen. */
  notifications(): Promise<string[]>;
  /** Presses a button of a notification. */
  pressNotificationButton(label: string): Promise<void>;
  statusBarTexts(): Promise<string[]>;
  /** Saves a picture as `out/screenshots/<name>.png`. */
  screenshot(name: string): Promise<void>;
  /** Loads the window again, as "Developer: Reload Window" does. */
  reload(): Promise<void>;
  /** Closes the window; its extension host ends soon after. */
  close(): Promise<void>;
}

/** Opens a folder in a new window and waits until the workbench stands. */
export async function openWorkbench(context: BrowserContext, server: VscodeServer, folder: string): Promise<Workbench> {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
  return workbench(page);
}

/** To be called after each test: what the person would have seen when it failed, in `out/screenshots`. */
export async function pictureOfFailure(window: Workbench | undefined, test: Mocha.Test | undefined): Promise<void> {
  if (!window || !test || test.state !== "failed") return;
  const name = test.fullTitle().replace(/[^a-z0-9]+/gi, "-");
  await window.screenshot(`failed-${name}`);
}

function workbench(page: Page): Workbench {
  const self: Workbench = {
    page,
    modal: modalOf(page),
    decision: decisionOf(page),
    runCommand: (title) => runCommand(page, title),
    openFile: (path, line) => openFile(page, path, line),
    async squiggles() {
      const count = (severity: string) => activeEditor(page).locator(`.squiggly-${severity}`).count();
      return { errors: await count("error"), warnings: await count("warning"), infos: await count("info") };
    },
    async problems() {
      const panel = page.locator(".markers-panel");
      if (!(await panel.isVisible())) await page.keyboard.press("ControlOrMeta+Shift+M");
      await panel.waitFor();
      return labels(panel.locator(".monaco-list-row"));
    },
    async codeLenses() {
      const lenses = await activeEditor(page).locator(".codelens-decoration").allInnerTexts();
      return lenses.map(plain).filter((text) => text !== "");
    },
    treeItems: async (viewTitle) => labels((await view(page, viewTitle)).locator(".monaco-list-row")),
    unfoldTreeItem: async (viewTitle, label) => unfold(page, await view(page, viewTitle), label),
    quickPickItems: () => labels(page.locator(".quick-input-widget .monaco-list-row")),
    async pickQuickPickItem(label) {
      const row = page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: label }).first();
      await row.waitFor();
      await eventually(`"${label}" is picked`, patienceMs, async () => {
        if (!(await row.isVisible())) return true;
        await row.click({ timeout: 5_000 });
        return eventually("the pick is taken", 3_000, async () => !(await row.isVisible())).catch(() => undefined);
      });
    },
    notifications: () => page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts(),
    async pressNotificationButton(label) {
      await page.locator(".notifications-toasts").getByRole("button", { name: label }).first().click();
    },
    async statusBarTexts() {
      return (await page.locator(".part.statusbar .statusbar-item").allInnerTexts()).map(plain);
    },
    async screenshot(name) {
      const folder = join(root, "out", "screenshots");
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    async reload() {
      await page.reload();
      await page.locator(".monaco-workbench .part.statusbar").waitFor();
    },
    close: () => page.close(),
  };
  return self;
}

/**
 * Commands of extensions appear when these are ready, so the palette is opened again until the command is listed.
 */
async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator(".quick-input-widget .monaco-list-row").first();
  await eventually(`the command "${title}" is listed`, patienceMs, async () => {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input[type=text]").first();
    await input.waitFor({ timeout: 5_000 });
    // One that is just closing takes nothing, and the next round opens it anew.
    await input.fill(`>${title}`, { timeout: 5_000 });
    await row.waitFor({ timeout: 5_000 });
    const listed = await eventually("the list is filtered", 1_000, async () =>
      isCommand(await ariaLabel(row), title),
    ).then(
      () => true,
      () => false,
    );
    if (!listed) await page.keyboard.press("Escape");
    return listed;
  });
  await page.keyboard.press("Enter");
}

/** The label also carries the key binding, after a comma. */
function isCommand(label: string, title: string): boolean {
  return label === title || label.startsWith(`${title},`);
}

async function openFile(page: Page, path: string, line?: number): Promise<void> {
  const name = path.split(/[\\/]/).pop() ?? path;
  const widget = page.locator(".quick-input-widget");
  const tab = page.locator(".editor-group-container.active .tab.active", { hasText: name });
  const isIn = (wait: Promise<void>) =>
    wait.then(
      () => true,
      () => false,
    );
  // A key that comes in the first moment of a list is not taken.
  await eventually(`${name} is open`, patienceMs, async () => {
    await page.keyboard.press("ControlOrMeta+P");
    const input = widget.locator("input[type=text]").first();
    if (!(await isIn(input.waitFor({ timeout: 5_000 })))) return false;
    if (!(await isIn(input.fill(line === undefined ? path : `${path}:${line}`, { timeout: 5_000 })))) return false;
    const row = widget.locator(".monaco-list-row").filter({ hasText: name }).first();
    if (await isIn(row.waitFor({ timeout: 5_000 }))) await page.keyboard.press("Enter");
    // Before the file is found, its line is one of the editor that is open.
    if (await isIn(tab.waitFor({ timeout: 5_000 }))) return true;
    await page.keyboard.press("Escape");
    return false;
  });
  await activeEditor(page).locator(".view-line").first().waitFor();
}

function activeEditor(page: Page): Locator {
  return page.locator(".editor-group-container.active .editor-container .monaco-editor").first();
}

/** A view of the side bar or panel, unfolded. */
async function view(page: Page, title: string): Promise<Locator> {
  const pane = page.locator(".pane").filter({ has: page.locator(".pane-header h3", { hasText: title }) });
  await pane.first().waitFor();
  const header = pane.first().locator(".pane-header");
  if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
  return pane.first();
}

/** A tree draws only the rows on the screen, so it is walked with the keyboard, as a blind person would. */
async function unfold(page: Page, pane: Locator, label: string): Promise<string[]> {
  const focused = pane.locator(".monaco-list-row.focused");
  await eventually("the tree has the keyboard", patienceMs, async () => {
    await pane.locator(".monaco-list").focus();
    await page.keyboard.press("Home");
    return focused.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
  for (let before = ""; !(await ariaLabel(focused)).startsWith(label); ) {
    const now = await position(focused);
    if (now === before) throw new Error(`The tree has no row "${label}".`);
    before = now;
    await moveDown(page, focused);
  }
  const level = Number(await focused.getAttribute("aria-level"));
  if ((await focused.getAttribute("aria-expanded")) === "false") {
    await page.keyboard.press("ArrowRight");
    await eventually(`"${label}" unfolds`, patienceMs, async () => {
      return (await focused.getAttribute("aria-expanded")) === "true";
    });
  }
  const below: string[] = [];
  while ((await moveDown(page, focused)) && Number(await focused.getAttribute("aria-level")) > level) {
    below.push(await drawnLabel(focused));
  }
  return below;
}

/** A row that has just come into view has no words for a moment. */
function drawnLabel(row: Locator): Promise<string> {
  return eventually("the row is drawn", patienceMs, async () => (await ariaLabel(row)) || undefined);
}

/** Returns false on the last row. */
async function moveDown(page: Page, focused: Locator): Promise<boolean> {
  const before = await position(focused);
  await page.keyboard.press("ArrowDown");
  return eventually("the focus moves", 3_000, async () => (await position(focused)) !== before).catch(() => false);
}

async function position(row: Locator): Promise<string> {
  return (await row.getAttribute("data-index")) ?? "";
}

async function labels(rows: Locator): Promise<string[]> {
  const all = await rows.all();
  return Promise.all(all.map(ariaLabel));
}

async function ariaLabel(row: Locator): Promise<string> {
  return plain((await row.getAttribute("aria-label")) ?? (await shownText(row)));
}

/** Without icons' private-use characters and line breaks. */
function plain(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
