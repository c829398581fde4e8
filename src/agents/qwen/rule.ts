/** Qwen Code's permission rules: `Bash(git *)`, `Edit(/src/**)`, `mcp__server__tool`. Seen with 0.24.4 on 2026-11-25. */
import type { Provenance } from "../../core/model/permission.ts";
import { matchesGlob } from "../../core/permissions/glob.ts";
import type { Place } from "../../core/permissions/input.ts";
import { endOf, formsOf, type Links } from "../../core/permissions/links.ts";
import { joinNative, resolveFrom } from "../../core/permissions/paths.ts";
import { asRulesSeeIt } from "./plainWords.ts";

export type List = "deny" | "ask" | "allow";

export interface Rule {
  readonly list: List;
  /** Its canonical name. */
  readonly tool: string;
  readonly specifier: string | undefined;
  readonly source: Provenance;
}

/** One call, as rules look at it. */
export interface Use {
  readonly tool: string;
  readonly command?: string;
  /** Absolute. */
  readonly path?: string;
  /** The path was written with `..` or `//` in it. */
  readonly climbs?: boolean;
  /** The sub-agent that it starts. */
  readonly agent?: string;
  /** In small letters, without the port. */
  readonly host?: string;
}

/** Other names of the tools (list of the 0.24.4 bundle). */
const named: Readonly<Record<string, string>> = {
  run_shell_command: "Shell ShellTool Bash",
  edit: "Edit EditTool replace",
  notebook_edit: "NotebookEdit NotebookEditTool",
  write_file: "WriteFile WriteFileTool Write",
  read_file: "ReadFile ReadFileTool Read",
  zoom_image: "ZoomImage ZoomImageTool",
  grep_search: "Grep GrepTool search_file_content SearchFiles",
  glob: "Glob GlobTool FindFiles",
  list_directory: "ListFiles ListFilesTool ReadFolder",
  todo_write: "TodoList TodoWrite TodoWriteTool",
  web_fetch: "WebFetch WebFetchTool",
  web_search: "WebSearch WebSearchTool",
  agent: "Agent AgentTool task Task TaskTool",
  skill: "Skill SkillTool",
  monitor: "Monitor MonitorTool",
  save_memory: "SaveMemory SaveMemoryTool",
  exit_plan_mode: "ExitPlanMode ExitPlanModeTool",
};

const aliases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(named).flatMap(([tool, names]) => names.split(" ").map((name) => [name, tool])),
);

export const readTools: ReadonlySet<string> = new Set([
  "read_file",
  "grep_search",
  "glob",
  "list_directory",
  "zoom_image",
]);
export const editTools: ReadonlySet<string> = new Set(["edit", "write_file", "notebook_edit"]);

/** Undefined: a bracket without its end, which matches nothing. */
export function parseRule(text: string, list: List, source: Provenance): Rule | undefined {
  const written = text.trim();
  const open = written.indexOf("(");
  if (open < 0) return { list, tool: canonical(written), specifier: undefined, source };
  if (!written.endsWith(")")) return undefined;
  const tool = canonical(written.slice(0, open).trim());
  const inner = written.slice(open + 1, -1);
  const specifier = tool === "run_shell_command" ? inner.replaceAll(":*", " *") : inner;
  return { list, tool, specifier: specifier === "" ? undefined : specifier, source };
}

export function canonical(name: string): string {
  return Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
}

/** The tool's own name and those that stand for it. */
export function namesOf(tool: string): readonly string[] {
  return [tool, ...Object.keys(aliases).filter((name) => aliases[name] === tool)];
}

/** Whether the rule speaks of the call. */
export function matches(rule: Rule, use: Use, links: Links): boolean {
  if (rule.tool.startsWith("mcp__") || use.tool.startsWith("mcp__"))
    return rule.specifier === undefined && matchesServer(rule.tool, use.tool);
  if (!covers(rule.tool, use.tool)) return false;
  if (rule.specifier === undefined) return true;
  if (use.command !== undefined) return matchesCommand(rule.specifier, use.command);
  if (use.agent !== undefined) return rule.specifier === use.agent;
  if (use.path !== undefined) return matchesFile(rule, rule.specifier, use, links);
  return use.host !== undefined && matchesSite(rule.specifier, use.host);
}

/** A site and all below it; it knows no wildcards here. */
function matchesSite(specifier: string, host: string): boolean {
  const site = specifier
    .replace(/^domain:/, "")
    .trim()
    .toLowerCase();
  return site !== "" && (host === site || host.endsWith(`.${site}`));
}

/**
 * Rules that allow compare what is written, and meet no path that is written with `..` or `//`. Those that refuse or ask also
 * look behind links, at the path and at the pattern's own folder.
 */
function matchesFile({ list }: Rule, specifier: string, { path = "", climbs }: Use, links: Links): boolean {
  const pattern = absolute(specifier, links.place);
  const meets = (glob: string, file: string) =>
    // What is written the same is met, whatever signs it has.
    glob === file ||
    asItReads(glob.replace(/^\//, "")).some((one) => matchesGlob(one, file.replace(/^\//, ""), { braces: true }));
  if (list === "allow") return climbs !== true && meets(pattern, path);
  const base = /^[^*?[{!(]*(?=\/|$)/.exec(pattern)?.[0] ?? "";
  const patterns = base === "" ? [pattern] : [...new Set([pattern, endOf(base, links) + pattern.slice(base.length)])];
  return patterns.some((glob) => formsOf(path, links).some((file) => meets(glob, file)));
}

/**
 * Its library (picomatch) takes plain square brackets for themselves as well, of which `!` is one sign like others, and
 * round ones for a choice: a folder named `(g)` is not met by a pattern that names it (tried 2026-11-27).
 */
function asItReads(glob: string): readonly string[] {
  const choice = glob.replace(/(^|[^!+*\\])\(([^()/]*)\)/g, (_, before: string, inner: string) => {
    const names = inner.replaceAll("|", ",");
    if (before === "?") return `{,${names}}`;
    const plain = before === "@" ? "" : before;
    return plain + (names === inner ? inner : `{${names}}`);
  });
  const literal = choice.replace(/(^|[^\\])\[([^-*+?.^${}(|)[\]\\/]+)\]/g, "$1\\[$2\\]");
  const classes = choice.replace(/(^|[^\\])\[!([^\]]+)\]/g, "$1[$2!]");
  return literal === choice ? [classes] : [classes, literal];
}

/** Whether rules of the one tool speak of the other. */
export function covers(rule: string, tool: string): boolean {
  return rule === tool || (rule === "read_file" && readTools.has(tool)) || (rule === "edit" && editTools.has(tool));
}

function matchesServer(pattern: string, tool: string): boolean {
  if (pattern === tool) return true;
  if (pattern.endsWith("*")) return pattern.startsWith("mcp__") && tool.startsWith(pattern.slice(0, -1));
  return pattern.split("__").length === 2 && tool.startsWith(`${pattern}__`);
}

/** Without `*` a prefix of whole words; ` *` also stands for nothing, wherever it is. */
function matchesCommand(pattern: string, written: string): boolean {
  if (pattern === "*") return true;
  const command = asRulesSeeIt(written);
  if (!pattern.includes("*")) return command === pattern || command.startsWith(`${pattern} `);
  const pieces = pattern.split("*");
  let reached: readonly number[] = [0];
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    const isOwnWord = !isLast && piece.endsWith(" ");
    const text = isOwnWord ? piece.slice(0, -1) : piece;
    const ends = reached.filter((at) => command.startsWith(text, at)).map((at) => at + text.length);
    if (isLast) return ends.includes(command.length);
    const from = isOwnWord ? ends.find((at) => command[at] === " ") : ends[0];
    const rest = from === undefined ? [] : Array.from({ length: command.length - from + 1 }, (_, step) => from + step);
    reached = isOwnWord ? [...new Set([...ends, ...rest.slice(1)])].sort((one, other) => one - other) : rest;
  }
  return false;
}

/** `//` the root, `~/` the home folder, `/` the workspace, else below the current folder. */
function absolute(specifier: string, place: Place): string {
  const workspace = place.workspace ?? place.home;
  const path = specifier.startsWith("//")
    ? specifier.slice(1)
    : resolveFrom(workspace, rooted(specifier, place), place);
  return path.replace(/^\//, "/");
}

function rooted(specifier: string, { platform, workspace, home }: Place): string {
  return specifier.startsWith("/") ? joinNative(platform, workspace ?? home, specifier.slice(1)) : specifier;
}
