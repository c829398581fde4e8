/** Writes a part of the log for a reviewer or an incident. What is not asked for is there only by its hash. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import type { Sha256 } from "../core/audit/chain.ts";
import type { Signer } from "../core/audit/checkpoint.ts";
import { type PackFilter, startPack } from "../core/audit/pack.ts";
import { readRecord, readStep } from "../core/audit/readRecord.ts";
import type { Verification } from "../core/audit/verify.ts";
import { readSigned } from "./auditCheckpoints.ts";
import { auditLines, verifyAudit } from "./auditReader.ts";

export interface PackParts {
  /** Of the audit. */
  readonly folder: string;
  /** Where else signatures are kept. */
  readonly places: readonly string[];
  readonly filter: PackFilter;
  /** The file to write. */
  readonly path: string;
  readonly sha256: Sha256;
  signer(): Promise<Signer>;
  now(): Date;
}

export type Packed =
  | { readonly kind: "written"; readonly shown: number; readonly withheld: number }
  /** A log that does not hold is no evidence: nothing is written. */
  | { readonly kind: "refused"; readonly verification: Verification };

/** @throws when the file is there already, or cannot be written; no half of one is left */
export async function writePack(parts: PackParts): Promise<Packed> {
  const verification = await verifyAudit(parts.folder, parts.sha256, parts.places);
  if (!verification.ok) return { kind: "refused", verification };
  const signer = await parts.signer();
  // An older pack is not overwritten: it may be all there is of what it shows.
  const file = openSync(parts.path, "wx", 0o600);
  try {
    return { kind: "written", ...(await write(file, parts, signer)) };
  } catch (error) {
    rmSync(parts.path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

async function write(file: number, { folder, places, filter, sha256, now }: PackParts, signer: Signer) {
  const writer = startPack(sha256);
  const isShown = selector(filter);
  const counts = { shown: 0, withheld: 0 };
  let began = false;
  for await (const line of auditLines(folder)) {
    began ||= timeOf(line) >= (filter.since ?? "");
    if (!began) continue;
    const is = isShown(line);
    counts[is ? "shown" : "withheld"]++;
    writeAll(file, writer.add(line, is));
  }
  writeAll(file, writer.end(now().toISOString(), filter, readSigned([folder, ...places]).checkpoints, signer));
  return counts;
}

/** A decision is shown when it is asked for, and so is what became of it; everything else only by its hash. */
function selector({ agent, session, withoutDiffs }: PackFilter): (line: string) => boolean {
  const shown = new Set<string>();
  const isAll = agent === undefined && session === undefined;
  return (line) => {
    const record = readRecord(line);
    if (!record) {
      const step = readStep(line);
      if (withoutDiffs && step?.step === "change") return false;
      return isAll || shown.has(step?.of ?? "");
    }
    const is = (agent ?? record.agent) === record.agent && (session ?? record.session) === record.session;
    if (is) shown.add(record.hash);
    return is;
  };
}

function timeOf(line: string): string {
  return (readRecord(line) ?? readStep(line))?.time ?? "";
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}
