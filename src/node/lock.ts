/**
 * A lock that several processes take in turn, kept as numbered files in a folder, and that survives a holder's death.
 *
 * The highest number is the current holder. Its successor is created by an exclusive link, so there is at most one,
 * and a dead holder's lock is never deleted to take it over: it is succeeded. That leaves no moment in which two
 * processes believe they have removed the same stale lock, which is the usual fault of lock files.
 *
 * The calls are synchronous: each takes microseconds, and a trip through the thread pool takes more than all of them.
 * Only waiting for another holder gives the thread away.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

export class LockError extends Error {
  constructor(
    readonly reason: "timeout",
    message: string,
  ) {
    super(message);
    this.name = "LockError";
  }
}

export interface Lock {
  /** False once another process took over, as it may when this one was suspended. Ask right before writing. */
  isHeld(): boolean;
  /** Never fails: a lock that cannot be released is taken over after its holder's end. */
  release(): void;
}

export interface LockOptions {
  /** How long to wait for other holders, in milliseconds. */
  readonly timeoutMs: number;
  /** This process takes the lock again and again: after a release the next one is prepared, see `discardSpare`. */
  readonly often?: boolean;
}

/** A live holder keeps the lock for milliseconds; one that keeps it this long is suspended, or its id was reused. */
const takeoverMs = 30_000;

/**
 * Waits for the lock.
 * @param folder holds nothing but this lock; created with mode 0700.
 * @throws LockError "timeout"; and errors of the file system when the folder cannot be used.
 */
export async function acquireLock(folder: string, options: LockOptions): Promise<Lock> {
  const spare = spares.get(folder);
  spares.delete(folder);
  const next = spare && claimAfter(folder, spare);
  if (next) return held(folder, next, spare.draft, options);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Another process takes an old draft for one of a process that was killed.
  const draft = spare && existsSync(spare.draft) ? spare.draft : makeDraft(folder);
  try {
    return held(folder, await compete(folder, draft, performance.now() + options.timeoutMs), draft, options);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes what was prepared for the next lock of this process. */
export function discardSpare(folder: string): void {
  const spare = spares.get(folder);
  spares.delete(folder);
  if (spare) rmSync(spare.draft, { force: true });
}

/** What this process prepared when it released a lock: making a file is the slowest step, and nobody waits then. */
interface Spare {
  readonly draft: string;
  /** The lock it released. That one stays free, so nothing has to be looked up to succeed it. */
  readonly after: number;
}

const spares = new Map<string, Spare>();

let nextDraft = 0;

function makeDraft(folder: string): string {
  const draft = join(folder, `draft-${process.pid}-${nextDraft++}`);
  writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
  return draft;
}

interface Claim {
  readonly path: string;
  readonly number: number;
  isHeld(): boolean;
}

/** The lock after the one that this process released last; undefined when others were there since. */
function claimAfter(folder: string, { draft, after }: Spare): Claim | undefined {
  try {
    // Numbers are removed in their order. So one that was passed and forgotten has no predecessor any more.
    return claim(folder, draft, after + 1, () => existsSync(join(folder, String(after))));
  } catch {
    // Whatever it is, whoever competes finds it too and says so.
    return undefined;
  }
}

async function compete(folder: string, draft: string, deadline: number): Promise<Claim> {
  for (let attempt = 0; ; attempt++) {
    const numbers = lockNumbers(folder);
    const current = numbers.at(-1) ?? 0;
    if (current === 0 || isFree(folder, current)) {
      const mine = claim(folder, draft, current + 1, () => lockNumbers(folder).at(-1) === current + 1);
      if (mine) return mine;
    }
    if (performance.now() >= deadline) {
      throw new LockError("timeout", `Another process holds ${folder}. Nothing was written.`);
    }
    await pause(Math.min(20, 1 + attempt));
  }
}

/** Creates lock `number` unless another process did, or is already further. */
function claim(folder: string, draft: string, number: number, isNewest: () => boolean): Claim | undefined {
  const path = join(folder, String(number));
  const now = Date.now() / 1_000;
  utimesSync(draft, now, now);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return undefined;
    throw error;
  }
  const successor = join(folder, String(number + 1));
  // A holder's own number is removed before its successor's.
  const isHeld = () => !existsSync(successor) && existsSync(path);
  // A process that was stopped between looking and linking may have created a number that was passed long ago.
  if (isHeld() && isNewest()) return { path, number, isHeld };
  rmSync(path, { force: true });
  return undefined;
}

function held(folder: string, { path, number, isHeld }: Claim, draft: string, { often = false }: LockOptions): Lock {
  return { isHeld, release: () => release(folder, { path, number }, draft, often) };
}

function release(folder: string, { path, number }: Omit<Claim, "isHeld">, draft: string, often: boolean): void {
  try {
    truncateSync(path);
    unlinkSync(draft);
    forget(folder);
    if (often && !spares.has(folder)) spares.set(folder, { draft: makeDraft(folder), after: number });
  } catch {
    // It is taken over after this process has ended, or when it is overdue.
  }
}

/** Old numbers stay a while: a slow competitor must find its number taken. The highest is never removed. */
const keptNumbers = 16;

function forget(folder: string): void {
  const names = readdirSync(folder);
  for (const number of numbersOf(names).slice(0, -keptNumbers)) rmSync(join(folder, String(number)), { force: true });
  for (const name of names) {
    if (name.startsWith("draft-") && ageOf(join(folder, name)) > 2 * takeoverMs) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** Ascending. */
function lockNumbers(folder: string): number[] {
  return numbersOf(readdirSync(folder));
}

function numbersOf(names: readonly string[]): number[] {
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** A released lock is empty: a lock is linked with its content, so it is never empty before. */
function isFree(folder: string, number: number): boolean {
  const path = join(folder, String(number));
  try {
    const text = readFileSync(path, "utf8");
    return text === "" || isDead(text) || ageOf(path) > takeoverMs;
  } catch (error) {
    // Removed because a higher number exists: look again.
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Milliseconds since the last change; 0 for what is gone. */
function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** Only a holder on this machine can be known to be dead; others are waited for until they are overdue. */
function isDead(text: string): boolean {
  const holder = readHolder(text);
  if (!holder || holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, "ESRCH");
  }
}

function readHolder(text: string): { pid: number; host: string } | undefined {
  try {
    const value = JSON.parse(text) as { pid?: unknown; host?: unknown };
    return typeof value.pid === "number" && typeof value.host === "string"
      ? { pid: value.pid, host: value.host }
      : undefined;
  } catch {
    return undefined;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
