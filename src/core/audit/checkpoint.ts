/**
 * Signed statements of where the chain stood. A log that is rewritten whole has a chain that holds, and an anchor that
 * fits it; it has no signatures of the records that it shows now. Checkpoints are kept in several places.
 */
import { canonicalJson } from "../canonicalJson.ts";
import { type ChainPosition, isCount, isHash, parseObject } from "./chain.ts";

export interface Checkpoint extends ChainPosition {
  readonly schema: 1;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  /** Where the chain went on when it was signed, so that the next look need not begin at the first record. */
  readonly segment: number;
  readonly bytes: number;
  /** The public key: base64 of the 32 bytes of Ed25519. */
  readonly key: string;
  /** Base64, 64 bytes. */
  readonly signature: string;
}

/** Signs texts with a key that is kept elsewhere. */
export interface Signer {
  readonly key: string;
  sign(text: string): string;
}

/** Whether a signature is of this text and by this key. Never throws. */
export type CheckSignature = (text: string, signature: string, key: string) => boolean;

export type Unsigned = Omit<Checkpoint, "schema" | "key" | "signature">;

export function signCheckpoint(what: Unsigned, signer: Signer): Checkpoint {
  const whole = { ...what, schema: 1, key: signer.key } as const;
  return { ...whole, signature: signer.sign(signedText(whole)) };
}

export function isSigned(checkpoint: Checkpoint, check: CheckSignature): boolean {
  return check(signedText(checkpoint), checkpoint.signature, checkpoint.key);
}

/** No other text that the key signs begins like this. */
function signedText({ signature: _, ...rest }: Omit<Checkpoint, "signature"> & { signature?: string }): string {
  return `countersign audit checkpoint\n${canonicalJson(rest)}`;
}

export function checkpointLine(checkpoint: Checkpoint): string {
  return `${canonicalJson(checkpoint)}\n`;
}

/** The checkpoints of a file's text; lines that are none are counted, not believed. A torn last line is neither. */
export function readCheckpoints(text: string): { readonly checkpoints: readonly Checkpoint[]; readonly bad: number } {
  const lines = text
    .split("\n")
    .slice(0, -1)
    .filter((line) => line !== "");
  const checkpoints = lines.flatMap((line) => readCheckpoint(line) ?? []);
  return { checkpoints, bad: lines.length - checkpoints.length };
}

function readCheckpoint(line: string): Checkpoint | undefined {
  const value = parseObject(line);
  if (value?.schema !== 1 || !isCount(value.seq) || !isHash(value.hash)) return undefined;
  if (!isCount(value.segment) || !isCount(value.bytes)) return undefined;
  const texts = [value.time, value.key, value.signature];
  return texts.every((text) => typeof text === "string") ? (value as unknown as Checkpoint) : undefined;
}
