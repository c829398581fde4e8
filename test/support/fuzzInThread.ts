import { Worker } from "node:worker_threads";
import type { FuzzRun } from "./fuzzProperties.ts";

const lookAgainMs = 1_000;
/** Whole seconds without an answer are no pause of the machine any more. */
const stuckAfterMs = 8_000;

/**
 * Runs a fuzz property for some seconds; answers how often.
 * @throws with the counterexample, or with the text that was being judged when nothing moved any more
 */
export async function fuzzInThread(property: string, run: FuzzRun): Promise<number> {
  const watched = new SharedArrayBuffer(64 * 1024);
  const worker = new Worker(new URL("./fuzzThread.mjs", import.meta.url), {
    workerData: { property, run, watched },
  });
  const watch = watchdog(watched);
  try {
    return await Promise.race([resultOf(worker), watch.stuck]);
  } finally {
    watch.end();
    await worker.terminate();
  }
}

interface Result {
  readonly runs?: number;
  readonly failure?: string;
}

function resultOf(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once("message", ({ runs, failure }: Result) =>
      runs === undefined ? reject(new Error(failure)) : resolve(runs),
    );
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread ended with ${code} and without a result.`)));
  });
}

function watchdog(watched: SharedArrayBuffer): { readonly stuck: Promise<never>; end(): void } {
  const counter = new Int32Array(watched, 0, 2);
  let before = -1;
  let movedAt = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      const now = Atomics.load(counter, 0);
      // Until the first action the thread is still loading.
      if (now !== before || now === 0) movedAt = Date.now();
      before = now;
      if (Date.now() - movedAt < stuckAfterMs) return;
      const text = new TextDecoder().decode(new Uint8Array(watched, 8, counter[1]).slice());
      reject(new Error(`It did not come to an end: ${text}`));
    }, lookAgainMs);
  });
  return { stuck, end: () => clearInterval(timer) };
}
