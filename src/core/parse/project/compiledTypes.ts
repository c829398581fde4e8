import type { CompiledLanguage } from "./compiledProject.ts";
import type { Sources } from "./sources.ts";

/** Where the types of one language are declared in a workspace, and which keep which interface, by a cheap look. */
export interface CompiledTypes {
  /** Files that declare a type. */
  declaring(name: string): readonly string[];
  /** The one type that keeps an interface; undefined where there is none, or several. */
  implementing(name: string): string | undefined;
  /** Tells of the text that a file has now. */
  update(path: string, text: string): void;
}

interface Look {
  readonly text: string;
  readonly names: readonly string[];
  /** Types with the interfaces and classes that each names as its own. */
  readonly kept: readonly (readonly [type: string, bases: readonly string[]])[];
}

const known = new WeakMap<Sources, Map<string, CompiledTypes>>();

export function typesOf(sources: Sources, language: CompiledLanguage): CompiledTypes {
  const all = known.get(sources) ?? new Map<string, CompiledTypes>();
  known.set(sources, all);
  const types = all.get(language.extension) ?? createTypes(sources, language);
  all.set(language.extension, types);
  return types;
}

/** Stands in for what is behind an interface in tests, or when there is nothing else. */
const standIn =
  /^(?:Mock|Fake|Stub|Null|Noop|NoOp|Dummy|Test|InMemory|Unavailable|Disabled)|(?:Mock|Fake|Stub|Test|Tests|Decorator|Proxy)$/;
const tests = /(?:^|[/.])(?:\w*tests?|\w*[tT]ests|testing|specs?|benchmarks?|examples?|samples?)\//i;

function createTypes(sources: Sources, { extension, keeps }: CompiledLanguage): CompiledTypes {
  const looks = new Map<string, Look>();
  let declaring: Map<string, string[]> | undefined;
  let implementing: Map<string, Set<string>> | undefined;
  const look = (path: string, text: string): boolean => {
    if (looks.get(path)?.text === text) return false;
    const kept = [...text.matchAll(keeps?.pattern ?? /(?!)/g)].map(
      (match) => keeps?.read(match) ?? (["", []] as const),
    );
    const names = [...text.matchAll(/\b(?:class|record|struct|enum|interface|trait)\s+(\w+)/g)].map(
      ([, name = ""]) => name,
    );
    looks.set(path, { text, names, kept });
    return true;
  };
  const lookAtAll = (): void => {
    if (declaring && implementing) return;
    for (const path of sources.paths()) {
      if (!path.endsWith(extension) || tests.test(path)) continue;
      const text = sources.read(path);
      if (text !== undefined) look(path, text);
    }
    declaring = new Map();
    implementing = new Map();
    for (const [path, { names, kept }] of looks) {
      for (const name of names)
        add(
          declaring,
          name,
          (paths) => paths.push(path),
          () => [],
        );
      for (const [type, bases] of kept)
        if (!standIn.test(type))
          for (const base of bases)
            add(
              implementing,
              base,
              (all) => all.add(type),
              () => new Set(),
            );
    }
  };
  return {
    declaring(name) {
      lookAtAll();
      return declaring?.get(name) ?? [];
    },
    implementing(name) {
      lookAtAll();
      const found = implementing?.get(name);
      return found?.size === 1 ? [...found][0] : undefined;
    },
    update(path, text) {
      if (declaring && !tests.test(path) && look(path, text)) declaring = implementing = undefined;
    },
  };
}

function add<V>(to: Map<string, V>, key: string, put: (value: V) => unknown, fresh: () => V): void {
  const value = to.get(key) ?? fresh();
  to.set(key, value);
  put(value);
}
