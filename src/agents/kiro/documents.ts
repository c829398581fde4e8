/** Kiro IDE 1.x and CLI 3.x, one engine: documents and others' recordings, read 2026-11-21. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { kiroHook } from "./hook.ts";

export const kiroDocuments: Documented = {
  id: kiroHook.id,
  title: kiroHook.title,
  facts: { version: "IDE 1.x, CLI 3.x", date: "2026-11-21" },
  from: "its documents",
  order: "Deny comes before ask and ask before allow, whatever file they are in.",
  files: {
    user: [".kiro/settings/permissions.yaml", ".kiro/settings/permissions.json", ".kiro/settings/mcp.json"],
    project: [".kiro/settings/mcp.json"],
  },
  tools: [
    usualTool("read", "fs_read", "allow", "files of the workspace are read without asking"),
    usualTool("edit", "fs_write", "ask", "asks unless a rule allows it; its own settings are never written"),
    usualTool("command", "shell", "ask", "asks, except for git commands that only read"),
    usualTool("fetch", "web_fetch", "ask", "asks unless a rule allows it"),
    usualTool("server", "mcp", "ask", "asks unless a rule or the server's autoApprove allows it"),
    usualTool("delegate", "subagent", "ask", "asks unless a rule allows it"),
  ],
  forms: [
    {
      form: "objects",
      path: ["rules"],
      tool: "capability",
      specifier: "match",
      decision: "effect",
      decisions: { allow: "allow", ask: "ask", deny: "deny" },
    },
    { form: "per-server", servers: ["mcpServers"], list: "autoApprove" },
  ],
  servers: [["mcpServers"]],
  agentFiles: /(^|\/)\.kiro\/agents\/.*\.(md|json)$/,
  unseen: "The workspace's own rules outside the repository, an agent's block and a managed file decide too.",
};
