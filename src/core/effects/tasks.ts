/** Declared tasks, run in the mind: what the project's own files say they do counts as the line's own acts. */
import { lastPart, resolvePath } from "./paths.ts";
import type { Arguments } from "./programs/arguments.ts";
import { type FoundFile, lookAt, noteContent } from "./scripts.ts";
import { type Dialect, fileText, type Invocation, subScope } from "./shell/run.ts";
import { makeRecipes, packageScripts, taskfileCommands } from "./taskFiles.ts";
import { isKnown, plain } from "./text.ts";

/** `npm run build`, `yarn build`, `npm ci`: the scripts and lifecycle steps of the nearest package.json. */
export function followPackageScripts(call: Invocation, args: Arguments): undefined {
  const names = scriptNames(args.operands.map((word) => word.value));
  const folder = ["prefix", "C", "dir", "cwd"].map((name) => args.options.get(name)?.value).find(Boolean);
  if (names.length > 0)
    followNearest(call, ["package.json"], folder, (text) => names.flatMap((name) => packageScripts(text, name)));
  return undefined;
}

const lifecycles: Readonly<Record<string, readonly string[]>> = {
  install: ["install", "prepublish", "prepare"],
  publish: ["prepublishOnly", "pack", "prepare", "publish"],
  pack: ["pack", "prepare"],
  version: ["version"],
  test: ["test"],
  start: ["start"],
  stop: ["stop"],
  restart: ["restart"],
};
const shortNames: Readonly<Record<string, string>> = {
  i: "install",
  ci: "install",
  in: "install",
  t: "test",
  tst: "test",
};

/** The scripts a subcommand of npm and its like runs. Installing a named package runs none of the project's own. */
function scriptNames([sub = "install", first]: readonly string[]): readonly string[] {
  if (/^(?:run|run-script|rum|urn)$/.test(sub)) return first === undefined ? [] : [first];
  const long = Object.hasOwn(shortNames, sub) ? (shortNames[sub] as string) : sub;
  if (long === "install" && first !== undefined) return [];
  return Object.hasOwn(lifecycles, long) ? (lifecycles[long] as readonly string[]) : [sub];
}

/** `make target`: the recipes of the nearest makefile. */
export function followMake(call: Invocation, args: Arguments): void {
  const file = args.options.get("f") ?? args.options.get("file") ?? args.options.get("makefile");
  const targets = args.operands.map((word) => word.value).filter((word) => !word.includes("="));
  const folder = (args.options.get("C") ?? args.options.get("directory"))?.value;
  const names = file ? [file.value] : ["GNUmakefile", "makefile", "Makefile"];
  const linesOf = (text: string) => makeRecipes(text, targets);
  const known = /^(?:-|\/dev\/stdin)$/.test(file?.value ?? "") ? call.stdin : file && fileText(call, file.value);
  if (!known) followNearest(call, names, folder, linesOf, "here");
  else if (isKnown(known)) for (const line of linesOf(known.value)) runLine(call, line, call.scope.cwd);
}

/** `task name`: the commands of the nearest Taskfile. */
export function followTaskfile(call: Invocation, args: Arguments): undefined {
  const names = ["Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml"];
  const tasks = args.operands.map((word) => word.value).filter((word) => !word.includes("="));
  const folder = (args.options.get("d") ?? args.options.get("dir"))?.value;
  followNearest(call, names, folder, (text) =>
    (tasks.length > 0 ? tasks : ["default"]).flatMap((name) => taskfileCommands(text, name)),
  );
  return undefined;
}

function followNearest(
  call: Invocation,
  names: readonly string[],
  folder: string | undefined,
  linesOf: (text: string) => readonly string[],
  where: "here" | "above" = "above",
): void {
  const { place } = call.run;
  if (!place.readFile) return;
  const start = folder === undefined ? call.scope.cwd : resolvePath(folder, place, call.scope.cwd);
  const found = start === undefined ? undefined : nearest(call, names, start, where);
  if (found) runLines(call, found, linesOf(found.text));
}

function nearest(
  call: Invocation,
  names: readonly string[],
  start: string,
  where: "here" | "above",
): FoundFile | undefined {
  for (let folder = start; ; folder = folder.slice(0, folder.lastIndexOf("/"))) {
    for (const name of names) {
      const found = lookAt(call.run.place, name, folder);
      if (found) return found;
    }
    if (where === "here" || !folder.includes("/")) return undefined;
  }
}

/** A task counts as one: what runs itself ends. */
function runLines(call: Invocation, found: FoundFile, lines: readonly string[]): void {
  const { following } = call.run;
  const key = `${found.path}\n${lines.join("\n")}`;
  if (lines.length === 0 || following.has(key)) return;
  following.add(key);
  noteContent(call, { value: lastPart(found.path), span: call.span }, found, "runs-project-task");
  const cwd = found.path.slice(0, found.path.lastIndexOf("/"));
  for (const line of lines) runLine(call, line, cwd);
  following.delete(key);
}

function runLine(call: Invocation, line: string, cwd: string | undefined): void {
  const dialect: Dialect = call.run.place.platform === "win32" ? "cmd" : "bash";
  call.run.engine.evaluate(
    { ...call, stdin: undefined, scope: { ...subScope(call.scope), dialect, cwd } },
    plain(line),
    dialect,
  );
}
