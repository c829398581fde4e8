/** Cursor's user hooks (`@cursor/sdk` 1.0.32, read 2026-11-21). Not proven: no Cursor was run here. */
import { at, textOf } from "../../core/parse/value.ts";
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, type HookInstall, isOurCommand } from "../hookInstall.ts";
import { jsonEntries } from "../jsonEntries.ts";

export const cursorInstall: HookInstall = {
  source: "cursor-tool",
  title: "Cursor",
  agents: ["cursor"],
  path: [".cursor", "hooks.json"],
  ...jsonEntries({
    start: '{\n  "version": 1\n}\n',
    entries,
    isOurs: (element) => isOurCommand(textOf(at(element, "command"))),
  }),
};

/** Seconds; above 3600 Cursor warns. The hook answers a minute earlier by itself. */
const timeout = 3600;

/** Without `failClosed` Cursor goes on when a hook is late or cannot be started. */
function entries(launcher: string, windows: boolean) {
  const entry = (source: "cursor-tool" | "cursor-step") => {
    const commands = commandsFor(launcher, source);
    const command = windows ? commands.windows : singleCommand(commands);
    return { command, timeout, failClosed: true };
  };
  return [
    // A server's tool comes without its server's name here; beforeMCPExecution has it.
    { path: ["hooks", "preToolUse"], value: { ...entry("cursor-tool"), matcher: "^(?!MCP:)" } },
    { path: ["hooks", "beforeShellExecution"], value: entry("cursor-step") },
    { path: ["hooks", "beforeMCPExecution"], value: entry("cursor-step") },
  ];
}
