/** Flags of Copilot CLI that decide what is asked. Tried with 1.0.102 over ACP and with `-p` on 2026-11-26. */
import type { Action, Platform } from "../../core/model/action.ts";
import { byFlag, type FlagTable, flags, type Given, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { coversLine } from "./approvals.ts";
import { asGiven, coversPath, meetsCommand } from "./flagRules.ts";

const table: FlagTable = {
  ...flags("--allow-tool", { takes: "many", means: "allow" }),
  ...flags("--deny-tool", { takes: "many", means: "deny" }),
  ...flags("--available-tools", { takes: "many", means: "available" }),
  ...flags("--excluded-tools", { takes: "many", means: "excluded" }),
  ...flags("--allow-all-tools", { means: "tools" }),
  ...flags("--allow-all-paths", { means: "paths" }),
  ...flags("--allow-all --yolo", { means: "all" }),
  ...flags("--add-dir", { takes: "one", means: "folder" }),
  ...flags("-p --prompt", { takes: "one", means: "alone" }),
  ...flags("--disable-mcp-server", { takes: "one", means: "server" }),
  ...flags("--additional-mcp-config", { takes: "one", means: "servers" }),
  ...flags("--allow-url", { takes: "many", means: "allow-url" }),
  ...flags("--deny-url", { takes: "many", means: "deny-url" }),
  ...flags("--allow-all-urls", { means: "urls" }),
  ...flags("--disallow-temp-dir", { means: "no-temporary" }),
  ...flags("--model --reasoning-effort -n --name --session-id --log-dir --log-level --stream", {
    takes: "one",
  }),
  ...flags("--output-format -i --interactive --attachment", { takes: "one" }),
  ...flags("-s --silent --continue --banner --screen-reader --plain-diff --acp --no-ask-user"),
  ...flags("--trust-folder", { means: "trust" }),
  ...flags("--no-auto-update --no-color --disable-builtin-mcps --no-custom-instructions --no-remote --no-mouse"),
};

export function readCopilotRun(words: readonly string[] | undefined): Run {
  const run = readFlags(words, table);
  return { ...run, given: run.given.flatMap(partsOfWord) };
}

/** One word may hold several, with commas outside of brackets between them. */
function partsOfWord(given: Given): readonly Given[] {
  if (!/^(?:allow|deny|available|excluded)/.test(given.meaning)) return [given];
  const parts = given.value.split(/,(?![^()]*\))/).map((part) => part.trim());
  return parts.filter((part) => part !== "").map((value) => ({ ...given, value }));
}

/** A rule that is none, and the program does not start. */
export function brokenRule(run: Run): Given | undefined {
  const isRule = (value: string) => /^[^\s()]+(?:\([^)]+\))?$/.test(value);
  return [...valuesOf(run, "allow"), ...valuesOf(run, "deny")].find(({ value }) => !isRule(value));
}

/** The tool an action is done with, as the flags name it. */
const tools: Readonly<Partial<Record<Action["kind"], string>>> = {
  command: "bash",
  file_write: "create",
  file_edit: "edit",
  file_read: "view",
  url_fetch: "web_fetch",
  workspace_search: "grep",
  subagent_start: "task",
};

/** What a list of tools may call it: words of rules such as `shell` or `server(tool)` are none of them (tried). */
function namesOf(action: Action): readonly string[] {
  if (action.kind !== "mcp_call") {
    const tool = tools[action.kind];
    return tool === undefined ? [] : [tool, "builtin:*"];
  }
  const { server, tool } = action;
  return [`${server}-${tool}`, `${server}/${tool}`, server, `${server}/*`, "mcp:*"];
}

/** Tools that flags take away, and rules that refuse. */
export function refusedByFlag(action: Action, run: Run, path: string | undefined): Judgement | undefined {
  const own = namesOf(action);
  const names = (meaning: string) => valuesOf(run, meaning);
  const isNamed = ({ value }: Given) => own.includes(value);
  const available = names("available");
  const [first] = available;
  if (first && !available.some(isNamed)) return because("unreachable", first.source);
  const excluded = names("excluded").find(isNamed);
  if (excluded) return because("unreachable", excluded.source);
  const off = names("server").find(({ value }) => action.kind === "mcp_call" && value === action.server);
  if (off) return because("unreachable", off.source);
  const denied = names("deny").find((rule) => speaksOf(rule, action, path, meetsCommand));
  return denied && because("deny", denied.source);
}

/** The flag that lets a tool run without a question, where the paths are let through too. */
export function allowedByFlag(action: Action, run: Run, path: string | undefined): Judgement["by"] | undefined {
  const all = lastGiven(run, "all") ?? lastGiven(run, "tools");
  return (all ?? valuesOf(run, "allow").find((rule) => speaksOf(rule, action, path, coversLine)))?.source;
}

/** The flag that lets paths outside the workspace through. */
export function pathsByFlag(run: Run): Judgement["by"] | undefined {
  return (lastGiven(run, "all") ?? lastGiven(run, "paths"))?.source;
}

function partsOf(value: string): { readonly name: string; readonly inner: string | undefined } {
  const [, name = value, inner] = /^([^(]*)\((.*)\)$/s.exec(value) ?? [];
  return { name, inner };
}

/** Rules of the flags, as rows are made of them. */
export function rulesByFlag(run: Run) {
  return (["deny", "allow"] as const).flatMap((outcome) =>
    valuesOf(run, outcome).map(({ value, source }) => ({ ...partsOf(value), outcome, source })),
  );
}

/** Kinds of what is done with a file, as the flags name them. */
const ofFiles: Readonly<Partial<Record<Action["kind"], string>>> = {
  file_read: "read",
  file_write: "write",
  file_edit: "write",
};

/** @param path absolute, of an action with a file */
function speaksOf(
  { value }: Given,
  action: Action,
  path: string | undefined,
  covers: (inner: string, line: string) => boolean,
): boolean {
  const { name, inner } = partsOf(value);
  if (action.kind === "command") return name === "shell" && (inner === undefined || covers(inner, action.command));
  if (action.kind === "workspace_search") return name === "read" && inner === undefined;
  if (path !== undefined && ofFiles[action.kind] === name)
    return (
      inner === undefined || coversPath(inner, path, "path" in action ? asGiven(action, action.path) : path, action)
    );
  return action.kind === "mcp_call" && name === action.server && (inner === undefined || inner === action.tool);
}

/** Folders that `--add-dir` opens: in a run without a person they were, over ACP not. */
export function foldersByFlag(run: Run): readonly Given[] {
  return lastGiven(run, "alone") ? valuesOf(run, "folder") : [];
}

/** The flag with which every tool runs. */
export function everythingByFlag(run: Run): Judgement["by"] | undefined {
  return (lastGiven(run, "all") ?? lastGiven(run, "tools"))?.source;
}

/** Files of the temporary folder are reached as those of the workspace; only a run without a person can do without. */
export function temporaryFolder(run: Run, platform: Platform): readonly string[] {
  if (platform !== "linux" || (lastGiven(run, "alone") && lastGiven(run, "no-temporary"))) return [];
  return ["/tmp"];
}

/** A variable that says yes is the flag for all tools. */
export function withVariables(
  run: Run,
  { COPILOT_ALLOW_ALL: all = "" }: Readonly<Record<string, string | undefined>>,
): Run {
  if (/^(?:|0|n|no|f|false|off)$/i.test(all)) return run;
  const source = byFlag(`COPILOT_ALLOW_ALL=${all}`);
  return { ...run, given: [...run.given, { meaning: "tools", value: "", source }] };
}

export function withoutBypass(run: Run): Run {
  return { ...run, given: run.given.filter(({ meaning }) => !/^(?:all|tools|paths|urls)$/.test(meaning)) };
}
