/** Command lines of services: their words are many, their verbs are regular. */
import { readAct } from "../../access.ts";
import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, readFile } from "../judge.ts";
import type { Spec } from "../spec.ts";
import { does } from "../table.ts";

/** Asks the configured account; nothing changes. */
export const query: Spec = does("reads-records");

export type VerbRows = readonly (readonly [RegExp, JudgementId])[];

/** What a verb does: the first row that matches decides. Worse before milder. */
const common: VerbRows = [
  [
    /^(?:delete|destroy|remove|rm|purge)-?(?:project|organization|account|environment|resource-group|tenant|workspace|cluster|database|db|repository|repo|namespace|stack|app|application|site|server-group)s?$/,
    "destroys-environment",
  ],
  [
    /^(?:delete|remove|rm|destroy|terminate|purge|drop|del|erase|reset|wipe|empty|revoke|deregister|detach|disable|uninstall|nuke|cancel|kill|flush|truncate|forget|expire|prune)(?:[-:_].*|$)/,
    "destroys-infrastructure",
  ],
  [
    /^(?:add-iam-policy-binding|set-iam-policy|remove-iam-policy-binding|grant.*|share|invite|add-(?:user|member|collaborator)|collaborators?:add|access:add|set-policy|assign-role|create-(?:user|role))$/,
    "changes-access",
  ],
  [
    /^(?:print-access-token|print-identity-token|get-access-token|get-token|auth:token|create-(?:token|access-key|service-account|key)|add-key|keys:create|tokens?:create|reveal|export-credentials|get-credentials|regenerate.*|reset-credentials|reset-password|rotate.*|login|auth|application-default|list-keys|show-keys|credentials?|kubeconfig)(?::.*)?$/,
    "creates-credential",
  ],
  [
    /^(?:get|list|ls|describe|show|info|status|view|head|lookup|query|scan|search|wait|logs?|tail|history|diff|plan|version|versions|help|whoami|validate|estimate|check|ps|top|events|explain|inspect|stat|cat|test|simulate|ping|current|metrics|dashboard|preview|count|find|read|watch|releases|regions|sizes|account|me|doctor|lint|usage|quota|activity|monitor|trace|graph|tree|dry-run|completion)(?:[-:_].*|$)/,
    "reads-records",
  ],
];
const reading = common.at(-1)?.[0] as RegExp;

export interface Service {
  /** Rows of this service, before the common ones. Matched against all words before options, blanks between them. */
  readonly lines?: VerbRows;
  /** Rows for single words, before the common ones. */
  readonly verbs?: VerbRows;
  /** What it does with words nobody knows. */
  readonly otherwise?: JudgementId;
  /** Options that take a value. */
  readonly options?: string;
  readonly bare?: JudgementId;
}

const wide =
  /administratoraccess|roles\/(?:owner|editor|.*admin)\b|poweruseraccess|iamfullaccess|\bcluster-admin\b|--role[= ](?:owner|admin(?:istrator)?|contributor|user access administrator)\b/i;
const everybody =
  /allusers|allauthenticatedusers|public-read|0\.0\.0\.0\/0|::\/0|--(?:allow-unauthenticated|public)\b/i;

/** A service by its verbs. */
export function service({
  lines = [],
  verbs = [],
  otherwise = "changes-infrastructure",
  options = "",
  bare = "prints",
}: Service = {}): Spec {
  return {
    options: `help!prints ${options}`,
    operands: "text*",
    sink: true,
    noHelp: true,
    more: (call, args) => judgeService(call, args, { lines, verbs, otherwise, options, bare }),
  };
}

function judgeService(call: Invocation, args: Arguments, rows: Required<Service>): Text {
  const words = commandWords(call, args);
  const last = call.words.at(-1)?.value ?? "";
  if (call.words.length > 1 && /^(?:--?help|help|--version|-h)$/.test(last)) {
    note(call, "prints");
    return unknownText;
  }
  const target = commandText(call.words);
  const rule = words.length === 0 ? rows.bare : ruleOf(words, rows);
  const changes = rule !== "reads-records" && rule !== "prints";
  note(call, changes && wide.test(target) ? "grants-admin" : rule, { target });
  if (changes && everybody.test(target)) note(call, "changes-access", { target });
  judgeFiles(call);
  const secret = rule === "creates-credential" || rule === "reads-secret";
  return { value: hole, remote: true, ...(secret ? { secret: true } : {}) };
}

/** The words before the options that follow them: what stands behind an option may be its value. */
export function commandWords(call: Invocation, args: Arguments): string[] {
  const at = args.operands.map((word) => call.words.indexOf(word));
  const start = at[0] ?? 0;
  const cut = call.words.findIndex((word, index) => index > start && word.value.startsWith("-"));
  const before = args.operands.filter((_word, index) => cut < 0 || (at[index] as number) < cut);
  return (before.length > 1 ? before : args.operands).map((word) => word.value);
}

function ruleOf(words: readonly string[], { lines, verbs, otherwise }: Required<Service>): JudgementId {
  const line = words.slice(0, 8).join(" ");
  for (const [pattern, rule] of lines) if (pattern.test(line)) return rule;
  // What comes after a verb that only looks is a name.
  const end = words.findIndex((word) => /^(?:list|describe|show|get|ls|view|status|inspect)(?:-|$)/.test(word));
  const before = words.slice(0, end < 0 ? 5 : end + 1);
  for (const [pattern, rule] of [...verbs, ...common]) if (before.some((word) => pattern.test(word))) return rule;
  return otherwise;
}

export function isReadingVerb(word: string): boolean {
  return reading.test(word);
}

/** `file://name`, `fileb://name`, `@name`: a file whose content is sent. */
function judgeFiles(call: Invocation): void {
  for (const word of call.words.slice(1)) {
    const path = /^(?:[\w.,-]*=)?(?:fileb?:\/\/|@)(.+)$/.exec(word.value)?.[1];
    if (path === undefined) continue;
    const file: Word = { ...word, value: path };
    readFile(call, file);
    if (readAct(pathUse(call, file), call.run.place).rule === "reads-secret")
      note(call, "sends-secret", { span: word.span, target: call.words[0]?.value });
  }
}
