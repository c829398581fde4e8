/** The hooks as they stand in the agents' own files, started by the command lines written there. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { claudeCodeInstall } from "../../src/agents/claudeCode/install.ts";
import { copilotCliInstall } from "../../src/agents/copilotCli/install.ts";
import { hookInstalls } from "../../src/agents/installCatalogue.ts";
import { switchedOff } from "../../src/agents/vscode/plugin.ts";
import { createInstaller } from "../../src/node/installer.ts";
import { putPluginRelay } from "../../src/node/nativeRelay.ts";
import { buildBundles } from "./bundles.ts";
import { type HookProgram, hookPrograms } from "./failClosed/faults.ts";
import {
  askedCommand,
  claudePayload,
  createHookLab,
  type HookLab,
  type OpenWindow,
  type PersonAnswer,
  passedCommand,
  root,
} from "./hookLab.ts";

/** What VS Code's own agent sends before it runs a command in its Local harness. */
function vscodePayload(cwd: string, command: string): string {
  return JSON.stringify({
    timestamp: "2026-11-21T00:38:42.859Z",
    hook_event_name: "PreToolUse",
    session_id: "v1",
    tool_name: "run_in_terminal",
    tool_input: { command, explanation: "e", goal: "g", mode: "sync" },
    tool_use_id: "call_1__vscode-1",
    cwd,
  });
}

function copilotPayload(cwd: string, command: string): string {
  return JSON.stringify({
    hook_event_name: "PreToolUse",
    session_id: "c1",
    timestamp: "2026-11-21T00:38:42.859Z",
    cwd,
    tool_name: "Bash",
    tool_input: { command },
  });
}

describe("installed hooks", function () {
  this.timeout(30_000);
  let lab: HookLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  function install() {
    const installer = createInstaller(lab.locations, Date.now);
    for (const target of hookInstalls) assert.equal(installer.install(target).problem, undefined);
    return installer;
  }

  function claudeCommand(event: "PreToolUse" | "ConfigChange"): string {
    const settings = JSON.parse(readFileSync(join(lab.locations.home, ".claude", "settings.json"), "utf8"));
    return settings.hooks[event][0].hooks[0].command;
  }

  function copilotCommand(): string {
    const file = readFileSync(join(lab.locations.home, ".copilot", "hooks", "countersign.json"), "utf8");
    const [handler] = JSON.parse(file).hooks.PreToolUse;
    assert.equal(handler.bash, handler.command);
    return handler.command;
  }

  it("hold Claude Code, and are live from the first call on", async () => {
    const installer = install();
    await lab.openWindow("deny");
    assert.equal(installer.status(claudeCodeInstall).kind, "installed");
    const ended = await lab.runCommand(claudeCommand("PreToolUse"), claudePayload(lab.project, askedCommand)).ended;
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /denied it/);
    assert.equal(installer.status(claudeCodeInstall).kind, "live");
  });

  it("reject a change of Claude's settings that switches them off, with and without a window", async () => {
    install();
    const change = JSON.stringify({ session_id: "s", cwd: lab.project, hook_event_name: "ConfigChange" });
    const run = () => lab.runCommand(claudeCommand("ConfigChange"), change).ended;
    assert.equal((await run()).code, 0);
    mkdirSync(join(lab.project, ".claude"));
    writeFileSync(join(lab.project, ".claude", "settings.local.json"), '{"disableAllHooks":true}');
    const alone = await run();
    await lab.openWindow("allow");
    for (const { code, stderr } of [alone, await run()]) {
      assert.equal(code, 2);
      assert.match(stderr, /disableAllHooks/);
    }
  });

  it("ask once for one call of VS Code's agent that comes through both of its hooks", async () => {
    install();
    const window = await lab.openWindow("allow");
    const payload = vscodePayload(lab.project, askedCommand);
    const first = await lab.runCommand(pluginCommand(), payload, pluginEnvironment(lab, window.entry)).ended;
    const second = await lab.runCommand(copilotCommand(), payload).ended;
    assert.deepEqual([first.code, second.code], [0, 0]);
    assert.equal(JSON.parse(first.stdout).hookSpecificOutput.permissionDecision, "allow");
    assert.equal(window.questions.length, 1);
    const third = await lab.runCommand(copilotCommand(), payload).ended;
    assert.equal(third.code, 0);
    assert.equal(window.questions.length, 2, "a repeated call is a new question");
  });

  it("say nothing to Copilot CLI where a person allowed, since its allow would beat the user's own rules", async () => {
    install();
    const window = await lab.openWindow("allow");
    const ended = await lab.runCommand(copilotCommand(), copilotPayload(lab.project, askedCommand)).ended;
    assert.deepEqual(ended, { code: 0, stdout: "", stderr: "" });
    assert.equal(window.questions.length, 1);
  });

  it("deny Copilot CLI in both of the shapes it reads, with the reason that exit code 2 would keep from its model", async () => {
    install();
    await lab.openWindow("deny");
    const ended = await lab.runCommand(copilotCommand(), copilotPayload(lab.project, askedCommand)).ended;
    assert.equal(ended.code, 0);
    const { permissionDecision, permissionDecisionReason, hookSpecificOutput } = JSON.parse(ended.stdout);
    assert.match(permissionDecisionReason, /denied it/);
    assert.deepEqual([permissionDecision, hookSpecificOutput.permissionDecision], ["deny", "deny"]);
  });

  it("are removed on uninstall, and every file is as it was", async () => {
    const settings = join(lab.locations.home, ".claude", "settings.json");
    const text = '\uFEFF{\r\n\t"model": "a" // mine\r\n}';
    mkdirSync(dirname(settings));
    writeFileSync(settings, text);
    install();
    assert.notEqual(readFileSync(settings, "utf8"), text);
    execFileSync(process.execPath, [join(root, "dist", "uninstall.js")], {
      env: { HOME: lab.locations.home, USERPROFILE: lab.locations.home },
      timeout: 20_000,
    });
    assert.equal(readFileSync(settings, "utf8"), text);
    assert.equal(existsSync(join(lab.locations.home, ".copilot")), false);
    assert.equal(existsSync(lab.locations.bin), false);
    assert.equal(createInstaller(lab.locations, Date.now).status(copilotCliInstall).kind, "not-installed");
  });

  describe("of the extension's own plugin", () => {
    const faults: readonly (readonly [name: string, over: Readonly<Record<string, string>>])[] = [
      ["nothing is set", { COUNTERSIGN_NODE: "", COUNTERSIGN_HOOK: "", COUNTERSIGN_RELAY: "", COUNTERSIGN_WINDOW: "" }],
      ["relay and program are gone", { COUNTERSIGN_RELAY: "", COUNTERSIGN_NODE: "/nonexistent/node" }],
      [
        "relay and hook are gone",
        { COUNTERSIGN_RELAY: "/nonexistent/relay.pl", COUNTERSIGN_HOOK: "/nonexistent/hook.js" },
      ],
      [
        "the editor was started with a variable that says the gate is off",
        { COUNTERSIGN_GATE: "off", COUNTERSIGN_RELAY: "", COUNTERSIGN_NODE: "/bin/true" },
      ],
      [
        "another extension host's gate is off",
        { COUNTERSIGN_GATE: "off 1", COUNTERSIGN_RELAY: "", COUNTERSIGN_NODE: "/bin/true" },
      ],
      [
        "the gate is switched to an unknown word",
        { COUNTERSIGN_GATE: "on", COUNTERSIGN_RELAY: "", COUNTERSIGN_NODE: "/bin/true" },
      ],
      ["no window is told, and the program is gone", { COUNTERSIGN_WINDOW: "", COUNTERSIGN_NODE: "/nonexistent/node" }],
      ["the native relay ends well and does nothing", { COUNTERSIGN_NATIVE: "/bin/true" }],
      ["the native relay fails", { COUNTERSIGN_NATIVE: "/bin/false" }],
      ["the native relay is a folder", { COUNTERSIGN_NATIVE: "/tmp" }],
    ];
    for (const [name, over] of faults) {
      it(`deny when ${name}`, async () => {
        const window = await lab.openWindow("allow");
        const environment = { ...pluginEnvironment(lab, window.entry), ...over };
        const ended = await lab.runCommand(pluginCommand(), vscodePayload(lab.project, passedCommand), environment)
          .ended;
        assert.equal(ended.code, 2);
        assert.match(ended.stderr, /\S/);
      });
    }

    for (const program of hookPrograms)
      it(`ask the window that runs the agent, also where another one owns the folder, by ${program}`, async () => {
        const own = await lab.openWindow("allow", { folders: [] });
        const other = await lab.openWindow("deny");
        const environment = { ...pluginEnvironment(lab, own.entry), ...served(program, lab) };
        const ended = await lab.runCommand(pluginCommand(), vscodePayload(lab.project, askedCommand), environment)
          .ended;
        assert.equal(ended.code, 0);
        assert.deepEqual([own.questions.length, other.questions.length], [1, 0]);
      });

    if (hookPrograms.includes("native")) {
      const native = async (decision: PersonAnswer, change: (window: OpenWindow, path: string) => unknown) => {
        const window = await lab.openWindow(decision);
        const environment = { ...pluginEnvironment(lab, window.entry), ...served("native", lab) };
        await change(window, environment.COUNTERSIGN_NATIVE as string);
        return lab.runCommand(pluginCommand(), vscodePayload(lab.project, passedCommand), environment).ended;
      };

      it("judge by the policy alone when the native relay finds no window", async () => {
        const ended = await native("deny", (window) => window.close());
        assert.equal(ended.code, 0, ended.stderr);
      });

      it("deny when the native relay finds no window, and no launcher", async () => {
        const ended = await native("allow", async (window, path) => {
          await window.close();
          rmSync(path.replace(/\.native$/, ""));
        });
        assert.equal(ended.code, 2);
        assert.match(ended.stderr, /damaged/);
      });

      it("deny when the native relay is empty", async () => {
        const ended = await native("allow", (_window, path) => writeFileSync(path, ""));
        assert.equal(ended.code, 2);
        assert.match(ended.stderr, /could not run/);
      });
    }

    it("say nothing while the user's setting switches the gate off", async () => {
      const environment = { COUNTERSIGN_GATE: switchedOff(process.pid, process.platform) };
      const ended = await lab.runCommand(pluginCommand(), vscodePayload(lab.project, askedCommand), environment).ended;
      assert.deepEqual(ended, { code: 0, stdout: "", stderr: "" });
    });
  });
});

function pluginCommand(): string {
  return JSON.parse(readFileSync(join(root, "plugin", "hooks", "hooks.json"), "utf8")).hooks.PreToolUse[0].hooks[0]
    .command;
}

/** What the extension hands out where this program is the first one that can serve. */
function served(program: HookProgram, lab: HookLab): Record<string, string> {
  if (program === "node") return { COUNTERSIGN_RELAY: "" };
  if (program === "relay") return {};
  assert.equal(program, "native");
  const native = putPluginRelay(lab.locations, extensionFolder(lab), process.execPath);
  assert.ok(native, "there is no native relay");
  return { COUNTERSIGN_NATIVE: native };
}

function extensionFolder({ locations }: HookLab): string {
  return join(locations.home, "My 'Extensions' $HOME", "countersign-1.0.0");
}

/** The extension is installed in a folder with blanks and other signs that a shell would take apart. */
function pluginEnvironment(lab: HookLab, window: string): Record<string, string> {
  const folder = extensionFolder(lab);
  cpSync(join(root, "dist"), folder, { recursive: true });
  return {
    COUNTERSIGN_NODE: process.execPath,
    COUNTERSIGN_HOOK: join(folder, "hook.js"),
    COUNTERSIGN_RELAY: join(folder, "relay.pl"),
    COUNTERSIGN_WINDOW: window,
  };
}
