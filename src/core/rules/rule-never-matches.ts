import type { PermissionRuleFact } from "../discover/facts.ts";
import type { Fix } from "../model/finding.ts";
import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

/** Observed on Claude Code 2.1.329, 2026-11 (agents-a 2.4). */
export const ruleNeverMatches = defineRule({
  id: "rule-never-matches",
  title: "A permission rule never matches anything",
  family: "least-privilege",
  severity: "low",
  confidence: "high",
  messages: {
    write:
      "“{rule}” never matches: Claude Code checks file changes against Edit(...) rules, for the Write tool too. Write it as “{better}”.",
    writeProtects:
      "“{rule}” never matches, so the files it names are not protected: Claude Code checks file changes against Edit(...) rules, for the Write tool too. Write it as “{better}”.",
    serverPattern:
      "“{rule}” is not honored in the allow list: a pattern has to name its server in full, as in mcp__server__*.",
    argument: "“{rule}” never matches: rules for MCP tools take no argument in parentheses. Name the tool alone.",
  },
  *check({ document }) {
    for (const rule of document.permissionRules) {
      const better = editRule(rule.text);
      const data = { rule: rule.text, better: better ?? "" };
      if (better) {
        const messageId = rule.list === "allow" ? "write" : "writeProtects";
        const severity = rule.list === "allow" ? "low" : "high";
        yield { messageId, data, severity, span: rule.span, fixes: writeFixes(rule, better) };
      } else if (rule.list === "allow" && /^mcp__(?:[^_]|_(?!_))*\*/.test(rule.text)) {
        yield { messageId: "serverPattern", data, span: rule.span, fixes: [removal(rule)] };
      } else if (rule.list === "allow" && /^mcp__[^()]+\(.*\)$/.test(rule.text)) {
        yield { messageId: "argument", data, span: rule.span, fixes: [removal(rule)] };
      }
    }
  },
});

/** `Write(src/**)` as `Edit(src/**)`; a bare `Write` is a rule that does match. */
function editRule(text: string): string | undefined {
  const match = /^(?:Write|MultiEdit)\((.+)\)$/.exec(text.trim());
  return match ? `Edit(${match[1]})` : undefined;
}

/**
 * Removing a dead allow rule changes nothing, so that is safe; bringing it to life widens, so that is not.
 * Bringing a dead ask or deny rule to life gives the protection it was written for.
 */
function writeFixes(rule: PermissionRuleFact, better: string): Fix[] {
  const isAllow = rule.list === "allow";
  const rewrite = replacement(`Write it as ${better}`, isAllow ? "unsafe" : "safe", rule.span, JSON.stringify(better));
  return isAllow ? [removal(rule), rewrite] : [rewrite];
}

function removal(rule: PermissionRuleFact): Fix {
  return replacement("Remove the rule that never matches", "safe", rule.removalSpan, "");
}
