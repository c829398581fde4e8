import { safeShort } from "../display/shorten.ts";
import type { EffectClaim } from "../model/definition.ts";
import { type Effect, irreversibleOrOutward } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, nameOrStart, whereShown } from "./support.ts";

/** What a person has to know of although no single tool is for it. */
const grave: ReadonlySet<Effect> = new Set<Effect>([
  ...irreversibleOrOutward,
  ...(["read-secrets", "install-package", "kill-process", "gain-privilege", "persist", "obfuscated"] as const),
]);

/** A cache that is cleared, a token that is asked for by POST, a browser that is started: that is what a start is for. */
function isGrave({ effect, aside }: EffectClaim): boolean {
  return grave.has(effect) && aside === undefined;
}

export const serverActsByItself = defineRule({
  id: "server-acts-by-itself",
  title: "Whatever tool is called, the server does what cannot be undone or seen",
  family: "confirmation",
  severity: "medium",
  confidence: "medium",
  messages: {
    each: "With each call of “{tool}” and nearly every other tool of its server, the server can {effects} ({because}), whatever the call is about. No tool says so. Do it once, when a person starts the server, or say it in each description.",
  },
  *check({ document }) {
    const told = new Set<Effect>();
    for (const tool of definitionsOf(document, "tool")) {
      const claims = (tool.ofServer ?? []).filter((claim) => isGrave(claim) && !told.has(claim.effect));
      const [first] = claims;
      if (!first) continue;
      for (const { effect } of claims) told.add(effect);
      yield {
        messageId: "each",
        data: {
          tool: tool.name,
          effects: effectList(claims.map(({ effect }) => effect)),
          because: safeShort(first.because, 120),
        },
        span: nameOrStart(tool),
        related: whereShown(claims, document.source.path),
      };
    }
  },
});
