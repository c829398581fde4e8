import { homedir } from "node:os";
import { type Locations, locations, locationsIn } from "../node/locations.ts";
import { isHookSource } from "../protocol/codec.ts";
import type { HookSource } from "../protocol/messages.ts";
import { hostTimeoutMs, marginMs } from "./watchdog.ts";

export interface HookArguments {
  readonly source: HookSource;
  readonly locations: Locations;
  /** Milliseconds after which the hook denies by itself. */
  readonly patienceMs: number;
  /** The entry of the window that started the agent, when the agent runs inside that window. */
  readonly window?: string;
}

/**
 * Reads the hook's command line: `--source ID [--base FOLDER] [--patience MS] [--window FILE]`.
 * Arguments and not the environment, since a repository can set variables for the agents that call the hook.
 */
export function readArguments(argv: readonly string[]): HookArguments | { readonly error: string } {
  const values = new Map<string, string>();
  for (let index = 0; index < argv.length; index += 2) {
    const [name, value] = [argv[index], argv[index + 1]];
    if (name === undefined || value === undefined) return { error: "The hook was called with incomplete arguments." };
    values.set(name, value);
  }
  const source = values.get("--source");
  if (!isHookSource(source)) return { error: "The hook was called without a known --source." };
  const base = values.get("--base");
  const window = values.get("--window");
  return {
    source,
    locations: base ? locationsIn(base, homedir()) : locations(),
    patienceMs: patience(values.get("--patience")),
    ...(window ? { window } : {}),
  };
}

/** The wish can only shorten the time: a hook that waits longer than its host lets the action run. */
function patience(wish: string | undefined): number {
  const longest = hostTimeoutMs - marginMs;
  const asked = Number(wish);
  return asked > 0 ? Math.min(asked, longest) : longest;
}
