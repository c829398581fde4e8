import { unresolvedAgent } from "../unresolved.ts";
import { gooseHook } from "./hook.ts";

export const goose = unresolvedAgent({
  hook: gooseHook,
  facts: { version: "source of 2026", date: "2026-11-21" },
  userFiles: [],
  projectFiles: [],
  notProven: "no Goose was run; its source was read",
});
