import { Uri } from "vscode";
import type { RunningReview } from "../../node/review/engine.ts";
import { lateReview } from "../../node/review/late.ts";
import { reviewThread } from "../../node/review/thread.ts";
import type { Log } from "../platform/log.ts";

/**
 * How long one document, or the judgement of a folder, may take. A file of the longest length that is read takes a
 * second or two, ten thousand files are judged in as much, and a machine may be twenty times slower at moments.
 */
const limitMs = 60_000;

/** What the texts of a workspace of 50,000 files and their reviews fit into. */
const maxHeapMegabytes = 2_048;

/**
 * Starts the review in a thread, or where there are none in the extension host.
 * @throws when the grammars cannot be read: the installation is broken
 */
export function createStartReview(extensionUri: Uri, log: Log): () => Promise<RunningReview> {
  const dist = Uri.joinPath(extensionUri, "dist");
  const program = Uri.joinPath(dist, "reviewWorker.js").fsPath;
  const wasmFolder = Uri.joinPath(dist, "wasm").fsPath;
  return async () => {
    try {
      return await reviewThread({ program, wasmFolder, limitMs, maxHeapMegabytes });
    } catch (error) {
      log.error("The review could not start in a thread, so it runs in the extension host", error);
      return lateReview().reviewHere(wasmFolder);
    }
  };
}
