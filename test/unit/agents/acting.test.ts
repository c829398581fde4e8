/** The tree of an agent says of its sub-agents and skills what `explain` says of each single action of theirs. */
import assert from "node:assert/strict";
import type { Agent } from "../../../src/agents/agent.ts";
import { claudeCode } from "../../../src/agents/claudeCode/agent.ts";
import { copilotCli } from "../../../src/agents/copilotCli/agent.ts";
import { opencode } from "../../../src/agents/opencode/agent.ts";
import { vscode } from "../../../src/agents/vscode/agent.ts";
import type { Acting, AgentPermissions } from "../../../src/core/model/permission.ts";
import { withActors } from "../../../src/node/permissions.ts";
import {
  inputOf,
  type Recording,
  readRecordings,
  replayed,
  saidOf,
  type Tried,
} from "../../support/agreement/recording.ts";

/** The rows that speak of an action, by agent. */
const rowsOf: Readonly<Record<string, Readonly<Partial<Record<Tried[0], string>>>>> = {
  "claude-code": { command: "Bash", write: "Write", edit: "Edit", read: "Read", fetch: "WebFetch" },
  "copilot-cli": { command: "bash", write: "create, edit", edit: "create, edit", read: "view" },
  vscode: { command: "run_in_terminal", write: "create_file", edit: "replace_string_in_file", read: "read_file" },
  opencode: { command: "bash", write: "edit", edit: "edit", read: "read", fetch: "webfetch" },
};

function permissionsOf(agent: Agent, files: Readonly<Record<string, string>>): AgentPermissions {
  return withActors(agent).permissions(withAll(agent, { files }));
}

/** What src/node loads for the tree. */
function withAll(agent: Agent, setting: Pick<Recording, "files">) {
  const input = inputOf(agent, { ...setting, delegates: ["any"] });
  const paths = Object.keys(setting.files).map((path) =>
    path.replace("$HOME", replayed.home).replace("$WS", replayed.workspace),
  );
  const folders = agent.skills?.folders(input.place) ?? [];
  const allSkillFiles = folders.flatMap(({ layer, path: folder, dropIns = "" }) =>
    paths
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(dropIns))
      .map((path) => ({ layer, path, text: textOf(setting.files, path) })),
  );
  return { ...input, allSkillFiles };
}

function textOf(files: Readonly<Record<string, string>>, path: string): string {
  const [, text = ""] =
    Object.entries(files).find(
      ([name]) => name.replace("$HOME", replayed.home).replace("$WS", replayed.workspace) === path,
    ) ?? [];
  return text;
}

function told(acting: Acting | undefined): string[] {
  return (acting?.grants ?? []).map(({ decision, tool, specifier }) =>
    specifier === undefined ? `${decision} ${tool}` : `${decision} ${tool}(${specifier})`,
  );
}

describe("sub-agents in the tree", () => {
  for (const agent of [claudeCode, copilotCli, opencode, vscode]) {
    const recordings = readRecordings(agent.id).filter(
      ({ delegates, skill }) => delegates?.length === 1 && skill === undefined,
    );

    it(`${agent.title}: what was seen of its sub-agents is in the tree`, () => {
      assert.ok(recordings.length > 1);
      let compared = 0;
      for (const recording of recordings) {
        const input = inputOf(agent, recording);
        const acting = agent.delegation?.tree?.acting(recording.delegates?.[0] ?? "", input);
        assert.ok(acting);
        for (const [kind, argument] of recording.rows) {
          const said = saidOf(agent, [kind, argument], input, recording);
          const row = rowsOf[agent.id]?.[kind];
          // What lies outside of the workspace has a row of its own.
          const others = agent === opencode ? ["external_directory"] : [];
          const where = `${recording.config}: ${kind} ${argument}`;
          if (acting.closed) {
            compared++;
            assert.equal(said, acting.closed.outcome === "unknown" ? "unknown" : "deny", where);
          } else if (row !== undefined) {
            const gone = acting.without.some(({ tools }) => tools.includes(row));
            const rows = acting.grants.filter(({ tool }) => tool === row || others.includes(tool));
            compared++;
            if (gone) assert.equal(said, "deny", where);
            else if (said !== "unknown")
              assert.ok(rows.length === 0 || rows.some(({ decision }) => decision === said), `${where}: ${said}`);
          }
        }
      }
      assert.ok(compared > 3, String(compared));
    });
  }

  it("of Claude Code: its mode, its lists and the line of each", () => {
    const helper =
      "---\nname: helper\ndescription: Helps.\ntools: Read, Edit, mcp__forum__read\npermissionMode: acceptEdits\n---\nHelp.\n";
    const found = permissionsOf(claudeCode, {
      "$HOME/.claude/agents/helper.md": helper,
      "$WS/.claude/settings.json": '{ "permissions": { "deny": ["Read(./.env)"] } }',
    });
    const [delegate] = found.delegates;
    assert.equal(delegate?.name, "helper");
    assert.equal(delegate?.source.line, 1);
    assert.deepEqual(told(delegate?.acting), [
      "allow Read(in the working folders)",
      "ask Read(elsewhere)",
      "allow Edit(in the working folders)",
      "ask Edit(elsewhere, and protected files)",
      "deny Read(./.env)",
    ]);
    const [gone] = delegate?.acting?.without ?? [];
    assert.ok(gone?.tools.includes("Bash"));
    assert.equal(gone?.source.line, 3);
    assert.deepEqual(delegate?.effects, ["read-files", "write-files"]);
  });

  it("of Claude Code: one that may not be started says by which rule", () => {
    const found = permissionsOf(claudeCode, {
      "$WS/.claude/agents/helper.md": "---\nname: helper\ndescription: Helps.\n---\nHelp.\n",
      "$WS/.claude/settings.json": '{ "permissions": { "deny": ["Agent(helper)"] } }',
    });
    assert.equal(found.delegates[0]?.acting?.closed?.outcome, "unreachable");
    assert.match(found.delegates[0]?.acting?.closed?.by.path ?? "", /settings\.json$/);
  });

  it("of VS Code: the tools of its list, and the line that leaves the others out", () => {
    const found = permissionsOf(vscode, {
      "$WS/.github/agents/helper.agent.md":
        "---\nname: helper\ndescription: Helps.\ntools: ['edit/createFile', 'lab/*']\n---\nHelp.\n",
      "$WS/.vscode/mcp.json": '{ "servers": { "lab": { "command": "x" }, "other": { "command": "y" } } }',
    });
    const [delegate] = found.delegates;
    assert.equal(delegate?.source.line, 1);
    const rows = told(delegate?.acting);
    assert.ok(rows.some((row) => row.startsWith("allow create_file(in the workspace")));
    assert.ok(rows.some((row) => row.startsWith("ask mcp_lab_")));
    assert.deepEqual(
      rows.filter((row) => /terminal|read_file|replace_string|mcp_other/.test(row)),
      [],
    );
    const [fixed, listed] = [...(delegate?.acting?.without ?? [])].sort((a, b) => a.tools.length - b.tools.length);
    assert.deepEqual(fixed?.tools, ["runSubagent", "manage_todo_list"]);
    assert.ok(listed?.tools.includes("run_in_terminal"));
    assert.match(listed?.source.path ?? "", /helper\.agent\.md$/);
    assert.equal(listed?.source.line, 3);
  });

  it("of OpenCode: its own rules, and doom_loop as a row that says what it is", () => {
    const found = permissionsOf(opencode, {
      "$WS/opencode.json":
        '{ "agent": { "helper": { "mode": "subagent", "permission": { "bash": "deny", "doom_loop": "allow" } } } }',
    });
    const [delegate] = found.delegates;
    assert.ok(told(delegate?.acting).includes("deny bash"));
    assert.ok(told(delegate?.acting).includes("allow doom_loop"));
    const own = found.grants.find(({ tool }) => tool === "doom_loop");
    assert.equal(own?.decision, "ask");
    assert.match(own?.note ?? "", /third time/);
    assert.deepEqual(
      delegate?.acting?.without.map(({ tools }) => tools),
      [["task"]],
    );
  });
});

describe("skills in the tree", () => {
  it("of Claude Code: what each changes while it is in use, or why it changes nothing", () => {
    const found = permissionsOf(claudeCode, {
      "$HOME/.claude/skills/release/SKILL.md":
        "---\nname: release\ndescription: Releases.\nallowed-tools: Bash(git *)\n---\nRelease.\n",
      "$WS/.claude/skills/blocked/SKILL.md":
        "---\nname: blocked\ndescription: Blocked.\nallowed-tools: Bash(make *)\n---\nMake.\n",
      "$WS/.claude/skills/talk/SKILL.md": "---\nname: talk\ndescription: Talks.\n---\nTalk.\n",
      "$WS/.claude/settings.json": '{ "permissions": { "deny": ["Skill(blocked)"] } }',
    });
    assert.deepEqual(
      found.skills?.map(({ name, acting }) => [name, acting?.closed?.outcome ?? told(acting)]),
      [
        ["blocked", "unreachable"],
        ["release", ["allow Bash(git *)"]],
      ],
    );
    const [grant] = found.skills?.[1]?.acting?.grants ?? [];
    assert.match(grant?.source.path ?? "", /release\/SKILL\.md$/);
    assert.equal(grant?.source.line, 3);
  });

  it("of VS Code: what a prompt file takes away, by its own list or by its agent's", () => {
    const found = permissionsOf(vscode, {
      "$WS/.github/prompts/look.prompt.md": "---\ndescription: Looks.\ntools: ['read', 'search']\n---\nLook.\n",
      "$WS/.github/prompts/file.prompt.md": "---\nname: write\nagent: writer\n---\nWrite.\n",
      "$WS/.github/prompts/talk.prompt.md": "---\ndescription: Talks.\n---\nTalk.\n",
      "$WS/.github/prompts/odd.prompt.md": "---\ndescription: Odd.\nhooks: {}\n---\nTalk.\n",
      "$WS/.github/agents/writer.agent.md": "---\nname: writer\ntools: ['edit']\n---\nWrite.\n",
    });
    const told = found.skills?.map(({ name, acting }) => {
      const [gone] = acting?.without ?? [];
      return [name, acting?.closed?.outcome ?? [gone?.source.path?.replace(/.*\//, ""), gone?.source.line]];
    });
    assert.deepEqual(told, [
      ["look", ["look.prompt.md", 2]],
      ["write", ["writer.agent.md", 2]],
      ["odd", "unknown"],
    ]);
  });
});
