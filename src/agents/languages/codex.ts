/** Rules of Codex 0.169.0 (2026-11-25): prefixes of commands, in a file of its own. */
import { joinNative } from "../../core/permissions/paths.ts";
import type { Language } from "./language.ts";

const words = { allow: "allow", ask: "prompt", deny: "forbidden" } as const;

export const codexLanguage: Language = {
  agent: "codex",
  file: ".codex/rules/countersign.rules",
  path: ({ home, platform }) => joinNative(platform, home, ".codex", "rules", "countersign.rules"),
  write({ kind, text, exact, decision }) {
    if (kind !== "command") return { why: "its rules are of commands only; files and hosts are its sandbox's" };
    const open = text.endsWith(" *");
    const prefix = open ? text.slice(0, -2) : text;
    if (/[*?]/.test(prefix)) return { why: "its rules are of prefixes, and this pattern is none" };
    if (exact && decision === "allow")
      return { why: "its rules are of prefixes: one that allows this allows every longer command too" };
    const pattern = prefix.split(" ").map((word) => JSON.stringify(word));
    const rule = `prefix_rule(pattern=[${pattern.join(", ")}], decision="${words[decision]}")`;
    return open ? { rule } : { rule, note: "it is a prefix, so that longer commands are meant too" };
  },
  put: (_text, rules) => rules.map(({ rule }) => `${rule}\n`).join(""),
};
