/** Amp: a copy of its manual, read 2026-11-21; not verified against the build of 2026-09. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { ampHook } from "./hook.ts";

const list = "its built-in list decides; what nothing names is refused";

export const ampDocuments: Documented = {
  id: ampHook.id,
  title: ampHook.title,
  facts: { version: "2026-09", date: "2026-11-21" },
  from: "a copy of its manual",
  order: "The first entry that matches decides; then its built-in list; what nothing matches is refused.",
  files: { user: [".config/amp/settings.json"], project: [".amp/settings.json"] },
  tools: [
    usualTool("read", "Read", "allow", list),
    usualTool("edit", "edit_file", "allow", list),
    usualTool("command", "Bash", "ask", list),
    usualTool("server", "mcp__*", "ask", list),
    usualTool("delegate", "Task", "allow", list),
  ],
  forms: [
    {
      form: "objects",
      path: ["amp.permissions"],
      tool: "tool",
      specifier: "matches",
      decision: "action",
      // What a helper program would answer is not known: it is at least asked.
      decisions: { allow: "allow", ask: "ask", reject: "deny", delegate: "ask" },
    },
    { form: "list", path: ["amp.tools.disable"], decision: "deny" },
  ],
  servers: [["amp.mcpServers"]],
  hardening: [{ path: ["amp.dangerouslyAllowAll"], fine: [false, undefined], why: "With it nothing is asked." }],
  unseen: "VS Code's settings, a managed file and helper programs decide too.",
};
