import { defineRule } from "./rule.ts";

export const serversApprovedByRepository = defineRule({
  id: "servers-approved-by-repository",
  title: "A repository approves its own servers",
  family: "supply-chain",
  severity: "high",
  confidence: "high",
  messages: {
    approved:
      "“{key}” approves servers of this folder for everybody who opens it: they start without a question. Let each person approve them.",
  },
  *check({ document }) {
    // Local settings are a person's own answer.
    if (!/(?:^|\/)\.claude\/settings\.json$/.test(document.source.path)) return;
    for (const { key, value, keySpan } of document.settings) {
      if (key !== "enabledMcpjsonServers" || !Array.isArray(value) || value.length === 0) continue;
      yield { messageId: "approved", data: { key }, span: keySpan };
    }
  },
});
