/** Zed 0.224 and its own agent: documents, read 2026-11-21. Agents that it starts over ACP ask by themselves. */
import type { Decision } from "../../core/model/verdict.ts";
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";

const words: Readonly<Record<string, Decision>> = { allow: "allow", confirm: "ask", deny: "deny" };
const rules = ["agent", "tool_permissions"];
const tools = ["terminal", "edit_file", "delete_path", "move_path", "create_directory", "fetch"] as const;

export const zedDocuments: Documented = {
  id: "zed",
  title: "Zed",
  facts: { version: "0.224", date: "2026-11-21" },
  from: "its documents",
  order: "Deny comes before confirm and confirm before allow.",
  files: { user: [".config/zed/settings.json"], project: [".zed/settings.json"] },
  tools: [
    usualTool("read", "read_file", "allow", "files of the project are read without asking"),
    usualTool("edit", "edit_file", "ask", "confirmed unless tool_permissions says otherwise"),
    usualTool("command", "terminal", "ask", "confirmed unless tool_permissions says otherwise"),
    usualTool("fetch", "fetch", "ask", "confirmed unless tool_permissions says otherwise"),
    usualTool("server", "mcp", "ask", "confirmed unless tool_permissions says otherwise"),
  ],
  forms: [
    { form: "word", path: [...rules, "default"], tool: "*", decisions: words },
    ...tools.map(
      (tool) => ({ form: "word", path: [...rules, "tools", tool, "default"], tool, decisions: words }) as const,
    ),
  ],
  servers: [["context_servers"]],
  unseen: "Patterns of tool_permissions (always_allow, always_deny, always_confirm) and hard-coded rules decide too.",
};
