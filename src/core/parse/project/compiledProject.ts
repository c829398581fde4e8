import type { Span } from "../../model/span.ts";
import type { Binding, ClassCode, CodeFile, Link, ModuleCode, Origin, Sliceable } from "../code/code.ts";
import { wholeModule } from "../code/code.ts";
import { maxCodeLength } from "../limits.ts";
import type { Grammar, Parsers } from "../parsers.ts";
import { copyTree, type SyntaxNode } from "../syntax.ts";
import { typesOf } from "./compiledTypes.ts";
import { folderOf, noSources, type Sources } from "./sources.ts";

/** How the files of a language find one another. */
export interface CompiledLanguage {
  readonly grammar: Grammar;
  readonly extension: string;
  read(root: SyntaxNode, text: Sliceable, origin: Origin): CodeFile;
  /** Files that may hold a name, nearest first. `folder` ends with "/" or is empty. */
  /** Names of the class that may stand behind an interface. */
  implementations?(name: string): string[];
  candidates(name: string, folder: string, index: CompiledIndex): readonly string[];
  /** Declarations at the top of a text, by a cheap look: what matches is one, named by its groups joined by a point. */
  readonly declarations: RegExp;
  /** How a type says which interfaces it keeps, in languages where it does. */
  readonly keeps?: {
    readonly pattern: RegExp;
    read(match: RegExpMatchArray): readonly [type: string, bases: readonly string[]];
  };
  /** What declares a part of a class, in languages where several files may declare one. */
  readonly inParts?: RegExp;
  /** True where a type may be declared in a file that is not called so. */
  readonly isAnywhere?: boolean;
  /** The name under which a file declares what is asked for by another, such as the class for its interface. */
  declared?(name: string): string;
  /** True when a file is part of the package that an import names, where files say so; none is asked of names without one. */
  isPartOf?(path: string, text: string, module: string): boolean;
  /** The folder that an import names, in languages that import packages whole. */
  packageFolder?(module: string, index: CompiledIndex): string | undefined;
  /** The manifests that name packages of the workspace, where code names them too. */
  readonly packages?: { readonly manifest: RegExp; names(text: string): readonly string[] };
  /** The files that a name stands for as a whole, in languages where each file is a module. */
  moduleFiles?(name: string, folder: string, index: CompiledIndex): readonly string[];
}

/** The files of one language in a workspace. */
export interface CompiledIndex {
  /** By file name without its ending. */
  named(name: string): readonly string[];
  inFolder(folder: string): readonly string[];
  /** All below a folder. */
  below(folder: string): readonly string[];
  /** The folder of the package of the workspace that code names so. */
  packageAt(name: string): string | undefined;
}

export interface OpenCompiled {
  readonly file: CodeFile;
  reads(): readonly string[];
}

/** Files parsed on behalf of one document. */
const maxParsed = 96;

/** A class in more parts than this is made by a program. */
const maxPartsOfClass = 40;

/** Each file has its own range of offsets, as in the other languages. Longer than any file that is parsed. */
const rangeLength = 2 ** 21;

/** Text that is kept parsed for one workspace. */
const maxKeptText = 6_000_000;

interface Parsed {
  readonly text: string;
  /** Undefined while it is read, and where it cannot be. */
  file: CodeFile | undefined;
}

/** The files of one language that were parsed for one state of a workspace. */
interface Session {
  readonly files: Map<string, Parsed>;
  /** Which file has which range. */
  readonly bases: string[];
  keptText: number;
  /** Files that may still be parsed for the document at hand. */
  left: number;
  /** The files that the document at hand rests on. */
  asked: Set<string>;
}

const sessions = new WeakMap<Sources, Map<string, Session>>();

/** Reads a document with what it needs of other files of its package, as far as that is asked for. */
export function openCompiled(
  document: { readonly path: string; readonly text: string },
  language: CompiledLanguage,
  parsers: Parsers,
  sources: Sources,
): OpenCompiled | undefined {
  const session = sessionFor(document, language, sources);
  session.left = maxParsed;
  const asked = new Set<string>();
  session.asked = asked;
  const index = indexOf(sources, language);
  const types = typesOf(sources, language);
  types.update(document.path, document.text);
  const textOf = (path: string) => (path === document.path ? document.text : sources.read(path));

  function load(path: string, text: string): CodeFile | undefined {
    session.asked.add(path);
    const before = session.files.get(path);
    if (before) return before.file;
    if (text.length > maxCodeLength || session.left-- <= 0) return undefined;
    // A file that asks for itself while it is read gets nothing, as for one that is not there.
    const parsed: Parsed = { text, file: undefined };
    session.files.set(path, parsed);
    session.keptText += text.length;
    const tree = parsers.parse(language.grammar, text);
    if (!tree) return undefined;
    const base = session.bases.push(path) * rangeLength - rangeLength;
    const slice = { slice: (start: number, end?: number) => text.slice(start - base, end && end - base) };
    parsed.file = language.read(copyTree(tree, base), slice, originOf(path, base, text.length));
    if (language.inParts) joinParts(path, text, parsed.file, language.inParts);
    return parsed.file;
  }

  /** What a class says of itself in other files belongs to it: each part then has the members of all. */
  function joinParts(path: string, text: string, file: CodeFile, pattern: RegExp): void {
    for (const [, name = ""] of text.matchAll(pattern)) {
      const own = classIn(file, name);
      if (!own) continue;
      for (const other of types.declaring(name).slice(0, maxPartsOfClass)) {
        const code = other === path ? undefined : textOf(other);
        if (code === undefined || ![...code.matchAll(pattern)].some(([, one]) => one === name)) continue;
        const known = session.files.get(other)?.file;
        const part = known ? classIn(known, name) : undefined;
        if (known && part) shareMembers(own, part);
        else if (!session.files.has(other)) load(other, code);
      }
    }
  }

  function originOf(path: string, base: number, length: number): Origin {
    const { bases } = session;
    return {
      link: linkFrom(path),
      place: ({ start, end }) =>
        start >= base && start <= base + length ? { start: start - base, end: end - base } : undefined,
      locate({ start, end }: Span) {
        const at = Math.floor(start / rangeLength);
        const found = bases[at];
        return found === undefined
          ? undefined
          : { path: found, span: { start: start - at * rangeLength, end: end - at * rangeLength } };
      },
    };
  }

  function linkFrom(path: string): Link {
    const known = new Map<string, Binding | undefined>();
    return (module, imported) => {
      const key = `${module} ${imported}`;
      if (!known.has(key)) {
        known.set(key, undefined);
        known.set(key, link(module, imported, path));
      }
      return known.get(key);
    };
  }

  function link(module: string, imported: string, from: string): Binding | undefined {
    const root = language.packages && rootOf(module === "" ? imported : module);
    const elsewhere = root === undefined ? undefined : index.packageAt(root);
    if (elsewhere !== undefined && module !== "") return find(imported, elsewhere, from, module);
    if (elsewhere !== undefined && module === "") return wholePackage(elsewhere, from, root);
    if (root !== undefined && module !== "" && !declaresModule(from, root)) return undefined;
    if (imported !== wholeModule) return find(imported, folderOf(from), from, module);
    const folder = language.packageFolder?.(module, index);
    if (folder === undefined) return undefined;
    return wholePackage(folder, from);
  }

  /** The first part of a path, where it can be the name of a package. */
  function rootOf(module: string): string | undefined {
    const [root = ""] = module.split(".");
    return /^(?:crate|self|super|\*?)$/.test(root) ? undefined : root;
  }

  /** @param module by which it is named, where its parts are modules too */
  function wholePackage(folder: string, from: string, module = ""): Binding {
    const whole: ModuleCode = {
      kind: "module",
      member: (name) => find(name, folder, from, module),
      span: { start: 0, end: 0 },
    };
    return { kind: "value", value: whole, type: undefined };
  }

  function find(name: string, folder: string, from: string, module = ""): Binding | undefined {
    if (name.startsWith("*.")) return only(name.slice(1), folder, from);
    const behind = implementationOf(name, folder, from) ?? keeperOf(name, folder, from);
    if (behind) return behind;
    const declared = language.declared?.(name) ?? name;
    const named = inFiles(language.candidates(name, folder, index), declared, from, module);
    if (named) return named;
    const elsewhere = language.isAnywhere && isTypeName(declared) ? types.declaring(declared) : [];
    return inFiles(elsewhere.slice(0, 2), declared, from, module) ?? moduleNamed(name, folder, from, module);
  }

  function inFiles(paths: readonly string[], name: string, from: string, module: string): Binding | undefined {
    for (const path of paths) {
      const text = path === from ? undefined : textOf(path);
      if (text === undefined || !namesIn(path, text, language.declarations, sources).has(name)) continue;
      if (module !== "" && language.isPartOf?.(path, text, module) === false) continue;
      const found = ownBinding(path, text, name);
      if (found) return found;
    }
    return undefined;
  }

  /** The one class of the workspace that says that it keeps an interface, where its name alone does not. */
  function keeperOf(name: string, folder: string, from: string): Binding | undefined {
    if (!language.keeps || !isTypeName(name)) return undefined;
    const usual = language.declared?.(name) ?? name;
    const keeper = types.implementing(name);
    if (keeper === undefined || keeper === name || keeper === usual) return undefined;
    const paths = types.declaring(keeper);
    return (
      inFiles(paths.slice(0, 2), keeper, from, "") ?? (paths.includes(from) ? undefined : find(keeper, folder, from))
    );
  }

  function ownBinding(path: string, text: string, name: string): Binding | undefined {
    const own = load(path, text)?.scope.bindings;
    return own && (Map.prototype.get.call(own, name) as Binding | undefined);
  }

  /** A file as a module: `engine::run()` after `use crate::engine` or `mod engine`, and `crate::` itself. */
  function moduleNamed(name: string, folder: string, from: string, module: string): Binding | undefined {
    if (!language.moduleFiles) return undefined;
    const isWhole = name === "crate" && module === "";
    const isNamed = isWhole || module !== "" || declaresModule(from, name);
    const paths = isNamed && !isWhole ? language.moduleFiles(name, folder, index) : [];
    if (!isWhole && paths.length === 0) return undefined;
    const member = (part: string): Binding | undefined => {
      for (const path of paths) {
        const text = textOf(path);
        if (text === undefined || !namesIn(path, text, language.declarations, sources).has(part)) continue;
        const found = ownBinding(path, text, part);
        if (found) return found;
      }
      return find(part, folder, from, "crate");
    };
    return { kind: "value", value: { kind: "module", member, span: { start: 0, end: 0 } }, type: undefined };
  }

  function declaresModule(path: string, name: string): boolean {
    return /^\w+$/.test(name) && new RegExp(`\\bmod\\s+${name}\\s*[;{]`).test(textOf(path) ?? "");
  }

  /** The class that stands behind an interface, by its usual names. */
  function implementationOf(name: string, folder: string, from: string): Binding | undefined {
    for (const behind of language.implementations?.(name) ?? []) {
      for (const path of language.candidates(behind, folder, index)) {
        const text = path === from ? undefined : textOf(path);
        if (text === undefined || !new RegExp(`\\bimplements\\b[^{]*\\b${name}\\b`).test(text)) continue;
        const own = load(path, text)?.scope.bindings;
        const found = own && Map.prototype.get.call(own, behind);
        if (found) return found as Binding;
      }
    }
    return undefined;
  }

  /** The one declaration of a package whose name ends so; undefined where there are several. */
  function only(ending: string, folder: string, from: string): Binding | undefined {
    const found = language.candidates(ending, folder, index).flatMap((path) => {
      const text = path === from ? undefined : textOf(path);
      const names = text === undefined ? [] : [...namesIn(path, text, language.declarations, sources)];
      return names.filter((name) => name.endsWith(ending));
    });
    return found.length === 1 && found[0] ? find(found[0], folder, from) : undefined;
  }

  const file = load(document.path, document.text);
  return file && { file, reads: () => [...asked].filter((path) => path !== document.path) };
}

function classIn({ scope }: CodeFile, name: string): ClassCode | undefined {
  const found = Map.prototype.get.call(scope.bindings, name) as Binding | undefined;
  return found?.kind === "value" && found.value?.kind === "class" ? found.value : undefined;
}

function shareMembers(one: ClassCode, other: ClassCode): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const members = to.members as Map<string, Binding>;
    for (const [name, binding] of from.members) if (!Map.prototype.has.call(members, name)) members.set(name, binding);
  }
}

/** What was parsed before counts as long as the texts are the same. */
function sessionFor(
  document: { readonly path: string; readonly text: string },
  { extension }: CompiledLanguage,
  sources: Sources,
): Session {
  const fresh = (): Session => ({ files: new Map(), bases: [], keptText: 0, left: maxParsed, asked: new Set() });
  // Nothing is known of the workspace: the next document may be of another.
  if (sources === noSources) return fresh();
  const all = sessions.get(sources) ?? new Map<string, Session>();
  sessions.set(sources, all);
  const known = all.get(extension);
  const own = known?.files.get(document.path);
  const isGood = known && known.keptText < maxKeptText && (!own || (own.text === document.text && own.file));
  const session = isGood ? known : fresh();
  all.set(extension, session);
  return session;
}

interface Declared {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

const declared = new WeakMap<Sources, Map<string, Declared>>();

/** The names that a text declares, found once for each text. */
function namesIn(path: string, text: string, pattern: RegExp, sources: Sources): ReadonlySet<string> {
  const known = declared.get(sources) ?? new Map<string, Declared>();
  declared.set(sources, known);
  const before = known.get(path);
  if (before?.text === text) return before.names;
  const names = new Set<string>();
  for (const [, ...groups] of text.matchAll(pattern)) names.add(groups.filter(Boolean).join("."));
  known.set(path, { text, names });
  return names;
}

const indexes = new WeakMap<Sources, Map<string, CompiledIndex>>();

function indexOf(sources: Sources, { extension, packages }: CompiledLanguage): CompiledIndex {
  let known = indexes.get(sources);
  if (!known) {
    known = new Map();
    indexes.set(sources, known);
  }
  let index = known.get(extension);
  if (!index) {
    index = createIndex(sources, extension, packages);
    known.set(extension, index);
  }
  return index;
}

function createIndex(sources: Sources, extension: string, packages: CompiledLanguage["packages"]): CompiledIndex {
  let named: Map<string, string> | undefined;
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, path: string) => {
    const list = map.get(key);
    if (list) list.push(path);
    else map.set(key, [path]);
  };
  for (const path of sources.paths()) {
    if (!path.endsWith(extension)) continue;
    const folder = folderOf(path);
    add(byFolder, folder, path);
    add(byName, path.slice(folder.length, -extension.length), path);
  }
  return {
    named: (name) => byName.get(name) ?? [],
    inFolder: (folder) => byFolder.get(folder) ?? [],
    packageAt(name) {
      named ??= packages ? packagesIn(sources, packages) : new Map();
      return named.get(name);
    },
    below: (folder) => [...byFolder].flatMap(([at, paths]) => (at.startsWith(folder) ? paths : [])),
  };
}

function packagesIn(
  sources: Sources,
  { manifest, names }: NonNullable<CompiledLanguage["packages"]>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of sources.paths()) {
    if (!manifest.test(path)) continue;
    for (const name of names(sources.read(path) ?? "")) if (!found.has(name)) found.set(name, folderOf(path));
  }
  return found;
}

function isTypeName(name: string): boolean {
  return /^[A-Z]\w*[a-z]\w*$/.test(name);
}
