import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import { lookAtChange } from "../../../src/node/lookAtChange.ts";
import { type Home, makeHome } from "./home.ts";

describe("looking at what a call would change", () => {
  let home: Home;
  let path: string;
  beforeEach(() => {
    home = makeHome();
    path = join(home.path, "a.txt");
    writeFileSync(path, "old\n");
  });
  afterEach(() => home.remove());

  const call = (): HeldCall => ({
    agent: "codex",
    event: "pre-tool",
    tool: "write",
    actions: [{ kind: "file_write", path, content: "new\n" }],
  });
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  it("sees the file as it was before the answer, whatever the agent writes afterwards", async () => {
    const seen = lookAtChange(call());
    await soon();
    writeFileSync(path, "new\n");
    assert.deepEqual(seen(), { files: [{ path, before: "old\n", after: "new\n" }] });
  });

  it("tells nothing rather than what may be after the answer already", async () => {
    const seen = lookAtChange(call());
    const told = seen();
    assert.ok("why" in told);
    writeFileSync(path, "new\n");
    await soon();
    assert.ok("why" in seen(), "it looked after it was told not to");
  });
});
