/**
 * Windsurf's Cascade, now in Devin Desktop, from its documents (read 2026-11-21). Not proven: no Windsurf was run here.
 * How long it waits for a hook is written nowhere, and a late hook lets the action run, so ours answers after 25 s.
 */
import { at, textOf } from "../../core/parse/value.ts";
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, type HookInstall, isOurCommand } from "../hookInstall.ts";
import { jsonEntries } from "../jsonEntries.ts";

export const windsurfInstall: HookInstall = {
  source: "windsurf-hooks",
  title: "Windsurf",
  agents: ["windsurf"],
  path: [".codeium", "windsurf", "hooks.json"],
  ...jsonEntries({ entries, isOurs: (element) => isOurCommand(textOf(at(element, "command"))) }),
};

const patienceMs = 25_000;

function entries(launcher: string) {
  const commands = commandsFor(launcher, "windsurf-hooks", ["--patience", String(patienceMs)]);
  const value = { command: singleCommand(commands), powershell: commands.windows, show_output: true };
  return ["pre_read_code", "pre_write_code", "pre_run_command", "pre_mcp_tool_use"].map((event) => ({
    path: ["hooks", event],
    value,
  }));
}
