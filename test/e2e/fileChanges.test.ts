/** Changes of files, with a real Claude Code: the real diff, the decision beside it, and the keyboard left alone. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askGate } from "../../src/node/askGate.ts";
import { locations } from "../../src/node/locations.ts";
import { type ClaudeOutcome, startClaude } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel, type ToolCall } from "../support/model.ts";
import { ownPage } from "../support/ownPage.ts";
import { shownText } from "../support/shownText.ts";
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

  it("is kept in its record with the diff, which the record's page shows", async () => {
    const agent = await claude(edit());
    await Promise.race([window.decision.read(), agent.outcome.then(endedEarly)]);
    await window.decision.press("Allow Once");
    await agent.outcome;
    await window.runCommand("Countersign: Search Audit…", "Search the audit");
    await window.quick.fill("edit plan.md");
    await window.quick.accept(({ active }) => active.includes("allowed by you"));
    const page = await ownPage(window.page, /plan\.md/);
    await page.locator(".file h2", { hasText: "changed +1 −0" }).waitFor();
    assert.match(await shownText(page.locator(".diff tr.added")), /3\s*\+\s*added:\s*- test it/);
    assert.doesNotMatch(await shownText(page.locator("main")), /was not shown beside the question/);
    await window.screenshot("record-with-diff");
    await window.runCommand("View: Close All Editors");
  });

  it("with little time is announced to a screen reader, and can be reached by the keyboard", async () => {
    const payload = {
      hook_event_name: "PreToolUse",
      session_id: "short",
      tool_use_id: "toolu_short",
      cwd: vscode.workspace,
      tool_name: "Edit",
      tool_input: { file_path: plan(), old_string: "- ship it", new_string: "- ship that" },
    };
    const request = {
      v: 1,
      type: "held",
      source: "claude-settings",
      cwd: vscode.workspace,
      patienceMs: 110_000,
    } as const;
    const answer = askGate({
      locations: locations(vscode.home),
      unattended: "",
      request: { ...request, payload: JSON.stringify(payload) },
      signal: new AbortController().signal,
    });
    const question = await window.decision.read();
    assert.match(question.text, /Denied in \d+ s without your answer/);
    const said = /Allow Claude Code to edit.*Waiting for your decision.*Denied in \d+ seconds/;
    await eventually("VS Code tells of it", 30_000, async () =>
      (await window.notifications()).some((text) => said.test(text)),
    );
    const panel = await ownPage(window.page, /Allow Claude Code/);
    await eventually("the page tells of it", 30_000, async () =>
      said.test((await panel.locator("[role=alert]").textContent()) ?? ""),
    );
    assert.equal(await panel.locator("main").getAttribute("role"), "alertdialog");
    await window.runCommand("Countersign: Go to Decision");
    await eventually("the page has the keyboard", 30_000, () =>
      panel.locator("body").evaluate((body) => body.ownerDocument.hasFocus()),
    );
    await eventually("its buttons work", 30_000, () => window.decision.isPressable());
    await eventually("Tab leads to Deny first", 30_000, async () => {
      await window.page.keyboard.press("Tab");
      return panel.locator("button.deny").evaluate((button) => button === button.ownerDocument.activeElement);
    });
    await window.page.keyboard.press("Enter");
    assert.equal((await answer).allowed, false);
    await window.decision.waitGone();
    await eventually(
      "it is no longer told",
      30_000,
      async () => !(await window.notifications()).some((text) => said.test(text)),
    );
    assert.equal(readFileSync(plan(), "utf8"), original);
  });

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
