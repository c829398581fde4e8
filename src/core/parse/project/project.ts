import type { Span } from "../../model/span.ts";
import { type Binding, type Code, type CodeFile, type ModuleCode, type Origin, wholeModule } from "../code/code.ts";
import { readEcmascript } from "../code/ecmascript.ts";
import { readPython } from "../code/python.ts";
import { entriesOf } from "../code/resolve.ts";
import { maxCodeLength } from "../limits.ts";
import type { Parsers } from "../parsers.ts";
import { copyTree } from "../syntax.ts";
import { ecmascriptModule, packageNameOf } from "./ecmascriptModules.ts";
import { readerOf } from "./languages.ts";
import { notebookCode } from "./notebook.ts";
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

/** Each file has its own range of offsets, so that the place of code tells its file. Longer than any file that is parsed. */
const rangeLength = 2 ** 21;

/** Files parsed on behalf of one document: real ones take a dozen, a hostile one must not take all. */
const maxParsedAtOnce = 150;

/** Text that is kept parsed; beyond it what was used longest ago is dropped. */
const maxKeptText = 2_500_000;

interface Module {
  readonly path: string;
  readonly text: string;
  readonly file: CodeFile;
  readonly whole: ModuleCode;
  /** What its imports were found to be: the path of each, or undefined when there was no such file. */
  readonly links: Map<string, string | undefined>;
  checked: number;
}

/** @param isLibrary says of a package that it is an agent library: its parts are known by name, even in its own repository. */
export function createProject(parsers: Parsers, isLibrary: (name: string) => boolean): Project {
  const modules = new Map<string, Module>();
  const byRange = new Map<number, string>();
  let keptText = 0;
  let nextRange = 1;
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
    parsed = 0;
    const module = moduleAt(document.path, document.text);
    return module && { file: module.file, reads: () => readsOf(module) };
  }

  function moduleAt(path: string, text = textOf(path)): Module | undefined {
    const known = modules.get(path);
    if (known && text !== undefined && isCurrent(known, text)) {
      // Put last: the first is the one used longest ago.
      modules.delete(path);
      modules.set(path, known);
      return known;
    }
    if (known) drop(known);
    if (text === undefined || text.length > maxCodeLength || parsed >= maxParsedAtOnce) return undefined;
    parsed++;
    const module = read(path, text);
    if (!module) return undefined;
    modules.set(path, module);
    keptText += text.length;
    for (const oldest of modules.values()) {
      if (keptText <= maxKeptText || oldest === module) break;
      if (oldest.checked < generation) drop(oldest);
    }
    return module;
  }

  function drop(module: Module): void {
    if (modules.get(module.path) !== module) return;
    modules.delete(module.path);
    keptText -= module.text.length;
  }

  /** True while neither the file nor anything that was concluded from others has changed. */
  function isCurrent(module: Module, text: string): boolean {
    if (module.text !== text) return false;
    if (module.checked === generation) return true;
    module.checked = generation;
    for (const [specifier, path] of module.links) {
      const now = locate(specifier, module.path)?.path;
      const linked = now === undefined ? undefined : modules.get(now);
      const linkedText = now === undefined ? undefined : textOf(now);
      const isSame = now === path && (!linked || (linkedText !== undefined && isCurrent(linked, linkedText)));
      if (isSame && (now === undefined || linked)) continue;
      module.checked = -1;
      return false;
    }
    return true;
  }

  function read(path: string, given: string): Module | undefined {
    const reader = readerOf(path);
    const notebook = path.endsWith(".ipynb") ? notebookCode(given) : undefined;
    const text = notebook?.text ?? given;
    const tree = reader && (notebook || !path.endsWith(".ipynb")) ? parsers.parse(reader.grammar, text) : undefined;
    if (!reader || !tree) return undefined;
    const base = nextRange++ * rangeLength;
    byRange.set(base, path);
    const root = copyTree(tree, base);
    const slice = { slice: (start: number, end?: number) => text.slice(start - base, end && end - base) };
    const links = new Map<string, string | undefined>();
    const isOwn = ({ start }: Span) => start >= base && start <= base + text.length;
    const origin: Origin = {
      link: (specifier, imported) => link(module, specifier, imported),
      place(span) {
        if (!isOwn(span)) return undefined;
        const local = { start: span.start - base, end: span.end - base };
        return notebook ? notebook.place(local) : local;
      },
      locate({ start, end }) {
        const range = Math.floor(start / rangeLength) * rangeLength;
        const at = byRange.get(range);
        return at === undefined ? undefined : { path: at, span: { start: start - range, end: end - range } };
      },
    };
    const file =
      reader.language === "python"
        ? readPython(root, slice, origin)
        : readEcmascript(root, slice, reader.language === "typescript" ? "typescript" : "javascript", origin);
    const whole: ModuleCode = {
      kind: "module",
      member: (name) => memberOf(module, name),
      span: { start: base, end: base + text.length },
    };
    const module: Module = { path, text: given, file, whole, links, checked: generation };
    return module;
  }

  /** What specifiers mean depends on the folder alone. */
  const located = new WeakMap<Sources, Map<string, Located | undefined>>();

  function locate(specifier: string, from: string): Located | undefined {
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
    const place = locate(specifier, from.path);
    from.links.set(specifier, place?.path);
    if (!place) return undefined;
    if (place.python) return linkPython(from, specifier, place.python, imported);
    const target = place.path === undefined ? undefined : moduleAt(place.path);
    if (!target) return undefined;
    if (imported === wholeModule) return valueBinding(target.whole);
    return memberOf(target, imported) ?? (imported === "default" ? valueBinding(target.whole) : undefined);
  }

  function linkPython(from: Module, specifier: string, python: PythonModule, name: string): Binding | undefined {
    if (name === wholeModule) return valueBinding(packageCode(from, python));
    const target = python.file === undefined || python.file === from.path ? undefined : moduleAt(python.file);
    const found = (target && memberOf(target, name)) ?? undefined;
    if (found) return found;
    const inner = submodule(python, name, sources);
    if (inner) from.links.set(specifier.endsWith(".") ? specifier + name : `${specifier}.${name}`, inner.file);
    return inner && valueBinding(packageCode(from, inner));
  }

  /** A Python package gives its names and its submodules. */
  function packageCode(from: Module, python: PythonModule): ModuleCode {
    return {
      kind: "module",
      span: { start: 0, end: 0 },
      member(name) {
        const target = python.file === undefined || python.file === from.path ? undefined : moduleAt(python.file);
        const found = target && memberOf(target, name);
        const inner = found ? undefined : submodule(python, name, sources);
        if (inner?.file) from.links.set(dottedNameOf(inner.file, sources), inner.file);
        return found ?? (inner && valueBinding(packageCode(from, inner)));
      },
    };
  }

  function memberOf(module: Module, name: string): Binding | undefined {
    const { exports, scope } = module.file;
    const own = exports.named.get(name) ?? scope.bindings.get(name);
    if (own) return named(own, module, name);
    const common = exports.named.get("default");
    const entry = common?.kind === "value" && common.value ? entriesOf(common.value).get(name) : undefined;
    if (entry) return valueBinding(entry.value);
    for (const star of exports.stars) {
      const given = starMember(module, star, name);
      if (given) return given;
    }
    return undefined;
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
    const isPython = module.file.language === "python";
    const library = isPython ? dottedNameOf(module.path, sources) : packageNameOf(module.path, sources);
    return library !== undefined && isLibrary(library) ? { ...binding, known: `${library}.${name}` } : binding;
  }

  function readsOf(module: Module): string[] {
    const seen = new Set<string>();
    const waiting = [module];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const path of next.links.values()) {
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
