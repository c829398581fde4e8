import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** Codex leaves variables named like secrets out of what commands see, unless told otherwise (agents-a 5.1, Codex 0.160). */
const switches: readonly Switch[] = [
  { file: /\.codex\//, key: /^shell_environment_policy\.ignore_default_excludes$/, isOff: true, safeValue: "false" },
  { file: /openclaw\.json/, key: /(?:^|\.)env\.shellEnv\.enabled$/, isOff: true, safeValue: "false" },
];

export const secretsPassedToCommands = defineRule({
  id: "secrets-passed-to-commands",
  title: "Every command of an agent sees the keys in the environment",
  family: "identity",
  severity: "medium",
  confidence: "high",
  messages: {
    passed:
      "“{key}” hands the keys and tokens of the environment to every command that this agent runs. Leave them out, and pass the one that is needed.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "passed", ...place };
  },
});
