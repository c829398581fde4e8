/** What a policy looks at, taken from an action and the judgement of it. */
import type { Act } from "../effects/act.ts";
import type { Action } from "../model/action.ts";
import type { EnvironmentNames, JudgedAct } from "../model/judgedAct.ts";
import { environmentWords, isNaming } from "./environments.ts";

/** The judged acts of one action, in the same order. */
export function judgedActs(action: Action, acts: readonly Act[]): JudgedAct[] {
  const own = action.kind === "mcp_call" ? ofArguments(action.tool, action.args) : {};
  return acts.map((found) => {
    const command = found.command ?? (action.kind === "vscode_command" ? action.command : undefined);
    return {
      kind: action.kind,
      rule: found.rule,
      grade: found.grade,
      effects: found.effects,
      paths: found.paths,
      hosts: found.hosts,
      ...(action.agent === undefined ? {} : { agent: action.agent }),
      ...(action.kind === "mcp_call" || action.kind === "unknown_tool" ? { tool: action.tool } : {}),
      ...(action.kind === "mcp_call" ? { server: action.server } : {}),
      ...own,
      ...(command === undefined ? {} : { command }),
      ...(found.branches === undefined ? {} : { branches: found.branches }),
    };
  });
}

interface OfArguments {
  readonly branches?: readonly string[];
  readonly environments: EnvironmentNames;
}

const maxLeaves = 2000;
const maxDepth = 30;

/** Branches and environments that the arguments of an MCP call name. */
function ofArguments(tool: string, args: unknown): OfArguments {
  const branches: string[] = [];
  const named: string[] = [];
  const hinted = new Set(environmentWords(tool));
  let left = maxLeaves;
  const visit = (value: unknown, key: string, depth: number): void => {
    if (--left < 0 || depth > maxDepth) return;
    if (typeof value === "string") {
      if (branchKey.test(key)) branches.push(value.replace(/^refs\/heads\//, ""));
      if (isNaming(key)) named.push(value);
      for (const word of environmentWords(value)) hinted.add(word);
    } else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? key : name, depth + 1);
  };
  visit(args, "", 0);
  const environments = { named, hinted: [...hinted] };
  return branches.length > 0 || actsOnBranch.test(tool) ? { branches, environments } : { environments };
}

const branchKey = /^(?:branch|branches|branch_?name|base|ref|(?:target|source|to|new|base)_?branch)$/i;

/** Tools that change a branch although their arguments need not name it. */
const actsOnBranch = /merge.*(?:pull|mr\b|pr\b|request)|push_?(?:files|commits?)|(?:delete|update|create)_?branch/i;
