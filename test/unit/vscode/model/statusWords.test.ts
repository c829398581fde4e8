import assert from "node:assert/strict";
import { type StatusFacts, statusWords } from "../../../../src/vscode/model/statusWords.ts";
import { plain } from "../../../support/plainWords.ts";

const calm: StatusFacts = {
  state: "running",
  stopped: false,
  waiting: 0,
  gates: [{ kind: "live" }, { kind: "installed" }, { kind: "notGated", why: "no hook" }],
};

const cases: readonly [string, Partial<StatusFacts>, string, boolean][] = [
  ["counts gated agents, seen or not", {}, "2 agents gated", false],
  ["counts what waits", { waiting: 3 }, "2 agents gated · 3 waiting", false],
  ["does not warn when nothing is installed", { gates: [] }, "0 agents gated", false],
  ["warns when the gate is off", { state: "off" }, "Gate off", true],
  ["warns when the gate is broken", { state: "broken" }, "Gate broken", true],
  ["warns when a setting switches hooks off", { gates: [{ kind: "broken", why: "x" }] }, "Not protected", true],
  ["says first that all agents are stopped", { state: "broken", stopped: true }, "Agents stopped", true],
];

describe("status bar words", () => {
  for (const [behaviour, facts, text, warn] of cases) {
    it(behaviour, () => {
      const words = statusWords({ ...calm, ...facts }, plain);
      assert.deepEqual([words.text, words.warn], [text, warn]);
    });
  }
});
