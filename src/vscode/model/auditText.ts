import type { AuditRecord } from "../../core/audit/record.ts";
import { outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import type { Translate } from "../../core/display/translate.ts";

/** Many records, one a line, newest first. */
export function auditText(
  records: readonly AuditRecord[],
  agentTitle: (agent: string) => string,
  t: Translate,
): string {
  const rows = records.map((record) =>
    [String(record.seq), record.time, outcomeWords(record, t), agentTitle(record.agent), record.summary].map(safeLine),
  );
  const header = ["#", t("Time"), t("Outcome"), t("Agent"), t("Action")];
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + 2))).join("");
  return `${[header, ...rows].map(line).join("\n")}\n`;
}
