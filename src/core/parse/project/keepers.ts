import { folderOf, foldersUp, type Sources } from "./sources.ts";

/** How the classes of a language say what they keep. */
interface Language {
  readonly files: RegExp;
  /** Beside what a package is described. */
  readonly manifests: readonly string[];
  /** What a text has that declares such a class. */
  readonly mention: string;
  pattern(name: string): RegExp;
}

const typescript: Language = {
  files: /\.[cm]?tsx?$/,
  manifests: ["package.json"],
  mention: "implements",
  pattern: (name) => new RegExp(`\\bclass\\s+([\\w$]+)[^{};]*?\\bimplements\\s[^{};]*?\\b${name}(?![\\w$])`, "g"),
};

const python: Language = {
  files: /\.py$/,
  manifests: ["pyproject.toml", "setup.py", "requirements.txt"],
  mention: "class ",
  pattern: (name) => new RegExp(`^[ \\t]*class[ \\t]+(\\w+)[ \\t]*\\([^()]*\\b${name}\\b[^()]*\\)[ \\t]*:`, "gm"),
};

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
  /(?:^|\/)(?:__tests__|__mocks__|tests?|testing|specs?|mocks?|fixtures|examples?)\/|\.(?:test|spec|mock|d)\.[cm]?tsx?$|(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/;

/**
 * The one class of a package of TypeScript or Python that says that it keeps an interface, where a class of the same file does
 * not; of several the one that stands nearest.
 */
export function keeperOf(
  name: string,
  from: string,
  sources: Sources,
  textOf: (path: string) => string | undefined,
): Keeper | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const language = from.endsWith(".py") ? python : typescript;
  const found = packageFiles(from, language, sources).flatMap((path) => {
    const keeper = path === from ? undefined : keeperIn(path, textOf(path), name, language, sources);
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
function packageFiles(from: string, language: Language, sources: Sources): readonly string[] {
  const isRoot = (folder: string) => language.manifests.some((name) => sources.has(folder + name));
  const root = [...foldersUp(folderOf(from))].find(isRoot) ?? folderOf(from);
  const { files } = knownOf(sources);
  const key = `${language.mention} ${root}`;
  let found = files.get(key);
  if (!found) {
    const all: string[] = [];
    for (const path of sources.paths()) {
      if (all.length >= maxFiles) break;
      if (path.startsWith(root) && language.files.test(path) && !isAside(path.slice(root.length))) all.push(path);
    }
    found = all;
    files.set(key, found);
  }
  return found;
}

function isAside(path: string): boolean {
  return testFile.test(path) || /(?:^|\/)(?:node_modules|dist|build|out)\//.test(path);
}

/** Looked for once in each text. */
function keeperIn(
  path: string,
  text: string | undefined,
  name: string,
  language: Language,
  sources: Sources,
): string | undefined {
  if (text === undefined) return undefined;
  const { looks } = knownOf(sources);
  const all = looks.get(name) ?? new Map<string, Look>();
  looks.set(name, all);
  const before = all.get(path);
  if (before?.text === text) return before.name;
  const found = declaredIn(text, name, language);
  all.set(path, { text, name: found });
  return found;
}

function declaredIn(text: string, name: string, { mention, pattern }: Language): string | undefined {
  if (!text.includes(name) || !text.includes(mention)) return undefined;
  const names = [...text.matchAll(pattern(name))].flatMap(([, found = ""]) => (standIn.test(found) ? [] : [found]));
  return names.length === 1 ? names[0] : undefined;
}
