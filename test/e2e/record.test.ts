/** The record as a person sees it in a real window: with nothing in it, and after years of work. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project.mjs";
import { keepChange } from "../../src/core/audit/change.ts";
import type { AuditEntry } from "../../src/core/audit/record.ts";
import { type AuditFile, openAudit } from "../../src/node/auditFile.ts";
import { locations } from "../../src/node/locations.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../support/auditEntries.ts";
import { callHook, type HookEnd } from "../support/callHook.ts";
import { weakTexts } from "../support/contrast.ts";
import { writeLongLog } from "../support/longLog.ts";
import { ownPage, pageText, reports } from "../support/ownPage.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const waitMs = 60_000;
const cli = join(root, "dist", "cli.js");
/** With a million of them, as an hour of four busy writers leaves: `RECORDS=1000000`. */
const records = Number(process.env.RECORDS ?? 100_000);
const settings = { "workbench.colorTheme": "Default High Contrast Light" };
const policy =
  "version: 1\nrules:\n  - id: pushes\n    when:\n      command: git push *\n    then: allow\n    reason: Mine to push.\n";

/** The page is there, can be read in this theme, and is in `out/screenshots`. */
async function looked(window: Workbench, name: string, title: RegExp): Promise<string> {
  const page = await ownPage(window.page, title);
  const text = await pageText(window.page, title);
  await window.screenshot(`record-${name}`);
  assert.deepEqual(await weakTexts(page), [], name);
  return text;
}

async function replay(window: Workbench, path: string): Promise<void> {
  await window.openFile(path);
  const lens = window.page.locator(".codelens-decoration a", { hasText: "Replay on what was recorded" }).first();
  const tab = window.page.locator(".tab.active", { hasText: "Replay" });
  await eventually("the replay is open", waitMs, async () => {
    if (await tab.isVisible()) return true;
    await lens.click({ timeout: 5_000 });
    return eventually("its tab is there", 5_000, () => tab.isVisible()).catch(() => undefined);
  });
}

describe("the record with nothing in it", function () {
  this.timeout(300_000);
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    vscode = await openVscode({ files: { "notes.md": "one\n", ".countersign.yaml": policy }, settings });
    window = await vscode.openWindow();
  });
  after(() => vscode?.end());
  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
  });

  it("the Activity view says that nothing was decided, and what to do", async () => {
    await window.runCommand("Countersign: Focus on Activity View");
    const welcome = window.page.locator(".pane .welcome-view-content", { hasText: "Nothing was decided yet" });
    await welcome.waitFor();
    await window.screenshot("record-empty-activity");
    assert.match(await welcome.innerText(), /Install Gate/);
  });

  for (const { name, command, title } of reports) {
    it(`the page of ${name} says that there is nothing yet`, async () => {
      await window.runCommand(command);
      const text = await looked(window, `empty-${name}`, title);
      assert.match(text, /no records yet|No agent has had|Nobody was asked|Nothing yet|None/);
    });
  }

  it("a replay says that there is nothing to replay", async () => {
    await replay(window, join(vscode.workspace, ".countersign.yaml"));
    assert.match(await looked(window, "empty-replay", /recorded actions/), /on 0 recorded actions/);
  });

  it("the list of the audit and the search have nothing, and say so", async () => {
    await window.runCommand("Countersign: Show Audit");
    await eventually("it is told", waitMs, async () =>
      (await window.notifications()).some((text) => /The audit has no records yet/.test(text)),
    );
    // A page that comes late takes the keyboard, and VS Code then closes the list.
    await eventually("the search is typed into", waitMs, async () => {
      const { listens, title, placeholder, value } = await window.quick.state();
      if (!listens || !`${title} ${placeholder}`.includes("Search the audit")) {
        await window.runCommand("Countersign: Search Audit…");
        return false;
      }
      if (value === "anything") return true;
      await window.page.locator(".quick-input-widget input[type=text]").first().fill("anything", { timeout: 5_000 });
      return false;
    });
    await eventually("nothing is found", waitMs, async () => {
      const { rows } = await window.quick.state();
      return rows.length === 0 || /No matching/.test(rows.join());
    });
    await window.quick.dismiss();
  });

  it("nobody is named for a file that no record speaks of", async () => {
    await window.openFile(join(vscode.workspace, "notes.md"));
    await window.runCommand("Countersign: Who Did This?");
    await eventually("it is told", waitMs, async () =>
      (await window.notifications()).some((text) => /No recorded action of an agent changed this file/.test(text)),
    );
  });
});

const line = "export const total = prices.length;";
/** The line of the agent, moved by a person who put others above it. */
const moved = `// Ours.\n// Ours too.\nimport { prices } from "./prices";\n${line}\nexport const none = 0;\n`;

describe("a long record", function () {
  this.timeout(600_000);
  let vscode: Vscode;
  let window: Workbench;
  let outside: string;

  before(async () => {
    vscode = await openVscode({
      files: { "total.ts": moved, "notes.md": "one\n" },
      homeFiles: { ".countersign/countersign.yaml": policy, "elsewhere/outside.ts": moved },
      settings,
    });
    outside = join(vscode.home, "elsewhere", "outside.ts");
    writeLongLog(join(vscode.home, ".countersign", "audit"), records);
    const audit = openAudit(join(vscode.home, ".countersign", "audit"), { sha256, now: () => new Date() });
    for (const path of [join(vscode.workspace, "total.ts"), outside]) await writtenBy(audit, path);
    for (const entry of rows()) await audit.append(entry);
    await audit.close();
    execFileSync(process.execPath, [cli, "guard", "install", "--agent", "claude-code", "--home", vscode.home]);
    window = await vscode.openWindow();
  });
  after(() => vscode?.end());
  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.modal.dismissAll();
    await window?.runCommand("Notifications: Clear All Notifications");
  });

  /** Codex put the line in; afterwards Gemini changed another one. */
  async function writtenBy(audit: AuditFile, path: string): Promise<void> {
    const text = `import { prices } from "./prices";\n`;
    const edits = [
      { agent: "codex", before: text, after: `${text}${line}\n` },
      { agent: "gemini", before: `${text}${line}\n`, after: `${text}${line}\nexport const none = 0;\n` },
    ];
    for (const { agent, before, after } of edits) {
      const { hash } = await audit.append(
        auditEntry(1, { agent, tool: "edit", effects: ["write-files"], targets: [path], summary: `edit “${path}”` }),
      );
      await audit.note({
        step: "change",
        of: hash,
        agent,
        change: keepChange({ files: [{ path, before, after }] }, true, sha256),
      });
    }
  }

  /** A question that came three times, and a session that stands on both legs. */
  function rows(): AuditEntry[] {
    const workspace = vscode.workspace;
    const acts = [
      { kind: "command", rule: "runs-code", grade: "ask", effects: ["run-code"], command: "make notes" },
    ] as const;
    const asked = auditEntry(2, {
      ...{ workspace, cwd: workspace, summary: "run “make notes”", effects: ["run-code"], acts, targets: [] },
      ...{ verdict: "ask", decision: "allow", decidedBy: "person", lookedMs: 2_500, session: "s-notes" },
      reasons: [{ rule: "runs-code", message: "Runs code that is not known." }],
    });
    const legs = { workspace, session: "s-legs" };
    return [
      auditEntry(3, { ...legs, summary: "read the issue 12", effects: ["read-untrusted"] }),
      auditEntry(4, { ...legs, summary: "read the customers", effects: ["read-data"] }),
      ...[asked, asked, asked],
      auditEntry(5, {
        agent: "codex",
        summary: "post to the forum",
        effects: ["send-outward"],
        decision: "deny",
        decidedBy: "person",
        verdict: "ask",
      }),
    ];
  }

  /** From now until something is drawn. */
  const drawn = (selector: string) =>
    window.page.evaluate(
      `new Promise((done) => {
        const begun = performance.now();
        const look = () => document.querySelector(${JSON.stringify(selector)}) ? done(Math.round(performance.now() - begun)) : requestAnimationFrame(look);
        look();
      })`,
    ) as Promise<number>;

  it("is listed as soon as its view is opened, and only what fits on the screen is drawn", async () => {
    const icon = window.page.locator('.activitybar .action-label[aria-label^="Countersign"]').first();
    await icon.waitFor();
    const row = '.pane .monaco-list-row[aria-label*="post to the forum" i]';
    await eventually("Countersign has begun", waitMs, async () =>
      (await window.statusBarTexts()).some((text) => /gated/.test(text)),
    );
    const waiting = drawn(row);
    await icon.click();
    const ms = await waiting;
    process.stdout.write(`      the end of ${records} records was on the screen ${ms} ms after the click\n`);
    await window.screenshot("record-activity");
    assert.ok((await window.tree("Activity").rows()).length < 100);
  });

  it("goes back as far as ten thousand rows, with the keyboard alone", async () => {
    const list = window.page.locator(".pane").filter({ hasText: "Activity" }).last().locator(".monaco-list");
    for (const many of [1_000, 10_000]) {
      const all = drawn(`.pane .monaco-list-row[aria-setsize="${many + 1}"]`);
      await eventually("the last row has the keyboard", waitMs, async () => {
        await list.focus();
        await window.page.keyboard.press("End");
        return /^Show Older/.test(
          (await list.locator(".monaco-list-row.focused").getAttribute("aria-label", { timeout: 5_000 })) ?? "",
        );
      });
      await window.page.keyboard.press("Enter");
      process.stdout.write(`      ${many} rows were there ${await all} ms later\n`);
      assert.ok((await list.locator(".monaco-list-row").count()) < 100, "only what is seen is drawn");
    }
    await list.focus();
    await window.page.keyboard.press("End");
    await eventually("the end leads to the search", waitMs, async () =>
      (await window.tree("Activity").rows()).some((row) => /^Search What Is Older/.test(row)),
    );
  });

  it("marks the question under the keyboard as needless with one key, which is a case from then on", async () => {
    const list = window.page.locator(".pane").filter({ hasText: "Activity" }).last().locator(".monaco-list");
    const focused = list.locator(".monaco-list-row.focused");
    await list.focus();
    await window.page.keyboard.press("Home");
    await eventually("the question has the keyboard", waitMs, async () => {
      const label = await focused.getAttribute("aria-label", { timeout: 5_000 });
      if (/make notes/.test(label ?? "")) return true;
      await window.page.keyboard.press("ArrowDown");
      return false;
    });
    await window.page.keyboard.press("n");
    await eventually("the rule is proposed", waitMs, async () =>
      (await window.notifications()).some((text) => /Marked\. You allowed this 3 times/.test(text)),
    );
    await window.screenshot("record-needless");
    const [kept] = readFileSync(join(vscode.home, ".countersign", "needless.jsonl"), "utf8")
      .trim()
      .split("\n");
    assert.equal(JSON.parse(String(kept)).summary, "run “make notes”");
    const tried = spawnSync(process.execPath, [cli, "audit", "needless", "--home", vscode.home], { encoding: "utf8" });
    assert.deepEqual(
      [tried.status, /is still asked.*make notes/.test(tried.stdout)],
      [1, true],
      tried.stdout + tried.stderr,
    );

    await window.pressNotificationButton("Show the Rule");
    await window.quick.choose("Save This Rule");
    const own = locations(vscode.home).policy;
    await eventually("the rule is written", waitMs, async () => readFileSync(own, "utf8").includes("make notes"));
    const spared = spawnSync(process.execPath, [cli, "audit", "needless", "--home", vscode.home], { encoding: "utf8" });
    assert.deepEqual([spared.status, /is spared.*make notes/.test(spared.stdout)], [0, true], spared.stdout);
    await replay(window, own);
    assert.match(
      await looked(window, "replay", /recorded actions/),
      /Questions you marked as needless[\s\S]*make notes/,
    );
  });

  for (const [where, path] of [
    ["in the workspace", () => join(vscode.workspace, "total.ts")],
    ["outside of it and of git", () => outside],
  ] as const) {
    it(`names who wrote a line of a file ${where}, wherever it stands now`, async () => {
      const told = (wanted: RegExp) =>
        eventually(`it is told: ${wanted}`, waitMs, async () =>
          (await window.notifications()).some((text) => wanted.test(text)),
        );
      await window.openFile(path(), 4);
      await window.runCommand("Countersign: Who Did This?");
      await told(/Codex wrote this line at .* Gemini CLI was allowed to change other lines/);
      await window.screenshot(`record-who-${where.replaceAll(" ", "-")}`);
      await window.pressNotificationButton("Open Record");
      assert.match(await looked(window, "record", /^Edit /), /Codex[\s\S]*export const total/);
      await window.runCommand("Notifications: Clear All Notifications");
      await window.openFile(path(), 1);
      await window.runCommand("Countersign: Who Did This?");
      await told(/Gemini CLI was last allowed to change this file.*This line is not among those it put in/);
    });
  }

  /** As Claude Code calls it. */
  function hook(session: string, command: string): Promise<HookEnd> {
    return callHook(vscode, "claude-settings", {
      ...{ session_id: session, tool_name: "Bash", tool_input: { command } },
      ...{ tool_use_id: `call-${session}`, permission_mode: "default" },
    });
  }

  it("asks for what policy would let pass once both legs are in, and the session says so", async () => {
    const free = await hook("s-free", "git push origin main");
    assert.deepEqual([free.code, free.stdout], [0, ""], "the policy lets it pass");
    const asked = hook("s-legs", "git push origin main");
    const ended = asked.then((end) => assert.fail(`It ended before anybody was asked: ${JSON.stringify(end)}`));
    const { title, detail } = await Promise.race([window.modal.read(), ended]);
    assert.match(title, /git push/);
    await window.screenshot("record-rule-of-two");
    assert.match(detail, /outsiders can write|untrusted/i);
    await window.modal.press("Deny");
    assert.equal((await asked).code, 2);
    await window.runCommand("Countersign: Show Sessions (Rule of Two)");
    const text = await looked(window, "sessions", /Sessions of agents/);
    assert.match(text, /s-legs[\s\S]*both legs in: asks more[\s\S]*read the issue 12/i);
  });

  for (const { name, command, title } of reports) {
    it(`the page of ${name} can be read in high contrast`, async () => {
      await window.runCommand(command);
      const text = await looked(window, name, title);
      assert.doesNotMatch(text, /no records yet/);
    });
  }
});
