import assert from "node:assert/strict";
import type { KeptChange } from "../../../../src/core/audit/change.ts";
import type { AuditRecord, StepRecord } from "../../../../src/core/audit/record.ts";
import { type DiffPart, pageText } from "../../../../src/core/pages/page.ts";
import { recordPage } from "../../../../src/core/pages/recordPage.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const clock = (iso: string) => iso;
const side = (length: number) => ({ sha256: String(length % 10).repeat(64), length });

function pageOf(change: KeptChange, over: Partial<AuditRecord> = {}) {
  const record = auditRecord(over);
  const step = { step: "change", of: record.hash, change } as StepRecord;
  return recordPage(record, { steps: [step], agentTitle: "Claude Code", clock }, plain);
}

const diffOf = (change: KeptChange) => pageOf(change).parts.find((part) => part.kind === "diff") as DiffPart;

describe("page of a record", () => {
  const diff = "@@ -9,3 +9,3 @@\n a\n-b\n+B\u202e\n c";
  const change: KeptChange = {
    shown: true,
    files: [{ path: "/w/src/a.ts", before: side(5), after: side(6), added: 1, removed: 1, diff }],
  };

  it("shows the diff with the numbers of the lines, and nothing hidden in it", () => {
    const part = diffOf(change);
    assert.deepEqual([part.title, part.folder, part.state], ["a.ts", "/w/src/", "changed +1 −1"]);
    assert.deepEqual(
      part.lines.map(({ sign, text, old, now }) => [sign, text, old, now]),
      [
        ["@", "@@ -9,3 +9,3 @@", undefined, undefined],
        [" ", "a", 9, 9],
        ["-", "b", 10, undefined],
        ["+", "B⟨U+202E⟩", undefined, 10],
        [" ", "c", 11, 11],
      ],
    );
  });

  it("says what is not kept, what was not shown, and what is not known", () => {
    const long = pageText(pageOf({ files: [{ path: "/w/a", after: side(9_999_999) }], moreFiles: 3 }));
    assert.match(long, /too long to be compared/);
    assert.match(long, /3 more files are not kept/);
    assert.match(long, /it was not shown beside the question/);
    const cut = {
      path: "/w/a",
      before: side(1),
      after: side(2),
      added: 9,
      removed: 0,
      diff: "@@ -1,1 +1,2 @@",
      leftOut: 8,
    };
    assert.match(pageText(pageOf({ files: [cut] })), /8 more lines are not kept/);
    assert.match(pageText(pageOf({ files: [], why: "A file it changes is not text." })), /is not known\. A file/);
    assert.doesNotMatch(pageText(pageOf(change)), /not shown beside/);
  });

  it("names what is new, deleted, moved and changed only in its line ends", () => {
    const state = (file: Partial<KeptChange["files"][0]>) =>
      diffOf({ files: [{ path: "/w/a", added: 0, removed: 0, ...file }] });
    assert.equal(state({ after: side(1), added: 1 }).state, "new +1 −0");
    assert.equal(state({ before: side(1), removed: 1 }).state, "deleted +0 −1");
    assert.equal(state({ from: "/w/b", before: side(1), after: side(1) }).state, "moved +0 −0");
    assert.match(state({ before: side(1), after: side(2) }).notes.join(), /Only line ends differ/);
  });

  it("is as text what it is as a page", () => {
    const text = pageText(
      pageOf(change, { shownText: "Allow it?", followed: [{ path: "/w/x.sh", sha256: "a".repeat(64) }] }),
    );
    for (const part of ["-b", "+B⟨U+202E⟩", "Allow it?", "ran /w/x.sh", "On behalf of:", "Hash:"]) {
      assert.ok(text.includes(part), part);
    }
  });
});
