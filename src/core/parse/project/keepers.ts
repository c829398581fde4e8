import { folderOf, foldersUp, noSources, type Sources } from "./sources.ts";

/** How the classes of a language say what they keep. */
interface Language {
  readonly files: RegExp;
  /** Beside what a package is described. */
  readonly manifests: readonly string[];
  /** What a text has that declares such a class. */
  readonly mention: string;
  /** A class, and the list of what it keeps. */
  readonly pattern: RegExp;
}

const typescript: Language = {
  files: /\.[cm]?tsx?$/,
  manifests: ["package.json"],
  mention: "implements",
  pattern: /\bclass\s+([\w$]+)[^{};]*?\bimplements\s([^{};]+)/g,
};

const python: Language = {
  files: /\.py$/,
  manifests: ["pyproject.toml", "setup.py", "requirements.txt"],
  mention: "class ",
  pattern: /^[ \t]*class[ \t]+(\w+)[ \t]*\(([^()]+)\)[ \t]*:/gm,
};

/** A class, and the file that declares it. */
export interface Keeper {
  readonly path: string;
  readonly name: string;
}

/** Which classes of the packages of a workspace say that they keep an interface. */
export interface Keepers {
  /**
   * The one class of a package of TypeScript or Python that says that it keeps an interface, where a class of the same
   * file does not; of several the one that stands nearest.
   */
  of(name: string, from: string): Keeper | undefined;
  /** Tells of the text that a file has now. */
  update(path: string, text: string): void;
}

/** Files that are looked through for a package; of one with more than that a part is. */
const maxFiles = 500;

/** Stands in for what is behind an interface in tests, or when there is nothing else. */
const standIn =
  /^(?:Mock|Fake|Stub|Null|Noop|NoOp|Dummy|Test|InMemory|Unavailable|Disabled|Cached|Caching)|(?:Mock|Fake|Stub|Test|Tests|Decorator|Proxy)\d*$/;
const aside =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|testing|specs?|mocks?|fixtures|examples?|node_modules|dist|build|out)\/|\.(?:test|spec|mock|d)\.[cm]?tsx?$|(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/;

const known = new WeakMap<Sources, Keepers>();
const nobody: Keepers = { of: () => undefined, update: () => undefined };

export function keepersIn(sources: Sources): Keepers {
  // Nothing is known of the workspace: the next document may be of another.
  if (sources === noSources) return nobody;
  const keepers = known.get(sources) ?? createKeepers(sources);
  known.set(sources, keepers);
  return keepers;
}

interface Package {
  readonly root: string;
  readonly language: Language;
  /** By file: its text, and the interfaces that its classes keep. */
  readonly files: Map<string, { readonly text: string; readonly kept: readonly Kept[] }>;
  /** By interface; undefined where a file has changed. */
  byName: Map<string, Keeper[]> | undefined;
}

type Kept = readonly [name: string, bases: readonly string[]];

function createKeepers(sources: Sources): Keepers {
  const packages = new Map<string, Package>();
  const rootsOf = new Map<string, string>();
  const languageOf = (path: string) => (path.endsWith(".py") ? python : typescript);

  /** The folder of the nearest manifest. */
  function rootOf(path: string, language: Language): string {
    const folder = folderOf(path);
    const key = `${language.mention} ${folder}`;
    let root = rootsOf.get(key);
    if (root === undefined) {
      const isRoot = (at: string) => language.manifests.some((name) => sources.has(at + name));
      root = [...foldersUp(folder)].find(isRoot) ?? folder;
      rootsOf.set(key, root);
    }
    return root;
  }

  function packageOf(path: string): Package {
    const language = languageOf(path);
    const root = rootOf(path, language);
    const key = `${language.mention} ${root}`;
    let found = packages.get(key);
    if (!found) {
      found = { root, language, files: new Map(), byName: undefined };
      packages.set(key, found);
      for (const at of sources.paths()) {
        if (found.files.size >= maxFiles) break;
        const text = holds(found, at) ? sources.read(at) : undefined;
        if (text !== undefined) found.files.set(at, { text, kept: keptIn(text, language) });
      }
    }
    return found;
  }

  return {
    of(name, from) {
      const around = packageOf(from);
      around.byName ??= byName(around);
      const found = (around.byName.get(name) ?? []).filter(({ path }) => path !== from);
      const nearest = Math.max(...found.map(({ path }) => shared(path, from)));
      const nearby = found.filter(({ path }) => shared(path, from) === nearest);
      return nearby.length === 1 ? nearby[0] : undefined;
    },
    update(path, text) {
      for (const one of packages.values()) {
        if (!holds(one, path) || one.files.get(path)?.text === text) continue;
        one.files.set(path, { text, kept: keptIn(text, one.language) });
        one.byName = undefined;
      }
    },
  };
}

function holds({ root, language }: Package, path: string): boolean {
  return path.startsWith(root) && language.files.test(path) && !aside.test(path.slice(root.length));
}

function keptIn(text: string, { mention, pattern }: Language): readonly Kept[] {
  if (!text.includes(mention)) return [];
  return [...text.matchAll(pattern)].flatMap(([, name = "", bases = ""]): Kept[] =>
    standIn.test(name) ? [] : [[name, bases.match(/\w+/g) ?? []]],
  );
}

function byName({ files }: Package): Map<string, Keeper[]> {
  const found = new Map<string, Keeper[]>();
  for (const [path, { kept }] of files)
    for (const [name, bases] of kept)
      for (const base of new Set(bases)) {
        const list = found.get(base);
        if (list) list.push({ path, name });
        else found.set(base, [{ path, name }]);
      }
  return found;
}

/** How many folders two paths have in common. */
function shared(one: string, other: string): number {
  const others = folderOf(other).split("/");
  const parts = folderOf(one).split("/");
  const first = parts.findIndex((part, index) => part !== others[index]);
  return first < 0 ? parts.length : first;
}
