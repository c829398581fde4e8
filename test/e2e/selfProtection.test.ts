/** The gate guards itself while a real Claude Code runs: its hooks cannot be switched off under way. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRecord } from "../../src/core/audit/readRecord.ts";
import { startClaude } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const command = "rm -rf precious";

describe("the gate guards itself", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "precious/notes.txt": "not in git\n" } });
    window = await vscode.openWindow();
    await installClaudeGate(window);
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.modal.dismissAll();
  });

  const deletion = { calls: [{ tool: "Bash", input: { command, description: "Cleans up" } }] };

  for (const [what, file] of [
    ["the project's local settings", (v: Vscode) => join(v.workspace, ".claude", "settings.local.json")],
    ["the user's settings", (v: Vscode) => join(v.home, ".claude", "settings.json")],
  ] as const) {
    // Without the guard's entry in the settings this test fails: the second call then runs (seen 2026-11-21).
    it(`holds the next call too when ${what} switch hooks off while it runs`, async () => {
      const path = file(vscode);
      const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      mkdirSync(join(path, ".."), { recursive: true });
      model.play([deletion, deletion]);
      const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
      await window.modal.read();
      const recorded = decisions(vscode);
      writeFileSync(path, '{ "disableAllHooks": true }\n');
      // Claude Code notices a change after some time. Until then its hooks hold anyway, which would prove nothing.
      await eventually("the guard has refused the change", 30_000, async () => decisions(vscode) > recorded);
      await window.modal.press("Deny");
      await window.modal.waitGone();
      await Promise.race([
        window.modal.read(),
        claude.outcome.then(({ stdout }) => assert.fail(`nobody was asked again: ${stdout}`)),
      ]);
      await window.modal.press("Deny");
      await claude.outcome;
      assert.ok(existsSync(join(vscode.workspace, "precious")));
      if (before === undefined) rmSync(path);
      else writeFileSync(path, before);
    });
  }

  it("refuses to let Claude Code itself switch its hooks off", async () => {
    const path = join(vscode.workspace, ".claude", "settings.local.json");
    const input = { file_path: path, content: '{ "disableAllHooks": true }\n' };
    model.play([{ calls: [{ tool: "Write", input }] }]);
    const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
    assert.equal((await claude.outcome).said, "Done.");
    assert.equal(existsSync(path), false);
    assert.match(model.requests.at(-1)?.results[0] ?? "", /Countersign/);
  });
});

/** What was decided; what is recorded after a decision may come at any time. */
function decisions({ home }: Vscode): number {
  const path = join(home, ".countersign", "audit", "audit.jsonl");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return lines.filter((line) => readRecord(line) !== undefined).length;
}
