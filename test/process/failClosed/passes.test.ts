/** What was decided reaches the agent, by the relay as by Node. */
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HookSource } from "../../../src/protocol/messages.ts";
import { askedCommand, claudePayload } from "../hookLab.ts";
import {
  allowReply,
  answers,
  assertDenied,
  hookPrograms,
  labForEach,
  passes,
  playWindow,
  reply,
  useProgram,
} from "./faults.ts";

/** As their makers document them, of the agents that name their folder in another field than `cwd` at the top. */
const folderPayloads: readonly (readonly [HookSource, (folder: string) => object])[] = [
  [
    "cursor-tool",
    (folder) => ({
      ...{ conversation_id: "c", generation_id: "g", hook_event_name: "preToolUse", workspace_roots: [folder] },
      ...{ tool_name: "Shell", tool_input: { command: askedCommand, cwd: "/elsewhere" }, tool_use_id: "t" },
    }),
  ],
  [
    "cursor-step",
    (folder) => ({
      ...{ conversation_id: "c", generation_id: "g", hook_event_name: "beforeShellExecution" },
      ...{ command: askedCommand, cwd: "", workspace_roots: [folder, "/elsewhere"] },
    }),
  ],
  [
    "cline-hooks",
    (folder) => ({
      ...{ taskId: "t", workspaceRoots: [folder], hookName: "tool_call" },
      tool_call: { id: "1", name: "run_commands", input: { commands: [askedCommand] } },
    }),
  ],
  [
    "goose-plugin",
    (folder) => ({
      ...{ event: "PreToolUse", session_id: "s", matcher_context: "developer__shell", tool_call_id: "c" },
      ...{ tool_name: "developer__shell", tool_input: { command: askedCommand }, working_dir: folder },
    }),
  ],
  [
    "windsurf-hooks",
    (folder) => ({
      ...{ agent_action_name: "pre_run_command", trajectory_id: "t", execution_id: "e" },
      tool_info: { command_line: askedCommand, cwd: folder },
    }),
  ],
];

for (const program of hookPrograms)
  describe(`the hook lets through what was decided, by ${program}`, function () {
    this.timeout(60_000);
    const lab = labForEach();
    beforeEach(() => useProgram(lab(), program));

    it("says allow where a person allowed, so that Claude Code does not ask again", async () => {
      const window = await lab().openWindow("allow");
      const { code, stdout } = await lab().run().ended;
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).hookSpecificOutput.permissionDecision, "allow");
      assert.equal(window.questions.length, 1);
      assert.match(lab().auditText(), /"decidedBy":"person"/);
    });

    it("says nothing where policy allowed, so that the agent's own rules hold", async () => {
      const window = await lab().openWindow("deny");
      assert.deepEqual(await lab().run(passes(lab())).ended, { code: 0, stdout: "", stderr: "" });
      assert.equal(window.questions.length, 0);
    });

    it("lets the policy decide when no window is open, and records it", async () => {
      assert.deepEqual(await lab().run(passes(lab())).ended, { code: 0, stdout: "", stderr: "" });
      assert.match(lab().auditText(), /"decidedBy":"policy"/);
    });

    for (const size of [1, 400_000])
      it(`hands the call on as it came, with lines, quotes and ${size} signs of other scripts`, async () => {
        let request = "";
        await playWindow(lab(), "w", (client) =>
          client.setEncoding("utf8").on("data", (text: string) => {
            request += text;
            if (text.endsWith("\n")) client.end(allowReply);
          }),
        );
        const payload = JSON.stringify(
          { cwd: lab().project, text: `"a\\b"\t\u0001 ${"ä✓🙂".repeat(size / 3 + 1)}` },
          undefined,
          2,
        );
        assert.deepEqual(await lab().run({ payload: `${payload}\r\n` }).ended, { code: 0, stdout: "", stderr: "" });
        const { payload: came, source } = JSON.parse(request);
        assert.deepEqual([came, source], [`${payload}\r\n`, "claude-settings"]);
      });

    if (program === "native" || program === "arm64")
      it("hands on nothing but the unusual", async () => {
        await lab().openWindow("allow");
        rmSync(lab().locations.launcher);
        assert.equal((await lab().run().ended).code, 0);
      });

    it("prints what the window says, byte for byte", async () => {
      const stdout = `{"text":"ä✓🙂 \\" \\\\ \\u001b"}\n\t\u0001${"x".repeat(100_000)}`;
      await playWindow(lab(), "w", answers(reply({ stdout })));
      assert.deepEqual(await lab().run().ended, { code: 0, stdout, stderr: "" });
    });

    it("asks the next window when nobody listens at the owner's", async () => {
      lab().announce("gone", {});
      await lab().openWindow("allow", { folders: [] });
      assert.equal((await lab().run().ended).code, 0);
    });

    it("asks the window that owns the folder, not the one focused last", async () => {
      const owner = await lab().openWindow("allow");
      const focused = await lab().openWindow("deny", { folders: ["/elsewhere"] });
      focused.announce(true);
      assert.equal((await lab().run().ended).code, 0);
      assert.deepEqual([owner.questions.length, focused.questions.length], [1, 0]);
    });

    for (const [source, payloadIn] of folderPayloads)
      it(`asks the window that owns the folder in the payload of ${source}`, async () => {
        const inner = join(lab().project, "inner");
        mkdirSync(inner);
        const owner = await lab().openWindow("deny", { folders: [inner] });
        // The hook's own folder is the project, so that only the payload can tell.
        const other = await lab().openWindow("deny");
        assertDenied(await lab().run({ source, payload: JSON.stringify(payloadIn(inner)) }).ended, /./);
        assert.deepEqual([owner.questions.length, other.questions.length], [1, 0]);
      });

    it("asks the window of the hook's own folder where the payload names several", async () => {
      const inner = join(lab().project, "inner");
      mkdirSync(inner);
      const owner = await lab().openWindow("deny");
      await lab().openWindow("allow", { folders: [inner] });
      const [, gooseIn] = folderPayloads.find(([source]) => source === "goose-plugin")!;
      // Node reads the payload as what it is; the relay only knows that it is in doubt.
      const payload = { tool_input: { command: askedCommand, working_dir: inner }, ...gooseIn(lab().project) };
      assertDenied(await lab().run({ source: "goose-plugin", payload: JSON.stringify(payload) }).ended, /./);
      assert.equal(owner.questions.length, 1);
    });

    it("takes nothing from the agent's environment", async () => {
      const evil = join(lab().project, "evil.cjs");
      writeFileSync(evil, "process.exit(10)");
      writeFileSync(join(lab().project, "Evil.pm"), "exit 10;");
      const perl = { PERL5OPT: "-MEvil", PERL5LIB: lab().project, PERL_UNICODE: "SDA", LC_ALL: "nowhere" };
      // Functions that bash would take from the environment in the place of the wrapper's own words.
      const functions = { "BASH_FUNC_wait%%": "() { return 10; }", "BASH_FUNC_echo%%": "() { exit 0; }" };
      const node = { NODE_OPTIONS: `--require ${evil}`, HOME: lab().project, PATH: lab().project };
      const environment = { ...node, ...perl, ...functions };
      assertDenied(await lab().run({ environment }).ended, /no editor window/);
      await lab().openWindow("deny");
      assertDenied(await lab().run({ environment }).ended, /denied it/);
    });

    it("gives 64 calls at once one answer each", async () => {
      const window = await lab().openWindow("allow");
      const calls = Array.from({ length: 64 }, (_, index) =>
        lab().run({
          payload: claudePayload(lab().project, `git push origin b${index}`, `toolu_${index}`),
          patienceMs: 25_000,
        }),
      );
      const codes = await Promise.all(calls.map(async ({ ended }) => (await ended).code));
      assert.ok(window.questions.length <= 64);
      // The breaker may stop the last of so many outward actions; none is lost.
      assert.equal(lab().auditDecisions().length, 64);
      assert.equal(
        lab()
          .auditText()
          .match(/"decision":"allow"/g)?.length,
        codes.filter((code) => code === 0).length,
      );
    });
  });
