import { defineRule } from "./rule.ts";

const homes =
  /^environment\.(?:CODEX_HOME|CLAUDE_CONFIG_DIR|COPILOT_HOME|GEMINI_CLI_HOME|\w+_SYSTEM_(?:SETTINGS|DEFAULTS)_PATH|(?:OPENCODE|KILO)_CONFIG\w*)$/;

export const environmentMovesAgent = defineRule({
  id: "environment-moves-agent",
  title: "A file of the repository moves an agent's configuration, or runs code first",
  family: "supply-chain",
  severity: "high",
  confidence: "medium",
  messages: {
    home: "“{key}” makes an agent that loads this file take its settings, servers and hooks from “{value}”. Take it out; set it in your own shell where you need it.",
    runs: "“{key}” makes shells or programs that are started with this file run “{value}” first, also those that ask you. Take it out.",
  },
  *check({ document }) {
    for (const { key, value, keySpan } of document.settings) {
      if (!key.startsWith("environment.") || value === "" || isHarmless(key, String(value))) continue;
      const data = { key: key.slice("environment.".length), value: String(value) };
      yield { messageId: homes.test(key) ? "home" : "runs", data, span: keySpan };
    }
  },
});

/**
 * `NODE_OPTIONS` mostly sets memory; it runs code only by these options. `ENV` is a file only where it is a path.
 * Libraries of a machine (`/usr/local/cuda/lib64`) are not the repository's.
 */
function isHarmless(key: string, value: string): boolean {
  if (/_LIBRARY_PATH$|\.GCONV_PATH$/.test(key)) return value.split(":").every((folder) => /^(?:\/|$)/.test(folder));
  if (key === "environment.NODE_OPTIONS")
    return !/(?:--require|-r|--import|--loader|--experimental-loader)\b/.test(value);
  return key === "environment.ENV" && !/[/\\]|^\.|\.(?:sh|env)$/.test(value);
}
