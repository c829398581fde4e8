/**
 * The hash chain of the audit file. A line is the canonical JSON of what a record says, with its place in the chain as
 * the last members: `{…,"seq":7,"prev":"<64 hex>","hash":"<64 hex>"}`. The hash covers every byte of the line before
 * it, and the chain can be checked from the end of each line without any JSON parser. In schema 1 only the hash stood
 * at the end.
 */
import { canonicalJson } from "../canonicalJson.ts";
import {
  type AuditEntry,
  type AuditRecord,
  auditSchema,
  type Chained,
  type Mended,
  type Step,
  type StepEntry,
  type StepRecord,
} from "./record.ts";

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

const headSchema = 1;

/** The anchor kept beside the log (`head.json`). It is how a log whose tail was cut off is found. */
export interface AuditHead extends ChainPosition {
  readonly schema: typeof headSchema;
  /** Size of the segment in bytes up to and with that record. */
  readonly bytes: number;
  /** The segment that is written; not there: the first. */
  readonly segment?: number;
}

/** The next record of a chain. `time` is ISO 8601, UTC, milliseconds. */
export function link(
  entry: AuditEntry,
  after: ChainPosition,
  time: string,
  sha256: Sha256,
  mended?: Mended,
): AuditRecord {
  return linkLine(entry, after, time, sha256, mended).record;
}

/** The next record of a chain, and its line, made once. */
export function linkLine<E extends AuditEntry | StepEntry>(
  entry: E,
  after: ChainPosition,
  time: string,
  sha256: Sha256,
  mended?: Mended,
): { readonly record: E & AnyRecord; readonly line: string } {
  const seq = after.seq + 1;
  const whole = { ...entry, schema: auditSchema, time };
  const place = { ...("step" in entry ? { step: entry.step } : {}), ...(mended && { mended }), seq, prev: after.hash };
  const open = unsealedText(whole, place);
  const hash = sha256(`${open}}`);
  const record = { ...whole, ...place, hash } as unknown as E & AnyRecord;
  return { record, line: `${open},"hash":"${hash}"}` };
}

export type AnyRecord = AuditRecord | StepRecord;

/** The line of a record, without the line end. */
export function recordLine(record: AnyRecord): string {
  const { hash, seq, prev, mended, ...rest } = record;
  if (record.schema === 1) {
    const { hash: _, ...unsealed } = record;
    return `${canonicalJson(unsealed).slice(0, -1)},"hash":"${hash}"}`;
  }
  const place = { ...("step" in record ? { step: record.step } : {}), ...(mended && { mended }), seq, prev };
  return `${unsealedText(rest, place)},"hash":"${hash}"}`;
}

interface PlaceInChain extends Pick<Chained, "seq" | "prev" | "mended"> {
  readonly step?: Step;
}

/** Everything a record's hash covers, but for the brace that closes it. */
function unsealedText(whole: object, { step, mended, seq, prev }: PlaceInChain): string {
  const body = canonicalJson({ ...whole, step: undefined }).slice(0, -1);
  const marks = `${step ? `,"step":"${step}"` : ""}${mended ? `,"mended":"${mended}"` : ""}`;
  return `${body}${marks},"seq":${seq},"prev":"${prev}"`;
}

/** Where a line stands in the chain, as the end of what its hash covers says; undefined in schema 1. */
export function placeOf(covered: string): PlaceInChain | undefined {
  const found = place.exec(covered.slice(-longestPlace));
  if (!found) return undefined;
  const [, step, mended, seq, prev] = found;
  return {
    seq: Number(seq),
    prev: prev as string,
    ...(step === undefined ? {} : { step: step as Step }),
    ...(mended === undefined ? {} : { mended: mended as Mended }),
  };
}

const place = /(?:,"step":"([a-z-]+)")?(?:,"mended":"([a-z-]+)")?,"seq":([1-9][0-9]{0,15}),"prev":"([0-9a-f]{64})"\}$/;
const longestPlace = 192;

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
  if (value?.schema !== headSchema || !isCount(value.seq) || !isCount(value.bytes) || !isHash(value.hash)) {
    return undefined;
  }
  const { segment } = value;
  if (segment !== undefined && !isCount(segment)) return undefined;
  return {
    schema: headSchema,
    seq: value.seq,
    hash: value.hash,
    bytes: value.bytes,
    ...(segment === undefined ? {} : { segment }),
  };
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
