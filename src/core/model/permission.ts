import type { Confirmed } from "./definition.ts";
import type { Effect } from "./effect.ts";
import type { Problem } from "./problem.ts";
import type { Span } from "./span.ts";
import type { Decision, Reason } from "./verdict.ts";

/** Configuration layers, weakest first where an agent merges by precedence. "default": what holds when nothing is set. */
export type Layer = "default" | "user" | "project" | "local" | "flag" | "managed" | "agent-file";

/** Where something was decided: a file and place, or an agent's built-in default of a stated version. */
export interface Provenance {
  readonly layer: Layer;
  /** Absolute path; absent for built-in defaults. */
  readonly path?: string;
  readonly span?: Span;
  /** Zero-based line of `span`, so that views need not read the file again. */
  readonly line?: number;
  /** The rule or setting as written, or the default in words. */
  readonly text: string;
}

/** One thing an agent may do: what happens when it uses `tool` (narrowed by `specifier`), and what decided that. */
export interface Grant {
  readonly decision: Decision;
  readonly effects: readonly Effect[];
  /** The agent's own name of the tool, e.g. "Bash", "run_in_terminal", "mcp__forum__post_reply". */
  readonly tool: string;
  readonly specifier?: string;
  readonly source: Provenance;
  /** Rules and defaults that would have decided, had `source` not. */
  readonly overrides: readonly Provenance[];
  readonly note?: string;
  /** What it does is told from the tool's name alone. */
  readonly byName?: true;
}

/** A rule that does not do what it says: it never matches, is shadowed, or grants more than it reads. */
export interface IneffectiveRule {
  readonly kind: "dead" | "shadowed" | "over-broad";
  readonly source: Provenance;
  readonly message: string;
}

export interface ServerTool {
  readonly name: string;
  readonly effects: readonly Effect[];
  readonly confirmed: Confirmed;
  /** The server's own claim that the tool changes nothing; VS Code believes it and does not ask. */
  readonly readOnlyHint?: boolean;
  /** Where the tool is defined, when its source is in the workspace. */
  readonly path?: string;
  readonly line?: number;
  /** Why it cannot be told whether the agent asks before it calls this. */
  readonly untold?: string;
}

export interface ServerPermissions {
  readonly name: string;
  readonly source: Provenance;
  /** Started with the agent, waiting for approval, or switched off. */
  readonly state: "enabled" | "needs-approval" | "disabled";
  readonly tools: readonly ServerTool[];
}

/** Something that a file defines, and where. */
export interface Named {
  readonly name: string;
  readonly source: Provenance;
}

/** Why a sub-agent or a skill does not act: it cannot come into use, or what it may do cannot be told. */
export interface Closed {
  readonly outcome: "unreachable" | "unknown";
  readonly by: Provenance;
}

/** What holds while a sub-agent or a skill acts, by the same rules as an explanation of a single action. */
export interface Acting {
  /** Of a sub-agent all; of a skill those that are other than the session's. */
  readonly grants: readonly Grant[];
  /** Tools of the session that it does not have, by what took them. */
  readonly without: readonly { readonly tools: readonly string[]; readonly source: Provenance }[];
  readonly closed?: Closed;
}

/** An agent that this agent may start, with what the delegate may do. */
export interface Delegate {
  readonly name: string;
  readonly source: Provenance;
  readonly inheritsAll: boolean;
  readonly tools: readonly string[];
  readonly effects: readonly Effect[];
  /** Absent: only what its file lists is known, not what then happens. */
  readonly acting?: Acting;
}

/** A skill or command whose file allows tools in the turn in which it is in use. */
export interface SkillAllowance {
  readonly name: string;
  readonly source: Provenance;
  /** As written. */
  readonly tools: readonly string[];
  readonly acting?: Acting;
}

/** A credential an action of this agent would carry without being asked. Name and place only, never the value. */
export interface AmbientCredential {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/** Everything one agent may do in one workspace. */
export interface AgentPermissions {
  readonly agent: string;
  readonly title: string;
  /** The agent version the facts were observed on, and whether the installed one is that (unknown: not proven). */
  readonly factsVersion: string;
  readonly factsDate: string;
  readonly installed: boolean;
  readonly mode: { readonly name: string; readonly source: Provenance };
  readonly grants: readonly Grant[];
  readonly servers: readonly ServerPermissions[];
  readonly delegates: readonly Delegate[];
  /** Absent: what skills of this agent allow was not observed. */
  readonly skills?: readonly SkillAllowance[];
  readonly credentials: readonly AmbientCredential[];
  readonly ineffective: readonly IneffectiveRule[];
  /** Untrusted text in, sensitive access, acts outward: at most two without a person, says the Rule of Two. */
  readonly ruleOfTwo: { readonly untrusted: boolean; readonly sensitive: boolean; readonly outward: boolean };
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** Why an agent's own configuration answers as it does. */
export interface Explanation {
  readonly agent: string;
  /** "unknown": something that cannot be predicted decides, such as a model; `decidedBy` says what. */
  readonly outcome: Decision | "unreachable" | "unknown";
  readonly decidedBy: Provenance;
  readonly lost: readonly (Provenance & { readonly why: string })[];
  readonly countersign?: { readonly decision: Decision; readonly reasons: readonly Reason[] };
}
