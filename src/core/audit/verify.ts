/** Checks an audit log against its own chain and its anchor, line by line, and names the first bad record. */
import { type ChainPosition, chainStart, type Sha256 } from "./chain.ts";
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
}

export interface Verifier {
  /** One line, without its line end. */
  line(text: string): void;
  /** @param tail what follows the last line end: empty unless the last line was never finished. */
  end(tail?: string): Verification;
}

/** Verifies a log that is at hand as lines. */
export function verifyLog(lines: Iterable<string>, anchor: Anchor, sha256: Sha256, tail = ""): Verification {
  const verifier = startVerification(anchor, sha256);
  for (const line of lines) verifier.line(line);
  return verifier.end(tail);
}

/** Verifies a log of any size in one pass; memory does not grow with it. */
export function startVerification(anchor: Anchor, sha256: Sha256): Verifier {
  const state: State = { anchor, lines: 0, good: chainStart, recent: new Map() };
  return {
    line(text) {
      state.lines++;
      const link = readLink(text, state.lines, sha256);
      if (state.broken) lookOn(state.broken, link);
      else if (link && link.seq === state.good.seq + 1 && link.prev === state.good.hash) accept(state, link);
      else state.broken = { found: link, line: state.lines, expected: state.good, recent: state.recent };
    },
    end: (tail = "") => conclude(state, tail),
  };
}

interface State {
  readonly anchor: Anchor;
  lines: number;
  good: ChainPosition;
  readonly recent: Map<string, Link>;
  broken?: Break;
  /** The first accepted record that says, or shows, that the anchor does not hold. */
  unproven?: BadRecord | undefined;
}

/** How far back a run of inserted records is told from a changed one; beyond it the fault is still found. */
const recentLimit = 4096;

function accept(state: State, link: Link): void {
  state.good = { seq: link.seq, hash: link.hash };
  state.recent.set(link.hash, link);
  if (state.recent.size > recentLimit) {
    const [oldest] = state.recent.keys();
    if (oldest !== undefined) state.recent.delete(oldest);
  }
  state.unproven ??= anchorFault(state.anchor, link);
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
  const firstBad = state.unproven ?? (state.broken ? explainBreak(state.broken, state.anchor) : endFault(state));
  return {
    ok: firstBad === undefined,
    records: firstBad ? firstBad.line - 1 : state.lines,
    ...(firstBad ? { firstBad } : {}),
    torn: tail !== "",
    unanchored: firstBad ? 0 : Math.max(0, state.good.seq - anchored),
    end: state.good,
  };
}

function endFault(state: State): BadRecord | undefined {
  const line = state.lines + 1;
  if (state.anchor === "missing") {
    if (state.lines === 0) return undefined;
    return {
      line,
      reason: "no-anchor",
      message: "The anchor (head.json) is missing or unreadable: records at the end may have been cut off.",
    };
  }
  const missing = state.anchor.seq - state.good.seq;
  if (missing <= 0) return undefined;
  return {
    line,
    seq: state.good.seq + 1,
    reason: "truncated",
    message: `The log ends too early: ${missing} acknowledged record${missing === 1 ? " is" : "s are"} missing.`,
  };
}
