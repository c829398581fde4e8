/** The language of Claude Code's permission rules: `Tool` or `Tool(specifier)`, one string each. */
import type { Provenance } from "../../core/model/permission.ts";
import { builtInTool, canonicalTool, editTools, readTools, shellTools } from "./tools.ts";

export interface Rule {
  readonly list: "allow" | "ask" | "deny";
  /** As written. */
  readonly text: string;
  readonly tool: string;
  /** Undefined: the whole tool. `Tool(*)` is the same as `Tool`. */
  readonly specifier: string | undefined;
  readonly source: Provenance;
  /** Absolute folder that a leading slash of a path specifier stands for. */
  readonly root: string;
  /** Why the rule is not in effect although it is written: an untrusted folder, a managed setting, a broken file. */
  readonly ignored: string | undefined;
}

/** Splits a rule as Claude Code does: no trimming, the specifier runs to a closing parenthesis at the very end. */
export function parseRule(text: string): { tool: string; specifier: string | undefined } {
  const parts = /^([^(]*)\(([\s\S]*)\)$/.exec(text);
  if (!parts) return { tool: canonicalTool(text), specifier: undefined };
  const specifier = parts[2] as string;
  return { tool: canonicalTool(parts[1] as string), specifier: specifier === "*" ? undefined : specifier };
}

/**
 * Why a rule can never match anything, or undefined. All rows but the last were seen with 2.1.329 on 2026-11-21:
 * such rules are accepted without a word and have no effect.
 */
export function whyDead(
  rule: Pick<Rule, "list" | "text" | "tool" | "specifier"> & { layer?: string },
): string | undefined {
  const { list, text, tool, specifier } = rule;
  if (text !== text.trim()) return "Blanks around a rule are part of it, so it matches no tool. Remove them.";
  if (tool.includes("(")) return "The parenthesis is not closed at the end, so the rule matches no tool.";
  if (specifier === ":*") return "A prefix is missing before ':*', so the rule matches nothing.";
  if (specifier === "") return "An empty specifier matches nothing. Write the tool's name alone, or a specifier.";
  if (tool.startsWith("mcp__")) return deadMcp(list, tool, specifier);
  if (tool === "*" && list === "allow") return "Allow rules do not honor a wildcard for the tool. Name each tool.";
  if (tool === "*") return undefined;
  if (!builtInTool(tool)) return unknownTool(tool);
  if (specifier === undefined) return undefined;
  if (tool === "Agent" && list === "ask")
    return "An ask rule with an agent's name has no effect. Write Agent alone, or deny it.";
  if (editTools.has(tool) && tool !== "Edit") {
    return `${tool}(…) with a path never matches. File-changing tools are matched by Edit(…): write Edit(${specifier}).`;
  }
  if (readTools.has(tool) && tool !== "Read") {
    return `${tool}(…) with a path is matched by Read(…): write Read(${specifier}).`;
  }
  if (tool === "Edit" && rule.layer === "user" && /^\/[^/]/.test(specifier)) {
    return `In user settings a leading slash means ~/.claude, so this matches no project file. Write Edit(/${specifier}) for an absolute path.`;
  }
  if (shellTools.has(tool) && specifier !== specifier.trim() && !specifier.includes("*")) {
    return "Blanks around the command are part of it, so it never matches.";
  }
  return undefined;
}

function deadMcp(list: Rule["list"], tool: string, specifier: string | undefined): string | undefined {
  if (specifier !== undefined) return "MCP rules take no parentheses: a rule with them is not honored. Name the tool.";
  if (/[^a-zA-Z0-9_*-]/.test(tool))
    return "MCP names in rules hold only letters, digits, '_' and '-'; others are written '_'.";
  const server = tool.slice("mcp__".length).split("__")[0] ?? "";
  if (list === "allow" && server.includes("*")) {
    return "Allow rules do not honor a wildcard in the server's name. Name the server: mcp__server or mcp__server__*.";
  }
  return undefined;
}

function unknownTool(tool: string): string {
  const lower = tool.toLowerCase();
  for (const candidate of ["Bash", "Read", "Edit", "Write", "WebFetch", "WebSearch", "Agent", "Skill"]) {
    if (candidate.toLowerCase() === lower) return `Tool names are case-sensitive: write ${candidate}.`;
  }
  return "No tool of this name is known in Claude Code 2.1.329, so nothing is decided by it.";
}
