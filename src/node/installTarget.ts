/** What the installer is told of an agent's files, and where they are. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Parsed } from "../core/model/problem.ts";
import type { Inserted } from "../core/parse/insertJsonc.ts";
import type { HookSource } from "../protocol/messages.ts";
import type { CompanionFile } from "./companions.ts";
import type { Locations } from "./locations.ts";
import { realPath } from "./realPath.ts";
import { scriptShell } from "./scriptShell.ts";

type EntryState = "absent" | "present" | "altered" | "switched-off" | "unreadable";

/** What an entry may depend on besides the launcher; the same as in src/agents/hookInstall.ts. */
interface InstallAt {
  readonly file: string;
  sha256(text: string): string;
  readonly scriptShell?: string;
}

/** What the installer needs to know of one configuration file; src/agents has the real ones. */
export interface InstallTarget {
  readonly source: HookSource;
  readonly title: string;
  readonly path: readonly string[];
  readonly executable?: boolean;
  readonly companions?: readonly CompanionFile[];
  /** Files that are changed together with it. */
  readonly beside?: readonly BesideTarget[];
  add(text: string, launcher: string, windows: boolean, at: InstallAt): Parsed<Inserted | undefined>;
  remove(text: string): string;
  state(text: string, launcher: string, windows: boolean, at: InstallAt): EntryState;
  /** Why the agent skips an altered entry, where that can be told. */
  alteredBy?(text: string, launcher: string, at: InstallAt): string | undefined;
  /** What in the file keeps the agent from calling hooks. */
  faultOf(text: string): string | undefined;
}

interface BesideTarget extends Pick<InstallTarget, "path" | "add" | "remove" | "state"> {
  /** The name of its record. */
  readonly key: string;
}

/** One file of a target. */
export interface Part extends Omit<BesideTarget, "key">, Pick<InstallTarget, "executable" | "companions"> {
  /** The name of its record. */
  readonly record: string;
  /** It names the hook. */
  readonly isMain: boolean;
}

export function mainOf(target: InstallTarget): Part {
  return { ...target, record: target.source, isMain: true };
}

export function besideOf({ beside = [] }: InstallTarget): readonly Part[] {
  return beside.map((file) => ({ ...file, record: file.key, isMain: false }));
}

const shell = scriptShell(process.platform, realPath);

/** What the entries of a target depend on, on this machine; also for a preview of the change. */
export function installAt({ home }: Locations, target: Pick<InstallTarget, "path">): InstallAt {
  return { file: join(home, ...target.path), sha256: (text) => sha256(Buffer.from(text, "utf8")), scriptShell: shell };
}

/** Where the file really is: a link into somebody's collection of settings stays a link. */
export function filePath({ home }: Locations, target: Pick<InstallTarget, "path">): string {
  const path = join(home, ...target.path);
  return realPath(path) ?? path;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
