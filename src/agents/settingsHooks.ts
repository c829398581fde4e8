/** What the agents have in common whose hooks are groups in a JSON file of settings: Claude Code, Gemini CLI, Qwen Code. */
import { parseJsonc } from "../core/parse/jsonc.ts";
import { at, itemsOf, plain, textOf, type ValueNode } from "../core/parse/value.ts";
import { type EntryState, isOurCommand } from "./hookInstall.ts";

/** One group of ours, and the list it belongs into. */
export interface HookEntry {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What in the settings keeps hooks from running; undefined: nothing. */
export type SwitchedOff = (root: ValueNode) => string | undefined;

/** How our entries stand in a file of settings. */
export function settingsState(text: string, expected: readonly HookEntry[], switchedOff: SwitchedOff): EntryState {
  if (isBlank(text)) return "absent";
  const { value: root, problems } = parseJsonc(text);
  if (!root || problems.length > 0) return "unreadable";
  const found = expected.map(({ path }) => itemsOf(at(root, ...path)).map(({ value }) => value));
  if (!found.flat().some(isOurGroup)) return "absent";
  const whole = expected.every(({ value }, index) =>
    found[index]?.some((group) => canonical(plain(group)) === canonical(value)),
  );
  if (!whole) return "altered";
  return switchedOff(root) === undefined ? "present" : "switched-off";
}

/** What in a file of settings of any layer keeps the agent from calling hooks. */
export function settingsFault(text: string, switchedOff: SwitchedOff): string | undefined {
  if (isBlank(text)) return undefined;
  const { value: root, problems } = parseJsonc(text);
  return !root || problems.length > 0 ? "is not valid JSON" : switchedOff(root);
}

/** What in a workspace's file of settings keeps the agent from calling hooks; undefined also where it cannot be read. */
export function settingsSwitch(text: string, switchedOff: SwitchedOff): string | undefined {
  const { value: root } = parseJsonc(text);
  return root && switchedOff(root);
}

/** The switch that Claude Code introduced and others took over. */
export function disablesAllHooks(root: ValueNode): string | undefined {
  const off = at(root, "disableAllHooks");
  return off !== undefined && plain(off) !== false ? "sets “disableAllHooks”" : undefined;
}

/** A group whose every command is ours; one that a person added a command to is not taken away. */
export function isOurGroup(group: ValueNode): boolean {
  const handlers = itemsOf(at(group, "hooks"));
  return handlers.length > 0 && handlers.every(({ value }) => isOurCommand(textOf(at(value, "command"))));
}

function isBlank(text: string): boolean {
  return text.replace("\uFEFF", "").trim() === "";
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
