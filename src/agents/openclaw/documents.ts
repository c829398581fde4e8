/** OpenClaw 2026.9.6: documents and program text in its package, read 2026-11-21 and 2026-11-25. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { openclawHook } from "./hook.ts";

const free = "its default asks for nothing (tools.exec.mode is “full”, no profile filters)";
const modes = { deny: "deny", allowlist: "ask", ask: "ask", auto: "allow", full: "allow" } as const;

export const openclawDocuments: Documented = {
  id: openclawHook.id,
  title: openclawHook.title,
  facts: { version: "2026.9.6", date: "2026-11-25" },
  from: "documents in its package",
  order: "Each layer can only take away; a denial always wins, and a list of what is allowed leaves nothing else.",
  files: { user: [".openclaw/openclaw.json"] },
  tools: [
    usualTool("read", "read", "allow", free),
    usualTool("edit", "write", "allow", free),
    usualTool("command", "exec", "allow", free),
    usualTool("fetch", "group:web", "allow", free),
    usualTool("server", "bundle-mcp", "allow", free),
    usualTool("delegate", "sessions_spawn", "allow", free),
  ],
  forms: [
    { form: "list", path: ["tools", "deny"], decision: "deny" },
    { form: "list", path: ["tools", "allow"], decision: "allow" },
    { form: "list", path: ["tools", "alsoAllow"], decision: "allow" },
    { form: "word", path: ["tools", "exec", "mode"], tool: "exec", decisions: modes },
    { form: "word", path: ["tools", "exec", "security"], tool: "exec", decisions: modes },
  ],
  servers: [["mcp", "servers"]],
  hardening: [
    { path: ["gateway", "bind"], fine: ["loopback"], why: "Others on the network could reach it." },
    { path: ["tools", "profile"], fine: ["messaging", "minimal"], why: "Every tool is offered." },
    { path: ["tools", "exec", "security"], fine: ["deny"], why: "Commands run on this machine." },
    { path: ["tools", "elevated", "enabled"], fine: [false], why: "A session may skip approvals." },
    { path: ["tools", "sessions", "visibility"], fine: ["agent"], why: "Sessions may see those of other agents." },
    { path: ["tools", "agentToAgent", "enabled"], fine: [false], why: "Agents may give each other tasks." },
    { path: ["tools", "fs", "workspaceOnly"], fine: [true], why: "Files outside the workspace are in reach." },
  ],
  unseen: "Approvals in its database, an agent's own block and the sandbox decide too.",
};
