import type { Effect } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, isUnconfirmed, nameOrStart, realClaims } from "./support.ts";

const destructive: ReadonlySet<Effect> = new Set(["delete-files", "destroy-data", "rewrite-history", "change-infra"]);

export const annotationsMissing = defineRule({
  id: "annotations-missing",
  title: "A tool that destroys says nothing of it to its host",
  family: "annotations",
  severity: "low",
  confidence: "high",
  messages: {
    missing:
      "“{tool}” can {effects} and has no annotations, so a host cannot show it as one that destroys. Add “destructiveHint: true”. It is a hint: it holds nothing back.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      // Where nobody is asked, that is what has to be said.
      if (tool.annotations || isUnconfirmed(tool.confirmation) || !/^(?:mcp|fastmcp)/.test(tool.format)) continue;
      const claims = realClaims(tool).filter(({ effect, origin }) => origin === "code" && destructive.has(effect));
      if (claims.length === 0) continue;
      const effects = effectList(claims.map(({ effect }) => effect));
      yield { messageId: "missing", data: { tool: tool.name, effects }, span: nameOrStart(tool) };
    }
  },
});
