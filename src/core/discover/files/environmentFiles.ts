import type { SettingFact } from "../facts.ts";
import { type Format, fileName } from "../format.ts";

/**
 * Variables that say where an agent keeps its configuration, or what a shell or a runtime runs before anything else.
 * Sources: agents-a 2.1, 4.1, 5.1 and 6.1, agents-b 6.1, of 2026-11-21; incident 48 (CVE-2025-61260).
 */
const acting =
  /^(?:CODEX_HOME|CLAUDE_CONFIG_DIR|COPILOT_HOME|GEMINI_CLI_HOME|GEMINI_CLI_SYSTEM_(?:SETTINGS|DEFAULTS)_PATH|QWEN_HOME|QWEN_CODE_SYSTEM_(?:SETTINGS|DEFAULTS)_PATH|OPENCODE_CONFIG(?:_DIR|_CONTENT)?|KILO_CONFIG(?:_DIR|_CONTENT)?|(?:OPENCODE|KILO)_PURE|OPENCLAW_(?:STATE_DIR|CONFIG_PATH|HOME)|BASH_ENV|ENV|ZDOTDIR|SHELLOPTS|PS4|PROMPT_COMMAND|LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|GCONV_PATH|DYLD_INSERT_LIBRARIES|DYLD_LIBRARY_PATH|PYTHONSTARTUP|NODE_OPTIONS)$/;

/** `.env` files, which several agents load from the folder they start in: only what moves an agent or runs something. */
export const environmentFiles: Format = {
  id: "env-file",
  isCandidate: (path) =>
    /^\.env(?:\.[\w-]+)*$/.test(fileName(path)) && !/\.(?:example|sample|template|dist)$/.test(path),
  inspect: ({ text }) => ({ settings: [...text.matchAll(assignment)].flatMap(settingOf) }),
};

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*([^\r\n]*)$/gm;

function settingOf({ 0: line, 1: key = "", 2: value = "", index }: RegExpExecArray): SettingFact[] {
  if (!acting.test(key)) return [];
  const start = index + line.indexOf(key);
  const end = index + line.length;
  return [
    {
      key: `environment.${key}`,
      value: plainValue(value),
      keySpan: { start, end: start + key.length },
      valueSpan: { start: end - value.length, end },
    },
  ];
}

/** Without quotes, or without the comment behind it. */
function plainValue(written: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(written);
  return quoted?.[2] ?? written.replace(/\s+#.*$/, "").trim();
}
