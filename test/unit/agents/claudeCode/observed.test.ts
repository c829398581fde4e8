import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { explain } from "../../../../src/agents/claudeCode/permissions.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import { inputOf } from "./support.ts";

/** One run of the real program: its configuration, and what happened to each call (tool, argument, outcome). */
interface Run {
  readonly name: string;
  readonly mode?: string;
  readonly trusted?: false | "parent";
  readonly project?: Readonly<Record<string, unknown>>;
  readonly home?: Readonly<Record<string, unknown>>;
  readonly servers?: readonly string[];
  readonly rows: readonly (readonly [tool: string, argument: string, outcome: string])[];
}

const observed = JSON.parse(
  readFileSync(new URL("../../../fixtures/agents/claudeCode/observed-2.1.329.json", import.meta.url), "utf8"),
) as { readonly version: string; readonly date: string; readonly runs: readonly Run[] };

describe(`Claude Code ${observed.version}, as observed on ${observed.date}`, () => {
  const unknown: string[] = [];
  for (const run of observed.runs) {
    it(`explain agrees: ${run.name}`, () => {
      // The servers of these runs were given on the command line.
      const names = [...new Set(run.rows.flatMap(([tool]) => /^mcp__(.+?)__/.exec(tool)?.[1] ?? []))];
      const mcpServers = Object.fromEntries(names.map((name) => [name, { command: "x" }]));
      const input = {
        ...inputOf(run),
        flags: names.length > 0 ? ["--mcp-config", JSON.stringify({ mcpServers })] : [],
      };
      const wrong = run.rows.flatMap(([tool, argument, outcome]) => {
        const explained = explain(actionOf(tool, argument), input);
        // A tool the agent does not have cannot run: the same as denied for whoever asks.
        const said = explained.outcome === "unreachable" ? "deny" : explained.outcome;
        // "unknown" is an honest answer; how often it is given is counted below.
        if (said === "unknown") unknown.push(argument);
        return said === outcome || said === "unknown"
          ? []
          : [`${tool} ${argument}: was ${outcome}, explained as ${explained.outcome} by ${explained.decidedBy.text}`];
      });
      assert.deepEqual(wrong, []);
    });
  }

  it("says unknown for a skill only", () => {
    assert.deepEqual(unknown, ["sk", "sk2"]);
  });

  it("covers at least 300 calls", () => {
    assert.ok(observed.runs.reduce((sum, run) => sum + run.rows.length, 0) >= 300);
  });
});

const home = "/lab/home";
const workspace = "/lab/ws";

function actionOf(tool: string, argument: string): Action {
  const text = argument.replaceAll("$WS", workspace).replaceAll("$HOME/", `${home}/`).replaceAll("$BASE", "/lab");
  const base = { cwd: workspace, workspace, home, platform: "linux" } as const;
  if (tool === "Bash")
    return {
      ...base,
      kind: "command",
      shell: "bash",
      command: argument.replaceAll("$WS", workspace).replaceAll("$BASE", "/lab"),
    };
  if (tool === "Read") return { ...base, kind: "file_read", path: text };
  if (tool === "Write") return { ...base, kind: "file_write", path: text, content: "" };
  if (tool === "Edit") return { ...base, kind: "file_edit", path: text, new_text: "" };
  if (tool === "WebFetch") return { ...base, kind: "url_fetch", url: text };
  if (tool === "Agent") return { ...base, kind: "subagent_start", name: text };
  const [, server, name] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  if (server !== undefined && name !== undefined) return { ...base, kind: "mcp_call", server, tool: name };
  const args = { NotebookEdit: { notebook_path: text }, Skill: { skill: text }, Monitor: { command: text } }[tool];
  return { ...base, kind: "unknown_tool", tool, ...(args ? { args } : {}) };
}
