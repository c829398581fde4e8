type ReviewBundle = typeof import("./worker.ts");

let loaded: ReviewBundle | undefined;

/**
 * The review itself, loaded when something of it is first needed: whoever hands it to a thread starts without it.
 * @throws when the bundle is not there: the installation is broken
 */
export function lateReview(): ReviewBundle {
  loaded ??= require("./worker.ts") as ReviewBundle;
  return loaded;
}
