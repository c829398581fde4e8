import assert from "node:assert/strict";
import { explainChange, explainCommand, type Surroundings } from "../../../../src/core/audit/unexplained.ts";
import { renderTree } from "../../../../src/vscode/model/treeNode.ts";
import { unexplainedGroup } from "../../../../src/vscode/model/unexplainedTree.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const at = Date.parse("2026-11-21T02:05:00.000Z");
const path = "/work/shop/a.ts";
const change = { path, inside: "a.ts", kind: "changed", at } as const;
const nothing: Surroundings = { saved: new Map(), saves: [], git: [], busy: [], records: [] };

describe("a change of a file", () => {
  it("is not explained by nothing", () => assert.equal(explainChange(change, nothing), undefined));

  const elsewhere = auditRecord({ targets: ["/work/shop/b.ts"], effects: ["read-files"] });
  for (const [what, around, expected] of [
    ["the editor saved it", { saved: new Map([[path, at - 2_000]]) }, "editor"],
    ["the editor saved another file", { saved: new Map([["/work/shop/b.ts", at]]) }, undefined],
    ["the editor saved it long ago", { saved: new Map([[path, at - 60_000]]) }, undefined],
    ["the editor renamed the folder it is in", { saved: new Map([["/work/shop", at - 2_000]]) }, "editor"],
    ["the editor renamed a folder whose name begins like its own", { saved: new Map([["/work/sho", at]]) }, undefined],
    ["something was saved just before", { saves: [at - 1_000] }, "after-save"],
    ["something was saved later, or some time before", { saves: [at + 500, at - 6_000] }, undefined],
    ["git was at work, told a little later", { git: [at + 3_000] }, "git"],
    ["a task runs", { busy: [{ from: at - 60_000 }] }, "work"],
    ["a task has just ended", { busy: [{ from: at - 60_000, to: at - 1_000 }] }, "work"],
    ["a task ended long ago", { busy: [{ from: at - 600_000, to: at - 500_000 }] }, undefined],
    ["an action was allowed to change it", { records: [auditRecord()] }, "action"],
    ["an action was denied", { records: [auditRecord({ decision: "deny" })] }, undefined],
    ["an action only read", { records: [elsewhere] }, undefined],
    ["an action ran code", { records: [auditRecord({ targets: [], effects: ["run-code"] })] }, "may-be-action"],
    ["an action was an hour ago", { records: [auditRecord({ time: "2026-11-21T01:00:00.000Z" })] }, undefined],
  ] as const) {
    it(`is ${expected ?? "not explained"} when ${what}`, () =>
      assert.equal(explainChange(change, { ...nothing, ...around }), expected));
  }

  it("is noise where programs write by themselves, and not because of where the workspace lies", () => {
    assert.equal(explainChange({ ...change, inside: "node_modules/x/a.js" }, nothing), "noise");
    assert.equal(explainChange({ ...change, path: "/tmp/build/shop/a.ts" }, nothing), undefined);
    for (const inside of [".a.ts.swp", ".a.ts.swo", "a.ts~", ".jj/repo/op", ".hg/dirstate", "a.lock"]) {
      assert.equal(explainChange({ ...change, inside }, nothing), "noise", inside);
    }
    assert.equal(explainChange({ ...change, inside: ".github/workflows/a.yml" }, nothing), undefined);
  });

  it("counts from when the file says that it changed, too: of that it may be told late", () => {
    const saves = { ...nothing, saves: [at - 31_000] };
    assert.equal(explainChange({ ...change, changed: at - 30_000 }, saves), "after-save");
    assert.equal(explainChange({ ...change, changed: at - 20_000 }, saves), undefined);
  });

  it("is noise where the file came and went at once, as an editor's own copy does", () => {
    assert.equal(explainChange({ ...change, kind: "deleted", passing: true }, nothing), "noise");
    assert.equal(explainChange({ ...change, kind: "deleted" }, nothing), undefined);
  });
});

describe("a command in a terminal", () => {
  const seen = { command: "npm run deploy", at, attended: false };
  const record = auditRecord({ actionKind: "command", summary: "run “npm run deploy”" });
  it("is the person's where they were", () => assert.equal(explainCommand({ ...seen, attended: true }, []), "work"));
  it("is an action's that was allowed", () => assert.equal(explainCommand(seen, [record]), "action"));
  it("is not explained by a denied action or none", () => {
    assert.equal(explainCommand(seen, []), undefined);
    assert.equal(explainCommand(seen, [{ ...record, decision: "deny" }]), undefined);
  });
});

describe("the list of what is not explained", () => {
  it("says what is known and accuses nobody", () => {
    const list = [{ id: 1, kind: "changed", what: "a\u202e.ts", path, time: "02:05" } as const];
    const nodes = unexplainedGroup(list, String, plain);
    assert.equal(renderTree(nodes), "Not explained  [1]\n  a⟨U+202E⟩.ts  [changed · 02:05]");
    assert.match(nodes[0]?.tooltip?.[0] ?? "", /may well be yours/);
    assert.match(nodes[0]?.children?.[0]?.tooltip?.[1] ?? "", /who is not known/);
  });

  it("is not there when it is empty", () => assert.deepEqual(unexplainedGroup([], String, plain), []));
});
