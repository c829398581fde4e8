/** Qwen Code 0.24.4, seen 2026-11-25: user scope, since a hook of a project is only run where its folder is trusted. */
import { insertIntoArrays, removeFromArray } from "../../core/parse/insertJsonc.ts";
import { type HookLines, ownEnvironment } from "../hookCommand.ts";
import { commandsFor, type HookInstall, tellingFor } from "../hookInstall.ts";
import { disablesAllHooks, isOurGroup, settingsFault, settingsState, settingsSwitch } from "../settingsHooks.ts";

const preToolUse = ["hooks", "PreToolUse"] as const;

/** They tell what became of a call. */
const tells = ["PostToolUse", "PostToolUseFailure"].map((name) => ["hooks", name] as const);

/**
 * Seconds in 0.24.4, where 1000 and more are read as milliseconds, and milliseconds before: this number is a minute in
 * both. More is useless, since Qwen Code waits for no hook longer than 60 s and then runs the tool.
 */
const timeout = 60_000;

/** Milliseconds: when the hook denies by itself, early enough on a busy machine. */
const patienceMs = 50_000;

/** Milliseconds, in whichever way it is read: see above. Told in passing. */
const tellTimeout = 10_000;

export const qwenInstall: HookInstall = {
  source: "qwen-settings",
  title: "Qwen Code",
  agents: ["qwen"],
  path: [".qwen", "settings.json"],
  add: (text, launcher, windows) => insertIntoArrays(text, entries(launcher, windows)),
  remove: (text) => [preToolUse, ...tells].reduce((rest, path) => removeFromArray(rest, path, isOurGroup), text),
  state: (text, launcher, windows) => settingsState(text, entries(launcher, windows), disablesAllHooks),
  faultOf: (text) => settingsFault(text, disablesAllHooks),
  project: {
    agents: ["qwen"],
    files: [".qwen/settings.json"],
    switchedOff: (text) => settingsSwitch(text, disablesAllHooks),
  },
};

function entries(launcher: string, windows: boolean) {
  const hold = commandsFor(launcher, "qwen-settings", ["--patience", String(patienceMs)]);
  const tell = tellingFor(launcher, "qwen-settings");
  const group = ({ posix, windows: powerShell }: HookLines, within: number) => ({
    matcher: "*",
    hooks: [
      {
        name: "countersign",
        type: "command",
        command: windows ? powerShell : posix,
        timeout: within,
        ...(windows ? {} : { env: ownEnvironment }),
      },
    ],
  });
  return [
    { path: preToolUse, value: group(hold, timeout) },
    ...tells.map((path) => ({ path, value: group(tell, tellTimeout) })),
  ];
}
