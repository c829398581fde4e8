/** Continue: `@continuedev/cli` 1.5.47, read 2026-11-21. It calls no hook. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";

const terminal = "asks in its terminal; without one it runs by itself";

export const continueDocuments: Documented = {
  id: "continue",
  title: "Continue",
  facts: { version: "CLI 1.5.47", date: "2026-11-21" },
  from: "its program's text",
  order: "In the file denials (“exclude”) come first, then ask, then allow; the first that matches decides.",
  files: { user: [".continue/permissions.yaml", ".continue/config.yaml"] },
  tools: [
    usualTool("read", "Read", "allow", "files are read without asking"),
    usualTool("edit", "Write", "ask", "asks"),
    usualTool("command", "Bash", "ask", terminal),
    usualTool("fetch", "Fetch", "allow", "addresses are fetched without asking"),
    usualTool("server", "*", "ask", terminal),
    usualTool("delegate", "Subagent", "ask", terminal),
  ],
  forms: [
    { form: "list", path: ["exclude"], decision: "deny" },
    { form: "list", path: ["ask"], decision: "ask" },
    { form: "list", path: ["allow"], decision: "allow" },
  ],
  servers: [],
  unseen: "Flags (--allow, --auto) and the extension's own list of tools, which is in no file, decide too.",
};
