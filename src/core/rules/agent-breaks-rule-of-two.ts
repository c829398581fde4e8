import type { EffectClaim, GrantEntry } from "../model/definition.ts";
import type { Effect } from "../model/effect.ts";
import type { RelatedLocation } from "../model/finding.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, nameOrStart, realClaims } from "./support.ts";

/** The three legs of the Rule of Two (Meta, October 2025). */
const legs: readonly { readonly name: string; readonly effects: readonly Effect[] }[] = [
  { name: "takes in outside text", effects: ["read-untrusted"] },
  { name: "reaches what is sensitive", effects: ["read-secrets", "read-data"] },
  {
    name: "acts outward",
    effects: ["send-outward", "change-access", "change-infra", "write-data", "destroy-data", "spend-money"],
  },
];

export const agentBreaksRuleOfTwo = defineRule({
  id: "agent-breaks-rule-of-two",
  title: "One agent takes in outside text, reaches what is sensitive and acts outward",
  family: "data-flow",
  severity: "high",
  confidence: "medium",
  scope: "reach",
  messages: {
    three:
      "“{agent}” takes in text that outsiders write, reaches what is sensitive, and acts outward. A sentence in that text can use the other two. Take one away, or have a person confirm the last.",
  },
  *check({ document, reach }) {
    for (const agent of definitionsOf(document, "agent")) {
      // What is inherited by not writing a list is said by another rule.
      if (!agent.tools) continue;
      const reached = (reach.toolsOf.get(agent) ?? []).flatMap(({ definition, path }) =>
        realClaims(definition).map((claim) => ({ claim, path })),
      );
      const own = realClaims(agent).map((claim) => ({ claim, path: document.source.path }));
      const found = legs.map(({ name, effects }) => {
        const shows = [...reached, ...own].find(({ claim }) => effects.includes(claim.effect) && !isOnlyGuessed(claim));
        if (shows) return { name, ...shows };
        const grant = effects.includes("read-data")
          ? agent.tools?.find(({ text }) => wholePrivateServer.test(text))
          : undefined;
        return grant && { name, claim: privateGrant(grant), path: document.source.path };
      });
      if (found.some((leg) => leg === undefined)) continue;
      yield {
        messageId: "three",
        data: { agent: agent.name },
        span: nameOrStart(agent),
        related: found.flatMap((leg): RelatedLocation[] =>
          leg?.claim.span
            ? [{ path: leg.path, span: leg.claim.span, message: `${leg.name}: ${leg.claim.because}` }]
            : [],
        ),
      };
    }
  },
});

/**
 * All tools of a service where one token opens what is private beside what is public, as written in an agent's list.
 * Incident 18: an issue anybody may write led to private repositories.
 */
const wholePrivateServer =
  /^(?:mcp__)?(?:github|gitlab|bitbucket|jira|atlassian|linear|notion|slack|gmail|google-?drive|sharepoint|supabase)(?:__\*|\/\*|)$/i;

function privateGrant({ text, span }: GrantEntry): EffectClaim {
  return { effect: "read-data", origin: "grant", because: `all tools of ${text}`, span };
}

function isOnlyGuessed({ origin }: EffectClaim): boolean {
  return origin === "declared";
}
