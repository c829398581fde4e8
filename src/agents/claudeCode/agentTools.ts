/** Which tools an agent of Claude Code has by its file, or by itself. Tried with 2.1.329 on 2026-11-26. */
import type { Provenance } from "../../core/model/permission.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { flagPath, lastGiven } from "../flags.ts";
import { parseRule } from "./rule.ts";
import { type ClaudeRun, readClaudeRun } from "./run.ts";

/** What took a tool. `partly`: a server whose tools are not known is there if one of them may be. */
export type Gone = (tool: string, partly?: boolean) => Provenance | undefined;

/** Built in, with the tools that each does not have. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  "general-purpose": [],
  Explore: ["Agent", "Edit", "Write", "NotebookEdit", "ExitPlanMode"],
  Plan: ["Agent", "Edit", "Write", "NotebookEdit", "ExitPlanMode"],
};

/** With a memory of its own it has these, whatever its list says. */
export const withMemory: ReadonlySet<string> = new Set(["Read", "Write", "Edit"]);

/** Those that files define, and after them those that stand on the command line. */
export function agentFiles(input: Pick<PermissionInput, "agentFiles" | "flags">): readonly AgentFile[] {
  const files = (input.agentFiles ?? []).flatMap((file) => readAgentFile(file) ?? []);
  return [...files, ...agentsGiven(readClaudeRun(input.flags))];
}

/** `--agents` holds an object: each member is what the frontmatter of a file would be. */
function agentsGiven(run: ClaudeRun): readonly AgentFile[] {
  let given: unknown;
  try {
    given = JSON.parse(lastGiven(run, "agents")?.value ?? "{}");
  } catch {
    return [];
  }
  if (typeof given !== "object" || given === null) return [];
  return Object.entries(given).flatMap(([name, own]) => {
    const text = `---\n${JSON.stringify({ ...(typeof own === "object" ? own : {}), name })}\n---\n`;
    return readAgentFile({ layer: "flag", path: flagPath, text }) ?? [];
  });
}

/** What takes tools from a built-in agent; undefined: there is none of this name. */
export function builtInGone(name: string): Gone | undefined {
  const without = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  return (
    without &&
    ((tool) => (without.includes(tool) ? defaultProvenance(`the built-in agent ${name} has no ${tool}`) : undefined))
  );
}

/** What in its file takes a tool. A scope in parentheses is ignored: `Bash(git *)` is all of Bash. */
export function goneByFile(file: AgentFile): Gone {
  return (tool, partly = false) => {
    const listed = file.list("tools");
    const isListed = (entry: string) => names(entry, tool) || (partly && entry.startsWith(`${tool}__`));
    const isRemembering = file.text("memory") !== undefined && withMemory.has(tool);
    if (listed && !isRemembering && !listed.some(isListed)) return file.where("tools", `tools: ${listed.join(", ")}`);
    // A star takes nothing away.
    const refused = file.list("disallowedTools")?.find((entry) => entry !== "*" && names(entry, tool));
    return refused === undefined ? undefined : file.where("disallowedTools", `disallowedTools: ${refused}`);
  };
}

function names(entry: string, tool: string): boolean {
  const { tool: named } = parseRule(entry);
  return (
    named === "*" ||
    named === tool ||
    (named.startsWith("mcp__") && (matchesWildcard(named, tool) || tool.startsWith(`${named}__`)))
  );
}
