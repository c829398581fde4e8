/** Custom agents and prompt files of VS Code: which names of a list count, and what is said where nothing is known. */
import assert from "node:assert/strict";
import { vscode } from "../../../../src/agents/vscode/agent.ts";
import { offers, offersOfServer } from "../../../../src/agents/vscode/toolNames.ts";
import { builtInTools } from "../../../../src/agents/vscode/tools.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import { inputOf, type Setting } from "../../../support/agreement/recording.ts";

const touch: Action = { kind: "command", shell: "bash", command: "touch a" };
const helper = (keys: string) => `---\nname: helper\ndescription: Helps.\n${keys}---\nHelp.\n`;
const agentPath = "$WS/.github/agents/helper.agent.md";
const promptPath = "$WS/.github/prompts/tidy.prompt.md";

function asSubAgent(files: Setting["files"], chain = ["helper"], action = touch) {
  const explanation = vscode.delegation?.explain(chain, action, inputOf(vscode, { files, delegates: chain }));
  return [explanation?.outcome, explanation?.decidedBy.path?.replace(/.*\//, ""), explanation?.decidedBy.line];
}

function typed(files: Setting["files"], skill = "/tidy", action = touch) {
  const explanation = vscode.skills?.explain(skill, action, inputOf(vscode, { files, skill }));
  return [explanation?.outcome, explanation?.decidedBy.path?.replace(/.*\//, ""), explanation?.decidedBy.line];
}

describe("names in a list of tools of VS Code", () => {
  it("are known of every tool of its own", () => {
    for (const { name, set, reference } of builtInTools) {
      assert.equal(offers([set], name), true, `${set}: ${name}`);
      assert.equal(offers([`${set}/no`, "*", name.toUpperCase()], name), false, name);
      if (set !== "edit" && set !== reference) assert.equal(offers([`${set}/${reference}`], name), true, name);
    }
  });

  const rows: readonly (readonly [entry: string, tool: string, is: boolean | undefined])[] = [
    ["execute", "run_in_terminal", true],
    ["shell", "run_in_terminal", true],
    ["runInTerminal", "run_in_terminal", true],
    ["runCommands", "run_in_terminal", true],
    ["run_in_terminal", "run_in_terminal", false],
    ["edit/editFiles", "apply_patch", true],
    ["edit/editFiles", "create_file", false],
    ["createFile", "create_file", true],
    ["createFile", "replace_string_in_file", false],
    ["search", "read_file", true],
    ["read", "list_dir", false],
    ["runSubagent", "runSubagent", true],
    ["*", "read_file", false],
    ["Read", "read_file", false],
    ["anything", "session_store_sql", true],
    ["anything", "lab_echo", undefined],
  ];
  for (const [entry, tool, is] of rows)
    it(`${entry} ${is ? "offers" : "does not offer"} ${tool}`, () => assert.equal(offers([entry], tool), is));

  it("of servers are those of their configuration, with a star, a tool or neither", () => {
    for (const entry of ["lab/*", "lab", "lab/touch", "touch"])
      assert.equal(offersOfServer([entry], "lab", "touch"), true, entry);
    for (const entry of ["Lab/*", "lab/", "lab/other", "mcp_lab_touch", "*"])
      assert.equal(offersOfServer([entry], "lab", "touch"), false, entry);
    assert.equal(offersOfServer(["lab-two/*"], "Lab Two", "touch"), true);
    for (const entry of ["Lab Two/*", "lab two/*", "lab_two/*", "Lab-Two/*"])
      assert.equal(offersOfServer([entry], "Lab Two", "touch"), false, entry);
    assert.equal(offersOfServer(["github/*"], "io.github.github/github-mcp-server", "x"), true);
  });
});

describe("a custom agent of VS Code", () => {
  it("has the tools of its list, and the line of it decides about others", () => {
    assert.deepEqual(asSubAgent({ [agentPath]: helper("tools: ['read']\n") }), ["unreachable", "helper.agent.md", 3]);
    assert.equal(asSubAgent({ [agentPath]: helper("tools: ['execute']\n") })[0], "ask");
  });

  it("is unknown where what it says was not tried", () => {
    for (const keys of ["hooks:\n  PreToolUse: []\n", "surprise: {}\n", "tools: ['read\n"])
      assert.equal(asSubAgent({ [agentPath]: helper(keys) })[0], "unknown", keys);
  });

  it("is unknown where it is in no file, or where files are looked for elsewhere", () => {
    assert.equal(asSubAgent({}, ["nobody"])[0], "unknown");
    const moved = { "$WS/.vscode/settings.json": '{ "chat.agentFilesLocations": { "crew": true } }' };
    assert.deepEqual(asSubAgent({ ...moved, [agentPath]: helper("") }), ["unknown", "settings.json", 0]);
  });

  it("starts no other, but where a setting lets it", () => {
    const files = {
      [agentPath]: helper("tools: ['agent', 'read']\n"),
      "$WS/.github/agents/other.agent.md": helper("tools: ['execute']\n").replace("helper", "other"),
    };
    assert.equal(asSubAgent(files, ["helper", "other"])[0], "unreachable");
    const nested = { "$WS/.vscode/settings.json": '{ "chat.subagents.allowInvocationsFromSubagents": true }' };
    assert.equal(asSubAgent({ ...files, ...nested }, ["helper", "other"])[0], "ask");
  });

  it("does not tell of a server's tool without a list", () => {
    const call: Action = { kind: "mcp_call", server: "lab", tool: "touch" };
    const files = { "$WS/.vscode/mcp.json": '{ "servers": { "lab": { "command": "x" } } }', [agentPath]: helper("") };
    assert.equal(asSubAgent(files, ["helper"], call)[0], "unknown");
  });
});

describe("starting a custom agent of VS Code", () => {
  const start = (name: string): Action => ({ kind: "subagent_start", name });
  const boss = "---\nname: boss\ntools: ['agent']\nagents: ['helper']\n---\nLead.\n";
  const files = {
    [agentPath]: helper("disable-model-invocation: true\n"),
    "$WS/.github/agents/boss.agent.md": boss,
    [promptPath]: "---\nagent: boss\n---\nTidy.\n",
  };

  it("needs its exact name", () => {
    const outcome = (name: string) => vscode.explain(start(name), inputOf(vscode, { files })).outcome;
    assert.equal(outcome("helper"), "allow");
    assert.equal(outcome("Helper"), "unknown");
  });

  it("is refused by the list of those that the session's agent may start", () => {
    assert.equal(explainedTyped(files, start("helper")), "allow");
    assert.equal(explainedTyped(files, start("boss")), "unreachable");
    assert.equal(
      asSubAgent({ ...files, [agentPath]: helper("tools: ['agent']\n") }, ["helper"], start("boss"))[0],
      "unreachable",
    );
  });

  function explainedTyped(of: Setting["files"], action: Action) {
    const input = {
      ...inputOf(vscode, { files: of, skill: "/tidy" }),
      agentFiles: inputOf(vscode, { files: of }).agentFiles ?? [],
    };
    return vscode.skills?.explain("/tidy", action, input).outcome;
  }
});

describe("entries of a custom agent's list that name nothing", () => {
  it("are told at their line, with what may be meant", () => {
    const keys = "tools: ['*', 'run_in_terminal', 'EDIT', 'mcp_lab_touch', 'read', 'pub.ext/tool', 'lab/*', 'mine']\n";
    const input = inputOf(vscode, { files: { [agentPath]: helper(keys) }, delegates: ["helper"] });
    const { ineffective } = vscode.permissions(input);
    assert.deepEqual(
      ineffective.map(({ kind, source, message }) => [
        kind,
        source.text,
        source.line,
        /: (\S+) may be/.exec(message)?.[1],
      ]),
      [
        ["dead", "*", 3, undefined],
        ["dead", "run_in_terminal", 3, "execute/runInTerminal"],
        ["dead", "EDIT", 3, "edit"],
        ["dead", "mcp_lab_touch", 3, undefined],
      ],
    );
  });
});

describe("a prompt file of VS Code", () => {
  it("has its own list before that of its agent", () => {
    const agent = { [agentPath]: helper("tools: ['execute']\n") };
    assert.equal(typed({ ...agent, [promptPath]: "---\nagent: helper\n---\nTidy.\n" })[0], "ask");
    const listed = typed({ ...agent, [promptPath]: "---\nagent: helper\ntools: [read]\n---\nTidy.\n" });
    assert.deepEqual(listed, ["unreachable", "tidy.prompt.md", 2]);
  });

  it("is unknown where two have its name, where none has, or where its agent is in no file", () => {
    const one = "---\nname: tidy\n---\nTidy.\n";
    assert.equal(typed({ [promptPath]: one, "$WS/.github/prompts/more.prompt.md": one })[0], "unknown");
    assert.equal(typed({})[0], "unknown");
    assert.equal(typed({ [promptPath]: "---\nagent: nobody\n---\nTidy.\n" })[0], "unknown");
    assert.equal(typed({ [promptPath]: "---\nhooks: {}\n---\nTidy.\n" })[0], "unknown");
  });

  it("changes nothing where the model reads a skill", () => {
    const files = { "$WS/.github/skills/tidy/SKILL.md": "---\nname: tidy\nallowed-tools: shell\n---\nTidy.\n" };
    assert.equal(typed(files, "tidy")[0], "ask");
  });
});
