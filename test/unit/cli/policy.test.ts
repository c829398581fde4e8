import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJudge } from "../../../src/core/decide.ts";
import { auditEntry } from "../../../src/core/gate/auditEntry.ts";
import { openAudit } from "../../../src/node/auditFile.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { auditEntry as plainEntry } from "../../support/auditEntries.ts";
import { cli } from "../../support/cli.ts";
import { linux } from "../../support/judging.ts";
import { testParsers } from "../../support/parsers.ts";

describe("countersign", () => {
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "policy-"));
    folder = join(home, "project");
    mkdirSync(folder);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  const run = (...argv: string[]) => cli(argv, { home, cwd: folder });
  const own = ".countersign/countersign.yaml";
  const ownTests = ".countersign/countersign.test.yaml";

  describe("policy check", () => {
    it("is content with a policy that says what it means", async () => {
      write(own, "rules:\n  - id: a\n    when: { command: npm test }\n    then: allow\n");
      const { code, stdout } = await run("policy", "check");
      assert.equal(code, 0);
      assert.match(stdout, /^No problems: 1 rule in .*countersign\.yaml\.\n$/);
    });

    it("names the place of each problem and a way out, and exits with 1", async () => {
      write("project/.countersign.yaml", "rules:\n  - id: a\n    when: { efect: read-files }\n    then: deny\n");
      const { code, stdout } = await run("policy", "check");
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^\.countersign\.yaml:3:13 {2}error\n {4}There is no condition named "efect"\..*met: deny\.\n/,
      );
      assert.match(stdout, / {4}fix {2}Replace by "effect"\n/);
      assert.match(stdout, /1 error: 1 rule in \.countersign\.yaml\.\n$/);
    });

    it("warns of an allow that is over, and only mentions what is said twice", async () => {
      const rules = ["command: npm *", "command: npm test"].map((when) => `  - when: { ${when} }\n    then: allow\n`);
      write(own, `rules:\n${rules.join("")}`);
      const mentioned = await run("policy", "check", "--format", "json");
      assert.equal(mentioned.code, 0);
      assert.deepEqual(
        JSON.parse(mentioned.stdout)[0].problems.map(({ line, severity }: Record<string, unknown>) => [line, severity]),
        [[4, "information"]],
      );
      write(own, "rules:\n  - when: { command: npm test }\n    then: allow\n    expires: 2026-11-20\n");
      const warned = await run("policy", "check");
      assert.equal(warned.code, 1);
      assert.match(warned.stdout, /1 warning/);
    });

    it("checks tests too", async () => {
      write("project/.countersign.test.yaml", "- action: { comand: ls }\n  expect: allow\n");
      const { code, stdout } = await run("policy", "check", ".countersign.test.yaml");
      assert.equal(code, 1);
      assert.match(stdout, /:1:13 {2}error\n.*\n {4}fix {2}Replace by "command"/);
    });

    it("says that there is nothing to check", async () => {
      const { code, stderr } = await run("policy", "check");
      assert.equal(code, 2);
      assert.match(stderr, /There is none of /);
    });
  });

  describe("policy test", () => {
    const policy = `rules:
  - id: main
    when: { branch: main }
    then: deny
    reason: Only the release team pushes to main.
    owner: release@example.org
`;

    it("counts what passes", async () => {
      write("project/.countersign.yaml", policy);
      write(
        "project/.countersign.test.yaml",
        `- action: { command: git push origin main }
  expect: deny
  rule: main
- action: { command: git push origin x }
  expect: ask
- action: { write: src/a.ts }
  expect: allow
- action: { read: .env }
  expect: ask
- action: { fetch: "https://example.com" }
  expect: ask
- action: { tool: github/push_files, args: { branch: main } }
  expect: deny
- action: { kind: command, shell: cmd, platform: win32, command: "rd /s /q C:\\\\" }
  expect: deny
`,
      );
      const { code, stdout, stderr } = await run("policy", "test");
      assert.deepEqual([code, stdout, stderr], [0, "7 passed, 0 failed\n", ""]);
    });

    it("shows what failed: expected, got, the rule and both places", async () => {
      write(own, policy);
      write(ownTests, "- name: pushing\n  action: { command: git push origin main }\n  expect: ask\n");
      const { code, stdout } = await run("policy", "test");
      assert.equal(code, 1);
      const file = join(home, ".countersign", "countersign");
      assert.equal(
        stdout,
        `${file}.test.yaml:1  pushing
    expected  ask
    got       deny
    by        main (${file}.yaml:2): Only the release team pushes to main (owner: release@example.org)
0 passed, 1 failed
`,
      );
      const json = JSON.parse((await run("policy", "test", "--format", "json")).stdout);
      assert.deepEqual(
        [json.failed, json.cases[0].expected, json.cases[0].got, json.cases[0].reasons[0].rule],
        [1, "ask", "deny", "main"],
      );
    });

    it("fails a case that another rule decided", async () => {
      write(own, policy);
      write(ownTests, "- action: { command: git push origin main }\n  expect: deny\n  rule: other\n");
      const { code, stdout } = await run("policy", "test");
      assert.equal(code, 1);
      assert.match(stdout, /expected {2}deny by other\n/);
    });

    it("tries a case on the day it names", async () => {
      write(own, "rules:\n  - when: { command: npm test }\n    then: allow\n    expires: 2026-12-31\n");
      const on = (day: string, expect: string) =>
        `- action: { command: npm test }\n  expect: ${expect}\n  today: ${day}\n`;
      write(ownTests, on("2026-12-31", "allow") + on("2027-01-01", "ask"));
      assert.equal((await run("policy", "test")).stdout, "2 passed, 0 failed\n");
    });

    it("refuses tests that cannot be read, or are beside no policy", async () => {
      write(ownTests, "- action: { command: ls }\n  expect: perhaps\n");
      const broken = await run("policy", "test");
      assert.equal(broken.code, 2);
      assert.match(broken.stderr, /countersign\.test\.yaml:2: expect must be allow, ask or deny\./);
      write(ownTests, "- action: { command: ls }\n  expect: allow\n");
      const alone = await run("policy", "test");
      assert.equal(alone.code, 2);
      assert.match(alone.stderr, /countersign\.yaml” does not exist/);
    });
  });

  describe("audit replay", () => {
    beforeEach(async () => {
      const judge = createJudge(await testParsers("javascript"), {});
      let now = Date.parse("2026-11-01T10:00:00.000Z");
      const audit = openAudit(join(home, ".countersign", "audit"), { sha256, now: () => new Date(now) });
      for (const command of ["npm test", "npm test", "git push", "ls"]) {
        const action = { kind: "command", shell: "bash", command, agent: "claude-code" } as const;
        await audit.append(
          auditEntry({
            call: { agent: "claude-code", event: "pre-tool", tool: "Bash", actions: [action] },
            digest: "0".repeat(64),
            judgement: { verdict: judge.decide(action, linux), policyRevision: "built-in" },
            final: { decision: "deny", by: "person" },
            user: "dev",
            workspace: linux.workspace,
          }),
        );
        now += 86_400_000;
      }
      await audit.append(plainEntry(1));
    });

    const other = `rules:
  - { id: tests, when: { command: npm test }, then: allow }
  - { id: no-listing, when: { command: ls }, then: deny }
`;

    it("groups what would differ, and exits with 1", async () => {
      write("project/new.yaml", other);
      const { code, stdout, stderr } = await run("audit", "replay", "--policy", "new.yaml");
      assert.deepEqual([code, stderr], [1, ""]);
      assert.equal(
        stdout,
        `Of 4 decisions, 3 would differ under new.yaml.

2 that asked would run:
  2 × run “npm test” (claude-code, by tests)

1 that ran would be refused:
  run “ls” (claude-code, by no-listing)
1 decision cannot be replayed: the record does not say what was judged.
`,
      );
    });

    it("looks only at what came since", async () => {
      write("project/new.yaml", other);
      const argv = ["audit", "replay", "--policy", "new.yaml", "--since", "2026-11-03", "--format", "json"];
      const { code, stdout } = await run(...argv);
      const { told, cannotBeReplayed, differences } = JSON.parse(stdout);
      assert.deepEqual([code, told, cannotBeReplayed], [1, 2, 1]);
      assert.deepEqual(
        differences.map(({ seq, was, now, rules }: Record<string, unknown>) => [seq, was, now, rules]),
        [[4, "allow", "deny", ["no-listing"]]],
      );
    });

    it("exits with 0 when nothing differs", async () => {
      write("project/new.yaml", "rules: []\n");
      const { code, stdout } = await run("audit", "replay", "--policy", "new.yaml");
      assert.equal(code, 0);
      assert.match(stdout, /^Nothing differs: 4 decisions would be the same under new\.yaml\.\n/);
    });

    it("needs a policy that can be read, and a date", async () => {
      write("project/new.yaml", "rules: 1\n");
      const usage = async (...argv: string[]) => (await run("audit", "replay", ...argv)).code;
      assert.equal(await usage(), 2);
      assert.equal(await usage("--policy", "none.yaml"), 2);
      assert.equal(await usage("--policy", "new.yaml"), 2);
      write("project/new.yaml", "rules: []\n");
      assert.equal(await usage("--policy", "new.yaml", "--since", "yesterday"), 2);
    });
  });
});
