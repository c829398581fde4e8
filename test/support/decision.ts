/** The panel with the question beside a diff: a page of our own in an editor tab. */
import type { Page } from "playwright-core";
import { seenPage } from "./ownPage.ts";
import { shownText } from "./shownText.ts";
import { eventually } from "./wait.ts";

const patienceMs = 45_000;

export interface DecisionContent {
  readonly title: string;
  /** All that is said below it. */
  readonly text: string;
  /** The rows of files, such as "notes.txt changed +1 −1 /home/". */
  readonly files: readonly string[];
  readonly buttons: readonly string[];
}

export interface Decision {
  isOpen(): Promise<boolean>;
  /** Waits for the panel and reads it. */
  read(): Promise<DecisionContent>;
  /** Whether any of its buttons can be pressed by now. */
  isPressable(): Promise<boolean>;
  /** Shows the change of one file, by its name. */
  showFile(name: string): Promise<void>;
  /** Presses a button as soon as it works, and waits until the panel is gone. */
  press(button: string): Promise<void>;
  /** Closes its tab, which is no answer. */
  close(): Promise<void>;
  waitGone(): Promise<void>;
  /** Closes what is left over, so that a failed test does not spoil the next one. */
  dismiss(): Promise<void>;
}

export function decisionOf(page: Page): Decision {
  const seen = () => seenPage(page, async (inner) => (await inner.locator("#actions button").count()) > 0);
  const shown = () => eventually("a decision is seen", patienceMs, seen);
  const tab = page.locator(".tab", { hasText: "Your Decision" });
  const gone = () => tab.waitFor({ state: "detached" });
  /** The host draws tabs anew while layouts change, so a click is repeated until it had its effect. */
  const close = () =>
    eventually("the decision's tab is closed", patienceMs, async () => {
      if ((await tab.count()) === 0) return true;
      await tab.first().hover({ timeout: 5_000 });
      await tab.first().locator(".tab-actions .action-label").first().click({ timeout: 5_000 });
      return (await tab.count()) === 0;
    });
  return {
    isOpen: async () => (await tab.count()) > 0,
    async read() {
      const { inner: body } = await shown();
      return {
        title: await shownText(body.locator("#title")),
        text: await shownText(body.locator("main")),
        files: (await body.locator("#files li").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()),
        buttons: (await body.locator("#actions button").allInnerTexts()).map((text) => text.trim()),
      };
    },
    async isPressable() {
      const now = await seen();
      return now !== undefined && (await now.inner.locator("#actions button:enabled").count()) > 0;
    },
    async showFile(name) {
      const { inner: body } = await shown();
      await body.locator("#files button", { hasText: name }).click();
      await page.locator(".tab", { hasText: `${name}, as the agent would leave it` }).waitFor();
    },
    async press(button) {
      const now = await shown();
      // Only this question is answered, also when the next one comes up at once.
      const frame = await now.frame.elementHandle();
      const answered = async () => !(await frame?.evaluate((element) => element.isConnected));
      const wanted = now.inner.locator("#actions button:enabled", { hasText: button }).first();
      await eventually(`"${button}" decides`, patienceMs, async () => {
        if (await answered()) return true;
        await wanted.click({ timeout: 5_000 });
        return eventually("the answer is taken", 5_000, answered);
      });
    },
    async close() {
      await close();
      await gone();
    },
    waitGone: gone,
    async dismiss() {
      if ((await tab.count()) > 0) await close();
    },
  };
}
