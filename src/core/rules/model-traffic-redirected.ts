import { defineRule } from "./rule.ts";

/** Settings and variables that say where a model is asked. Sources: agents-a 2.3, 5.1; incident 39 (CVE-2026-21852). */
const addressKey =
  /^(?:env\.(?:ANTHROPIC_BASE_URL|ANTHROPIC_BEDROCK_BASE_URL|OPENAI_BASE_URL|GOOGLE_GEMINI_BASE_URL|HTTPS?_PROXY|https?_proxy|NODE_TLS_REJECT_UNAUTHORIZED)|model_providers\..+\.base_url|openai_base_url|provider\..+\.options\.baseURL)$/;

export const modelTrafficRedirected = defineRule({
  id: "model-traffic-redirected",
  title: "A repository decides where prompts, code and keys are sent",
  family: "data-flow",
  severity: "high",
  confidence: "medium",
  messages: {
    redirected:
      "“{key}” sends what this agent says, and the key it says it with, to “{value}”. Keep such addresses in a person's own settings.",
  },
  *check({ document }) {
    if (/\.local\.json$/.test(document.source.path)) return;
    for (const { key, value, valueSpan } of document.settings) {
      if (!addressKey.test(key) || value === "" || value === "1" || isLocal(String(value))) continue;
      yield { messageId: "redirected", data: { key, value: String(value) }, span: valueSpan };
    }
  },
});

function isLocal(value: string): boolean {
  return /^\w+:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/.test(value);
}
