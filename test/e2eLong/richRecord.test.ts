/**
 * Three days of five agents, as a person looks at them: each report in themes of all kinds and in a narrow column, and
 * the evidence pack that is made of them. Pictures of all of it are in `out/screenshots`.
 */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator } from "playwright-core";
import { requireBuild, runProcess } from "../support/cliProcess.ts";
import { weakTexts } from "../support/contrast.ts";
import { ownPage, pageText, reports } from "../support/ownPage.ts";
import { writeRichLog } from "../support/richLog.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const waitMs = 60_000;
const themes = (process.env.THEMES ?? "Default Dark Modern,Default Light Modern,Default High Contrast").split(",");
const policy = `version: 1
rules:
  - id: no-web
    when:
      effect: fetch-network
    then: deny
    reason: Not from here.
`;

/** What a screen reader would have no word for, and what is cut off at the side; both run in the page. */
const nameless = `[...document.querySelectorAll("button, [role=button], [role=table], [tabindex], input")]
  .filter((one) => !one.closest("[hidden]") && !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent.trim() || one.closest("label")?.textContent.trim()))
  .map((one) => one.outerHTML.slice(0, 120))`;
const cutOff = `[...document.querySelectorAll("main *")]
  .filter((one) => !one.closest("[hidden], .spoken, thead, svg, pre, .scrolls") && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`;

const inPage = (page: FrameLocator, expression: string) =>
  page.locator("body").evaluate(expression) as Promise<unknown[]>;

for (const theme of themes) {
  const short = theme.replace("Default ", "").replaceAll(" ", "-").toLowerCase();

  describe(`a rich record in ${theme}`, function () {
    this.timeout(300_000);
    let vscode: Vscode;
    let window: Workbench;

    before(async () => {
      const settings = { "workbench.colorTheme": theme };
      vscode = await openVscode({ files: { "notes.md": "one\n", ".countersign.yaml": policy }, settings });
      await writeRichLog(join(vscode.home, ".countersign", "audit"), vscode.workspace, Date.now());
      window = await vscode.openWindow();
      await window.runCommand("Countersign: Focus on Activity View");
      await eventually("it is listed", waitMs, async () => (await window.tree("Activity").rows()).length > 3);
    });
    after(() => vscode?.end());
    afterEach(async function () {
      await pictureOfFailure(window, this.currentTest);
    });

    async function look(name: string, title: RegExp): Promise<void> {
      const page = await ownPage(window.page, title);
      await window.screenshot(`rich-${short}-${name}`);
      assert.deepEqual(await weakTexts(page), [], name);
      assert.deepEqual(await inPage(page, nameless), [], name);
      assert.deepEqual(await inPage(page, cutOff), [], name);
    }

    for (const { name, command, title } of reports) {
      it(`the page of ${name} can be read, wide and narrow`, async () => {
        await window.page.setViewportSize({ width: 1280, height: 800 });
        await window.runCommand(command);
        await look(name, title);
        await window.page.setViewportSize({ width: 620, height: 800 });
        await look(`${name}-narrow`, title);
        await window.page.setViewportSize({ width: 1280, height: 800 });
      });
    }

    it("the replay of a policy can be read", async () => {
      await window.openFile(join(vscode.workspace, ".countersign.yaml"));
      const lens = window.page.locator(".codelens-decoration a", { hasText: "Replay on what was recorded" }).first();
      const tab = window.page.locator(".tab.active", { hasText: "Replay" });
      await eventually("it is open", waitMs, async () => {
        if (await tab.isVisible()) return true;
        await lens.click({ timeout: 5_000 });
        return eventually("its tab is there", 5_000, () => tab.isVisible()).catch(() => undefined);
      });
      await look("replay", /recorded actions/);
      assert.match(await pageText(window.page, /recorded actions/), /would be denied now/);
    });

    if (theme !== themes[0]) return;

    it("an evidence pack of one agent is made, and holds for somebody who has nothing else", async () => {
      requireBuild();
      const pack = join(vscode.workspace, "evidence.jsonl");
      await window.runCommand("Countersign: Make Evidence Pack…", "what is shown");
      await window.quick.choose("Codex");
      await window.quick.choose("Decisions", "how much of it");
      await window.quick.listening("Save the evidence pack");
      await window.screenshot(`rich-${short}-pack`);
      await eventually("it is written", waitMs, async () => {
        if (existsSync(pack)) return true;
        await window.page.keyboard.press("Enter");
        return eventually("it is", 5_000, async () => existsSync(pack)).catch(() => undefined);
      });
      await eventually("it is told", waitMs, async () =>
        (await window.notifications()).some((text) =>
          /The evidence pack shows \d+ records, and withholds \d+/.test(text),
        ),
      );
      const text = readFileSync(pack, "utf8");
      assert.match(text, /"agent":"codex"/);
      assert.doesNotMatch(text, /"agent":"gemini"/);
      const elsewhere = mkdtempSync(join(tmpdir(), "evidence-"));
      try {
        const { code, stdout } = await runProcess(elsewhere, ["audit", "check", pack]);
        assert.equal(code, 0, stdout);
      } finally {
        rmSync(elsewhere, { recursive: true });
      }
    });
  });
}
