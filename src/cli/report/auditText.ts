/** Audit records and the state of their chain, for people and for spreadsheets. */

import type { AnyRecord } from "../../core/audit/chain.ts";
import type { KeptFile } from "../../core/audit/change.ts";
import type { BadRecord } from "../../core/audit/diagnose.ts";
import type { AuditRecord, GrantRecord, StepRecord } from "../../core/audit/record.ts";
import type { Verification } from "../../core/audit/verify.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { count, type Style, table } from "../style.ts";

export function recordsText(records: readonly (AuditRecord | GrantRecord)[], style: Style): string {
  if (records.length === 0) return "No records.\n";
  return table(records.map((record) => ("step" in record ? grantCells(record, style) : decisionCells(record, style))));
}

function decisionCells(record: AuditRecord, style: Style): string[] {
  return [
    String(record.seq),
    timeText(record.time),
    record.decision,
    `by ${record.decidedBy}`,
    safeLine(record.agent),
    `${safeLine(record.summary)} ${style.dim(reasonText(record))}`,
  ];
}

/** What a person allowed for longer than once, and until when, or took back. */
function grantCells({ seq, time, step, user, agent, note, scope, until }: GrantRecord, style: Style): string[] {
  const how = step === "granted" ? `(for this ${scope}, until ${timeText(until ?? "")} at most)` : "";
  return [
    String(seq),
    timeText(time),
    step,
    `by ${safeLine(user ?? "")}`,
    safeLine(agent ?? ""),
    `${safeLine(note ?? "")} ${style.dim(safeLine(how))}`,
  ];
}

function timeText(iso: string): string {
  return safeLine(iso.slice(0, 19).replace("T", " "));
}

function reasonText({ failure, reasons }: AuditRecord): string {
  const reason = failure ?? reasons[0]?.message;
  return reason === undefined ? "" : `(${safeLine(reason)})`;
}

export function verificationText(
  { ok, records, firstBad, torn, unanchored, retired, signed }: Verification,
  folder: string,
  style: Style,
): string {
  const lines: string[] = [];
  if (ok) lines.push(style.good(`The audit holds: ${count(records, "record")} in ${folder}.`));
  else {
    lines.push(style.bad(`The audit in ${folder} does not hold.`));
    if (firstBad) lines.push(`${placeOf(firstBad)}, ${firstBad.reason}: ${firstBad.message}`);
    lines.push(`The ${count(records, "record")} before it ${records === 1 ? "is" : "are"} good.`);
  }
  if (retired) lines.push(`The records up to ${retired.seq} were removed because of their age, which the log says.`);
  if (signed) lines.push(`Signed up to record ${signed.upTo}, last at ${signed.time}.`);
  else if (records > 0) lines.push("Nothing of it is signed: a log rewritten whole would not be noticed.");
  if (unanchored > 0)
    lines.push(
      `The last ${count(unanchored, "record")} may have been written while a process was ended; this is no fault.`,
    );
  if (torn) lines.push("The last line was never finished, as a power cut leaves it; the next record repairs it.");
  return `${lines.join("\n")}\n`;
}

function placeOf({ line, segment }: BadRecord): string {
  return segment ? `${segment.name}, line ${segment.line}` : `Line ${line}`;
}

const columns = [
  "seq",
  "time",
  "agent",
  "session",
  "user",
  "workspace",
  "tool",
  "actionKind",
  "summary",
  "effects",
  "targets",
  "verdict",
  "decision",
  "decidedBy",
  "scope",
  "failure",
  "lookedMs",
  "policyRevision",
  "actionDigest",
  "hash",
] as const satisfies readonly (keyof AuditRecord)[];

/** Of what became of a decision: whose it is, and what is told. */
const stepColumns = ["step", "of", "outcome", "note"] as const satisfies readonly (keyof StepRecord)[];

export const csvHead = `${[...columns, ...stepColumns, "change"].join(",")}\r\n`;

/** One row as of RFC 4180. */
export function csvRow(record: AnyRecord): string {
  const all: Readonly<Record<string, unknown>> = { ...record };
  const cells = [...columns, ...stepColumns].map((column) => csvCell(all[column]));
  const change = "step" in record ? record.change?.files.map(changeText).join("\n") : undefined;
  return `${[...cells, csvCell(change)].join(",")}\r\n`;
}

function changeText({ path, diff }: KeptFile): string {
  return [path, ...(diff === undefined ? [] : [diff])].join("\n");
}

/** A cell that begins like a formula gets an apostrophe, so that no spreadsheet computes what an agent wrote. */
export function csvCell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(" ") : String(value ?? "");
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
