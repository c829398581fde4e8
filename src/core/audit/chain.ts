/**
 * The hash chain of the audit file. A line is the canonical JSON of a record without its hash, with the hash added
 * as the last member: `{…,"hash":"<64 hex>"}`. The hash therefore covers every byte of the line before it, and the
 * chain can be checked without trusting any JSON parser.
 */
import { canonicalJson } from "../canonicalJson.ts";
import { type AuditEntry, type AuditRecord, auditSchema, type Mended } from "./record.ts";

/** SHA-256 of the UTF-8 form of a text, as 64 lower-case hexadecimal digits. Handed in: the core has no crypto. */
export type Sha256 = (text: string) => string;

/** `prev` of the first record. */
export const genesisHash = "0".repeat(64);

/** Where the chain stands: the last record's number and hash; `{seq: 0, hash: genesisHash}` before the first. */
export interface ChainPosition {
  readonly seq: number;
  readonly hash: string;
}

export const chainStart: ChainPosition = { seq: 0, hash: genesisHash };

/** The anchor kept beside the log (`head.json`). It is how a log whose tail was cut off is found. */
export interface AuditHead extends ChainPosition {
  readonly schema: typeof auditSchema;
  /** Size of the log in bytes up to and with that record. */
  readonly bytes: number;
}

/** The next record of a chain. `time` is ISO 8601, UTC, milliseconds. */
export function link(
  entry: AuditEntry,
  after: ChainPosition,
  time: string,
  sha256: Sha256,
  mended?: Mended,
): AuditRecord {
  const unsealed: Omit<AuditRecord, "hash"> = {
    ...entry,
    schema: auditSchema,
    seq: after.seq + 1,
    time,
    prev: after.hash,
    ...(mended === undefined ? {} : { mended }),
  };
  return { ...unsealed, hash: sha256(canonicalJson(unsealed)) };
}

/** The line of a record, without the line end. */
export function recordLine(record: AuditRecord): string {
  const { hash, ...unsealed } = record;
  return `${canonicalJson(unsealed).slice(0, -1)},"hash":"${hash}"}`;
}

const sealLength = ',"hash":""}'.length + genesisHash.length;
const seal = /^,"hash":"([0-9a-f]{64})"\}$/;

/** Splits a line into the text its hash covers and that hash; undefined when it does not have that form. */
export function openLine(line: string): { readonly covered: string; readonly hash: string } | undefined {
  const match = seal.exec(line.slice(-sealLength));
  if (!match?.[1]) return undefined;
  return { covered: `${line.slice(0, -sealLength)}}`, hash: match[1] };
}

/** Reads the anchor; undefined when the text is no anchor of this schema. */
export function parseHead(text: string): AuditHead | undefined {
  const value = parseObject(text);
  if (value?.schema !== auditSchema || !isCount(value.seq) || !isCount(value.bytes) || !isHash(value.hash)) {
    return undefined;
  }
  return { schema: auditSchema, seq: value.seq, hash: value.hash, bytes: value.bytes };
}

/**
 * The anchor as it is written: always the same length, so that it can be overwritten in place and a power cut leaves
 * either the old or the new one (one sector), never half of each.
 */
export function headText(head: AuditHead): string {
  return `${JSON.stringify(head).padEnd(headBytes - 1)}\n`;
}

/** One JSON object, or undefined for everything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** Longest possible head (two 16-digit numbers, a hash, the keys) with room to spare, and less than a sector. */
const headBytes = 256;
