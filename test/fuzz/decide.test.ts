import assert from "node:assert/strict";
import { fuzzInThread } from "../support/fuzzInThread.ts";
import { fuzzProperties } from "../support/fuzzProperties.ts";

/** A minute in all. The seed is fixed: a run that failed here fails everywhere; `npm run fuzz` looks further. */
const seconds = 60 / fuzzProperties.length;

describe("any text at all", () => {
  for (const { name } of fuzzProperties)
    it(name, async () => {
      assert.ok((await fuzzInThread(name, { seconds, seed: 20261125 })) > 20);
    });
});
