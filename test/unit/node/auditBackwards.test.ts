import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordsBackwards } from "../../../src/node/auditBackwards.ts";
import { auditPaths } from "../../../src/node/auditFile.ts";
import { auditRecord } from "../../support/auditRecords.ts";

describe("audit from its end", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "backwards-"));
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const log = () => auditPaths(folder).log;
  const line = (seq: number, summary = "x") => `${JSON.stringify(auditRecord({ seq, summary }))}\n`;

  async function numbers(limit = Number.POSITIVE_INFINITY): Promise<number[]> {
    const found: number[] = [];
    for await (const { seq } of recordsBackwards(folder)) {
      found.push(seq);
      if (found.length >= limit) break;
    }
    return found;
  }

  it("has no records where there is no log", async () => assert.deepEqual(await numbers(), []));

  it("gives them newest first across blocks, whatever their length", async () => {
    const lengths = [1, 300_000, 5, 262_144, 700_000, 2, 100];
    writeFileSync(log(), lengths.map((length, index) => line(index + 1, "y".repeat(length))).join(""));
    assert.deepEqual(await numbers(), [7, 6, 5, 4, 3, 2, 1]);
  });

  it("leaves out a torn end, lines that are no records, no text, or too long, and goes on", async () => {
    writeFileSync(log(), line(1));
    appendFileSync(log(), `${"z".repeat(3 * 1024 * 1024)}\n`);
    appendFileSync(log(), line(2));
    appendFileSync(log(), Buffer.from([0xff, 0xfe, 10]));
    appendFileSync(log(), "not a record\n\n");
    appendFileSync(log(), line(3));
    appendFileSync(log(), line(4).slice(0, 50));
    assert.deepEqual(await numbers(), [3, 2, 1]);
  });

  it("reads only the end of a log as long as a million records", async () => {
    writeFileSync(log(), "");
    // A hole takes no room on the disk, and would take long to be read through.
    truncateSync(log(), 1_000_000 * 1_000);
    appendFileSync(log(), "\n");
    appendFileSync(log(), line(1).repeat(1_000) + line(2));
    const begun = performance.now();
    const found = await numbers(1_000);
    const tookMs = performance.now() - begun;
    assert.deepEqual([found.length, found[0], found[999]], [1_000, 2, 1]);
    // Some 40 ms; reading a gigabyte takes longer even where nothing else runs.
    assert.ok(tookMs < 10_000, `${tookMs} ms`);
  });
});
