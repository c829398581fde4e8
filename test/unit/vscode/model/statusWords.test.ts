import assert from "node:assert/strict";
import { type StatusFacts, statusWords } from "../../../../src/vscode/model/statusWords.ts";
import { plain } from "../../../support/plainWords.ts";

const calm: StatusFacts = {
  state: "running",
  stopped: false,
  waiting: 0,
  gates: [{ kind: "live" }, { kind: "installed" }, { kind: "notGated", why: "no hook" }],
  review: { state: "running", restarts: 0 },
};

const cases: readonly [string, Partial<StatusFacts>, string, boolean][] = [
  ["counts gated agents, seen or not", {}, "2 agents gated", false],
  ["counts what waits", { waiting: 3 }, "2 agents gated · 3 waiting", false],
  ["does not warn when nothing is installed", { gates: [] }, "0 agents gated", false],
  ["warns when the gate is off", { state: "off" }, "Gate off", true],
  ["warns when the gate is broken", { state: "broken" }, "Gate broken", true],
  ["warns when a setting switches hooks off", { gates: [{ kind: "broken", why: "x" }] }, "Not protected", true],
  ["warns when the review ended too often", { review: { state: "stopped", restarts: 7 } }, "Review stopped", true],
  [
    "says that the gate is off before what the review does",
    { state: "off", review: { state: "stopped", restarts: 7 } },
    "Gate off",
    true,
  ],
  ["says first that all agents are stopped", { state: "broken", stopped: true }, "Agents stopped", true],
];

describe("status bar words", () => {
  for (const [behaviour, facts, text, warn] of cases) {
    it(behaviour, () => {
      const words = statusWords({ ...calm, ...facts }, plain);
      assert.deepEqual([words.text, words.warn], [text, warn]);
    });
  }

  it("says that the review was restarted, without a warning", () => {
    const tooltip = (review: StatusFacts["review"]) => statusWords({ ...calm, review }, plain).tooltip;
    assert.ok(!tooltip({ state: "running", restarts: 0 }).includes("review"));
    assert.match(tooltip({ state: "restarting", restarts: 1 }), /The review is being restarted\.$/);
    assert.match(tooltip({ state: "running", restarts: 1 }), /The review was restarted once\.$/);
    assert.match(tooltip({ state: "running", restarts: 2 }), /The review was restarted 2 times\.$/);
  });
});
