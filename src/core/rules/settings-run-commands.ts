import { defineRule } from "./rule.ts";

/** Keys of Claude Code's settings whose value is a command that runs by itself (agents-a 2.2, 2.3, 2.5). */
const commandKeys =
  /^(?:hooks\..+|apiKeyHelper|awsAuthRefresh|awsCredentialExport|otelHeadersHelper|statusLine\.command)$/;

export const settingsRunCommands = defineRule({
  id: "settings-run-commands",
  title: "Shared settings run commands on everybody's machine",
  family: "editor-and-ci",
  severity: "medium",
  confidence: "medium",
  messages: {
    runs: "“{key}” runs a command on the machine of everybody who uses Claude Code in this folder; with claude -p even before the folder is trusted. Read what it runs, and keep hooks in your own settings where you can.",
  },
  *check({ document }) {
    // Local and user settings are a person's own.
    if (!/(?:^|\/)\.claude\/settings\.json$/.test(document.source.path)) return;
    for (const { key, value, keySpan } of document.settings) {
      const isEmpty = value === "" || (Array.isArray(value) && value.length === 0);
      if (commandKeys.test(key) && !isEmpty) yield { messageId: "runs", data: { key }, span: keySpan };
    }
  },
});
