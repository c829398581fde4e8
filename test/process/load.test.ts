/** A small form of `npm run bench:load`: many agents at once, two windows, one audit. */
import assert from "node:assert/strict";
import { runLoad } from "../support/hookLoad.ts";
import { buildBundles } from "./bundles.ts";

describe("many agents at once", function () {
  this.timeout(300_000);
  before(() => buildBundles());

  it("run nothing unanswered and lose nothing from the audit", async () => {
    const { times: _, ...result } = await runLoad({ calls: 300, agents: 32, askedEach: 10 });
    assert.equal(result.ran + result.denied, 300);
    // One window's person allows until the breaker closes, the other's denies.
    assert.ok(result.denied >= 1 && result.ran >= 270, JSON.stringify(result));
    assert.deepEqual(
      { ...result, ran: 0, denied: 0 },
      { calls: 300, ran: 0, denied: 0, neither: 0, unanswered: [], lost: [], doubled: [], refused: 0, verified: true },
    );
  });
});
