/**
 * What became of a decision, in OCSF 1.6.0. What a call makes of a file is a "File System Activity" event (class 1001)
 * with `file_diff`, one a file; every other step is an "API Activity" (class 6003) whose activity is the step's name.
 * `metadata.correlation_uid` is the decision's `metadata.uid`.
 */
import type { KeptFile } from "../change.ts";
import type { StepRecord } from "../record.ts";

type Event = Record<string, unknown>;

export function ocsfStepEvents(step: StepRecord): Event[] {
  const files = step.change?.files ?? [];
  return files.length > 0 ? files.map((file, index) => fileEvent(step, file, index)) : [stepEvent(step)];
}

function fileEvent(step: StepRecord, file: KeptFile, index: number): Event {
  const activity = activityOf(file);
  const { path, diff, before, after } = file;
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  const described = (side: string, of: KeptFile["after"]) => ({
    path: side,
    name: side.slice(Math.max(side.lastIndexOf("/"), side.lastIndexOf("\\")) + 1),
    type_id: 1,
    type: "Regular File",
    ...(of ? { hashes: [{ algorithm_id: 3, algorithm: "SHA-256", value: of.sha256 }] } : {}),
  });
  return {
    category_uid: 1,
    category_name: "System Activity",
    class_uid: 1001,
    class_name: "File System Activity",
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: 100_100 + activity.id,
    type_name: `File System Activity: ${activity.name}`,
    message: `${activity.name} ${path.slice(at)}`,
    ...shared(step, index),
    device: { type_id: 0, type: "Unknown", ...thisMachine },
    file: described(file.from ?? path, before ?? after),
    ...(before === undefined ? {} : { file_result: described(path, after) }),
    ...(diff === undefined ? {} : { file_diff: diff }),
    unmapped: unmapped(step, file),
  };
}

function activityOf({ from, before, after }: KeptFile): { readonly id: number; readonly name: string } {
  if (from !== undefined) return { id: 5, name: "Rename" };
  if (before === undefined) return { id: 1, name: "Create" };
  return after === undefined ? { id: 4, name: "Delete" } : { id: 3, name: "Update" };
}

/** OCSF wants to know from where it came; the record does not say more than that it was here. */
export const thisMachine = { hostname: "localhost" } as const;

const outcomes = {
  done: { status_id: 1, status: "Success" },
  failed: { status_id: 2, status: "Failure" },
  "not-run": { status_id: 99, status: "not-run" },
} as const;

function stepEvent(step: StepRecord): Event {
  return {
    category_uid: 6,
    category_name: "Application Activity",
    class_uid: 6003,
    class_name: "API Activity",
    activity_id: 99,
    activity_name: step.step,
    type_uid: 600_399,
    type_name: `API Activity: ${step.step}`,
    message: step.note ?? step.step,
    ...shared(step, 0),
    ...(step.outcome ? outcomes[step.outcome] : {}),
    src_endpoint: thisMachine,
    api: {
      operation: step.step,
      ...(step.call === undefined ? {} : { request: { uid: step.call } }),
    },
    unmapped: unmapped(step),
  };
}

function shared(step: StepRecord, index: number): Event {
  return {
    time: Date.parse(step.time),
    severity_id: 1,
    metadata: {
      version: "1.6.0",
      product: { name: "Countersign", vendor_name: "Countersign" },
      uid: index === 0 ? step.hash : `${step.hash}/${index}`,
      sequence: step.seq,
      ...(step.of === undefined ? {} : { correlation_uid: step.of }),
      log_name: "countersign-audit",
      log_version: String(step.schema),
    },
    actor: {
      app_name: step.agent ?? "countersign",
      ...(step.session === undefined ? {} : { session: { uid: step.session } }),
    },
  };
}

function unmapped({ change, ...step }: StepRecord, file?: KeptFile): Event {
  const { files: _files, ...rest } = change ?? { files: [] };
  const { path: _path, from: _from, diff: _diff, ...counts } = file ?? { path: "" };
  return { ...step, ...(change ? { change: { ...rest, ...counts } } : {}) };
}
