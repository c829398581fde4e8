import { parseJsonc } from "../jsonc.ts";
import { at, membersOf, textOf as stringOf, type ValueNode } from "../value.ts";
import { folderOf, foldersUp, joinPath, type Sources } from "./sources.ts";

const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The endings that TypeScript writes for those of its own files. */
const written: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.jsx?$/, [".ts", ".tsx", ".js", ".jsx"]],
  [/\.mjs$/, [".mts", ".mjs"]],
  [/\.cjs$/, [".cts", ".cjs"]],
];

/** The file of the workspace that an import names; undefined for libraries. */
export function ecmascriptModule(specifier: string, from: string, sources: Sources): string | undefined {
  if (specifier.startsWith(".")) {
    const path = joinPath(folderOf(from), specifier);
    return path === undefined ? undefined : existing(path, sources);
  }
  if (/^[a-z]+:/.test(specifier)) return undefined;
  return byPaths(specifier, from, sources) ?? byPackage(specifier, from, sources);
}

function existing(path: string, sources: Sources): string | undefined {
  if (/\.[cm]?[jt]sx?$/.test(path) && sources.has(path)) return path;
  for (const [pattern, others] of written) {
    if (!pattern.test(path)) continue;
    const found = others.map((ending) => path.replace(pattern, ending)).find((candidate) => sources.has(candidate));
    if (found) return found;
  }
  const candidates = endings.flatMap((ending) => [path + ending]);
  const inside = endings.map((ending) => (path === "" ? `index${ending}` : `${path}/index${ending}`));
  return [...candidates, ...inside].find((candidate) => sources.has(candidate));
}

interface PathMap {
  readonly folder: string;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  readonly baseUrl: string | undefined;
}

/** `paths` and `baseUrl` of the nearest tsconfig.json. */
function byPaths(specifier: string, from: string, sources: Sources): string | undefined {
  const map = pathMapFor(folderOf(from), sources);
  if (!map) return undefined;
  for (const { pattern, targets } of map.paths) {
    const [before = "", after] = pattern.split("*");
    if (after === undefined ? specifier !== pattern : !(specifier.startsWith(before) && specifier.endsWith(after)))
      continue;
    const middle = after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
    for (const target of targets) {
      const path = joinPath(map.folder, target.replace("*", middle));
      const found = path === undefined ? undefined : existing(path, sources);
      if (found) return found;
    }
  }
  const based = map.baseUrl === undefined ? undefined : joinPath(map.baseUrl, specifier);
  return based === undefined ? undefined : existing(based, sources);
}

const pathMaps = new WeakMap<Sources, Map<string, PathMap | undefined>>();

function pathMapFor(folder: string, sources: Sources): PathMap | undefined {
  let known = pathMaps.get(sources);
  if (!known) {
    known = new Map();
    pathMaps.set(sources, known);
  }
  if (known.has(folder)) return known.get(folder);
  const file = [...foldersUp(folder)]
    .flatMap((at) => [`${at}tsconfig.json`, `${at}jsconfig.json`])
    .find((path) => sources.has(path));
  const map = file === undefined ? undefined : readPathMap(file, sources, 5);
  known.set(folder, map);
  return map;
}

function readPathMap(file: string, sources: Sources, depth: number): PathMap | undefined {
  const text = sources.read(file);
  const root = text === undefined ? undefined : parseJsonc(text).value;
  if (!root) return undefined;
  const options = at(root, "compilerOptions");
  const base = stringOf(at(options, "baseUrl"));
  const baseUrl = base === undefined ? undefined : joinPath(folderOf(file), base);
  const paths = membersOf(at(options, "paths")).map(({ key, value }) => ({ pattern: key, targets: textsOf(value) }));
  if (paths.length > 0 || baseUrl !== undefined) {
    const folder = baseUrl === undefined ? folderOf(file) : withSlash(baseUrl);
    return { folder, paths, baseUrl: baseUrl === undefined ? undefined : withSlash(baseUrl) };
  }
  const extended = stringOf(at(root, "extends"));
  if (extended === undefined || !extended.startsWith(".") || depth === 0) return undefined;
  const path = joinPath(folderOf(file), extended);
  const found = [path, `${path}.json`].find((candidate) => candidate !== undefined && sources.has(candidate));
  return found === undefined ? undefined : readPathMap(found, sources, depth - 1);
}

function withSlash(folder: string): string {
  return folder === "" ? "" : `${folder}/`;
}

function textsOf(value: ValueNode): string[] {
  return value.kind === "array" ? value.items.flatMap((item) => stringOf(item.value) ?? []) : [];
}

interface Package {
  readonly folder: string;
  readonly root: ValueNode;
}

const packageIndexes = new WeakMap<Sources, ReadonlyMap<string, Package>>();

/** The packages of a workspace by name. */
function packagesOf(sources: Sources): ReadonlyMap<string, Package> {
  let index = packageIndexes.get(sources);
  if (!index) {
    index = new Map(
      [...sources.paths()]
        .filter((path) => /(?:^|\/)package\.json$/.test(path))
        .flatMap((path): [string, Package][] => {
          const text = sources.read(path);
          const root = text === undefined ? undefined : parseJsonc(text).value;
          const name = root && stringOf(at(root, "name"));
          return root && name ? [[name, { folder: folderOf(path), root }]] : [];
        }),
    );
    packageIndexes.set(sources, index);
  }
  return index;
}

/** The name of the package that a file belongs to. */
export function packageNameOf(path: string, sources: Sources): string | undefined {
  const packages = packagesOf(sources);
  for (const folder of foldersUp(folderOf(path))) {
    for (const [name, found] of packages) if (found.folder === folder) return name;
  }
  return undefined;
}

function byPackage(specifier: string, from: string, sources: Sources): string | undefined {
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const sub = specifier.slice(name.length + 1);
  if (specifier.startsWith("#")) return byImports(specifier, from, sources);
  const found = packagesOf(sources).get(name);
  if (!found) return undefined;
  const entry = at(found.root, "exports");
  const target =
    targetOf(sub === "" ? (entry && at(entry, ".") ? at(entry, ".") : entry) : at(entry, `./${sub}`)) ??
    (sub === "" ? (stringOf(at(found.root, "module")) ?? stringOf(at(found.root, "main"))) : undefined);
  const plain = sub === "" ? ["src/index", "index", "lib/index", "src/main"] : [sub, `src/${sub}`, `src/${sub}/index`];
  for (const candidate of [...sourceOf(target), ...plain]) {
    const path = joinPath(found.folder, candidate);
    const file = path === undefined ? undefined : existing(path, sources);
    if (file) return file;
  }
  return undefined;
}

/** `imports` of the package's own package.json: `#lib/x`. */
function byImports(specifier: string, from: string, sources: Sources): string | undefined {
  for (const folder of foldersUp(folderOf(from))) {
    const text = sources.read(`${folder}package.json`);
    const root = text === undefined ? undefined : parseJsonc(text).value;
    if (!root) continue;
    for (const { key, value } of membersOf(at(root, "imports"))) {
      const [before = "", after] = key.split("*");
      const matches = after === undefined ? key === specifier : specifier.startsWith(before);
      const target = matches ? targetOf(value) : undefined;
      const path = target && joinPath(folder, target.replace("*", specifier.slice(before.length)));
      const found = path ? existing(path, sources) : undefined;
      if (found) return found;
    }
    return undefined;
  }
  return undefined;
}

const conditions = ["source", "development", "import", "module", "node", "default", "require", "types"];

function targetOf(value: ValueNode | undefined, depth = 4): string | undefined {
  if (!value || depth === 0) return undefined;
  if (value.kind !== "object") return stringOf(value);
  for (const condition of conditions) {
    const found = targetOf(at(value, condition), depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** Where the source of a built file usually is. */
function sourceOf(target: string | undefined): string[] {
  if (target === undefined) return [];
  const bare = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const moved = bare.replace(/(^|\/)(?:dist|lib|build|out|esm|cjs)\/(?:esm\/|cjs\/|es\/)?/, "$1src/");
  return [target, bare, moved, moved.replace(/(^|\/)src\//, "$1")];
}
