import { parentPort, workerData } from "node:worker_threads";
import type { ReviewEngine } from "../../core/reviewing/engine.ts";
import type { Work } from "../../core/reviewing/messages.ts";
import { loadEngine } from "./here.ts";
import { placeWriter } from "./place.ts";
import { isReady, type ThreadData } from "./threadData.ts";

/**
 * Answers one piece of work after the other. A fault is not caught: it ends the thread, and whoever watches it starts
 * another one.
 * @param around what the engine is put into
 */
export async function serve(around = (engine: ReviewEngine): ReviewEngine => engine): Promise<void> {
  const { wasmFolder, place } = workerData as ThreadData;
  const engine = around(await loadEngine(wasmFolder));
  const step = placeWriter(place);
  parentPort?.on("message", async (work: Work) => {
    step(undefined);
    parentPort?.postMessage(await engine.work(work, step));
  });
  parentPort?.postMessage(isReady);
}
