/**
 * Kiro IDE 1.x and CLI 3.x, from their documents (read 2026-11-21). Not proven: no Kiro was run here. CLI 2.x is said to
 * go on after a denial (2.19.2) and is not held.
 */
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, type HookInstall } from "../hookInstall.ts";
import { ownFile } from "../ownFile.ts";

export const kiroInstall: HookInstall = {
  source: "kiro-hooks",
  title: "Kiro",
  agents: ["kiro"],
  path: [".kiro", "hooks", "countersign.json"],
  ...ownFile(content),
};

/** Seconds. */
const timeout = 3600;

function content(launcher: string, windows: boolean): string {
  const commands = commandsFor(launcher, "kiro-hooks");
  const command = windows ? commands.windows : singleCommand(commands);
  const hook = { name: "countersign", trigger: "PreToolUse", matcher: ".*", action: { type: "command", command } };
  return `${JSON.stringify({ version: "v1", hooks: [{ ...hook, timeout, enabled: true }] }, undefined, 2)}\n`;
}
