/** What a person does with the record and with advice: by keyboard, by menu, in a real window. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AuditEntry, AuditRecord } from "../../src/core/audit/record.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { readAuditTail } from "../../src/vscode/gate/auditTail.ts";
import { auditEntry } from "../support/auditEntries.ts";
import { ownPage, pageText } from "../support/ownPage.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const waitMs = 60_000;
const push = (proof: string) => `git push --force origin main; touch ${proof}`;
const answer = `Run this:\n\`\`\`sh\n${["pasted", "denied", "menu", "usual", "own-item", "ran"].map((name) => push(`${name}.txt`)).join("\n")}\n\`\`\``;

/** What other agents said, as each writes it down; seen 2026-11-25. */
const others = [
  {
    agent: "Codex",
    file: ".codex/sessions/2026/11/25/rollout-s.jsonl",
    line: (content: string) => ({
      type: "response_item",
      payload: { type: "message", role: "assistant", content: [{ type: "output_text", text: content }] },
    }),
  },
  {
    agent: "Gemini CLI",
    file: ".gemini/tmp/shop/chats/s.jsonl",
    line: (content: string) => ({ type: "gemini", content }),
  },
  {
    agent: "Qwen Code",
    file: ".qwen/projects/-shop/chats/s.jsonl",
    line: (text: string) => ({ type: "assistant", message: { role: "model", parts: [{ text }] } }),
  },
  {
    agent: "GitHub Copilot CLI",
    file: ".copilot/session-state/s/events.jsonl",
    line: (content: string) => ({ type: "assistant.message", data: { content } }),
  },
] as const;
const proofOf = (agent: string) => `${agent.replaceAll(" ", "-")}.txt`;
const othersSaid = Object.fromEntries(
  others.map(({ agent, file, line }) => [file, `${JSON.stringify(line(`Run \`${push(proofOf(agent))}\`.`))}\n`]),
);

describe("the record and advice, in a person's hands", function () {
  this.timeout(300_000);
  let vscode: Vscode;
  let window: Workbench;
  /** The workspace is a part of a repository. */
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", ...args], {
      cwd: dirname(vscode.workspace),
      stdio: "pipe",
    });
  const logFolder = () => join(vscode.home, ".countersign", "audit");

  before(async () => {
    const said = { type: "assistant", message: { role: "assistant", content: [{ type: "text", text: answer }] } };
    vscode = await openVscode({
      files: { "notes.md": "one\n" },
      homeFiles: { ".claude/projects/-shop/s.jsonl": `${JSON.stringify(said)}\n`, ...othersSaid },
      settings: {
        "terminal.integrated.gpuAcceleration": "off",
        "countersign.advice.checkEveryPaste": true,
        "terminal.integrated.stickyScroll.enabled": false,
      },
    });
    git("init", "-q", "-b", "main");
    for (const [branch, text] of [
      ["main", "main\n"],
      ["other", "other\n"],
    ] as const) {
      if (branch !== "main") git("checkout", "-q", "-b", branch);
      writeFileSync(join(vscode.workspace, "tracked.md"), text);
      git("add", "workspace/tracked.md");
      git("commit", "-q", "-m", branch);
    }
    git("checkout", "-q", "main");
    const audit = openAudit(logFolder(), { sha256, now: () => new Date() });
    const rows: readonly Partial<AuditEntry>[] = [
      { agent: "claude-code", summary: "read the budget", effects: ["read-files"] },
      {
        agent: "codex",
        summary: "post to the forum",
        effects: ["send-outward"],
        session: "s-forum",
        decision: "deny",
        decidedBy: "person",
      },
      { agent: "codex", summary: "write the minutes", effects: ["write-files"] },
    ];
    for (const [index, row] of rows.entries()) await audit.append(auditEntry(index, row));
    await audit.close();
    window = await vscode.openWindow();
    await window.page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: vscode.server.url });
    await window.runCommand("Countersign: Focus on Activity View");
  });

  after(() => vscode?.end());

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.modal.dismissAll();
  });

  const rowsOf = async (wanted: RegExp) => (await window.tree("Activity").rows()).filter((row) => wanted.test(row));

  /**
   * Another program writes file after file until one is listed: what is written soon after git is taken for git's doing,
   * and when a later one is listed, all before it was looked at.
   */
  async function isListedOnce(name: string): Promise<void> {
    let written = 0;
    await eventually(`${name} is listed`, 3 * waitMs, async () => {
      writeFileSync(join(vscode.workspace, `${name}-${++written}.md`), "by another program\n");
      return eventually("this one is", 20_000, async () => {
        if ((await rowsOf(/Not explained/)).length === 0) return false;
        const below = await window.tree("Activity").unfold("Not explained");
        return below.some((row) => row.includes(`${name}-`));
      }).catch(() => undefined);
    });
  }

  it("the Activity view lists what was decided, and a filter narrows it", async () => {
    await eventually("all are listed", waitMs, async () => (await rowsOf(/budget|forum|minutes/)).length === 3);
    await window.runCommand("Countersign: Filter Activity…");
    await window.quick.choose("Codex");
    await eventually("only Codex is listed", waitMs, async () => {
      return (await rowsOf(/forum|minutes/)).length === 2 && (await rowsOf(/budget/)).length === 0;
    });
    await window.runCommand("Countersign: Clear Activity Filter");
    await eventually("all are listed again", waitMs, async () => (await rowsOf(/budget/)).length === 1);
  });

  it("what nobody recorded is listed as not explained, and a save in the editor is not", async () => {
    await isListedOnce("elsewhere");
    assert.deepEqual(await rowsOf(/notes\.md/), []);
  });

  it("what git changes in a part of a repository is not listed, though its folder lies above", async () => {
    git("checkout", "-q", "other");
    await isListedOnce("later");
    assert.deepEqual(await rowsOf(/tracked\.md/), []);
  });

  it("the search finds a record by its words, and opens its page", async () => {
    await window.runCommand("Countersign: Search Audit…", "Search the audit");
    await window.quick.fill("codex forum");
    await window.quick.accept(({ active, rows }) => rows.length === 1 && active.includes("post to the forum"));
    const page = await pageText(window.page, /Post to the forum/);
    for (const part of [/denied by you/, /On behalf of/, /Why/, /Proof/]) assert.match(page, part);
  });

  it("the reports are pages, and what they name opens", async () => {
    await window.runCommand("Countersign: Show What Was Confirmed");
    assert.match(await pageText(window.page, /whether a person confirmed/), /Codex[\s\S]*write files\s+1\s+0\s+0/);
    await window.runCommand("Countersign: Show Questions (Fatigue)");
    assert.match(await pageText(window.page, /How much you are asked/), /Nobody was asked/);
    await window.runCommand("Countersign: Show Sessions (Rule of Two)");
    const sessions = await ownPage(window.page, /Sessions of agents/);
    await sessions.locator("button.link", { hasText: "Post to the forum" }).click();
    await ownPage(window.page, /Post to the forum/);
  });

  async function inClipboard(text: string): Promise<void> {
    await window.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  const screen = () => window.page.locator(".terminal-wrapper.active .xterm-screen").first();

  /** The shell has its prompt when the words typed into it do something. */
  async function openTerminal(): Promise<void> {
    await window.runCommand("Terminal: Create New Terminal");
    await eventually("the shell answers", waitMs, async () => {
      await screen().click();
      await window.page.keyboard.type("touch ready.txt");
      await window.page.keyboard.press("Enter");
      const ready = () => Promise.resolve(existsSync(join(vscode.workspace, "ready.txt")));
      return eventually("it ran", 5_000, ready).catch(() => false);
    });
  }

  const ran = (name: string) => existsSync(join(vscode.workspace, name));
  const isAdvice = ({ reasons }: AuditRecord) => reasons.some(({ rule }) => rule === "agent-advice");
  /** What was decided on the advice that leaves this proof. */
  const recordedOf = (name: string) =>
    eventually("it is recorded", waitMs, async () => {
      const records = await readAuditTail(logFolder(), 50);
      return records.find((record) => isAdvice(record) && record.summary.includes(name))?.decision;
    });

  it("a checked paste by keyboard shows what the advice does; only a yes pastes it", async () => {
    await openTerminal();
    for (const [name, button] of [
      ["denied.txt", "Cancel"],
      ["pasted.txt", "Paste Anyway"],
    ] as const) {
      await inClipboard(push(name));
      await window.page.keyboard.press("Control+Alt+v");
      const { title, detail, buttons } = await window.modal.read();
      assert.match(title, /unconfirmed advice/);
      assert.match(detail, /Claude Code wrote it/);
      assert.ok(buttons.includes("Paste Anyway"));
      await window.modal.press(button);
      await window.modal.waitGone();
      await screen().click();
      await window.page.keyboard.press("Enter");
    }
    // The text may come to the terminal only after the key.
    await eventually("what was allowed has run", waitMs, async () => {
      if (ran("pasted.txt")) return true;
      await screen().click();
      await window.page.keyboard.press("Enter");
      return eventually("it has", 3_000, async () => ran("pasted.txt")).catch(() => false);
    });
    assert.equal(ran("denied.txt"), false);
    assert.deepEqual([await recordedOf("denied.txt"), await recordedOf("pasted.txt")], ["deny", "allow"]);
  });

  it("a checked paste stands in the terminal's menu too", async () => {
    await inClipboard(push("menu.txt"));
    const item = window.page.locator(".context-view .action-label", { hasText: "Paste Checked" }).first();
    // A menu that has only just opened may not take a click: it could be the end of the one that opened it.
    await eventually("the menu pastes", waitMs, async () => {
      if (await window.modal.isOpen()) return true;
      if (!(await item.isVisible())) await screen().click({ button: "right" });
      await item.waitFor({ timeout: 5_000 });
      await window.page.waitForTimeout(500);
      if (await item.isVisible()) await item.click({ timeout: 5_000 });
      return eventually("the question is there", 5_000, () => window.modal.isOpen()).catch(() => undefined);
    });
    assert.match((await window.modal.read()).title, /unconfirmed advice/);
    await window.modal.press("Cancel");
    await window.modal.waitGone();
    assert.equal(await recordedOf("menu.txt"), "deny");
  });

  it("a checked paste knows the advice of each agent that writes its answers down", async () => {
    for (const { agent } of others) {
      const proof = proofOf(agent);
      await inClipboard(push(proof));
      await screen().click();
      await window.page.keyboard.press("Control+Alt+v");
      const { title, detail } = await window.modal.read();
      assert.match(title, /unconfirmed advice/);
      assert.ok(detail.includes(`${agent} wrote it`), detail);
      await window.modal.press("Cancel");
      await window.modal.waitGone();
      assert.equal(await recordedOf(proof), "deny");
    }
  });

  it("with every paste checked, the usual key asks, too, and pastes what is harmless in silence", async () => {
    await inClipboard(push("usual.txt"));
    await screen().click();
    await window.page.keyboard.press("Control+Shift+v");
    assert.match((await window.modal.read()).title, /unconfirmed advice/);
    await window.modal.press("Cancel");
    await window.modal.waitGone();
    assert.equal(await recordedOf("usual.txt"), "deny");
    await inClipboard("touch quiet.txt");
    await screen().click();
    await window.page.keyboard.press("Control+Shift+v");
    await eventually("it was pasted and has run", waitMs, async () => {
      assert.equal(await window.modal.isOpen(), false);
      await window.page.keyboard.press("Enter");
      return eventually("it ran", 2_000, async () => ran("quiet.txt")).catch(() => undefined);
    });
  });

  it("a checked paste of what is harmless asks nothing", async () => {
    await inClipboard("touch harmless.txt");
    await screen().click();
    await window.page.keyboard.press("Control+Alt+v");
    await eventually("it was pasted and has run", waitMs, async () => {
      assert.equal(await window.modal.isOpen(), false);
      await window.page.keyboard.press("Enter");
      return eventually("it ran", 2_000, async () => ran("harmless.txt")).catch(() => undefined);
    });
  });

  it("what the menu's own item pastes cannot be checked, and is told at once when it runs", async () => {
    await inClipboard(push("own-item.txt"));
    const item = window.page.locator('.context-view .action-item:has(.action-label[aria-label="Paste"])').first();
    // The line may be broken anywhere.
    const isPasted = async () =>
      (await window.page.locator(".terminal-wrapper.active .xterm-rows").first().innerText())
        .replace(/\s+/g, "")
        .includes("own-item.txt");
    await eventually("it was pasted", waitMs, async () => {
      if (await isPasted()) return true;
      if (!(await item.isVisible())) await screen().click({ button: "right" });
      await item.waitFor({ timeout: 5_000 });
      await window.page.waitForTimeout(500);
      await item.click({ timeout: 5_000 });
      return eventually("the words are there", 10_000, isPasted).catch(() => undefined);
    });
    assert.equal(await window.modal.isOpen(), false);
    await screen().click();
    await window.page.keyboard.press("Enter");
    await eventually("the person is told", waitMs, async () =>
      (await window.notifications()).some((text) => /You ran unconfirmed advice of Claude Code/.test(text)),
    );
    assert.equal(await recordedOf("own-item.txt"), "allow");
    await window.runCommand("Notifications: Clear All Notifications");
  });

  it("running the advice by hand is told at once, and harmless words are not", async () => {
    await screen().click();
    await window.page.keyboard.type(push("ran.txt"));
    await window.page.keyboard.press("Enter");
    await eventually("the person is told", waitMs, async () =>
      (await window.notifications()).some((text) => /You ran unconfirmed advice of Claude Code/.test(text)),
    );
    assert.equal(await recordedOf("ran.txt"), "allow");
  });
});
