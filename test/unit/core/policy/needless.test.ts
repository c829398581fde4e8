import assert from "node:assert/strict";
import type { AuditAct } from "../../../../src/core/audit/acts.ts";
import { needlessCase } from "../../../../src/core/audit/needless.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { readNeedless, tryNeedless } from "../../../../src/core/policy/needless.ts";
import { auditRecord } from "../../../support/auditRecords.ts";

const act: AuditAct = {
  kind: "command",
  rule: "unknown-program",
  grade: "ask",
  effects: ["run-code"],
  command: "lint",
  named: [],
};
const marked = needlessCase(auditRecord({ acts: [act], effects: ["run-code"], cwd: "/work/shop" }), "2026-11-26");
const place = { home: "/home/ann", platform: "linux", today: "2026-11-26" } as const;

function ends(policy: string, one = marked): string[] {
  const user = loadPolicy(policy, "user", "countersign.yaml");
  return tryNeedless([one], () => ({ user }), place).map(({ end }) => end);
}

describe("questions marked as needless, tried on a policy", () => {
  it("are spared by a rule, still asked without it, and refused by another", () => {
    assert.deepEqual(ends("rules:\n  - when: {command: lint}\n    then: allow\n    reason: it only reads\n"), [
      "spared",
    ]);
    assert.deepEqual(ends("rules:\n  - when: {command: test}\n    then: allow\n    reason: other\n"), ["asked"]);
    assert.deepEqual(ends("rules:\n  - when: {command: lint}\n    then: deny\n    reason: never\n"), ["refused"]);
  });

  it("are judged by the policy of the folder in which they were asked", () => {
    const seen: unknown[] = [];
    tryNeedless([marked], (workspace) => ({ ...(seen.push(workspace) ? {} : {}) }), place);
    assert.deepEqual(seen, ["/work/shop"]);
  });

  it("say that it cannot be told where nothing is kept of what was judged", () =>
    assert.deepEqual(ends("rules: []\n", { ...marked, acts: [] }), ["untold"]));

  it("are read line by line, each once, and nothing else is taken for one", () => {
    const line = JSON.stringify(marked);
    const later = JSON.stringify({ ...marked, marked: "2026-11-27" });
    const wrong = [{ ...marked, schema: 2 }, { ...marked, effects: ["fly"] }, { ...marked, acts: [{}] }, [], null];
    const text = [line, "no line {", "", ...wrong.map((one) => JSON.stringify(one)), later].join("\n");
    assert.deepEqual(
      readNeedless(text).map((one) => one.marked),
      ["2026-11-27"],
    );
  });
});
