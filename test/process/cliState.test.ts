import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepChange } from "../../src/core/audit/change.ts";
import { needlessCase } from "../../src/core/audit/needless.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { locations } from "../../src/node/locations.ts";
import { keepNeedless } from "../../src/node/needlessFile.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../support/auditEntries.ts";
import { auditRecord } from "../support/auditRecords.ts";
import { requireBuild, runProcess } from "../support/cliProcess.ts";

/** The commands that read and change what lies in a home. */
describe("countersign in a home", () => {
  let home: string;

  before(requireBuild);
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "cli-home-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const run = (argv: readonly string[]) => runProcess(home, argv);

  describe("guard", () => {
    it("installs into the user's files and leaves them byte for byte as before", async () => {
      const file = join(home, ".claude", "settings.json");
      const before = '{ "permissions" : {"allow":[ ] } }  \n';
      mkdirSync(join(home, ".claude"));
      writeFileSync(file, before);
      assert.match((await run(["guard", "status"])).stdout, /not installed/);
      assert.equal((await run(["guard", "install", "--agent", "claude-code"])).code, 0);
      assert.match((await run(["guard", "status", "--agent", "claude-code"])).stdout, /installed, no call seen yet/);
      assert.notEqual(readFileSync(file, "utf8"), before);
      assert.equal((await run(["guard", "remove"])).code, 0);
      assert.equal(readFileSync(file, "utf8"), before);
    });

    it("leaves a broken settings file alone and says so", async () => {
      const file = join(home, ".claude", "settings.json");
      mkdirSync(join(home, ".claude"));
      writeFileSync(file, "{ broken");
      const { code, stdout } = await run(["guard", "install", "--agent", "claude-code"]);
      assert.equal(code, 1);
      assert.match(stdout, /does not rewrite a broken file|not valid JSON/);
      assert.equal(readFileSync(file, "utf8"), "{ broken");
    });
  });

  describe("audit", () => {
    const log = () => join(home, ".countersign", "audit", "audit.jsonl");

    beforeEach(async () => {
      const audit = openAudit(join(home, ".countersign", "audit"), { sha256, now: () => new Date() });
      for (const number of [1, 2, 3]) await audit.append(auditEntry(number, { summary: `=run ${number}` }));
    });

    it("verifies, and names the first bad record with exit 1", async () => {
      assert.deepEqual([(await run(["audit", "verify"])).code], [0]);
      writeFileSync(log(), readFileSync(log(), "utf8").replace("=run 2", "=run 4"));
      const { code, stdout } = await run(["audit", "verify"]);
      assert.equal(code, 1);
      assert.match(stdout, /Line 2, changed/);
      const json = JSON.parse((await run(["audit", "verify", "--format", "json"])).stdout);
      assert.deepEqual([json.ok, json.firstBad.line, json.firstBad.reason], [false, 2, "changed"]);
    });

    it("finds a log that was cut off", async () => {
      writeFileSync(log(), "");
      assert.match((await run(["audit", "verify"])).stdout, /Line 1, truncated/);
    });

    it("lists the last records", async () => {
      const records = JSON.parse((await run(["audit", "list", "--limit", "2", "--format", "json"])).stdout);
      assert.deepEqual(
        records.map(({ seq }: { seq: number }) => seq),
        [2, 3],
      );
    });

    it("lists what was allowed for longer and taken back, and shows it with its decision", async () => {
      const audit = openAudit(join(home, ".countersign", "audit"), { sha256, now: () => new Date() });
      const { hash, seq } = await audit.append(auditEntry(4, { summary: "run make" }));
      const grant = { of: hash, agent: "codex", user: "ann", scope: "task", note: "run make" } as const;
      await audit.note({ step: "granted", ...grant, until: "2026-11-26T10:15:00.000Z" });
      await audit.note({ step: "answered", of: hash });
      await audit.note({ step: "taken-back", ...grant });
      await audit.close();
      const { stdout } = await run(["audit", "list", "--limit", "3"]);
      assert.match(stdout, /run make/);
      assert.match(stdout, /granted +by ann +codex +run make \(for this task, until 2026-11-26 10:15:00 at most\)/);
      assert.match(stdout, /taken-back +by ann +codex +run make/);
      const listed = JSON.parse((await run(["audit", "list", "--limit", "3", "--format", "json"])).stdout);
      assert.deepEqual(
        listed.map(({ step, user }: { step?: string; user: string }) => [step, user].join()),
        [`,${listed[0].user}`, "granted,ann", "taken-back,ann"],
      );
      const denied = (await run(["audit", "list", "--decision", "deny", "--format", "json"])).stdout;
      assert.ok(!denied.includes("granted"));
      for (const number of [seq, seq + 1, seq + 3]) {
        const shown = await run(["audit", "show", String(number)]);
        assert.equal(shown.code, 0, shown.stderr);
        assert.match(shown.stdout, /allowed by ann for this task, until 2026-11-26T10:15:00.000Z at most/);
        assert.match(shown.stdout, /taken back by ann/);
      }
      assert.equal((await run(["audit", "verify"])).code, 0);
    });

    it("exports everything, and no formulas", async () => {
      const lines = (await run(["audit", "export"])).stdout.trimEnd().split("\n");
      assert.equal(`${lines.join("\n")}\n`.length > 0 && lines.length, 3);
      assert.equal(JSON.parse((await run(["audit", "export", "--format", "json"])).stdout).length, 3);
      const csv = (await run(["audit", "export", "--format", "csv"])).stdout;
      assert.equal(csv.split("\r\n").length, 5);
      assert.ok(csv.includes(",'=run 1,"));
      for (const format of ["ocsf", "otel"]) {
        const events = (await run(["audit", "export", "--format", format])).stdout.trimEnd().split("\n");
        assert.equal(events.map((line) => JSON.parse(line)).length, 3, format);
      }
    });

    it("shows one record with its diff, exports the diff, and packs it or withholds it", async () => {
      const audit = openAudit(join(home, ".countersign", "audit"), { sha256, now: () => new Date() });
      const entry = auditEntry(4, { summary: "edit a.ts", session: "s4", effects: ["write-files"] });
      const { hash } = await audit.append(entry);
      const files = [{ path: "/w/a.ts", before: "old\n", after: "new\n" }];
      await audit.note({ step: "change", of: hash, agent: entry.agent, change: keepChange({ files }, true, sha256) });
      const shown = await run(["audit", "show", "4"]);
      assert.deepEqual([shown.code, shown.stdout.includes("-old\n+new")], [0, true], shown.stdout);
      const json = JSON.parse((await run(["audit", "show", "4", "--format", "json"])).stdout);
      assert.equal(json.steps[0].change.files[0].added, 1);
      assert.equal((await run(["audit", "show", "5"])).code, 2, "a step is no decision");
      for (const format of ["jsonl", "json", "csv", "ocsf", "otel"]) {
        const { stdout } = await run(["audit", "export", "--format", format]);
        assert.match(stdout, /-old(?:\\n|\n)\+new/, format);
      }
      for (const [out, ...more] of [["with.jsonl"], ["without.jsonl", "--without-diffs"]] as const) {
        const file = join(home, out);
        await run(["audit", "pack", "--out", file, "--session", "s4", ...more]);
        const text = readFileSync(file, "utf8");
        assert.deepEqual([text.includes("edit a.ts"), text.includes("-old")], [true, more.length === 0]);
        const checked = await run(["audit", "check", file]);
        assert.deepEqual([checked.code, checked.stdout.includes("numbers 1 to 5")], [0, true], checked.stdout);
      }
    });

    it("tries the questions that were marked as needless, and fails while one is still asked", async () => {
      assert.match((await run(["audit", "needless"])).stdout, /No question was marked/);
      const acts = [{ kind: "command", rule: "unknown-program", grade: "ask", effects: ["run-code"], command: "lint" }];
      const record = auditRecord({ acts, effects: ["run-code"], summary: "run “lint”" } as never);
      keepNeedless(locations(home), needlessCase(record, "2026-11-26T10:00:00.000Z"));
      const asked = await run(["audit", "needless"]);
      assert.deepEqual([asked.code, /is still asked .*run “lint”/.test(asked.stdout)], [1, true], asked.stdout);
      const policy = join(home, "new.yaml");
      writeFileSync(policy, "rules:\n  - when: {command: lint}\n    then: allow\n    reason: it only reads\n");
      const spared = await run(["audit", "needless", "--policy", policy]);
      assert.deepEqual([spared.code, /is spared/.test(spared.stdout)], [0, true], spared.stdout);
    });

    it("signs where the log stands, and packs a part of it that proves itself", async () => {
      assert.match((await run(["audit", "verify"])).stdout, /Nothing of it is signed/);
      assert.match((await run(["audit", "seal"])).stdout, /Signed up to record 3/);
      assert.match((await run(["audit", "verify"])).stdout, /Signed up to record 3/);
      const out = join(home, "case.jsonl");
      const packed = await run(["audit", "pack", "--out", out, "--agent", "nobody"]);
      assert.deepEqual([packed.code, packed.stdout.startsWith("Wrote 0 records")], [0, true]);
      assert.ok(!readFileSync(out, "utf8").includes("=run 2"), "what was not asked for is withheld");
      const checked = await run(["audit", "check", out]);
      assert.equal(checked.code, 0, checked.stdout + checked.stderr);
      assert.match(checked.stdout, /0 records shown, 3 withheld/);
      assert.match(checked.stdout, /signed up to record 3/);
      assert.notEqual((await run(["audit", "pack", "--out", out])).code, 0, "a pack is never overwritten");
      writeFileSync(out, readFileSync(out, "utf8").replace('"withheld":3', '"withheld":2'));
      assert.equal((await run(["audit", "check", out])).code, 1);
      assert.equal((await run(["audit", "retire", "--keep-days", "1"])).code, 0);
    });

    it("reports what was done unconfirmed, and how much was asked", async () => {
      const { stdout } = await run(["audit", "coverage", "--format", "json"]);
      const [row] = JSON.parse(stdout).capabilities;
      assert.deepEqual([row.agent, row.effect, row.unconfirmed], ["claude-code", "read-files", 3]);
      assert.match(
        (await run(["audit", "coverage", "--format", "markdown"])).stdout,
        /\| claude-code \| read files \| 3 /,
      );
      assert.match((await run(["audit", "fatigue"])).stdout, /Nobody was asked anything/);
      assert.equal((await run(["audit", "fatigue", "--since", "yesterday"])).code, 2);
    });
  });

  it("examines an installation that is not there yet without finding fault", async () => {
    const { code, stdout } = await run(["doctor"]);
    assert.match(stdout, /grammars/);
    assert.ok(!stdout.includes("PROBLEM"), stdout);
    assert.equal(code, 0);
  });

  it("finds fault with a policy that cannot be read and an audit that does not hold", async () => {
    mkdirSync(join(home, ".countersign", "audit"), { recursive: true });
    writeFileSync(join(home, ".countersign", "countersign.yaml"), "rules: [");
    writeFileSync(join(home, ".countersign", "audit", "audit.jsonl"), "hello\n");
    const { code, stdout } = await run(["doctor", "--format", "json"]);
    const faults = JSON.parse(stdout).filter(({ state }: { state: string }) => state === "problem");
    assert.deepEqual(
      faults.map(({ name }: { name: string }) => name),
      ["policy", "audit"],
    );
    assert.equal(code, 1);
  });
}).timeout(60_000);
