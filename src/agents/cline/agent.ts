import { unresolvedAgent } from "../unresolved.ts";
import { clineHook } from "./hook.ts";

export const cline = unresolvedAgent({
  hook: clineHook,
  facts: { version: "3.0.65", date: "2026-11-25" },
  userFiles: [".cline/data/settings/cline_mcp_settings.json"],
  projectFiles: [],
});
