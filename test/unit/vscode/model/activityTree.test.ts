import assert from "node:assert/strict";
import type { AuditRecord, GrantRecord } from "../../../../src/core/audit/record.ts";
import type { WaitingCall } from "../../../../src/core/gate/outcome.ts";
import { pageText } from "../../../../src/core/pages/page.ts";
import { recordPage } from "../../../../src/core/pages/recordPage.ts";
import { type ActivityView, activityTree } from "../../../../src/vscode/model/activityTree.ts";
import { auditText } from "../../../../src/vscode/model/auditText.ts";
import { renderTree } from "../../../../src/vscode/model/treeNode.ts";
import { plain } from "../../../support/plainWords.ts";

const record: AuditRecord = {
  schema: 1,
  seq: 7,
  time: "2026-11-21T02:00:00.000Z",
  prev: "0".repeat(64),
  hash: "a".repeat(64),
  agent: "vscode",
  user: "ann",
  workspace: "/work/shop",
  tool: "create_file",
  actionDigest: "b".repeat(64),
  actionKind: "file_write",
  summary: "write “/work/shop/.env” (1 line, 3 characters)",
  effects: ["write-files"],
  targets: ["/work/shop/.env"],
  verdict: "ask",
  reasons: [{ rule: "secret-file", message: "It changes a file of secrets." }],
  policyRevision: "built-in",
  decision: "deny",
  decidedBy: "person",
  lookedMs: 4_200,
};

const waiting: WaitingCall = {
  id: "w1",
  call: {
    agent: "claude-code",
    event: "pre-tool",
    tool: "Bash",
    cwd: "/work/shop",
    actions: [{ kind: "command", shell: "bash", command: "git push\u202e" }],
  },
  digest: "c".repeat(64),
  heldAt: 0,
  deadline: 1_000,
  state: "shown",
};

const quiet: ActivityView = {
  waiting: [],
  recent: [],
  stopped: false,
  agentTitle: (agent) => (agent === "vscode" ? "VS Code agent" : agent),
  clock: () => "02:00",
};

function check(view: Partial<ActivityView>, expected: string): void {
  assert.equal(renderTree(activityTree({ ...quiet, ...view }, plain)), expected);
}

describe("activity tree", () => {
  it("shows what was allowed for longer and taken back between the decisions, each opening its record", () => {
    const grant: GrantRecord = {
      ...{ schema: 2, seq: 8, time: record.time, prev: record.hash, hash: "d".repeat(64) },
      ...{ step: "granted", of: record.hash, agent: "vscode", user: "ann", scope: "task" },
      ...{ until: "2026-11-21T03:00:00.000Z", note: "write “/work/shop/.env”" },
    };
    const grants = [{ ...grant, seq: 9, step: "taken-back" } as const, grant];
    check(
      { recent: [record], grants },
      `Decided
  Write “/work/shop/.env”  [taken back by ann · VS Code agent · 02:00]
  Write “/work/shop/.env”  [allowed by ann for this task, until 02:00 at most · VS Code agent · 02:00]
  Write “.env” (1 line, 3 characters)  [denied by you · VS Code agent · 02:00]`,
    );
    const [decided] = activityTree({ ...quiet, recent: [record], grants }, plain);
    assert.deepEqual(
      decided?.children?.map(({ opensRecord }) => opensRecord),
      ["record/9", "record/8", "record/7"],
    );
  });

  it("is empty when nothing happened", () => check({}, ""));

  it("shows what waits first, with hidden characters written out", () =>
    check(
      { waiting: [waiting], recent: [record] },
      `Waiting for you  [1]
  Run “git push⟨U+202E⟩”  [claude-code]
Decided
  Write “.env” (1 line, 3 characters)  [denied by you · VS Code agent · 02:00]`,
    ));

  it("ends with the way to what is older, where there is any", () => {
    const last = (older: ActivityView["older"]) => {
      const [decided] = activityTree({ ...quiet, recent: [record], ...(older ? { older } : {}) }, plain);
      return decided?.children?.at(-1);
    };
    assert.deepEqual([last("more")?.label, last("more")?.runs], ["Show Older…", "countersign.showOlder"]);
    assert.deepEqual(
      [last("search")?.label, last("search")?.runs],
      ["Search What Is Older…", "countersign.searchAudit"],
    );
    assert.equal(last("none")?.id, "record/7");
    assert.equal(last(undefined)?.id, "record/7");
  });

  it("says that all agents are stopped", () =>
    check({ stopped: true }, "All agents are stopped  [every action is denied until you resume]"));

  for (const [change, words] of [
    [{ decision: "allow", decidedBy: "person", scope: "once" }, "allowed by you once"],
    [{ decision: "allow", decidedBy: "person", scope: "session" }, "allowed by you for this session"],
    [{ decision: "allow", decidedBy: "policy" }, "allowed by policy"],
    [{ decision: "deny", decidedBy: "policy" }, "denied by policy"],
    [{ decision: "deny", decidedBy: "nobody", failure: "nobody answered in time" }, "denied, nobody answered in time"],
  ] as const) {
    it(`says “${words}”`, () => {
      const [decided] = activityTree({ ...quiet, recent: [{ ...record, ...change }] }, plain);
      assert.ok(decided?.children?.[0]?.description?.startsWith(`${words} · `));
    });
  }
});

describe("record as a page", () => {
  it("tells who, what, why and its place in the chain", () => {
    const clock = (iso: string) => iso;
    const text = pageText(recordPage(record, { steps: [], agentTitle: "VS Code agent", clock }, plain));
    for (const part of [
      "VS Code agent",
      "ann",
      "denied by you",
      "4.2 seconds",
      record.hash,
      record.prev,
      "It changes a file of secrets.",
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it("keeps many records in columns, whatever they say", () => {
    const evil = { ...record, seq: 8, summary: "run “x\ny”" };
    const lines = auditText([evil, record], quiet.agentTitle, plain).trimEnd().split("\n");
    assert.equal(lines.length, 3);
    assert.equal(lines[1]?.indexOf("denied"), lines[2]?.indexOf("denied"));
  });
});
