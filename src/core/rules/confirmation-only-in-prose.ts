import type { AgentDefinition, SpannedText, ToolDefinition } from "../model/definition.ts";
import { type Effect, irreversibleOrOutward } from "../model/effect.ts";
import type { RelatedLocation } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import { defineRule, type ReachContext } from "./rule.ts";
import { definitionsOf, effectList, isUnconfirmed, nameOrStart, realClaims } from "./support.ts";

export const confirmationOnlyInProse = defineRule({
  id: "confirmation-only-in-prose",
  title: "A confirmation is asked for in prose and enforced by nothing",
  family: "confirmation",
  severity: "high",
  confidence: "medium",
  scope: "reach",
  messages: {
    tool: "The description of “{tool}” asks for confirmation, and nothing enforces it. A model can skip or lose a sentence. Make the tool or its host ask a person.",
    agent:
      "The instructions of “{agent}” ask for confirmation, yet it can {effects} and nothing enforces it. Instructions get lost in a long session. Confirm where the tool runs, or take the tool away.",
  },
  *check(context) {
    const { document } = context;
    for (const tool of definitionsOf(document, "tool")) {
      const span = tool.description && promise(tool.description);
      if (span && isUnconfirmed(tool.confirmation) && hasRisk(tool) && !asksItself(tool)) {
        yield { messageId: "tool", data: { tool: tool.name }, span };
      }
    }
    for (const agent of definitionsOf(document, "agent")) {
      const span =
        (agent.instructions && promise(agent.instructions)) ?? (agent.description && promise(agent.description));
      const risk = span && unenforced(agent, context);
      if (!span || !risk) continue;
      yield {
        messageId: "agent",
        data: { agent: agent.name, effects: effectList(risk.effects) },
        span,
        related: risk.related,
      };
    }
  },
});

const person = "(?:user|human|person|people|me|us|operator|owner|team|admin|author|reviewer)";
const consent = "(?:approval|confirmation|permission|consent|sign-?off|go-?ahead)";

/** Ways to ask for a confirmation in a sentence. All gaps are bounded, so that a long text costs linear time. */
const promises: readonly RegExp[] = [
  new RegExp(
    `\\b(?:ask|check with|consult|confirm with|verify with)\\b[^.\\n]{0,40}\\b${person}\\b[^.\\n]{0,60}\\b(?:before|first|to confirm|for ${consent}|whether|prior)`,
    "i",
  ),
  new RegExp(`\\bconfirm\\b[^.\\n]{0,50}\\b(?:before|first|with (?:the |a |your )?${person})\\b`, "i"),
  new RegExp(
    `\\b(?:get|obtain|seek|request|require[sd]?|wait(?:ing)? for|needs?|ask(?:ing)?(?: \\w+){0,3} for)\\b[^.\\n]{0,40}\\b${consent}\\b`,
    "i",
  ),
  /\b(?:do not|don't|never|must not|not)\b[^.\n]{0,60}\b(?:without|until|unless|before)\b[^.\n]{0,50}\b(?:approv|confirm|permission|consent|told to|agree|said yes|asking)/i,
  new RegExp(
    `\\b(?:only|after|once)\\b[^.\\n]{0,40}\\b${person}\\b[^.\\n]{0,25}\\b(?:confirm|approv|agree|consent)`,
    "i",
  ),
];

/** Where a text asks that somebody confirms. */
function promise({ text, span }: SpannedText): Span | undefined {
  for (const pattern of promises) {
    const match = pattern.exec(text);
    if (match && !asksForMissing(text, match.index))
      return {
        start: span.start + offsetOf(match, text, span),
        end: span.start + offsetOf(match, text, span) + match[0].length,
      };
  }
  return undefined;
}

/** "If you are unsure of the address, ask the user": a question for what is not known, and no promise to ask each time. */
function asksForMissing(text: string, index: number): boolean {
  const sentence =
    text
      .slice(Math.max(0, index - 120), index)
      .split(/[.!?\n]/)
      .at(-1) ?? "";
  return /\b(?:if|when|where)\b.{0,60}\b(?:unsure|not sure|uncertain|unclear|ambiguous|missing|not (?:given|provided|specified|known)|unknown|in doubt)\b/i.test(
    sentence,
  );
}

/** A quoted text starts after its quote; when the lengths differ by more than that, the places no longer correspond. */
function offsetOf(match: RegExpExecArray, text: string, span: Span): number {
  const extra = span.end - span.start - text.length;
  return match.index + (extra > 0 ? Math.floor(extra / 2) : 0);
}

const risky: ReadonlySet<Effect> = new Set([...irreversibleOrOutward, "run-code", "write-data"]);

function hasRisk(tool: ToolDefinition): boolean {
  return realClaims(tool).some(({ effect }) => risky.has(effect));
}

/** `request_approval`: the tool is the question. */
function asksItself({ name }: ToolDefinition): boolean {
  return /(?:request|ask|get|wait)\w*(?:approval|confirmation|consent|permission)|(?:ask|prompt)_?(?:user|human|person)/i.test(
    name,
  );
}

interface Unenforced {
  readonly effects: readonly Effect[];
  readonly related: readonly RelatedLocation[];
}

/** What the agent can do at its own word: through its tools here, or as its list grants it. */
function unenforced(agent: AgentDefinition, { reach }: ReachContext): Unenforced | undefined {
  const tools = (reach.toolsOf.get(agent) ?? []).filter(({ definition }) => {
    return isUnconfirmed(definition.confirmation) && hasRisk(definition);
  });
  if (tools.length > 0) {
    const claims = tools.flatMap(({ definition }) => realClaims(definition)).filter(({ effect }) => risky.has(effect));
    const related = tools.map(({ definition, path }): RelatedLocation => {
      return { path, span: nameOrStart(definition), message: `“${definition.name}” asks nobody` };
    });
    return { effects: claims.map(({ effect }) => effect), related: related.slice(0, 5) };
  }
  const known = (reach.toolsOf.get(agent) ?? []).length > 0;
  const granted = realClaims(agent).filter(({ effect }) => risky.has(effect) && !(known && effect !== "run-code"));
  return granted.length > 0 ? { effects: granted.map(({ effect }) => effect), related: [] } : undefined;
}
