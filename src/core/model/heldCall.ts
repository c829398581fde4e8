import type { Action } from "./action.ts";

/** A tool call an agent's hook holds, understood. Several actions when one call does several things (patches, lists). */
export interface HeldCall {
  /** Agent id as in src/agents, e.g. "claude-code", "vscode". */
  readonly agent: string;
  /**
   * "other": an event that needs no decision (a heartbeat); it is answered with allow and proves the gate is live.
   * "post-tool": the agent tells what became of a call; it is answered at once and only recorded.
   */
  readonly event: "pre-tool" | "post-tool" | "config-change" | "other";
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
  /** For "post-tool": what the agent says of its end. Not there: it ran, and how it ended is not told. */
  readonly became?: "done" | "failed" | "not-run";
  /** For "post-tool": how long it took, and how much came back, where that was measured. */
  readonly durationMs?: number;
  readonly resultBytes?: number;
  /** The version that the agent says it has. */
  readonly agentVersion?: string;
  /** The file that the agent says it writes its conversation to. Not believed: see src/node/transcripts.ts. */
  readonly transcript?: string;
  /** For "config-change": the file that changed. */
  readonly changedPath?: string;
}
