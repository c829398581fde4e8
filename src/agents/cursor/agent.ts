import { unresolvedAgent } from "../unresolved.ts";
import { cursorHook } from "./hook.ts";

export const cursor = unresolvedAgent({
  hook: cursorHook,
  facts: { version: "SDK 1.0.32", date: "2026-11-21" },
  userFiles: [".cursor/permissions.json", ".cursor/mcp.json"],
  projectFiles: [".cursor/permissions.json", ".cursor/mcp.json"],
  notProven: "no Cursor was run; its hook contract was read in its local-agent runtime",
});
