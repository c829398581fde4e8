import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";
import { type Switch, switchedOff } from "./switches.ts";

const settingsFile = /\.(?:gemini|qwen)\//;

/** Sources: agents-a 6.2 (Gemini CLI 0.46: `trust` skips every confirmation of the server), 2.8 (Claude Code 2.1.329), agents-b 3. */
const switches: readonly Switch[] = [
  { file: settingsFile, key: /^mcpServers\..+\.trust$/, isOff: true, safeValue: "false" },
];

export const serverTrustedBySettings = defineRule({
  id: "server-trusted-by-settings",
  title: "All tools of a server run without asking",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    trust:
      "“{key}” lets every tool of this server run without asking, also those it adds tomorrow. Allow the tools that only read, by name.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "trust", ...place };
    if (settingsFile.test(document.source.path)) return;
    for (const { name, confirmation } of definitionsOf(document, "server")) {
      if (confirmation.confirmed !== "never" || !confirmation.span) continue;
      yield { messageId: "trust", data: { key: `${name}.${confirmation.by ?? ""}` }, span: confirmation.span };
    }
  },
});
