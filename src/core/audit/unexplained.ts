/**
 * What happened in the workspace that no recorded action explains. It accuses nobody: whatever could be the person's
 * own doing (the editor, git, a task, a terminal here) counts as explained, and so does what an allowed action may have
 * done by running code.
 */
import { commandKey } from "../advice/proposed.ts";
import type { Effect } from "../model/effect.ts";
import type { AuditRecord } from "./record.ts";
import { touches } from "./whoChanged.ts";

/** A file that changed. Times: milliseconds since the epoch. */
export interface SeenChange {
  /** It was not there before, and is not there any more. */
  readonly passing?: true;
  readonly path: string;
  /** The path below its workspace folder: where that lies says nothing of the file. */
  readonly inside: string;
  readonly kind: "created" | "changed" | "deleted";
  /** When it was told of, which on a busy machine is later than it was. */
  readonly at: number;
  /** When it was, as the file says. */
  readonly changed?: number;
}

export interface SeenCommand {
  readonly command: string;
  readonly at: number;
  /** The person was in this terminal. */
  readonly attended: boolean;
}

/** While something of the person's could change any file; `to` is undefined while it goes on. */
export interface BusyTime {
  readonly from: number;
  readonly to?: number;
}

export interface Surroundings {
  /** What the windows of this editor saved, created, renamed or deleted, file or folder, by path, and when. */
  readonly saved: ReadonlyMap<string, number>;
  /** When a person saved something: extensions then write what belongs to it, and tell nobody. */
  readonly saves: readonly number[];
  /** When something changed in a folder where git, or another keeper of versions, keeps what it knows. */
  readonly git: readonly number[];
  readonly busy: readonly BusyTime[];
  readonly records: readonly AuditRecord[];
}

export type Explanation = "editor" | "after-save" | "git" | "work" | "action" | "may-be-action" | "noise";

const near = { savedMs: 10_000, afterSaveMs: 5_000, gitMs: 15_000, busyMs: 10_000, actionMs: 15 * 60_000 } as const;

/** Why a change needs no explaining; undefined: nothing that is known explains it. */
export function explainChange(change: SeenChange, around: Surroundings): Explanation | undefined {
  if (change.passing || isNoise(change.inside)) return "noise";
  const { at, changed = at } = change;
  return explainAt(change.path, at, around) ?? explainAt(change.path, changed, around);
}

function explainAt(path: string, at: number, around: Surroundings): Explanation | undefined {
  if (upwards(path).some((one) => isNear(around.saved.get(one), at))) return "editor";
  if (around.saves.some((one) => at >= one && at - one <= near.afterSaveMs)) return "after-save";
  if (around.git.some((one) => Math.abs(one - at) <= near.gitMs)) return "git";
  if (around.busy.some(({ from, to }) => at >= from - near.busyMs && at <= (to ?? at) + near.busyMs)) return "work";
  const lately = allowedLately(around.records, at);
  if (lately.some((record) => touches(record, path) !== undefined)) return "action";
  return lately.some(({ effects }) => effects.some((effect) => reachesAnything.has(effect)))
    ? "may-be-action"
    : undefined;
}

/** The same for a command in a terminal: one the person was in is theirs. */
export function explainCommand(seen: SeenCommand, records: readonly AuditRecord[]): Explanation | undefined {
  const key = commandKey(seen.command);
  if (seen.attended || key === "") return "work";
  const isIt = ({ summary, acts = [] }: AuditRecord) =>
    commandKey(summary).includes(key) || acts.some(({ command }) => command !== undefined && key.includes(command));
  return allowedLately(records, seen.at).some(isIt) ? "action" : undefined;
}

/** Nobody knows which files a program writes. */
const reachesAnything: ReadonlySet<Effect> = new Set(["run-code", "install-package", "delegate", "obfuscated"]);

function allowedLately(records: readonly AuditRecord[], at: number): AuditRecord[] {
  return records.filter(({ decision, time }) => {
    const begun = Date.parse(time);
    return decision === "allow" && begun <= at + near.savedMs && at - begun <= near.actionMs;
  });
}

function isNear(saved: number | undefined, at: number): boolean {
  return saved !== undefined && Math.abs(saved - at) <= near.savedMs;
}

/** The path and each folder above it: of a folder that is renamed the editor tells, and not of what is in it. */
function upwards(path: string): string[] {
  const found = [path];
  for (let at = path.search(lastStep); at > 0; at = found[0]?.search(lastStep) ?? 0) found.unshift(path.slice(0, at));
  return found;
}

const lastStep = /[\\/][^\\/]*$/;

/** What programs write by themselves, all the time. */
export function isNoise(path: string): boolean {
  const parts = path.replaceAll("\\", "/").split("/");
  return (
    keepsVersions(path) ||
    parts.some((part) => noisy.has(part)) ||
    /(?:~|\.(?:log|tmp|temp|sw[a-p]|lock|pyc|tsbuildinfo))$/.test(path)
  );
}

const versions: ReadonlySet<string> = new Set(".git .hg .svn .jj .sl .bzr .fossil .pijul _darcs CVS".split(" "));

/** Whether a path lies where git, or another keeper of versions, keeps what it knows. */
export function keepsVersions(path: string): boolean {
  return path.split(/[\\/]/).some((part) => versions.has(part));
}

const noisy: ReadonlySet<string> = new Set(
  "node_modules dist out build target coverage .cache .venv venv __pycache__ .next .turbo .gradle .idea .vscode-test .DS_Store tmp".split(
    " ",
  ),
);
