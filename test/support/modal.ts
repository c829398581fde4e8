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
    async press(button) {
      // VS Code may not take a click in the first moment of a dialog. Only this dialog is answered, also when the next comes up at once.
      const dialog = await box.elementHandle();
      const answered = async () => !(await dialog?.evaluate((element) => element.isConnected));
      const wanted = box.locator(".dialog-buttons .monaco-button", { hasText: button }).first();
      await eventually(`"${button}" is taken`, patienceMs, async () => {
        if (await answered()) return true;
        await wanted.click({ timeout: 5_000 });
        return eventually("the dialog is gone", 3_000, answered).catch(() => undefined);
      });
    },
    async pressKey(key) {
      await box.locator(".monaco-button:focus").waitFor();
      await page.keyboard.press(key);
    },
    async dismissAll() {
      while (await box.isVisible()) {
        await page.keyboard.press("Escape");
        await page.waitForTimeout(200);
      }
    },
    waitGone: () => box.waitFor({ state: "detached" }),
  };
}
