import type { Span } from "../model/span.ts";

/** A secret found in text. Only its place and kind: the value is never copied. */
export interface FoundSecret {
  readonly span: Span;
  /** What it is, in words: "GitHub token". */
  readonly kind: string;
}

interface KnownSecret {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** Tokens that say themselves what they are. Shapes as published by their issuers, read 2026-11. */
const known: readonly KnownSecret[] = [
  {
    kind: "private key",
    pattern: /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----(?:[^-]{0,8000}-----END [A-Z ]{0,30}PRIVATE KEY-----)?/,
  },
  { kind: "AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})\b/ },
  { kind: "GitLab token", pattern: /\bgl(?:pat|oas|rt|dt|ptt|cbt)-[A-Za-z0-9_-]{20,255}\b/ },
  { kind: "Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{20,255}/ },
  { kind: "OpenAI key", pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,255}/ },
  { kind: "Stripe key", pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}\b/ },
  { kind: "Slack token", pattern: /\bxox[abeprs]-[A-Za-z0-9-]{10,255}\b/ },
  { kind: "Slack webhook", pattern: /https:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/ },
  { kind: "Google API key", pattern: /\bAIza[A-Za-z0-9_-]{35}\b/ },
  { kind: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { kind: "PyPI token", pattern: /\bpypi-[A-Za-z0-9_-]{50,255}/ },
  { kind: "SendGrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}\b/ },
  { kind: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,100}\b/ },
  { kind: "DigitalOcean token", pattern: /\bdo[op]_v1_[a-f0-9]{64}\b/ },
  { kind: "JSON web token", pattern: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/ },
  {
    kind: "password in an address",
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>${}]{1,100}:[^\s:@/"'<>${}]{3,200}@[\w.-]/,
  },
];

/** Names of things whose value is a secret. */
const secretName =
  /(?:api|access|secret|private|auth|signing|encryption|service|master|webhook|client)[_-]?(?:key|token|secret)|(?:^|[_-])(?:token|secret|password|passwd|pwd|passphrase|credentials?|apikey|authorization|pat)(?:$|[_-])/i;

/** A name and value in text: `API_KEY=…`, `"token": "…"`, `password: …`. */
const assignment = /(?<![\w-])([A-Za-z][\w-]{1,60})["']?\s{0,3}[:=]\s{0,3}["']?([^\s"',;&|<>()]{12,500})/g;

/** An option and its value: `--api-key …`, `-token=…`. */
const option = /(?<![^\s"'])--?([A-Za-z][\w-]{1,60})(?:=|\s{1,3})["']?([^\s"',;&|<>()]{12,500})/g;

/**
 * Finds secrets in any text: known shapes, and values beside a name that says they are secret.
 * Linear in the length of the text. Spans never overlap and are in order.
 */
export function findSecrets(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { kind, pattern } of known) {
    // Most texts hold none: looking first is much cheaper than collecting.
    if (!pattern.test(text)) continue;
    for (const match of text.matchAll(new RegExp(pattern.source, "g"))) {
      if (!isPlaceholder(match[0]))
        found.push({ kind, span: { start: match.index, end: match.index + match[0].length } });
    }
  }
  for (const match of [...text.matchAll(assignment), ...text.matchAll(option)]) {
    const [whole, name = "", value = ""] = match;
    if (!secretName.test(snake(name)) || !looksRandom(value)) continue;
    const end = match.index + whole.length;
    found.push({ kind: `value of ${name}`, span: { start: end - value.length, end } });
  }
  return withoutOverlaps(found);
}

/**
 * The kind of secret that a named configuration value is, or undefined.
 * References (`${env:X}`, `${input:x}`, `$X`) and placeholders are none.
 */
export function secretKind(name: string, value: string): string | undefined {
  const [first] = findSecrets(value);
  if (first) return first.kind;
  const bare = value.replace(/^(?:Bearer|Basic|Token|token)\s+/, "");
  return secretName.test(snake(name)) && looksRandom(bare) ? "secret value" : undefined;
}

/** Names written in camelCase get their words apart. */
function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2");
}

const placeholder =
  /\$\{|\$\(|\{\{|%[A-Za-z_]+%|^\$[A-Za-z_]|<[^>]*>|\.\.\.|\u2026|x{4,}|X{4,}|\*{3,}|0{8,}|(?:your|my|some|insert|replace|enter|put)[-_ ]|change[-_]?me|placeholder|example|sample|dummy|todo|redacted|process\.env|os\.environ/i;

function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}

/** Long, mixed and without structure: not a word, a path, an address or a version. */
function looksRandom(value: string): boolean {
  if (value.length < 12 || isPlaceholder(value)) return false;
  if (/^(?:https?:|\/|\.{1,2}\/|~|[A-Za-z]:\\)/.test(value) || /^[\w-]+(?:\.[\w-]+){2,}$/.test(value)) return false;
  const hasDigit = /\d/.test(value);
  const hasLetter = /[A-Za-z]/.test(value);
  return hasDigit && hasLetter && entropy(value) >= 3;
}

/** Shannon entropy in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function withoutOverlaps(found: readonly FoundSecret[]): FoundSecret[] {
  const kept: FoundSecret[] = [];
  const inOrder = found.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  for (const secret of inOrder) {
    const last = kept.at(-1);
    if (!last || secret.span.start >= last.span.end) kept.push(secret);
  }
  return kept;
}
