import { unresolvedAgent } from "../unresolved.ts";
import { opencodeHook } from "./hook.ts";

export const opencode = unresolvedAgent({
  hook: opencodeHook,
  facts: { version: "1.18.33", date: "2026-11-25" },
  userFiles: [".config/opencode/opencode.json", ".config/opencode/opencode.jsonc"],
  projectFiles: ["opencode.json", "opencode.jsonc"],
});
