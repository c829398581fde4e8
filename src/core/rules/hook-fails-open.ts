import { defineRule } from "./rule.ts";

/** Ends that turn every failure of a hook into "go on": `|| true`, `; exit 0`, `|| exit 0`. */
const swallowed = /(?:\|\||;|&&)\s*(?:true|:|exit\s+0)\s*$/;

export const hookFailsOpen = defineRule({
  id: "hook-fails-open",
  title: "A hook that should stop a call lets it go on when it fails",
  family: "failure-modes",
  severity: "high",
  confidence: "high",
  messages: {
    swallowed:
      "“{command}” ends well whatever happens, so this hook never stops a call. Let its own exit code stand: 2 stops the call.",
    background: "This hook is “async”: the call does not wait for it, so it can stop nothing. Leave “async” out.",
  },
  *check({ document }) {
    if (!/\.claude\//.test(document.source.path)) return;
    for (const { key, value, keySpan } of document.settings) {
      if (!/^hooks\.(?:PreToolUse|PermissionRequest|ConfigChange|UserPromptSubmit)$/.test(key)) continue;
      for (const { command, isAsync } of hooksOf(value)) {
        if (isAsync) yield { messageId: "background", span: keySpan };
        else if (swallowed.test(command)) yield { messageId: "swallowed", data: { command }, span: keySpan };
      }
    }
  },
});

interface Hook {
  readonly command: string;
  readonly isAsync: boolean;
}

/** The commands in `[{ matcher, hooks: [{ type, command, async }] }]`. */
function hooksOf(value: unknown): Hook[] {
  return listOf(value).flatMap((group) => {
    return listOf((group as Record<string, unknown>).hooks).flatMap((hook): Hook[] => {
      const { command, async: isAsync } = hook as Record<string, unknown>;
      return typeof command === "string" ? [{ command: command.trim(), isAsync: isAsync === true }] : [];
    });
  });
}

function listOf(value: unknown): object[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}
