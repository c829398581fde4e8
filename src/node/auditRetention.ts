/** Removes whole segments that are older than the person wants to keep, and says so in the chain. */
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import type { ChainPosition, Sha256 } from "../core/audit/chain.ts";
import { readLink } from "../core/audit/diagnose.ts";
import { readRange } from "./auditBytes.ts";
import type { AuditFile } from "./auditFile.ts";
import { auditSnapshot, verifyAudit } from "./auditReader.ts";
import type { Segment } from "./auditSegments.ts";

export interface RetentionOptions {
  readonly folder: string;
  readonly places: readonly string[];
  readonly audit: Pick<AuditFile, "note">;
  readonly sha256: Sha256;
  /** Records newer than this stay, in milliseconds since the epoch. */
  readonly before: number;
}

export type Retired =
  | { readonly kind: "retired"; readonly segments: number; readonly through: ChainPosition }
  | { readonly kind: "nothing-old" }
  /** A log that does not hold is evidence: nothing of it is removed. */
  | { readonly kind: "kept"; readonly message: string };

/**
 * INVARIANT: the record that says so is on the disk before anything is removed, and the segment that is written stays.
 * @throws when it cannot be recorded or removed
 */
export async function retireSegments(options: RetentionOptions): Promise<Retired> {
  const { folder, places, audit, sha256, before } = options;
  const { head, segments } = await auditSnapshot(folder);
  const closed = segments.filter(({ number }) => number < (head?.segment ?? 1));
  const firstKept = closed.findIndex(({ path }) => statSync(path).mtimeMs >= before);
  const old = firstKept < 0 ? closed : closed.slice(0, firstKept);
  if (old.length === 0) return { kind: "nothing-old" };
  const { ok, firstBad } = await verifyAudit(folder, sha256, places);
  const through = lastOf(old.at(-1) as Segment, sha256);
  if (!ok || !through) return { kind: "kept", message: firstBad?.message ?? "Its last record cannot be read." };
  await audit.note({ step: "retired", through, note: `${old.length} of ${segments.length} files` });
  for (const { path } of old) rmSync(path);
  return { kind: "retired", segments: old.length, through };
}

/** Longer than any record. */
const searchedBytes = 1024 * 1024 + 2;

function lastOf({ path, size }: Segment, sha256: Sha256): ChainPosition | undefined {
  const file = openSync(path, "r");
  try {
    const text = readRange(file, Math.max(0, size - searchedBytes), size).toString("utf8");
    const link = readLink(text.trimEnd().split("\n").at(-1) ?? "", 1, sha256);
    return link && { seq: link.seq, hash: link.hash };
  } finally {
    closeSync(file);
  }
}
