/**
 * An evidence pack: a part of the audit for a reviewer or an incident, which proves itself. One line a record, exactly
 * as it stands in the log; a record that is withheld is a line with only its hash, so that the chain can still be
 * followed through it. Then the manifest, then the signature of the manifest.
 */
import { canonicalJson } from "../canonicalJson.ts";
import { type ChainPosition, isCount, isHash, parseObject, type Sha256 } from "./chain.ts";
import { type Checkpoint, type CheckSignature, isSigned, readCheckpoints, type Signer } from "./checkpoint.ts";
import { readLink } from "./diagnose.ts";

export interface PackFilter {
  /** ISO date or time: records before it are not in the pack at all. */
  readonly since?: string;
  readonly agent?: string;
  readonly session?: string;
  /** What the calls make of files is withheld. */
  readonly withoutDiffs?: true;
}

export interface Manifest {
  readonly pack: 1;
  readonly created: string;
  readonly filter: PackFilter;
  /** The record before the first line. */
  readonly after: ChainPosition;
  readonly last: ChainPosition;
  readonly disclosed: number;
  readonly withheld: number;
  /** Over all lines before the manifest, each hashed together with the result so far. */
  readonly content: string;
  /** What was signed of this part of the log when it was written. */
  readonly checkpoints: readonly Checkpoint[];
  readonly key: string;
}

export interface PackWriter {
  /** The line for a record: itself, or only its hash. Records come in the order of the chain. */
  add(line: string, isShown: boolean): string;
  /** Manifest and signature. */
  end(created: string, filter: PackFilter, checkpoints: readonly Checkpoint[], signer: Signer): string;
}

/** @throws when a line is no record that follows the one before */
export function startPack(sha256: Sha256): PackWriter {
  const state = { after: nowhere, last: nowhere, disclosed: 0, withheld: 0, content: "" };
  return {
    add(line, isShown) {
      const link = readLink(line, 1, sha256);
      if (!link) throw new Error("A record of the log does not fit its hash.");
      if (state.last === nowhere) state.after = { seq: link.seq - 1, hash: link.prev };
      else if (link.prev !== state.last.hash) throw new Error(`Record ${link.seq} does not follow the one before.`);
      state.last = { seq: link.seq, hash: link.hash };
      state[isShown ? "disclosed" : "withheld"]++;
      const text = isShown ? line : canonicalJson({ withheld: link.hash });
      state.content = sha256(`${state.content}${text}\n`);
      return `${text}\n`;
    },
    end(created, filter, checkpoints, signer) {
      const { after, last } = state;
      const inside = checkpoints.filter(({ seq }) => seq > after.seq && seq <= last.seq);
      const manifest: Manifest = { pack: 1, created, filter, ...state, checkpoints: inside, key: signer.key };
      const text = canonicalJson(manifest);
      return `${text}\n${canonicalJson({ signature: signer.sign(signedText(text)) })}\n`;
    },
  };
}

const nowhere: ChainPosition = { seq: 0, hash: "" };

const signedText = (manifest: string) => `countersign audit pack\n${manifest}`;

export type PackCheck =
  | { readonly ok: true; readonly manifest: Manifest }
  /** @property line one-based, of the first that does not hold */
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Checks a pack against itself: every record, the chain through what is withheld, the manifest and its signature. */
export function checkPack(lines: readonly string[], sha256: Sha256, check: CheckSignature): PackCheck {
  const count = lines.length - 2;
  const manifest = readManifest(lines[count] ?? "");
  if (lines.some((line) => line.endsWith("\r"))) {
    return bad(1, "Its line ends were changed on the way (CRLF): ask for the file itself, packed.");
  }
  if (!manifest) return endFault(lines);
  const signature = parseObject(lines[count + 1] ?? "")?.signature;
  if (typeof signature !== "string" || !check(signedText(lines[count] ?? ""), signature, manifest.key)) {
    return bad(count + 2, "The manifest or its signature was changed: the key that it names did not sign it so.");
  }
  const fault = chainFault(lines.slice(0, count), manifest, sha256) ?? checkpointFault(manifest, check);
  return fault ?? { ok: true, manifest };
}

/** What a person did to the end of the file, as far as it can be told. */
function endFault(lines: readonly string[]): PackCheck {
  const at = lines.findLastIndex((line) => readManifest(line) !== undefined);
  if (at < 0) return bad(Math.max(1, lines.length), "This is no evidence pack, or its end is missing.");
  return at === lines.length - 1
    ? bad(lines.length, "The signature is missing: the end of the file was cut off.")
    : bad(at + 3, "Something was added after the signature.");
}

function chainFault(lines: readonly string[], manifest: Manifest, sha256: Sha256): PackCheck | undefined {
  const seen = { disclosed: 0, withheld: 0, content: "" };
  const signed = new Map(manifest.checkpoints.map(({ seq, hash }) => [seq, hash]));
  let last = manifest.after;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const seq = last.seq + 1;
    const hidden = parseObject(line)?.withheld;
    const link = hidden === undefined ? readLink(line, number, sha256) : undefined;
    const hash = link?.hash ?? hidden;
    if (!isHash(hash)) return bad(number, `Record ${seq} was changed: its content does not fit its hash.`);
    if (link && (link.seq !== seq || link.prev !== last.hash)) {
      return bad(
        number,
        `Record ${link.seq} does not follow record ${last.seq}: one was changed, put in or taken away.`,
      );
    }
    if ((signed.get(seq) ?? hash) !== hash) return bad(number, `Record ${seq} is not the one that was signed.`);
    seen[link ? "disclosed" : "withheld"]++;
    seen.content = sha256(`${seen.content}${line}\n`);
    last = { seq, hash };
  }
  if (seen.disclosed !== manifest.disclosed || seen.withheld !== manifest.withheld) {
    const [there, said] = [seen, manifest].map((one) => `${one.disclosed} shown and ${one.withheld} withheld`);
    return bad(lines.length + 1, `There are ${there}, and the manifest says ${said}: what is shown was changed.`);
  }
  const fits =
    seen.content === manifest.content &&
    (lines.length === 0 || (last.seq === manifest.last.seq && last.hash === manifest.last.hash));
  return fits ? undefined : bad(lines.length + 1, "The lines are not those that the manifest was made for.");
}

function checkpointFault({ checkpoints }: Manifest, check: CheckSignature): PackCheck | undefined {
  const forged = checkpoints.find((one) => !isSigned(one, check));
  return forged && bad(1, `The signature of record ${forged.seq} is not by the key it names.`);
}

function readManifest(line: string): Manifest | undefined {
  const value = parseObject(line);
  if (value?.pack !== 1 || !isHash(value.content ? value.content : "0".repeat(64))) return undefined;
  if (!isPosition(value.after) || !isPosition(value.last) || !Array.isArray(value.checkpoints)) return undefined;
  const text = value.checkpoints.map((one) => `${JSON.stringify(one)}\n`).join("");
  if (readCheckpoints(text).checkpoints.length !== value.checkpoints.length) return undefined;
  const texts = [value.created, value.key, value.content];
  if (!texts.every((one) => typeof one === "string") || !isCount(value.disclosed) || !isCount(value.withheld)) {
    return undefined;
  }
  return value as unknown as Manifest;
}

function isPosition(value: unknown): boolean {
  const { seq, hash } = (value ?? {}) as Partial<ChainPosition>;
  return isCount(seq) && typeof hash === "string";
}

function bad(line: number, message: string): PackCheck {
  return { ok: false, line, message };
}
