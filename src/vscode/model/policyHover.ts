/** What a place of a policy means, in words. */

import type { Translate } from "../../core/display/translate.ts";
import { effectWords, isEffect } from "../../core/model/effect.ts";
import type { Span } from "../../core/model/span.ts";
import { decisions } from "../../core/model/verdict.ts";
import { itemsOf, membersOf, type ValueNode } from "../../core/parse/value.ts";
import { parseYaml } from "../../core/parse/yaml.ts";
import type { Policy, PolicyRule } from "../../core/policy/policy.ts";
import { expiryWords, ruleWords } from "./policyWords.ts";
import { describe, type Schema, type Step, schemasAt, valuesAt } from "./schemaLookup.ts";
import { contains } from "./spans.ts";

export interface PolicyHover {
  readonly span: Span;
  /** Paragraphs; those of one list are told by their dash. */
  readonly lines: readonly string[];
}

export interface HoverRequest {
  readonly schema: Schema;
  readonly text: string;
  readonly offset: number;
  /** Undefined for tests. */
  readonly policy: Policy | undefined;
  /** ISO date. */
  readonly today: string;
}

interface Found {
  readonly path: readonly Step[];
  readonly span: Span;
  readonly at: "key" | "value";
  /** A scalar's text. */
  readonly word: string;
}

export function policyHover(request: HoverRequest, t: Translate): PolicyHover | undefined {
  const { schema, text, offset, policy, today } = request;
  const { value } = parseYaml(text);
  const found = value && findAt(value, offset, []);
  if (!found) return undefined;
  const rule = policy?.rules.find(({ span }) => contains(span, found.span.start));
  const lines =
    found.at === "key" ? keyLines(found, schema, rule, request, t) : valueLines(found, schema, rule, today, t);
  return lines.length > 0 ? { span: found.span, lines } : undefined;
}

function findAt(node: ValueNode, offset: number, path: readonly Step[]): Found | undefined {
  for (const { key, keySpan, value } of membersOf(node)) {
    const inner = [...path, key];
    if (contains(keySpan, offset)) return { path: inner, span: keySpan, at: "key", word: key };
    const found = findAt(value, offset, inner);
    if (found) return found;
  }
  for (const { value } of itemsOf(node)) {
    const found = findAt(value, offset, [...path, undefined]);
    if (found) return found;
  }
  if (node.kind !== "scalar" || node.value === null || !contains(node.span, offset)) return undefined;
  return { path, span: node.span, at: "value", word: String(node.value) };
}

/** The key's meaning; on the first key of a rule also what the rule amounts to. */
function keyLines(
  { path, span }: Found,
  schema: Schema,
  rule: PolicyRule | undefined,
  { today }: HoverRequest,
  t: Translate,
): string[] {
  const words = schemasAt(schema, path)
    .map((found) => describe(schema, found))
    .find((one) => one !== "");
  const isHead = rule !== undefined && rule.nameSpan.start === span.start;
  return [...(words ? [words] : []), ...(isHead ? ruleWords(rule, today, t) : [])];
}

function valueLines(
  { path, word }: Found,
  schema: Schema,
  rule: PolicyRule | undefined,
  today: string,
  t: Translate,
): readonly string[] {
  const key = path.filter((step) => step !== undefined).at(-1);
  if (key === "id" && rule) return ruleWords(rule, today, t);
  if (key === "expires" && rule) return [expiryWords(rule, today, t)];
  if (key === "effect" && isEffect(word)) return [t(effectWords[word].explanation)];
  const meaning = valuesAt(schema, path).get(word);
  const isDecision = key === "then" && decisions.some((decision) => decision === word);
  const amounts = isDecision && rule ? ruleWords(rule, today, t) : [];
  return [...(meaning ? [meaning] : []), ...amounts];
}
