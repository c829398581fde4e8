/** Reads a line of the audit log back. What it says is only as good as its chain: verify before believing it. */
import { isEffect } from "../model/effect.ts";
import { decisions } from "../model/verdict.ts";
import { isAuditAct } from "./acts.ts";
import { isCount, isHash, parseObject } from "./chain.ts";
import { type AuditRecord, auditSchema, auditSchemas, type StepRecord, steps } from "./record.ts";

/** A decision; undefined when the line is not a whole one of a schema that is known. */
export function readRecord(line: string): AuditRecord | undefined {
  const value = parseObject(line);
  if (!value || value.step !== undefined || !isOneOfNumbers(value.schema)) return undefined;
  return fits(value, required, optional) ? (value as unknown as AuditRecord) : undefined;
}

/** What became of a decision, or of the log; undefined when the line is no such record. */
export function readStep(line: string): StepRecord | undefined {
  const value = parseObject(line);
  if (value?.schema !== auditSchema) return undefined;
  return fits(value, stepRequired, stepOptional) ? (value as unknown as StepRecord) : undefined;
}

const isOneOfNumbers: Check = (value) => auditSchemas.some((schema) => schema === value);

function fits(value: Record<string, unknown>, needed: Checks, known: Checks): boolean {
  return (
    Object.entries(needed).every(([key, holds]) => holds(value[key])) &&
    Object.entries(known).every(([key, holds]) => value[key] === undefined || holds(value[key]))
  );
}

type Checks = Readonly<Record<string, Check>>;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);
const isListOf =
  (holds: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(holds);
const isReason: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  "rule" in value &&
  "message" in value &&
  isText(value.rule) &&
  isText(value.message);

const isFollowed: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  "path" in value &&
  "sha256" in value &&
  isText(value.path) &&
  isHash(value.sha256);

const isNumber: Check = (value) => typeof value === "number";
const isObjectOf =
  (needed: Checks, known: Checks = {}): Check =>
  (value) =>
    typeof value === "object" && value !== null && fits(value as Record<string, unknown>, needed, known);

const isSide = isObjectOf({ sha256: isHash, length: isCount });
const isKeptFile = isObjectOf(
  { path: isText },
  { from: isText, before: isSide, after: isSide, added: isCount, removed: isCount, diff: isText, leftOut: isCount },
);
const isChange = isObjectOf(
  { files: isListOf(isKeptFile) },
  { shown: (value) => value === true, moreFiles: isCount, why: isText },
);

const chained: Checks = { seq: isCount, time: isText, prev: isHash, hash: isHash };

const stepRequired: Checks = { ...chained, step: isOneOf(...steps) };
const stepOptional: Checks = {
  of: isHash,
  agent: isText,
  session: isText,
  call: isText,
  actionDigest: isText,
  outcome: isOneOf("done", "failed", "not-run"),
  delayMs: isNumber,
  durationMs: isNumber,
  resultBytes: isNumber,
  note: isText,
  user: isText,
  until: isText,
  scope: isOneOf("task", "session"),
  mended: isText,
  change: isChange,
  through: isObjectOf({ seq: isCount, hash: isHash }),
};

const required: Checks = {
  ...chained,
  agent: isText,
  user: isText,
  tool: isText,
  actionDigest: isText,
  actionKind: isText,
  summary: isText,
  effects: isListOf(isEffect),
  targets: isListOf(isText),
  verdict: isOneOf(...decisions),
  reasons: isListOf(isReason),
  policyRevision: isText,
  decision: isOneOf("allow", "deny"),
  decidedBy: isOneOf("policy", "person", "nobody"),
};

const optional: Checks = {
  subagent: isText,
  client: isText,
  window: isText,
  shownText: isText,
  times: isObjectOf({ held: isNumber, decided: isNumber }, { shown: isNumber }),
  monotonic: isObjectOf({ held: isNumber, decided: isNumber }),
  delayMs: isNumber,
  agentVersion: isText,
  session: isText,
  call: isText,
  workspace: isText,
  cwd: isText,
  scope: isOneOf("once", "task", "session"),
  failure: isText,
  shownDigest: isText,
  lookedMs: isNumber,
  mended: isText,
  acts: isListOf(isAuditAct),
  actsLeftOut: isCount,
  followed: isListOf(isFollowed),
};
