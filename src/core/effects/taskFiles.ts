/** What declared tasks would run: scripts of package.json, make targets, Taskfiles, the editor's tasks. Text in, lines out. */
import { parseJsonc } from "../parse/jsonc.ts";
import { at, itemsOf, textOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import { hole } from "./text.ts";

/** The scripts npm runs for one name, with those before and after it. Empty: there is none of that name. */
export function packageScripts(text: string, name: string): readonly string[] {
  const scripts = at(parseJsonc(text).value, "scripts");
  return [`pre${name}`, name, `post${name}`].flatMap((key) => textOf(at(scripts, key)) ?? []);
}

/** Rounds of targets that need each other end here. */
const maxTargets = 200;

/**
 * The recipe lines of make targets and of what they need, variables of the file filled in where they are known.
 * @param targets none: the first one of the file
 */
export function makeRecipes(text: string, targets: readonly string[]): readonly string[] {
  const file = readMakefile(text);
  const first = [...file.rules.keys()].find((name) => !name.startsWith("."));
  const open = targets.length > 0 ? [...targets] : first === undefined ? [] : [first];
  const seen = new Set<string>();
  const lines: string[] = [];
  while (open.length > 0 && seen.size < maxTargets) {
    const name = open.shift() as string;
    if (seen.has(name)) continue;
    seen.add(name);
    const rule = file.rules.get(name);
    if (!rule) continue;
    open.push(...rule.needs);
    lines.push(...rule.recipe.map((line) => fillIn(line, file.variables, name)));
  }
  return lines;
}

interface MakeRule {
  readonly needs: string[];
  readonly recipe: string[];
}

function readMakefile(text: string): { rules: Map<string, MakeRule>; variables: Map<string, string> } {
  const rules = new Map<string, MakeRule>();
  const variables = new Map<string, string>();
  let current: readonly MakeRule[] = [];
  for (const line of text.replace(/\\\r?\n/g, " ").split(/\r?\n/)) {
    if (line.startsWith("\t")) for (const rule of current) rule.recipe.push(line.slice(1).replace(/^[@+-]+/, ""));
    const assigned = /^\s*(?:export\s+|override\s+)*([\w.-]+)\s*(?:::?:?|\?|\+)?=\s*(.*)$/.exec(line);
    if (line.startsWith("\t")) continue;
    if (assigned) variables.set(assigned[1] as string, assigned[2] as string);
    const head = assigned ? null : /^([^\s#=:][^#=:]*?)\s*::?\s*([^=#]*)(?:#.*)?$/.exec(line);
    if (head) current = openRules(head[1] as string, head[2] as string, rules);
  }
  return { rules, variables };
}

function openRules(names: string, needs: string, rules: Map<string, MakeRule>): MakeRule[] {
  const [needed = "", inline] = needs.split(";", 2);
  return names.split(/\s+/).map((name) => {
    const rule = rules.get(name) ?? { needs: [], recipe: [] };
    rule.needs.push(...needed.split(/\s+/).filter((word) => word !== "" && word !== "|"));
    if (inline) rule.recipe.push(inline);
    rules.set(name, rule);
    return rule;
  });
}

/** `$(NAME)` by the file's own assignments; what make only knows when it runs is a hole. */
function fillIn(line: string, variables: ReadonlyMap<string, string>, target: string, depth = 0): string {
  return line.replace(
    /\$(?:\$|\((?:shell\s+([^()]*)|([^()]*))\)|\{([^{}]*)\}|(.))/g,
    (whole, shell, round, curly, short) => {
      if (whole === "$$") return "$";
      if (shell !== undefined) return `$(${shell})`;
      if (short === "@") return target;
      const value = variables.get(round ?? curly ?? short ?? "");
      return value === undefined || depth > 8 ? hole : fillIn(value, variables, target, depth + 1);
    },
  );
}

/** The commands of a task of a Taskfile, and of those it depends on. */
export function taskfileCommands(text: string, name: string): readonly string[] {
  const tasks = at(parseYaml(text).value, "tasks");
  const seen = new Set<string>();
  const collect = (task: string): string[] => {
    if (seen.has(task) || seen.size >= maxTargets) return [];
    seen.add(task);
    const node = at(tasks, task);
    const needed = itemsOf(at(node, "deps")).map(({ value }) => textOf(value) ?? textOf(at(value, "task")) ?? "");
    return [
      ...needed.flatMap(collect),
      ...commandsOf(node).flatMap((entry) => (entry.task ? collect(entry.task) : [entry.line])),
    ];
  };
  return collect(name).map((line) => line.replace(/\{\{[^}]*\}\}/g, hole));
}

interface TaskCommand {
  readonly line: string;
  readonly task?: string;
}

function commandsOf(node: ValueNode | undefined): TaskCommand[] {
  const single = textOf(node) ?? textOf(at(node, "cmd"));
  if (single !== undefined) return [{ line: single }];
  const listed = node?.kind === "array" ? node : at(node, "cmds");
  return itemsOf(listed).flatMap(({ value }): TaskCommand[] => {
    const line = textOf(value) ?? textOf(at(value, "cmd"));
    if (line !== undefined) return [{ line }];
    const task = textOf(at(value, "task"));
    return task === undefined ? [] : [{ line: "", task }];
  });
}

/**
 * The command line of a task of `.vscode/tasks.json` by its label, with the tasks it depends on.
 * @param platform picks the task's own part for it
 */
export function editorTaskCommands(
  text: string,
  label: string,
  platform: "linux" | "osx" | "windows",
): readonly string[] {
  const tasks = itemsOf(at(parseJsonc(text).value, "tasks")).map(({ value }) => value);
  const seen = new Set<string>();
  const collect = (name: string): string[] => {
    if (seen.has(name) || seen.size >= maxTargets) return [];
    seen.add(name);
    const task = tasks.find((node) => (textOf(at(node, "label")) ?? textOf(at(node, "taskName"))) === name);
    const own = at(task, platform);
    const command = textOf(at(own, "command")) ?? textOf(at(task, "command"));
    const script = textOf(at(task, "script"));
    const line =
      command === undefined
        ? script && `npm run ${script}`
        : [command, ...argumentsOf(at(own, "args") ?? at(task, "args"))].join(" ");
    return [...namesOf(at(task, "dependsOn")).flatMap(collect), ...(line === undefined ? [] : [line])];
  };
  return collect(label).map((line) => line.replace(/\$\{(?:input|command|config):[^}]*\}/g, hole));
}

function argumentsOf(node: ValueNode | undefined): string[] {
  return itemsOf(node).map(({ value }) => textOf(value) ?? textOf(at(value, "value")) ?? hole);
}

function namesOf(node: ValueNode | undefined): string[] {
  const single = textOf(node);
  return single === undefined ? itemsOf(node).flatMap(({ value }) => textOf(value) ?? []) : [single];
}
