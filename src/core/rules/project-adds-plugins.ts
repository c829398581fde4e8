import { defineRule } from "./rule.ts";

export const projectAddsPlugins = defineRule({
  id: "project-adds-plugins",
  title: "A repository brings plugins with hooks and servers of their own",
  family: "supply-chain",
  severity: "medium",
  confidence: "high",
  messages: {
    plugins:
      "“{key}” brings plugins to everybody who opens this folder; a plugin can add hooks, servers and agents, and changes with its marketplace. Look at what it holds, and pin the marketplace to a commit.",
  },
  *check({ document }) {
    if (!/(?:^|\/)\.claude\/settings\.json$/.test(document.source.path)) return;
    const seen = new Set<string>();
    for (const { key, keySpan, value } of document.settings) {
      const head = /^(?:extraKnownMarketplaces|enabledPlugins)(?=\.|$)/.exec(key)?.[0];
      if (!head || seen.has(head) || value === false || isEmpty(value)) continue;
      seen.add(head);
      yield { messageId: "plugins", data: { key: head }, span: keySpan };
    }
  },
});

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
