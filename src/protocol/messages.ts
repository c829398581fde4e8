/**
 * What the hook and the extension say to each other: one JSON line each way over a socket only this user can open.
 * A client can ask and can never answer: no message lets it decide, list or change anything.
 */
export const protocolVersion = 1;

/** Larger requests are refused (and so denied): a tool input of this size is not reviewable by a person. */
export const maxMessageBytes = 16 * 1024 * 1024;

/**
 * Which of our entries called. Both of VS Code's, and both of Cursor's, may fire for one call and must become one
 * question.
 */
export type HookSource =
  | "claude-settings"
  | "codex-config"
  | "copilot-hooks"
  | "gemini-settings"
  | "mcp-proxy"
  | "qwen-settings"
  | "vscode-plugin"
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

export interface HookRequest {
  readonly v: typeof protocolVersion;
  readonly type: "held";
  readonly token: string;
  readonly source: HookSource;
  /** The agent's payload, exactly as it came on stdin. */
  readonly payload: string;
  readonly cwd: string;
  /** Milliseconds after which the hook will answer "deny" by itself. */
  readonly patienceMs: number;
}

/** The hook prints what it is told and exits as it is told. */
export interface HookReply {
  readonly v: typeof protocolVersion;
  readonly type: "answer";
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** `~/.countersign/run/<window>.json`: how a hook finds the window that owns a folder. Mode 0600, folder 0700. */
export interface WindowEntry {
  readonly v: typeof protocolVersion;
  readonly pid: number;
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly socket: string;
  readonly token: string;
  /** Absolute workspace folders, in the window's order. */
  readonly folders: readonly string[];
  /** Milliseconds since the epoch at which the window was last focused. */
  readonly focusedAt: number;
}
