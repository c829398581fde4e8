import type { Call } from "../../parse/code/code.ts";
import { stringOf, writtenName } from "../../parse/code/resolve.ts";

const starting = /(?:^|\.)_?(?:spawn|exec|execFile|execa|run|fork|start|launch|popen)\w*$/i;
/** `claudeCliPath`, `this.codexBin`, `GEMINI_COMMAND`. */
const named =
  /(?:^|[._])(?:claude|codex|gemini|aider|opencode|cursor_?agent|qwen|copilot|amp|goose)_?(?:code_?)?(?:cli|bin|binary|path|cmd|command|exe|executable)(?:_?(?:path|cmd|command|name))?$/i;
const program = /^(?:.*\/)?(?:claude|codex|gemini|aider|opencode|cursor-agent|qwen|amp|goose)$/;

/** True of a call that starts another agent by its program: `spawn("claude", args)`, `runCommand(this.claudeCliPath, args)`. */
export function startsAgent({ callee, args }: Call): boolean {
  const [first] = args;
  if (!first || !starting.test(writtenName(callee))) return false;
  return named.test(writtenName(first)) || program.test(stringOf(first) ?? "");
}
