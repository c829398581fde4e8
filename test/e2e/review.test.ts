/** What a person sees who opens the demo: squiggles, code lenses, the tree. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project.mjs";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

/** TypeScript would underline the demo too, whose libraries are not installed: every squiggle here is ours. */
const settings = {
  "typescript.validate.enable": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

const patienceMs = 60_000;

async function count(window: Workbench): Promise<number> {
  const { errors, warnings, infos } = await window.squiggles();
  return errors + warnings + infos;
}

describe("the review in the editor", function () {
  this.timeout(180_000);
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    vscode = await openVscode({ workspaceFrom: join(root, "demo"), settings });
    window = await vscode.openWindow();
    await window.openFile(join(vscode.workspace, "servers", "forum", "server.ts"), 30);
  });

  after(() => vscode?.end());

  afterEach(function () {
    return pictureOfFailure(window, this.currentTest);
  });

  it("underlines the tool that posts without asking", async () => {
    await eventually("a squiggle is shown", patienceMs, async () => (await count(window)) > 0);
    assert.match(await window.nextProblem(), /post_reply.*Countersign/s);
    await window.page.keyboard.press("Escape");
  });

  it("says above each tool what it can do and whether a person confirms it", async () => {
    const lenses = await eventually("the lens of each tool is shown", patienceMs, async () => {
      const shown = await window.codeLenses();
      return shown.length >= 2 ? shown : undefined;
    });
    assert.ok(
      lenses.some((lens) => /sends? .*outward|send/i.test(lens)),
      lenses.join("\n"),
    );
    await window.screenshot("review");
  });

  it("ignores a finding of a file without comments, with the reason that was typed", async () => {
    const { page, quick } = window;
    await window.openFile(join(vscode.workspace, ".mcp.json"));
    const rule = /secret-in-config|unpinned-server/.exec(await window.nextProblem())?.[0];
    assert.ok(rule, "the first problem of the file is another one");
    await page.keyboard.press("Escape");
    const before = await count(window);
    const entry = page.locator(".action-widget .monaco-list-row", { hasText: `Ignore ${rule} in this file` });
    await eventually("the lightbulb offers to ignore it", patienceMs, async () => {
      await page.keyboard.press("Control+.");
      return eventually("it does", 5_000, () => entry.isVisible()).catch(() => false);
    });
    await entry.click();
    await quick.listening("Ignore");
    await window.screenshot("ignore-in-file");
    await quick.fill("The demo's own key.");
    await quick.accept();
    const policy = join(vscode.workspace, ".countersign.yaml");
    // What was written is shown; until it is, another file would be covered by it.
    const shown = page.locator(".tab.active", { hasText: ".countersign.yaml" });
    await eventually("the policy is shown", patienceMs, () => shown.isVisible());
    await window.openFile(join(vscode.workspace, ".mcp.json"));
    await eventually("one squiggle less is drawn", patienceMs, async () => (await count(window)) === before - 1);
    assert.ok(!(await window.nextProblem()).includes(rule));
    assert.match(readFileSync(policy, "utf8"), new RegExp(`rule: ${rule}\n.*path: .mcp.json\n.*The demo's own key`));
  });

  it("shows in the tree what each agent may do without asking", async () => {
    await window.runCommand("Countersign: Focus on Agents View");
    await eventually("the agents are listed", patienceMs, async () => (await window.tree("Agents").rows()).length > 0);
    for (const agent of ["VS Code agent", "Claude Code"]) {
      // The tree is drawn anew whenever something was read, also while it is walked, so a walk may begin again.
      await eventually(`${agent} says first what runs without asking`, patienceMs, async () => {
        // Claude Code is not installed here, so it is told apart.
        if (agent === "Claude Code") await window.tree("Agents").unfold("Not found on this machine");
        return /^Runs without asking/.test((await window.tree("Agents").unfold(agent))[0] ?? "");
      });
    }
    await window.screenshot("agents");
  });
});
