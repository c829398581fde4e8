import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecord } from "../../../src/core/audit/readRecord.ts";
import type { Mended } from "../../../src/core/audit/record.ts";
import { type AuditFile, auditPaths, openAudit } from "../../../src/node/auditFile.ts";
import { auditLines, verifyAudit } from "../../../src/node/auditReader.ts";
import { auditEntry, sha256 } from "../../support/auditEntries.ts";

describe("audit file", () => {
  let home: string;
  let folder: string;
  let mended: Mended[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "audit-"));
    folder = join(home, "audit");
    mended = [];
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function audit(): AuditFile {
    return openAudit(folder, {
      sha256,
      now: () => new Date("2026-11-21T10:00:00.000Z"),
      onMended: (what) => mended.push(what),
    });
  }

  async function append(...numbers: number[]): Promise<void> {
    const file = audit();
    for (const number of numbers) await file.append(auditEntry(number));
  }

  function log(): string {
    return readFileSync(auditPaths(folder).log, "utf8");
  }

  function rewrite(change: (text: string) => string): void {
    writeFileSync(auditPaths(folder).log, change(log()));
  }

  const verify = () => verifyAudit(folder, sha256);

  async function numbers(): Promise<number[]> {
    const found: number[] = [];
    for await (const line of auditLines(folder)) found.push(readRecord(line)?.seq ?? -1);
    return found;
  }

  it("touches nothing before the first record", () => {
    audit();
    assert.equal(existsSync(folder), false);
  });

  it("takes a folder that does not exist for a log without records", async () => {
    assert.deepEqual(await verify(), {
      ok: true,
      records: 0,
      torn: false,
      unanchored: 0,
      end: { seq: 0, hash: "0".repeat(64) },
    });
    assert.equal(existsSync(folder), false);
  });

  it("has the record in the file and anchored when it acknowledges", async () => {
    const record = await audit().append(auditEntry(1));
    assert.deepEqual(readRecord(log().trimEnd()), record);
    const head = JSON.parse(readFileSync(auditPaths(folder).head, "utf8"));
    assert.deepEqual(head, { schema: 1, seq: 1, hash: record.hash, bytes: statSync(auditPaths(folder).log).size });
  });

  it("keeps records in the order of their appends, also when they share a flush", async () => {
    const file = audit();
    const records = await Promise.all(Array.from({ length: 1200 }, (_, index) => file.append(auditEntry(index))));
    assert.deepEqual(
      records.map(({ seq, summary }) => `${seq} ${summary}`),
      records.map((_, index) => `${index + 1} echo ${index}`),
    );
    assert.equal((await verify()).records, 1200);
  });

  it("continues the chain after it was closed", async () => {
    await append(1, 2);
    await append(3);
    assert.deepEqual(await numbers(), [1, 2, 3]);
    assert.equal((await verify()).ok, true);
  });

  it("removes the values of secrets before they reach the disk", async () => {
    await audit().append(auditEntry(1, { summary: "login --password correct-horse", targets: ["correct-horse"] }));
    assert.ok(!log().includes("correct-horse"));
  });

  // Windows keeps a user's files from others by access lists, which Node does not show.
  (process.platform === "win32" ? () => undefined : it)("lets only the user read it", async () => {
    await append(1);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    for (const path of [auditPaths(folder).log, auditPaths(folder).head])
      assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("removes a line that was never finished and says so in the next record", async () => {
    await append(1, 2);
    rewrite((text) => `${text}{"agent":"claude`);
    assert.equal((await verify()).torn, true);
    await append(3);
    assert.deepEqual(mended, ["torn"]);
    assert.deepEqual(await numbers(), [1, 2, 3]);
    assert.match(log().split("\n")[2]!, /"mended":"torn"/);
    assert.deepEqual([(await verify()).ok, (await verify()).torn], [true, false]);
  });

  it("accepts records whose anchor was not moved any more", async () => {
    await append(1);
    const head = readFileSync(auditPaths(folder).head);
    await append(2, 3);
    writeFileSync(auditPaths(folder).head, head);
    assert.deepEqual([(await verify()).ok, (await verify()).unanchored], [true, 2]);
    await append(4);
    assert.deepEqual(mended, []);
    assert.deepEqual([(await verify()).ok, (await verify()).unanchored, (await verify()).records], [true, 0, 4]);
  });

  it("keeps a cut tail visible for ever", async () => {
    await append(1, 2, 3);
    rewrite((text) => `${text.split("\n").slice(0, 1).join("\n")}\n`);
    assert.equal((await verify()).firstBad?.reason, "truncated");
    await append(4);
    assert.deepEqual(mended, ["cut"]);
    assert.deepEqual(await numbers(), [1, 4]);
    const { ok, firstBad } = await verify();
    assert.deepEqual([ok, firstBad?.reason, firstBad?.seq], [false, "removed", 2]);
  });

  it("keeps a removed log visible for ever", async () => {
    await append(1, 2);
    rmSync(auditPaths(folder).log);
    assert.equal((await verify()).firstBad?.reason, "truncated");
    await append(3);
    assert.equal((await verify()).firstBad?.reason, "removed");
  });

  it("keeps a removed anchor visible for ever", async () => {
    await append(1, 2);
    rmSync(auditPaths(folder).head);
    assert.equal((await verify()).firstBad?.reason, "no-anchor");
    await append(3);
    assert.deepEqual(mended, ["head-missing"]);
    const { ok, firstBad } = await verify();
    assert.deepEqual([ok, firstBad?.reason, firstBad?.seq], [false, "no-anchor", 3]);
  });

  for (const [name, text] of [
    ["emptied", ""],
    ["overwritten", "{}"],
    ["overwritten with something long", "x".repeat(5000)],
  ] as const) {
    it(`treats an anchor that was ${name} like a removed one, and can go on`, async () => {
      await append(1);
      writeFileSync(auditPaths(folder).head, text);
      await append(2);
      await append(3);
      assert.deepEqual(mended, ["head-missing"]);
      assert.equal((await verify()).firstBad?.seq, 2);
    });
  }

  it("leaves lines that others appended in place and does not follow them", async () => {
    await append(1);
    rewrite((text) => `${text}hello\nworld`);
    await append(2);
    assert.deepEqual(mended, ["foreign"]);
    assert.deepEqual(await numbers(), [1, -1, -1, 2]);
    const { firstBad } = await verify();
    assert.deepEqual([firstBad?.reason, firstBad?.line], ["inserted", 2]);
  });

  it("finds a cut in the middle of an acknowledged record", async () => {
    await append(1, 2);
    truncateSync(auditPaths(folder).log, statSync(auditPaths(folder).log).size - 20);
    assert.equal((await verify()).firstBad?.reason, "truncated");
    await append(3);
    assert.equal((await verify()).ok, false);
  });

  it("does not take other bytes with the same reading for the record", async () => {
    await audit().append(auditEntry(1, { summary: "\ufffd" }));
    const bytes = readFileSync(auditPaths(folder).log);
    const at = bytes.indexOf(Buffer.from("\ufffd"));
    writeFileSync(
      auditPaths(folder).log,
      Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)]),
    );
    assert.equal((await verify()).firstBad?.reason, "changed");
  });

  describe("rejects the append, so that the action is denied,", () => {
    const fails = (file: AuditFile) => assert.rejects(file.append(auditEntry(9)));

    it("when the folder is a file", async () => {
      writeFileSync(folder, "");
      await fails(audit());
    });

    it("when the log is a folder", async () => {
      mkdirSync(auditPaths(folder).log, { recursive: true });
      await fails(audit());
    });

    it("when the anchor is a folder", async () => {
      await append(1);
      rmSync(auditPaths(folder).head);
      mkdirSync(auditPaths(folder).head);
      await fails(audit());
      assert.deepEqual(await numbers(), [1]);
    });

    it("when another process holds the lock", async () => {
      const lock = auditPaths(folder).lock;
      mkdirSync(lock, { recursive: true });
      writeFileSync(join(lock, "1"), JSON.stringify({ pid: process.pid, host: (await import("node:os")).hostname() }));
      await fails(openAudit(folder, { sha256, now: () => new Date(), patienceMs: 50 }));
      assert.equal(existsSync(auditPaths(folder).log), false);
    });

    it("and goes on when the cause is gone", async () => {
      writeFileSync(folder, "");
      const file = audit();
      await fails(file);
      rmSync(folder);
      await file.append(auditEntry(1));
      assert.equal((await verify()).records, 1);
      chmodSync(folder, 0o700);
    });
  });
});
