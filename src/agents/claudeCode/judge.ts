/**
 * What Claude Code's own configuration does with one tool call: deny, then ask, then the mode, then allow rules,
 * then the tool's default. Specificity never matters. Observed with 2.1.329 on 2026-11-21.
 */
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { type CommandUse, judgeCommand, matchesCommand } from "./judgeCommand.ts";
import { judgePath, matchesPath, type PathUse } from "./judgePath.ts";
import type { Rule } from "./rule.ts";
import { whyDead } from "./rule.ts";
import { deniedInScript } from "./scripts.ts";
import type { ClaudeSettings } from "./settings.ts";
import { builtInTool } from "./tools.ts";

/** One call, reduced to what rules look at. */
export type ToolUse =
  | CommandUse
  | PathUse
  | { readonly kind: "url"; readonly tool: string; readonly host: string | undefined }
  /** `name`: the sub-agent or skill that is started, if it is known. */
  | { readonly kind: "named"; readonly tool: string; readonly name: string | undefined }
  | { readonly kind: "mcp"; readonly tool: string }
  | { readonly kind: "other"; readonly tool: string };

/** `unknown`: a model or something else that cannot be predicted decides. */
export interface Judgement {
  readonly decision: Decision | "unknown";
  readonly by: Provenance;
}

/** Rules that are in effect: written in a file that counts, not ignored, and able to match something. */
export function effectiveRules(settings: ClaudeSettings): Rule[] {
  return settings.rules.filter((rule) => rule.ignored === undefined && !deadReason(rule));
}

export function deadReason(rule: Rule): string | undefined {
  return whyDead({ ...rule, layer: rule.source.layer });
}

/** @param rules the effective rules; handed in so that callers can leave one out and see what it changed. */
export function judge(use: ToolUse, settings: ClaudeSettings, rules: readonly Rule[]): Judgement {
  for (const list of ["deny", "ask"] as const) {
    const rule = rules.find((candidate) => candidate.list === list && matches(candidate, use, settings));
    if (rule)
      return list === "ask"
        ? orDenied({ decision: "ask", by: rule.source }, settings)
        : { decision: "deny", by: rule.source };
  }
  const told = use.kind === "command" ? deniedInScript(use, rules) : undefined;
  if (told)
    return orDenied(
      { decision: "ask", by: { ...told.source, text: `${told.source.text}: a shell is told to do so` } },
      settings,
    );
  if (settings.mode.name === "bypassPermissions") return { decision: "allow", by: settings.mode.source };
  const allows = rules.filter((rule) => rule.list === "allow");
  const judgement = judgeWithoutStop(use, settings, allows);
  // A classifier model stands in for the person in auto mode: what it says cannot be predicted.
  if (judgement.decision === "ask" && settings.mode.name === "auto")
    return { decision: "unknown", by: settings.mode.source };
  return orDenied(judgement, settings);
}

/** Where nobody may be asked, whatever would ask is denied. */
export function orDenied(judgement: Judgement, settings: ClaudeSettings): Judgement {
  if (judgement.decision !== "ask") return judgement;
  if (settings.mode.name === "dontAsk") return { decision: "deny", by: settings.mode.source };
  return settings.denyInsteadOfAsk ? { decision: "deny", by: settings.denyInsteadOfAsk } : judgement;
}

function judgeWithoutStop(use: ToolUse, settings: ClaudeSettings, allows: readonly Rule[]): Judgement {
  if (use.kind === "command") return judgeCommand(use, settings, allows);
  if (use.kind === "path") return judgePath(use, settings, allows);
  const rule = allows.find((candidate) => matches(candidate, use, settings));
  // Plan mode asks about a server's tool, whatever is allowed.
  if (rule && use.kind === "mcp" && settings.mode.name === "plan") return { decision: "ask", by: settings.mode.source };
  if (rule) return { decision: "allow", by: rule.source };
  if (use.kind === "url" && use.host !== undefined && preapprovedHosts.has(use.host)) {
    return { decision: "allow", by: defaultProvenance("a documentation site that is fetched without asking") };
  }
  if (use.tool === "Skill") {
    return {
      decision: "unknown",
      by: defaultProvenance("a skill that pre-approves no tools is loaded without asking, any other asks"),
    };
  }
  const tool = builtInTool(use.tool);
  if (tool?.default === "free") return { decision: "allow", by: defaultProvenance(`${use.tool} runs without asking`) };
  if (tool?.proof === "assumed")
    return { decision: "unknown", by: defaultProvenance(`whether ${use.tool} asks was not observed`) };
  return { decision: "ask", by: defaultProvenance(`${use.tool} asks unless a rule allows it`) };
}

/** Does the rule speak of the call? Allow rules are read narrowly, deny and ask rules broadly. */
export function matches(rule: Rule, use: ToolUse, settings: ClaudeSettings): boolean {
  if (use.kind === "mcp") return matchesMcp(rule, use.tool);
  if (rule.tool === "*") return rule.list !== "allow";
  if (use.kind === "command") return matchesCommand(rule, use, settings);
  if (use.kind === "path") return matchesPath(rule, use, settings);
  if (rule.tool !== use.tool) return false;
  if (rule.specifier === undefined) return true;
  if (use.kind === "url") return use.host !== undefined && matchesHost(rule.specifier, use.host);
  return use.kind === "named" && (rule.specifier === use.name || rule.specifier === `${use.name}:*`);
}

/** `mcp__server` is every tool of the server; `*` stands for anything, in allow rules only after the server's name. */
function matchesMcp(rule: Rule, tool: string): boolean {
  if (rule.tool === "*") return rule.list !== "allow";
  if (!rule.tool.startsWith("mcp__") || rule.specifier !== undefined) return false;
  return (
    tool === rule.tool ||
    matchesWildcard(rule.tool, tool) ||
    (!rule.tool.slice(5).includes("__") && tool.startsWith(`${rule.tool}__`))
  );
}

/** `domain:host` is exactly that host, `domain:*.host` its subdomains. */
function matchesHost(specifier: string, host: string): boolean {
  const domain = /^domain:(.+)$/.exec(specifier)?.[1]?.toLowerCase();
  return domain !== undefined && matchesWildcard(domain, host.toLowerCase());
}

/** Part of a built-in list; these were tried (pypi.org, go.dev, docs.claude.com and github.com ask). */
const preapprovedHosts: ReadonlySet<string> = new Set([
  "code.claude.com",
  "developer.mozilla.org",
  "doc.rust-lang.org",
  "docs.aws.amazon.com",
  "docs.python.org",
  "git-scm.com",
  "kubernetes.io",
  "learn.microsoft.com",
  "modelcontextprotocol.io",
  "nodejs.org",
  "platform.claude.com",
  "react.dev",
]);
