import type { AgentDefinition } from "../model/definition.ts";
import type { Effect } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, nameOrStart, realClaims } from "./support.ts";

const acting: ReadonlySet<Effect> = new Set([
  ...(["send-outward", "change-access", "destroy-data", "write-data", "change-infra"] as const),
  ...(["write-files", "delete-files", "run-code", "rewrite-history", "spend-money"] as const),
]);

export const analystCanAct = defineRule({
  id: "analyst-can-act",
  title: "An agent that is there to look can also act",
  family: "least-privilege",
  severity: "medium",
  confidence: "medium",
  messages: {
    acts: "“{agent}” is described as one that only looks, and can {effects}. Take those tools away: what it cannot do, it cannot do by mistake.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      // Without a list it inherits everything, which another rule says.
      if (!agent.tools || !saysItOnlyLooks(agent)) continue;
      const claims = realClaims(agent);
      const effects = claims.map(({ effect }) => effect).filter((effect) => acting.has(effect));
      if (effects.length === 0) continue;
      const granted = claims.find(({ effect, span }) => acting.has(effect) && span);
      yield {
        messageId: "acts",
        data: { agent: agent.name, effects: effectList(effects) },
        span: nameOrStart(agent),
        related: granted?.span ? [{ path: document.source.path, span: granted.span, message: granted.because }] : [],
      };
    }
  },
});

const onlyLooks =
  /\bread-?only\b|\bonly (?:reads?|analy[sz]es?|reviews?|inspects?|reports?|answers?)\b|\b(?:does not|doesn't|never|must not|cannot|do not) (?:modify|change|edit|write|alter|post|publish)\b|\bwithout (?:modifying|changing|editing|posting)\b/i;

/** "Only reads notes and creates reports" says what it makes. */
const andMakes = /^[^.\n]{0,80}\band (?:then )?(?:creates?|writes?|generates?|produces?|updates?|saves?)\b/i;

function saysItOnlyLooks({ description, name }: AgentDefinition): boolean {
  const text = description?.text ?? "";
  const match = onlyLooks.exec(text);
  return (match !== null && !andMakes.test(text.slice(match.index))) || isCalledLooker(name);
}

/** A data analyst computes, and so runs code: that name says nothing of looking only. */
function isCalledLooker(name: string): boolean {
  return /(?:^|[-_ ])(?:analyst|analy[sz]er|auditor|read-?only)$/i.test(name) && !/\bdata[-_ ]analy/i.test(name);
}
