/** What the rules of OpenCode and Kilo do with one call: each thing it needs is a question, and the last rule that matches answers it. */
import type { Action, Platform } from "../../core/model/action.ts";
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import type { Place } from "../../core/permissions/input.ts";
import { mergedAt, scalarOf } from "../../core/permissions/merge.ts";
import { relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { type Obstacle, splitCommand } from "../../core/permissions/shellSegments.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import type { FamilySettings, OrderedRule } from "./settings.ts";

/** `patterns` undefined: what exactly is asked for cannot be told from here. */
export interface Needed {
  readonly permission: string;
  readonly pattern: string | undefined;
}

export interface Judgement {
  readonly outcome: Decision | "unknown";
  readonly by: Provenance;
}

const strictness = ["allow", "ask", "unknown", "deny"] as const;

/** The strictest answer to all that a call needs. A denial is sure even where something else cannot be told. */
export function judge(needed: readonly Needed[], rules: readonly OrderedRule[], platform: Platform): Judgement {
  const answers = needed.map((one) => evaluate(one, rules, platform));
  return answers.reduce(
    (worst, answer) => (strictness.indexOf(answer.outcome) > strictness.indexOf(worst.outcome) ? answer : worst),
    answers[0] ?? { outcome: "allow", by: defaultProvenance("nothing is asked for this") },
  );
}

export function evaluate(needed: Needed, rules: readonly OrderedRule[], platform: Platform): Judgement {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at] as OrderedRule;
    if (!wildcard(rule.permission, needed.permission, platform)) continue;
    // What comes before a rule for everything has no say, whatever the pattern would have been.
    const matches =
      rule.pattern === "*"
        ? true
        : needed.pattern === undefined
          ? undefined
          : wildcard(rule.pattern, needed.pattern, platform);
    if (matches === false) continue;
    if (matches === undefined || rule.decision === undefined) return { outcome: "unknown", by: rule.source };
    return { outcome: rule.decision, by: rule.source };
  }
  return { outcome: "ask", by: defaultProvenance("no rule matches, so it asks") };
}

/** Its own wildcards: `?` is one character, and a pattern that ends in ` *` matches without arguments too. */
export function wildcard(pattern: string, text: string, platform: Platform): boolean {
  // A tree asks this many thousand times, mostly of these.
  if (pattern === "*" || pattern === text) return true;
  const left = folded(pattern, platform);
  const right = folded(text, platform);
  if (left.endsWith(" *") && matchesQuestion(left.slice(0, -2), right)) return true;
  return matchesQuestion(left, right);
}

function folded(value: string, platform: Platform): string {
  const text = platform === "win32" ? value.toLowerCase() : value;
  return text.includes("\\") ? text.replaceAll("\\", "/") : text;
}

function matchesQuestion(pattern: string, text: string): boolean {
  if (!pattern.includes("?")) return matchesWildcard(pattern, text);
  // Character by character with the same backtracking as `matchesWildcard`.
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === "*") [star, resume, p] = [p, t, p + 1];
    else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) [p, t] = [p + 1, t + 1];
    else if (star >= 0) [p, t] = [star + 1, ++resume];
    else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** All that a call asks for, or why it cannot be made at all. */
export function neededFor(action: Action, place: Place, settings: FamilySettings): readonly Needed[] | string {
  switch (action.kind) {
    case "command":
      return forCommand(action.command, action.cwd, place, settings);
    case "file_write":
    case "file_edit":
    case "file_delete":
    case "dir_create":
      return forPath("edit", action.path, action.cwd, place, settings);
    case "file_rename":
      return [action.path, action.to].flatMap((path) => forPath("edit", path, action.cwd, place, settings));
    case "file_read":
      return forPath("read", action.path, action.cwd, place, settings);
    case "url_fetch":
      return [{ permission: "webfetch", pattern: action.url }];
    case "mcp_call":
      if (scalarOf(mergedAt(settings.config, "mcp", action.server, "enabled")) === false)
        return `The server ${action.server} is off.`;
      return [{ permission: toolName(action.server, action.tool), pattern: "*" }];
    case "subagent_start":
      if (action.name !== undefined && scalarOf(mergedAt(settings.config, "agent", action.name, "disable")) === true)
        return `The agent ${action.name} is switched off.`;
      return [{ permission: "task", pattern: action.name }];
    case "workspace_search":
      return [{ permission: "grep", pattern: action.query }];
    case "todo_update":
      return [{ permission: "todowrite", pattern: "*" }];
    case "unknown_tool":
      return forTool(action, place, settings);
    default:
      return `It has no tool of its own for this (${action.kind}).`;
  }
}

/** Tools of this family that it offers only for some models, or under switches of the environment (1.18.33, seen 2026-11-26). */
const notOffered: ReadonlySet<string> = new Set(
  "list websearch codesearch patch apply_patch multiedit todoread lsp batch".split(" "),
);

/** One of its own tools by name. */
function forTool(
  { tool, args, cwd }: Extract<Action, { kind: "unknown_tool" }>,
  place: Place,
  settings: FamilySettings,
): readonly Needed[] | string {
  const text = (...keys: readonly string[]) => keys.map((key) => textIn(args, key)).find((one) => one !== undefined);
  const file = text("filePath");
  switch (tool.toLowerCase()) {
    case "skill":
      return [{ permission: "skill", pattern: text("skill", "name") }];
    case "grep":
    case "glob": {
      const folder = text("path");
      const outside = folder === undefined ? [] : outsideFolder(folder, cwd, place, settings);
      return [...outside, { permission: tool, pattern: text("pattern") }];
    }
    case "todowrite":
      return [{ permission: tool, pattern: "*" }];
    case "webfetch":
      return [{ permission: tool, pattern: text("url") }];
    case "task":
      return [{ permission: tool, pattern: text("subagent_type") }];
    case "read":
      if (file !== undefined) return forPath("read", file, cwd, place, settings);
      break;
    case "write":
    case "edit":
      return file === undefined
        ? [{ permission: "edit", pattern: undefined }]
        : forPath("edit", file, cwd, place, settings);
  }
  if (notOffered.has(tool)) return `It does not offer ${tool} to the model by itself.`;
  return [{ permission: tool, pattern: undefined }];
}

function outsideFolder(written: string, cwd: string | undefined, place: Place, settings: FamilySettings): Needed[] {
  const path = resolveFrom(cwd ?? place.workspace ?? place.home, written, place);
  return isInside(path, place, settings) ? [] : [{ permission: "external_directory", pattern: `${path}/*` }];
}

function textIn(args: unknown, key: string): string | undefined {
  if (typeof args !== "object" || args === null) return undefined;
  const value: unknown = Reflect.get(args, key);
  return typeof value === "string" ? value : undefined;
}

/** As it names a server's tool. */
export function toolName(server: string, tool: string): string {
  const clean = (text: string) => text.replace(/[^A-Za-z0-9_-]/g, "_");
  return `${clean(server)}_${clean(tool)}`;
}

/** Programs whose arguments it takes for paths, and those it does not ask about. */
const pathPrograms = new Set(["cd", "rm", "cp", "mv", "mkdir", "touch", "chmod", "chown", "cat", "pushd", "popd"]);
const silentPrograms = new Set(["cd", "pushd", "popd"]);

/** Each command in brackets and in substitutions is asked for by itself; variables stay as they are written. */
const followed: ReadonlySet<Obstacle> = new Set([
  "subshell",
  "group",
  "background",
  "substitution",
  "variable",
  "heredoc",
]);

function forCommand(command: string, cwd: string | undefined, place: Place, settings: FamilySettings): Needed[] {
  const { segments, obstacles } = splitCommand(command);
  const folder = cwd ?? place.workspace ?? place.home;
  const unclear = [...obstacles].some((obstacle) => !followed.has(obstacle)) || segments.length === 0;
  const needed: Needed[] = [];
  for (const { words, text, whole: written, redirects, assignments } of segments) {
    const program = words[0];
    // Only sets a variable.
    if (program === undefined && redirects.length === 0) continue;
    if (program !== undefined && pathPrograms.has(program)) needed.push(...outsideOf(words, folder, place, settings));
    if (program !== undefined && (silentPrograms.has(program) || isNoCommand(program, text, command))) continue;
    // A redirect belongs to the text that is asked for. Where the text of a here-document goes is known of one command.
    const isWhole = !redirects.some(({ operator }) => operator === "<<" || operator === "<<-");
    const one = segments.length === 1 ? command.trim() : isWhole ? written : undefined;
    const whole = redirects.length === 0 && assignments.length === 0 ? text : one;
    needed.push({ permission: "bash", pattern: whole });
  }
  return unclear ? [...needed, { permission: "bash", pattern: undefined }] : needed;
}

/** What is no command to its parser: declarations, tests, the head of a branch, the name of a function. */
const noCommands: ReadonlySet<string> = new Set([
  "[",
  "export",
  "declare",
  "typeset",
  "local",
  "readonly",
  "[[",
  "case",
]);

function isNoCommand(program: string, text: string, line: string): boolean {
  return noCommands.has(program) || (text === program && line.replaceAll(" ", "").startsWith(`${program}()`));
}

/** In the workspace, or anywhere in its work tree. Links are not followed (tried). */
function isInside(path: string, { workspace, platform }: Place, { repository }: FamilySettings): boolean {
  return [workspace, repository].some(
    (folder) => folder !== undefined && relativeTo(folder, path, platform) !== undefined,
  );
}

function outsideOf(
  [program = "", ...words]: readonly string[],
  folder: string,
  place: Place,
  settings: FamilySettings,
): Needed[] {
  return words.flatMap((word): Needed[] => {
    // It looks at what stands before a wildcard, and at nothing that a variable or another command makes (tried).
    const written = word.replace(/[*?[].*$/s, "");
    if (word.startsWith("-") || written === "" || /[$`]|^\(/.test(written)) return [];
    const path = resolveFrom(folder, written, place);
    if (isInside(path, place, settings)) return [];
    // A folder is asked for as itself, a file by its folder; which it is matters where they are not answered alike.
    if (silentPrograms.has(program)) return [{ permission: "external_directory", pattern: `${path}/*` }];
    const forms = [`${path.replace(/\/[^/]*$/, "")}/*`, `${path}/*`];
    const answers = forms.map((pattern) =>
      evaluate({ permission: "external_directory", pattern }, settings.rules, place.platform),
    );
    return [{ permission: "external_directory", pattern: answers[0]?.by === answers[1]?.by ? forms[0] : undefined }];
  });
}

function forPath(
  permission: "edit" | "read",
  path: string,
  cwd: string | undefined,
  place: Place,
  settings: FamilySettings,
): Needed[] {
  const { workspace, platform, home } = place;
  const { repository } = settings;
  const absolute = resolveFrom(cwd ?? workspace ?? home, path, place);
  const outside: Needed[] = isInside(absolute, place, settings)
    ? []
    : [{ permission: "external_directory", pattern: `${absolute.replace(/\/[^/]*$/, "")}/*` }];
  const fromRoot = absolute.replace(/^([A-Za-z]:)?\//, "");
  const pattern =
    repository === undefined ? fromRoot : (relativeTo(repository, absolute, platform) ?? upFrom(repository, absolute));
  return [...outside, { permission, pattern }];
}

/** The path as seen from the workspace, with `..` for each folder that is left. */
function upFrom(workspace: string, absolute: string): string {
  const [from, to] = [workspace, absolute].map((path) => path.split(/[/\\]/).filter((part) => part !== ""));
  let same = 0;
  while (from?.[same] !== undefined && from[same] === to?.[same]) same++;
  return [...(from ?? []).slice(same).map(() => ".."), ...(to ?? []).slice(same)].join("/");
}
