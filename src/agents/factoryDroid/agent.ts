import { unresolvedAgent } from "../unresolved.ts";
import { factoryDroidHook } from "./hook.ts";

export const factoryDroid = unresolvedAgent({
  hook: factoryDroidHook,
  facts: { version: "2026", date: "2026-11-21" },
  userFiles: [".factory/settings.json"],
  projectFiles: [".factory/settings.json"],
  notProven: "no Droid was run; its documents were read",
});
