/**
 * A lock that several processes take in turn, kept as numbered files in a folder, and that survives a holder's death.
 *
 * The highest number is the current holder. Its successor is created by an exclusive link, so there is at most one,
 * and a dead holder's lock is never deleted to take it over: it is succeeded. That leaves no moment in which two
 * processes believe they have removed the same stale lock, which is the usual fault of lock files.
 */
import { link, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
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
  isHeld(): Promise<boolean>;
  /** Never fails: a lock that cannot be released is taken over after its holder's end. */
  release(): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for other holders, in milliseconds. */
  readonly timeoutMs: number;
}

/** A live holder keeps the lock for milliseconds; one that keeps it this long is suspended, or its id was reused. */
const takeoverMs = 30_000;

/**
 * Waits for the lock.
 * @param folder holds nothing but this lock; created with mode 0700.
 * @throws LockError "timeout"; and errors of the file system when the folder cannot be used.
 */
export async function acquireLock(folder: string, options: LockOptions): Promise<Lock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `draft-${process.pid}-${nextDraft++}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
  try {
    return await compete(folder, draft, performance.now() + options.timeoutMs);
  } finally {
    await rm(draft, { force: true });
  }
}

let nextDraft = 0;

async function compete(folder: string, draft: string, deadline: number): Promise<Lock> {
  for (let attempt = 0; ; attempt++) {
    const numbers = await lockNumbers(folder);
    const current = numbers.at(-1) ?? 0;
    if (current === 0 || (await isFree(folder, current))) {
      const mine = await claim(folder, draft, current + 1);
      if (mine) {
        await forget(folder, numbers);
        return mine;
      }
    }
    if (performance.now() >= deadline) {
      throw new LockError("timeout", `Another process holds ${folder}. Nothing was written.`);
    }
    await pause(Math.min(20, 1 + attempt));
  }
}

/** Creates lock `number` unless another process did, or is already further. */
async function claim(folder: string, draft: string, number: number): Promise<Lock | undefined> {
  const path = join(folder, String(number));
  await utimes(draft, new Date(), new Date());
  try {
    await link(draft, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return undefined;
    throw error;
  }
  // A process that was stopped between looking and linking may have created a number that was passed long ago.
  const isHeld = async () => (await lockNumbers(folder)).at(-1) === number;
  if (await isHeld()) return { isHeld, release: () => truncate(path).catch(() => undefined) };
  await rm(path, { force: true });
  return undefined;
}

/** Old numbers stay a while: a slow competitor must find its number taken. The highest is never removed. */
const keptNumbers = 16;

async function forget(folder: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers.slice(0, -keptNumbers)) await rm(join(folder, String(number)), { force: true });
  for (const name of await readdir(folder)) {
    if (name.startsWith("draft-") && (await ageOf(join(folder, name))) > 2 * takeoverMs) {
      await rm(join(folder, name), { force: true });
    }
  }
}

/** Ascending. */
async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** A released lock is empty: a lock is linked with its content, so it is never empty before. */
async function isFree(folder: string, number: number): Promise<boolean> {
  const path = join(folder, String(number));
  try {
    const text = await readFile(path, "utf8");
    return text === "" || isDead(text) || (await ageOf(path)) > takeoverMs;
  } catch (error) {
    // Removed because a higher number exists: look again.
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Milliseconds since the last change; 0 for what is gone. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
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
