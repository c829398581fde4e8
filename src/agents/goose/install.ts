/**
 * Goose, from its source (`crates/goose/src/hooks`, `plugins/discovery.rs`, read 2026-11-21). Not proven: no Goose was
 * run here. A user's plugin; without `on_failure: "block"` it goes on when a hook is late or says something unexpected.
 */
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, type HookInstall } from "../hookInstall.ts";
import { ownFile } from "../ownFile.ts";

export const gooseInstall: HookInstall = {
  source: "goose-plugin",
  title: "Goose",
  agents: ["goose"],
  path: [".agents", "plugins", "countersign", "hooks", "hooks.json"],
  ...ownFile(content),
};

/** Seconds. */
const timeout = 3600;

function content(launcher: string, windows: boolean): string {
  const commands = commandsFor(launcher, "goose-plugin");
  const command = windows ? commands.windows : singleCommand(commands);
  const hook = { type: "command", command, timeout, on_failure: "block" };
  return `${JSON.stringify({ hooks: { PreToolUse: [{ matcher: ".*", hooks: [hook] }] } }, undefined, 2)}\n`;
}
