import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createVersionReader } from "../../../src/node/transcripts.ts";
import { callOf } from "../core/gate/harness.ts";

describe("version of an agent", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "transcripts-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = (path: readonly string[], ...lines: readonly object[]) => {
    const file = join(home, ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return file;
  };
  const versionOf = (agent: string, transcript: string) =>
    createVersionReader(home)(callOf("ls", { agent, transcript }));

  it("is what its own transcript says: a line of the real ones each", () => {
    const claude = write(
      [".claude", "projects", "-w", "s.jsonl"],
      { type: "queue" },
      { type: "user", version: "2.1.329" },
    );
    const codex = write([".codex", "sessions", "s.jsonl"], { payload: { cli_version: "0.169.0" } });
    const qwen = write([".qwen", "projects", "-w", "chats", "s.jsonl"], { version: "0.24.4" });
    const copilot = write([".copilot", "session-state", "s", "events.jsonl"], {
      data: { version: 1, copilotVersion: "1.0.102" },
    });
    assert.equal(versionOf("claude-code", claude), "2.1.329");
    assert.equal(versionOf("codex", codex), "0.169.0");
    assert.equal(versionOf("qwen", qwen), "0.24.4");
    assert.equal(versionOf("copilot-cli", copilot), "1.0.102");
  });

  it("is found by the session where a call of Copilot CLI names no transcript, and only by a plain name", () => {
    write([".copilot", "session-state", "s-1", "events.jsonl"], { data: { copilotVersion: "1.0.102" } });
    write([".copilot", "events.jsonl"], { data: { copilotVersion: "6.6.6" } });
    write(["events.jsonl"], { data: { copilotVersion: "6.6.6" } });
    const versionIn = (agent: string, sessionId: string) =>
      createVersionReader(home)(callOf("ls", { agent, sessionId }));
    assert.equal(versionIn("copilot-cli", "s-1"), "1.0.102");
    const others = ["s-2", "..", ".", "", "../..", join(home, ".copilot"), "s-1/../s-1", "s".repeat(200)];
    for (const other of others) assert.equal(versionIn("copilot-cli", other), undefined, other);
    assert.equal(versionIn("claude-code", "s-1"), undefined);
  });

  it("is not known where a model or a person wrote it, or it is no version", () => {
    const said = { message: { content: [{ version: "6.6.6" }] }, text: '{"version":"6.6.6"}' };
    const file = write([".claude", "projects", "s.jsonl"], said, { version: "rm -rf" }, { version: 7 });
    assert.equal(versionOf("claude-code", file), undefined);
  });

  it("is read from no file outside the agent's own folder, and from nothing but a plain file", () => {
    const outside = write(["outside.jsonl"], { version: "1.0.0" });
    write([".claude", "projects", "s.jsonl"], { version: "2.0.0" });
    assert.equal(versionOf("claude-code", outside), undefined);
    const way = join(home, ".claude", "projects", "..", "..", "outside.jsonl");
    assert.equal(versionOf("claude-code", way), undefined);
    const link = join(home, ".claude", "projects", "link.jsonl");
    symlinkSync(outside, link);
    assert.equal(versionOf("claude-code", link), undefined);
    const pipe = join(home, ".claude", "projects", "pipe.jsonl");
    execFileSync("mkfifo", [pipe]);
    assert.equal(versionOf("claude-code", pipe), undefined);
    assert.equal(versionOf("claude-code", join(home, ".claude", "projects")), undefined);
  });

  it("is read once a session, and again while the transcript does not tell yet", () => {
    const file = write([".claude", "projects", "s.jsonl"], { type: "queue" });
    const read = createVersionReader(home);
    const call = callOf("ls", { agent: "claude-code", transcript: file });
    assert.equal(read(call), undefined);
    appendFileSync(file, `${JSON.stringify({ version: "2.1.329" })}\n`);
    assert.equal(read(call), "2.1.329");
    rmSync(file);
    assert.equal(read(call), "2.1.329");
  });
});
