import { defineRule } from "./rule.ts";

/** Tools that hooks of Claude Code 2.1.329 are called for; a matcher is a regular expression over these (agents-a 2.5). */
const tools =
  "Bash PowerShell Read Write Edit MultiEdit NotebookEdit Glob Grep LS WebFetch WebSearch Task Agent TodoWrite ExitPlanMode AskUserQuestion Skill SlashCommand BashOutput KillShell mcp__server__tool".split(
    " ",
  );

export const hookNeverMatches = defineRule({
  id: "hook-never-matches",
  title: "A hook is never called",
  family: "failure-modes",
  severity: "high",
  confidence: "high",
  messages: {
    matcher:
      "“{matcher}” matches no tool, so this hook is never called and stops nothing. Matchers are names of tools, in their own spelling: “Bash”, “Edit|Write”, “mcp__server__.*”.",
  },
  *check({ document }) {
    if (!/\.claude\//.test(document.source.path)) return;
    for (const { key, value, keySpan } of document.settings) {
      if (!/^hooks\.(?:PreToolUse|PostToolUse|PermissionRequest)$/.test(key) || !Array.isArray(value)) continue;
      for (const group of value) {
        const matcher = (group as { matcher?: unknown } | null)?.matcher;
        if (typeof matcher !== "string" || matcher === "" || matcher === "*" || reaches(matcher)) continue;
        yield { messageId: "matcher", data: { matcher }, span: keySpan };
      }
    }
  },
});

/** Only plain alternatives of names are judged; any other expression may match what is not known here. */
function reaches(matcher: string): boolean {
  if (!/^[\w|() :*-]+$/.test(matcher) || matcher.startsWith("mcp__")) return true;
  return matcher.split("|").some((name) => tools.includes(name.trim()) || /^(?:mcp__|[A-Z]\w*$)/.test(name.trim()));
}
