/** Roo Code 3.52.1: its source of 2026-04-14, read 2026-11-21. Frozen since. It has no hooks. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";

const off = "asks unless its auto-approval is switched on in the extension's own state";

export const rooDocuments: Documented = {
  id: "roo-code",
  title: "Roo Code",
  facts: { version: "3.52.1", date: "2026-11-21" },
  from: "its source",
  order: "Of commands the longest prefix decides, a denial where two are as long; the lists of all files are added up.",
  files: { user: [".config/Code/User/settings.json"], project: [".vscode/settings.json", ".roo/mcp.json"] },
  tools: [
    usualTool("read", "read_file", "ask", off),
    usualTool("edit", "write_to_file", "ask", off),
    usualTool("command", "execute_command", "ask", off),
    usualTool("server", "use_mcp_tool", "ask", off),
    usualTool("delegate", "new_task", "ask", off),
  ],
  forms: [
    { form: "list", path: ["roo-cline.allowedCommands"], decision: "allow", tool: "execute_command" },
    { form: "list", path: ["roo-cline.deniedCommands"], decision: "deny", tool: "execute_command" },
    { form: "per-server", servers: ["mcpServers"], list: "alwaysAllow" },
  ],
  servers: [["mcpServers"]],
  unseen: "What is approved by itself is in the extension's own state, in no file; a mode may take tools away.",
};
