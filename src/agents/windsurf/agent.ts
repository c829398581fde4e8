import { unresolvedAgent } from "../unresolved.ts";
import { windsurfHook } from "./hook.ts";

export const windsurf = unresolvedAgent({
  hook: windsurfHook,
  facts: { version: "Cascade", date: "2026-11-21" },
  userFiles: [".codeium/windsurf/mcp_config.json"],
  projectFiles: [],
  notProven: "no Windsurf was run; its documents were read",
});
