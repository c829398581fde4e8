/** Qwen Code 0.24.4, seen 2026-11-25: user scope, since a hook of a project is only run where its folder is trusted. */
import { insertIntoArrays, removeFromArray } from "../../core/parse/insertJsonc.ts";
import { commandsFor, type HookInstall } from "../hookInstall.ts";
import { disablesAllHooks, isOurGroup, settingsFault, settingsState, settingsSwitch } from "../settingsHooks.ts";

const preToolUse = ["hooks", "PreToolUse"] as const;

/**
 * Seconds in 0.24.4, where 1000 and more are read as milliseconds, and milliseconds before: this number is a minute in
 * both. More is useless, since Qwen Code waits for no hook longer than 60 s and then runs the tool.
 */
const timeout = 60_000;

/** Milliseconds: when the hook denies by itself, early enough on a busy machine. */
const patienceMs = 50_000;

export const qwenInstall: HookInstall = {
  source: "qwen-settings",
  title: "Qwen Code",
  agents: ["qwen"],
  path: [".qwen", "settings.json"],
  add: (text, launcher, windows) => insertIntoArrays(text, entries(launcher, windows)),
  remove: (text) => removeFromArray(text, preToolUse, isOurGroup),
  state: (text, launcher, windows) => settingsState(text, entries(launcher, windows), disablesAllHooks),
  faultOf: (text) => settingsFault(text, disablesAllHooks),
  project: {
    agents: ["qwen"],
    files: [".qwen/settings.json"],
    switchedOff: (text) => settingsSwitch(text, disablesAllHooks),
  },
};

function entries(launcher: string, windows: boolean) {
  const commands = commandsFor(launcher, "qwen-settings", ["--patience", String(patienceMs)]);
  const command = windows ? commands.windows : commands.posix;
  const handler = { name: "countersign", type: "command", command, timeout };
  return [{ path: preToolUse, value: { matcher: "*", hooks: [handler] } }];
}
