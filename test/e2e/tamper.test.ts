/** What takes the gate away from an agent is said at once, and put right with a button. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project.mjs";
import { installClaudeGate } from "../support/install.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 60_000;
const cli = join(root, "dist", "cli.js");

describe("a gate that is taken away", function () {
  this.timeout(240_000);
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    vscode = await openVscode({ files: { ".vscode/settings.json": "{}\n" } });
    execFileSync(process.execPath, [cli, "guard", "install", "--agent", "codex", "--home", vscode.home]);
    window = await vscode.openWindow();
    await installClaudeGate(window);
    await statusSays(/gated/);
  });

  after(() => vscode?.end());

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
  });

  function statusSays(words: RegExp): Promise<unknown> {
    return eventually(`the status bar says ${words}`, patienceMs, async () =>
      (await window.statusBarTexts()).some((text) => words.test(text)),
    );
  }

  /** A notification may come late, slide in, or be put aside by another one; the command behind it is always there. */
  async function repair(): Promise<void> {
    await window.runCommand("Countersign: Repair Gate");
  }

  it("by a setting of the workspace is told, and repaired", async () => {
    const settings = join(vscode.workspace, ".vscode", "settings.json");
    writeFileSync(settings, '{ "chat.useHooks": false }\n');
    await statusSays(/Not protected/);
    await eventually("a notification says so", patienceMs, async () =>
      (await window.notifications()).some((text) => /not held any longer.*chat\.useHooks/s.test(text)),
    );
    await window.screenshot("tamper");
    await repair();
    await window.quick.choose("Take “chat.useHooks” Out");
    await eventually(
      "the setting is gone",
      patienceMs,
      async () => !readFileSync(settings, "utf8").includes("useHooks"),
    );
    await statusSays(/gated/);
  });

  it("by a change of an agent's own file is told, and repaired after its change was shown", async () => {
    const settings = join(vscode.home, ".claude", "settings.json");
    const whole = readFileSync(settings, "utf8");
    writeFileSync(settings, "{}\n");
    await statusSays(/Not protected/);
    await repair();
    await window.quick.choose("Write This Change");
    await eventually("the hook is back", patienceMs, async () => readFileSync(settings, "utf8").includes("PreToolUse"));
    assert.deepEqual(JSON.parse(readFileSync(settings, "utf8")), JSON.parse(whole));
    await statusSays(/gated/);
  });

  it("by Codex' lost trust is told, and given back after the change was shown", async () => {
    const config = join(vscode.home, ".codex", "config.toml");
    const whole = readFileSync(config, "utf8");
    writeFileSync(config, whole.replace(/^trusted_hash = .*\n/m, ""));
    await statusSays(/Not protected/);
    await repair();
    await window.quick.choose("Write This Change");
    await eventually("Codex trusts the hook again", patienceMs, async () => readFileSync(config, "utf8") === whole);
    await statusSays(/gated/);
  });
});
