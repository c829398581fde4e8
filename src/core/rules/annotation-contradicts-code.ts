import { wordsOf } from "../effects/code/nameWords.ts";
import type { EffectClaim, ToolAnnotations, ToolDefinition } from "../model/definition.ts";
import type { Effect } from "../model/effect.ts";
import type { Fix } from "../model/finding.ts";
import type { SourceText, Span } from "../model/span.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, isOnPurpose, nameOrStart, realClaims, replacement, whereShown } from "./support.ts";

export const annotationContradictsCode = defineRule({
  id: "annotation-contradicts-code",
  title: "An annotation says less than the code does",
  family: "annotations",
  severity: "high",
  confidence: "high",
  messages: {
    readOnly:
      "“{tool}” is annotated as read-only, but its code can {effects}. Hosts skip the question for read-only tools. Correct the annotation.",
    notDestructive:
      "“{tool}” is annotated as not destructive, but its code can {effects}. Hosts skip the question for such tools. Correct the annotation.",
    aside:
      "“{tool}” is annotated as read-only, and its code can {effects} on the way. That is right where it only keeps its own files or asks that way; where it changes what others see, correct the annotation.",
    named:
      "“{tool}” is annotated as harmless, but its name says that it can {effects}, and its code is not in sight. Correct the annotation or the name.",
    secrets:
      "“{tool}” is annotated as read-only, which is right by the letter, but what it reads are secrets. Hosts skip the question for read-only tools. Leave the annotation out.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      const claims = tool.effects.filter(({ origin }) => origin === "code");
      const acting = claims.filter(({ effect }) => changing.has(effect));
      const destroying = claims.filter((claim) => destroys(tool, claim) && isOnPurpose(tool, claim));
      const secrets = claims.filter(({ effect }) => effect === "read-secrets");
      const hint = tool.annotations ?? {};
      const meant = acting.filter((claim) => isOnPurpose(tool, claim));
      const found =
        hint.readOnlyHint && meant.length > 0
          ? ({ messageId: "readOnly", claims: meant, hint: "readOnlyHint", right: "false" } as const)
          : hint.destructiveHint === false && destroying.length > 0
            ? ({ messageId: "notDestructive", claims: destroying, hint: "destructiveHint", right: "true" } as const)
            : hint.readOnlyHint && secrets.length > 0
              ? ({ messageId: "secrets", claims: secrets, hint: "readOnlyHint", right: "false" } as const)
              : (namedAgainst(tool) ?? onTheWay([...acting, ...claims.filter(isQuestion)], hint));
      if (!found) continue;
      const place = hintSpan(tool, found.hint, document.source);
      yield {
        messageId: found.messageId,
        data: {
          tool: tool.name,
          effects: effectList(found.claims.map((claim) => (isQuestion(claim) ? "send-outward" : claim.effect))),
        },
        span: place?.whole ?? nameOrStart(tool),
        ...(found.messageId === "aside" && { severity: "low" as const }),
        related: whereShown(found.claims, document.source.path),
        fixes:
          found.messageId === "secrets" || found.messageId === "aside" || !place
            ? []
            : fixOf(found.hint, place, found.right, document.source),
      };
    }
  },
});

/** The hint is about updates that take something away: to make one thing more is none, whatever it costs. */
function destroys({ name }: ToolDefinition, { effect }: EffectClaim): boolean {
  if (!destructive.has(effect)) return false;
  return !(effect === "change-infra" && adds.test(wordsOf(name).join(" ")));
}

const adds = /\b(?:create|add|install|register|label|annotate|expose|provision|launch|new|setup|set up|deploy)\b/;

/** A request by POST that the tool is taken to ask with. */
function isQuestion({ effect, aside }: EffectClaim): boolean {
  return effect === "fetch-network" && aside === "query";
}

/** Effects that a reading tool may have without doing them to anybody: worth a look, and no more. */
function onTheWay(acting: readonly EffectClaim[], { readOnlyHint }: ToolAnnotations) {
  if (!readOnlyHint || acting.length === 0) return undefined;
  return { messageId: "aside", claims: acting, hint: "readOnlyHint", right: "false" } as const;
}

/** What is only named counts where the code cannot be followed: a stub does nothing, whatever it is called. */
function namedAgainst(tool: ToolDefinition) {
  const hint = tool.annotations ?? {};
  const named = realClaims(tool).filter(({ effect, origin }) => origin === "declared" && destructive.has(effect));
  if (named.length === 0) return undefined;
  if (hint.readOnlyHint) return { messageId: "named", claims: named, hint: "readOnlyHint", right: "false" } as const;
  if (hint.destructiveHint !== false) return undefined;
  return { messageId: "named", claims: named, hint: "destructiveHint", right: "true" } as const;
}

const changing: ReadonlySet<Effect> = new Set([
  "write-files",
  "delete-files",
  "run-code",
  "send-outward",
  "change-access",
  "write-data",
  "destroy-data",
  "change-infra",
  "rewrite-history",
  "install-package",
  "kill-process",
  "persist",
  "spend-money",
]);

const destructive: ReadonlySet<Effect> = new Set([
  "delete-files",
  "destroy-data",
  "change-infra",
  "rewrite-history",
  "spend-money",
]);

interface HintPlace {
  readonly whole: Span;
  readonly value: Span;
}

/** Where the hint is written, when that is in the annotations of this tool itself. */
function hintSpan(tool: ToolDefinition, hint: string, source: SourceText): HintPlace | undefined {
  const span = tool.annotationsSpan;
  if (!span) return undefined;
  const match = new RegExp(`["']?${hint}["']?\\s{0,3}[:=]\\s{0,3}(true|false|True|False)`).exec(source.slice(span));
  if (!match?.[1]) return undefined;
  const start = span.start + match.index;
  const end = start + match[0].length;
  return { whole: { start, end }, value: { start: end - match[1].length, end } };
}

/** Correcting the claim changes nothing that the tool does, so that is safe. */
function fixOf(hint: string, place: HintPlace, right: string, source: SourceText): Fix[] {
  const isPython = /^[TF]/.test(source.slice(place.value));
  const text = isPython ? right.charAt(0).toUpperCase() + right.slice(1) : right;
  return [replacement(`Set ${hint} to ${text}`, "safe", place.value, text)];
}
