import { loadParsers } from "../../core/parse/parsers.ts";
import { createReviewer } from "../../core/review.ts";
import { createEngine } from "../../core/reviewing/engine.ts";
import type { Told, Work } from "../../core/reviewing/messages.ts";
import { folderWasm } from "../wasm.ts";

/** A review that runs somewhere. Work is handed over piece by piece, each when the one before is answered. */
export interface RunningReview {
  /** "thread": whatever it does, nothing else waits for it. */
  readonly where: "thread" | "here";
  /** @throws ReviewFault: what it knew is lost, and another one is to be started */
  work(work: Work): Promise<Told>;
  end(): void;
}

/** The review ended before it answered. */
export class ReviewFault extends Error {
  override readonly name = "ReviewFault";
  /** @param document the id of the one that it looked at then */
  constructor(
    readonly kind: "died" | "stalled",
    readonly document: string | undefined,
    options?: ErrorOptions,
  ) {
    super(kind === "stalled" ? "The review took too long." : "The review ended by itself.", options);
  }
}

/** An engine over the grammars of a folder. @throws when one cannot be read: the installation is broken */
export async function loadEngine(wasmFolder: string) {
  return createEngine(createReviewer(await loadParsers(folderWasm(wasmFolder))));
}

/** Where there are no threads. A document that takes long holds up everything, and nothing can end it. */
export async function reviewHere(wasmFolder: string): Promise<RunningReview> {
  const engine = await loadEngine(wasmFolder);
  return {
    where: "here",
    async work(work) {
      let at: string | undefined;
      try {
        return await engine.work(work, (id) => {
          at = id;
        });
      } catch (cause) {
        throw new ReviewFault("died", at, { cause });
      }
    },
    end: () => undefined,
  };
}
