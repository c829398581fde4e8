import assert from "node:assert/strict";
import { type GateWay, gateOfAgent, gateWords, type LastCall } from "../../../../src/vscode/model/agentGate.ts";
import { plain } from "../../../support/plainWords.ts";

const installed: GateWay = { kind: "installed" };
const absent: GateWay = { kind: "absent" };
const broken: GateWay = { kind: "broken", why: "switched off", repair: { kind: "setting", key: "k" } };

const cases: readonly [string, readonly GateWay[], boolean, string][] = [
  ["is not live because a file is there", [installed], false, "installed"],
  ["is live once a call was seen", [installed], true, "live"],
  ["is not gated without a hook", [absent, absent], false, "notGated"],
  ["says that it is broken when the only hook is switched off", [absent, broken], false, "broken"],
  ["holds by one working way when another is broken", [broken, installed], false, "installed"],
  ["is not live by a call seen before its hook was taken away", [absent], true, "notGated"],
];

describe("gate of an agent", () => {
  it("tells when its hook last called, and how long policy took", () => {
    const words = (last?: LastCall) =>
      gateWords(gateOfAgent({ ways: [installed], seen: true, notGated: "", ...(last ? { last } : {}) }), plain).short;
    assert.equal(words(), "gate live");
    assert.equal(words({ clock: "14:02" }), "gate live, called 14:02");
    assert.equal(words({ clock: "14:02", delayMs: 3 }), "gate live, called 14:02, decided in 3 ms");
  });

  for (const [behaviour, ways, seen, expected] of cases) {
    it(behaviour, () => assert.equal(gateOfAgent({ ways, seen, notGated: "no hook" }).kind, expected));
  }
});
