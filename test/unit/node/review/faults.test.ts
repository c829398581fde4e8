import assert from "node:assert/strict";
import { Faults } from "../../../../src/node/review/faults.ts";

const died = (document?: string) => ({ kind: "died", cause: undefined, ...(document && { document }) }) as const;

describe("what made the review end", () => {
  it("is skipped until it is saved, and after three times for good", () => {
    const faults = new Faults(() => 0);
    for (const _ of [1, 2]) {
      assert.ok(faults.add(died("a")));
      assert.equal(faults.of("a")?.kind, "died");
      assert.equal(faults.of("b"), undefined);
      faults.retry("a");
      assert.equal(faults.of("a"), undefined);
    }
    faults.add(died("a"));
    faults.retry("a");
    assert.equal(faults.of("a")?.kind, "died");
  });

  it("ends all reviewing when it happens often in a short time", () => {
    let now = 0;
    const faults = new Faults(() => now);
    const goesOn = Array.from({ length: 8 }, () => faults.add(died()));
    assert.deepEqual(goesOn, [true, true, true, true, true, true, true, false]);
    now += 11 * 60_000;
    assert.ok(faults.add(died()));
  });

  it("ends all reviewing at once where nothing can be started, and all is forgiven on demand", () => {
    const faults = new Faults(() => 0);
    assert.ok(!faults.add({ kind: "not-started", cause: new Error("no grammar") }));
    faults.add(died("a"));
    faults.forgiveAll();
    assert.equal(faults.of("a"), undefined);
  });
});
