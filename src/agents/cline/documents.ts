/** Cline: its source of 2026-08-22 and `cline` 3.0.65, read and partly run 2026-11-21. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { clineHook } from "./hook.ts";

const why = "the extension's default; the command-line program approves everything by itself";

export const clineDocuments: Documented = {
  id: clineHook.id,
  title: clineHook.title,
  facts: { version: "3.0.65", date: "2026-11-25" },
  from: "its source",
  order: "What the extension approves by itself is kept in its own state, in no file.",
  files: { user: [".cline/data/settings/cline_mcp_settings.json"] },
  tools: [
    usualTool("read", "read_files", "allow", why),
    usualTool("edit", "editor", "allow", why),
    usualTool("command", "run_commands", "allow", "the command-line program approves by itself; the extension asks"),
    usualTool("fetch", "fetch_web_content", "allow", why),
    usualTool("server", "use_mcp_tool", "ask", "asks unless the server's autoApprove names the tool"),
    usualTool("delegate", "spawn_agent", "allow", "never gated"),
  ],
  forms: [{ form: "per-server", servers: ["mcpServers"], list: "autoApprove" }],
  servers: [["mcpServers"]],
  agentFiles: /(^|\/)\.cline\/agents\/.*\.ya?ml$/,
  unseen: "The extension's own state, --auto-approve and a managed configuration decide too.",
};
