/** What a call would take away that cannot be had again, counted in the real folder, in bounded time. */
import { join } from "node:path";
import { grouped } from "../../core/display/shorten.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import type { JudgedAct } from "../../core/model/judgedAct.ts";
import type { Verdict } from "../../core/model/verdict.ts";
import { type Bounds, type Counted, countFiles, expandWildcards } from "./countFiles.ts";
import { discardOf } from "./discards.ts";
import { gitIn } from "./git.ts";

/** Longer than this a person would wonder why nothing is asked. */
const patienceMs = 2_000;
const maxEntries = 50_000;

export interface Losses {
  /** One sentence each, for the question. */
  readonly words: readonly string[];
  /** Absolute paths of files and folders whose content would be gone: what a copy has to keep. */
  readonly paths: readonly string[];
  readonly counted: Counted;
}

/** Undefined where nothing would be lost, as far as it can be told. Never throws. */
export async function measureLosses(call: HeldCall, verdict: Verdict): Promise<Losses | undefined> {
  const acts = verdict.acts ?? [];
  const until = Date.now() + patienceMs;
  const deleted = await existing(acts);
  const discarded = await discards(acts, call.cwd, until);
  if (deleted.paths.length === 0 && discarded.length === 0 && !deleted.unknown) return undefined;
  const bounds: Bounds = { entries: maxEntries, until };
  const gone = await countFiles(deleted.paths, bounds);
  const thrown = discarded.flatMap(({ files }) => files);
  const also = await countFiles(thrown, bounds);
  const notInGit = call.cwd === undefined ? undefined : await unkept(call.cwd, deleted.paths, until);
  return {
    words: [
      ...(deleted.paths.length > 0 ? [countWords(gone, notInGit)] : []),
      ...(deleted.unknown ? ["files that cannot be counted"] : []),
      ...discarded.map(({ what }) => what),
    ],
    paths: [...new Set([...deleted.paths, ...thrown])],
    counted: {
      files: gone.files + also.files,
      folders: gone.folders + also.folders,
      bytes: gone.bytes + also.bytes,
      more: gone.more || also.more || deleted.unknown,
    },
  };
}

async function existing(acts: readonly JudgedAct[]): Promise<{ paths: readonly string[]; unknown: boolean }> {
  const deleting = acts.filter(({ effects, command }) => effects.includes("delete-files") && !isGit(command));
  const all = await Promise.all(deleting.flatMap(({ paths }) => paths).map(expandWildcards));
  const paths = [...new Set(all.flatMap((found) => found ?? []))];
  const there = await Promise.all(paths.map(async (path) => (await countOne(path)) && path));
  const unknown = all.includes(undefined) || deleting.some((act) => act.paths.length === 0);
  return { paths: there.filter((path) => typeof path === "string"), unknown };
}

async function countOne(path: string): Promise<boolean> {
  const { files, folders } = await countFiles([path], { entries: 1, until: Number.POSITIVE_INFINITY });
  return files + folders > 0;
}

interface Found {
  readonly what: string;
  /** Absolute. */
  readonly files: readonly string[];
}

async function discards(acts: readonly JudgedAct[], cwd: string | undefined, until: number): Promise<Found[]> {
  const commands = [...new Set(acts.map(({ command }) => command))].filter((command) => isGit(command));
  if (cwd === undefined || commands.length === 0) return [];
  const git = gitIn(cwd, until);
  const [top] = (await git.lines(["rev-parse", "--show-toplevel"])) ?? [];
  if (top === undefined) return [];
  const found = await Promise.all(commands.map((command) => discardOf(command as string, git)));
  return found.flatMap((discard) =>
    discard ? [{ what: discard.what, files: discard.files.map((file) => join(top, file)) }] : [],
  );
}

function isGit(command: string | undefined): boolean {
  return command?.startsWith("git ") === true;
}

/** How many of the files no commit holds; undefined: it is no repository, or cannot be told. */
async function unkept(cwd: string, paths: readonly string[], until: number): Promise<number | undefined> {
  if (paths.length === 0) return undefined;
  const args = ["status", "--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames", "--"];
  return (await gitIn(cwd, until).lines([...args, ...paths]))?.length;
}

function countWords({ files, folders, bytes, more }: Counted, notInGit: number | undefined): string {
  const all = [
    files > 0 || folders === 0 ? plural(files, "file") : "",
    folders > 0 ? plural(folders, "folder") : "",
  ].filter((part) => part !== "");
  const size = files > 0 ? ` (${sizeWords(bytes)})` : "";
  const kept = notInGit ? `, ${plural(notInGit, "change")} of them in no commit` : "";
  return `${more ? "more than " : ""}${all.join(" in ")}${size}${kept}`;
}

function plural(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** "3.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
