/** What a person sees and does about permissions, in one window of the real editor. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locations } from "../../src/node/locations.ts";
import { ownPage } from "../support/ownPage.ts";
import { prepareScene, sceneFiles, sceneSetup } from "../support/permissionScene.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 90_000;

describe("permissions in the editor", function () {
  this.timeout(400_000);
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

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    // A list that a failed test left open would swallow the keys of the next one.
    if (this.currentTest?.state === "failed") await window?.page.keyboard.press("Escape");
    await window?.modal.dismissAll();
  });

  const tree = () => window.tree("Agents");

  /** The lens with these words, once it is drawn. */
  const lens = (words: RegExp) =>
    eventually(`a lens says ${words}`, patienceMs, async () =>
      (await window.codeLenses()).find((text) => words.test(text)),
    );

  /** Clicks a lens, again where it was drawn anew under the click, until what it opens is there. */
  const pressLens = (words: string, isOpen: () => Promise<boolean>) =>
    eventually(`the lens "${words}" opens`, patienceMs, async () => {
      if (await isOpen()) return true;
      await window.page.locator(".codelens-decoration a", { hasText: words }).first().click({ timeout: 5_000 });
      return eventually("it is open", 10_000, isOpen).catch(() => false);
    });

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
      const words =
        "Claude Code, since the last commit: now also runs without asking: Bash(git push) · no longer denied: Read(./.env) · now asks: Bash(git tag)";
      assert.ok((await lens(/since the last commit/)).includes(words), (await window.codeLenses()).join("\n"));
      await window.screenshot("config-lens-change");
      await pressLens("since the last commit", async () => (await side("modified")).length > 0);
      const after = await sideWith("modified", "Bash(git tag)");
      assert.ok(
        after.some((line) => /^ {4}Bash\(git push\) {2,}/.test(line)),
        after.join("\n"),
      );
      await sideWith("original", "Read(./.env)");
      await window.screenshot("permission-diff");
    });

    it("says what an edit changes before it is saved", async () => {
      await window.openFile(file(".claude/settings.json"), 5);
      await window.page.keyboard.press("End");
      await window.page.keyboard.type(', "Bash(make)"');
      const words = await lens(/Claude Code, unsaved/);
      assert.ok(words.includes("Claude Code, unsaved: now also runs without asking: Bash(make)"), words);
      await window.runCommand("File: Revert File");
      await lens(/since the last commit/);
    });
  });

  describe("tightening an agent to what it used", () => {
    const settings = () => file(".claude/settings.local.json");

    it("shows what the audit tells, the change with all that is dropped, and writes it only then", async () => {
      writeFileSync(settings(), '{\n  "permissions": {\n    "allow": ["Bash(make *)"]\n  }\n}\n');
      await window.runCommand("Countersign: Tighten an Agent to What It Used…", "Whose rules are tightened?");
      await window.quick.choose("Claude Code");
      await window.quick.choose("Everything that is recorded", "From when on does it count what Claude Code used?");
      const used = await window.quick.rowsWith("npm test");
      assert.ok(
        used.some((row) => /npm test.*2 times.*20 Nov 2026|npm test.*2 times.*Nov 20, 2026/.test(row)),
        used.join("\n"),
      );
      await window.screenshot("tighten-uses");
      await window.quick.accept();
      await window.quick.rowsWith("Write These Rules");
      await window.screenshot("tighten-diff");
      await window.quick.choose("Show Every Rule and What Is Left Out", "Tighten Claude Code to what it used");
      // Only the rows in sight are drawn, so what is wanted is looked for as a person would.
      await window.quick.rowsWith("Back");
      await window.quick.fill("make");
      const report = await window.quick.rowsWith("Bash(make *)");
      assert.ok(
        report.some((row) => /^Bash\(make \*\)/.test(row)),
        report.join("\n"),
      );
      await window.screenshot("tighten-report");
      await window.quick.choose("Back", "Tighten Claude Code to what it used");
      assert.ok((await sideWith("modified", "Bash(npm run lint)")).every((line) => !line.includes("make")));
      assert.match(read(settings()), /make/);
      await window.quick.choose("Write These Rules", "Tighten Claude Code to what it used");
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
      await pressLens("Write into agents' own configuration", async () => (await window.quick.state()).open);
      await window.quick.rowsWith("Codex");
      await window.screenshot("compile-agents");
      await window.quick.tickOnly("Claude Code", "Codex");
      await window.quick.accept();
      await window.quick.rowsWith("Write These Rules");
      await sideWith("modified", "npm publish *");
      await window.screenshot("compile-diff");
      await window.quick.choose("Show Every Rule and What Is Left Out", "Write the Policy into Agents' Own Rules");
      await window.quick.rowsWith("no agent has a rule for effect");
      await window.screenshot("compile-report");
      await window.quick.choose("Back", "Write the Policy into Agents' Own Rules");
      assert.equal(existsSync(rules()), false);
      await window.quick.choose("Write These Rules", "Write the Policy into Agents' Own Rules");
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
      assert.match(await lens(/1 rule differs/), /Claude Code: 1 rule differs since/);
      await eventually("the rule is marked", patienceMs, async () => (await window.squiggles()).warnings > 0);
      await window.screenshot("drift");
      await window.runCommand("Countersign: Focus on Agents View");
      await eventually("the tree says it", patienceMs, async () =>
        (await tree().unfold("Claude Code")).some((row) => row.includes("Policy not kept")),
      );
      await window.screenshot("drift-tree");
    });
  });

  describe("in the tree", () => {
    const row = (label: string) => tree().pane.locator(`.monaco-list-rows [aria-label^="${label}"]`).first();

    /** Folds what is above, so that the agent of this test is what is on the screen. */
    before(async () => {
      await window.runCommand("Countersign: Focus on Agents View");
      await tree().fold("VS Code agent");
    });

    it("keeps what is unfolded and chosen while a rule comes in before it, and never draws an empty list", async () => {
      await tree().unfold("Claude Code", "Run code");
      await tree().goTo("Claude Code", "Bash(npm publish *)");
      const pane = tree().pane.locator(".monaco-list-rows");
      const rowsAtLeast = await pane.locator(".monaco-list-row").count();
      // What compiles the tests names their functions with a helper that the page does not have.
      await window.page.evaluate("globalThis.__name = (made) => made");
      await pane.evaluate((element) => {
        const watch = { rows: [] as number[], stop: false };
        const browser = globalThis as unknown as Browser;
        browser.watch = watch;
        const look = () => {
          watch.rows.push(element.querySelectorAll(".monaco-list-row").length);
          if (!watch.stop) browser.requestAnimationFrame(look);
        };
        look();
      });
      const allow = ["Bash(aaa)", "Bash(npm publish *)"];
      writeFileSync(file(".claude/settings.local.json"), JSON.stringify({ permissions: { allow } }, undefined, 2));
      await row("Bash(aaa)").waitFor();
      const seen = await pane.evaluate(() => {
        const { watch } = globalThis as unknown as Browser;
        watch.stop = true;
        return watch.rows;
      });
      assert.ok(seen.length > 1);
      assert.ok(
        Math.min(...seen) >= rowsAtLeast,
        `${Math.min(...seen)} rows were drawn at a moment, of ${rowsAtLeast}`,
      );
      assert.match((await tree().focused())?.label ?? "", /^Bash\(npm publish \*\)/);
      assert.equal(await row("Run code").getAttribute("aria-expanded"), "true");
      assert.equal(await row("VS Code agent").getAttribute("aria-expanded"), "false");
      await window.screenshot("tree-stable");
    });

    it("starts a server only after it showed exactly what, and lists the tools that it tells", async () => {
      await tree().unfold("MCP servers");
      const [ask] = await tree().unfold("MCP server lab");
      assert.match(ask ?? "", /^Ask this server for its tools/);
      await tree().goTo("MCP server lab", "Ask this server for its tools");
      await window.page.keyboard.press("Enter");
      const question = await window.modal.read();
      assert.equal(question.title, "Start the server “lab” and ask for its tools?");
      assert.match(question.detail, /Program: .*node[\s\S]*labServer\.mjs[\s\S]*Variables its entry gives it: LAB_KEY/);
      assert.ok(!question.detail.includes("secret"));
      assert.equal(question.focused, "Leave It");
      await window.screenshot("ask-server");
      await window.modal.pressKey("Enter");
      await window.modal.waitGone();
      assert.match((await tree().unfold("MCP server lab"))[0] ?? "", /^Ask this server/);
      await tree().goTo("MCP server lab", "Ask this server for its tools");
      await window.page.keyboard.press("Enter");
      await window.modal.read();
      await window.modal.press("Start It Once");
      await row("Tool lab_touch").waitFor();
      await window.screenshot("ask-server-told");
      await tree().unfold("Claude Code", "Asks");
      const asked = await tree().unfold("Claude Code", "Asks", "Run code");
      assert.ok(
        asked.some((one) => /^lab\/lab_touch, decided by .* effects by its name/.test(one)),
        asked.join("\n"),
      );
      await window.screenshot("recorded-tools");
    });

    it("names agents that cannot be held, with the reason", async () => {
      const below = await tree().unfold("Continue");
      assert.match(below[0] ?? "", /^Countersign cannot hold it: it reads hook settings and never calls a hook/);
      await window.screenshot("cannot-be-held");
    });
  });

  describe("asking and comparing", () => {
    const page = () => window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("body");

    it("waits for the agents when the first thing in a new window is to ask for them", async () => {
      await window.reload();
      await window.runCommand("Countersign: Compare Permissions Between Commits…");
      await window.quick.listening("Whose permissions?");
      await window.quick.dismiss();
    });

    it("tells what each agent would do with the line of a script, and nothing runs", async () => {
      await window.openFile(file("deploy.sh"), 3);
      await window.runCommand("Countersign: Would It Be Asked?");
      const body = page();
      await body.getByText("Would it be asked?").first().waitFor();
      await body.getByText("git push origin main").first().waitFor();
      const claude = body.locator("tr", { hasText: "Claude Code" }).first();
      assert.match((await claude.innerText()).replaceAll(/\s+/g, " "), /Claude Code (asks first|runs without asking)/);
      await window.screenshot("would-it-be-asked");
    });

    it("shows on a page what changed since a commit, and says where there is nothing to compare", async () => {
      await window.runCommand("Countersign: Compare Permissions Between Commits…", "Whose permissions?");
      await window.quick.choose("Codex");
      await eventually("it is said", patienceMs, async () =>
        (await window.notifications()).some((text) =>
          text.startsWith("No commit changed a file that Codex reads here"),
        ),
      );
      await window.runCommand("Countersign: Compare Permissions Between Commits…", "Whose permissions?");
      await window.quick.choose("Claude Code");
      await window.quick.choose("The shop", "Before: the state after which commit?");
      const diff = await ownPage(window.page, /^Claude Code: what it may do, before and after/);
      const looser = diff.getByRole("region", { name: "Looser than before" }).last();
      assert.match(await looser.innerText(), /Bash\(git push\)[\s\S]*Asks\s+Runs without asking/);
      // With the keyboard alone: each table that can scroll is reached by Tab.
      await eventually("Tab reaches the table", patienceMs, async () => {
        await window.page.keyboard.press("Tab");
        return looser.evaluate((element) => element.contains(element.ownerDocument.activeElement));
      });
      await window.screenshot("compare-commits");
    });

    it("shows two agents beside one another, by effect", async () => {
      await window.runCommand("Countersign: Compare Two Agents…", "The first agent");
      await window.quick.choose("Claude Code");
      await window.quick.choose("Codex", "Claude Code, compared with…");
      const left = await sideWith("original", "Run code");
      await sideWith("modified", "Run code");
      assert.ok(
        left.some((line) => line.startsWith("Gate ")),
        left.join("\n"),
      );
      await window.screenshot("compare");
    });
  });
});

/** What the page is asked to note while a tree changes: how many rows are drawn in each frame. */
interface Browser {
  watch: { readonly rows: number[]; stop: boolean };
  requestAnimationFrame(callback: () => void): void;
}
