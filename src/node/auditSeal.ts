/** Signs where the log stands now, after checking that it goes on from what was signed before. */
import { join } from "node:path";
import type { Sha256 } from "../core/audit/chain.ts";
import { type Checkpoint, type Signer, signCheckpoint } from "../core/audit/checkpoint.ts";
import { appendCheckpoint, checkpointsAtEnd, lastSigned } from "./auditCheckpoints.ts";
import { fileKeyStore, openSigner } from "./auditKeys.ts";
import { auditSnapshot, verifyAudit, verifySince } from "./auditReader.ts";
import type { Locations } from "./locations.ts";

export interface SealOptions {
  readonly folder: string;
  /** Where else checkpoints are kept: what happens to the log's own folder does not happen to these. */
  readonly places: readonly string[];
  readonly signer: () => Promise<Signer>;
  readonly sha256: Sha256;
  now(): Date;
}

export type Sealing =
  | { readonly kind: "sealed"; readonly checkpoint: Checkpoint; readonly failed: readonly string[] }
  | { readonly kind: "nothing-new" }
  /** What stands there now is not what was signed before: it must not be signed as if it were. */
  | { readonly kind: "refused"; readonly message: string };

/**
 * Signs the head of a log and keeps the signature beside the log and in each place. Only what came since the last
 * signature is read.
 * @throws when it can be kept nowhere
 */
export async function sealAudit(options: SealOptions): Promise<Sealing> {
  const { folder, places, sha256 } = options;
  const last = lastSigned([folder, ...places]);
  const { head } = await auditSnapshot(folder);
  if (!head && !last) return { kind: "nothing-new" };
  if (head && last && head.seq === last.seq && head.hash === last.hash) {
    keep(last, options, (place) => !checkpointsAtEnd(place).some(({ seq }) => seq === last.seq));
    return { kind: "nothing-new" };
  }
  // An anchor behind the last signature: it was not moved before a power cut, or the log is another.
  const goesOn = last && head && head.seq > last.seq;
  const { ok, firstBad } = goesOn ? await verifySince(folder, sha256, last) : await verifyAudit(folder, sha256, places);
  if (!ok || !head) return { kind: "refused", message: firstBad?.message ?? "The log is gone." };
  if (last && !goesOn) return { kind: "nothing-new" };
  const { seq, hash, bytes, segment = 1 } = head;
  const time = options.now().toISOString();
  const checkpoint = signCheckpoint({ seq, hash, bytes, segment, time }, await options.signer());
  const failed = keep(checkpoint, options, () => true);
  if (failed.length > places.length) throw new Error(`No signature can be kept: ${failed.join(", ")}`);
  return { kind: "sealed", checkpoint, failed };
}

/** @returns the places where it could not be kept */
function keep(one: Checkpoint, { folder, places }: SealOptions, lacksIt: (place: string) => boolean): string[] {
  return [folder, ...places].filter(lacksIt).filter((place) => {
    try {
      appendCheckpoint(place, one);
      return false;
    } catch {
      return true;
    }
  });
}

/** What is written between two signatures could be rewritten unseen by someone who has this user's files. */
export const sealEveryMs = 60_000;

/** The same where no editor does it, by a key in a file; only once a signature is due, and never in anybody's way. */
export async function sealUnattended(
  { audit: folder, auditAnchor }: Locations,
  sha256: Sha256,
  now: Date,
): Promise<void> {
  try {
    const places = [auditAnchor];
    const last = lastSigned([folder, ...places]);
    if (last && Math.abs(now.getTime() - Date.parse(last.time)) < sealEveryMs) return;
    const signer = () => openSigner(fileKeyStore(keyFile(auditAnchor)));
    await sealAudit({ folder, places, sha256, signer, now: () => now });
  } catch {
    // The next call tries again, and whoever verifies sees how far the signatures go.
  }
}

/** The key of what has no secret store: beside the signatures it makes. */
export function keyFile(auditAnchor: string): string {
  return join(auditAnchor, "key.pem");
}
