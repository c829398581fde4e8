import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnyRecord, chainStart, link, linkLine } from "../../../../../src/core/audit/chain.ts";
import { keepChange } from "../../../../../src/core/audit/change.ts";
import { otelLogs } from "../../../../../src/core/audit/export/otel.ts";
import type { StepEntry } from "../../../../../src/core/audit/record.ts";
import { auditEntry, sha256 } from "../../../../support/auditEntries.ts";
import { conventionalNames, throughOtlp } from "../../../../support/otlp.ts";

const time = "2026-11-21T10:00:00.250Z";
const of = "a".repeat(64);
const step = (entry: StepEntry) => linkLine(entry, chainStart, time, sha256).record;
const full = link(
  auditEntry(1, {
    ...{ agentVersion: "2.1", session: "s", call: "c", cwd: "/w", decision: "deny", decidedBy: "nobody" },
    ...{ verdict: "ask", failure: "expired", lookedMs: 2_400, delayMs: 12.5, subagent: "x", client: "y", window: "w" },
    ...{ times: { held: 1, decided: 2 }, monotonic: { held: 0.25, decided: 1.5 }, effects: ["send-outward"] },
    acts: [{ kind: "command", rule: "r", grade: "ask", effects: ["run-code"], command: "make", paths: ["/w/a"] }],
    targets: ["forum.example"],
  }),
  chainStart,
  time,
  sha256,
);
const files = [{ path: "/w/a.ts", before: "old\n", after: "new\n" }];
const records: Readonly<Record<string, AnyRecord>> = {
  "a decision with all that it can say": full,
  "a decision with little": link(auditEntry(2), chainStart, time, sha256),
  "a change of files": step({ step: "change", of, agent: "codex", change: keepChange({ files }, true, sha256) }),
  "that it ran": step({ step: "ran", of, outcome: "done", durationMs: 1.5, resultBytes: 7 }),
  "an answer": step({ step: "answered", of, delayMs: 3 }),
  "what was observed": step({ step: "observed", note: "x" }),
  "what was removed": step({ step: "retired", through: { seq: 1, hash: of } }),
};

interface Attribute {
  readonly key: string;
  readonly value: unknown;
}

const logOf = (line: object) =>
  (line as { resourceLogs: { scopeLogs: { logRecords: (object & { attributes: Attribute[] })[] }[] }[] })
    .resourceLogs[0]?.scopeLogs[0]?.logRecords[0] ?? assert.fail("no record");

const keysOf = (record: AnyRecord) => logOf(otelLogs(record)).attributes.map(({ key }) => key);

/** An empty list and none are the same in the protocol. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, one]) => !(Array.isArray(one) && one.length === 0));
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutEmpty(one)]));
}

describe("an OpenTelemetry log, by its protocol's own code", () => {
  for (const [what, record] of Object.entries(records)) {
    it(`is read whole: ${what}`, () => {
      const line = JSON.parse(JSON.stringify(otelLogs(record)));
      assert.deepEqual(withoutEmpty(throughOtlp(line)), withoutEmpty(line));
    });

    it(`has only names that are OpenTelemetry's or ours, each once: ${what}`, () => {
      const keys = keysOf(record);
      assert.deepEqual(
        keys.filter((key) => !key.startsWith("countersign.") && !conventionalNames.has(key)),
        [],
      );
      assert.equal(new Set(keys).size, keys.length);
    });
  }

  it("would not be read whole with a member that the protocol does not know", () => {
    const line = otelLogs(full);
    Object.assign(logOf(line), { loudness: 3 });
    assert.notDeepEqual(withoutEmpty(throughOtlp(line)), withoutEmpty(line));
  });

  it("is a tool's execution only where a call is meant", () => {
    for (const [what, record] of Object.entries(records)) {
      const isCall = !/observed|removed/.test(what);
      assert.equal(keysOf(record).includes("gen_ai.operation.name"), isCall, what);
    }
  });

  it("holds whatever a record says (property)", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const line = JSON.parse(
          JSON.stringify(otelLogs({ ...full, summary: text, targets: value, time: text } as never)),
        );
        assert.deepEqual(withoutEmpty(throughOtlp(line)), withoutEmpty(line));
      }),
    );
  });
});
