import assert from "node:assert/strict";
import { run } from "../../scripts/lib/processes.mjs";
import { root } from "../../scripts/lib/project.mjs";

describe("npm start", function () {
  this.timeout(180_000);

  it("starts VS Code with the extension on the demo, and ends everything again", async () => {
    const outcome = await run(process.execPath, ["scripts/start.mjs", "--check"], { cwd: root, deadlineMs: 170_000 });
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.match(outcome.stdout, /countersign review demo/);
    assert.match(outcome.stdout, /post_reply/);
    assert.match(outcome.stdout, /The workbench answers at http:\/\/127\.0\.0\.1:\d+\//);
  });

  it("refuses an option it does not know, and names those it does", async () => {
    const outcome = await run(process.execPath, ["scripts/start.mjs", "--prot", "80"], {
      cwd: root,
      deadlineMs: 60_000,
    });
    assert.equal(outcome.code, 1);
    assert.match(outcome.stderr, /--port N/);
  });
});
