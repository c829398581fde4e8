import { createHash } from "node:crypto";
import { type AuditHead, type ChainPosition, chainStart, link, recordLine } from "../../src/core/audit/chain.ts";
import type { AuditEntry, AuditRecord } from "../../src/core/audit/record.ts";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A plausible decision; `number` makes entries differ. */
export function auditEntry(number: number, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    agent: "claude-code",
    user: "dev",
    workspace: "/home/dev/project",
    tool: "Bash",
    actionDigest: sha256(`action ${number}`),
    actionKind: "command",
    summary: `echo ${number}`,
    effects: ["read-files"],
    targets: [],
    verdict: "allow",
    reasons: [{ rule: "default", message: "Reads are allowed." }],
    policyRevision: "built-in",
    decision: "allow",
    decidedBy: "policy",
    ...changes,
  };
}

/** A chain of records and the anchor that belongs to it. */
export function auditChain(length: number): { records: AuditRecord[]; lines: string[]; head: AuditHead } {
  const records: AuditRecord[] = [];
  for (let number = 1; number <= length; number++) {
    const after: ChainPosition = records.at(-1) ?? chainStart;
    records.push(link(auditEntry(number), after, "2026-11-21T10:00:00.000Z", sha256));
  }
  const lines = records.map(recordLine);
  const last: ChainPosition = records.at(-1) ?? chainStart;
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  return { records, lines, head: { schema: 1, seq: last.seq, hash: last.hash, bytes } };
}
