import type { ServerDefinition } from "../../model/definition.ts";

/** True when a server's command starts that file of the workspace, or a program in whose folder the file lies. */
export function startsFile(server: ServerDefinition, path: string): boolean {
  return entries(server).some((entry) => sameSource(entry, path) || isBeside(entry, path));
}

/** Arguments that name a source file, relative to the workspace root. */
function entries(server: ServerDefinition): string[] {
  const values = server.args.map(({ value }) => value);
  const files = [server.command ?? "", ...values].map(relative).filter((value) => /\.(?:[cm]?[jt]sx?|py)$/.test(value));
  const moduleIndex = values.indexOf("-m");
  const module = moduleIndex >= 0 ? values[moduleIndex + 1] : undefined;
  return module ? [...files, `${module.replaceAll(".", "/")}.py`, `${module.replaceAll(".", "/")}/__main__.py`] : files;
}

function relative(value: string): string {
  return value
    .replaceAll("\\", "/")
    .replace(/^\$\{(?:workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR)[^}]*\}\//, "")
    .replace(/^(?:\.\/)+/, "");
}

/** A built file stands for its source: `dist/server.js` for `src/server.ts`. */
function sameSource(entry: string, path: string): boolean {
  return entry === path || canonical(entry) === canonical(path);
}

function canonical(path: string): string {
  return path
    .split("/")
    .map((part) => (builtFolders.has(part) ? "src" : part))
    .filter((part) => part !== "src")
    .join("/")
    .replace(/\.[cm]?[jt]sx?$/, "");
}

const builtFolders: ReadonlySet<string> = new Set(["dist", "build", "lib", "out"]);

/** Other files of the same server: in the folder of its entry file, or below. The workspace root is no such folder. */
function isBeside(entry: string, path: string): boolean {
  const folders = entry.split("/").slice(0, -1);
  const last = folders.at(-1);
  if (last !== undefined && (builtFolders.has(last) || last === "src")) folders.pop();
  return folders.length > 0 && path.startsWith(`${folders.join("/")}/`);
}
