/**
 * What a person does in a window, told to the other windows on the same folders: each sees the files change, and only
 * one of them that a person saved, ran a task or has a terminal. It explains changes, and decides nothing.
 */
import { randomUUID } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BusyTime } from "../core/audit/unexplained.ts";
import { contains } from "./containment.ts";
import { makePrivateFolder } from "./privateFiles.ts";
import { isAlive } from "./windows.ts";

export interface Doings {
  /** Of the window; absolute. */
  readonly folders: readonly string[];
  /** Path and time, in milliseconds since the epoch. */
  readonly saved: readonly (readonly [string, number])[];
  readonly saves: readonly number[];
  /** Without `to`: it goes on. */
  readonly busy: readonly BusyTime[];
}

/** What is larger is not ours. */
const maxBytes = 256 * 1024;
/** What is older explains nothing any more. */
const keptMs = 5 * 60_000;

const folderOf = (run: string) => join(run, "doings");
const name = /^(\d+)-[0-9a-f-]+\.json$/;

/** A teller for this window. Telling again takes the place of what was told before. */
export function createTeller(run: string): { tell(doings: Doings): Promise<void>; readonly file: string } {
  const own = `${process.pid}-${randomUUID()}`;
  const file = join(folderOf(run), `${own}.json`);
  return {
    file,
    async tell(doings) {
      makePrivateFolder(run);
      makePrivateFolder(folderOf(run));
      const temporary = join(folderOf(run), `${own}.tmp`);
      // Not flushed: after a power cut there is no window that it could explain anything to.
      await writeFile(temporary, JSON.stringify(doings), { mode: 0o600 });
      await rename(temporary, file);
    },
  };
}

/** What the other windows told whose folders hold one of these, or lie in one. */
export function doingsOfOthers(run: string, own: string, folders: readonly string[], now: number): Doings[] {
  return namesIn(folderOf(run)).flatMap((entry) => {
    const file = join(folderOf(run), entry);
    const pid = Number(name.exec(entry)?.[1]);
    if (!(pid > 0) || file === own) return [];
    const told = readDoings(file, now);
    if (!told?.folders.some((one) => folders.some((mine) => contains(one, mine) || contains(mine, one)))) return [];
    // A window that was closed does nothing any more; what it did holds.
    return [isAlive(pid) ? told : { ...told, busy: told.busy.filter(({ to }) => to !== undefined) }];
  });
}

/** Undefined: it is no such file, or too old, and then removed where its window is gone. */
function readDoings(file: string, now: number): Doings | undefined {
  try {
    const { mtimeMs, size } = lstatSync(file);
    if (size > maxBytes) return undefined;
    const pid = Number(/(\d+)-[0-9a-f-]+\.json$/.exec(file)?.[1]);
    if (now - mtimeMs > keptMs && !isAlive(pid)) return void rmSync(file, { force: true });
    return decode(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function decode(value: unknown): Doings | undefined {
  const { folders, saved, saves, busy } = (value ?? {}) as Partial<Record<keyof Doings, unknown>>;
  if (!isList(folders, isText) || !isList(saves, isTime)) return undefined;
  if (!isList(saved, isSaved) || !isList(busy, isBusy)) return undefined;
  return { folders, saved, saves, busy };
}

function isList<T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(isOne);
}

const isText = (one: unknown): one is string => typeof one === "string";
const isTime = (one: unknown): one is number => typeof one === "number" && Number.isFinite(one);
const isSaved = (one: unknown): one is readonly [string, number] =>
  Array.isArray(one) && one.length === 2 && isText(one[0]) && isTime(one[1]);

function isBusy(one: unknown): one is BusyTime {
  const { from, to } = (one ?? {}) as Partial<BusyTime>;
  return isTime(from) && (to === undefined || isTime(to));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
