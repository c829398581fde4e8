/** Audit records and the state of their chain, for people and for spreadsheets. */

import type { AuditRecord } from "../../core/audit/record.ts";
import type { Verification } from "../../core/audit/verify.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { count, type Style, table } from "../style.ts";

export function recordsText(records: readonly AuditRecord[], style: Style): string {
  if (records.length === 0) return "No records.\n";
  return table(
    records.map((record) => [
      String(record.seq),
      record.time.slice(0, 19).replace("T", " "),
      record.decision,
      `by ${record.decidedBy}`,
      safeLine(record.agent),
      `${safeLine(record.summary)} ${style.dim(reasonText(record))}`,
    ]),
  );
}

function reasonText({ failure, reasons }: AuditRecord): string {
  const reason = failure ?? reasons[0]?.message;
  return reason === undefined ? "" : `(${safeLine(reason)})`;
}

export function verificationText(
  { ok, records, firstBad, torn, unanchored }: Verification,
  folder: string,
  style: Style,
): string {
  const lines: string[] = [];
  if (ok) lines.push(style.good(`The audit holds: ${count(records, "record")} in ${folder}.`));
  else {
    lines.push(style.bad(`The audit in ${folder} does not hold.`));
    if (firstBad) lines.push(`Line ${firstBad.line}, ${firstBad.reason}: ${firstBad.message}`);
    lines.push(`The ${count(records, "record")} before it ${records === 1 ? "is" : "are"} good.`);
  }
  if (unanchored > 0)
    lines.push(
      `The last ${count(unanchored, "record")} may have been written while a process was ended; this is no fault.`,
    );
  if (torn) lines.push("The last line was never finished, as a power cut leaves it; the next record repairs it.");
  return `${lines.join("\n")}\n`;
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

export const csvHead = `${columns.join(",")}\r\n`;

/** One row as of RFC 4180. */
export function csvRow(record: AuditRecord): string {
  return `${columns.map((column) => csvCell(record[column])).join(",")}\r\n`;
}

/** A cell that begins like a formula gets an apostrophe, so that no spreadsheet computes what an agent wrote. */
export function csvCell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(" ") : String(value ?? "");
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
