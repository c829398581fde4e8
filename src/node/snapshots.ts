/**
 * Copies of what a person allows to be deleted or discarded, so that it can be put back. Bounded in size and number,
 * below Countersign's own folder, which agents cannot write.
 */
import { cp, lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { canonicalJson } from "../core/canonicalJson.ts";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

export interface Snapshot {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly agent: string;
  /** What was allowed, safe to show. */
  readonly summary: string;
  /** Absolute, in the order of the copies. */
  readonly paths: readonly string[];
}

export interface Restored {
  readonly restored: readonly string[];
  /** Something is there by now, and is left as it is. */
  readonly occupied: readonly string[];
}

export interface Snapshots {
  /** @throws when not all of it could be copied; nothing is kept then */
  take(facts: Omit<Snapshot, "id">): Promise<Snapshot>;
  /** Newest first. */
  list(): Promise<readonly Snapshot[]>;
  /** Puts back what is gone. With `over`, also what is there in another form; what it was then is kept beside it. */
  restore(snapshot: Snapshot, over: boolean): Promise<Restored>;
}

/** Older ones are removed: an undo is for what has just happened. */
const maxKept = 10;

export function createSnapshots({ base, snapshots }: Pick<Locations, "base" | "snapshots">): Snapshots {
  const folderOf = ({ id }: Pick<Snapshot, "id">) => join(snapshots, id);
  const list = () => listIn(snapshots);
  return {
    async take(facts) {
      makePrivateFolder(base);
      makePrivateFolder(snapshots);
      const snapshot = { ...facts, id: await freeName(snapshots, facts.at) };
      const folder = folderOf(snapshot);
      makePrivateFolder(folder);
      try {
        for (const [index, path] of snapshot.paths.entries()) await copy(path, join(folder, String(index)));
        replaceFile(join(folder, "snapshot.json"), canonicalJson(snapshot));
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      for (const old of (await list()).slice(maxKept)) await rm(folderOf(old), { recursive: true, force: true });
      return snapshot;
    },
    list,
    async restore(snapshot, over) {
      const [restored, occupied]: [string[], string[]] = [[], []];
      for (const [index, path] of snapshot.paths.entries()) {
        const there = await exists(path);
        if (there && !over) occupied.push(path);
        else {
          if (there) await keepBeside(path, folderOf(snapshot), index);
          await mkdir(dirname(path), { recursive: true });
          await copy(join(folderOf(snapshot), String(index)), path);
          restored.push(path);
        }
      }
      return { restored, occupied };
    },
  };
}

/** Links stay links, also to what does not exist; times and rights are kept. */
async function copy(from: string, to: string): Promise<void> {
  const options = { recursive: true, dereference: false, verbatimSymlinks: true, preserveTimestamps: true } as const;
  await cp(from, to, { ...options, errorOnExist: true, force: false });
}

async function keepBeside(path: string, folder: string, index: number): Promise<void> {
  const replaced = join(folder, `replaced-${Date.now()}-${index}-${basename(path)}`);
  await copy(path, replaced);
  await rm(path, { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function freeName(snapshots: string, at: number): Promise<string> {
  for (let number = 0; ; number++) {
    const name = `${at}-${number}`;
    if (!(await exists(join(snapshots, name)))) return name;
  }
}

async function listIn(snapshots: string): Promise<readonly Snapshot[]> {
  const names = await readdir(snapshots).catch(() => []);
  const found = await Promise.all(names.map((name) => readSnapshot(join(snapshots, name, "snapshot.json"), name)));
  return found.filter((snapshot) => snapshot !== undefined).sort((a, b) => b.at - a.at);
}

async function readSnapshot(path: string, id: string): Promise<Snapshot | undefined> {
  try {
    const value = JSON.parse(await readFile(path, "utf8")) as Snapshot;
    const isWhole =
      value.id === id &&
      typeof value.at === "number" &&
      typeof value.summary === "string" &&
      Array.isArray(value.paths);
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}
