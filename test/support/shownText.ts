import type { Locator } from "playwright-core";

/** The text of the first match as it is laid out, with its line breaks; empty when there is no match. */
export async function shownText(locator: Locator): Promise<string> {
  return ((await locator.allInnerTexts())[0] ?? "").trim();
}
