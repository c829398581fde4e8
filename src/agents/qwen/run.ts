/** Flags of Qwen Code that decide what is asked. Tried with 0.24.4 on 2026-11-26. */
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { type FlagTable, flagPath, flags, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";

const table: FlagTable = {
  ...flags("--approval-mode", { takes: "one", means: "mode" }),
  ...flags("-y --yolo", { means: "yolo" }),
  ...flags("--allowed-tools", { takes: "many", means: "allowed" }),
  ...flags("--exclude-tools", { takes: "many", means: "exclude" }),
  ...flags("--core-tools", { takes: "many", means: "core" }),
  ...flags("--allowed-mcp-server-names", { takes: "many", means: "servers" }),
  ...flags("--include-directories --add-dir", { takes: "many", means: "folder" }),
  ...flags("-p --prompt", { takes: "one", means: "alone" }),
  ...flags(
    "-m --model --fallback-model -i --prompt-interactive --system-prompt --append-system-prompt --output-style --channel " +
      "--input-format -o --output-format --session-id --max-session-turns --max-wall-time --max-tool-calls --auth-type " +
      "--openai-api-key --openai-base-url --proxy",
    { takes: "one" },
  ),
  ...flags("-d --debug --screen-reader --acp --include-partial-messages -c --continue --insecure"),
};

export function readQwenRun(words: readonly string[] | undefined): Run {
  return readFlags(words, table);
}

/** What the flags say, as one more settings file. */
export function flagFile(run: Run): LoadedConfig | undefined {
  if (run.given.length === 0) return undefined;
  const list = (meaning: string) => {
    const found = valuesOf(run, meaning).flatMap(({ value }) => value.split(",").map((one) => one.trim()));
    return found.length > 0 ? found : undefined;
  };
  const own = {
    tools: {
      approvalMode: lastGiven(run, "mode")?.value ?? (lastGiven(run, "yolo") ? "yolo" : undefined),
      core: list("core"),
    },
    permissions: { allow: list("allowed"), deny: list("exclude") },
    context: { includeDirectories: list("folder") },
  };
  return { layer: "flag", path: flagPath, text: JSON.stringify(own) };
}
