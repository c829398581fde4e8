/** Flags of Copilot CLI that decide what is asked. Tried with 1.0.102 over ACP and with `-p` on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { type FlagTable, flags, type Given, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { coversLine } from "./approvals.ts";
import { coversPath, meetsCommand } from "./flagRules.ts";

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
  ...flags("--allow-url --deny-url --model --reasoning-effort -n --name --session-id --log-dir --log-level --stream", {
    takes: "one",
  }),
  ...flags("--output-format -i --interactive --attachment", { takes: "one" }),
  ...flags(
    "-s --silent --continue --banner --screen-reader --plain-diff --trust-folder --acp --allow-all-urls --no-ask-user",
  ),
  ...flags("--no-auto-update --no-color --disable-builtin-mcps --no-custom-instructions --no-remote --no-mouse"),
};

export function readCopilotRun(words: readonly string[] | undefined): Run {
  return readFlags(words, table);
}

/** The tool an action is done with, as the flags name it. */
const tools: Readonly<Partial<Record<Action["kind"], string>>> = {
  command: "bash",
  file_write: "create",
  file_edit: "edit",
  file_read: "view",
  url_fetch: "web_fetch",
};

/** Tools that flags take away, and rules that refuse. */
export function refusedByFlag(action: Action, run: Run, path: string | undefined): Judgement | undefined {
  const tool = action.kind === "mcp_call" ? `${action.server}-${action.tool}` : tools[action.kind];
  const names = (meaning: string) => valuesOf(run, meaning);
  const available = names("available");
  const [first] = available;
  if (first && !available.some(({ value }) => value === tool)) return because("unreachable", first.source);
  const excluded = names("excluded").find(({ value }) => value === tool);
  if (excluded) return because("unreachable", excluded.source);
  const off = names("server").find(({ value }) => action.kind === "mcp_call" && value === action.server);
  if (off) return because("unreachable", off.source);
  const denied = names("deny").find((rule) => speaksOf(rule, action, path, meetsCommand));
  if (denied || action.kind !== "command") return denied && because("deny", denied.source);
  const unsure = names("deny").find(
    ({ value }) => /^shell\(/.test(value) && meetsCommand(partsOf(value).inner ?? "", action.command) === undefined,
  );
  return (
    unsure &&
    because("unknown", unsure.source, `${unsure.source.text}: what it covers of this program was not observed`)
  );
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
  covers: (inner: string, line: string) => boolean | undefined,
): boolean {
  const { name, inner } = partsOf(value);
  if (action.kind === "command")
    return name === "shell" && (inner === undefined || covers(inner, action.command) === true);
  if (path !== undefined && ofFiles[action.kind] === name)
    return inner === undefined || coversPath(inner, path, action);
  return action.kind === "mcp_call" && name === action.server && (inner === undefined || inner === action.tool);
}

/** Folders that `--add-dir` opens: in a run without a person they were, over ACP not. */
export function foldersByFlag(run: Run): readonly Given[] {
  return lastGiven(run, "alone") ? valuesOf(run, "folder") : [];
}

/** The flag that covers the line as a whole, and with `-p` does not. */
function lineByFlag(action: Action, run: Run): Judgement["by"] | undefined {
  if (action.kind !== "command" || lastGiven(run, "all") || lastGiven(run, "tools")) return undefined;
  const found = valuesOf(run, "allow").filter((rule) => speaksOf(rule, action, undefined, coversLine));
  return found.some(({ value }) => value === "shell") ? undefined : found[0]?.source;
}

/** Seen to run without a rule where nobody can be asked. */
const reads = /^(?:ls|git status|git log)$/;

/** With `-p` a line is looked at command by command, and what would be asked is refused. */
export function judgeAlone(action: Action, run: Run, judgement: Judgement): Judgement {
  const alone = lastGiven(run, "alone");
  const isAllowed = judgement.outcome === "allow" && lineByFlag(action, run)?.text !== judgement.by.text;
  if (!alone || isAllowed || !/^(?:ask|allow)$/.test(judgement.outcome)) return judgement;
  const refused = because("deny", alone.source, `${alone.source.text}: nobody is asked`);
  if (action.kind !== "command") return refused;
  const { segments, obstacles } = splitCommand(action.command);
  if (obstacles.size > 0 || segments.some(({ redirects }) => redirects.length > 0)) return refused;
  const answers = segments.map(({ words }) => {
    const [program = "", sub = ""] = words;
    const rule = valuesOf(run, "allow").find(
      ({ value }) =>
        [program, `${program} ${sub}`].includes(partsOf(value).inner?.replace(/:\*$/, "") ?? "") &&
        /^shell\(/.test(value),
    );
    if (rule) return because("allow", rule.source);
    const known = reads.test(program) || reads.test(`${program} ${sub}`);
    if (known) return because("allow", defaultProvenance("a command that only reads"));
    return writes.has(program)
      ? refused
      : because("unknown", alone.source, `whether ${program} is taken for reading was not observed`);
  });
  return (
    answers.find(({ outcome }) => outcome === "deny") ??
    answers.find(({ outcome }) => outcome === "unknown") ??
    answers[0] ??
    refused
  );
}

const writes: ReadonlySet<string> = new Set("touch mkdir cp mv rm rmdir ln tee chmod chown".split(" "));
