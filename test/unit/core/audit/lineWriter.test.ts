import assert from "node:assert/strict";
import { searchLineWriter } from "../../../../src/core/audit/lineWriter.ts";
import type { AuditRecord, StepRecord } from "../../../../src/core/audit/record.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import { whoDidText } from "../../../../src/vscode/model/whoDidText.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const path = "/work/shop/a.ts";
const line = "const total = 1;";

/** A decision on the file, and the step that holds what it put in, newest first as the log is read. */
function edit(seq: number, agent: string, added?: string): (AuditRecord | StepRecord)[] {
  const hash = String(seq).repeat(64).slice(0, 64);
  const record = auditRecord({
    seq,
    hash,
    agent,
    actionDigest: `digest ${seq}`,
    time: `2026-11-21T0${seq}:00:00.000Z`,
  });
  if (added === undefined) return [record];
  const change = { files: [{ path, added: 1, removed: 0, diff: `@@ -0,0 +1 @@\n+${added}` }] };
  const { schema, time, prev } = record;
  return [
    { step: "change", of: hash, change, schema, seq: seq + 1, time, prev, hash: "f".repeat(64) } as StepRecord,
    record,
  ];
}

function find(log: readonly (AuditRecord | StepRecord)[], wanted = line, actions: readonly Action[] = []) {
  const search = searchLineWriter([path], wanted, (digest) => (digest === "digest 7" ? actions : []));
  let looked = 0;
  for (const entry of log) {
    looked++;
    if (search.add(entry)) break;
  }
  return { ...search.found(), looked };
}

describe("who wrote a line", () => {
  it("is the action whose diff put it in, though another changed the file later", () => {
    const { record, wroteLine, later, looked } = find([
      ...edit(9, "gemini", "let other = 2;"),
      ...edit(5, "codex", line),
      ...edit(3, "claude-code", line),
    ]);
    assert.deepEqual([record?.agent, wroteLine, later?.agent, looked], ["codex", true, "gemini", 4]);
    const words = whoDidText(
      { record: record as AuditRecord, touch: "exactly", wroteLine, later: later as AuditRecord, unsaved: false },
      (agent) => agent,
      plain,
      (iso) => iso.slice(11, 16),
    );
    assert.match(
      words,
      /^codex wrote this line at 05:00: .* gemini was allowed to change other lines of the file at 09:00\.$/,
    );
  });

  it("is told by what the window remembers where no diff was kept", () => {
    const found = find(edit(7, "codex"), line, [{ kind: "file_write", path, content: `a\n  ${line}\n` }]);
    assert.deepEqual([found.record?.agent, found.wroteLine], ["codex", true]);
  });

  it("is nobody who only changed other lines: the last who may have is named, and that it was not this line", () => {
    const log = [...edit(9, "gemini", "let other = 2;"), ...edit(5, "codex", "let more = 3;")];
    const { record, wroteLine, later } = find(log);
    assert.deepEqual([record?.agent, wroteLine, later], ["gemini", false, undefined]);
  });

  it("does not claim what no record says", () => {
    assert.deepEqual([find(edit(9, "gemini")).wroteLine, find([]).record], [undefined, undefined]);
    const above = auditRecord({ seq: 2, targets: ["/work/shop/"] });
    assert.equal(find([above]).touch, "above");
  });

  it("ends at the last change of the file where no line is asked for", () => {
    assert.equal(find([...edit(9, "gemini"), ...edit(5, "codex", line)], "").looked, 1);
  });
});
