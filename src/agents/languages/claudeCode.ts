/** Rules of Claude Code 2.1.329 (2026-11-21): `permissions` in its settings. */
import { readJsonc, setInJsonc } from "../../core/parse/editJsonc.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { type Language, ofDecision } from "./language.ts";

const lists = ["allow", "ask", "deny"] as const;

export const claudeCodeLanguage: Language = {
  agent: "claude-code",
  file: ".claude/settings.local.json",
  path: ({ workspace, platform }) =>
    workspace === undefined ? undefined : joinNative(platform, workspace, ".claude", "settings.local.json"),
  write({ kind, text, exact, decision }) {
    if (text.includes("?")) return { why: "its patterns have no sign for one character" };
    if (kind === "command") return { rule: `Bash(${text})` };
    if (kind === "fetch") {
      if (!exact) return { why: "its rules for hosts have no pattern" };
      return { rule: `WebFetch(domain:${text})` };
    }
    if (kind === "server") {
      const [server = "", tool = ""] = text.split("/");
      if (tool === "*" && !server.includes("*")) return { rule: `mcp__${server}` };
      if (!exact) return { why: "its rules for servers have no pattern" };
      return { rule: `mcp__${server}__${tool}` };
    }
    const path = text.replaceAll("\\", "/");
    // Two slashes: from the root of the disk, not from the settings' folder.
    const rule = `${kind === "edit" ? "Edit" : "Read"}(/${path.startsWith("/") ? path : `/${path}`})`;
    if (kind === "read" && decision === "allow" && !exact && !text.endsWith("/**"))
      return { rule, note: "a folder that it names is read with all it holds" };
    return { rule };
  },
  put(text, rules, only) {
    const root = readJsonc(text) as { permissions?: Record<string, unknown> } | undefined;
    if (root === undefined) return undefined;
    let result: string | undefined = text;
    for (const list of lists) {
      const there = root.permissions?.[list];
      const old = Array.isArray(there) ? there.filter((rule) => typeof rule === "string") : [];
      const kept = only && list === "allow" ? [] : old;
      const next = [...new Set([...kept, ...ofDecision(rules, list)])];
      if (next.join("\n") === old.join("\n")) continue;
      if (result !== undefined) result = setInJsonc(result, ["permissions", list], next);
    }
    return result;
  },
};
