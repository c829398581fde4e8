/**
 * Codex runs a hook only when the exact definition of it was trusted, and skips any other without a word. What it
 * compares is a hash over the definition, which the person's agreement to our change stands for (Codex 0.169.0: the
 * numbers of `codex app-server`, `hooks/list`, are equal; seen 2026-11-25).
 */

/** One group with one handler, as Codex normalises it. */
export interface TrustedHook {
  readonly event: keyof typeof eventKeys;
  readonly command: string;
  readonly timeout: number;
  readonly statusMessage?: string;
}

/** The names of the events where they are part of a key. */
const eventKeys = { PreToolUse: "pre_tool_use", PostToolUse: "post_tool_use" } as const;

/** The value of `trusted_hash`. */
export function trustedHash(hook: TrustedHook, sha256: (text: string) => string): string {
  const { event, command, timeout, statusMessage } = hook;
  // Keys in alphabetical order, and nothing that is absent.
  const handler = { async: false, command, statusMessage, timeout, type: "command" };
  return `sha256:${sha256(JSON.stringify({ event_name: eventKeys[event], hooks: [handler] }))}`;
}

/** The key below `hooks.state`: the file as Codex names it, the event, and the places of group and handler. */
export function trustKey(file: string, event: TrustedHook["event"], group: number): string {
  return `${file}:${eventKeys[event]}:${group}:0`;
}
