import { effectWords, irreversibleOrOutward } from "../model/effect.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Outward, outwardOf } from "./outward.ts";
import { homoglyphWarning, safeLine } from "./sanitize.ts";
import { safeShort } from "./shorten.ts";
import { bodyOf, isSummaryWhole, summarize, summarizeCall } from "./summary.ts";

export interface QuestionFacts {
  readonly call: HeldCall;
  readonly verdict: Verdict;
  readonly agentTitle: string;
  /** The person the agent acts for. */
  readonly user: string;
  /** How many equal calls this one answer is for, this one included. */
  readonly equalCalls: number;
  /** Questions that wait behind this one. */
  readonly moreWaiting: number;
  /** What would be gone, counted: one sentence each. */
  readonly losses?: readonly string[];
  /** A copy is kept, so a deletion can be undone. */
  readonly copied?: true;
  /** Something the person must know first, such as the breaker. */
  readonly notice?: string;
}

export interface QuestionText {
  readonly title: string;
  readonly detail: string;
  /** Title and detail show the whole action. Otherwise it must be reviewed before it can be allowed. */
  readonly whole: boolean;
}

/** Most lines of `detail`: what does not fit on a dialog without scrolling is not read. */
export const maxDetailLines = 8;

/** Characters of the first action in the title, of each part, and of a text that is sent or written. */
const room = { title: 110, part: 50, body: 300, change: 160 } as const;

const maxParts = 5;

/** The words of a question: who, what exactly, where, why it was stopped, what cannot be undone. All of it safe to show. */
export function questionText(facts: QuestionFacts): QuestionText {
  const title = `Allow ${safeLine(facts.agentTitle)} to ${summarizeCall(facts.call, room.title)}?`;
  const [targets, waiting, changes] = [targetsLine(facts.verdict), waitingLine(facts), changeLines(facts.call)];
  const lines = [
    noticeLine(facts),
    whoLine(facts),
    partsLine(facts.call),
    ...changes,
    ...outwardLines(facts),
    ...lossLines(facts),
    lookAlikeLine(facts.call),
    targets,
    whyLine(facts.verdict),
    consequenceLine(facts),
    waiting,
  ].filter((line) => line !== undefined);
  // Too much to be read: what the reasons mostly say too goes first, and why and what is final never.
  const spare = [targets, waiting, ...changes.slice(1).reverse()].filter((line) => line !== undefined);
  const left = new Set(spare.slice(0, Math.max(0, lines.length - maxDetailLines)));
  const detail = lines.filter((line) => !left.has(line)).join("\n");
  return { title, detail, whole: isWhole(facts.call) && !changes.some((line) => left.has(line)) };
}

/** INVARIANT: what is shown is what is decided; a part of an action that was not shown cannot be allowed unseen. */
function isWhole({ actions }: HeldCall): boolean {
  const [first, ...rest] = actions;
  // A tool call without a known action shows its name only.
  if (!first) return false;
  if (rest.length > 0)
    return actions.length <= maxParts && actions.every((action) => isSummaryWhole(action, room.part));
  const text = bodyOf(first);
  const sent = first.kind === "mcp_call" ? undefined : outwardOf(first)?.text;
  if (sent !== undefined && sent.length > room.body) return false;
  return text === undefined ? isSummaryWhole(first, room.title) : text.length <= room.body;
}

function noticeLine(facts: QuestionFacts): string | undefined {
  const notices = [
    facts.equalCalls > 1 ? `This call waits ${facts.equalCalls} times; the answer is for all of them.` : undefined,
    facts.notice,
  ].filter((notice) => notice !== undefined);
  return notices.length > 0 ? notices.join(" ") : undefined;
}

function whoLine({ call, agentTitle, user }: QuestionFacts): string {
  const named = call.client ? `${agentTitle} that calls itself “${safeShort(call.client, 40)}”` : agentTitle;
  const who = call.subagent ? `${named}, sub-agent ${safeShort(call.subagent, 40)}` : named;
  const where = call.cwd ? `, in ${safeShort(call.cwd, 120)}` : "";
  return `Who: ${safeLine(who)}, for ${safeShort(user, 40)}${where}`;
}

function partsLine(call: HeldCall): string | undefined {
  if (call.actions.length < 2) return undefined;
  const shown = call.actions.slice(0, maxParts).map((action) => summarize(action, room.part));
  return `Parts: ${[...shown, ...more(call.actions.length - shown.length)].join("; ")}`;
}

/** Whom it reaches, and the text that would be sent or written: at Meta, nobody had seen it. */
function outwardLines({ call, verdict }: QuestionFacts): string[] {
  const [only, ...rest] = call.actions;
  if (!only || rest.length > 0) return [];
  const body = bodyOf(only);
  const outward = verdict.effects.includes("send-outward") ? outwardOf(only) : undefined;
  // Arguments are shown whole, since more than the text may matter.
  const text = body ?? outward?.text;
  return [
    ...recipientLine(outward),
    ...(text === undefined || text === "" ? [] : [`Text: ${safeShort(text, room.body)}`]),
  ];
}

function recipientLine(outward: Outward | undefined): string[] {
  if (!outward || (outward.to.length === 0 && outward.audience === undefined)) return [];
  const to = outward.to.length > 0 ? safeShort(outward.to.join(", "), 160) : "not named";
  return [`To: ${to}${outward.audience ? `; seen by ${safeShort(outward.audience, 160)}` : ""}`];
}

/** What would be gone, counted on this machine. */
function lossLines({ losses = [] }: QuestionFacts): string[] {
  if (losses.length === 0) return [];
  return [
    `Would be lost: ${losses
      .slice(0, 3)
      .map((loss) => safeShort(loss, 160))
      .join("; ")}`,
  ];
}

/** Old and new words of a tool side by side: what changed after it was trusted may be meant for the model. */
function changeLines({ actions }: HeldCall): string[] {
  const changes = actions.flatMap((action) => (action.kind === "mcp_call" ? (action.changes ?? []) : []));
  const said = (words: string | undefined) => (words === undefined ? "nothing" : `“${safeShort(words, room.change)}”`);
  const shown = changes
    .slice(0, 2)
    .map(({ part, before, after }) => `Changed: the tool's ${part} was ${said(before)} and is now ${said(after)}`);
  return changes.length > 2 ? [...shown, `Changed: ${more(changes.length - 2).join("")} parts`] : shown;
}

/** Left out where the reasons name every target already: said twice, it would only be read less. */
function targetsLine({ targets, reasons }: Verdict): string | undefined {
  const said = reasons.slice(0, 3).map(({ message }) => message);
  if (targets.every((target) => target.length < 120 && said.some((message) => message.includes(target))))
    return undefined;
  const shown = targets.slice(0, 4).map((target) => safeShort(target, 100));
  return `Affects: ${[...shown, ...more(targets.length - shown.length)].join(", ")}`;
}

function whyLine({ reasons }: Verdict): string {
  const shown = [...new Set(reasons.map((reason) => safeShort(reason.message, 160)))].slice(0, 3);
  // Sentences of their own, however their rules end them.
  const said = shown.length > 1 ? shown.map((reason) => reason.replace(/(?<![.!?…])$/, ".")).join(" ") : shown[0];
  return `Why you are asked: ${said ?? "the policy says so."}`;
}

function consequenceLine({ verdict: { effects }, copied }: QuestionFacts): string | undefined {
  const final = effects.filter((effect) => irreversibleOrOutward.has(effect) && !(copied && effect === "delete-files"));
  if (final.length > 0) return `Cannot be undone or called back: ${verbs(final)}.`;
  return effects.length > 0 ? `It would ${verbs(effects)}.` : undefined;
}

function verbs(effects: Verdict["effects"]): string {
  return effects.map((effect) => effectWords[effect].verb).join(", ");
}

/** Looks at no more than a dialog could show anyway; the full text has its own view. */
function lookAlikeLine(call: HeldCall): string | undefined {
  const warning = homoglyphWarning(call.actions.map((action) => summarize(action, 2_000)).join(" "));
  return warning && `Look twice: ${warning}`;
}

function waitingLine({ moreWaiting }: QuestionFacts): string | undefined {
  if (moreWaiting === 0) return undefined;
  return `${moreWaiting} more ${moreWaiting === 1 ? "question waits" : "questions wait"} behind this one.`;
}

function more(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : [];
}
