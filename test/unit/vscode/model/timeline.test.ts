import assert from "node:assert/strict";
import { timeline } from "../../../../src/vscode/model/timeline.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const view = { agentTitle: (agent: string) => agent, clock: (iso: string) => iso.slice(11, 19) };
const at = (minute: number) => `2026-11-21T02:${String(minute).padStart(2, "0")}:00.000Z`;

describe("timeline", () => {
  it("is empty without records", () => {
    const { lanes, marks, words } = timeline({ ...view, records: [] }, plain);
    assert.deepEqual([lanes, marks], [[], []]);
    assert.equal(words.summary, "0 actions, 0 denied, 0 that went outward");
  });

  it("has a lane for each agent and lets denials and what cannot be taken back stand out", () => {
    const records = [
      auditRecord({ seq: 4, time: at(4), agent: "codex", effects: ["send-outward", "write-files"] }),
      auditRecord({ seq: 3, time: at(3), effects: ["read-files"], decision: "deny", decidedBy: "policy" }),
      auditRecord({ seq: 2, time: at(2), effects: ["read-secrets"] }),
      auditRecord({ seq: 1, time: at(1), effects: [] }),
    ];
    const { lanes, marks, from, to, words } = timeline({ ...view, records }, plain);
    assert.deepEqual(lanes, ["claude-code", "codex"]);
    assert.deepEqual(
      marks.map(({ seq, lane, kind, outcome, standsOut }) => [seq, lane, kind, outcome, standsOut]),
      [
        [1, 0, "reads", "allowed", false],
        [2, 0, "secret", "allowed", false],
        [3, 0, "reads", "denied", true],
        [4, 1, "outward", "allowed", true],
      ],
    );
    assert.deepEqual([from, to], [Date.parse(at(1)), Date.parse(at(4))]);
    assert.equal(words.summary, "4 actions, 1 denied, 1 that went outward");
  });

  it("leaves out a record without a time, and writes hidden characters out", () => {
    const records = [auditRecord({ seq: 2, time: "soon" }), auditRecord({ seq: 1, summary: "run “x\u202e”" })];
    const { marks } = timeline({ ...view, records }, plain);
    assert.deepEqual(
      marks.map(({ seq, what }) => [seq, what]),
      [[1, "Run “x⟨U+202E⟩”"]],
    );
  });
});
