import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, nameOrStart, realClaims } from "./support.ts";

const infrastructure = new Set(["change-infra", "destroy-data", "change-access"] as const);

export const ambientCloudRights = defineRule({
  id: "ambient-cloud-rights",
  title: "A tool changes infrastructure with whatever rights the machine has",
  family: "identity",
  severity: "critical",
  confidence: "medium",
  messages: {
    ambient:
      "“{tool}” can {effects} through {call}(), with whatever account this machine is logged in to, and nobody confirms it. Give it a role of its own with only the rights it needs, and let a person confirm each call.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      const { confirmed } = tool.confirmation;
      if (!tool.ambientCredential || confirmed === "always" || confirmed === "elsewhere") continue;
      const claims = realClaims(tool).filter(({ effect }) => (infrastructure as ReadonlySet<string>).has(effect));
      if (claims.length === 0) continue;
      const { text, span } = tool.ambientCredential;
      yield {
        messageId: "ambient",
        data: { tool: tool.name, effects: effectList(claims.map(({ effect }) => effect)), call: text },
        span,
        // A row or an object is lost, and not what runs.
        ...(claims.every(({ effect }) => effect === "destroy-data") && { severity: "high" as const }),
        related: [{ path: document.source.path, span: nameOrStart(tool), message: "the tool that an agent calls" }],
      };
    }
  },
});
