/** Changes of files, with a real Claude Code: the real diff, the decision beside it, and the keyboard left alone. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ClaudeOutcome, startClaude } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel, type ToolCall } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const original = "# Plan\n\n- ship it\n- rest\n";
const edited = "# Plan\n\n- test it\n- ship it\n- rest\n";

describe("a change of a file outside the workspace", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;
  const plan = () => join(vscode.home, "notes", "plan.md");

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "mine.txt": "what I work on\n" } });
    window = await vscode.openWindow();
    await installClaudeGate(window);
    mkdirSync(join(vscode.home, "notes"));
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  beforeEach(() => writeFileSync(plan(), original));

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.decision.dismiss();
    await window?.modal.dismissAll();
  });

  function edit(): ToolCall {
    const input = { file_path: plan(), old_string: "- ship it", new_string: "- test it\n- ship it" };
    return { tool: "Edit", input };
  }

  /** Claude Code edits only what it has read. */
  async function claude(...calls: readonly ToolCall[]): Promise<{ readonly outcome: Promise<ClaudeOutcome> }> {
    model.play([{ tool: "Read", input: { file_path: plan() } }, ...calls].map((call) => ({ calls: [call] })));
    return startClaude({ home: vscode.home, workspace: vscode.workspace, model });
  }

  const answers: readonly (readonly [string, (window: Workbench) => Promise<void>, string])[] = [
    ["Deny leaves the file as it is", ({ decision }) => decision.press("Deny"), original],
    ["Allow Once makes exactly this change", ({ decision }) => decision.press("Allow Once"), edited],
    ["closing the decision denies", ({ decision }) => decision.close(), original],
    ["closing the diff denies", closeDiff, original],
  ];
  for (const [name, answer, expected] of answers) {
    it(`is shown as a diff, and ${name}`, async () => {
      const agent = await claude(edit());
      const question = await Promise.race([window.decision.read(), agent.outcome.then(endedEarly)]);
      assert.match(question.title, /^Allow Claude Code to edit .*plan\.md/);
      assert.deepEqual(
        question.files.map((row) => row.replace(/ \/.*/, "")),
        ["plan.md changed +1 −0"],
      );
      assert.equal(question.buttons[0], "Deny");
      await window.page.locator(".tab", { hasText: "plan.md, as the agent would leave it" }).waitFor();
      await eventually(
        "the added line is marked",
        30_000,
        async () => (await window.page.locator(".modified .line-insert, .line-insert").count()) > 0,
      );
      await window.screenshot(`decision-${answers.findIndex(([other]) => other === name)}`);
      assert.equal(readFileSync(plan(), "utf8"), original);
      await answer(window);
      await window.decision.waitGone();
      await agent.outcome;
      assert.equal(readFileSync(plan(), "utf8"), expected);
      assert.equal(await window.page.locator(".tab", { hasText: "as the agent would leave it" }).count(), 0);
    });
  }

  it("comes beside what the person types, who goes on typing", async () => {
    await window.openFile(join(vscode.workspace, "mine.txt"));
    const agent = await claude(edit());
    await Promise.race([window.decision.read(), agent.outcome.then(endedEarly)]);
    await eventually("its buttons work", 30_000, () => window.decision.isPressable());
    await window.page.keyboard.type("typed on ");
    await window.page.keyboard.press("Enter");
    await eventually(
      "the text is where it was typed",
      30_000,
      async () => (await window.page.locator(".view-line", { hasText: "typed on" }).count()) > 0,
    );
    await window.screenshot("decision-beside");
    assert.ok(await window.decision.isOpen(), "a key decided");
    await window.decision.press("Deny");
    await agent.outcome;
    assert.equal(readFileSync(plan(), "utf8"), original);
    await window.runCommand("File: Revert File");
    await window.runCommand("View: Close All Editors");
  });

  it("is shown anew when the file changed meanwhile, and the old answer lets nothing through", async () => {
    const agent = await claude(edit());
    await Promise.race([window.decision.read(), agent.outcome.then(endedEarly)]);
    await eventually("its buttons work", 30_000, () => window.decision.isPressable());
    writeFileSync(plan(), original.replace("rest", "sleep"));
    const frame = window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await frame.locator("#actions button:enabled", { hasText: "Allow Once" }).click();
    await frame.locator("#notice", { hasText: "changed while you looked at it" }).waitFor();
    await window.decision.press("Deny");
    await agent.outcome;
    assert.equal(readFileSync(plan(), "utf8"), original.replace("rest", "sleep"));
  });
});

async function closeDiff({ page }: Workbench): Promise<void> {
  const tab = page.locator(".tab", { hasText: "as the agent would leave it" });
  await eventually("the diff is closed", 45_000, async () => {
    if ((await tab.count()) === 0) return true;
    await tab.first().hover({ timeout: 5_000 });
    await tab.first().locator(".tab-actions .action-label").first().click({ timeout: 5_000 });
    return (await tab.count()) === 0;
  });
}

function endedEarly(outcome: ClaudeOutcome): never {
  throw new Error(`Claude Code ended before the question came.\n${outcome.stdout}${outcome.stderr}`);
}
