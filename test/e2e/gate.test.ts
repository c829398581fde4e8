/** The gate, with real agents and a person's hands: what is held does not happen until the person lets it. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enableAgentMode, sendPrompt, turnEnded } from "../support/agentMode.ts";
import { type ClaudeOutcome, startClaude } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel, type ToolCall } from "../support/model.ts";
import { pageText } from "../support/ownPage.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

/** What a held action would do, and whether it has. */
interface HeldAction {
  readonly name: string;
  /** Asked in the panel beside its diff, not in a modal. */
  readonly inPanel?: true;
  call(vscode: Vscode): ToolCall;
  /** Makes the world such that the action would change it. */
  prepare(vscode: Vscode): void;
  happened(vscode: Vscode): boolean;
}

const precious = ({ workspace }: Vscode) => join(workspace, "precious");
const outside = ({ home }: Vscode) => join(home, "outside.txt");

const deletion = {
  prepare(vscode: Vscode) {
    mkdirSync(precious(vscode), { recursive: true });
    writeFileSync(join(precious(vscode), "notes.txt"), "not in git\n");
  },
  happened: (vscode: Vscode) => !existsSync(precious(vscode)),
};

const writing = {
  prepare: (vscode: Vscode) => rmSync(outside(vscode), { force: true }),
  happened: (vscode: Vscode) => existsSync(outside(vscode)),
};

const command = "rm -rf precious";

const vscodeActions: readonly HeldAction[] = [
  {
    name: "run_in_terminal",
    ...deletion,
    call: () => ({
      tool: "run_in_terminal",
      input: { command, explanation: "Cleans up", goal: "Clean up", mode: "sync", timeout: 10_000 },
    }),
  },
  {
    name: "create_file",
    ...writing,
    inPanel: true,
    call: (vscode) => ({ tool: "create_file", input: { filePath: outside(vscode), content: "by the agent\n" } }),
  },
];

const claudeActions: readonly HeldAction[] = [
  { name: "Bash", ...deletion, call: () => ({ tool: "Bash", input: { command, description: "Cleans up" } }) },
  {
    name: "Write",
    ...writing,
    inPanel: true,
    call: (vscode) => ({ tool: "Write", input: { file_path: outside(vscode), content: "by the agent\n" } }),
  },
];

describe("the gate", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;
  let edits = 0;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "readme.txt": "A workspace.\n" } });
    window = await vscode.openWindow();
    await enableAgentMode(window);
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.decision.dismiss();
    await window?.modal.dismissAll();
  });

  describe("holds VS Code's own agent", () => {
    for (const action of vscodeActions) {
      holds(action, async (calls, answers) => {
        const last = ordinaryEdit();
        model.play([...calls, last.call].map((call) => ({ calls: [call] })));
        await sendPrompt(window, `Use ${action.name}`);
        await answers();
        await turnEnded(window);
        await last.isOnDisk();
      });
    }

    for (const [button, happens] of [
      ["Deny", false],
      ["Allow Once", true],
    ] as const) {
      it(`and what it types into a shell that a person let it start: ${button}`, async () => {
        deletion.prepare(vscode);
        const last = ordinaryEdit();
        const started = { command: "sh", explanation: "Starts a shell", goal: "Work in it", mode: "async" };
        model.play(({ results }) => {
          if (results.length === 0) return { calls: [{ tool: "run_in_terminal", input: started }] };
          const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(results[0] ?? "")?.[0] ?? "";
          if (results.length === 1)
            return { calls: [{ tool: "send_to_terminal", input: { id, command, waitForOutput: true } }] };
          return results.length === 2 ? { calls: [last.call] } : { text: "Done." };
        });
        await sendPrompt(window, "Clean up in a shell");
        assert.match((await window.modal.read()).title, /sh/);
        await window.modal.press("Allow Once");
        await eventually("the shell is started", 60_000, async () => !(await window.modal.isOpen()));
        const { title } = await window.modal.read();
        assert.match(title, /rm -rf precious/);
        await window.modal.press(button);
        await turnEnded(window);
        await last.isOnDisk();
        assert.equal(deletion.happened(vscode), happens);
      });
    }

    it("and lets an ordinary edit in the workspace through without a question", async () => {
      const edit = ordinaryEdit();
      model.play([{ calls: [edit.call] }]);
      await sendPrompt(window, "Write an ordinary file");
      await turnEnded(window);
      await edit.isOnDisk();
    });
  });

  it("knows VS Code's own agent by its advice, and a session by what was asked", async () => {
    const push = "git push --force origin advice-of-vscode";
    const edit = ordinaryEdit();
    model.play([{ calls: [edit.call] }, { text: `Run this:\n\`\`\`sh\n${push}\n\`\`\`` }]);
    await sendPrompt(window, "How do I publish this?");
    await turnEnded(window);
    await edit.isOnDisk();
    await window.page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: vscode.server.url });
    await window.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(push)})`);
    await eventually("the chat is written down, and the advice is known", 60_000, async () => {
      await window.runCommand("Countersign: Paste Checked");
      return eventually("the question is there", 5_000, () => window.modal.isOpen()).catch(() => false);
    });
    const { title, detail } = await window.modal.read();
    assert.match(title, /unconfirmed advice/);
    assert.match(detail, /VS Code agent wrote it/);
    await window.modal.press("Cancel");
    await window.modal.waitGone();
    await window.runCommand("Countersign: Show Sessions (Rule of Two)");
    assert.match(await pageText(window.page, /Sessions of agents/), /VS Code agent · “How do I publish this\?”/);
  });

  describe("holds Claude Code", () => {
    before(() => installClaudeGate(window));

    for (const action of claudeActions) {
      holds(action, async (calls, answers) => {
        model.play(calls.map((call) => ({ calls: [call] })));
        const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
        await Promise.race([answers(), claude.outcome.then(endedEarly)]);
        const outcome = await claude.outcome;
        assert.equal(outcome.said, "Done.", outcome.stdout + outcome.stderr);
      });
    }

    it("counts what would be lost, and puts it back afterwards", async () => {
      deletion.prepare(vscode);
      model.play([{ calls: [{ tool: "Bash", input: { command, description: "Cleans up" } }] }]);
      const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
      const question = await Promise.race([window.modal.read(), claude.outcome.then(endedEarly)]);
      assert.match(question.detail, /Would be lost: 1 file in 1 folder \(11 bytes\).*a copy is kept/);
      await window.screenshot("gate-losses");
      await window.modal.press("Allow Once");
      await claude.outcome;
      assert.equal(deletion.happened(vscode), true);
      await window.runCommand("Countersign: Undo What Was Deleted", "What shall be put back where it was?");
      await window.quick.accept(({ active }) => active.includes("precious"));
      const isBack = async () => readFileSync(join(precious(vscode), "notes.txt"), "utf8") === "not in git\n";
      await eventually("it is back", 30_000, isBack);
      assert.equal(deletion.happened(vscode), false);
    });
  });

  describe("asks in the window that owns the workspace", () => {
    let other: Workbench;
    const otherFolder = () => join(vscode.home, "other-workspace");

    before(async () => {
      mkdirSync(otherFolder(), { recursive: true });
      other = await vscode.openWindow(otherFolder());
      await eventually("the gate of the second window is open", 60_000, async () =>
        (await other.statusBarTexts()).some((text) => /gated/.test(text)),
      );
    });

    after(() => other?.close());

    for (const owner of ["first", "second"] as const) {
      it(`the ${owner} of two`, async () => {
        const [asking, silent] = owner === "first" ? [window, other] : [other, window];
        const workspace = owner === "first" ? vscode.workspace : otherFolder();
        mkdirSync(join(workspace, "precious"), { recursive: true });
        model.play([{ calls: [{ tool: "Bash", input: { command, description: "Cleans up" } }] }]);
        const claude = await startClaude({ home: vscode.home, workspace, model });
        const question = await Promise.race([asking.modal.read(), claude.outcome.then(endedEarly)]);
        assert.match(question.title, /rm -rf precious/);
        assert.equal(await silent.modal.isOpen(), false);
        await asking.modal.press("Deny");
        await claude.outcome;
        assert.ok(existsSync(join(workspace, "precious")));
      });
    }

    it("and Stop All in either stops both, until either resumes", async () => {
      deletion.prepare(vscode);
      const deletes = { calls: [{ tool: "Bash", input: { command, description: "Cleans up" } }] };
      const begin = () => {
        model.play([deletes]);
        return startClaude({ home: vscode.home, workspace: vscode.workspace, model });
      };
      const said = (pattern: RegExp, at: Workbench) =>
        eventually(`the status bar says ${pattern}`, 60_000, async () =>
          (await at.statusBarTexts()).some((text) => pattern.test(text)),
        );
      const waiting = await begin();
      await Promise.race([window.modal.read(), waiting.outcome.then(endedEarly)]);
      await other.runCommand("Countersign: Stop All Agents");
      assert.match((await waiting.outcome).stdout, /Done\./);
      assert.match(model.requests.at(-1)?.results[0] ?? "", /stopped/i);
      await window.modal.press("Deny");
      await Promise.all([said(/Agents stopped/, window), said(/Agents stopped/, other)]);

      assert.match((await (await begin()).outcome).stdout, /Done\./);
      assert.match(model.requests.at(-1)?.results[0] ?? "", /stopped/i);
      assert.equal(await window.modal.isOpen(), false);

      await window.runCommand("Countersign: Resume Agents");
      await Promise.all([said(/gated/, window), said(/gated/, other)]);
      const asked = await begin();
      await Promise.race([window.modal.read(), asked.outcome.then(endedEarly)]);
      await window.modal.press("Deny");
      await asked.outcome;
      assert.equal(deletion.happened(vscode), false);
    });
  });

  /**
   * VS Code tells the model of success before it has written a file. An edit that nobody stops, last in the turn, is the
   * proof that an earlier one would be on disk by now.
   */
  function ordinaryEdit(): { readonly call: ToolCall; isOnDisk(): Promise<unknown> } {
    edits += 1;
    const filePath = join(vscode.workspace, `ordinary-${edits}.txt`);
    return {
      call: { tool: "create_file", input: { filePath, content: "ordinary\n" } },
      isOnDisk: () =>
        eventually("the ordinary edit is on disk", 20_000, async () => readFileSync(filePath, "utf8") === "ordinary\n"),
    };
  }

  /** The cases of every held action. `play` makes the agent try the calls while `answers` deals with the questions. */
  function holds(
    action: HeldAction,
    play: (calls: readonly ToolCall[], answers: () => Promise<void>) => Promise<void>,
  ): void {
    const agent = claudeActions.includes(action) ? "claude" : "vscode";
    const surface = () => (action.inPanel ? window.decision : window.modal);
    const answer = async (button: string) => {
      await surface().press(button);
      await surface().waitGone();
    };
    if (!action.inPanel) focusesDeny(action, agent, play);

    it(`${action.name}: Deny stops it, and the agent is told why`, async () => {
      action.prepare(vscode);
      await play([action.call(vscode)], async () => {
        await surface().read();
        await answer("Deny");
      });
      assert.equal(action.happened(vscode), false);
      assert.match(model.requests.at(-1)?.results[0] ?? "", /Countersign/);
    });

    it(`${action.name}: Allow Once lets exactly one through`, async () => {
      action.prepare(vscode);
      await play([action.call(vscode), action.call(vscode)], async () => {
        await surface().read();
        await answer("Allow Once");
        await eventually("the allowed action has happened", 90_000, async () => action.happened(vscode));
        await surface().read();
        action.prepare(vscode);
        await answer("Deny");
      });
      assert.equal(action.happened(vscode), false);
    });
  }

  function focusesDeny(
    action: HeldAction,
    agent: string,
    play: (calls: readonly ToolCall[], answers: () => Promise<void>) => Promise<void>,
  ): void {
    it(`${action.name}: the question comes with Deny focused, and Enter denies`, async () => {
      action.prepare(vscode);
      await play([action.call(vscode)], async () => {
        const question = await window.modal.read();
        assert.match(question.title, /^Allow .+\?$/);
        // VS Code orders the buttons as the platform does; which one has the focus is what counts.
        assert.deepEqual([...question.buttons].sort(), ["Allow Once", "Cancel", "Deny", "Review…"]);
        assert.equal(question.focused, "Deny");
        await window.screenshot(`gate-${agent}-${action.name}`);
        assert.equal(action.happened(vscode), false);
        await window.modal.pressKey("Enter");
        await window.modal.waitGone();
      });
      assert.equal(action.happened(vscode), false);
    });
  }
});

function endedEarly(outcome: ClaudeOutcome): never {
  throw new Error(`Claude Code ended before the question came.\n${outcome.stdout}${outcome.stderr}`);
}
