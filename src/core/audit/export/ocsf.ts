/**
 * Audit records in the Open Cybersecurity Schema Framework 1.6.0 (schema.ocsf.io, seen 2026-11-25), for those who
 * collect agents' actions beside those of people. One record is one "API Activity" event (class 6003) with the
 * profile "security_control": an actor called an operation, and a control allowed or denied it. What OCSF has no
 * attribute for stands under `unmapped`, under the names of our own schema.
 */
import { type Effect, irreversibleOrOutward } from "../../model/effect.ts";
import type { AnyRecord } from "../chain.ts";
import type { AuditRecord } from "../record.ts";
import { ocsfStepEvents, thisMachine } from "./ocsfStep.ts";

/** Every record as its events: a decision is one, and so is a later step, but for the files that a call changes. */
export function ocsfEvents(record: AnyRecord): Record<string, unknown>[] {
  return "step" in record ? ocsfStepEvents(record) : [ocsfEvent(record)];
}

/** A JSON object of class 6003; times are in milliseconds since the epoch, as OCSF wants them. */
export function ocsfEvent(record: AuditRecord): Record<string, unknown> {
  const activity = activityOf(record.effects);
  const allowed = record.decision === "allow";
  return {
    category_uid: 6,
    category_name: "Application Activity",
    class_uid: classUid,
    class_name: "API Activity",
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: classUid * 100 + activity.id,
    type_name: `API Activity: ${activity.name}`,
    time: Date.parse(record.time),
    message: record.summary,
    severity_id: severityOf(record),
    status_id: allowed ? 1 : 2,
    status: allowed ? "Success" : "Failure",
    ...(record.failure === undefined ? {} : { status_detail: record.failure }),
    action_id: allowed ? 1 : 2,
    action: allowed ? "Allowed" : "Denied",
    disposition_id: allowed ? 1 : 2,
    disposition: allowed ? "Allowed" : "Blocked",
    metadata: {
      version: "1.6.0",
      profiles: ["security_control"],
      product: { name: "Countersign", vendor_name: "Countersign" },
      uid: record.hash,
      sequence: record.seq,
      log_name: "countersign-audit",
      log_version: String(record.schema),
    },
    actor: {
      app_name: record.agent,
      user: { name: record.user, type_id: 1, type: "User" },
      ...(record.session === undefined ? {} : { session: { uid: record.session } }),
    },
    api: {
      operation: record.tool,
      service: { name: record.agent, ...(record.agentVersion === undefined ? {} : { version: record.agentVersion }) },
      ...(record.call === undefined ? {} : { request: { uid: record.call } }),
    },
    src_endpoint: thisMachine,
    firewall_rule: { name: record.reasons[0]?.rule ?? record.verdict, version: record.policyRevision },
    resources: record.targets.map((name) => ({ name })),
    unmapped: unmapped(record),
  };
}

const classUid = 6003;

/** What is done to the world is named by the worst of it. "Other" (99) where OCSF has no word. */
function activityOf(effects: readonly Effect[]): { readonly id: number; readonly name: string } {
  const has = (...list: Effect[]) => list.some((effect) => effects.includes(effect));
  if (has("delete-files", "destroy-data")) return { id: 4, name: "Delete" };
  if (has("write-files", "write-data", "change-access", "change-infra", "rewrite-history", "persist"))
    return { id: 3, name: "Update" };
  if (has("send-outward", "spend-money", "install-package")) return { id: 1, name: "Create" };
  const reads = has("read-files", "read-data", "read-secrets", "fetch-network", "read-untrusted");
  if (reads && !has("run-code", "delegate", "kill-process", "gain-privilege")) return { id: 2, name: "Read" };
  return { id: 99, name: "Other" };
}

/** 1 informational, 2 low, 3 medium, 4 high: by what was wanted, since a denied attempt weighs as much. */
function severityOf({ effects, verdict, decidedBy }: AuditRecord): number {
  if (verdict === "deny") return 4;
  if (effects.some((effect) => irreversibleOrOutward.has(effect))) return 3;
  return verdict === "ask" || decidedBy === "nobody" ? 2 : 1;
}

const named = new Set<string>([
  ...["schema", "seq", "time", "hash", "agent", "agentVersion", "session", "call", "user", "tool"],
  ...["summary", "targets", "failure", "decision"],
]);

function unmapped(record: AuditRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !named.has(key)));
}
