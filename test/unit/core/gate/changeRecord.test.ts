import assert from "node:assert/strict";
import type { ForeseenChanges } from "../../../../src/core/effects/fileChanges.ts";
import type { GatePorts } from "../../../../src/core/gate/ports.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import { callOf, createLab, hold, settle } from "./harness.ts";

const written: HeldCall = callOf("write", {
  tool: "Write",
  actions: [{ kind: "file_write", path: "/w/a.txt", content: "new\n" }],
});
const disk: ForeseenChanges = { files: [{ path: "/w/a.txt", before: "old\n", after: "new\n" }] };

function labOf(over: Partial<GatePorts> = {}) {
  const looked: HeldCall[] = [];
  const lab = createLab({
    lookAtChange: (call) => {
      looked.push(call);
      return () => disk;
    },
    ...over,
  });
  lab.settings.decision = "allow";
  return { lab, looked };
}

describe("the record of a change", () => {
  it("is one of its own, after the answer, and names its decision", async () => {
    const { lab } = labOf();
    assert.equal((await hold(lab, written).outcome).decision, "allow");
    assert.equal(lab.notes.length, 0);
    await lab.advance(0);
    const [note] = lab.notes;
    assert.deepEqual([note?.step, note?.of, note?.actionDigest], ["change", "hash 1", lab.audit[0]?.actionDigest]);
    assert.equal(note?.change?.files[0]?.diff, "@@ -1,1 +1,1 @@\n-old\n+new");
    assert.equal(note?.change?.shown, undefined);
  });

  it("is what was on the screen, where a person was asked beside the diff", async () => {
    const { lab } = labOf();
    lab.settings.decision = "ask";
    const { outcome } = hold(lab, written);
    await settle();
    await lab.shown[0]?.answer("allow", "once", [{ path: "/w/a.txt", before: "seen\n", after: "new\n" }]);
    assert.equal((await outcome).decision, "allow");
    await lab.advance(0);
    assert.match(lab.notes[0]?.change?.files[0]?.diff ?? "", /-seen/);
    assert.equal(lab.notes[0]?.change?.shown, true);
  });

  it("is there for what was denied too, and for nothing that changes no file", async () => {
    const { lab, looked } = labOf();
    lab.settings.decision = "deny";
    hold(lab, written);
    hold(lab, callOf("ls"));
    await settle();
    await lab.advance(0);
    assert.deepEqual([lab.notes.length, looked.length, lab.audit.length], [1, 1, 2]);
  });

  it("is written once, whoever else asked for the same call", async () => {
    const { lab, looked } = labOf();
    hold(lab, written);
    hold(lab, written, { source: "two" });
    await settle();
    await lab.advance(0);
    assert.deepEqual([lab.notes.length, looked.length], [1, 1]);
  });

  it("changes no answer when it cannot be made or written", async () => {
    const { lab } = labOf({
      lookAtChange: () => {
        throw new Error("no files");
      },
    });
    assert.equal((await hold(lab, written).outcome).decision, "allow");
    const late = labOf({
      lookAtChange: () => () => {
        throw new Error("no files");
      },
    });
    assert.equal((await hold(late.lab, written).outcome).decision, "allow");
    const { lab: full } = labOf();
    assert.equal((await hold(full, written).outcome).decision, "allow");
    full.settings.auditFails = true;
    await full.advance(0);
    await full.gate.idle();
    assert.deepEqual(full.notes, []);
  });
});
