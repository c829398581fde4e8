import assert from "node:assert/strict";
import { type AnyRecord, chainStart, link, linkLine } from "../../../../../src/core/audit/chain.ts";
import { keepChange } from "../../../../../src/core/audit/change.ts";
import { ocsfEvent, ocsfEvents } from "../../../../../src/core/audit/export/ocsf.ts";
import { otelLogs } from "../../../../../src/core/audit/export/otel.ts";
import type { AuditEntry, StepEntry } from "../../../../../src/core/audit/record.ts";
import { auditEntry, sha256 } from "../../../../support/auditEntries.ts";
import { ocsfProblems } from "../../../../support/ocsf.ts";

const time = "2026-11-21T10:00:00.250Z";

function record(changes: Partial<AuditEntry> = {}) {
  return link(auditEntry(1, changes), chainStart, time, sha256);
}

const posted: Partial<AuditEntry> = {
  effects: ["send-outward"],
  verdict: "ask",
  decision: "deny",
  decidedBy: "nobody",
  failure: "nobody answered in time",
  session: "s1",
  call: "c1",
  targets: ["forum.example"],
};

describe("an OCSF event", () => {
  it("says who called what, and that it was blocked", () => {
    const event = ocsfEvent(record(posted));
    assert.deepEqual(
      ["class_uid", "type_uid", "activity_id", "time", "status_id", "action_id", "disposition_id", "severity_id"].map(
        (key) => event[key],
      ),
      [6003, 600301, 1, Date.parse(time), 2, 2, 2, 3],
    );
    assert.equal(event.status_detail, "nobody answered in time");
    assert.deepEqual(event.resources, [{ name: "forum.example" }]);
  });

  it("loses no member of the record", () => {
    // The decision is said by `action`, in OCSF's word.
    const { hash, decision: _decision, ...rest } = record(posted);
    const text = JSON.stringify(ocsfEvent(record(posted)));
    for (const value of Object.values({ ...rest, hash, time: Date.parse(rest.time) })) {
      const shown = typeof value === "number" ? String(value) : JSON.stringify(value).replace(/^\[|\]$/g, "");
      assert.ok(text.includes(shown), `${shown} is missing`);
    }
  });

  const activities: readonly [effects: AuditEntry["effects"], name: string][] = [
    [["read-files", "delete-files"], "Delete"],
    [["change-access"], "Update"],
    [["read-files"], "Read"],
    [["read-files", "run-code"], "Other"],
    [[], "Other"],
  ];
  for (const [effects, name] of activities) {
    it(`calls ${effects.join(" and ") || "nothing known"} “${name}”`, () => {
      assert.equal(ocsfEvent(record({ effects })).activity_name, name);
    });
  }
});

const files = [
  { path: "/w/a.ts", before: "old\n", after: "new\n" },
  { path: "/w/b.ts", before: undefined, after: "b" },
  { path: "/w/d.ts", from: "/w/c.ts", before: "c", after: "c" },
  { path: "/w/e.ts", before: "e", after: undefined },
];
const changed = linkLine(
  { step: "change", of: "a".repeat(64), agent: "codex", change: keepChange({ files }, true, sha256) } as const,
  chainStart,
  time,
  sha256,
).record;
const ran = linkLine({ step: "ran", of: "a".repeat(64), outcome: "failed" } as const, chainStart, time, sha256).record;

describe("every event, by the rules of OCSF 1.6.0", () => {
  const of = "a".repeat(64);
  const step = (entry: StepEntry) => linkLine(entry, chainStart, time, sha256).record;
  const rows: readonly (readonly [what: string, record: AnyRecord])[] = [
    ["a denial", record(posted)],
    ["an allowance", record({ agentVersion: "2.1" })],
    ...[["delete-files"], ["change-access"], ["read-files"], ["run-code"], []].map(
      (effects) => [`one that would ${effects}`, record({ effects: effects as AuditEntry["effects"] })] as const,
    ),
    ["changes of files", changed],
    ...(["done", "failed", "not-run"] as const).map(
      (outcome) => [outcome, step({ step: "ran", of, outcome })] as const,
    ),
    ["an answer handed over", step({ step: "answered", of, agent: "codex", session: "s", call: "c" })],
    ["what was observed", step({ step: "observed", note: "x" })],
    ["what was removed", step({ step: "retired", through: { seq: 1, hash: of } })],
  ];
  for (const [what, one] of rows) {
    it(`is valid: ${what}`, () => assert.deepEqual(ocsfEvents(one).flatMap(ocsfProblems), []));
  }

  it("which find what is missing, not known, or called otherwise", () => {
    const { actor: _, ...event } = ocsfEvent(record());
    assert.deepEqual(ocsfProblems({ ...event, status: "Fine", host: "x" }), [
      "6003.actor is missing",
      "6003.status_id 1 is not called Fine",
      "6003.host is not known",
    ]);
  });
});

describe("later steps, exported", () => {
  it("are a file's event with its diff in OCSF, one a file, that names its decision", () => {
    const events = ocsfEvents(changed);
    assert.deepEqual(
      events.map((event) => [event.class_uid, event.type_uid, event.activity_name]),
      [
        [1001, 100103, "Update"],
        [1001, 100101, "Create"],
        [1001, 100105, "Rename"],
        [1001, 100104, "Delete"],
      ],
    );
    assert.equal(events[0]?.file_diff, "@@ -1,1 +1,1 @@\n-old\n+new");
    const uids = events.map((event) => (event.metadata as { uid: string }).uid);
    assert.equal(new Set(uids).size, 4);
    for (const event of events) {
      assert.equal((event.metadata as { correlation_uid: string }).correlation_uid, "a".repeat(64));
    }
  });

  it("are an event of their step otherwise, in OCSF and OpenTelemetry", () => {
    const [event] = ocsfEvents(ran);
    assert.deepEqual([event?.class_uid, event?.activity_name, event?.status], [6003, "ran", "Failure"]);
    assert.match(JSON.stringify(otelLogs(ran)), /"eventName":"countersign\.ran"/);
    assert.match(JSON.stringify(otelLogs(changed)), /"countersign\.change"/);
  });
});

describe("an OpenTelemetry log", () => {
  interface Logs {
    resourceLogs: {
      scopeLogs: { logRecords: { timeUnixNano: string; attributes: { key: string; value: unknown }[] }[] }[];
    }[];
  }

  it("has the time in nanoseconds and the conventions' names", () => {
    const logs = otelLogs(record(posted)) as unknown as Logs;
    const [log] = logs.resourceLogs[0]!.scopeLogs[0]!.logRecords;
    assert.equal(log!.timeUnixNano, `${Date.parse(time)}000000`);
    const value = (key: string) => log!.attributes.find((attribute) => attribute.key === key)?.value;
    assert.deepEqual(value("gen_ai.operation.name"), { stringValue: "execute_tool" });
    assert.deepEqual(value("gen_ai.conversation.id"), { stringValue: "s1" });
    assert.deepEqual(value("gen_ai.tool.name"), { stringValue: "Bash" });
    assert.deepEqual(value("countersign.decided_by"), { stringValue: "nobody" });
    assert.deepEqual(value("countersign.seq"), { intValue: "1" });
    assert.deepEqual(value("countersign.effects"), { arrayValue: { values: [{ stringValue: "send-outward" }] } });
  });
});
