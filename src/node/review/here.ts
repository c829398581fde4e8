import { loadParsers } from "../../core/parse/parsers.ts";
import { createReviewer } from "../../core/review.ts";
import { createEngine } from "../../core/reviewing/engine.ts";
import { folderWasm } from "../wasm.ts";
import { ReviewFault, type RunningReview } from "./engine.ts";

/** An engine over the grammars of a folder. @throws when one cannot be read: the installation is broken */
export async function loadEngine(wasmFolder: string) {
  return createEngine(createReviewer(await loadParsers(folderWasm(wasmFolder), [])));
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
