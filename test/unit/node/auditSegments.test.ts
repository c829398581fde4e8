import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chainStart, headText, link, recordLine } from "../../../src/core/audit/chain.ts";
import { checkpointLine } from "../../../src/core/audit/checkpoint.ts";
import { readRecord } from "../../../src/core/audit/readRecord.ts";
import { appendCheckpoint, checkpointsIn, lastSigned } from "../../../src/node/auditCheckpoints.ts";
import { auditPaths, openAudit } from "../../../src/node/auditFile.ts";
import { fileKeyStore, openSigner } from "../../../src/node/auditKeys.ts";
import { auditLines, verifyAudit } from "../../../src/node/auditReader.ts";
import { retireSegments } from "../../../src/node/auditRetention.ts";
import { keyFile, sealAudit, sealUnattended } from "../../../src/node/auditSeal.ts";
import { segmentPath, segmentsOf } from "../../../src/node/auditSegments.ts";
import { locations as locate } from "../../../src/node/locations.ts";
import { auditEntry, sha256 } from "../../support/auditEntries.ts";

const now = () => new Date("2026-11-25T10:00:00.000Z");

describe("audit segments and signatures", () => {
  let home: string;
  let folder: string;
  let place: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "segments-"));
    folder = join(home, "audit");
    place = join(home, "second", "place");
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** Each record fills a segment. */
  const audit = () => openAudit(folder, { sha256, now, segments: { bytes: 1, ageMs: Number.MAX_SAFE_INTEGER } });
  const append = async (...numbers: number[]) => {
    for (const number of numbers) await audit().append(auditEntry(number));
  };
  const verify = () => verifyAudit(folder, sha256, [place]);
  const signer = () => openSigner(fileKeyStore(join(home, "keys", "key.pem")));
  const seal = () => sealAudit({ folder, places: [place], signer, sha256, now });
  const rewrite = (number: number, change: (text: string) => string) => {
    const path = segmentPath(folder, number);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };

  /** What someone with the user's files can do without a key: a whole other log, with its anchor. */
  function replaceLog(count: number): void {
    for (const { path } of segmentsOf(folder)) rmSync(path);
    const lines: string[] = [];
    let last: { seq: number; hash: string } = chainStart;
    for (let number = 1; number <= count; number++) {
      const record = link(auditEntry(number, { summary: "nothing happened" }), last, now().toISOString(), sha256);
      lines.push(`${recordLine(record)}\n`);
      last = record;
    }
    const text = lines.join("");
    writeFileSync(auditPaths(folder).log, text);
    writeFileSync(auditPaths(folder).head, headText({ schema: 1, ...pick(last), bytes: text.length }));
  }
  const pick = ({ seq, hash }: { seq: number; hash: string }) => ({ seq, hash });

  it("are signed without an editor once a minute, by a key that only this user can read, and never a rewritten log", async () => {
    const locations = { ...locate(home), audit: folder, auditAnchor: place };
    const sealAt = (minutes: number) => sealUnattended(locations, sha256, new Date(now().getTime() + minutes * 60_000));
    await sealAt(0);
    assert.equal(lastSigned([place]), undefined, "there is nothing to sign");
    await append(1);
    await sealAt(0);
    await append(2);
    await sealAt(0.5);
    assert.equal(lastSigned([folder, place])?.seq, 1);
    await sealAt(1);
    assert.equal(lastSigned([folder, place])?.seq, 2);
    assert.equal(statSync(keyFile(place)).mode & 0o777, 0o600);
    replaceLog(3);
    await sealAt(2);
    assert.equal(lastSigned([folder, place])?.seq, 2);
    assert.equal((await verify()).ok, false);
  });

  it("are signed from where the last signature is, however many there are", async () => {
    await append(1);
    await seal();
    const [line] = readFileSync(join(place, "checkpoints.jsonl"), "utf8").trim().split("\n");
    writeFileSync(join(place, "checkpoints.jsonl"), `${`${"x".repeat(300)}\n`.repeat(1_000)}${line}\n`);
    rmSync(join(folder, "checkpoints.jsonl"));
    assert.equal(lastSigned([folder, place])?.seq, 1);
    assert.equal(lastSigned([join(home, "nowhere")]), undefined);
  });

  it("go on from one file to the next in one chain", async () => {
    await append(1, 2, 3);
    assert.deepEqual(
      segmentsOf(folder).map(({ number }) => number),
      [1, 2, 3],
    );
    const seqs: (number | undefined)[] = [];
    for await (const line of auditLines(folder)) seqs.push(readRecord(line)?.seq);
    assert.deepEqual(seqs, [1, 2, 3]);
    assert.deepEqual([(await verify()).ok, (await verify()).records], [true, 3]);
  });

  it("begin a new file when the old one is old", async () => {
    const old = openAudit(folder, {
      sha256,
      now: () => new Date(Date.now() + 1e9),
      segments: { bytes: 1e9, ageMs: 1e6 },
    });
    await old.append(auditEntry(1));
    await old.append(auditEntry(2));
    assert.equal(segmentsOf(folder).length, 2);
  });

  it("name the file and the line of the first bad record", async () => {
    await append(1, 2, 3);
    rewrite(2, (text) => text.replace("echo 2", "echo 9"));
    const { firstBad } = await verify();
    assert.deepEqual(firstBad?.segment, { name: "audit-000002.jsonl", line: 1 });
    assert.equal(firstBad?.reason, "changed");
  });

  it("notice a file that is missing, first, middle or last", async () => {
    await append(1, 2, 3);
    for (const number of [1, 2, 3]) {
      const path = segmentPath(folder, number);
      const text = readFileSync(path);
      rmSync(path);
      assert.equal((await verify()).ok, false, String(number));
      writeFileSync(path, text);
    }
    assert.equal((await verify()).ok, true);
  });

  it("are signed, in both places, and only once for the same head", async () => {
    assert.equal((await seal()).kind, "nothing-new");
    await append(1, 2);
    assert.equal((await seal()).kind, "sealed");
    assert.equal((await seal()).kind, "nothing-new");
    await append(3);
    assert.equal((await seal()).kind, "sealed");
    assert.deepEqual(checkpointsIn(folder), checkpointsIn(place));
    const { ok, signed } = await verify();
    assert.deepEqual([ok, signed?.checkpoints, signed?.upTo], [true, 2, 3]);
  });

  it("show that a log was rewritten whole, and are not signed then", async () => {
    await append(1, 2, 3, 4);
    await seal();
    replaceLog(6);
    rmSync(join(folder, "checkpoints.jsonl"));
    assert.equal((await verifyAudit(folder, sha256)).ok, true, "the chain alone cannot tell");
    const { firstBad } = await verify();
    assert.deepEqual([firstBad?.reason, firstBad?.seq, firstBad?.line], ["rewritten", 1, 1]);
    assert.equal((await seal()).kind, "refused");
  });

  it("show that the end was rewritten after a signature, and a log that is shorter than what was signed", async () => {
    await append(1, 2);
    await seal();
    await append(3);
    await seal();
    replaceLog(2);
    assert.equal((await verify()).firstBad?.reason, "rewritten");
    rmSync(folder, { recursive: true });
    assert.equal((await verify()).firstBad?.reason, "truncated");
    assert.equal((await seal()).kind, "refused");
  });

  it("show a signature that was changed, and outlive a torn line", async () => {
    await append(1);
    await seal();
    const [one] = checkpointsIn(place);
    writeFileSync(join(place, "checkpoints.jsonl"), `${checkpointLine(one!)}{"schema":1,"se`);
    await append(2);
    await seal();
    assert.equal(checkpointsIn(place).length, 2);
    assert.equal((await verify()).ok, true);
    appendCheckpoint(place, { ...one!, time: "2020-01-01T00:00:00.000Z" });
    const { ok, firstBad } = await verify();
    assert.deepEqual([ok, firstBad?.reason, firstBad?.seq], [false, "forged", 1]);
  });

  it("are removed when they are old enough, which the chain says", async () => {
    await append(1, 2, 3);
    const long = new Date("2025-01-01T00:00:00.000Z");
    for (const number of [1, 2]) utimesSync(segmentPath(folder, number), long, long);
    await seal();
    const before = now().getTime() - 1e9;
    const retired = await retireSegments({ folder, places: [place], audit: audit(), sha256, before });
    assert.deepEqual([retired.kind, existsSync(segmentPath(folder, 1))], ["retired", false]);
    const { ok, retired: gone, signed } = await verify();
    assert.deepEqual([ok, gone?.seq, signed?.upTo], [true, 2, 3]);
    await append(5);
    assert.equal((await verify()).ok, true);
    assert.equal((await seal()).kind, "sealed");
    rmSync(segmentPath(folder, 3));
    assert.equal((await verify()).ok, false, "more is gone than was said");
  });

  it("are kept when something is wrong with the log", async () => {
    await append(1, 2);
    rewrite(1, (text) => text.replace("echo 1", "echo 7"));
    const kept = await retireSegments({ folder, places: [place], audit: audit(), sha256, before: Date.now() + 1e9 });
    assert.equal(kept.kind, "kept");
    assert.equal(segmentsOf(folder).length, 2);
  });

  it("take no other file of the folder for a part of the log", async () => {
    await append(1);
    for (const name of ["audit-2.jsonl", "audit-0000002.jsonl", "audit-000002.jsonl.bak"]) {
      writeFileSync(join(folder, name), "x\n");
    }
    assert.equal((await verify()).ok, true);
    assert.ok(readdirSync(folder).length > 4);
  });
});
