/** Installing and removing the gate as a person does it. */
import { eventually } from "./wait.ts";
import type { Workbench } from "./workbench.ts";

const patienceMs = 45_000;

/** "Countersign: Install Gate" for Claude Code alone: choose it, see the change, agree to it. */
export async function installClaudeGate(window: Workbench): Promise<void> {
  const { page } = window;
  await window.runCommand("Countersign: Install Gate");
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  await rows.filter({ hasText: "Claude Code" }).first().waitFor();
  // There are more agents than rows on the screen: the filter brings one up, and all others are unpicked at once.
  const all = page.locator('.quick-input-widget [aria-label="Toggle all checkboxes"]').first();
  await eventually("nothing is picked", patienceMs, async () => {
    if ((await rows.and(page.locator('[aria-checked="true"]')).count()) === 0) return true;
    await all.click({ timeout: 5_000 });
    return false;
  });
  await page.locator(".quick-input-widget input[type=text]").first().fill("Claude Code");
  const claude = rows.filter({ hasText: /^Claude Code/ }).first();
  await eventually("Claude Code is picked", patienceMs, async () => {
    if ((await claude.getAttribute("aria-checked", { timeout: 5_000 })) === "true") return true;
    await claude.locator(".monaco-checkbox").first().click({ timeout: 5_000 });
    return false;
  });
  await page.locator(".quick-input-widget .quick-input-action .monaco-button").first().click();
  await rows.filter({ hasText: "Write This Change" }).first().waitFor();
  await window.screenshot("install-gate");
  await window.pickQuickPickItem("Write This Change");
  await eventually("the gate is installed", patienceMs, async () =>
    (await window.notifications()).some((text) => text.includes("gate is installed")),
  );
  await window.runCommand("Notifications: Clear All Notifications");
}
