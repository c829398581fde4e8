/**
 * What was used, written in each agent's own language. A table of languages: each says how it writes one use, and why
 * it cannot where it has no word that is as narrow. Languages as of Claude Code 2.1.329, VS Code 1.139.1, Codex 0.169.0,
 * Gemini CLI 0.61.0 and OpenCode 1.18.33 (2026-11-25).
 */

import type { Place } from "../core/permissions/input.ts";
import { relativeTo } from "../core/permissions/paths.ts";
import type { Proposal, Use } from "../core/permissions/tighten.ts";
import { toolName } from "./opencode/judge.ts";

type Written = { readonly rule: string } | { readonly why: string };

interface Language {
  readonly file: string;
  write(use: Use, place: Place): Written;
  /** The rules of all that was kept, as a part of the file. */
  compose(rules: readonly { readonly rule: string; readonly use: Use }[]): string;
}

/** Undefined: no language of that agent is known here. */
export function proposeRules(agent: string, uses: readonly Use[], place: Place): Proposal | undefined {
  const language = Object.hasOwn(languages, agent) ? languages[agent] : undefined;
  if (!language) return undefined;
  const written = uses.map((use) => ({ use, written: plainUse(use) ?? language.write(use, place) }));
  const kept = written.flatMap(({ use, written: one }) => ("rule" in one ? [{ use, rule: one.rule }] : []));
  return {
    file: language.file,
    text: language.compose(kept),
    kept: kept.map(({ use }) => use),
    inexpressible: written.flatMap(({ use, written: one }) => ("why" in one ? [{ use, why: one.why }] : [])),
  };
}

export const proposable = (): readonly string[] => Object.keys(languages);

/** A sign that some language takes for a pattern would grant more than was used. */
function plainUse({ what }: Use): Written | undefined {
  if (/^[\w./:=@,+ \\-]+$/.test(what)) return undefined;
  return { why: "it has signs that a rule would read as a pattern or as the end of the rule" };
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
const pick = <T extends { readonly use: Use }>(rules: readonly T[], decision: Use["decision"]) =>
  rules.filter(({ use }) => use.decision === decision);

const languages: Readonly<Record<string, Language>> = {
  "claude-code": {
    file: ".claude/settings.local.json",
    write({ kind, what }) {
      if (kind === "command") return { rule: `Bash(${what})` };
      if (kind === "fetch") return { rule: `WebFetch(domain:${what})` };
      if (kind === "server") return { rule: `mcp__${what.replace("/", "__")}` };
      const path = what.replaceAll("\\", "/");
      // Two slashes: from the root of the disk, not from the settings' folder.
      return { rule: `${kind === "edit" ? "Edit" : "Read"}(/${path.startsWith("/") ? path : `/${path}`})` };
    },
    compose: (rules) =>
      json({
        permissions: {
          allow: pick(rules, "allow").map(({ rule }) => rule),
          ask: pick(rules, "ask").map(({ rule }) => rule),
        },
      }),
  },
  vscode: {
    file: "settings.json of the user's profile",
    write({ kind, what }) {
      if (kind === "command") return { rule: `/^${what.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/` };
      if (kind === "edit") return { rule: what.replaceAll("\\", "/") };
      if (kind === "fetch") return { rule: `https://${what}` };
      if (kind === "read") return { why: "reading has no setting: it runs in the workspace and asks outside" };
      return { why: "tools of servers are approved in its own state, not in settings" };
    },
    compose(rules) {
      const map = (kind: Use["kind"], value: (use: Use) => unknown) =>
        Object.fromEntries(rules.filter(({ use }) => use.kind === kind).map(({ rule, use }) => [rule, value(use)]));
      return json({
        "chat.tools.terminal.autoApprove": map("command", ({ decision }) => ({
          approve: decision === "allow",
          matchCommandLine: true,
        })),
        "chat.tools.edits.autoApprove": map("edit", ({ decision }) => decision === "allow"),
        "chat.tools.urls.autoApprove": map("fetch", ({ decision }) => decision === "allow"),
      });
    },
  },
  codex: {
    file: ".codex/rules/default.rules",
    write({ kind, what, decision }) {
      if (kind !== "command") return { why: "its rules are of commands only; files and hosts are its sandbox's" };
      if (decision === "allow")
        return { why: "its rules are of prefixes: one that allows this allows every longer command too" };
      const words = what.split(" ").map((word) => JSON.stringify(word));
      return { rule: `prefix_rule(pattern=[${words.join(", ")}], decision="prompt")` };
    },
    compose: (rules) => rules.map(({ rule }) => `${rule}\n`).join(""),
  },
  gemini: {
    file: ".gemini/policies/used.toml",
    write({ kind, what, decision }) {
      const tail = `decision = "${decision === "allow" ? "allow" : "ask_user"}"\npriority = 100\n`;
      if (kind === "command") {
        const regex = `${what.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`;
        return { rule: `[[rule]]\ntoolName = "run_shell_command"\ncommandRegex = ${JSON.stringify(regex)}\n${tail}` };
      }
      if (kind !== "server")
        return { why: "a rule for one file or host is a pattern on the call's JSON, which other calls may meet" };
      const [server = "", tool = ""] = what.split("/");
      return { rule: `[[rule]]\nmcpName = ${JSON.stringify(server)}\ntoolName = ${JSON.stringify(tool)}\n${tail}` };
    },
    compose: (rules) => rules.map(({ rule }) => rule).join("\n"),
  },
  opencode: {
    file: "opencode.json",
    write({ kind, what }, { workspace, platform }) {
      if (kind === "command") return { rule: `bash\0${what}` };
      if (kind === "fetch") return { rule: `webfetch\0https://${what}/*` };
      if (kind === "server")
        return { rule: `${toolName(what.split("/")[0] ?? "", what.split("/").slice(1).join("/"))}\0*` };
      const below = workspace === undefined ? undefined : relativeTo(workspace, what, platform);
      if (below === undefined || below === "") return { why: "it lies outside the workspace" };
      return { rule: `${kind}\0${below}` };
    },
    compose(rules) {
      const permission: Record<string, Record<string, string>> = {};
      // Last match wins, so what asks for the rest comes first.
      for (const tool of ["bash", "edit", "webfetch"]) permission[tool] = { "*": "ask" };
      for (const { rule, use } of rules) {
        const [tool = "", pattern = ""] = rule.split("\0");
        permission[tool] = { ...permission[tool], [pattern]: use.decision };
      }
      return json({ permission });
    },
  },
};
