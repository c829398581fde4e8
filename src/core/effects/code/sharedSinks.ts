import type { Sink } from "./sink.ts";

/** Calls that are named alike in every language. */
export const sharedSinks: readonly Sink[] = [
  { symbols: ["{@octokit/**,octokit.**}.request"], effects: [], refine: "http-route" },
  { symbols: ["{@octokit/**,octokit.**}.graphql"], effects: ["fetch-network"] },
];
