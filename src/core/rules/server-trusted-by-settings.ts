import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** Sources: agents-a 6.2 (Gemini CLI 0.46: `trust` skips every confirmation of the server), 2.8 (Claude Code 2.1.329), agents-b 3. */
const switches: readonly Switch[] = [
  { file: /\.(?:gemini|qwen)\//, key: /^mcpServers\..+\.trust$/, isOff: true, safeValue: "false" },
  {
    file: /(?:^|\/)(?:cline_mcp_settings|mcp_settings|mcp)\.json$/,
    key: /^mcpServers\..+\.(?:alwaysAllow|autoApprove)$/,
    isOff: (value) => Array.isArray(value) && value.includes("*"),
  },
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
  },
});
