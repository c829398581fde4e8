import { type ForeseenChanges, foreseeChanges } from "../core/effects/fileChanges.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import { diskFiles } from "./fileText.ts";

/**
 * Looks at the files that a call would change in the time in which its decision is flushed to the disk.
 * INVARIANT: what is told was on the disk before the agent had its answer; later the agent may have written already.
 */
export function lookAtChange(call: HeldCall): () => ForeseenChanges {
  let seen: ForeseenChanges = { why: "The files were not looked at before the agent was told." };
  const soon = setImmediate(() => {
    try {
      seen = foreseeChanges(call.actions, diskFiles);
    } catch {
      seen = { why: "The files could not be looked at." };
    }
  });
  return () => {
    clearImmediate(soon);
    return seen;
  };
}
