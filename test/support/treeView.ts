/**
 * A view of the side bar, walked with the keyboard as a blind person would: a tree draws only the rows on the screen.
 * It is drawn anew while files change, so every step looks at what is there, all at one moment.
 */
import type { Locator, Page } from "playwright-core";
import { eventually } from "./wait.ts";

const patienceMs = 60_000;
/** A key that did nothing for so long was not taken. */
const effectMs = 10_000;

export interface TreeRow {
  readonly index: number;
  readonly label: string;
  readonly level: number;
  /** Undefined: there is nothing below it. */
  readonly expanded?: boolean;
  readonly last: boolean;
}

export interface Tree {
  /** The pane itself, for what this object has no word for. */
  readonly pane: Locator;
  /** The rows on the screen, as a screen reader reads them. */
  rows(): Promise<string[]>;
  /** The row with the keyboard. */
  focused(): Promise<TreeRow | undefined>;
  /** Goes to the first row with this label, or the first below a row with another. */
  goTo(...labels: readonly string[]): Promise<TreeRow>;
  /** Goes to a row and unfolds it. Returns what is below it, also what had to be scrolled to. */
  unfold(...labels: readonly string[]): Promise<string[]>;
  fold(...labels: readonly string[]): Promise<void>;
  /** Takes an item of a row's menu, again until what it does is there. */
  choose(item: string, isDone: () => Promise<boolean>, ...labels: readonly string[]): Promise<void>;
}

/** A view by the words of its header, unfolded when it is not. */
export function treeOf(page: Page, title: string): Tree {
  const pane = page
    .locator(".pane")
    .filter({ has: page.locator(".pane-header h3", { hasText: title }) })
    .first();
  const list = pane.locator(".monaco-list").first();

  async function shown(): Promise<void> {
    await pane.waitFor();
    const header = pane.locator(".pane-header");
    await eventually(`${title} is unfolded`, patienceMs, async () => {
      if ((await header.getAttribute("aria-expanded")) !== "false") return true;
      await header.click({ timeout: effectMs });
      return false;
    });
  }

  const look = () => lookAt(list);

  /** The row with the keyboard, with its words: one that has just come into view has none for a moment. */
  const drawn = () =>
    eventually("a row has the keyboard", patienceMs, async () => {
      const { keyboard, focused } = await look();
      if (!keyboard) await list.focus({ timeout: effectMs });
      if (keyboard && !focused) await page.keyboard.press("Home");
      return keyboard && focused && focused.label !== "" ? focused : undefined;
    });

  /** Presses a key until it had its effect on the row with the keyboard. */
  const press = (key: string, isDone: (now: TreeRow, look: Look) => boolean) =>
    eventually(`${key} is taken by the tree`, patienceMs, async () => {
      const done = async () => {
        const now = await look();
        return now.focused !== undefined && isDone(now.focused, now);
      };
      await drawn();
      if (await done()) return true;
      await page.keyboard.press(key);
      return eventually("it is taken", effectMs, done).catch(() => undefined);
    });

  /** Many keys at once, then a look at where they led: a walk in single steps takes seconds on a busy machine. */
  const moveTo = (index: number) =>
    eventually(`row ${index} has the keyboard`, patienceMs, async () => {
      const from = (await drawn()).index;
      const key = from < index ? "ArrowDown" : "ArrowUp";
      for (let step = Math.abs(index - from); step > 0; step--) await page.keyboard.press(key);
      return eventually("it has", effectMs, async () => (await look()).focused?.index === index).catch(() => undefined);
    });

  /** Each row from one on, in order, until there is no other or `visit` says that it is enough. Page by page. */
  async function walk(first: number, visit: (row: TreeRow) => "stop" | undefined): Promise<void> {
    for (let next = first; ; ) {
      const { drawn: all, focused } = await look();
      const from = all.findIndex(({ index }) => index === next);
      // A row that has just come into view has no words for a moment.
      const run = from < 0 ? [] : all.slice(from).filter((row, at) => row.index === next + at && row.label !== "");
      for (const row of run) {
        if (row.index !== next) break;
        if (visit(row) === "stop" || row.last) return;
        next = row.index + 1;
      }
      if (run.length > 0 || from >= 0) continue;
      if (focused === undefined || focused.index > next) await moveTo(next);
      else await press("PageDown", (now) => now.index > focused.index);
    }
  }

  /** Undefined: there is no such row. */
  async function find(labels: readonly string[]): Promise<TreeRow | undefined> {
    await drawn();
    await press("Home", (now) => now.index === 0);
    const path: TreeRow[] = [];
    let found: TreeRow | undefined;
    await walk(0, (row) => {
      while (path.length > 0 && row.level <= (path.at(-1)?.level ?? 0)) path.pop();
      if (!row.label.startsWith(labels[path.length] ?? "\0")) return undefined;
      path.push(row);
      if (path.length < labels.length) return undefined;
      found = row;
      return "stop";
    });
    if (!found) return undefined;
    await moveTo(found.index);
    // Rows that came or went meanwhile move all others.
    const now = await drawn();
    return now.label === found.label ? now : undefined;
  }

  const goTo = async (labels: readonly string[]) => {
    await shown();
    return eventually(`the tree has a row "${labels.join(" > ")}"`, patienceMs, () => find(labels));
  };

  /** Rows that came or went meanwhile move all others: it is then read again. */
  const below = (labels: readonly string[]) =>
    eventually("the tree stays as it is while it is read", patienceMs, async () => {
      const { index, level, last } = await goTo(labels);
      const { height } = await look();
      const found: string[] = [];
      const visit = (row: TreeRow) => {
        if (row.level <= level) return "stop";
        found.push(row.label);
        return undefined;
      };
      if (!last) await walk(index + 1, visit);
      return (await look()).height === height ? found : undefined;
    });

  return {
    pane,
    async rows() {
      await shown();
      return (await look()).rows;
    },
    focused: async () => (await look()).focused,
    goTo: (...labels) => goTo(labels),
    async unfold(...labels) {
      const row = await goTo(labels);
      const { height: folded } = await look();
      // What is below comes later than the sign that it is unfolded, and may be below the screen.
      const isUnfolded = (now: TreeRow, { next, height }: Look) =>
        now.expanded === true && (next === undefined ? height !== folded : next > now.level);
      if (row.expanded === false) await press("ArrowRight", isUnfolded);
      return below(labels);
    },
    async choose(item, isDone, ...labels) {
      const wanted = page.locator(".context-view .action-label", { hasText: item }).first();
      const soon = (what: string, holds: () => Promise<boolean>) =>
        eventually(what, effectMs, holds).catch(() => false);
      await eventually(`"${item}" is taken`, patienceMs, async () => {
        if (await isDone()) return true;
        if (!(await wanted.isVisible())) {
          await goTo(labels);
          await page.keyboard.press("Shift+F10");
          if (!(await soon("the menu is open", () => wanted.isVisible()))) return false;
        }
        await wanted.click({ timeout: effectMs });
        return soon("it is done", isDone);
      });
    },
    async fold(...labels) {
      const row = await goTo(labels);
      if (row.expanded === true) await press("ArrowLeft", (now) => now.expanded === false);
    },
  };
}

interface Look {
  readonly keyboard: boolean;
  /** Of all rows, also those that are not drawn. */
  readonly height: string;
  readonly rows: string[];
  readonly drawn: readonly TreeRow[];
  readonly focused: TreeRow | undefined;
  /** How deep the row after the focused one is. */
  readonly next: number | undefined;
}

interface DrawnRow extends TreeRow {
  readonly focused: boolean;
}

/** Everything at one moment. It runs in the page, where a function with a name would need a helper of the compiler. */
function lookAt(list: Locator): Promise<Look> {
  return list.evaluate(
    (element): Look => {
      const rows: readonly DrawnRow[] = [...element.querySelectorAll(".monaco-list-rows > .monaco-list-row")]
        .map((row) => ({
          focused: row.classList.contains("focused"),
          index: Number(row.getAttribute("data-index")),
          label: (row.getAttribute("aria-label") ?? "")
            .replace(/[\uE000-\uF8FF]/g, "")
            .replace(/\s+/g, " ")
            .trim(),
          level: Number(row.getAttribute("aria-level")),
          last: row.getAttribute("data-last-element") === "true",
          ...(row.hasAttribute("aria-expanded") ? { expanded: row.getAttribute("aria-expanded") === "true" } : {}),
        }))
        .sort((a, b) => a.index - b.index);
      const at = rows.findIndex(({ focused }) => focused);
      return {
        keyboard: element.contains(element.ownerDocument.activeElement),
        height: element.querySelector(".monaco-list-rows")?.style.height ?? "",
        rows: rows.map(({ label }) => label),
        drawn: rows,
        focused: rows[at],
        next: at < 0 ? undefined : rows[at + 1]?.level,
      };
    },
    undefined,
    { timeout: effectMs },
  );
}
