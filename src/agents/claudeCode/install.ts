/** Claude Code 2.1.329, seen 2026-11-21: user scope, since a project's `disableAllHooks` did not reach it in the lab. */
import { insertIntoArrays, removeFromArray } from "../../core/parse/insertJsonc.ts";
import { commandsFor, type HookInstall, tellingFor } from "../hookInstall.ts";
import { disablesAllHooks, isOurGroup, settingsFault, settingsState, settingsSwitch } from "../settingsHooks.ts";

export const claudeCodeInstall: HookInstall = {
  source: "claude-settings",
  title: "Claude Code",
  agents: ["claude-code"],
  path: [".claude", "settings.json"],
  add: (text, launcher, windows) => insertIntoArrays(text, entries(launcher, windows)),
  remove: (text) => paths.reduce((rest, path) => removeFromArray(rest, path, isOurGroup), text),
  state: (text, launcher, windows) => settingsState(text, entries(launcher, windows), disablesAllHooks),
  faultOf: (text) => settingsFault(text, disablesAllHooks),
  project: {
    agents: ["claude-code"],
    files: [".claude/settings.json", ".claude/settings.local.json"],
    switchedOff: (text) => settingsSwitch(text, disablesAllHooks),
  },
};

const preToolUse = ["hooks", "PreToolUse"] as const;
const configChange = ["hooks", "ConfigChange"] as const;

/** The first end what a person allowed for a task or a session; the last two tell what became of a call. */
const tells = ["UserPromptSubmit", "Stop", "SubagentStop", "SessionEnd", "PostToolUse", "PostToolUseFailure"].map(
  (name) => ["hooks", name] as const,
);

const paths = [preToolUse, configChange, ...tells];

/** Seconds. The hook answers a minute earlier by itself. */
const toolTimeout = 3600;

/** Seconds, for the guard of the settings: it asks nobody. */
const guardTimeout = 60;

/** Seconds. Told in passing: the agent goes on whatever comes of it. */
const tellTimeout = 10;

/** `onFailure: "block"` exists since 2.1.295 (2026-10-08); older versions ignore it and rely on the exit code. */
function entries(launcher: string, windows: boolean) {
  const tool = handler(launcher, windows, toolTimeout, []);
  const guard = handler(launcher, windows, guardTimeout, ["--patience", "45000"]);
  return [
    { path: preToolUse, value: { matcher: "*", hooks: [{ ...tool, statusMessage: "Waiting for Countersign" }] } },
    { path: configChange, value: { hooks: [guard] } },
    ...tells.map((path) => ({ path, value: { hooks: [teller(launcher, windows)] } })),
  ];
}

function teller(launcher: string, windows: boolean) {
  const commands = tellingFor(launcher, "claude-settings");
  const command = windows ? { command: commands.windows, shell: "powershell" } : { command: commands.posix };
  return { type: "command", ...command, timeout: tellTimeout };
}

function handler(launcher: string, windows: boolean, timeout: number, extra: readonly string[]) {
  const commands = commandsFor(launcher, "claude-settings", extra);
  const command = windows ? { command: commands.windows, shell: "powershell" } : { command: commands.posix };
  return { type: "command", ...command, timeout, onFailure: "block" };
}
