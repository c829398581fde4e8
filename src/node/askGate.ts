import { type HookReply, type HookRequest, maxMessageBytes } from "../protocol/messages.ts";
import { askUnattended } from "./askUnattended.ts";
import { askWindow } from "./askWindow.ts";
import type { Locations } from "./locations.ts";
import { chooseWindows, openWindows } from "./windows.ts";

export interface GateAsk {
  readonly locations: Locations;
  /** Judges by policy alone when no window is open. */
  readonly unattended: string;
  readonly request: Omit<HookRequest, "token">;
  /** The caller no longer needs the answer. */
  readonly signal: AbortSignal;
}

/** INVARIANT: only a whole, valid reply that says 0 allows. Everything else, also what takes too long, is a denial. */
export type GateAnswer =
  | { readonly allowed: true; readonly reply: HookReply }
  | { readonly allowed: false; readonly reason: string };

/**
 * Asks the gate about one call, from a program that outlives the call: the window that owns the folder, and where
 * none is open the policy alone. Never rejects.
 */
export async function askGate(ask: GateAsk): Promise<GateAnswer> {
  if (Buffer.byteLength(ask.request.payload) > maxMessageBytes / 2) {
    return denied("The call is larger than a person could review.");
  }
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, ask.request.patienceMs);
  ask.signal.addEventListener("abort", end);
  if (ask.signal.aborted) end();
  try {
    const late = new Promise<GateAnswer>((resolve) => {
      const tell = () => resolve(denied(ask.signal.aborted ? "The call was cancelled." : "Nobody answered in time."));
      if (over.signal.aborted) tell();
      else over.signal.addEventListener("abort", tell);
    });
    return await Promise.race([late, askOne(ask, over.signal)]);
  } catch (error) {
    return denied(`Nobody could be asked: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
    ask.signal.removeEventListener("abort", end);
  }
}

async function askOne({ locations, unattended, request }: GateAsk, signal: AbortSignal): Promise<GateAnswer> {
  const windows = chooseWindows(openWindows(locations.run), request.cwd);
  for (const window of windows) {
    const result = await askWindow(window, request, signal);
    if (result !== "nobody-listens") return answerOf(result);
  }
  if (windows.length > 0) {
    return denied("The editor window does not answer. Reload the window, then try again.");
  }
  return answerOf(await askUnattended(unattended, locations.base, request, signal));
}

function answerOf(result: { readonly reply: HookReply } | { readonly failure: string }): GateAnswer {
  if ("failure" in result) return denied(result.failure);
  const { reply } = result;
  return reply.exitCode === 0 ? { allowed: true, reply } : denied(reply.stderr.trim() || "The action was denied.");
}

function denied(reason: string): GateAnswer {
  const said = reason.startsWith("Countersign") ? reason : `Countersign stopped this call. ${reason}`;
  return { allowed: false, reason: said };
}
