import { Worker } from "node:worker_threads";
import type { Told, Work } from "../../core/reviewing/messages.ts";
import { ReviewFault, type RunningReview } from "./engine.ts";
import { newPlace, readPlace } from "./place.ts";
import { isReady, type ThreadData } from "./threadData.ts";

export interface ThreadOptions {
  /** The bundle of worker.ts. */
  readonly program: string;
  readonly wasmFolder: string;
  /** How long one document, or the judgement, may take. */
  readonly limitMs: number;
  readonly maxHeapMegabytes: number;
}

/** How long it may take until the thread has loaded its grammars, on a machine that is busy with other things. */
const startMs = 60_000;

/** A thread that did no step within a limit is asked this often, so that a pause of the whole machine is none of its own. */
const looks = 5;

/** Starts the review in a thread. @throws when the thread does not start, or its grammars cannot be read */
export async function reviewThread(options: ThreadOptions): Promise<RunningReview> {
  const place = newPlace();
  const workerData: ThreadData = { wasmFolder: options.wasmFolder, place };
  const worker = new Worker(options.program, {
    workerData,
    name: "countersign review",
    // It logs nothing, and what a library prints must not reach anybody's protocol on stdout.
    stdout: true,
    resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMegabytes },
  });
  await started(worker);
  worker.unref();
  return running(worker, place, options.limitMs);
}

async function started(worker: Worker): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error("The thread of the review did not start in time.")), startMs);
      worker.once("message", (message) => message === isReady && resolve());
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The thread of the review ended with ${code} as it started.`)));
    });
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

interface Waiting {
  readonly resolve: (told: Told) => void;
  readonly reject: (fault: ReviewFault) => void;
}

function running(worker: Worker, place: SharedArrayBuffer, limitMs: number): RunningReview {
  let waiting: Waiting | undefined;
  let fault: ReviewFault | undefined;
  let watch: ReturnType<typeof setInterval> | undefined;
  let cause: unknown;

  const settle = (): Waiting | undefined => {
    clearInterval(watch);
    worker.unref();
    const settled = waiting;
    waiting = undefined;
    return settled;
  };
  const fail = (kind: ReviewFault["kind"]): void => {
    fault ??= new ReviewFault(kind, waiting && readPlace(place).id, { cause });
    settle()?.reject(fault);
    void worker.terminate();
  };
  worker.on("message", (told: Told) => settle()?.resolve(told));
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("messageerror", (error) => {
    cause = error;
    fail("died");
  });
  worker.on("exit", () => fail("died"));

  return {
    where: "thread",
    work: (work: Work) =>
      new Promise<Told>((resolve, reject) => {
        if (fault) return reject(fault);
        waiting = { resolve, reject };
        // Whoever waits for an answer keeps the program alive, a thread without work does not.
        worker.ref();
        watch = watchSteps(place, limitMs, () => fail("stalled"));
        worker.postMessage(work);
      }),
    end: () => void worker.terminate(),
  };
}

function watchSteps(place: SharedArrayBuffer, limitMs: number, onStall: () => void): ReturnType<typeof setInterval> {
  let last = readPlace(place).steps;
  let quiet = 0;
  const timer = setInterval(() => {
    const { steps } = readPlace(place);
    quiet = steps === last ? quiet + 1 : 0;
    last = steps;
    if (quiet >= looks) onStall();
  }, limitMs / looks);
  timer.unref();
  return timer;
}
