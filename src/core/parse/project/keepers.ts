import { folderOf, foldersUp, type Sources } from "./sources.ts";

/** A class, and the file that declares it. */
export interface Keeper {
  readonly path: string;
  readonly name: string;
}

/** Files that are looked through for one interface; a package with more than that is looked through in part. */
const maxFiles = 500;

/** Stands in for what is behind an interface in tests, or when there is nothing else. */
const standIn =
  /^(?:Mock|Fake|Stub|Null|Noop|NoOp|Dummy|Test|InMemory|Unavailable|Disabled|Cached|Caching)|(?:Mock|Fake|Stub|Test|Tests|Decorator|Proxy)\d*$/;
const testFile =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|testing|specs?|mocks?|fixtures|examples?)\/|\.(?:test|spec|mock|d)\.[cm]?tsx?$/;

/**
 * The one class of a package of TypeScript that says that it keeps an interface, where a class of the same file does
 * not; of several the one that stands nearest.
 */
export function keeperOf(
  name: string,
  from: string,
  sources: Sources,
  textOf: (path: string) => string | undefined,
): Keeper | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const found = packageFiles(from, sources).flatMap((path) => {
    const keeper = path === from ? undefined : keeperIn(path, textOf(path), name, sources);
    return keeper === undefined ? [] : [{ path, name: keeper }];
  });
  const nearest = Math.max(...found.map(({ path }) => shared(path, from)));
  const nearby = found.filter(({ path }) => shared(path, from) === nearest);
  return nearby.length === 1 ? nearby[0] : undefined;
}

/** How many folders two paths have in common. */
function shared(one: string, other: string): number {
  const others = folderOf(other).split("/");
  const parts = folderOf(one).split("/");
  const first = parts.findIndex((part, index) => part !== others[index]);
  return first < 0 ? parts.length : first;
}

interface Look {
  readonly text: string;
  readonly name: string | undefined;
}

interface Known {
  readonly files: Map<string, readonly string[]>;
  /** By interface, then by file. */
  readonly looks: Map<string, Map<string, Look>>;
}

const known = new WeakMap<Sources, Known>();

function knownOf(sources: Sources): Known {
  const found = known.get(sources) ?? { files: new Map(), looks: new Map() };
  known.set(sources, found);
  return found;
}

/** The files of the package around a file, by the nearest manifest. */
function packageFiles(from: string, sources: Sources): readonly string[] {
  const root = [...foldersUp(folderOf(from))].find((folder) => sources.has(`${folder}package.json`)) ?? folderOf(from);
  const { files } = knownOf(sources);
  let found = files.get(root);
  if (!found) {
    const all: string[] = [];
    for (const path of sources.paths()) {
      if (all.length >= maxFiles) break;
      if (path.startsWith(root) && /\.[cm]?tsx?$/.test(path) && !isAside(path.slice(root.length))) all.push(path);
    }
    found = all;
    files.set(root, found);
  }
  return found;
}

function isAside(path: string): boolean {
  return testFile.test(path) || /(?:^|\/)(?:node_modules|dist|build|out)\//.test(path);
}

/** Looked for once in each text. */
function keeperIn(path: string, text: string | undefined, name: string, sources: Sources): string | undefined {
  if (text === undefined) return undefined;
  const { looks } = knownOf(sources);
  const all = looks.get(name) ?? new Map<string, Look>();
  looks.set(name, all);
  const before = all.get(path);
  if (before?.text === text) return before.name;
  const found = declaredIn(text, name);
  all.set(path, { text, name: found });
  return found;
}

function declaredIn(text: string, name: string): string | undefined {
  if (!text.includes(name) || !text.includes("implements")) return undefined;
  const pattern = new RegExp(
    `\\bclass\\s+([\\w$]+)[^{};]*?\\bimplements\\s[^{};]*?\\b${name.replaceAll("$", "\\$")}\\b`,
    "g",
  );
  const names = [...text.matchAll(pattern)].flatMap(([, found = ""]) => (standIn.test(found) ? [] : [found]));
  return names.length === 1 ? names[0] : undefined;
}
