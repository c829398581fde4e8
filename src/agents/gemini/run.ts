/** Flags of Gemini CLI that decide what is asked. Tried with 0.61.0 on 2026-11-26. */
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { type FlagTable, flagPath, flags, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";

const table: FlagTable = {
  ...flags("--approval-mode", { takes: "one", means: "mode" }),
  ...flags("-y --yolo", { means: "yolo" }),
  ...flags("--allowed-tools", { takes: "many", means: "allowed" }),
  ...flags("--allowed-mcp-server-names", { takes: "many", means: "servers" }),
  ...flags("--include-directories", { takes: "many", means: "folder" }),
  ...flags("--skip-trust", { means: "trust" }),
  ...flags("--policy", { takes: "one", means: "policy" }),
  ...flags("--admin-policy", { takes: "one", means: "admin-policy" }),
  ...flags("-p --prompt", { takes: "one", means: "alone" }),
  ...flags("-m --model -i --prompt-interactive -r --resume --session-file --session-id -o --output-format", {
    takes: "one",
  }),
  ...flags("--acp --experimental-acp", { means: "acp" }),
  ...flags("-d --debug --screen-reader --raw-output --accept-raw-output-risk"),
};

export function readGeminiRun(words: readonly string[] | undefined): Run {
  return readFlags(words, table);
}

const modes: Readonly<Record<string, string>> = { autoEdit: "auto_edit" };

/** Files and folders of policies that are read instead of the user's own. */
export function policyPaths(run: Run): readonly string[] {
  return valuesOf(run, "policy").flatMap(({ value }) => value.split(",").map((one) => one.trim()));
}

/** Files and folders of an administrator's policies. They do not count beside those of the system. */
export function adminPolicyPaths(run: Run): readonly string[] {
  return valuesOf(run, "admin-policy").flatMap(({ value }) => value.split(",").map((one) => one.trim()));
}

/** What the flags say, as one more settings file. A list of a flag replaces that of the files. */
export function flagFile(run: Run): LoadedConfig | undefined {
  if (run.given.length === 0) return undefined;
  const list = (meaning: string) => {
    const found = valuesOf(run, meaning).flatMap(({ value }) => value.split(",").map((one) => one.trim()));
    return found.length > 0 ? found : undefined;
  };
  const mode = lastGiven(run, "yolo") ? "yolo" : lastGiven(run, "mode")?.value;
  const own = {
    general: { defaultApprovalMode: mode === undefined ? undefined : (modes[mode] ?? mode) },
    tools: { allowed: list("allowed") },
    mcp: { allowed: list("servers") },
    context: { includeDirectories: list("folder") },
  };
  return { layer: "flag", path: flagPath, text: JSON.stringify(own) };
}
