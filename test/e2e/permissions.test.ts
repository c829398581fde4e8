/** What a person sees and does about permissions, in one window of the real editor. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locations } from "../../src/node/locations.ts";
import { prepareScene, sceneFiles, sceneSetup } from "../support/permissionScene.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 60_000;

describe("permissions in the editor", function () {
  this.timeout(240_000);
  let vscode: Vscode;
  let window: Workbench;
  const file = (name: string) => join(vscode.workspace, name);
  const read = (path: string) => readFileSync(path, "utf8");

  before(async () => {
    vscode = await openVscode(sceneSetup);
    prepareScene(vscode);
    window = await vscode.openWindow();
  });

  after(() => vscode?.end());

  afterEach(function () {
    return pictureOfFailure(window, this.currentTest);
  });

  /** The lens with these words, once it is drawn. */
  const lens = (words: RegExp) =>
    eventually(`a lens says ${words}`, patienceMs, async () =>
      (await window.codeLenses()).find((text) => words.test(text)),
    );

  const pressLens = (words: string) =>
    window.page.locator(".codelens-decoration a", { hasText: words }).first().click();

  /** The lines of one side of the diff on the screen. */
  const side = async (name: "original" | "modified") =>
    (await window.page.locator(`.editor.${name} .view-line`).allInnerTexts()).map((line) =>
      line.replaceAll("\u00a0", " "),
    );

  /** One side of the diff, once it has such a line. */
  const sideWith = (name: "original" | "modified", words: string) =>
    eventually(`the ${name} side has ${words}`, patienceMs, async () => {
      const lines = await side(name);
      return lines.some((line) => line.includes(words)) ? lines : undefined;
    });

  const picks = (what: string) =>
    eventually(`the list has ${what}`, patienceMs, async () => {
      const rows = await window.quickPickItems();
      return rows.some((row) => row.includes(what)) ? rows : undefined;
    });

  describe("above an agent's configuration", () => {
    before(() => window.openFile(file(".claude/settings.json")));

    it("says what the file grants, asks and denies", async () => {
      assert.equal(
        await lens(/^Claude Code: runs/),
        "Claude Code: runs without asking: Bash(npm test) · asks: Bash(git push) · denies: Read(./.env)",
      );
      await window.screenshot("config-lens");
    });

    it("says what an edit changes, what loosens first, and shows both sides when it is clicked", async () => {
      const text = sceneFiles[".claude/settings.json"]
        .replace('"Bash(git push)"', '"Bash(git tag)"')
        .replace('"Bash(npm test)"', '"Bash(npm test)",\n      "Bash(git push)"')
        .replace('"Read(./.env)"', "");
      writeFileSync(file(".claude/settings.json"), text);
      assert.match(
        await lens(/since the last commit/),
        /Claude Code, since the last commit: now also runs without asking: Bash\(git push\) · no longer denied: Read\(\.\/\.env\) · now asks: Bash\(git tag\)$/,
      );
      await window.screenshot("config-lens-change");
      await pressLens("since the last commit");
      const after = await sideWith("modified", "Bash(git tag)");
      assert.ok(
        after.some((line) => /^ {4}Bash\(git push\) {2,}/.test(line)),
        after.join("\n"),
      );
      await sideWith("original", "Read(./.env)");
      await window.screenshot("permission-diff");
    });
  });

  describe("tightening an agent to what it used", () => {
    const settings = () => file(".claude/settings.local.json");

    it("shows what the audit tells, the change with all that is dropped, and writes it only then", async () => {
      writeFileSync(settings(), '{\n  "permissions": {\n    "allow": ["Bash(make *)"]\n  }\n}\n');
      await window.runCommand("Countersign: Tighten an Agent to What It Used…");
      await window.pickQuickPickItem("Claude Code");
      await window.pickQuickPickItem("Everything that is recorded");
      const used = await picks("npm test");
      assert.ok(
        used.some((row) => /npm test.*2 times.*20 Nov 2026|npm test.*2 times.*Nov 20, 2026/.test(row)),
        used.join("\n"),
      );
      await window.screenshot("tighten-uses");
      await window.page.keyboard.press("Enter");
      const report = await picks("Write These Rules");
      await window.screenshot("tighten-diff");
      assert.ok(
        report.some((row) => row.includes("Bash(make *)")),
        report.join("\n"),
      );
      assert.ok((await sideWith("modified", "Bash(npm run lint)")).every((line) => !line.includes("make")));
      assert.match(read(settings()), /make/);
      await window.pickQuickPickItem("Write These Rules");
      await eventually("the rules are written", patienceMs, async () => read(settings()).includes("npm run lint"));
      assert.deepEqual(JSON.parse(read(settings())).permissions.allow, ["Bash(npm test)", "Bash(npm run lint)"]);
      await window.pressNotificationButton("Undo");
      await eventually("it is as it was", patienceMs, async () => read(settings()).includes("make"));
    });
  });

  describe("a policy in agents' own rules", () => {
    const policy = () => locations(vscode.home).policy;
    const rules = () => join(vscode.home, ".codex/rules/countersign.rules");

    it("is written from its lens into the agents that are picked, after the change of each is shown", async () => {
      await window.openFile(policy());
      await lens(/^Write into agents' own configuration/);
      await pressLens("Write into agents' own configuration");
      await picks("Codex");
      await window.screenshot("compile-agents");
      for (const name of ["VS Code agent", "Gemini CLI"])
        await window.page.locator(".quick-input-widget .monaco-list-row", { hasText: name }).first().click();
      await window.page.keyboard.press("Enter");
      const report = await picks("Write These Rules");
      await window.screenshot("compile-diff");
      assert.ok(
        report.some((row) => row.includes("npm publish *")),
        report.join("\n"),
      );
      assert.equal(existsSync(rules()), false);
      await window.pickQuickPickItem("Write These Rules");
      await eventually(
        "Codex has the rule",
        patienceMs,
        async () => existsSync(rules()) && read(rules()).includes("npm"),
      );
      await eventually("Claude Code has it", patienceMs, async () =>
        read(file(".claude/settings.local.json")).includes("Bash(npm publish *)"),
      );
    });

    it("is told of where somebody loosens it: above the policy, at its rule and in the tree", async () => {
      writeFileSync(file(".claude/settings.local.json"), '{ "permissions": { "allow": ["Bash(npm publish *)"] } }\n');
      await window.openFile(policy());
      assert.match(await lens(/^Claude Code: 1 rule differs|Claude Code: 1 rule differs/), /1 rule differs since/);
      await eventually("the rule is marked", patienceMs, async () => (await window.squiggles()).warnings > 0);
      await window.screenshot("drift");
      await window.runCommand("Countersign: Focus on Agents View");
      await eventually("the tree says it", patienceMs, async () =>
        (await window.unfoldTreeItem("Agents", "Claude Code")).some((row) => row.includes("no longer in its rules")),
      );
      await window.screenshot("drift-tree");
    });
  });
});
