/**
 * What Countersign knows of one agent. Data first; every fact observed carries the agent's version and date.
 * Adapters are pure: files are read and written by src/node, which is handed what to do.
 */
import type { Action } from "../core/model/action.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { Acting, AgentPermissions, Explanation, Named } from "../core/model/permission.ts";
import type { ConfigFile, ConfigReader, LoadedConfig, PermissionInput, Place } from "../core/permissions/input.ts";

export type AgentId =
  | "claude-code"
  | "vscode"
  | "copilot-cli"
  | "codex"
  | "gemini"
  | "qwen"
  | "opencode"
  | "kilo"
  | "cline"
  | "openclaw"
  | "cursor"
  | "kiro"
  | "windsurf"
  | "goose"
  | "amp"
  | "factory-droid";

export type { ConfigFile, LoadedConfig, PermissionInput, Place };

/** Bytes and exit code an agent's hook must produce. */
export interface HookAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A person said it / policy said it. Policy's allow passes through, so that the host's own rules still hold. */
export type AnswerBy = "person" | "policy";

/** What the agent does, or lets be done, that no gate can hold. Told to the user beside the agent. */
export interface Limit {
  readonly id: string;
  /** The rows of the fault table (test/support/agentFaults.ts) in which the action is therefore expected to happen. */
  readonly faults: readonly string[];
  /** What is not held. */
  readonly what: string;
  readonly why: string;
  /** What the user can do instead. */
  readonly instead: string;
}

/** A skill in use while a sub-agent acts. */
export interface SkillInUse {
  /** With a slash before it: the person typed it. */
  readonly name: string;
  /** The sub-agent has loaded it itself; otherwise the session had before. */
  readonly within?: boolean;
}

/** Sub-agents as rows of the tree. */
export interface ActorTree {
  /** Those that files define. */
  named(input: PermissionInput): readonly Named[];
  /** What one that the session starts may do, by the rules of `explain`. */
  acting(name: string, input: PermissionInput): Acting;
}

/** How an agent's sub-agents are defined, and what holds for them. */
export interface Delegation {
  /** Files and folders of sub-agents, weakest first. Loaded into `agentFiles`. */
  files(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[];
  /** @param chain names of sub-agents: the one that the session starts, then the one that this starts, and so on */
  explain(chain: readonly string[], action: Action, input: PermissionInput, skill?: SkillInUse): Explanation;
  /** It was observed what skills do in its sub-agents, so `explain` may be told of one. */
  readonly withSkills?: true;
  /** For the tree. Absent: it shows what their files list. */
  readonly tree?: ActorTree;
}

/** How an agent's skills and commands are defined, and what their files allow while one is in use. */
export interface Skills {
  /** Files that may define the one of this name, weakest first. Loaded into `skillFiles`. */
  files(place: Place, name: string, variables?: PermissionInput["variables"]): readonly ConfigFile[];
  /** Where those of any name are. Loaded into `allSkillFiles`. */
  folders(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[];
  /** What it changes goes on to hold in the turns after it. */
  readonly lasts?: true;
  /** Those that files define, where a file's name is not theirs. `acting` is then handed the files of all. */
  named?(input: PermissionInput): readonly Named[];
  /** What is done with an action in the turn in which the skill is in use. @param name `/name`: the person typed it */
  explain(name: string, action: Action, input: PermissionInput): Explanation;
  /** What is done in the turns after it. Absent: what it changed is over, or lasts. */
  later?(name: string, action: Action, input: PermissionInput): Explanation;
  /** What it changes while it is in use, by the rules of `explain`. */
  acting(name: string, input: PermissionInput): Acting;
}

export interface Agent extends ConfigReader {
  readonly id: AgentId;
  readonly title: string;
  /** Version and date of the observations behind this adapter. */
  readonly facts: { readonly version: string; readonly date: string };
  /** Where the gate ends. Absent or empty: nothing is known that it does not hold. */
  readonly limits?: readonly Limit[];
  permissions(input: PermissionInput): AgentPermissions;
  explain(action: Action, input: PermissionInput): Explanation;
  /** What its sub-agents may do. Absent: nothing was observed of them. */
  readonly delegation?: Delegation;
  /** Absent: what a skill's file allows was not observed. */
  readonly skills?: Skills;
  /** Undefined when the payload is not this agent's. Never throws. */
  readPayload(payload: unknown): HeldCall | undefined;
  allow(call: HeldCall, by: AnswerBy): HookAnswer;
  /** `reason` is non-empty and says what to do instead. */
  deny(call: HeldCall, reason: string): HookAnswer;
}
