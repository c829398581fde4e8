import assert from "node:assert/strict";
import { chainStart, link } from "../../../../../src/core/audit/chain.ts";
import { ocsfEvent } from "../../../../../src/core/audit/export/ocsf.ts";
import { otelLogs } from "../../../../../src/core/audit/export/otel.ts";
import type { AuditEntry } from "../../../../../src/core/audit/record.ts";
import { auditEntry, sha256 } from "../../../../support/auditEntries.ts";

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
    assert.deepEqual(value("log.record.sequence"), { intValue: "1" });
    assert.deepEqual(value("countersign.effects"), { arrayValue: { values: [{ stringValue: "send-outward" }] } });
  });
});
