/** The tools nearly every agent has, with what each can do; a table of an agent says its own names and defaults. */
import type { Decision } from "../core/model/verdict.ts";
import type { DocumentedTool } from "./documentedFacts.ts";

const usual = {
  read: { effects: ["read-files"], kinds: ["file_read", "workspace_search"] },
  edit: {
    effects: ["write-files", "delete-files"],
    kinds: ["file_write", "file_edit", "file_delete", "file_rename", "dir_create"],
  },
  command: { effects: ["run-code"], kinds: ["command", "task_run", "terminal_input"] },
  fetch: { effects: ["fetch-network", "read-untrusted"], kinds: ["url_fetch"] },
  server: { effects: ["read-untrusted", "send-outward"], kinds: ["mcp_call"] },
  delegate: { effects: ["delegate"], kinds: ["subagent_start"] },
} as const satisfies Readonly<Record<string, Pick<DocumentedTool, "effects" | "kinds">>>;

export function usualTool(what: keyof typeof usual, tool: string, decision: Decision, why: string): DocumentedTool {
  return { ...usual[what], tool, default: decision, why };
}
