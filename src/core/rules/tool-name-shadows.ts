import type { Workspace } from "../discover/join.ts";
import type { ToolDefinition } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { servedNames } from "./servedNames.ts";
import { definitionsOf, nameOrStart } from "./support.ts";

/** Built-in tools of the common agents by name (agents-a 2.6, 3.5, 5.2, 6.3, of 2026-11-21). */
const builtIn: ReadonlySet<string> = new Set(
  "bash shell read write edit read_file write_file create_file replace_string_in_file apply_patch run_in_terminal run_shell_command glob grep web_fetch webfetch web_search websearch fetch_webpage list_dir search_files execute_command".split(
    " ",
  ),
);

export const toolNameShadows = defineRule({
  id: "tool-name-shadows",
  title: "A tool of a server has the name of another tool",
  family: "description",
  severity: "medium",
  confidence: "medium",
  scope: "workspace",
  messages: {
    builtIn:
      "“{tool}” is also a built-in tool of common agents: a model may take one for the other, and a rule for one may hold for the other. Give it a name that says whose it is.",
    other:
      "“{tool}” is also defined in “{path}”: a model may take one for the other. Give each a name that says whose it is.",
  },
  *check({ document, workspace }) {
    const { byName } = servedNames(workspace);
    for (const tool of definitionsOf(document, "tool")) {
      if (!isToolOfServer(tool)) continue;
      const span = nameOrStart(tool);
      if (builtIn.has(tool.name.toLowerCase())) yield { messageId: "builtIn", data: { tool: tool.name }, span };
      const reach = workspace.reachableBy.get(tool) ?? [];
      const twin =
        reach.length > 0 &&
        byName.get(tool.name)?.find(({ tool: other, path }) => {
          return path < document.source.path && isToolOfServer(other) && meet(reach, other, workspace);
        });
      if (twin) yield { messageId: "other", data: { tool: tool.name, path: twin.path }, span, severity: "low" };
    }
  },
});

/** Tools of libraries whose servers name them in one list. */
function isToolOfServer({ format }: ToolDefinition): boolean {
  return /^(?:mcp|fastmcp)/.test(format);
}

/** Whether one agent or host reaches both: only then can one be taken for the other. */
function meet(reach: readonly string[], other: ToolDefinition, { reachableBy }: Workspace): boolean {
  const others = reachableBy.get(other) ?? [];
  return reach.some((name) => others.includes(name));
}
