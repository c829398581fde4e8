import { defineRule } from "./rule.ts";

export const tableWithoutRowRules = defineRule({
  id: "table-without-row-rules",
  title: "A table that the public key reads has no rules for its rows",
  family: "identity",
  severity: "high",
  confidence: "medium",
  scope: "workspace",
  messages: {
    open: "“{table}” has no row level security: whoever has the project's public key, and every agent that is given it, reads and writes all rows. Enable row level security, with a policy for each role.",
  },
  *check({ document, workspace }) {
    const created = document.settings.filter(({ key }) => key === "table.created");
    if (created.length === 0) return;
    const guarded = new Set(
      workspace.documents.flatMap(({ settings }) =>
        settings.flatMap(({ key, value }) => (key === "table.guarded" ? [value] : [])),
      ),
    );
    for (const { value, keySpan } of created) {
      if (!String(value).startsWith("public.") || guarded.has(value)) continue;
      yield { messageId: "open", data: { table: String(value) }, span: keySpan };
    }
  },
});
