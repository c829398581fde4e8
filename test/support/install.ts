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
  for (const row of await rows.all()) {
    const box = row.locator(".monaco-checkbox").first();
    const wanted = ((await row.getAttribute("aria-label")) ?? "").startsWith("Claude Code");
    const checked = (await row.getAttribute("aria-checked")) === "true";
    if (checked !== wanted) await box.click();
  }
  await page.locator(".quick-input-widget .quick-input-action .monaco-button").first().click();
  await rows.filter({ hasText: "Write This Change" }).first().waitFor();
  await window.screenshot("install-gate");
  await window.pickQuickPickItem("Write This Change");
  await eventually("the gate is installed", patienceMs, async () =>
    (await window.notifications()).some((text) => text.includes("gate is installed")),
  );
  await window.runCommand("Notifications: Clear All Notifications");
}
