/** Flags of Claude Code that decide what is asked. Tried with 2.1.329 on 2026-11-26. */
import type { LoadedConfig, PermissionInput } from "../../core/permissions/input.ts";
import { byFlag, type FlagTable, flagPath, flags, lastGiven, listed, type Run, readFlags, valuesOf } from "../flags.ts";

const table: FlagTable = {
  ...flags("--allowedTools --allowed-tools", { takes: "many", means: "allow" }),
  ...flags("--disallowedTools --disallowed-tools", { takes: "many", means: "deny" }),
  ...flags("--permission-mode", { takes: "one", means: "mode" }),
  ...flags("--dangerously-skip-permissions", { means: "skip" }),
  ...flags("--add-dir", { takes: "many", means: "folder" }),
  ...flags("--settings", { takes: "one", means: "settings" }),
  ...flags("--setting-sources", { takes: "one", means: "sources" }),
  ...flags("--tools", { takes: "many", means: "tools" }),
  ...flags("-p --print", { means: "alone" }),
  ...flags("--permission-prompts", { takes: "one", means: "prompts" }),
  ...flags("--permission-prompt-tool", { takes: "one", means: "prompter" }),
  ...flags("--mcp-config", { takes: "many", means: "servers" }),
  ...flags("--strict-mcp-config", { means: "only-given-servers" }),
  ...flags("--agent", { takes: "one", means: "agent" }),
  ...flags("--agents", { takes: "one", means: "agents" }),
  ...flags("--bare", { means: "bare" }),
  ...flags("--safe-mode", { means: "safe" }),
  // Bypass can then be chosen in the session, and is not on.
  ...flags("--allow-dangerously-skip-permissions"),
  ...flags(
    "--verbose -c --continue --fork-session --include-hook-events --include-partial-messages --no-session-persistence " +
      "--replay-user-messages --ide --chrome --no-chrome --brief --forward-subagent-text",
  ),
  ...flags(
    "--model --fallback-model --effort --max-budget-usd --max-turns --output-format --input-format --json-schema -n --name " +
      "--session-id -r --resume --append-system-prompt --append-system-prompt-file --system-prompt --system-prompt-file --betas",
    { takes: "one" },
  ),
};

export interface ClaudeRun extends Run {
  /** Nobody can be asked. */
  readonly alone: ReturnType<typeof byFlag> | undefined;
  /** What such a run does without. */
  readonly without: {
    readonly hooks: boolean;
    /** Those of files; what stands on the command line is there. */
    readonly servers: ReturnType<typeof byFlag> | undefined;
    /** All tools but these. */
    readonly otherThan?: { readonly tools: ReadonlySet<string>; readonly source: ReturnType<typeof byFlag> };
  };
}

/** The tools of a bare run. */
const bareTools: ReadonlySet<string> = new Set(["Bash", "Read", "Edit"]);

/** Makes every run a bare one. */
export const plainVariable = "CLAUDE_CODE_SIMPLE";

export function readClaudeRun(
  words: readonly string[] | undefined,
  variables: PermissionInput["variables"] = {},
): ClaudeRun {
  const run = readFlags(words, table);
  const none = lastGiven(run, "prompts");
  const printed = lastGiven(run, "prompter") ? undefined : lastGiven(run, "alone");
  const found = none?.value === "none" ? none : printed;
  const isPlain = /^(?:1|true|yes|on)$/i.test(variables[plainVariable]?.trim() ?? "");
  const bare = lastGiven(run, "bare") ?? (isPlain ? { source: byFlag(`${plainVariable} is set`) } : undefined);
  const plain = bare ?? lastGiven(run, "safe");
  const without = {
    hooks: plain !== undefined,
    servers: (plain ?? lastGiven(run, "only-given-servers"))?.source,
    ...(bare ? { otherThan: { tools: bareTools, source: bare.source } } : {}),
  };
  return { ...run, without, alone: found && byFlag(`${found.source.text}: nobody is asked`) };
}

/** What the flags say, as one more settings file; and files that they name as text. */
export function flagFiles(run: ClaudeRun): LoadedConfig[] {
  const rules = (meaning: string) => valuesOf(run, meaning).flatMap(({ value }) => listed(value));
  const folders = valuesOf(run, "folder").map(({ value }) => value);
  const own = { permissions: { allow: rules("allow"), deny: rules("deny"), additionalDirectories: folders } };
  const inline = valuesOf(run, "settings").filter(({ value }) => value.trimStart().startsWith("{"));
  return [
    ...inline.map(({ value }): LoadedConfig => ({ layer: "flag", path: "--settings", text: value })),
    ...(run.given.length === 0 ? [] : [{ layer: "flag" as const, path: flagPath, text: JSON.stringify(own) }]),
  ];
}

/** Files of servers that flags name. */
export function serverFilesNamed(run: ClaudeRun): readonly string[] {
  return valuesOf(run, "servers").flatMap(({ value }) => (value.trimStart().startsWith("{") ? [] : [value]));
}

/** Servers that stand on the command line. */
export function serversInline(run: ClaudeRun): readonly LoadedConfig[] {
  return valuesOf(run, "servers").flatMap(({ value }) =>
    value.trimStart().startsWith("{") ? [{ layer: "flag", path: flagPath, text: value } as const] : [],
  );
}

/** Files that `--settings` names. */
export function settingsNamed(run: ClaudeRun): readonly string[] {
  return valuesOf(run, "settings").flatMap(({ value }) => (value.trimStart().startsWith("{") ? [] : [value]));
}
