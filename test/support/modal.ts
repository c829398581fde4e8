/** VS Code's modal dialog, with `window.dialogStyle` "custom" (the default of the web workbench). */
import type { Page } from "playwright-core";
import { shownText } from "./shownText.ts";
import { eventually } from "./wait.ts";

const patienceMs = 45_000;

export interface ModalContent {
  readonly title: string;
  readonly detail: string;
  /** In the order shown. */
  readonly buttons: readonly string[];
  /** The button that Enter presses; empty when none has the focus. */
  readonly focused: string;
}

export interface Modal {
  isOpen(): Promise<boolean>;
  /** Waits for a dialog and reads it. */
  read(): Promise<ModalContent>;
  /** Clicks a button. */
  press(button: string): Promise<void>;
  /** Presses a key while the dialog has the keyboard. */
  pressKey(key: "Enter" | "Escape" | "Space"): Promise<void>;
  /** Presses Escape until no dialog is left, so that a failed test does not spoil the next one. */
  dismissAll(): Promise<void>;
  /** Waits until no dialog is open. */
  waitGone(): Promise<void>;
}

export function modalOf(page: Page): Modal {
  const box = page.locator(".monaco-dialog-box");

  /** Nothing may be taken in the first moment of a dialog. Only this one is answered, also when the next comes at once. */
  async function answer(what: string, act: () => Promise<void>): Promise<void> {
    await box.waitFor();
    const dialog = await box.elementHandle();
    const answered = async () => !(await dialog?.evaluate((element) => element.isConnected));
    await eventually(what, patienceMs, async () => {
      if (await answered()) return true;
      await act();
      return eventually("the dialog is gone", 5_000, answered).catch(() => undefined);
    });
  }

  return {
    isOpen: () => box.isVisible(),
    async read() {
      await box.waitFor();
      await box.locator(".monaco-button:focus").waitFor();
      return {
        title: await shownText(box.locator(".dialog-message-text")),
        detail: await shownText(box.locator(".dialog-message-detail")),
        buttons: (await box.locator(".dialog-buttons .monaco-button").allInnerTexts()).map((text) => text.trim()),
        focused: await shownText(box.locator(".dialog-buttons .monaco-button:focus")),
      };
    },
    press: (button) =>
      answer(`"${button}" is taken`, () =>
        box.locator(".dialog-buttons .monaco-button", { hasText: button }).first().click({ timeout: 5_000 }),
      ),
    pressKey: (key) =>
      answer(`${key} is taken`, async () => {
        await box.locator(".monaco-button:focus").waitFor({ timeout: 5_000 });
        await page.keyboard.press(key);
      }),
    dismissAll: () =>
      eventually("no dialog is open", patienceMs, async () => {
        if (!(await box.isVisible())) return true;
        await page.keyboard.press("Escape");
        return eventually("it is closed", 1_000, async () => !(await box.isVisible())).catch(() => undefined);
      }).then(() => {}),
    waitGone: () => box.waitFor({ state: "detached" }),
  };
}
