/** Tells what happened where a chain does not hold: changed, removed, reordered or inserted. */
import {
  type AuditHead,
  type ChainPosition,
  isCount,
  isHash,
  openLine,
  parseObject,
  placeOf,
  type Sha256,
} from "./chain.ts";

/**
 * "changed": the record is not what was written. "removed": records before this one are missing. "reordered": the
 * record stands in the wrong place. "inserted": it does not belong to the chain. "truncated": records at the end are
 * missing. "no-anchor": the head is missing or unreadable, so a cut tail could not be seen. "rewritten": the chain
 * holds, and is not the one that was signed. "forged": a signed statement about the log is not by the key it names.
 */
export type Fault =
  | "changed"
  | "removed"
  | "reordered"
  | "inserted"
  | "truncated"
  | "no-anchor"
  | "rewritten"
  | "forged";

export interface BadRecord {
  /** One-based line of the log; one more than the last line for what is missing at the end. */
  readonly line: number;
  /** The file, and the line in it, where the log has several. */
  readonly segment?: { readonly name: string; readonly line: number };
  /** Number of the record concerned, where one can be told. */
  readonly seq?: number;
  readonly reason: Fault;
  readonly message: string;
}

/** What is known of the anchor: its content, or that there is none. */
export type Anchor = AuditHead | "missing";

/** One line as a member of the chain. */
export interface Link extends ChainPosition {
  /** One-based. */
  readonly line: number;
  readonly prev: string;
  readonly mended?: unknown;
  readonly step?: unknown;
  /** The record that says so removed all up to this one. */
  readonly through?: ChainPosition;
}

/** The first place where the chain does not hold, and what later lines told about it. */
export interface Break {
  /** undefined: the line's own hash does not fit, so its content proves nothing. */
  readonly found: Link | undefined;
  readonly line: number;
  /** The last good position: the record here should have followed it. */
  readonly expected: ChainPosition;
  /** The good records before, by hash, as far back as they are remembered. */
  readonly recent: ReadonlyMap<string, Link>;
  /** The line right after. */
  next?: Link | "unreadable";
  /** A later line is the record that was expected here. */
  expectedSeen?: boolean;
  /** A later line carries the number of the record found here. */
  numberSeenAgain?: boolean;
}

/** Reads a line as a link; undefined when it is none or its own hash does not fit. */
export function readLink(text: string, line: number, sha256: Sha256): Link | undefined {
  const opened = openLine(text);
  if (!opened || sha256(opened.covered) !== opened.hash) return undefined;
  const place = placeOf(opened.covered);
  if (place && place.step !== "retired" && text.startsWith('{"')) return { line, hash: opened.hash, ...place };
  const value = parseObject(opened.covered);
  if (!value || !isCount(value.seq) || !isHash(value.prev)) return undefined;
  const { seq, prev, mended, step } = value;
  const through = step === "retired" ? positionIn(value.through) : undefined;
  return { line, seq, prev, hash: opened.hash, mended, ...(through && { through }) };
}

function positionIn(value: unknown): ChainPosition | undefined {
  const { seq, hash } = (value ?? {}) as Partial<ChainPosition>;
  return isCount(seq) && isHash(hash) ? { seq, hash } : undefined;
}

/** The verdict on a break, once all lines were seen. */
export function explainBreak(broken: Break, anchor: Anchor): BadRecord {
  const { found, line } = broken;
  const seq = broken.expected.seq + 1;
  if (!found) {
    return broken.expectedSeen
      ? bad(line, "inserted", "This line does not belong to the log: the chain goes on after it.")
      : bad(line, "changed", `Record ${seq} was changed: its content does not fit its hash.`, seq);
  }
  if (found.seq > seq) return explainGap(broken, found);
  if (found.seq < seq) return explainRepeat(broken, found);
  return explainMismatch(broken, found, anchor);
}

/** A record with a higher number than the next one. */
function explainGap(broken: Break, found: Link): BadRecord {
  const first = broken.expected.seq + 1;
  if (!broken.expectedSeen) {
    const which = found.seq - first === 1 ? `Record ${first} is` : `Records ${first} to ${found.seq - 1} are`;
    return bad(broken.line, "removed", `${which} missing before this line.`, first);
  }
  return broken.numberSeenAgain
    ? bad(broken.line, "inserted", "This record does not belong here: the chain goes on after it.", found.seq)
    : bad(broken.line, "reordered", `Record ${found.seq} stands before record ${first}.`, found.seq);
}

/** A record with a number that was already there. */
function explainRepeat(broken: Break, found: Link): BadRecord {
  const fork = broken.recent.get(found.prev);
  const isCopy = broken.recent.has(found.hash);
  if (fork && !isCopy && !broken.expectedSeen) {
    const seq = fork.seq + 1;
    return bad(fork.line + 1, "inserted", `Record ${seq} does not belong here: the chain goes on without it.`, seq);
  }
  const what = isCopy ? `Record ${found.seq} stands here a second time.` : `A second record ${found.seq} stands here.`;
  return bad(broken.line, "inserted", what, found.seq);
}

/** The right number, but it follows another record than the one before it. */
function explainMismatch(broken: Break, found: Link, anchor: Anchor): BadRecord {
  const previous = broken.expected.seq;
  if (broken.expectedSeen) {
    return bad(broken.line, "inserted", "This record does not belong here: the chain goes on after it.", found.seq);
  }
  const next = broken.next;
  const confirmed =
    next === undefined
      ? anchor !== "missing" && anchor.hash === found.hash
      : next !== "unreadable" && next.prev === found.hash;
  if (confirmed && previous > 0) {
    const message = `Record ${previous} was changed: record ${found.seq} follows another one of that number.`;
    return bad(broken.line - 1, "changed", message, previous);
  }
  return bad(broken.line, "changed", `Record ${found.seq} was changed: it does not follow the one before.`, found.seq);
}

function bad(line: number, reason: Fault, message: string, seq?: number): BadRecord {
  return { line, reason, message, ...(seq === undefined ? {} : { seq }) };
}
