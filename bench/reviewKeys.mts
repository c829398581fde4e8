/** From a keystroke to what the editor is told, as the editor does it: the text goes to the review's thread and back. */
import { setImmediate as breathe } from "node:timers/promises";
import type { DocumentText, Told } from "../src/core/reviewing/messages.ts";
import { ReviewFeed } from "../src/node/review/feed.ts";
import { reviewThread } from "../src/node/review/thread.ts";
import { packageWasmFolder } from "../test/support/parsers.ts";
import { bundleProgram } from "../test/support/reviewThreads.ts";

export interface Keys {
  /** From the change of the text to the answer, by keystroke. */
  readonly times: readonly number[];
  /** Of the processor, of all threads. */
  readonly cpuTimes: readonly number[];
  /** The longest time in which the program that shows the answers could not do anything else. */
  readonly longestBlockMs: number;
}

/** @param edits texts of the document, one a keystroke; the first ones only warm up */
export async function typeInThread(
  others: readonly Omit<DocumentText, "id" | "group">[],
  edits: Iterable<string>,
  warmUp: number,
): Promise<Keys> {
  const { program, remove } = await bundleProgram("src/node/review/worker.ts", true);
  let heard: (told: Told) => void = () => undefined;
  const fail = (error: unknown): never => {
    throw error;
  };
  const feed = new ReviewFeed({
    start: () => reviewThread({ program, wasmFolder: packageWasmFolder, limitMs: 60_000, maxHeapMegabytes: 2_048 }),
    today: () => "2026-11-25",
    now: () => performance.now(),
    onTold: (told) => heard(told),
    onRestart: fail,
    onStop: ({ cause }) => fail(cause),
    unread: ({ kind }) => kind,
    onError: fail,
  });
  try {
    await feed.scan(others.map((one) => ({ ...one, id: one.path, group: "" })));
    const type = (text: string) =>
      new Promise<Told>((resolve) => {
        heard = (told) => told.reviews.some(({ id }) => id === "src/big.ts") && resolve(told);
        feed.touch("src/big.ts", () => ({ id: "src/big.ts", group: "", path: "src/big.ts", text }));
      });
    return await measured(edits, type, warmUp);
  } finally {
    feed.dispose();
    remove();
  }
}

async function measured(
  edits: Iterable<string>,
  type: (text: string) => Promise<unknown>,
  warmUp: number,
): Promise<Keys> {
  const [times, cpuTimes]: [number[], number[]] = [[], []];
  const blocks = watchBlocks();
  let round = 0;
  for (const text of edits) {
    const [begun, cpuBegun] = [performance.now(), cpuMs()];
    await type(text);
    if (++round === warmUp) blocks.restart();
    if (round <= warmUp) continue;
    times.push(performance.now() - begun);
    cpuTimes.push(cpuMs() - cpuBegun);
    await breathe();
  }
  return { times, cpuTimes, longestBlockMs: blocks.end() };
}

/** Looks again and again how long it was not asked. */
function watchBlocks() {
  let [last, longest, ended] = [performance.now(), 0, false];
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!ended) setImmediate(look);
  };
  look();
  return {
    restart: () => {
      longest = 0;
    },
    end: () => {
      ended = true;
      return longest;
    },
  };
}

export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
