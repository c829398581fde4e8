/**
 * The lists and fields that open at the top of a window: the palette, Quick Open, an extension's picks.
 *
 * A list takes keys only while it has the keyboard, and what can be seen is more than that: one that closes stays on the
 * screen for 150 ms with all its rows, inert, and Enter then goes to the editor behind it; one that opens has no row that
 * is chosen until its rows are there (VS Code 1.139.1, seen 2026-11-26). So each step waits for the state it needs, is
 * done, and waits for what it does; only where nothing has changed after long it is done again.
 */
import type { Page } from "playwright-core";
import { eventually } from "./wait.ts";

const patienceMs = 60_000;
/** A key that did nothing for so long was not taken. */
const effectMs = 10_000;

export interface QuickInputState {
  /** Whether it is there and not about to close. */
  readonly open: boolean;
  /** Whether keys go to it. */
  readonly listens: boolean;
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The rows that are drawn, as a screen reader reads them. */
  readonly rows: readonly string[];
  /** The row that Enter takes, empty when there is none. */
  readonly active: string;
  /** Drawn rows that are ticked. */
  readonly ticked: readonly string[];
}

export interface QuickInput {
  state(): Promise<QuickInputState>;
  /** Waits until it has the keyboard, with these words in its title or placeholder. */
  listening(words?: string): Promise<QuickInputState>;
  /** The drawn rows, once one of them holds these words. */
  rowsWith(words: string): Promise<readonly string[]>;
  /** Types into its field, in place of what was there. */
  fill(text: string): Promise<void>;
  /** Takes the row that starts with a label, found by typing it. */
  choose(label: string, words?: string): Promise<void>;
  /** Ticks exactly these rows of a list of many. */
  tickOnly(...labels: readonly string[]): Promise<void>;
  /** Takes what is chosen or ticked, once `isReady` holds of what is to be seen. */
  accept(isReady?: (state: QuickInputState) => boolean): Promise<void>;
  /** Opens it with a key that VS Code has for it, whatever else has the keyboard. */
  openWith(key: string, isIt: (state: QuickInputState) => boolean): Promise<void>;
  dismiss(): Promise<void>;
}

export function quickInputOf(page: Page): QuickInput {
  const input = page.locator(".quick-input-widget input[type=text]").first();
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  const state = (): Promise<QuickInputState> => page.evaluate(readState);
  const until = (what: string, holds: (now: QuickInputState) => boolean, ms = patienceMs) =>
    eventually(what, ms, async () => {
      const now = await state();
      return holds(now) ? now : undefined;
    });

  /** Presses a key into the list until the list is another one. */
  async function press(key: string, isReady: (now: QuickInputState) => boolean): Promise<void> {
    await eventually(`${key} is taken by the list`, patienceMs, async () => {
      const before = await until("the list takes keys", (now) => now.listens && isReady(now));
      await page.keyboard.press(key);
      return until("the list is another one", (now) => isOther(before, now), effectMs).catch(() => undefined);
    });
  }

  const self: QuickInput = {
    state,
    listening: (words = "") =>
      until(`a list "${words}" takes keys`, (now) => now.listens && `${now.title}\n${now.placeholder}`.includes(words)),
    async rowsWith(words) {
      const wanted = (now: QuickInputState) => now.open && now.rows.some((row) => row.includes(words));
      return (await until(`the list has ${words}`, wanted)).rows;
    },
    async fill(text) {
      await eventually(`"${text}" is typed`, patienceMs, async () => {
        await self.listening();
        await input.fill(text, { timeout: effectMs });
        const { listens, value } = await state();
        return listens && value === text;
      });
    },
    async choose(label, words = "") {
      await self.listening(words);
      await self.fill(label);
      await until(`${label} is listed`, (now) => now.rows.some((row) => row.startsWith(label)));
      await eventually(`${label} is chosen`, patienceMs, async () => {
        const { active, listens } = await state();
        if (active.startsWith(label)) return true;
        if (listens && active !== "") await page.keyboard.press("ArrowDown");
        return until("another row is chosen", (now) => now.active !== active, effectMs).then(() => false);
      });
      await self.accept(({ active }) => active.startsWith(label));
    },
    async tickOnly(...labels) {
      await self.listening();
      const all = page.locator('.quick-input-widget [aria-label="Toggle all checkboxes"]').first();
      await eventually("nothing is ticked", patienceMs, async () => {
        const { rows: drawn, ticked } = await state();
        if (drawn.length > 0 && ticked.length === 0) return true;
        await all.click({ timeout: effectMs });
        return false;
      });
      for (const label of labels) {
        // There are more rows than can be seen: the filter brings one up.
        await self.fill(label);
        const row = rows.and(page.locator(`[aria-label^="${label}"]`)).first();
        await eventually(`${label} is ticked`, patienceMs, async () => {
          if ((await state()).ticked.some((one) => one.startsWith(label))) return true;
          await row.locator(".monaco-checkbox").first().click({ timeout: effectMs });
          return false;
        });
      }
      await self.fill("");
    },
    accept: (isReady = () => true) => press("Enter", isReady),
    async openWith(key, isIt) {
      await eventually(`${key} opens a list`, patienceMs, async () => {
        const now = await state();
        if (now.listens && isIt(now)) return true;
        await page.keyboard.press(key);
        return until("the list is there", (next) => next.listens && isIt(next), effectMs).catch(() => undefined);
      });
    },
    async dismiss() {
      await eventually("no list is open", patienceMs, async () => {
        if (!(await state()).open) return true;
        await page.keyboard.press("Escape");
        return until("the list is closed", ({ open }) => !open, 2_000).catch(() => undefined);
      });
    },
  };
  return self;
}

/** Lists follow one another in the same place, often with the same words; one that was taken differs in something. */
function isOther(before: QuickInputState, now: QuickInputState): boolean {
  const marks = ({ open, title, placeholder, value, rows }: QuickInputState) =>
    JSON.stringify([open, title, placeholder, value, rows]);
  return marks(before) !== marks(now);
}

/** All at one moment; as text, since what compiles the tests would name inner functions with a helper of its own. */
const readState = `(() => {
  const widget = document.querySelector(".quick-input-widget");
  const open = widget !== null && widget.style.display !== "none" && !widget.inert &&
    !widget.classList.contains("quick-input-widget-closing");
  if (!open) return { open, listens: false, title: "", placeholder: "", value: "", rows: [], active: "", ticked: [] };
  const words = (element) => (element?.getAttribute("aria-label") ?? element?.innerText ?? "")
    .replace(/[\\uE000-\\uF8FF]/g, "").replace(/\\s+/g, " ").trim();
  const input = [...widget.querySelectorAll("input[type=text], input[type=password]")].find((one) => one.offsetParent);
  const rows = [...widget.querySelectorAll(".monaco-list-row")].filter((row) => row.offsetParent);
  return {
    open,
    listens: widget.contains(document.activeElement),
    title: widget.querySelector(".quick-input-title")?.innerText.trim() ?? "",
    placeholder: input?.placeholder ?? "",
    value: input?.value ?? "",
    rows: rows.map(words),
    active: words(rows.find((row) => row.classList.contains("focused"))),
    ticked: rows.filter((row) => row.getAttribute("aria-checked") === "true").map(words),
  };
})()`;
