import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createAdviceMemory } from "../../../src/node/adviceMemory.ts";
import { sessionKey, sessionTitles } from "../../../src/node/sessionTitles.ts";
import { transcriptFolders } from "../../../src/node/transcriptFiles.ts";
import { appliedWords, asAdvice, isWorthAWord, pasteWords, ranWords } from "../../../src/vscode/model/adviceText.ts";
import { plain } from "../../support/plainWords.ts";

describe("memory of advice", () => {
  let home: string;
  let transcript: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "advice-"));
    const folder = join(home, ".claude", "projects", "-work-shop");
    mkdirSync(folder, { recursive: true });
    transcript = join(folder, "s1.jsonl");
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const said = (text: string) =>
    `${JSON.stringify({ type: "assistant", message: { role: "assistant", content: [{ type: "text", text }] } })}\n`;
  const push = "```sh\ngit push --force origin main\n```";

  it("knows nobody's advice where no agent wrote any", async () =>
    assert.equal(await createAdviceMemory(transcriptFolders(home), Date.now).find("git push"), undefined));

  it("knows whose advice a command is, also one that was given later", async () => {
    const memory = createAdviceMemory(transcriptFolders(home), Date.now);
    writeFileSync(transcript, said(push));
    assert.equal((await memory.find("$ git push  --force origin main\n"))?.agent, "claude-code");
    assert.equal(await memory.find("gh pr merge 3"), undefined);
    const later = said("Run `gh pr merge 3`.");
    appendFileSync(transcript, later.slice(0, 40));
    assert.equal(await memory.find("gh pr merge 3"), undefined);
    appendFileSync(transcript, later.slice(40));
    assert.equal((await memory.find("gh pr merge 3"))?.agent, "claude-code");
  });

  it("knows settings too, by the lines of a file, and takes none for a command", async () => {
    writeFileSync(transcript, said('```json\n{\n  "chat.tools.global.autoApprove": true\n}\n```'));
    const memory = createAdviceMemory(transcriptFolders(home), Date.now);
    const line = '"chat.tools.global.autoApprove": true';
    assert.equal((await memory.findSetting(["{", `\t${line},`]))?.agent, "claude-code");
    assert.equal(await memory.findSetting(['"chat.tools.global.autoApprove": false']), undefined);
    assert.equal(await memory.find("chat.tools.global.autoApprove"), undefined);
  });

  describe("of VS Code's own chats", () => {
    const storage = () => join(home, "data", "User", "globalStorage", "countersign.countersign");
    const memory = (globalStorage = storage()) => createAdviceMemory(transcriptFolders(home, globalStorage), Date.now);
    const write = (path: readonly string[], ...lines: readonly object[]) => {
      const file = join(home, "data", "User", ...path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      return file;
    };
    const session = ["workspaceStorage", "3c18", "chatSessions", "ff8e.jsonl"];
    const asked = {
      kind: 0,
      v: { version: 3, requests: [{ message: { text: "help" }, response: [{ value: push }] }] },
    };
    const part = (value: string, kind?: string) => ({
      kind: 2,
      k: ["requests", 0, "response"],
      v: [
        { kind: "toolInvocationSerialized", toolId: "x" },
        { value, ...(kind ? { kind } : {}) },
      ],
    });

    it("is the transcript of its agent", async () => {
      const path = ["workspaceStorage", "3c18", "GitHub.copilot-chat", "transcripts", "ff8e.jsonl"];
      write(path, { type: "assistant.message", data: { messageId: "m", content: push, toolRequests: [] } });
      assert.equal((await memory().find("git push --force origin main"))?.agent, "vscode");
    });

    it("is a session whole, and the parts that are added to it", async () => {
      const file = write(session, asked);
      const known = memory();
      assert.equal((await known.find("git push --force origin main"))?.agent, "vscode");
      appendFileSync(file, `${JSON.stringify(part("Or `gh pr merge 3`."))}\n`);
      assert.equal((await known.find("gh pr merge 3"))?.agent, "vscode");
    });

    it("is what a session says that was written anew, shorter or longer than before", async () => {
      const file = write(session, asked);
      const known = memory();
      await known.find("nothing yet");
      const other = {
        ...asked,
        v: { requests: [{ response: [{ value: "x".repeat(900) }, { value: "`gh pr close 9`" }] }] },
      };
      write(session, other);
      utimesSync(file, new Date(), new Date(Date.now() + 5_000));
      assert.equal((await known.find("gh pr close 9"))?.agent, "vscode");
    });

    it("is not what the person wrote, what a model thought, or another log beside it", async () => {
      write(
        session,
        { kind: 0, v: { requests: [{ message: { text: "`gh pr merge 1`" }, response: [] }] } },
        part("`gh pr merge 2`", "thinking"),
      );
      write(["workspaceStorage", "3c18", "GitHub.copilot-chat", "debug-logs", "a.jsonl"], part("`gh pr merge 4`"));
      for (const number of [1, 2, 4]) assert.equal(await memory().find(`gh pr merge ${number}`), undefined);
    });

    it("is found from a profile and from a window without a folder, and behind no link", async () => {
      write(["globalStorage", "emptyWindowChatSessions", "a.jsonl"], asked);
      const profile = join(home, "data", "User", "profiles", "p1", "globalStorage", "countersign.countersign");
      assert.equal((await memory(profile).find("git push --force origin main"))?.agent, "vscode");
      const away = join(home, "away");
      mkdirSync(away);
      writeFileSync(join(away, "b.jsonl"), `${JSON.stringify(part("`gh pr merge 8`"))}\n`);
      mkdirSync(join(home, "data", "User", "workspaceStorage", "9"), { recursive: true });
      symlinkSync(away, join(home, "data", "User", "workspaceStorage", "9", "chatSessions"));
      assert.equal(await memory().find("gh pr merge 8"), undefined);
    });

    it("tells what a session was asked for, and nothing that the program put before it", async () => {
      const id = "ff8eee5e-76c2-46ab-b874-cc72e1f21b15";
      write(
        ["workspaceStorage", "3c18", "GitHub.copilot-chat", "transcripts", `${id}.jsonl`],
        { type: "session.start" },
        { type: "user.message", data: { content: "fix the prices" } },
      );
      writeFileSync(
        join(dirname(transcript), `${id}.jsonl`),
        `${JSON.stringify({ type: "user", message: { role: "user", content: "<context>" } })}\n${JSON.stringify({ type: "user", message: { role: "user", content: "tidy up" } })}\n`,
      );
      const names = ["vscode", "claude-code", "codex"].map((agent) => ({ agent, session: id }));
      const titles = await sessionTitles(transcriptFolders(home, storage()), names, Date.now());
      assert.deepEqual(
        names.map((name) => titles.get(sessionKey(name))),
        ["fix the prices", "tidy up", undefined],
      );
    });
  });

  it("reads what every agent writes below its own folder", async () => {
    const push = "Run `git push origin shop`.";
    const rows: readonly (readonly [agent: string, path: readonly string[], line: object])[] = [
      [
        "codex",
        [".codex", "sessions", "2026", "11", "25", "s.jsonl"],
        { payload: { role: "assistant", content: push } },
      ],
      ["gemini", [".gemini", "tmp", "shop", "chats", "s.jsonl"], { type: "gemini", content: push }],
      [
        "qwen",
        [".qwen", "projects", "-shop", "chats", "s.jsonl"],
        { type: "assistant", message: { role: "model", parts: [{ text: push }] } },
      ],
      [
        "copilot-cli",
        [".copilot", "session-state", "s", "events.jsonl"],
        { type: "assistant.message", data: { content: push } },
      ],
    ];
    for (const [agent, path, line] of rows) {
      const own = join(home, agent);
      const file = join(own, ...path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(line)}\n`);
      assert.equal(
        (await createAdviceMemory(transcriptFolders(own), Date.now).find("git push origin shop"))?.agent,
        agent,
      );
    }
  });

  it("forgets what is old, and follows no link", async () => {
    writeFileSync(transcript, said(push));
    const old = new Date(Date.now() - 30 * 24 * 3_600_000);
    utimesSync(transcript, old, old);
    const outside = join(home, "outside.jsonl");
    writeFileSync(outside, said(push));
    symlinkSync(outside, join(home, ".claude", "projects", "linked.jsonl"));
    assert.equal(
      await createAdviceMemory(transcriptFolders(home), Date.now).find("git push --force origin main"),
      undefined,
    );
  });
});

describe("words on advice", () => {
  const judgement = (decision: "allow" | "ask" | "deny", effects: readonly ("send-outward" | "read-files")[]) => ({
    policyRevision: "built-in",
    verdict: {
      decision,
      severity: "high" as const,
      effects,
      targets: [],
      reasons: [{ rule: "pushes", message: "Rewrites main" }],
    },
  });

  it("are quiet for what is harmless or allowed", () => {
    assert.equal(isWorthAWord(judgement("ask", ["send-outward"])), true);
    assert.equal(isWorthAWord(judgement("allow", ["send-outward"])), false);
    assert.equal(isWorthAWord(judgement("deny", ["read-files"])), false);
  });

  it("say what it does, that nobody confirmed it, and no hidden character", () => {
    const { title, detail } = pasteWords("Codex", "git push\u202e", judgement("ask", ["send-outward"]), plain);
    assert.match(title, /unconfirmed advice/);
    assert.match(detail, /Codex wrote it.*\nIt can send outward\.\n• Rewrites main/);
    assert.ok(detail.includes("⟨U+202E⟩"));
    assert.match(
      ranWords("Codex", "git push", judgement("ask", ["send-outward"]), plain),
      /unconfirmed advice of Codex/,
    );
  });

  it("come first in the record", () =>
    assert.deepEqual(
      asAdvice(judgement("deny", ["send-outward"]), "pasted").verdict.reasons.map(({ rule }) => rule),
      ["agent-advice", "pushes"],
    ));

  it("say what was put into a file, and why it matters", () => {
    const said = appliedWords("Codex", "settings.json", judgement("deny", ["send-outward"]), plain);
    assert.match(said, /unconfirmed advice of Codex, put into settings\.json; it can send outward\. Rewrites main/);
  });
});
