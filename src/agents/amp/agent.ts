import { unresolvedAgent } from "../unresolved.ts";
import { ampHook } from "./hook.ts";

export const amp = unresolvedAgent({
  hook: ampHook,
  facts: { version: "2026-09", date: "2026-11-21" },
  userFiles: [".config/amp/settings.json"],
  projectFiles: [],
  notProven: "Amp does not start without its own server; a copy of its manual was read",
});
