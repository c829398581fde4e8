import { serverFileOf } from "../discover/files/mcpConfig.ts";
import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

/** VS Code 1.139 reads `servers`; Claude Code, Cursor and Claude Desktop read `mcpServers` (agents-a 2.8 and 3.8). */
export const wrongMcpKey = defineRule({
  id: "wrong-mcp-key",
  title: "Servers stand under a key that this file's reader does not read",
  family: "editor-and-ci",
  severity: "medium",
  confidence: "high",
  messages: {
    wrong:
      "{host} reads servers from “{right}” in this file, not from “{wrong}”, so these servers do not start here, and a limit set on them has no effect. Rename the key.",
  },
  *check({ document }) {
    const file = serverFileOf(document.source.path);
    if (!file || file.host === "An MCP host") return;
    const keys = document.settings.map(({ key }) => key);
    for (const { key, keySpan } of document.settings) {
      if ((key !== "servers" && key !== "mcpServers") || key === file.key) continue;
      const fixes = keys.includes(file.key)
        ? []
        : [replacement(`Rename it to ${file.key}`, "unsafe", keySpan, JSON.stringify(file.key))];
      yield { messageId: "wrong", data: { host: file.host, right: file.key, wrong: key }, span: keySpan, fixes };
    }
  },
});
