/** Installing and removing the gate as a person does it. */
import { eventually } from "./wait.ts";
import type { Workbench } from "./workbench.ts";

const patienceMs = 45_000;

/** "Countersign: Install Gate" for Claude Code alone: choose it, see the change, agree to it. */
export async function installClaudeGate(window: Workbench): Promise<void> {
  await window.runCommand("Countersign: Install Gate");
  await window.quick.rowsWith("Claude Code");
  await window.quick.tickOnly("Claude Code");
  await window.quick.accept();
  await window.quick.rowsWith("Write This Change");
  await window.screenshot("install-gate");
  await window.quick.choose("Write This Change");
  await eventually("the gate is installed", patienceMs, async () =>
    (await window.notifications()).some((text) => text.includes("gate is installed")),
  );
  await window.runCommand("Notifications: Clear All Notifications");
}
