import { type Binding, type Code, type CodeFile, type ModuleCode, wholeModule } from "../code/code.ts";
import { entriesOf, keepersOf } from "../code/resolve.ts";
import { maxCodeLength, maxTextLength } from "../limits.ts";
import type { Parsers } from "../parsers.ts";
import { ecmascriptModule, packageNameOf } from "./ecmascriptModules.ts";
import { createFileReader, type ReadFile } from "./files.ts";
import { keepersIn } from "./keepers.ts";
import { readerOf } from "./languages.ts";
import { dottedNameOf, type PythonModule, pythonModule, submodule } from "./pythonModules.ts";
import { folderOf, type Sources } from "./sources.ts";

/** The code of a workspace: files that import one another, each read once for each text. */
export interface Project {
  /** Reads a document with what it imports, as far as that is asked for. Undefined when it cannot be parsed. */
  open(document: { readonly path: string; readonly text: string }, sources: Sources): OpenFile | undefined;
}

export interface OpenFile {
  readonly file: CodeFile;
  /** Other files on which answers about this one rest, so far. */
  reads(): readonly string[];
}

/** Files parsed on behalf of one document: real ones take a dozen, a hostile one must not take all. */
const maxParsedAtOnce = 150;

/** Text that is kept parsed; beyond it what was used longest ago is dropped. */
const maxKeptText = 2_500_000;

/** Documents of which is kept what makes their next edit quick. */
const maxEdited = 3;

/** Most of a notebook is what its cells once printed, which is not parsed. */
const longestOf = (path: string): number => (path.endsWith(".ipynb") ? maxTextLength : maxCodeLength);

interface Module {
  readonly path: string;
  text: string;
  code: ReadFile;
  readonly whole: ModuleCode;
  /** What its imports were found to be. */
  readonly links: Map<string, Linked>;
  checked: number;
  /** Another object after each change, so that who looked at it before knows. */
  state: object;
}

interface Linked {
  /** Undefined when there was no such file. */
  readonly path: string | undefined;
  /** The state in which it was looked at; undefined as long as nobody did. */
  readonly state: object | undefined;
}

/** @param isLibrary says of a package that it is an agent library: its parts are known by name, even in its own repository. */
export function createProject(parsers: Parsers, isLibrary: (name: string) => boolean): Project {
  const modules = new Map<string, Module>();
  const files = createFileReader(parsers);
  const edited = new Set<Module>();
  let keptText = 0;
  let generation = 0;
  let parsed = 0;
  let sources: Sources;
  let current: { readonly path: string; readonly text: string };
  const textOf = (path: string) => (path === current.path ? current.text : sources.read(path));

  function open(document: { readonly path: string; readonly text: string }, given: Sources): OpenFile | undefined {
    // The document may be ahead of what the workspace holds of it.
    sources = given;
    current = document;
    generation++;
    keepersIn(sources).update(document.path, document.text);
    parsed = 0;
    const module = moduleAt(document.path, document.text);
    return module && { file: module.code.file, reads: () => readsOf(module) };
  }

  function moduleAt(path: string, text = textOf(path)): Module | undefined {
    const known = modules.get(path);
    if (known && text !== undefined && isCurrent(known, text)) {
      // Put last: the first is the one used longest ago.
      modules.delete(path);
      modules.set(path, known);
      return known;
    }
    const isReadable = text !== undefined && text.length <= longestOf(path) && parsed < maxParsedAtOnce;
    // A document that changed is likely to change again, with the next key.
    const isEdit = isReadable && known !== undefined && known.text !== text && path === current.path;
    if (isEdit && known.code.edited && areLinksCurrent(known)) return editAgain(known, text);
    if (known) drop(known);
    if (!isReadable) return undefined;
    parsed++;
    const module = read(path, text, isEdit);
    if (!module) return undefined;
    keep(module);
    return module;
  }

  function keep(module: Module): void {
    modules.set(module.path, module);
    keptText += module.text.length;
    if (module.code.edited) edited.add(module);
    for (const oldest of modules.values()) {
      if (keptText <= maxKeptText || oldest === module) break;
      if (oldest.checked < generation) drop(oldest);
    }
    for (const oldest of edited) {
      if (edited.size <= maxEdited) break;
      forget(oldest);
    }
  }

  function drop(module: Module): void {
    if (modules.get(module.path) !== module) return;
    modules.delete(module.path);
    keptText -= module.text.length;
    forget(module);
  }

  /** Frees the tree; the module itself goes on being one. */
  function forget(module: Module): void {
    edited.delete(module);
    const { file, span, edited: tracked } = module.code;
    tracked?.tree.delete();
    module.code = { file, span };
  }

  /** True while neither the file nor anything that was concluded from others has changed. */
  function isCurrent(module: Module, text: string): boolean {
    return module.text === text && (module.checked === generation || areLinksCurrent(module));
  }

  function areLinksCurrent(module: Module): boolean {
    module.checked = generation;
    for (const [specifier, { path, state }] of module.links) {
      const now = locate(specifier, module.path)?.path;
      const linked = now === undefined ? undefined : modules.get(now);
      const linkedText = now === undefined ? undefined : textOf(now);
      const isSame = now === path && (!linked || (linkedText !== undefined && isCurrent(linked, linkedText)));
      const isSeen = state === undefined || linked?.state === state;
      if (isSame && isSeen && (now === undefined || linked)) continue;
      module.checked = -1;
      return false;
    }
    return true;
  }

  /** @param isEdited so that the next edit of it is quick */
  function read(path: string, text: string, isEdited: boolean): Module | undefined {
    const code = files.read(path, text, (specifier, imported) => link(module, specifier, imported), isEdited);
    if (!code) return undefined;
    const whole: ModuleCode = { kind: "module", member: (name) => memberOf(module, name), span: code.span };
    const module: Module = { path, text, code, whole, links: new Map(), checked: generation, state: {} };
    return module;
  }

  /** Reads what an edit changed. */
  function editAgain(module: Module, text: string): Module | undefined {
    edited.delete(module);
    const code = files.readAgain(module.path, module.code, module.text, text);
    if (!code) {
      module.code = { file: module.code.file, span: module.code.span };
      drop(module);
      return undefined;
    }
    keptText += text.length - module.text.length;
    Object.assign(module, { text, code, state: {} });
    edited.add(module);
    return module;
  }

  /** What specifiers mean depends on the folder alone. */
  const located = new WeakMap<Sources, Map<string, Located | undefined>>();

  function locate(specifier: string, from: string): Located | undefined {
    if (specifier.startsWith(keepersOf)) return keepersIn(sources).of(specifier.slice(keepersOf.length + 1), from);
    let known = located.get(sources);
    if (!known) {
      known = new Map();
      located.set(sources, known);
    }
    const key = `${readerOf(from)?.language} ${folderOf(from)} ${specifier}`;
    if (!known.has(key)) known.set(key, search(specifier, from));
    return known.get(key);
  }

  function search(specifier: string, from: string): Located | undefined {
    if (readerOf(from)?.language !== "python") {
      const path = isLibrary(specifier) ? undefined : ecmascriptModule(specifier, from, sources);
      return path === undefined ? undefined : { path };
    }
    if (isLibrary(specifier)) return undefined;
    const python = pythonModule(specifier, from, sources);
    return python && { path: python.file, python };
  }

  function link(from: Module, specifier: string, imported: string): Binding | undefined {
    if (specifier === keepersOf) return linkKeeper(from, imported);
    const place = locate(specifier, from.path);
    if (place?.python) return linkPython(from, specifier, place.python, imported);
    const target = place?.path === undefined ? undefined : moduleAt(place.path);
    note(from, specifier, place?.path, target);
    if (!target) return undefined;
    if (imported === wholeModule) return valueBinding(target.whole);
    return memberOf(target, imported) ?? (imported === "default" ? valueBinding(target.whole) : undefined);
  }

  /** The one class around a file that keeps an interface of it. */
  function linkKeeper(from: Module, name: string): Binding | undefined {
    const specifier = `${keepersOf} ${name}`;
    const keeper = keepersIn(sources).of(name, from.path);
    const target = keeper && keeper.path !== from.path ? moduleAt(keeper.path) : undefined;
    note(from, specifier, keeper?.path, target);
    return target && keeper && memberOf(target, keeper.name);
  }

  function linkPython(from: Module, specifier: string, python: PythonModule, name: string): Binding | undefined {
    note(from, specifier, python.file);
    if (name === wholeModule) return valueBinding(packageCode(from, specifier, python));
    const target = pythonFile(from, specifier, python);
    const found = (target && memberOf(target, name)) ?? undefined;
    if (found) return found;
    const inner = submodule(python, name, sources);
    const full = specifier.endsWith(".") ? specifier + name : `${specifier}.${name}`;
    if (inner) note(from, full, inner.file);
    return inner && valueBinding(packageCode(from, full, inner));
  }

  /** A Python package gives its names and its submodules. */
  function packageCode(from: Module, specifier: string, python: PythonModule): ModuleCode {
    return {
      kind: "module",
      span: { start: 0, end: 0 },
      member(name) {
        const target = pythonFile(from, specifier, python);
        const found = target && memberOf(target, name);
        const inner = found ? undefined : submodule(python, name, sources);
        const full = inner?.file === undefined ? specifier : dottedNameOf(inner.file, sources);
        if (inner?.file) note(from, full, inner.file);
        return found ?? (inner && valueBinding(packageCode(from, full, inner)));
      },
    };
  }

  function pythonFile(from: Module, specifier: string, { file }: PythonModule): Module | undefined {
    const target = file === undefined || file === from.path ? undefined : moduleAt(file);
    if (target) note(from, specifier, file, target);
    return target;
  }

  /** What a file was found to import, and in which state that was looked at. */
  function note(from: Module, specifier: string, path: string | undefined, target?: Module): void {
    const before = from.links.get(specifier);
    const state = path === from.path ? undefined : (target?.state ?? before?.state);
    from.links.set(specifier, { path, state });
  }

  function memberOf(module: Module, name: string): Binding | undefined {
    const { exports, scope } = module.code.file;
    const own = exports.named.get(name) ?? scope.bindings.get(name);
    if (own && !isOfItself(own, module)) return named(own, module, name);
    const common = exports.named.get("default");
    const entry = common?.kind === "value" && common.value ? entriesOf(common.value).get(name) : undefined;
    if (entry) return valueBinding(entry.value);
    for (const star of exports.stars) {
      const given = starMember(module, star, name);
      if (given) return given;
    }
    return undefined;
  }

  /** `import { x } from "./"` of the file that gives `x` on. */
  function isOfItself(binding: Binding, module: Module): boolean {
    return binding.kind === "import" && locate(binding.module, module.path)?.path === module.path;
  }

  const asking = new Set<string>();

  /** Modules may give on one another's names in a circle. */
  function starMember(module: Module, star: string, name: string): Binding | undefined {
    const key = `${module.path}\n${star}\n${name}`;
    if (asking.has(key)) return undefined;
    asking.add(key);
    const found = link(module, star, name);
    asking.delete(key);
    return found;
  }

  /** In the repository of an agent library its own functions and classes go by the names others import. */
  function named(binding: Binding, module: Module, name: string): Binding {
    if (binding.kind !== "value" || !isNamed(binding.value)) return binding;
    const isPython = module.code.file.language === "python";
    const library = isPython ? dottedNameOf(module.path, sources) : packageNameOf(module.path, sources);
    return library !== undefined && isLibrary(library) ? { ...binding, known: `${library}.${name}` } : binding;
  }

  function readsOf(module: Module): string[] {
    const seen = new Set<string>();
    const waiting = [module];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const { path } of next.links.values()) {
        if (path === undefined || path === module.path || seen.has(path)) continue;
        seen.add(path);
        const linked = modules.get(path);
        if (linked) waiting.push(linked);
      }
    }
    return [...seen];
  }

  return { open };
}

interface Located {
  readonly path: string | undefined;
  readonly python?: PythonModule;
}

function valueBinding(value: Code): Binding {
  return { kind: "value", value, type: undefined };
}

function isNamed(code: Code | undefined): boolean {
  return code?.kind === "function" || code?.kind === "class";
}
