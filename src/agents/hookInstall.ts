import type { Parsed } from "../core/model/problem.ts";
import type { Inserted } from "../core/parse/insertJsonc.ts";
import type { AgentId } from "./agent.ts";
import { type HookCommands, type HookLines, hookCommands, tellingCommands } from "./hookCommand.ts";

/** How our entry stands in a configuration file. "switched-off": it is there, and a setting keeps hooks from running. */
export type EntryState = "absent" | "present" | "altered" | "switched-off" | "unreadable";

/** The HookSources that stand in a file of an agent. */
export type InstallSource =
  | "claude-settings"
  | "codex-config"
  | "copilot-hooks"
  | "gemini-settings"
  | "qwen-settings"
  | "opencode-plugin"
  | "kilo-plugin"
  | "cline-hooks"
  | "openclaw-plugin"
  | "cursor-tool"
  | "cursor-step"
  | "kiro-hooks"
  | "windsurf-hooks"
  | "goose-plugin"
  | "amp-delegate"
  | "factory-hooks";

/** What an entry may depend on besides the launcher. */
export interface InstallAt {
  /** Absolute path of the file, below the home as the agent names it: links are not resolved. */
  readonly file: string;
  /** In lower-case hexadecimal digits. */
  sha256(text: string): string;
  /** How the first line of a script names its shell on this machine; `/bin/sh` without it. */
  readonly scriptShell?: string;
}

/** By which of its files a workspace can keep agents from calling the user's hooks. */
export interface ProjectSwitch {
  readonly agents: readonly AgentId[];
  /** Below the workspace, with forward slashes. */
  readonly files: readonly string[];
  /** What in such a file does it; undefined: nothing, or it cannot be read. */
  switchedOff(text: string): string | undefined;
}

/** How the gate is put into one configuration file of an agent. Pure: src/node reads and writes. */
export interface HookInstall {
  /** The HookSource that calls through this file carry. */
  readonly source: InstallSource;
  readonly title: string;
  /** The agents that read the file. */
  readonly agents: readonly AgentId[];
  /** Below the home folder. */
  readonly path: readonly string[];
  /** The file is a program: agents skip one that may not be executed. */
  readonly executable?: boolean;
  /** Other files of the agent that the entries cannot do without. */
  readonly beside?: readonly BesideFile[];
  /** Files of our own that the entries name. */
  readonly companions?: readonly Companion[];
  /** The text with our entries. Undefined with a problem when the file is not understood: it is then left alone. */
  add(text: string, launcher: string, windows: boolean, at: InstallAt): Parsed<Inserted | undefined>;
  /** The text without our entries, where they can no longer be taken out exactly. */
  remove(text: string): string;
  state(text: string, launcher: string, windows: boolean, at: InstallAt): EntryState;
  /** Why the agent skips an altered entry, where that can be told. Undefined: it is only known that it was changed. */
  alteredBy?(text: string, launcher: string, at: InstallAt): string | undefined;
  /** What in a settings file of any layer keeps the agent from calling hooks; undefined: nothing. */
  faultOf(text: string): string | undefined;
  /** Absent: no file of a workspace is known that switches these hooks off. */
  readonly project?: ProjectSwitch;
}

/** A file that is changed together with the one that names the hook. */
export interface BesideFile extends Pick<HookInstall, "path" | "add" | "remove" | "state"> {
  /** The name of its record. */
  readonly key: string;
}

/** A file that Countersign alone writes, in `~/.countersign/agents` where nothing else is said. */
export interface Companion {
  readonly name: string;
  readonly executable: boolean;
  /**
   * It lies in the folder of the agent's own file and only tells: without it the gate holds all the same, and somebody
   * else's file of this name is left alone.
   */
  readonly telling?: { isOurs(text: string): boolean };
  content(launcher: string, windows: boolean): string;
}

/** Where a companion lies: beside the folder of the hook programs. */
export function companionPath(launcher: string, name: string): string {
  const windows = launcher.includes("\\");
  const base = launcher.split(/[\\/]/).slice(0, -2);
  return [...base, "agents", name].join(windows ? "\\" : "/");
}

export function commandsFor(
  launcher: string,
  source: HookInstall["source"],
  extra: readonly string[] = [],
): HookCommands {
  return hookCommands(launcher, ["--source", source, ...extra]);
}

/** For events that are only told: the agent goes on at once, whatever comes of it. */
export function tellingFor(launcher: string, source: HookInstall["source"]): HookLines {
  return tellingCommands(launcher, ["--source", source, "--patience", "5000"]);
}

/** A command line of ours, whatever version of Countersign wrote it. */
export function isOurCommand(command: unknown): boolean {
  return typeof command === "string" && /\.countersign[\\/]+bin[\\/]+hook\b/.test(command);
}
