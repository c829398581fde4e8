/** Factory Droid: its documents and others' notes, read 2026-11-21. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { factoryDroidHook } from "./hook.ts";

const level = "depends on the autonomy level, which is not documented in full";

export const factoryDroidDocuments: Documented = {
  id: factoryDroidHook.id,
  title: factoryDroidHook.title,
  facts: { version: "2026", date: "2026-11-21" },
  from: "its documents",
  order: "The project's lists are added to the user's; how they are ranked is not known.",
  files: {
    user: [".factory/settings.json", ".factory/mcp.json"],
    project: [".factory/settings.json", ".factory/mcp.json"],
    local: [".factory/settings.local.json"],
  },
  tools: [
    usualTool("read", "Read", "allow", "files are read without asking"),
    usualTool("edit", "Edit", "ask", level),
    usualTool("command", "Execute", "ask", level),
    usualTool("fetch", "FetchUrl", "ask", level),
    usualTool("server", "mcp__*", "ask", level),
    usualTool("delegate", "Task", "ask", level),
  ],
  forms: [
    { form: "list", path: ["commandAllowlist"], decision: "allow", tool: "Execute" },
    { form: "list", path: ["commandDenylist"], decision: "deny", tool: "Execute" },
  ],
  servers: [["mcpServers"]],
  agentFiles: /(^|\/)\.factory\/droids\/.*\.md$/,
  mode: { path: ["autonomyLevel"], default: "not proven" },
  unseen: "Its autonomy level decides too.",
};
