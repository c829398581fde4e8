import assert from "node:assert/strict";
import { collect } from "../../../../src/vscode/platform/events.ts";
import { eventually } from "../../../support/wait.ts";

describe("collect", () => {
  it("does the work once for many calls, later, and again for those that come after", async () => {
    let done = 0;
    const soon = collect(() => {
      done++;
    }, 1);
    for (let call = 0; call < 10; call++) soon();
    assert.equal(done, 0);
    await eventually("the work is done", 30_000, async () => done === 1);
    soon();
    await eventually("it is done again", 30_000, async () => done === 2);
  });

  it("does it although calls do not end", async () => {
    let done = 0;
    const soon = collect(() => {
      done++;
    }, 20);
    await eventually("the work is done", 30_000, async () => {
      soon();
      return done > 0;
    });
  });

  it("does nothing after it was disposed", async () => {
    let done = 0;
    const soon = collect(() => {
      done++;
    }, 1);
    soon();
    soon.dispose();
    let passed = false;
    const after = collect(() => {
      passed = true;
    }, 20);
    after();
    await eventually("its time has passed", 30_000, async () => passed);
    assert.equal(done, 0);
  });
});
