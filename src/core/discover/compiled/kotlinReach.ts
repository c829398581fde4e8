import { bodiesOf, codeOnly } from "../../parse/code/kotlinText.ts";
import { maxCodeLength } from "../../parse/limits.ts";
import { folderOf, type Sources } from "../../parse/project/sources.ts";

/** Helpers followed for one tool. */
const maxHelpers = 60;

/** A piece of code, and the whole of the file it stands in. */
interface Piece {
  readonly body: string;
  readonly home: string;
}

/**
 * The code of a handler and of what it calls: functions by name, and methods of the classes that it makes, holds or is
 * given, in this file and in others of its package. Comments and texts are blanked out.
 */
export function codeReached(body: string, home: string, others: KotlinOthers): string[] {
  const found: Piece[] = [{ body, home }];
  const asked = new Set<string>();
  const add = (key: string, look: () => readonly Piece[]) => {
    if (asked.has(key) || found.length >= maxHelpers) return;
    asked.add(key);
    found.push(...look().slice(0, 3));
  };
  for (let at = 0; at < found.length && found.length < maxHelpers; at++) {
    const piece = found[at] as Piece;
    for (const [, type, name] of methodsCalled(piece)) add(`${type}.${name}`, () => others.methods(type, name));
    for (const [, name = ""] of piece.body.matchAll(/\b([a-z]\w{2,})\s*(?:<[^<>()]*>)?\s*[({]/g)) {
      if (!plain.test(name)) add(name, () => named(name, piece, others));
    }
  }
  return found.map((piece) => piece.body);
}

function named(name: string, { home }: Piece, others: KotlinOthers): readonly Piece[] {
  const here = bodiesOf(home, name).map(({ start, end }) => ({ body: home.slice(start, end), home }));
  return here.length > 0 ? here : others.functions(name);
}

/** `Store(x).wipe(`, and `store.wipe(` where the file says `store: Store` or `store = Store(`. */
function methodsCalled({ body, home }: Piece): (readonly [string, string, string])[] {
  const made = [...body.matchAll(/\b([A-Z]\w+)(?:\([^()]*\))?\s*\??\.\s*([a-z]\w+)\s*[({]/g)].map(
    ([all, type = "", name = ""]) => [all, type, name] as const,
  );
  const held = [...body.matchAll(/\b([a-z]\w*)\s*\??\.\s*([a-z]\w+)\s*[({]/g)].flatMap(
    ([all, holder = "", name = ""]) => {
      const type = typeIn(body, holder) ?? typeIn(home, holder);
      return type === undefined ? [] : [[all, type, name] as const];
    },
  );
  return [...made, ...held];
}

function typeIn(code: string, name: string): string | undefined {
  const said = new RegExp(`\\b${name}\\s*(?::\\s*([A-Z]\\w+)|=\\s*([A-Z]\\w+)\\()`).exec(code);
  return said?.[1] ?? said?.[2];
}

const plain =
  /^(?:if|for|when|while|catch|let|run|also|apply|with|use|map|filter|forEach|listOf|mapOf|setOf|buildJsonObject|put\w*|get|post|delete|format|println|joinToString|fold|runCatching|trimIndent|launch|async|withContext|require|check|error)$/;

/** Kotlin files of the same package or source sets, looked into when they are asked for. */
export class KotlinOthers {
  readonly read: string[] = [];
  private files: readonly (readonly [string, string])[] | undefined;
  constructor(
    private readonly path: string,
    private readonly sources: Sources,
  ) {}

  /** Functions of that name in the first file that has any with a body. */
  functions(name: string): readonly Piece[] {
    return this.bodies(name, ({ functions }) => functions.has(name));
  }

  /** The methods of that name in the file that declares the class, or the one class that keeps its interface. */
  methods(type: string, name: string): readonly Piece[] {
    const own = this.bodies(name, ({ types, functions }) => types.has(type) && functions.has(name));
    if (own.length > 0) return own;
    const keeps = new RegExp(`\\bclass\\s+\\w+[^{]{0,400}[:,]\\s*${type}\\b`);
    return this.bodies(name, ({ text, functions }) => functions.has(name) && keeps.test(text));
  }

  /** What a constant says: \`const val CREATE = "create"\`. */
  constant(name: string): string | undefined {
    const said = new RegExp(`\\bval\\s+${name}\\b\\s*(?::\\s*String)?\\s*=\\s*"((?:[^"\\\\\\n]|\\\\.)*)"`);
    for (const [path, text] of this.near()) {
      const value = said.exec(text)?.[1];
      if (value === undefined) continue;
      this.note(path);
      return value;
    }
    return undefined;
  }

  private bodies(name: string, isIn: (declared: Declared) => boolean): readonly Piece[] {
    for (const [path, text] of this.near()) {
      if (!isIn(declaredIn(path, text, this.sources))) continue;
      const home = codeOnly(text);
      const found = bodiesOf(home, name).map(({ start, end }) => ({ body: home.slice(start, end), home }));
      if (found.length === 0) continue;
      this.note(path);
      return found;
    }
    return [];
  }

  private note(path: string): void {
    if (!this.read.includes(path)) this.read.push(path);
  }

  private near(): readonly (readonly [string, string])[] {
    if (this.files) return this.files;
    // Source sets of one module, such as `commonMain` and `jvmMain`, stand beside one another.
    const root = /^(?:.*\/)?src\/(?=\w+\/kotlin\/)/.exec(this.path)?.[0] ?? folderOf(this.path);
    const found: (readonly [string, string])[] = [];
    for (const path of this.sources.paths()) {
      if (!path.startsWith(root) || path === this.path || !path.endsWith(".kt") || found.length >= maxFiles) continue;
      if (testSet.test(path)) continue;
      const text = this.sources.read(path);
      if (text !== undefined && text.length <= maxCodeLength) found.push([path, text]);
    }
    this.files = found;
    return found;
  }
}

const maxFiles = 400;
const testSet = /(?:^|\/)src\/(?:\w+T|t)est\//;

interface Declared {
  readonly text: string;
  readonly functions: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

const declared = new WeakMap<Sources, Map<string, Declared>>();

/** What a file declares, found once for each text. */
function declaredIn(path: string, text: string, sources: Sources): Declared {
  const known = declared.get(sources) ?? new Map<string, Declared>();
  declared.set(sources, known);
  const before = known.get(path);
  if (before?.text === text) return before;
  const all = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = ""]) => name));
  const found = {
    text,
    functions: all(/\bfun\s+(?:<[^>]*>\s*)?(?:[\w.<>?]+\.)?(\w+)\s*\(/g),
    types: all(/\b(?:class|object)\s+(\w+)/g),
  };
  known.set(path, found);
  return found;
}
