/**
 * A page cache that loses what was not flushed. Of each file the bytes that were flushed are known, of each folder the
 * names that were. Injected first, so that the calls of the product go through the functions that are replaced here;
 * for that the program is bundled as CommonJS.
 */
import fs from "node:fs";
import { join, resolve } from "node:path";

const [root = "", image = "", at = "0", survives = "none"] = process.argv.slice(2);
/** All that is written lies below it; it was there before. */
export const home = join(root, "home");
const sector = 512;

const real = { ...fs };
let calls = 0;

/** How many calls that change a disk there were. */
export function callsMade(): number {
  return calls;
}

export function tell(line: string): void {
  real.writeSync(1, `${line}\n`);
}

/** By inode: what was flushed of a file. */
const flushed = new Map<number, Buffer>();
/** By the inode of a folder: the names in it that were flushed, each with the inode it names. */
const names = new Map<number, ReadonlyMap<string, number>>();
/** By inode: a path, so that what is in the page cache can be read. */
const paths = new Map<number, string>();

function inodeOf(path: string): number {
  return real.lstatSync(path).ino;
}

function noteFlush(file: number): void {
  const stat = real.fstatSync(file);
  if (stat.isDirectory()) return void names.set(stat.ino, entriesOf(paths.get(stat.ino) ?? ""));
  // By its path: some are opened for writing only.
  flushed.set(stat.ino, real.readFileSync(paths.get(stat.ino) ?? ""));
}

function entriesOf(path: string): ReadonlyMap<string, number> {
  return new Map(real.readdirSync(path).map((name) => [name, inodeOf(join(path, name))]));
}

/** Writes what is left into the image and ends. */
function cut(): never {
  restore(root, image, new Map([["home", inodeOf(home)]]));
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

function restore(from: string, to: string, entries: ReadonlyMap<string, number>): void {
  real.mkdirSync(to, { recursive: true });
  for (const [name, inode] of entries) {
    const now = paths.get(inode) ?? join(from, name);
    const there = real.existsSync(now) ? real.lstatSync(now) : undefined;
    // The lock's own files are not part of the log; a lock that is held by nobody alive is taken over.
    if (name === "lock") continue;
    if (there?.isDirectory()) {
      const kept = survives === "none" ? (names.get(inode) ?? new Map()) : entriesOf(now);
      restore(now, join(to, name), kept);
    } else real.writeFileSync(join(to, name), contentOf(inode, there ? real.readFileSync(now) : undefined));
  }
}

function contentOf(inode: number, cached: Buffer | undefined): Buffer {
  const kept = flushed.get(inode) ?? Buffer.alloc(0);
  if (survives === "none" || cached === undefined) return kept;
  // The length got to the disk, and every other sector of what is new: the rest reads as zeros, or as it was.
  const mixed = Buffer.alloc(cached.length);
  kept.copy(mixed);
  for (let start = 0; start < cached.length; start += sector) {
    const isNew = !kept.subarray(start, start + sector).equals(cached.subarray(start, start + sector));
    if (isNew && (start / sector) % 2 === 1) cached.copy(mixed, start, start, start + sector);
  }
  return mixed;
}

function counted<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    calls++;
    if (calls === Number(at)) cut();
    return work(...args);
  };
}

const replaced = fs as unknown as Record<string, unknown>;
for (const name of ["writeSync", "ftruncateSync", "mkdirSync", "renameSync", "rmSync"] as const) {
  replaced[name] = counted(real[name] as (...args: unknown[]) => unknown);
}
replaced.openSync = counted((path: string, ...rest: [string]) => {
  const file = real.openSync(path, ...rest);
  paths.set(real.fstatSync(file).ino, resolve(path));
  return file;
});
replaced.fsyncSync = counted((file: number) => {
  real.fsyncSync(file);
  noteFlush(file);
});
/** The flush is noted only once it is done: a cut while it is under way loses what it would have saved. */
replaced.fdatasync = counted((file: number, done: (error: Error | null) => void) =>
  real.fdatasync(file, (error) => {
    if (!error) noteFlush(file);
    done(error);
  }),
);
const openLater = fs.promises.open;
(fs.promises as { open: unknown }).open = async (path: string, ...rest: [string]) => {
  const handle = await openLater(path, ...rest);
  paths.set((await handle.stat()).ino, resolve(path));
  const sync = handle.sync.bind(handle);
  handle.sync = async () => {
    calls++;
    if (calls === Number(at)) cut();
    await sync();
    noteFlush(handle.fd);
  };
  return handle;
};

real.mkdirSync(home, { recursive: true });
paths.set(inodeOf(home), home);
