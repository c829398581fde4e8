/** Windsurf (Cascade, now Devin Desktop): others' notes on its documents, read 2026-11-21. Names of settings unverified. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { windsurfHook } from "./hook.ts";

export const windsurfDocuments: Documented = {
  id: windsurfHook.id,
  title: windsurfHook.title,
  facts: { version: "Cascade", date: "2026-11-21" },
  from: "notes on its documents",
  order: "How its two lists are ranked is not known.",
  files: {
    user: [".codeium/windsurf/mcp_config.json", ".config/Windsurf/User/settings.json"],
    project: [".vscode/settings.json"],
  },
  tools: [
    usualTool("read", "read_code", "allow", "not documented; taken to run"),
    usualTool("edit", "write_code", "allow", "not documented; taken to run"),
    usualTool("command", "run_command", "ask", "asks unless its list or Turbo mode allows it"),
    usualTool("server", "mcp_tool_use", "ask", "not documented"),
  ],
  forms: [
    { form: "list", path: ["windsurf.cascadeCommandsAllowList"], decision: "allow", tool: "run_command" },
    { form: "list", path: ["windsurf.cascadeCommandsDenyList"], decision: "deny", tool: "run_command" },
  ],
  servers: [["mcpServers"]],
  unseen: "Turbo mode and the editor's own state decide too.",
};
