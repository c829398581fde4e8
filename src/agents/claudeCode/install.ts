/** Claude Code 2.1.329, seen 2026-11-21: user scope, since a project's `disableAllHooks` did not reach it in the lab. */
import { insertIntoArrays, removeFromArray } from "../../core/parse/insertJsonc.ts";
import { parseJsonc } from "../../core/parse/jsonc.ts";
import { at, itemsOf, plain, textOf, type ValueNode } from "../../core/parse/value.ts";
import { tellingCommands } from "../hookCommand.ts";
import { commandsFor, type EntryState, type HookInstall, isOurCommand } from "../hookInstall.ts";

export const claudeCodeInstall: HookInstall = {
  source: "claude-settings",
  title: "Claude Code",
  agents: ["claude-code"],
  path: [".claude", "settings.json"],
  add: (text, launcher, windows) => insertIntoArrays(text, entries(launcher, windows)),
  remove: (text) => paths.reduce((rest, path) => removeFromArray(rest, path, isOurGroup), text),
  state,
  faultOf,
};

const preToolUse = ["hooks", "PreToolUse"] as const;
const configChange = ["hooks", "ConfigChange"] as const;

/** They end what a person allowed for a task or a session. */
const ends = ["UserPromptSubmit", "Stop", "SubagentStop", "SessionEnd"].map((name) => ["hooks", name] as const);

const paths = [preToolUse, configChange, ...ends];

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
    ...ends.map((path) => ({ path, value: { hooks: [teller(launcher, windows)] } })),
  ];
}

function teller(launcher: string, windows: boolean) {
  const commands = tellingCommands(launcher, ["--source", "claude-settings", "--patience", "5000"]);
  const command = windows ? { command: commands.windows, shell: "powershell" } : { command: commands.posix };
  return { type: "command", ...command, timeout: tellTimeout };
}

function handler(launcher: string, windows: boolean, timeout: number, extra: readonly string[]) {
  const commands = commandsFor(launcher, "claude-settings", extra);
  const command = windows ? { command: commands.windows, shell: "powershell" } : { command: commands.posix };
  return { type: "command", ...command, timeout, onFailure: "block" };
}

function state(text: string, launcher: string, windows: boolean): EntryState {
  if (text.replace("\uFEFF", "").trim() === "") return "absent";
  const { value: root, problems } = parseJsonc(text);
  if (!root || problems.length > 0) return "unreadable";
  const found = paths.map((path) => itemsOf(at(root, ...path)).map(({ value }) => value));
  if (!found.flat().some(isOurGroup)) return "absent";
  const expected = entries(launcher, windows).map(({ value }) => canonical(value));
  const whole = expected.every((entry, index) => found[index]?.some((group) => canonical(plain(group)) === entry));
  if (!whole) return "altered";
  return switchesHooksOff(root) ? "switched-off" : "present";
}

function faultOf(text: string): string | undefined {
  if (text.replace("\uFEFF", "").trim() === "") return undefined;
  const { value: root, problems } = parseJsonc(text);
  if (!root || problems.length > 0) return "is not valid JSON";
  return switchesHooksOff(root) ? "sets “disableAllHooks”" : undefined;
}

function switchesHooksOff(root: ValueNode | undefined): boolean {
  const off = at(root, "disableAllHooks");
  return off !== undefined && plain(off) !== false;
}

/** A group whose every command is ours; one that a person added a command to is not taken away. */
function isOurGroup(group: ValueNode): boolean {
  const handlers = itemsOf(at(group, "hooks"));
  return handlers.length > 0 && handlers.every(({ value }) => isOurCommand(textOf(at(value, "command"))));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
