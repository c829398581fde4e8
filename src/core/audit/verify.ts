/** Checks an audit log against its own chain, its anchor and its signed checkpoints, and names the first bad record. */

import { type ChainPosition, chainStart, type Sha256 } from "./chain.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Anchor, type BadRecord, type Break, explainBreak, type Link, readLink } from "./diagnose.ts";

export interface Verification {
  readonly ok: boolean;
  /** Good records before the first bad one. */
  readonly records: number;
  readonly firstBad?: BadRecord;
  /**
   * The log ends in a line that was never finished. That is what a power cut or a killed process leaves; no
   * acknowledged record is concerned, and the next append repairs it. Tampering is reported as `firstBad` instead.
   */
  readonly torn: boolean;
  /** Good records newer than the anchor: written, but the process ended before it moved the anchor. */
  readonly unanchored: number;
  /** Where the good part of the chain ends. */
  readonly end: ChainPosition;
  /** The records up to this one were removed as the person's settings say; the chain begins after it. */
  readonly retired?: ChainPosition;
  /** What the signatures say, where there are any. */
  readonly signed?: Signed;
}

export interface Signed {
  /** Checkpoints whose record is in the log, as it was signed. */
  readonly checkpoints: number;
  /** Number of the last record that a signature covers, and when it was signed. */
  readonly upTo: number;
  readonly time: string;
}

export interface Verifier {
  /** One line, without its line end. */
  line(text: string): void;
  /** What the next line must follow; undefined once the chain is broken or before it is known where it begins. */
  readonly next: ChainPosition | undefined;
  /** The next line is the record after `next`, has this hash, and is no mend and no step: its reader checked that. */
  accept(hash: string): void;
  /** @param tail what follows the last line end: empty unless the last line was never finished. */
  end(tail?: string): Verification;
}

export interface VerifyOptions {
  /** Signatures of these were checked. */
  readonly checkpoints?: readonly Checkpoint[];
  /** Older segments are gone: the first line may follow a record that is not there, if a later one says so. */
  readonly isShortened?: boolean;
  /** The first line follows this record, which was verified before. */
  readonly after?: ChainPosition;
}

/** Verifies a log that is at hand as lines. */
export function verifyLog(
  lines: Iterable<string>,
  anchor: Anchor,
  sha256: Sha256,
  tail = "",
  options: VerifyOptions = {},
): Verification {
  const verifier = startVerification(anchor, sha256, options);
  for (const line of lines) verifier.line(line);
  return verifier.end(tail);
}

/** Verifies a log of any size in one pass; memory does not grow with it. */
export function startVerification(anchor: Anchor, sha256: Sha256, options: VerifyOptions = {}): Verifier {
  const state: State = {
    anchor,
    lines: 0,
    good: options.after ?? chainStart,
    recent: [],
    begun: !options.isShortened,
    retired: undefined,
    signatures: bySeq(options.checkpoints ?? []),
    signed: [],
  };
  return {
    line(text) {
      state.lines++;
      const link = readLink(text, state.lines, sha256);
      if (!state.begun && link) begin(state, link);
      if (text.includes(hole)) state.hasHole = true;
      if (state.broken) lookOn(state.broken, link);
      else if (link && link.seq === state.good.seq + 1 && link.prev === state.good.hash) accept(state, link);
      else state.broken = { found: link, line: state.lines, expected: state.good, recent: recentOf(state) };
    },
    get next() {
      return state.broken || !state.begun ? undefined : state.good;
    },
    accept(hash) {
      state.lines++;
      accept(state, { line: state.lines, seq: state.good.seq + 1, prev: state.good.hash, hash });
    },
    end: (tail = "") => conclude(state, tail),
  };
}

interface State {
  readonly anchor: Anchor;
  lines: number;
  good: ChainPosition;
  /** The last good records, each at its line modulo the limit. */
  readonly recent: Link[];
  /** It is known which record the first line follows. */
  begun: boolean;
  /** Where a shortened log begins, until and after a record confirmed it. */
  retired: (ChainPosition & { confirmed: boolean }) | undefined;
  readonly signatures: ReadonlyMap<number, readonly Checkpoint[]>;
  /** Those whose record was met. */
  readonly signed: Checkpoint[];
  broken?: Break | undefined;
  /** Something after the break is no text: it was being written when the power was cut. */
  hasHole?: boolean;
  /** The first accepted record that says, or shows, that the anchor does not hold. */
  unproven?: BadRecord | undefined;
}

/** What a disk holds where nothing was written; no record has it. */
export const hole = "\0";

/** How far back a run of inserted records is told from a changed one; beyond it the fault is still found. */
const recentLimit = 4096;

function begin(state: State, { seq, prev }: Link): void {
  state.begun = true;
  state.good = { seq: seq - 1, hash: prev };
  state.retired = { ...state.good, confirmed: false };
}

function accept(state: State, link: Link): void {
  state.good = link;
  state.recent[(link.line - 1) % recentLimit] = link;
  const { retired } = state;
  if (retired && link.through && mayBeGone(retired, link.through)) retired.confirmed = true;
  state.unproven ??= anchorFault(state.anchor, link) ?? signatureFault(state, link);
}

/** Not all that may be removed need be: the removal may have been interrupted. */
function mayBeGone(begin: ChainPosition, through: ChainPosition): boolean {
  return begin.seq < through.seq || (begin.seq === through.seq && begin.hash === through.hash);
}

function recentOf({ recent }: State): ReadonlyMap<string, Link> {
  return new Map(recent.map((link) => [link.hash, link]));
}

function bySeq(checkpoints: readonly Checkpoint[]): Map<number, Checkpoint[]> {
  const found = new Map<number, Checkpoint[]>();
  for (const checkpoint of checkpoints) found.set(checkpoint.seq, [...(found.get(checkpoint.seq) ?? []), checkpoint]);
  return found;
}

function signatureFault(state: State, { line, seq, hash }: Link): BadRecord | undefined {
  const here = state.signatures.get(seq);
  if (!here) return undefined;
  const other = here.find((checkpoint) => checkpoint.hash !== hash);
  if (!other) {
    state.signed.push(...here);
    return undefined;
  }
  const first = (state.signed.at(-1)?.seq ?? state.retired?.seq ?? 0) + 1;
  const which = first === seq ? `Record ${seq} is` : `Records ${first} to ${seq} are`;
  const message = `${which} not what was signed at ${other.time}: the log was rewritten.`;
  return { line: line - (seq - first), seq: first, reason: "rewritten", message };
}

function anchorFault(anchor: Anchor, link: Link): BadRecord | undefined {
  const { line, seq } = link;
  if (link.mended === "head-missing") {
    return {
      line,
      seq,
      reason: "no-anchor",
      message: `The anchor was missing when record ${seq} was written: records before it may have been cut off.`,
    };
  }
  if (anchor !== "missing" && seq === anchor.seq && link.hash !== anchor.hash) {
    return {
      line,
      seq,
      reason: "changed",
      message: `Record ${seq} is not the one the anchor names: the log was rewritten up to here or further.`,
    };
  }
  return undefined;
}

/** What lines after a break tell about it. */
function lookOn(broken: Break, link: Link | undefined): void {
  if (broken.next === undefined) broken.next = link ?? "unreadable";
  if (!link) return;
  if (link.seq === broken.expected.seq + 1 && link.prev === broken.expected.hash) broken.expectedSeen = true;
  if (link.seq === broken.found?.seq) broken.numberSeenAgain = true;
}

function conclude(state: State, tail: string): Verification {
  const anchored = state.anchor === "missing" ? 0 : state.anchor.seq;
  const isHole = endsInHole(state);
  const firstBad = firstBadOf(isHole ? { ...state, broken: undefined, lines: (state.broken?.line ?? 1) - 1 } : state);
  const { retired } = state;
  const last = state.signed.at(-1);
  return {
    ok: firstBad === undefined,
    records: firstBad ? firstBad.line - 1 : isHole ? (state.broken?.line ?? 1) - 1 : state.lines,
    ...(firstBad ? { firstBad } : {}),
    torn: tail !== "" || isHole,
    unanchored: firstBad ? 0 : Math.max(0, state.good.seq - anchored),
    end: { seq: state.good.seq, hash: state.good.hash },
    ...(retired?.confirmed ? { retired: { seq: retired.seq, hash: retired.hash } } : {}),
    ...(last ? { signed: { checkpoints: state.signed.length, upTo: last.seq, time: last.time } } : {}),
  };
}

/**
 * The end was being written when the power was cut, and only parts of it reached the disk. Nothing that was acknowledged
 * is behind the break: neither the anchor nor a record that follows knows of any.
 */
function endsInHole({ broken, hasHole, anchor }: State): boolean {
  if (!broken || !hasHole || broken.expectedSeen || anchor === "missing") return false;
  return anchor.seq <= broken.expected.seq;
}

function firstBadOf(state: State): BadRecord | undefined {
  if (state.retired && !state.retired.confirmed && state.retired.seq > 0) return removedBefore(state.retired.seq);
  return state.unproven ?? (state.broken ? explainBreak(state.broken, state.anchor) : endFault(state));
}

function removedBefore(seq: number): BadRecord {
  const message = `The records up to ${seq} are gone, and no record says that they were retired.`;
  return { line: 1, seq: 1, reason: "removed", message };
}

function endFault(state: State): BadRecord | undefined {
  const line = state.lines + 1;
  if (state.anchor === "missing") {
    if (state.lines > 0) {
      return {
        line,
        reason: "no-anchor",
        message: "The anchor (head.json) is missing or unreadable: records at the end may have been cut off.",
      };
    }
  } else if (state.anchor.seq > state.good.seq) return truncated(line, state.good.seq, state.anchor.seq);
  const signed = Math.max(0, ...state.signatures.keys());
  return signed > state.good.seq ? truncated(line, state.good.seq, signed) : undefined;
}

function truncated(line: number, last: number, known: number): BadRecord {
  const missing = known - last;
  return {
    line,
    seq: last + 1,
    reason: "truncated",
    message: `The log ends too early: ${missing} acknowledged record${missing === 1 ? " is" : "s are"} missing.`,
  };
}
