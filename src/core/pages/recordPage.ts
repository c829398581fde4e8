import { type AuditRecord, isGrantRecord, type StepRecord } from "../audit/record.ts";
import { headingOf } from "../display/heading.ts";
import { grantWords, outcomeWords } from "../display/outcomeWords.ts";
import { safeBlock, safeLine } from "../display/sanitize.ts";
import { grouped, safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import { type Effect, effectWords } from "../model/effect.ts";
import type { Decision } from "../model/verdict.ts";
import { changeParts } from "./changePart.ts";
import type { FactsPart, ListPart, Page, Part, Tone } from "./page.ts";

export interface RecordReading {
  /** Records of its later steps, oldest first. */
  readonly steps: readonly StepRecord[];
  readonly agentTitle: string;
  /** A time as the person reads it. */
  clock(iso: string): string;
}

/** One record as a page: what was asked, what it changes, what was decided by whom and why, and its place in the chain. */
export function recordPage(record: AuditRecord, { steps, agentTitle, clock }: RecordReading, t: Translate): Page {
  const agent = [agentTitle, record.agentVersion ?? ""].filter(Boolean).join(" ");
  const change = steps.find(({ step }) => step === "change")?.change;
  return {
    title: headingOf(safeShort(record.summary, 300), record.workspace ?? record.cwd),
    mark: { text: outcomeWords(record, t), tone: outcomeTone(record) },
    lead: [`${safeShort(agent, 60)} · ${safeLine(clock(record.time))}`],
    parts: [
      ...(record.summary.length > 300
        ? [{ kind: "text", title: t("In full"), text: safeBlock(record.summary) } as const]
        : []),
      ...(change ? changeParts(change, t) : []),
      whyPart(record, t),
      ...actParts(record, t),
      facts(t("What happened"), [...happened(record, steps, t), ...granted(steps, clock, t)]),
      ...(record.shownText
        ? [{ kind: "text", title: t("What you were shown"), text: safeBlock(record.shownText) } as const]
        : []),
      { ...facts(t("Proof"), proof(record, t)), code: true, folded: true },
    ],
  };
}

export function outcomeTone({ decision, decidedBy }: AuditRecord): Tone {
  if (decision === "allow") return decidedBy === "person" ? "good" : "plain";
  return decidedBy === "nobody" ? "warn" : "bad";
}

function whyPart({ reasons }: AuditRecord, t: Translate): ListPart {
  const items = reasons.map(({ rule, message }) => ({ text: safeLine(message), note: safeLine(rule) }));
  return { kind: "list", title: t("Why"), items, empty: t("No rule says anything about it.") };
}

type Fact = readonly [name: string, value: string | undefined];

function happened(record: AuditRecord, steps: readonly StepRecord[], t: Translate): Fact[] {
  return [
    [t("Ran"), ranWords(record, steps, t)],
    [t("Answered after"), answeredWords(steps, t)],
    [t("Shown for"), record.lookedMs === undefined ? undefined : seconds(record.lookedMs, 1, t)],
    [t("On behalf of"), record.user],
    [t("Sub-agent"), record.subagent],
    [t("Client"), record.client],
    [t("Session"), record.session],
    [t("Workspace"), record.workspace],
    [t("Folder"), record.cwd],
    [t("Tool"), record.tool],
    [t("Effects"), effectVerbs(record.effects, t)],
    [t("Affects"), record.targets.join(", ") || undefined],
    [t("Policy said"), gradeWord(record.verdict, t)],
  ];
}

/** What the person allowed for longer than once on the ground of this decision. */
function granted(steps: readonly StepRecord[], clock: RecordReading["clock"], t: Translate): Fact[] {
  return steps.filter(isGrantRecord).map((step) => [safeLine(clock(step.time)), grantWords(step, clock, t)]);
}

function proof(record: AuditRecord, t: Translate): Fact[] {
  return [
    [t("Record"), String(record.seq)],
    [t("Time"), record.time],
    [t("Decided in"), record.window],
    [t("Policy revision"), record.policyRevision],
    [t("Digest of the exact action"), record.actionDigest],
    [t("Digest of what was shown"), record.shownDigest],
    [t("Hash"), record.hash],
    [t("Hash of the record before"), record.prev],
  ];
}

function facts(title: string, rows: readonly Fact[]): FactsPart {
  const known = rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: safeLine(value) }]));
  return { kind: "facts", title, rows: known };
}

/** Of what was denied nothing is said, unless the agent says that it ran. */
function ranWords({ decision }: AuditRecord, steps: readonly StepRecord[], t: Translate): string | undefined {
  const ran = steps.findLast(({ step }) => step === "ran");
  if (!ran) return decision === "deny" ? undefined : t("not known: the agent has not told");
  const end = ran.outcome ? endWords(t)[ran.outcome] : t("yes; how it ended is not told");
  const measured = [
    ...(ran.durationMs === undefined ? [] : [seconds(ran.durationMs, 3, t)]),
    ...(ran.resultBytes === undefined ? [] : [t("{0} bytes came back", grouped(ran.resultBytes))]),
  ];
  const all = [end, ...measured].join(", ");
  return ran.note === undefined ? all : `${all}. ${ran.note}`;
}

const endWords = (t: Translate): Readonly<Record<NonNullable<StepRecord["outcome"]>, string>> => ({
  done: t("yes, without an error"),
  failed: t("yes, and it failed"),
  "not-run": t("no, the agent says"),
});

function answeredWords(steps: readonly StepRecord[], t: Translate): string | undefined {
  const delay = steps.find(({ step }) => step === "answered")?.delayMs;
  return delay === undefined ? undefined : seconds(delay, 3, t);
}

function seconds(ms: number, digits: number, t: Translate): string {
  return t("{0} seconds", (ms / 1000).toFixed(digits));
}

function effectVerbs(effects: readonly Effect[], t: Translate): string {
  return effects.map((effect) => t(effectWords[effect].verb)).join(", ") || t("none known");
}

function gradeWord(grade: Decision, t: Translate): string {
  return { allow: t("allow"), ask: t("ask"), deny: t("deny") }[grade];
}

const gradeTones: Readonly<Record<Decision, Tone>> = { allow: "plain", ask: "warn", deny: "bad" };

/** What was judged, part by part. */
function actParts({ acts = [], actsLeftOut = 0, followed = [] }: AuditRecord, t: Translate): Part[] {
  if (acts.length === 0 && followed.length === 0) return [];
  const items = acts.map(({ command, tool, kind, effects, paths = [], hosts = [], grade }) => {
    const touched = [...paths, ...hosts].join(", ");
    return {
      text: `${safeLine(command || tool || kind)}: ${effectVerbs(effects, t)}`,
      ...(touched === "" ? {} : { note: safeLine(touched) }),
      mark: { text: gradeWord(grade, t), tone: gradeTones[grade] },
    };
  });
  const rest = [
    ...(actsLeftOut > 0 ? [{ text: t("and {0} more that are not kept", actsLeftOut) }] : []),
    ...followed.map(({ path, sha256 }) => ({
      text: t("ran {0}", safeLine(path)),
      note: `SHA-256 ${safeLine(sha256)}`,
    })),
  ];
  return [{ kind: "list", title: t("Part by part"), items: [...items, ...rest] }];
}
