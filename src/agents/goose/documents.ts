/** Goose: its source of 2026, read 2026-11-21. */
import type { Documented } from "../documentedFacts.ts";
import { usualTool } from "../usualTools.ts";
import { gooseHook } from "./hook.ts";

const auto = "its default mode “auto” asks for nothing";

export const gooseDocuments: Documented = {
  id: gooseHook.id,
  title: gooseHook.title,
  facts: { version: "source of 2026", date: "2026-11-21" },
  from: "its source",
  order: "Never comes before always, and always before ask; names are compared whole.",
  files: { user: [".config/goose/permission.yaml", ".config/goose/config.yaml"] },
  tools: [
    usualTool("read", "developer__read", "allow", auto),
    usualTool("edit", "developer__text_editor", "allow", auto),
    usualTool("command", "developer__shell", "allow", auto),
    usualTool("server", "extension__tool", "allow", auto),
  ],
  forms: [
    { form: "list", path: ["user", "never_allow"], decision: "deny" },
    { form: "list", path: ["user", "always_allow"], decision: "allow" },
    { form: "list", path: ["user", "ask_before"], decision: "ask" },
  ],
  servers: [["extensions"]],
  mode: { path: ["GOOSE_MODE"], default: "auto" },
  unseen: "The variable GOOSE_MODE and recipes decide too.",
};
