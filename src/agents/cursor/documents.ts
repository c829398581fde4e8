/** Cursor: its local-agent runtime (`@cursor/sdk` 1.0.32) and documents, read 2026-11-21. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { cursorHook } from "./hook.ts";

export const cursorDocuments: Documented = {
  id: cursorHook.id,
  title: cursorHook.title,
  facts: { version: "SDK 1.0.32", date: "2026-11-21" },
  from: "its local-agent runtime and documents",
  order: "Denials come first; the lists of both files are added up, and the team's come before them.",
  files: {
    user: [".cursor/permissions.json", ".cursor/cli-config.json", ".cursor/mcp.json"],
    project: [".cursor/permissions.json", ".cursor/cli.json", ".cursor/mcp.json"],
  },
  tools: [
    usualTool("read", "Read", "allow", "files are read without asking, except those of .cursorignore"),
    usualTool("edit", "Write", "allow", "files of the workspace are written without asking, except configuration"),
    usualTool("command", "Shell", "ask", "what no list names goes to a sandbox and a model that reviews"),
    usualTool("fetch", "WebFetch", "ask", "asks unless a list names the address"),
    usualTool("server", "Mcp", "ask", "asks unless a list names the server and tool"),
    usualTool("delegate", "Task", "allow", "sub-agents are started without asking"),
  ],
  forms: [
    { form: "list", path: ["terminalAllowlist"], decision: "allow", tool: "Shell" },
    { form: "list", path: ["mcpAllowlist"], decision: "allow", tool: "Mcp" },
    { form: "list", path: ["permissions", "allow"], decision: "allow" },
    { form: "list", path: ["permissions", "deny"], decision: "deny" },
  ],
  servers: [["mcpServers"]],
  agentFiles: /(^|\/)\.(cursor|claude|grok)\/agents\/.*\.(md|mdc|markdown)$/,
  unseen: "Its run mode, the team's lists and the settings page decide too.",
};
