/**
 * OpenClaw 2026.9.6 (seen 2026-11-21, 2026-11-25): a plugin file of ours, named in `plugins.load.paths` of the user's
 * configuration. A plugin hook that throws, or outlives its time, blocks the call; a plugin that cannot be loaded keeps
 * OpenClaw from starting.
 */

import type { Parsed } from "../../core/model/problem.ts";
import {
  type Inserted,
  insertIntoArrays,
  insertMembers,
  removeFromArray,
  removeMember,
} from "../../core/parse/insertJsonc.ts";
import { parseJsonc } from "../../core/parse/jsonc.ts";
import { at, itemsOf, plain, textOf, type ValueNode } from "../../core/parse/value.ts";
import { companionPath, type HookInstall } from "../hookInstall.ts";
import { holdProgram, pluginHeader } from "../pluginProgram.ts";

export const openclawInstall: HookInstall = {
  source: "openclaw-plugin",
  title: "OpenClaw",
  agents: ["openclaw"],
  path: [".openclaw", "openclaw.json"],
  companions: [{ name: "countersign.mjs", executable: false, content: plugin }],
  add,
  remove: (text) =>
    [loadPaths, allowed].reduce((rest, path) => removeFromArray(rest, path, isOurs), removeMember(text, entry)),
  state(text, launcher) {
    if (text.replace("\uFEFF", "").trim() === "") return "absent";
    const { value: root, problems } = parseJsonc(text);
    if (!root || problems.length > 0) return "unreadable";
    const found = itemsOf(at(root, ...loadPaths)).map(({ value }) => value);
    if (!found.some(isOurs)) return "absent";
    if (!found.some((item) => textOf(item) === companionPath(launcher, "countersign.mjs"))) return "altered";
    if (at(root, ...entry) === undefined) return "altered";
    return faultOf(text) === undefined ? "present" : "switched-off";
  },
  faultOf,
};

const loadPaths = ["plugins", "load", "paths"] as const;
const allowed = ["plugins", "allow"] as const;
const id = "countersign";

/** A plugin that is only found runs for the gateway and not for every agent; one that is enabled by name always does. */
const entry = ["plugins", "entries", id] as const;

/**
 * Milliseconds. OpenClaw takes no more than ten minutes for a hook from its own configuration (documents of 2026.9.6);
 * ours asks for the same, and its hook answers half a minute earlier.
 */
const hookTimeoutMs = 600_000;
const patienceMs = 570_000;

function add(text: string, launcher: string): Parsed<Inserted | undefined> {
  const first = insertIntoArrays(text, entries(text, launcher));
  if (!first.value) return first;
  const second = insertMembers(first.value.text, [{ path: entry, value: { enabled: true } }]);
  if (!second.value) return second;
  const splices = [...first.value.splices, ...second.value.splices];
  return { value: { text: second.value.text, splices }, problems: [] };
}

/** The list of allowed plugins is only added to: making one would switch every other plugin off. */
function entries(text: string, launcher: string) {
  const load = { path: loadPaths, value: companionPath(launcher, "countersign.mjs") };
  return hasAllowList(parseJsonc(text).value) ? [load, { path: allowed, value: id }] : [load];
}

function hasAllowList(root: ValueNode | undefined): boolean {
  return itemsOf(at(root, ...allowed)).length > 0;
}

function isOurs(item: ValueNode): boolean {
  const text = textOf(item);
  return text === id || (text !== undefined && /\.countersign[\\/]+agents[\\/]+countersign\.mjs$/.test(text));
}

function faultOf(text: string): string | undefined {
  const root = parseJsonc(text).value;
  const is = (value: boolean, ...path: readonly string[]) => {
    const found = at(root, ...path);
    return found !== undefined && plain(found) === value;
  };
  const names = (list: ValueNode | undefined) => itemsOf(list).some(({ value }) => textOf(value) === id);
  if (is(false, "plugins", "enabled")) return "switches all plugins off (“plugins.enabled”)";
  if (is(false, "plugins", "entries", id, "enabled")) return `switches our plugin off (“plugins.entries.${id}”)`;
  if (names(at(root, "plugins", "deny"))) return "forbids our plugin (“plugins.deny”)";
  if (hasAllowList(root) && !names(at(root, ...allowed))) return "does not allow our plugin (“plugins.allow”)";
  return undefined;
}

/** Of the plugin's text, not of this file. */
const readsHome = 'import { homedir } from "node:os";';

function plugin(launcher: string, windows: boolean): string {
  const extra = ["--patience", String(patienceMs)];
  const options = { launcher, windows, source: "openclaw-plugin", patienceMs: hookTimeoutMs - 5_000, extra } as const;
  return `${pluginHeader(launcher)}
${readsHome}
${holdProgram(options)}
export default {
  id: "${id}",
  name: "Countersign",
  description: "Holds every tool call until a person or their policy said yes.",
  register(api) {
    const home = homedir();
    const agents = api.config?.agents;
    const stopped = new Set();
    const cwd = (context) => {
      const named = agents?.entries?.[context?.agentId]?.workspace ?? agents?.defaults?.workspace;
      const folder = String(named ?? "~/.openclaw/workspace");
      return folder.startsWith("~/") ? home + folder.slice(1) : folder;
    };
    api.on(
      "before_tool_call",
      async (event, context) => {
        const call = { tool: event.toolName, callId: event.toolCallId, args: event.params };
        const session = context?.sessionKey ?? context?.sessionId;
        const kind = event.toolKind === undefined ? {} : { tool: event.toolKind };
        try {
          await hold({ plugin: "openclaw", sessionId: session, cwd: cwd(context), ...call, ...kind });
        } catch (error) {
          stopped.add(event.toolCallId);
          return { block: true, blockReason: error instanceof Error ? error.message : "Countersign stopped this action." };
        }
        // The last handler's parameters are what runs: those that were decided, whatever another plugin put in place.
        return { params: event.params };
      },
      { priority: -1000, timeoutMs: ${hookTimeoutMs} },
    );
    // Told in passing: what comes of it changes nothing, and nobody waits for it. A call that was stopped comes here too.
    api.on("after_tool_call", (event, context) => {
      if (stopped.delete(event.toolCallId)) return;
      const exit = event.result?.details?.exitCode;
      const failed = event.error !== undefined || (typeof exit === "number" && exit !== 0);
      const call = { tool: event.toolName, callId: event.toolCallId, args: event.params };
      const durationMs = event.result?.details?.durationMs ?? event.durationMs;
      const session = context?.sessionKey ?? context?.sessionId;
      hold({ plugin: "openclaw", event: "after", sessionId: session, cwd: cwd(context), ...call, failed, durationMs }).catch(() => {});
    });
  },
};
`;
}
