import assert from "node:assert/strict";
import { type GateWay, gateOfAgent, waysIn } from "../../../../src/vscode/model/agentGate.ts";

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
  for (const [behaviour, ways, seen, expected] of cases) {
    it(behaviour, () => assert.equal(gateOfAgent({ ways, seen, notGated: "no hook" }).kind, expected));
  }

  it("is broken where the workspace switches an installed hook off, whatever was seen before", () => {
    const ways = waysIn([absent, installed], "x.json sets “disableAllHooks”");
    const gate = gateOfAgent({ ways, seen: true, notGated: "no hook" });
    assert.deepEqual(gate, { kind: "broken", why: "x.json sets “disableAllHooks”" });
  });

  it("is as it was where the workspace switches nothing off, or nothing is installed", () => {
    assert.deepEqual(waysIn([installed], undefined), [installed]);
    assert.deepEqual(waysIn([absent], "off"), [absent]);
  });
});
