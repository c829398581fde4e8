import { folderOf, foldersUp, joinPath, type Sources } from "./sources.ts";

/** A module or package: its file, if it has one, and the folder of its submodules. */
export interface PythonModule {
  readonly file: string | undefined;
  readonly folder: string;
}

/** The module of the workspace that a dotted name means in a file; undefined for libraries. */
export function pythonModule(dotted: string, from: string, sources: Sources): PythonModule | undefined {
  const [, dots = "", rest = ""] = /^(\.*)(.*)$/.exec(dotted) ?? [];
  const names = rest === "" ? [] : rest.split(".");
  if (dots !== "") {
    const base = joinPath(folderOf(from), "../".repeat(dots.length - 1));
    return base === undefined ? undefined : moduleIn(base === "" ? "" : `${base}/`, names, sources);
  }
  const [top] = names;
  if (top === undefined || !topNames(sources).has(top)) return undefined;
  for (const folder of foldersUp(folderOf(from))) {
    const found = moduleIn(folder, names, sources) ?? moduleIn(`${folder}src/`, names, sources);
    // A folder that only happens to bear a library's name holds no modules itself.
    if (found && (found.file !== undefined || names.length > 1 || holdsModules(sources).has(found.folder)))
      return found;
  }
  return undefined;
}

/** The submodule of a package. */
export function submodule(parent: PythonModule, name: string, sources: Sources): PythonModule | undefined {
  return moduleIn(parent.folder, [name], sources);
}

function moduleIn(folder: string, names: readonly string[], sources: Sources): PythonModule | undefined {
  const path = folder + names.join("/");
  const inside = names.length === 0 ? folder : `${path}/`;
  const file = [`${inside}__init__.py`, ...(names.length > 0 ? [`${path}.py`] : [])].find((one) => sources.has(one));
  if (file) return { file, folder: inside };
  return names.length === 0 || folders(sources).has(inside) ? { file: undefined, folder: inside } : undefined;
}

/** The absolute dotted name of a file, by the packages around it: `agno.tools.shell`. */
export function dottedNameOf(path: string, sources: Sources): string {
  const names = [path.slice(folderOf(path).length).replace(/\.py$/, "")].filter((name) => name !== "__init__");
  let folder = folderOf(path);
  while (folder !== "" && sources.has(`${folder}__init__.py`)) {
    const parent = folderOf(folder.slice(0, -1));
    names.unshift(folder.slice(parent.length, -1));
    folder = parent;
  }
  return names.join(".");
}

interface Names {
  readonly tops: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Folders in which a module lies directly. */
  readonly direct: ReadonlySet<string>;
}

const namesOf = new WeakMap<Sources, Names>();

function namesIn(sources: Sources): Names {
  let names = namesOf.get(sources);
  if (!names) {
    const tops = new Set<string>();
    const all = new Set<string>();
    const direct = new Set<string>();
    for (const path of sources.paths()) {
      if (!path.endsWith(".py")) continue;
      direct.add(folderOf(path));
      tops.add(path.slice(folderOf(path).length, -3));
      for (const folder of foldersUp(folderOf(path))) {
        if (folder === "" || all.has(folder)) break;
        all.add(folder);
        tops.add(folder.slice(folderOf(folder.slice(0, -1)).length, -1));
      }
    }
    names = { tops, folders: all, direct };
    namesOf.set(sources, names);
  }
  return names;
}

const topNames = (sources: Sources) => namesIn(sources).tops;
const folders = (sources: Sources) => namesIn(sources).folders;
const holdsModules = (sources: Sources) => namesIn(sources).direct;
