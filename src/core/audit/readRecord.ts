/** Reads a line of the audit log back. What it says is only as good as its chain: verify before believing it. */
import { isEffect } from "../model/effect.ts";
import { decisions } from "../model/verdict.ts";
import { isAuditAct } from "./acts.ts";
import { isCount, isHash, parseObject } from "./chain.ts";
import { type AuditRecord, auditSchema } from "./record.ts";

/** Undefined when the line is not a whole record of this schema. */
export function readRecord(line: string): AuditRecord | undefined {
  const value = parseObject(line);
  if (!value || value.schema !== auditSchema) return undefined;
  return Object.entries(required).every(([key, holds]) => holds(value[key])) &&
    Object.entries(optional).every(([key, holds]) => value[key] === undefined || holds(value[key]))
    ? (value as unknown as AuditRecord)
    : undefined;
}

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

const required: Readonly<Record<string, Check>> = {
  seq: isCount,
  time: isText,
  prev: isHash,
  hash: isHash,
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

const optional: Readonly<Record<string, Check>> = {
  agentVersion: isText,
  session: isText,
  call: isText,
  workspace: isText,
  cwd: isText,
  scope: isOneOf("once", "task", "session"),
  failure: isText,
  shownDigest: isText,
  lookedMs: (value) => typeof value === "number",
  mended: isText,
  acts: isListOf(isAuditAct),
  actsLeftOut: isCount,
  followed: isListOf(isFollowed),
};
