/** An evidence pack in a person's hands: made in one home, checked in another with one command, and tampered with. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepChange } from "../../src/core/audit/change.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../support/auditEntries.ts";
import { requireBuild, runProcess } from "../support/cliProcess.ts";

describe("an evidence pack", () => {
  let folder: string;
  let mine: string;
  let theirs: string;
  let pack: string;

  const lines = () => readFileSync(pack, "utf8").split("\n").slice(0, -1);
  const make = (...more: string[]) => runProcess(mine, ["audit", "pack", "--out", pack, ...more]);
  const parsed = (line: string | undefined) => JSON.parse(line ?? "null");

  /** As the one who got it does, who has nothing of the one who made it. */
  async function check(text: string) {
    const got = join(theirs, "got.jsonl");
    writeFileSync(got, text);
    return runProcess(theirs, ["audit", "check", got]);
  }

  before(async () => {
    requireBuild();
    folder = mkdtempSync(join(tmpdir(), "evidence-"));
    [mine, theirs] = [join(folder, "mine"), join(folder, "theirs")];
    for (const home of [mine, theirs]) mkdirSync(home);
    pack = join(folder, "case.jsonl");
    const audit = openAudit(join(mine, ".countersign", "audit"), { sha256, now: () => new Date() });
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const session = number % 2 === 0 ? "incident" : "private";
      const { hash } = await audit.append(auditEntry(number, { session, summary: `run “number ${number}”` }));
      const files = [{ path: "/w/a.ts", before: "old\n", after: `new ${number}\n` }];
      if (number === 2) await audit.note({ step: "change", of: hash, change: keepChange({ files }, true, sha256) });
    }
    await audit.close();
    assert.equal((await runProcess(mine, ["audit", "seal"])).code, 0);
  });
  afterEach(() => rmSync(pack, { force: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows what was asked for and nothing else, and proves itself to somebody who has only the file", async () => {
    const made = await make("--session", "incident", "--without-diffs");
    assert.equal(made.code, 0, made.stdout + made.stderr);
    assert.match(made.stdout, /Wrote 3 records to .*case\.jsonl, 4 withheld\. To check it: countersign audit check/);
    const text = readFileSync(pack, "utf8");
    for (const number of [1, 2, 3, 4, 5, 6])
      assert.equal(text.includes(`number ${number}`), number % 2 === 0, `${number}`);
    assert.doesNotMatch(text, /private|new 2/);
    const { code, stdout } = await check(text);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /The pack holds: 3 records shown, 4 withheld, numbers 1 to 7\./);
    assert.match(stdout, /The log itself was signed up to record 7/);
    assert.deepEqual(readdirSync(theirs), ["got.jsonl"], "nothing else was made or needed");
  });

  it("with the diffs shows those of the calls that were asked for", async () => {
    assert.equal((await make("--session", "incident")).code, 0);
    assert.match(readFileSync(pack, "utf8"), /new 2/);
    assert.match((await check(readFileSync(pack, "utf8"))).stdout, /4 records shown, 3 withheld/);
  });

  /** Lines 1 and 4 and 6 are withheld: records 1, 4 (session private) and 6. */
  const tampering: Readonly<Record<string, readonly [change: (lines: string[]) => string[], said: RegExp]>> = {
    "a word of a record": [
      (all) => all.with(1, (all[1] ?? "").replace("number 2", "number 9")),
      /Line 2: Record 2 was changed: its content does not fit its hash/,
    ],
    "the hash of what is withheld": [
      (all) => all.with(3, JSON.stringify({ withheld: "0".repeat(64) })),
      /Line 5: Record 5 does not follow record 4: one was changed, put in or taken away/,
    ],
    "a record that is taken away": [(all) => all.toSpliced(2, 1), /does not follow record/],
    "a record that is put in": [(all) => all.toSpliced(2, 0, all[1] ?? ""), /does not follow record/],
    "a record that is hidden afterwards": [
      (all) => all.with(1, JSON.stringify({ withheld: parsed(all[1]).hash })),
      /There are 3 shown and 4 withheld, and the manifest says 4 shown and 3 withheld/,
    ],
    "a record that is made up for what is withheld": [
      (all) => all.with(0, (all[1] ?? "").replace("number 2", "number 1")),
      /Line 1: Record 1 was changed/,
    ],
    "the manifest: how much is withheld": [
      (all) => all.with(-2, (all.at(-2) ?? "").replace('"withheld":3', '"withheld":0')),
      /The manifest or its signature was changed/,
    ],
    "the manifest: where the log ended": [
      (all) => all.with(-2, (all.at(-2) ?? "").replace(/"seq":7/, '"seq":8')),
      /The manifest or its signature was changed/,
    ],
    "the signature": [
      (all) => all.with(-1, JSON.stringify({ signature: Buffer.alloc(64).toString("base64") })),
      /The manifest or its signature was changed/,
    ],
    "the end, which is cut off": [
      (all) => all.slice(0, -1),
      /The signature is missing: the end of the file was cut off/,
    ],
    "more of the end": [(all) => all.slice(0, -2), /its end is missing/],
    "something that is added after the end": [
      (all) => [...all, all[1] ?? ""],
      /Line 10: Something was added after the signature/,
    ],
    "the line ends, by a mail": [(all) => all.map((line) => `${line}\r`), /Its line ends were changed on the way/],
  };
  let whole: readonly string[] | undefined;
  for (const [what, [change, said]] of Object.entries(tampering)) {
    it(`finds and names what was changed: ${what}`, async () => {
      if (!whole) assert.equal((await make("--session", "incident")).code, 0);
      whole ??= lines();
      const before = [...whole];
      const changed = change(before);
      assert.notDeepEqual(changed, before);
      const { code, stdout } = await check(changed.map((line) => `${line}\n`).join(""));
      assert.equal(code, 1, stdout);
      assert.match(stdout, /The pack does not hold\. Line \d+: /);
      assert.match(stdout, said);
    });
  }

  it("is not made of a log whose head or records were changed, and says which", async () => {
    const log = join(mine, ".countersign", "audit", "audit.jsonl");
    const text = readFileSync(log, "utf8");
    writeFileSync(log, text.replace("number 3", "number 8"));
    const changed = await make();
    assert.equal(changed.code, 1);
    assert.match(changed.stdout, /does not hold[\s\S]*record 4|does not hold[\s\S]*4/i);
    writeFileSync(log, text);
    const head = join(mine, ".countersign", "audit", "head.json");
    const kept = readFileSync(head, "utf8");
    writeFileSync(head, kept.replace(/"seq":7/, '"seq":9'));
    assert.equal((await make()).code, 1);
    writeFileSync(head, kept);
    assert.equal(readdirSync(folder).includes("case.jsonl"), false, "nothing was written");
    assert.equal((await make()).code, 0);
  });

  it("does not take the place of an older one", async () => {
    writeFileSync(pack, "older\n");
    const { code, stderr } = await make();
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
    assert.equal(readFileSync(pack, "utf8"), "older\n");
  });
});
