import type { AuditRecord } from "../../src/core/audit/record.ts";

/** A record as the log holds it; the chain is not a true one. */
export function auditRecord(change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    schema: 1,
    seq: 7,
    time: "2026-11-21T02:00:00.000Z",
    prev: "0".repeat(64),
    hash: "a".repeat(64),
    agent: "claude-code",
    user: "ann",
    workspace: "/work/shop",
    cwd: "/work/shop",
    session: "s1",
    tool: "Write",
    actionDigest: "b".repeat(64),
    actionKind: "file_write",
    summary: "write “/work/shop/a.ts” (1 line, 3 characters)",
    effects: ["write-files"],
    targets: ["/work/shop/a.ts"],
    verdict: "ask",
    reasons: [{ rule: "writes-in-workspace", message: "Writes a.ts in the workspace" }],
    policyRevision: "built-in",
    decision: "allow",
    decidedBy: "person",
    ...change,
  } as AuditRecord;
}
