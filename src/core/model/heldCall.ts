import type { Action } from "./action.ts";

/** A tool call an agent's hook holds, understood. Several actions when one call does several things (patches, lists). */
export interface HeldCall {
  /** Agent id as in src/agents, e.g. "claude-code", "vscode". */
  readonly agent: string;
  /** "other": an event that needs no decision (a heartbeat); it is answered with allow and proves the gate is live. */
  readonly event: "pre-tool" | "config-change" | "other";
  readonly sessionId?: string;
  /** The agent's id of this one call; with `sessionId` it recognises the same call coming through two hooks. */
  readonly callId?: string;
  /** The agent's own name of the tool. */
  readonly tool: string;
  readonly cwd?: string;
  /** Name or type of the sub-agent that acts, if it is not the main one. */
  readonly subagent?: string;
  /** What the program that calls says its name is, where nothing else tells who it is. Not verified. */
  readonly client?: string;
  readonly actions: readonly Action[];
  /** For "other": the agent tells that this is over. A new prompt ends the task before. */
  readonly ends?: "task" | "subagent" | "session";
  /** For "config-change": the file that changed. */
  readonly changedPath?: string;
}
