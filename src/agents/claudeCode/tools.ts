/**
 * The built-in tools of Claude Code, what each can do, and what happens when no rule speaks of it.
 * Names from `sdk-tools.d.ts` of Claude Code 2.1.329; the vendor calls that list incomplete.
 */
import type { Effect } from "../../core/model/effect.ts";

/** Version and date of the observations in this folder. "lab": seen by running it offline against a scripted model. */
export const facts = { version: "2.1.329", date: "2026-11-21" } as const;

/**
 * What decides a call when no rule does.
 * - `free`: runs in every mode.
 * - `ask`: asks, except where the mode says otherwise.
 * - `read`: runs for files inside the working folders, asks elsewhere.
 * - `edit`: asks; runs in `acceptEdits` for files inside the working folders that are not protected.
 * - `shell`: judged command by command.
 */
export type ToolDefault = "free" | "ask" | "read" | "edit" | "shell";

export interface BuiltInTool {
  readonly name: string;
  readonly effects: readonly Effect[];
  readonly default: ToolDefault;
  /** How the default is known; "assumed": not observed, so the careful answer is given. */
  readonly proof: "lab" | "assumed";
  readonly note?: string;
  /** False: this version knows the name and does not offer it to the model (seen 2026-11-26). */
  readonly offered?: false;
}

const nothing: readonly Effect[] = [];

export const builtInTools: readonly BuiltInTool[] = [
  { name: "Read", effects: ["read-files"], default: "read", proof: "lab" },
  {
    ...{ name: "Glob", effects: ["read-files"], default: "read", proof: "lab", offered: false },
    note: "Not offered: files are found by find in Bash.",
  },
  {
    ...{ name: "Grep", effects: ["read-files"], default: "read", proof: "lab", offered: false },
    note: "Not offered: contents are searched by grep in Bash.",
  },
  {
    ...{ name: "LSP", effects: ["read-files"], default: "read", proof: "lab", offered: false },
    note: "Not offered without a plugin that brings a language server.",
  },
  { name: "Write", effects: ["write-files"], default: "edit", proof: "lab" },
  { name: "Edit", effects: ["write-files"], default: "edit", proof: "lab" },
  { name: "NotebookEdit", effects: ["write-files"], default: "edit", proof: "lab" },
  { name: "Bash", effects: ["run-code"], default: "shell", proof: "lab" },
  { name: "PowerShell", effects: ["run-code"], default: "shell", proof: "assumed", note: "Windows only." },
  {
    name: "Monitor",
    effects: ["run-code"],
    default: "shell",
    proof: "lab",
    note: "Runs a shell command and watches it.",
  },
  { name: "Workflow", effects: ["run-code", "delegate"], default: "ask", proof: "lab" },
  {
    name: "Skill",
    effects: ["run-code"],
    default: "ask",
    proof: "lab",
    note: "A skill that pre-approves no tools is loaded without asking.",
  },
  {
    name: "WebFetch",
    effects: ["fetch-network", "read-untrusted"],
    default: "ask",
    proof: "lab",
    note: "Some documentation sites are fetched without asking.",
  },
  { name: "WebSearch", effects: ["fetch-network", "read-untrusted"], default: "ask", proof: "lab" },
  { name: "ListMcpResourcesTool", effects: ["read-untrusted"], default: "ask", proof: "assumed" },
  { name: "ReadMcpResourceTool", effects: ["read-untrusted"], default: "ask", proof: "assumed" },
  {
    name: "Agent",
    effects: ["delegate"],
    default: "free",
    proof: "lab",
    note: "What the delegate does is judged by the same rules.",
  },
  {
    name: "SendMessage",
    effects: ["delegate"],
    default: "free",
    proof: "lab",
    note: "To another agent of the session.",
  },
  {
    name: "CronCreate",
    effects: ["persist"],
    default: "free",
    proof: "lab",
    note: "Schedules a later prompt of the session.",
  },
  { name: "CronDelete", effects: nothing, default: "free", proof: "lab" },
  { name: "CronList", effects: nothing, default: "free", proof: "lab" },
  { name: "ScheduleWakeup", effects: ["persist"], default: "free", proof: "lab", note: "Wakes the session later." },
  { name: "RemoteTrigger", effects: ["delegate", "persist"], default: "ask", proof: "assumed" },
  { name: "EnterWorktree", effects: ["write-files"], default: "free", proof: "lab", note: "Creates a git worktree." },
  { name: "ExitWorktree", effects: ["delete-files"], default: "ask", proof: "assumed" },
  { name: "Artifact", effects: ["send-outward"], default: "ask", proof: "assumed" },
  { name: "SendUserFile", effects: ["send-outward"], default: "ask", proof: "assumed" },
  { name: "SendFeedback", effects: ["send-outward"], default: "ask", proof: "assumed" },
  {
    ...{ name: "TodoWrite", effects: nothing, default: "free", proof: "lab", offered: false },
    note: "Not offered: TaskCreate took its place.",
  },
  { name: "TaskCreate", effects: nothing, default: "free", proof: "lab" },
  { name: "TaskUpdate", effects: nothing, default: "free", proof: "lab" },
  { name: "TaskList", effects: nothing, default: "free", proof: "lab" },
  { name: "TaskGet", effects: nothing, default: "free", proof: "lab" },
  { name: "TaskStop", effects: nothing, default: "free", proof: "lab" },
  { name: "ListAgents", effects: nothing, default: "free", proof: "lab" },
  { name: "ReportFindings", effects: nothing, default: "free", proof: "lab" },
  { name: "AskUserQuestion", effects: nothing, default: "ask", proof: "lab", note: "It is a question itself." },
  { name: "EnterPlanMode", effects: nothing, default: "free", proof: "lab" },
  { name: "ExitPlanMode", effects: nothing, default: "ask", proof: "assumed" },
];

const byName: ReadonlyMap<string, BuiltInTool> = new Map(builtInTools.map((tool) => [tool.name, tool]));

/** `Task` is the former name of `Agent`, still understood in rules. */
export function canonicalTool(name: string): string {
  return name === "Task" ? "Agent" : name;
}

export function builtInTool(name: string): BuiltInTool | undefined {
  return byName.get(canonicalTool(name));
}

/** Tools a `Read(path)` rule speaks of, and those an `Edit(path)` rule speaks of (lab: `Write(path)` never matches). */
export const readTools: ReadonlySet<string> = new Set(["Read", "Glob", "Grep", "LSP"]);
export const editTools: ReadonlySet<string> = new Set(["Write", "Edit", "NotebookEdit"]);
export const shellTools: ReadonlySet<string> = new Set(["Bash", "PowerShell", "Monitor"]);

/**
 * The name of an MCP tool: characters outside letters, digits, `_` and `-` become `_` (lab: server "other srv"
 * is `mcp__other_srv`).
 */
export function mcpToolName(server: string, tool?: string): string {
  const clean = (text: string) => text.replace(/[^a-zA-Z0-9_-]/g, "_");
  return tool === undefined ? `mcp__${clean(server)}` : `mcp__${clean(server)}__${clean(tool)}`;
}
