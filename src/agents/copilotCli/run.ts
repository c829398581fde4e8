/** Flags of Copilot CLI that decide what is asked. Tried with 1.0.102 over ACP and with `-p` on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { type FlagTable, flags, type Given, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { coversLine } from "./approvals.ts";

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
export function refusedByFlag(action: Action, run: Run): Judgement | undefined {
  const tool = action.kind === "mcp_call" ? `${action.server}-${action.tool}` : tools[action.kind];
  const names = (meaning: string) => valuesOf(run, meaning);
  const available = names("available");
  const [first] = available;
  if (first && !available.some(({ value }) => value === tool)) return because("unreachable", first.source);
  const excluded = names("excluded").find(({ value }) => value === tool);
  if (excluded) return because("unreachable", excluded.source);
  const off = names("server").find(({ value }) => action.kind === "mcp_call" && value === action.server);
  if (off) return because("unreachable", off.source);
  const denied = names("deny").find((rule) => speaksOf(rule, action));
  return denied && because("deny", denied.source);
}

/** The flag that lets a tool run without a question, where the paths are let through too. */
export function allowedByFlag(action: Action, run: Run): Judgement["by"] | undefined {
  const all = lastGiven(run, "all") ?? lastGiven(run, "tools");
  return (all ?? valuesOf(run, "allow").find((rule) => speaksOf(rule, action)))?.source;
}

/** The flag that lets paths outside the workspace through. */
export function pathsByFlag(run: Run): Judgement["by"] | undefined {
  return (lastGiven(run, "all") ?? lastGiven(run, "paths"))?.source;
}

function speaksOf({ value }: Given, action: Action): boolean {
  const [, name = value, inner] = /^([^(]*)\((.*)\)$/s.exec(value) ?? [];
  if (action.kind === "command") return name === "shell" && (inner === undefined || coversLine(inner, action.command));
  if (action.kind === "file_write" || action.kind === "file_edit") return name === "write" && inner === undefined;
  return action.kind === "mcp_call" && name === action.server && (inner === undefined || inner === action.tool);
}

/** Seen to run without a rule where nobody can be asked. */
const reads = /^(?:ls|git status|git log)$/;

/** With `-p` a line is looked at command by command, and what would be asked is refused. */
export function judgeAlone(action: Action, run: Run, judgement: Judgement): Judgement {
  const alone = lastGiven(run, "alone");
  if (!alone || judgement.outcome !== "ask") return judgement;
  const refused = because("deny", alone.source, `${alone.source.text}: nobody is asked`);
  if (valuesOf(run, "folder").length > 0)
    return because("unknown", alone.source, "what --add-dir opens in a run without a person was not observed");
  if (action.kind !== "command") return refused;
  const { segments, obstacles } = splitCommand(action.command);
  if (obstacles.size > 0 || segments.some(({ redirects }) => redirects.length > 0)) return refused;
  const answers = segments.map(({ words }) => {
    const [program = "", sub = ""] = words;
    const rule = valuesOf(run, "allow").find(
      ({ value }) => value === `shell(${program})` || value === `shell(${program} ${sub})`,
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
