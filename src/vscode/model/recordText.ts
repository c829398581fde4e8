import type { AuditRecord, StepRecord } from "../../core/audit/record.ts";
import { outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeBlock, safeLine } from "../../core/display/sanitize.ts";
import type { Translate } from "../../core/display/translate.ts";
import { effectWords } from "../../core/model/effect.ts";

/** One record as a page: what was asked, what was decided by whom and why, and its place in the chain. */
export function recordText(
  record: AuditRecord,
  agentTitle: string,
  t: Translate,
  steps: readonly StepRecord[] = [],
): string {
  const lines: (readonly [string, string | undefined])[] = [
    [t("Time"), record.time],
    [t("Outcome"), outcomeWords(record, t)],
    [t("Ran"), ranWords(record, steps, t)],
    [t("Answered after"), answeredWords(steps, t)],
    [t("Agent"), joined(agentTitle, record.agentVersion)],
    [t("On behalf of"), record.user],
    [t("Session"), record.session],
    [t("Workspace"), record.workspace],
    [t("Folder"), record.cwd],
    [t("Tool"), record.tool],
    [t("Effects"), record.effects.map((effect) => t(effectWords[effect].verb)).join(", ") || t("none known")],
    [t("Affects"), record.targets.join(", ") || undefined],
    [t("Policy said"), record.verdict],
    [t("Shown for"), record.lookedMs === undefined ? undefined : t("{0} seconds", (record.lookedMs / 1000).toFixed(1))],
    [t("Digest of the exact action"), record.actionDigest],
    [t("Digest of what was shown"), record.shownDigest],
    [t("Policy revision"), record.policyRevision],
    [t("Record"), String(record.seq)],
    [t("Hash"), record.hash],
    [t("Hash of the record before"), record.prev],
  ];
  const known = lines.filter((line): line is readonly [string, string] => line[1] !== undefined);
  const width = Math.max(...known.map(([name]) => name.length)) + 2;
  return [
    safeBlock(record.summary),
    "",
    ...known.map(([name, value]) => `${`${name}:`.padEnd(width)}${safeLine(value)}`),
    "",
    `${t("Why")}:`,
    ...record.reasons.map(({ rule, message }) => `- ${safeLine(message)} (${safeLine(rule)})`),
    "",
    ...actLines(record, t),
  ].join("\n");
}

/** Of what was denied nothing is said, unless the agent says that it ran. */
function ranWords({ decision }: AuditRecord, steps: readonly StepRecord[], t: Translate): string | undefined {
  const ran = steps.findLast(({ step }) => step === "ran");
  if (!ran) return decision === "deny" ? undefined : t("not known: the agent has not told");
  const end = ran.outcome ? t(endWords[ran.outcome]) : t("yes; how it ended is not told");
  return ran.note === undefined ? end : `${end}. ${ran.note}`;
}

const endWords: Readonly<Record<NonNullable<StepRecord["outcome"]>, string>> = {
  done: "yes, without an error",
  failed: "yes, and it failed",
  "not-run": "no, the agent says",
};

function answeredWords(steps: readonly StepRecord[], t: Translate): string | undefined {
  const delay = steps.find(({ step }) => step === "answered")?.delayMs;
  return delay === undefined ? undefined : t("{0} seconds", (delay / 1000).toFixed(3));
}

/** What was judged, part by part. */
function actLines({ acts = [], actsLeftOut = 0, followed = [] }: AuditRecord, t: Translate): string[] {
  if (acts.length === 0 && followed.length === 0) return [];
  const parts = acts.map(({ command, tool, kind, effects, paths = [], hosts = [], grade }) => {
    const verbs = effects.map((effect) => t(effectWords[effect].verb)).join(", ") || t("none known");
    const touched = [...paths, ...hosts].join(", ");
    return `- ${safeLine(command ?? tool ?? kind)}: ${verbs} [${grade}]${touched === "" ? "" : ` → ${safeLine(touched)}`}`;
  });
  return [
    `${t("Part by part")}:`,
    ...parts,
    ...(actsLeftOut > 0 ? [`- ${t("and {0} more that are not kept", actsLeftOut)}`] : []),
    ...followed.map(({ path, sha256 }) => `- ${t("ran {0}", safeLine(path))} (SHA-256 ${safeLine(sha256)})`),
    "",
  ];
}

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

function joined(first: string, second: string | undefined): string {
  return second === undefined ? first : `${first} ${second}`;
}
