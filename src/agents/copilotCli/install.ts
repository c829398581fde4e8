/**
 * One file of our own that three hosts read: Copilot CLI 1.0.102, VS Code's Agent Host and its Local harness
 * (VS Code 1.139.1), seen 2026-11-21. PascalCase event, flat handler, no matcher: `matcher: "*"` is skipped silently.
 */
import { type HookLines, ownEnvironment } from "../hookCommand.ts";
import { commandsFor, type HookInstall, isOurCommand, tellingFor } from "../hookInstall.ts";
import { disablesAllHooks, settingsSwitch } from "../settingsHooks.ts";

export const copilotCliInstall: HookInstall = {
  source: "copilot-hooks",
  title: "VS Code agent and Copilot CLI",
  agents: ["vscode", "copilot-cli"],
  path: [".copilot", "hooks", "countersign.json"],
  add(text, launcher) {
    const inserted = content(launcher);
    return { value: { text: inserted, splices: [{ offset: 0, removed: text, inserted }] }, problems: [] };
  },
  // The file is ours alone, so nothing of it remains.
  remove: () => "",
  state(text, launcher) {
    if (text === content(launcher)) return "present";
    // A file of the same name that is not ours is nobody's business but its owner's.
    return isOurCommand(text) ? "altered" : "absent";
  },
  // Copilot CLI asks no hook before its settings change (1.0.102), so there is nothing to reject.
  faultOf: () => undefined,
  project: {
    agents: ["copilot-cli"],
    files: [
      ".github/copilot/settings.json",
      ".github/copilot/settings.local.json",
      ".claude/settings.json",
      ".claude/settings.local.json",
    ],
    switchedOff: (text) => settingsSwitch(text, disablesAllHooks),
  },
};

/** Seconds, in both spellings. The default of 30 s would let the action run while a person still reads. */
const timeout = 3600;

/** Told in passing: the agent goes on whatever comes of it. */
const tellTimeout = 10;

function content(launcher: string): string {
  const handler = ({ posix, windows }: HookLines, within: number) => {
    const commands = { command: posix, bash: posix, powershell: windows, windows };
    return [{ type: "command", ...commands, env: ownEnvironment, timeout: within, timeoutSec: within }];
  };
  const told = handler(tellingFor(launcher, "copilot-hooks"), tellTimeout);
  const hooks = {
    PreToolUse: handler(commandsFor(launcher, "copilot-hooks"), timeout),
    PostToolUse: told,
    PostToolUseFailure: told,
  };
  return `${JSON.stringify({ version: 1, hooks }, undefined, 2)}\n`;
}
