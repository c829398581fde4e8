/**
 * What becomes of calls that were let through, seen in what the server answers. Only looked at, after it was handed on:
 * nothing here changes, holds or delays a byte.
 */
import { idKey } from "../node/mcp/clientLine.ts";

/** How a call ended, as the server says it, with what the proxy itself measured. */
export interface CallEnd {
  /** A tool says that it failed by `isError`, the server that it could not call it by `error`. */
  readonly became: "done" | "failed";
  /** From passing the call on to its answer. */
  readonly durationMs: number;
  /** Of the line with the answer. */
  readonly bytes: number;
}

export interface Results {
  /** A call goes to the server under this id. */
  passed(id: unknown, ended: (end: CallEnd) => void): void;
  /** A line of the server, which its client has. */
  observe(line: Uint8Array): void;
}

/** Calls without an answer; those that wait longest are forgotten first. */
const maxOpen = 1_000;

/** More is read by nobody, and the proxy does not spend its time on it: that it ended is told, not how. */
const maxRead = 4 * 1024 * 1024;

export function createResults(now: () => number): Results {
  const open = new Map<string, { readonly begun: number; ended(end: CallEnd): void }>();

  function told(message: unknown, bytes: number): void {
    if (typeof message !== "object" || message === null || "method" in message) return;
    const { id, error, result } = message as { id?: unknown; error?: unknown; result?: unknown };
    if (error === undefined && result === undefined) return;
    const key = idKey(id);
    const call = open.get(key);
    if (!call) return;
    open.delete(key);
    const isError = (result as { isError?: unknown } | null | undefined)?.isError === true;
    call.ended({ became: error !== undefined || isError ? "failed" : "done", durationMs: now() - call.begun, bytes });
  }

  return {
    passed(id, ended) {
      const key = idKey(id);
      open.delete(key);
      open.set(key, { begun: now(), ended });
      const oldest = open.keys().next();
      if (open.size > maxOpen && !oldest.done) open.delete(oldest.value);
    },
    observe(line) {
      if (open.size === 0 || line.length > maxRead) return;
      try {
        const message: unknown = JSON.parse(Buffer.from(line).toString("utf8"));
        for (const one of Array.isArray(message) ? message : [message]) told(one, line.length);
      } catch {
        // No message of the protocol: it tells of no call.
      }
    },
  };
}
