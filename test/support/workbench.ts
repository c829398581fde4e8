/** One window of VS Code, as a person sees and uses it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { root } from "../../scripts/lib/project.mjs";
import type { VscodeServer } from "../../scripts/lib/vscode.mjs";
import { type Decision, decisionOf } from "./decision.ts";
import { type Modal, modalOf } from "./modal.ts";
import { type QuickInput, type QuickInputState, quickInputOf } from "./quickInput.ts";
import { type Tree, treeOf } from "./treeView.ts";
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
  /** With `list`, until the list it opens takes keys, which has these words in its title or placeholder. */
  runCommand(title: string, list?: string): Promise<void>;
  /** Opens a file by its absolute path. */
  openFile(path: string, line?: number): Promise<void>;
  /** Number of squiggles to be seen in the active editor, by severity. */
  squiggles(): Promise<{ errors: number; warnings: number; infos: number }>;
  /** What is said of the next problem in the active file, beside its line. */
  nextProblem(): Promise<string>;
  /** Texts of the code lenses to be seen in the active editor, from the top. */
  codeLenses(): Promise<string[]>;
  /** The lists and fields at the top of the window. */
  readonly quick: QuickInput;
  /** A view of the side bar, by its title. */
  tree(title: string): Tree;
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
export async function openWorkbench(
  context: BrowserContext,
  server: VscodeServer,
  folder: string,
  flags: readonly string[] = [],
): Promise<Workbench> {
  const payload = JSON.stringify(flags.map((name) => [name, "true"]));
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(
    `${server.url}/?folder=${encodeURIComponent(folder)}${flags.length > 0 ? `&payload=${encodeURIComponent(payload)}` : ""}`,
  );
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
  const quick = quickInputOf(page);
  const self: Workbench = {
    page,
    modal: modalOf(page),
    decision: decisionOf(page),
    async runCommand(title, list) {
      if (list === undefined) return runCommand(quick, title);
      // A page that comes late takes the keyboard, at which a list that has just been opened closes.
      await eventually(`"${title}" opens "${list}"`, patienceMs, async () => {
        await runCommand(quick, title);
        return eventually("it is open", 10_000, () => isListening(quick, list)).catch(() => quick.dismiss());
      });
    },
    openFile: (path, line) => openFile(page, quick, path, line),
    async squiggles() {
      const count = (severity: string) => activeEditor(page).locator(`.squiggly-${severity}`).count();
      return { errors: await count("error"), warnings: await count("warning"), infos: await count("info") };
    },
    async nextProblem() {
      const problem = page.locator(".marker-widget .descriptioncontainer");
      await eventually("a problem of the file is shown", patienceMs, async () => {
        await runCommand(quick, "Go to Next Problem (Error, Warning, Info)");
        return eventually("it is", 5_000, () => problem.isVisible()).catch(() => false);
      });
      return plain(await problem.innerText());
    },
    async codeLenses() {
      const lenses = await activeEditor(page).locator(".codelens-decoration").allInnerTexts();
      return lenses.map(plain).filter((text) => text !== "");
    },
    quick,
    tree: (title) => treeOf(page, title),
    notifications: () => page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts(),
    pressNotificationButton: (label) => pressNotificationButton(self, label),
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
async function runCommand(quick: QuickInput, title: string): Promise<void> {
  const isChosen = ({ active }: QuickInputState) => isCommand(active, title);
  await eventually(`the command "${title}" is listed`, patienceMs, async () => {
    await quick.openWith("F1", ({ value }) => value.startsWith(">"));
    await quick.fill(`>${title}`);
    const chosen = eventually("it is listed", 3_000, async () => isChosen(await quick.state()));
    if (await chosen.catch(() => false)) return true;
    await quick.dismiss();
    return false;
  });
  await quick.accept(isChosen);
}

async function isListening(quick: QuickInput, words: string): Promise<boolean> {
  const { listens, title, placeholder } = await quick.state();
  return listens && `${title}\n${placeholder}`.includes(words);
}

/** The label also carries the key binding, after a comma. */
function isCommand(label: string, title: string): boolean {
  return label === title || label.startsWith(`${title},`);
}

/** Files that have just been written are found later, so Quick Open is asked again until the file is open. */
async function openFile(page: Page, quick: QuickInput, path: string, line?: number): Promise<void> {
  const name = path.split(/[\\/]/).pop() ?? path;
  const ending = encodeURI(path.replaceAll("\\", "/"));
  const isOpen = async () => (await activeEditor(page).getAttribute("data-uri", { timeout: 1_000 }))?.endsWith(ending);
  const isChosen = ({ active }: QuickInputState) => active.includes(name);
  await eventually(`${path} is open`, patienceMs, async () => {
    await quick.openWith("ControlOrMeta+P", ({ value }) => !value.startsWith(">"));
    await quick.fill(line === undefined ? path : `${path}:${line}`);
    const found = eventually("it is listed", 5_000, async () => isChosen(await quick.state()));
    if (await found.catch(() => false)) await quick.accept(isChosen);
    else await quick.dismiss();
    // Before the file is found, its line is one of the editor that is open.
    return eventually("its editor is there", 5_000, isOpen).catch(() => false);
  });
  await page.locator(".editor-group-container.active .monaco-editor.focused .view-line").first().waitFor();
  if (line === undefined) return;
  const position = page.locator(".part.statusbar .statusbar-item", { hasText: new RegExp(`Ln ${line},`) });
  await position.first().waitFor();
}

/** A notification goes to the bell after some seconds, from where it is fetched again. */
async function pressNotificationButton({ page, runCommand }: Workbench, label: string): Promise<void> {
  const button = page.locator(".notification-list-item").getByRole("button", { name: label }).first();
  await eventually(`"${label}" of a notification is pressed`, patienceMs, async () => {
    if (!(await button.isVisible())) {
      const shown = await eventually("it is on the screen", 5_000, () => button.isVisible()).catch(() => false);
      if (!shown) await runCommand("Notifications: Show Notifications");
    }
    await button.click({ timeout: 5_000 });
    return true;
  });
}

function activeEditor(page: Page): Locator {
  return page.locator(".editor-group-container.active .editor-container .monaco-editor").first();
}

/** Without icons' private-use characters and line breaks. */
function plain(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
