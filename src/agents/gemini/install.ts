/** Gemini CLI 0.61.0, seen 2026-11-25: user scope, since a hook of a project is only run where its folder is trusted. */
import { insertIntoArrays, removeFromArray } from "../../core/parse/insertJsonc.ts";
import { at, itemsOf, plain, textOf, type ValueNode } from "../../core/parse/value.ts";
import { type HookLines, ownEnvironment } from "../hookCommand.ts";
import { commandsFor, type HookInstall, tellingFor } from "../hookInstall.ts";
import { isOurGroup, settingsFault, settingsState, settingsSwitch } from "../settingsHooks.ts";

const beforeTool = ["hooks", "BeforeTool"] as const;
const afterTool = ["hooks", "AfterTool"] as const;

/** Switched off by its name or as a whole; \`enabled: false\` and \`disabled: ["countersign"]\` count in every layer. */
const name = "countersign";

/** Milliseconds, and never above 2^31-1: Gemini CLI then fires at once, and the tool runs. */
const timeout = 3_600_000;

/** Told in passing: the agent goes on whatever comes of it. */
const tellTimeout = 10_000;

export const geminiInstall: HookInstall = {
  source: "gemini-settings",
  title: "Gemini CLI",
  agents: ["gemini"],
  path: [".gemini", "settings.json"],
  add: (text, launcher, windows) => insertIntoArrays(text, entries(launcher, windows)),
  remove: (text) => [beforeTool, afterTool].reduce((rest, path) => removeFromArray(rest, path, isOurGroup), text),
  state: (text, launcher, windows) => settingsState(text, entries(launcher, windows), switchedOff),
  faultOf: (text) => settingsFault(text, switchedOff),
  project: {
    agents: ["gemini"],
    files: [".gemini/settings.json"],
    switchedOff: (text) => settingsSwitch(text, switchedOff),
  },
};

function entries(launcher: string, windows: boolean) {
  const hold = commandsFor(launcher, "gemini-settings");
  const tell = tellingFor(launcher, "gemini-settings");
  const group = ({ posix, windows: powerShell }: HookLines, within: number) => ({
    matcher: "*",
    hooks: [
      {
        name,
        type: "command",
        command: windows ? powerShell : posix,
        timeout: within,
        ...(windows ? {} : { env: ownEnvironment }),
      },
    ],
  });
  return [
    { path: beforeTool, value: group(hold, timeout) },
    { path: afterTool, value: group(tell, tellTimeout) },
  ];
}

function switchedOff(root: ValueNode): string | undefined {
  const enabled = at(root, "hooksConfig", "enabled");
  if (enabled !== undefined && plain(enabled) !== true) return "sets “hooksConfig.enabled”";
  const disabled = at(root, "hooksConfig", "disabled");
  const names = itemsOf(disabled).map(({ value }) => textOf(value));
  return names.some((entry) => entry === undefined || entry === name || entry === "*" || entry.includes(".countersign"))
    ? "names Countersign's hook in “hooksConfig.disabled”"
    : undefined;
}
