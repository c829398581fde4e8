/** Reviews in real threads, some of which do harm. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/lib/project.mjs";
import type { DocumentText } from "../../src/core/reviewing/messages.ts";
import type { RunningReview } from "../../src/node/review/engine.ts";
import type { NamedFault } from "../../src/node/review/faults.ts";
import { ReviewFeed } from "../../src/node/review/feed.ts";
import { reviewThread, type ThreadOptions } from "../../src/node/review/thread.ts";
import { ToldReviews } from "./toldReviews.ts";

/** Bundles a program of a thread, so that it runs without a loader. @param minify as it is shipped */
export async function bundleProgram(
  entry: string,
  minify = false,
): Promise<{ readonly program: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-review-"));
  const program = join(folder, "program.js");
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    minify,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const wasmFolder = join(root, "dist", "wasm");

/** Somebody who edits documents, and hears what is told of them. */
export class Hands {
  readonly told = new ToldReviews();
  readonly faults: NamedFault[] = [];
  readonly feed: ReviewFeed;
  readonly texts = new Map<string, string>();
  isStopped = false;
  /** How many pieces of work were answered. */
  answers = 0;
  #heard: (() => void)[] = [];

  constructor(options: Pick<ThreadOptions, "program"> & Partial<ThreadOptions>, onStart: (one: RunningReview) => void) {
    this.feed = new ReviewFeed({
      start: async () => {
        const review = await reviewThread({ wasmFolder, limitMs: 60_000, maxHeapMegabytes: 200, ...options });
        onStart(review);
        return review;
      },
      today: () => "2026-11-25",
      now: () => performance.now(),
      onTold: (told) => {
        this.answers++;
        this.told.take(told);
        this.#hear();
      },
      onRestart: (fault) => {
        this.faults.push(fault);
        return this.feed.scan([...this.texts.keys()].map((id) => this.#document(id)));
      },
      onStop: (fault) => {
        this.faults.push(fault);
        this.isStopped = true;
        this.#hear();
      },
      unread: ({ kind }) => `Skipped: ${kind}.`,
      onError: (error) => {
        throw error;
      },
    });
  }

  type(path: string, text: string): void {
    this.texts.set(path, text);
    this.feed.touch(path, () => this.#document(path));
  }

  /** Resolves when what was told is as wanted. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  #hear(): void {
    for (const one of this.#heard.splice(0)) one();
  }

  #document(path: string): DocumentText {
    return { id: path, group: "g", path, text: this.texts.get(path) ?? "" };
  }
}
