/** What a person can do after Review, with a real Claude Code: answers that last, rules, and several files at once. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locations } from "../../src/node/locations.ts";
import { callHook, type HookEnd } from "../support/callHook.ts";
import { type ClaudeOutcome, startClaude, startClaudeSession } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 60_000;

describe("after Review", function () {
  this.timeout(240_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;
  const log = () => join(vscode.home, "notes", "log.txt");
  const linesLogged = () => (existsSync(log()) ? readFileSync(log(), "utf8").trim().split("\n").length : 0);

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "readme.txt": "A workspace.\n" } });
    window = await vscode.openWindow();
    await installClaudeGate(window);
    mkdirSync(join(vscode.home, "notes"));
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  beforeEach(() => rmSync(log(), { force: true }));

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.decision.dismiss();
    await window?.modal.dismissAll();
  });

  /** In its next task the agent appends a line to a file outside the workspace, so many times. */
  function playAppending(times: number, to = log()): void {
    const call = { tool: "Bash", input: { command: `date >> ${to}`, description: "Notes the time" } };
    model.play(Array.from({ length: times }, () => ({ calls: [call] })));
  }

  function startAgent(): Promise<Running> {
    return startClaude({ home: vscode.home, workspace: vscode.workspace, model });
  }

  /** The question of a running task; a task that ends before it asked is a failure. */
  const asked = (agent: Running<unknown>) => Promise.race([window.modal.read(), agent.outcome.then(endedEarly)]);

  /** From the question's modal to a choice of the list behind Review. */
  async function choose(agent: Running<unknown>, label: string): Promise<void> {
    assert.equal((await asked(agent)).focused, "Deny");
    await window.modal.press("Review…");
    await window.quick.choose(label);
  }

  async function ended(agent: Running): Promise<void> {
    const outcome = await agent.outcome;
    assert.equal(outcome.said, "Done.", outcome.stdout + outcome.stderr);
  }

  const scopes: readonly (readonly [label: string, asksInTheNextTask: boolean])[] = [
    ["Allow for This Task", true],
    ["Allow for This Session", false],
  ];
  for (const [label, asksAgain] of scopes) {
    it(`“${label}” holds for the task, and the next one of the session ${asksAgain ? "asks" : "does not"}`, async () => {
      const session = await startClaudeSession({ home: vscode.home, workspace: vscode.workspace, model });
      try {
        playAppending(2);
        const first = { outcome: session.task("note the time twice") };
        await choose(first, label);
        assert.equal(await first.outcome, "Done.");
        assert.equal(linesLogged(), 2, "the second call of the task is not asked about");
        playAppending(1);
        const second = { outcome: session.task("note it once more") };
        if (asksAgain) {
          await asked(second);
          await window.modal.press("Deny");
        }
        assert.equal(await second.outcome, "Done.");
        assert.equal(linesLogged(), asksAgain ? 2 : 3);
        assert.equal(await window.modal.isOpen(), false);
      } finally {
        await session.end();
      }
    });
  }

  it("“Allow for This Task…” in the tree lets through what was denied, until the task ends", async () => {
    const session = await startClaudeSession({ home: vscode.home, workspace: vscode.workspace, model });
    const tree = window.tree("Agents");
    const other = join(vscode.home, "notes", "other.md");
    const append = { tool: "Bash", input: { command: `date >> ${log()}`, description: "Notes the time" } };
    const write = { tool: "Write", input: { file_path: other, content: "other\n" } };
    try {
      // While the second question stands beside its change the task goes on, and the window is free.
      model.play([{ calls: [append] }, { calls: [write] }, { calls: [append] }]);
      const first = { outcome: session.task("note the time, and something else") };
      await asked(first);
      await window.modal.press("Deny");
      await Promise.race([window.decision.read(), first.outcome.then(endedEarly)]);
      await window.runCommand("Countersign: Focus on Agents View");
      const isAsking = async () => (await window.quick.state()).placeholder.startsWith("What may it do again");
      await tree.choose("Allow for This Task…", isAsking, "Claude Code");
      await window.quick.accept(({ active }) => /^run .*date >> .*denied by you/.test(active));
      const { active } = await window.quick.listening("Read the text in the editor, then decide.");
      assert.match(active, /^Leave It/, "nothing is allowed by a key that comes too early");
      await window.screenshot("allow-for-task");
      await window.quick.choose("Allow for This Task");
      const held = await tree.unfold("Claude Code", "Allowed for now");
      assert.match(held.join("\n"), /^Run .*date >> .*, for this task, until/i);
      const activity = window.tree("Activity");
      const granted = async () =>
        (await activity.rows()).some((row) => /allowed by \S+ for this task, until/.test(row));
      await eventually("Activity shows it", patienceMs, granted);
      await window.screenshot("allowed-for-now");
      await window.decision.press("Deny");
      assert.equal(await first.outcome, "Done.");
      assert.equal(linesLogged(), 1, "the second try of the task is not asked about");
      assert.equal(existsSync(other), false);
      await eventually("it is taken back", patienceMs, async () =>
        (await tree.rows()).every((row) => !row.startsWith("Allowed for now")),
      );
      playAppending(1);
      const second = { outcome: session.task("note it once more") };
      await asked(second);
      await window.modal.press("Deny");
      assert.equal(await second.outcome, "Done.");
      assert.equal(linesLogged(), 1);
    } finally {
      await session.end();
    }
  });

  it("a rule is shown before it is saved, is the narrowest, and is not written when it is left", async () => {
    const { policy } = locations(vscode.home);
    playAppending(1);
    const agent = await startAgent();
    await choose(agent, "Write a Rule…");
    const shown = window.page.locator(".tab", { hasText: "Your policy, with the new rule" });
    await shown.waitFor();
    const added = window.page.locator(".modified .view-line", { hasText: "log.txt" });
    await eventually("the rule is on the screen", patienceMs, async () => (await added.count()) > 0);
    await window.screenshot("write-rule");
    assert.equal(existsSync(policy), false, "nothing is saved before the person agreed");
    await window.quick.choose("Leave My Policy as It Is");
    await shown.waitFor({ state: "detached" });
    assert.equal(existsSync(policy), false);
    assert.equal(linesLogged(), 0, "leaving the rule allows nothing");
    // The question still stands, and is asked anew.
    await choose(agent, "Write a Rule…");
    await window.quick.choose("Save This Rule and Allow Once");
    await ended(agent);
    assert.equal(linesLogged(), 1);
    const text = readFileSync(policy, "utf8");
    assert.match(text, /then: allow/);
    assert.ok(text.includes("log.txt"), text);
    // It allows just that: the same again passes, and something beside it asks.
    playAppending(1);
    await ended(await startAgent());
    assert.equal(linesLogged(), 2);
    playAppending(1, `${log()}.other`);
    const beside = await startAgent();
    await asked(beside);
    await window.modal.press("Deny");
    await ended(beside);
    assert.equal(existsSync(`${log()}.other`), false);
  });

  it("several files are one question, and each must be looked at before they can be allowed", async () => {
    const paths = ["one.md", "two.md"].map((name) => join(vscode.home, "notes", name));
    for (const path of paths) writeFileSync(path, "old\n");
    const patch = paths.flatMap((path) => [`*** Update File: ${path}`, "-old", "+new"]);
    const call = runHook(vscode, ["*** Begin Patch", ...patch, "*** End Patch"].join("\n"));
    const question = await Promise.race([window.decision.read(), call.then(endedEarly)]);
    assert.deepEqual(
      question.files.map((row) => row.replace(/ \/.*/, "")),
      ["one.md changed +1 −1", "two.md changed +1 −1", "Show All in One Editor"],
    );
    const { page } = window;
    const body = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    const button = (name: string) => body.getByRole("button", { name, exact: true });
    // As a screen reader finds it: the question names the group of its answers, and each button says what it does.
    await body.getByRole("group", { name: question.title }).waitFor();
    assert.equal(await button("Deny").getAttribute("title"), "the agent is told, and nothing happens");
    await eventually("Deny works", patienceMs, () => button("Deny").isEnabled());
    assert.equal(await button("Allow Once").isEnabled(), false);
    assert.match(question.text, /Look at each file to be able to allow it/);
    await window.screenshot("several-files");
    await window.decision.showFile("two.md");
    await eventually("Allow Once works", patienceMs, () => button("Allow Once").isEnabled());
    // With the keyboard alone: Deny is the first that Tab finds, and the next is Allow Once.
    let ended = false;
    void call.then(() => {
      ended = true;
    });
    await eventually("Enter decides", patienceMs, async () => {
      if (ended) return true;
      await button("Deny").focus();
      await page.keyboard.press("Tab");
      await body.locator("#actions button:focus", { hasText: "Allow Once" }).waitFor({ timeout: 5_000 });
      await page.keyboard.press("Enter");
      return eventually("the answer is taken", 5_000, async () => ended).catch(() => undefined);
    });
    const { code, stdout } = await call;
    assert.equal(code, 0);
    assert.match(stdout, /"allow"/);
    await window.decision.waitGone();
  });
});

/** A task under way. */
interface Running<T = ClaudeOutcome> {
  readonly outcome: Promise<T>;
}

function endedEarly(outcome: unknown): never {
  throw new Error(`It ended before anybody was asked: ${JSON.stringify(outcome)}`);
}

/** Calls the installed hook with a patch, as VS Code's agent calls it: the scripted model is offered no such tool. */
function runHook(vscode: Vscode, input: string): Promise<HookEnd> {
  return callHook(vscode, "copilot-hooks", {
    ...{ timestamp: new Date().toISOString(), session_id: "after-review" },
    ...{ tool_name: "apply_patch", tool_input: { input, explanation: "" }, tool_use_id: "call-1" },
  });
}
