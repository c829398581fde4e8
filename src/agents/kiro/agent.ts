import { unresolvedAgent } from "../unresolved.ts";
import { kiroHook } from "./hook.ts";

export const kiro = unresolvedAgent({
  hook: kiroHook,
  facts: { version: "IDE 1.x, CLI 3.x", date: "2026-11-21" },
  userFiles: [".kiro/settings/mcp.json"],
  projectFiles: [".kiro/settings/mcp.json"],
  notProven: "no Kiro was run; its documents were read",
});
