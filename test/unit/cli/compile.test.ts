import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { AuditAct } from "../../../src/core/audit/acts.ts";
import { openAudit } from "../../../src/node/auditFile.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { auditEntry } from "../../support/auditEntries.ts";
import { cli } from "../../support/cli.ts";

const policy = `version: 1
rules:
  - id: pushes
    when: { command: "git push *" }
    then: deny
  - id: outward
    when: { effect: send-outward }
    then: ask
`;

describe("rules written into an agent's own file", () => {
  let home: string;
  let folder: string;
  const settings = () => join(folder, ".claude", "settings.local.json");

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "compile-"));
    folder = join(home, "project");
    mkdirSync(folder);
    write(".claude.json", JSON.stringify({ projects: { [folder]: { hasTrustDialogAccepted: true } } }));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const run = (...argv: string[]) => cli(argv, { home, cwd: folder });

  describe("policy compile", () => {
    it("shows what it comes to, and writes nothing unless it is told to", async () => {
      write(".countersign/countersign.yaml", policy);
      const { code, stdout } = await run("policy", "compile", "--agent", "claude-code");
      assert.equal(code, 0);
      assert.match(stdout, /^# Claude Code: 1 written, 1 not expressible, 0 without effect$/m);
      assert.match(stdout, /left out: outward: no agent has a rule for effect/);
      assert.match(stdout, /^\+ .*"Bash\(git push \*\)"$/m);
      assert.throws(() => readFileSync(settings()), /ENOENT/);
    });

    it("writes it, and tells when it was loosened later", async () => {
      write(".countersign/countersign.yaml", policy);
      assert.equal((await run("policy", "compile", "--agent", "claude-code", "--write")).code, 0);
      assert.deepEqual(JSON.parse(readFileSync(settings(), "utf8")), { permissions: { deny: ["Bash(git push *)"] } });
      const kept = await run("policy", "compile", "--check");
      assert.equal(kept.code, 0);
      assert.match(kept.stdout, /still holds/);
      writeFileSync(settings(), '{ "permissions": { "allow": ["Bash(git push *)"] } }');
      const { code, stdout } = await run("policy", "compile", "--check");
      assert.equal(code, 1);
      assert.match(stdout, /no longer holds[\s\S]*deny command git push \*.*settings\.local\.json:1/);
    });

    it("takes no allow from a workspace's policy", async () => {
      write(
        "project/.countersign.yaml",
        'version: 1\nrules:\n  - id: a\n    when: { command: "make *" }\n    then: allow\n',
      );
      const { stdout } = await run("policy", "compile", "--agent", "claude-code");
      assert.match(stdout, /# Claude Code: 0 written/);
    });

    it("exits with 1 where a part has no effect, and names what is in the way", async () => {
      write(".countersign/countersign.yaml", policy);
      write(".config/Code/User/settings.json", '{ "chat.permissions.default": "autoApprove" }');
      const { code, stdout } = await run("policy", "compile", "--agent", "vscode");
      assert.equal(code, 1);
      assert.match(stdout, /not written: deny command git push \*.*\(~\/\.config\/Code\/User\/settings\.json:1\)/);
    });

    it("refuses without a policy, and to check what was never written", async () => {
      assert.equal((await run("policy", "compile", "--agent", "claude-code")).code, 2);
      write(".countersign/countersign.yaml", policy);
      assert.equal((await run("policy", "compile", "--check")).code, 2);
      assert.equal((await run("policy", "compile")).code, 2);
    });
  });

  describe("permissions tighten", () => {
    function used(acts: readonly AuditAct[], workspace = folder): void {
      const audit = openAudit(join(home, ".countersign", "audit"), {
        sha256,
        now: () => new Date("2026-11-20T10:00:00Z"),
      });
      for (const [index, act] of acts.entries())
        audit.append(auditEntry(index + 1, { agent: "claude-code", decision: "allow", workspace, acts: [act] }));
    }
    const command = (text: string): AuditAct => ({
      kind: "command",
      rule: "r",
      grade: "allow",
      effects: [],
      command: text,
    });

    it("writes the rules of what was used, drops the others, and names those of other files", async () => {
      used([command("npm test")]);
      used([command("npm run deploy")], join(home, "elsewhere"));
      write(
        "project/.claude/settings.local.json",
        '{ "permissions": { "allow": ["Bash(make *)"], "deny": ["Bash(x)"] } }',
      );
      write(".claude/settings.json", '{ "permissions": { "allow": ["Bash(ls *)"] } }');
      const before = await run("permissions", "tighten", "--agent", "claude-code");
      assert.equal(before.code, 0);
      assert.match(readFileSync(settings(), "utf8"), /make/);
      const { code, stdout } = await run("permissions", "tighten", "--agent", "claude-code", "--write");
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(readFileSync(settings(), "utf8")), {
        permissions: { allow: ["Bash(npm test)"], deny: ["Bash(x)"] },
      });
      assert.match(stdout, /no longer runs: Bash\(make \*\) {2}\.claude\/settings\.local\.json:1/);
      assert.match(stdout, /still runs by another file: Bash\(ls \*\) {2}~\/\.claude\/settings\.json:1/);
    });

    it("writes nothing from a log that somebody changed", async () => {
      used([command("npm test")]);
      const [log] = ["audit"].map((name) => join(home, ".countersign", name));
      const { readdirSync } = await import("node:fs");
      const file = readdirSync(log ?? "").find((name) => name.endsWith(".jsonl"));
      assert.ok(log && file);
      writeFileSync(join(log, file), readFileSync(join(log, file), "utf8").replace("npm test", "npm best"));
      assert.equal((await run("permissions", "tighten", "--agent", "claude-code", "--write")).code, 2);
      assert.throws(() => readFileSync(settings()), /ENOENT/);
    });
  });
});
