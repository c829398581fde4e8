/**
 * Agents that cannot be run here: what their own files hold after the installation is started as they are documented to
 * start it, with payloads of the documented shape, through the real hook. It proves our half of the contract only.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ampInstall } from "../../src/agents/amp/install.ts";
import { cursorInstall } from "../../src/agents/cursor/install.ts";
import { factoryDroidInstall } from "../../src/agents/factoryDroid/install.ts";
import { gooseInstall } from "../../src/agents/goose/install.ts";
import { companionPath, type HookInstall } from "../../src/agents/hookInstall.ts";
import { kiroInstall } from "../../src/agents/kiro/install.ts";
import { windsurfInstall } from "../../src/agents/windsurf/install.ts";
import { createInstaller } from "../../src/node/installer.ts";
import { buildBundles } from "./bundles.ts";
import { askedCommand, createHookLab, type Ended, type HookLab, passedCommand } from "./hookLab.ts";

interface NotRun {
  readonly target: HookInstall;
  /** The command line that the installed file holds for a command of the agent's. */
  command(lab: HookLab): string;
  payload(command: string, lab: HookLab): string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What a denial must be on stdout, besides exit code 2 and a reason on stderr. */
  readonly denial: (stdout: string) => unknown;
  /** What the agent must be told when there is no objection. */
  readonly pass: string;
}

const json = (text: string) => JSON.parse(text);
const silent = (stdout: string) => assert.equal(stdout, "");

function installed(lab: HookLab, target: HookInstall) {
  return json(readFileSync(join(lab.locations.home, ...target.path), "utf8"));
}

/** Cursor hands the payload over behind the command line. */
function hereDocument(command: string, payload: string): string {
  return `${command} <<'CURSOR_PAYLOAD_END'\n${payload}\nCURSOR_PAYLOAD_END\n`;
}

const cursorFields = (lab: HookLab) => ({
  conversation_id: "c1",
  generation_id: "g1",
  workspace_roots: [lab.project],
  cursor_version: "3.6.0",
  model: "m",
});

const agents: readonly NotRun[] = [
  {
    target: cursorInstall,
    command: (lab) => installed(lab, cursorInstall).hooks.preToolUse[0].command,
    payload: (command, lab) =>
      JSON.stringify({
        ...cursorFields(lab),
        hook_event_name: "preToolUse",
        tool_name: "Shell",
        tool_input: { command, cwd: lab.project },
        tool_use_id: "t1",
      }),
    denial(stdout) {
      const { permission, user_message, agent_message } = json(stdout);
      assert.equal(permission, "deny");
      assert.ok(user_message.length > 0 && agent_message === user_message);
    },
    pass: "{}\n",
  },
  {
    target: kiroInstall,
    command: (lab) => installed(lab, kiroInstall).hooks[0].action.command,
    payload: (command, lab) =>
      JSON.stringify({
        hook_event_name: "preToolUse",
        cwd: lab.project,
        session_id: "s1",
        tool_name: "shell",
        tool_input: { command },
      }),
    denial: silent,
    pass: "",
  },
  {
    target: windsurfInstall,
    command: (lab) => installed(lab, windsurfInstall).hooks.pre_run_command[0].command,
    payload: (command, lab) =>
      JSON.stringify({
        agent_action_name: "pre_run_command",
        trajectory_id: "t1",
        execution_id: "e1",
        timestamp: "2026-11-21T00:00:00Z",
        model_name: "m",
        tool_info: { command_line: command, cwd: lab.project },
      }),
    denial: silent,
    pass: "",
  },
  {
    target: gooseInstall,
    command: (lab) => installed(lab, gooseInstall).hooks.PreToolUse[0].hooks[0].command,
    payload: (command, lab) =>
      JSON.stringify({
        event: "PreToolUse",
        session_id: "s1",
        matcher_context: "developer__shell",
        tool_call_id: "c1",
        tool_name: "developer__shell",
        tool_input: { command },
        working_dir: lab.project,
      }),
    denial(stdout) {
      const { decision, reason } = json(stdout);
      assert.equal(decision, "block");
      assert.ok(reason.length > 0);
    },
    pass: "",
  },
  {
    target: ampInstall,
    command(lab) {
      const [rule] = installed(lab, ampInstall)["amp.permissions"];
      assert.deepEqual([rule.tool, rule.action], ["*", "delegate"]);
      return `'${rule.to}'`;
    },
    payload: (command) => JSON.stringify({ cmd: command }),
    environment: { AGENT_TOOL_NAME: "Bash" },
    denial: silent,
    pass: "",
  },
  {
    target: factoryDroidInstall,
    command: (lab) => installed(lab, factoryDroidInstall).hooks.PreToolUse[0].hooks[0].command,
    payload: (command, lab) =>
      JSON.stringify({
        session_id: "s1",
        cwd: lab.project,
        hook_event_name: "PreToolUse",
        tool_name: "Execute",
        tool_input: { command },
      }),
    denial: (stdout) => assert.equal(json(stdout).hookSpecificOutput.permissionDecision, "deny"),
    pass: "",
  },
];

describe("agents that are not run here", function () {
  this.timeout(60_000);
  let lab: HookLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  function install(target: HookInstall) {
    const installer = createInstaller(lab.locations, Date.now);
    assert.equal(installer.install(target).problem, undefined);
    assert.equal(installer.status(target).kind, "installed");
    return installer;
  }

  function run(agent: NotRun, command: string): Promise<Ended> {
    const line = agent.command(lab);
    const payload = agent.payload(command, lab);
    return lab.runCommand(line, payload, agent.environment ?? {}).ended;
  }

  function assertDenied(agent: NotRun, { code, stdout, stderr }: Ended): void {
    assert.equal(code, 2, stderr);
    assert.ok(stderr.trim().length > 0, "a denial has a reason");
    if (stdout !== "") agent.denial(stdout);
  }

  for (const agent of agents) {
    const { title } = agent.target;

    it(`${title}: a person denies, and it is told in the agent's own form`, async () => {
      const installer = install(agent.target);
      const window = await lab.openWindow("deny");
      const ended = await run(agent, askedCommand);
      assertDenied(agent, ended);
      agent.denial(ended.stdout);
      assert.match(ended.stderr, /denied it/);
      assert.equal(window.questions.length, 1);
      assert.equal(installer.status(agent.target).kind, "live");
    });

    it(`${title}: what a person allows goes on, and so does what policy allows, without a question`, async () => {
      install(agent.target);
      const window = await lab.openWindow("allow");
      for (const [command, questions] of [
        [passedCommand, 0],
        [askedCommand, 1],
      ] as const) {
        const { code, stdout, stderr } = await run(agent, command);
        assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: agent.pass, stderr: "" });
        assert.equal(window.questions.length, questions);
      }
    });

    it(`${title}: nobody there, a hook that is missing, and a payload that is no call are denials`, async () => {
      install(agent.target);
      assertDenied(agent, await run(agent, askedCommand));
      assertDenied(agent, await lab.runCommand(agent.command(lab), "garbage", agent.environment ?? {}).ended);
      assertDenied(agent, await lab.runCommand(agent.command(lab), "", agent.environment ?? {}).ended);
      rmSync(lab.locations.bin, { recursive: true });
      assertDenied(agent, await run(agent, passedCommand));
    });

    it(`${title}: everything is gone after the removal`, () => {
      const installer = install(agent.target);
      assert.equal(installer.remove(agent.target).problem, undefined);
      assert.ok(!existsSync(join(lab.locations.home, agent.target.path[0] as string)));
      assert.ok(!existsSync(join(lab.locations.base, "agents")));
    });
  }

  it("Cursor: a here-document behind the command line and another folder of the process change nothing", async () => {
    install(cursorInstall);
    const [cursor] = agents;
    assert.ok(cursor);
    const window = await lab.openWindow("deny");
    const line = hereDocument(cursor.command(lab), cursor.payload(askedCommand, lab));
    const ended = await lab.runCommand(`cd /; ${line}`, "").ended;
    assertDenied(cursor, ended);
    assert.equal(window.questions.length, 1);
    assert.equal(window.questions[0]?.call.cwd, lab.project);
  });

  it("Cursor: the two hooks of one command are one question, and the next command is another", async () => {
    install(cursorInstall);
    const [cursor] = agents;
    assert.ok(cursor);
    const window = await lab.openWindow("allow");
    const second = installed(lab, cursorInstall).hooks.beforeShellExecution[0].command;
    const shell = JSON.stringify({
      ...cursorFields(lab),
      hook_event_name: "beforeShellExecution",
      command: askedCommand,
      cwd: lab.project,
      sandbox: false,
    });
    for (const asked of [1, 2]) {
      assert.equal((await run(cursor, askedCommand)).code, 0);
      assert.equal((await lab.runCommand(second, shell).ended).code, 0);
      assert.equal(window.questions.length, asked);
    }
  });

  it("Cursor: a server's tool is held with its server's name", async () => {
    install(cursorInstall);
    const window = await lab.openWindow("deny");
    const { command } = installed(lab, cursorInstall).hooks.beforeMCPExecution[0];
    const call = {
      tool_name: "create_issue",
      tool_input: '{"title":"x"}',
      mcp_server_name: "github",
      command: "npx x",
    };
    const payload = JSON.stringify({ ...cursorFields(lab), hook_event_name: "beforeMCPExecution", ...call });
    assert.equal((await lab.runCommand(command, payload).ended).code, 2);
    assert.equal(window.questions[0]?.call.actions[0]?.kind, "mcp_call");
    assert.doesNotMatch("MCP:create_issue", new RegExp(installed(lab, cursorInstall).hooks.preToolUse[0].matcher));
  });

  it("Amp: a tool without a name, or with one that is none, is a denial", async () => {
    install(ampInstall);
    await lab.openWindow("allow");
    const helper = `'${companionPath(lab.locations.launcher, "amp")}'`;
    for (const name of ["", 'x","cwd":"/', "a b"]) {
      const ended = await lab.runCommand(helper, '{"cmd":"ls"}', { AGENT_TOOL_NAME: name }).ended;
      assert.equal(ended.code, 2, name);
      assert.match(ended.stderr, /no tool/);
    }
  });
});
