import assert from "node:assert/strict";
import fc from "fast-check";
import {
  chainStart,
  genesisHash,
  headText,
  link,
  openLine,
  parseHead,
  recordLine,
} from "../../../../src/core/audit/chain.ts";
import { canonicalJson } from "../../../../src/core/canonicalJson.ts";
import { auditChain, auditEntry, sha256 } from "../../../support/auditEntries.ts";

describe("audit chain", () => {
  it("starts after 64 zeros and numbers records from 1", () => {
    const record = link(auditEntry(1), chainStart, "2026-11-21T10:00:00.000Z", sha256);
    assert.equal(record.seq, 1);
    assert.equal(record.prev, genesisHash);
  });

  it("links each record to the hash of the one before", () => {
    const { records } = auditChain(3);
    assert.deepEqual(
      records.map((record) => record.prev),
      [genesisHash, records[0]!.hash, records[1]!.hash],
    );
  });

  it("seals a line with the hash of everything before the seal", () => {
    const { lines, records } = auditChain(1);
    const opened = openLine(lines[0]!);
    assert.equal(opened?.hash, records[0]!.hash);
    assert.equal(sha256(opened!.covered), records[0]!.hash);
    assert.deepEqual(JSON.parse(lines[0]!), records[0]);
  });

  it("keeps a record one line whatever its texts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (summary) => {
        const record = link(auditEntry(1, { summary }), chainStart, "2026-11-21T10:00:00.000Z", sha256);
        const line = recordLine(record);
        assert.ok(!/[\r\n]/.test(line));
        assert.equal(openLine(line)?.hash, record.hash);
      }),
    );
  });

  it("gives equal values equal JSON, whatever the order of their members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        assert.equal(canonicalJson(reversed), canonicalJson(value));
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("leaves undefined members out, as JSON does", () => {
    assert.equal(canonicalJson({ b: undefined, a: [undefined, 1] }), '{"a":[null,1]}');
  });

  it("writes anchors of one length that read back", () => {
    const { head } = auditChain(2);
    const largest = { ...head, seq: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
    for (const anchor of [head, largest]) {
      assert.equal(headText(anchor).length, 256);
      assert.deepEqual(parseHead(headText(anchor)), anchor);
    }
  });

  for (const text of [
    "",
    "{}",
    "null",
    "[]",
    '{"schema":2,"seq":1,"hash":"","bytes":0}',
    '{"schema":1,"seq":-1}',
    "{",
  ]) {
    it(`does not take ${JSON.stringify(text)} for an anchor`, () => assert.equal(parseHead(text), undefined));
  }
});
