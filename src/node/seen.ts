import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HookSource } from "../protocol/messages.ts";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

/** The proof that a hook works: it was called. A file in place proves nothing. */
export interface Seen {
  readonly agent: string;
  /** Milliseconds since the epoch of the last call. */
  readonly at: number;
}

/** Notes a call for other windows and the command line. Not more than once a minute; a failure changes nothing. */
export function createSeenLog({ seen }: Locations): (source: HookSource, agent: string, now: number) => void {
  const written = new Map<string, number>();
  return (source, agent, now) => {
    if (Math.abs(now - (written.get(source) ?? Number.NEGATIVE_INFINITY)) < 60_000) return;
    written.set(source, now);
    try {
      makePrivateFolder(seen);
      replaceFile(join(seen, source), JSON.stringify({ agent, at: now }));
    } catch {
      // Only the status view depends on it, and it then says "not seen".
    }
  };
}

export function lastSeen({ seen }: Locations, source: HookSource): Seen | undefined {
  try {
    const { agent, at } = JSON.parse(readFileSync(join(seen, source), "utf8")) as Record<string, unknown>;
    return typeof agent === "string" && typeof at === "number" ? { agent, at } : undefined;
  } catch {
    return undefined;
  }
}
