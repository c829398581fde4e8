import assert from "node:assert/strict";
import {
  isFiltering,
  matchesFilter,
  matchesWords,
  type RecordFilter,
} from "../../../../src/core/audit/recordFilter.ts";
import { auditRecord } from "../../../support/auditRecords.ts";

const record = auditRecord({ effects: ["write-files", "send-outward"], decision: "deny", decidedBy: "nobody" });

describe("filter of records", () => {
  const rows: readonly (readonly [RecordFilter, boolean])[] = [
    [{}, true],
    [{ agent: "claude-code" }, true],
    [{ agent: "codex" }, false],
    [{ effect: "send-outward" }, true],
    [{ effect: "change-access" }, false],
    [{ outcome: "unanswered" }, true],
    [{ outcome: "denied" }, false],
    [{ agent: "claude-code", effect: "send-outward", outcome: "unanswered" }, true],
    [{ agent: "claude-code", effect: "send-outward", outcome: "allowed" }, false],
  ];
  for (const [filter, expected] of rows) {
    it(`${JSON.stringify(filter)} ${expected ? "matches" : "does not match"}`, () => {
      assert.equal(matchesFilter(record, filter), expected);
      assert.equal(isFiltering(filter), Object.keys(filter).length > 0);
    });
  }
});

describe("search in records", () => {
  for (const [query, expected] of [
    ["", true],
    ["A.TS claude", true],
    ["  send-outward  2026-11-21 ", true],
    ["claude nowhere", false],
  ] as const) {
    it(`“${query}” is ${expected ? "found" : "not found"}`, () => assert.equal(matchesWords(record, query), expected));
  }
});
