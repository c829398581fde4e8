import { unresolvedAgent } from "../unresolved.ts";
import { openclawHook } from "./hook.ts";

export const openclaw = unresolvedAgent({
  hook: openclawHook,
  facts: { version: "2026.9.6", date: "2026-11-25" },
  userFiles: [".openclaw/openclaw.json"],
  projectFiles: [],
});
