import { unresolvedAgent } from "../unresolved.ts";
import { kiloHook } from "./hook.ts";

export const kilo = unresolvedAgent({
  hook: kiloHook,
  facts: { version: "7.7.7", date: "2026-11-25" },
  userFiles: [".config/kilo/kilo.json", ".config/kilo/kilo.jsonc"],
  projectFiles: ["kilo.json", "kilo.jsonc"],
});
