/**
 * What the agents call. A pipe that fails closed: it hands the agent's payload to the window that owns the folder,
 * prints what it is told and ends as it is told. Without any window the policy alone decides.
 */
import { dirname, join } from "node:path";
import { askUnattended } from "../node/askUnattended.ts";
import { askWindow } from "../node/askWindow.ts";
import { contains } from "../node/containment.ts";
import { chooseWindows, openWindows, readWindow } from "../node/windows.ts";
import { type HookSource, maxMessageBytes, protocolVersion, type WindowEntry } from "../protocol/messages.ts";
import { type HookArguments, readArguments } from "./arguments.ts";
import { answer, deny, installFailClosed } from "./failClosed.ts";
import { readPayload } from "./readPayload.ts";
import { startWatchdog } from "./watchdog.ts";

installFailClosed();
void main();

async function main(): Promise<never> {
  const parsed = readArguments(process.argv.slice(2));
  if ("error" in parsed) return deny(parsed.error);
  const startedAt = performance.now();
  startWatchdog(parsed.patienceMs, () => deny("Nobody answered in time."));
  // JSON may need twice the bytes when it is quoted into a message, so the payload gets half of the room.
  const payload = await readPayload(process.stdin, maxMessageBytes / 2);
  if (payload === undefined) return deny("The call is larger than a person could review.");
  if (payload.trim() === "") return deny("The agent sent no description of the call.");
  const cwd = folderOf(payload, parsed.source);
  const patienceMs = Math.max(1, parsed.patienceMs - (performance.now() - startedAt));
  const request = { v: protocolVersion, type: "held", source: parsed.source, payload, cwd, patienceMs } as const;
  const windows = windowsToAsk(parsed, cwd);
  for (const window of windows) {
    const result = await askWindow(window, request);
    if (result === "nobody-listens") continue;
    return "reply" in result ? answer(result.reply) : deny(result.failure);
  }
  if (windows.length > 0) return deny("The editor window does not answer. Reload the window, then try again.");
  const result = await askUnattended(join(dirname(__filename), "unattended.js"), parsed.locations.base, request);
  return "reply" in result ? answer(result.reply) : deny(result.failure);
}

/** The window that runs the agent itself, when it is known; otherwise by folder and focus. */
function windowsToAsk({ window, locations }: HookArguments, cwd: string): readonly WindowEntry[] {
  const own = window !== undefined && contains(locations.run, window) ? readWindow(window) : undefined;
  return own ? [own] : chooseWindows(openWindows(locations.run), cwd);
}

/** Where agents name their folder in a field of their own; all others in `cwd`. The same as in relay.pl. */
const folderFields: Readonly<Partial<Record<HookSource, (fields: Fields) => unknown>>> = {
  "cursor-tool": firstRoot,
  "cursor-step": firstRoot,
  "cline-hooks": ({ workspaceRoots: roots }) => (Array.isArray(roots) ? roots[0] : undefined),
  "goose-plugin": ({ working_dir: folder }) => folder,
  "windsurf-hooks": ({ tool_info: info }) => (info as Fields | null | undefined)?.cwd,
};

function firstRoot({ workspace_roots: roots }: Fields): unknown {
  return Array.isArray(roots) ? roots[0] : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The folder in the payload is the agent's; the process's own may be another. Broken JSON is the window's business. */
function folderOf(payload: string, source: HookSource): string {
  try {
    const fields = JSON.parse(payload) as Fields;
    const folder = folderFields[source]?.(fields) ?? fields.cwd;
    return typeof folder === "string" ? folder : process.cwd();
  } catch {
    return process.cwd();
  }
}
