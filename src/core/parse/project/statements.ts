import type { Tree } from "@vscode/tree-sitter-wasm";
import type { Binding, Code, Exports, Scope } from "../code/code.ts";
import { type NodeReader, newScope, type Reading, readAll } from "../code/reading.ts";
import { type SyntaxNode, walkTop } from "../syntax.ts";

/**
 * The top level of a file that is being edited, statement by statement, so that after a key only what can have
 * changed is read again. A statement whose text stayed keeps its code, and with it all that was concluded from it,
 * unless it mentions a name that a changed statement binds: that one is read again, and so is whoever mentions what
 * it binds in turn.
 */
export interface EditedFile {
  readonly statements: readonly Statement[];
  readonly scope: Scope & { readonly bindings: NotedMap };
  readonly exports: Exports;
}

/** A statement as it was read. */
export interface Statement {
  readonly node: SyntaxNode;
  readonly type: string;
  /** Undefined where the parser met an error: it may read the same text otherwise next time. */
  readonly text: string | undefined;
  /** Where it begins in the file; its node may have been copied when it began elsewhere. */
  readonly at: number;
  /** None for a comment. */
  readonly code: readonly Code[];
  readonly binds: ReadonlyMap<string, Binding>;
  readonly exports: ReadonlyMap<string, Binding>;
  readonly stars: readonly string[];
  readonly truncated: boolean;
  readonly words: ReadonlySet<string>;
}

export interface StatementReader {
  readonly read: NodeReader;
  readonly link: Reading["link"];
  /** Types of nodes into which it does not look. */
  readonly unread?: ReadonlySet<string> | undefined;
}

/**
 * Reads a file, as little of it as possible.
 * @param base for the offsets of what is copied anew, of a range of offsets that nothing else uses
 * @param before what the file was before, if it was read so: it is used up, and its scope goes on being the file's
 */
export function readStatements(
  text: string,
  tree: Tree,
  base: number,
  reader: StatementReader,
  before?: EditedFile,
): EditedFile {
  const scope = before?.scope ?? { ...newScope(undefined), bindings: new NotedMap(), link: reader.link };
  const exports: Exports = before?.exports ?? { named: new Map(), stars: [] };
  const placed = placeAll(text, tree, base, reader.unread, before?.statements ?? []);
  const outdated = before ? outdatedBy(placed, before, text, reader) : new Set<Statement>();
  scope.bindings.clear();
  exports.named.clear();
  exports.stars.length = 0;
  const statements = placed.map(({ last, ...one }): Statement => {
    if (!last || outdated.has(last)) return readOne(one, text, { scope, exports }, reader);
    for (const [name, binding] of last.binds) scope.bindings.set(name, binding);
    for (const [name, binding] of last.exports) exports.named.set(name, binding);
    exports.stars.push(...last.stars);
    return { ...last, at: one.at };
  });
  return { statements, scope, exports };
}

/** A statement of the new text, and the one of the old text that reads the same. */
interface Placed extends Pick<Statement, "node" | "type" | "text" | "at"> {
  readonly last: Statement | undefined;
}

function placeAll(
  text: string,
  tree: Tree,
  base: number,
  unread: ReadonlySet<string> | undefined,
  old: readonly Statement[],
): Placed[] {
  const hasErrors = tree.rootNode.hasError;
  const match = matcher(old);
  const placed: Placed[] = [];
  walkTop(tree, (top) => {
    const own = hasErrors && top.hasError() ? undefined : text.slice(top.start, top.end);
    const last = own === undefined ? undefined : match(top.type, own);
    const node = last?.node ?? top.copy(base, unread);
    if (node) placed.push({ node, type: top.type, text: own, at: top.start, last });
  });
  return placed;
}

/** Finds the old statements again, in their order: of two that bind one name the first counts. */
function matcher(old: readonly Statement[]): (type: string, text: string) => Statement | undefined {
  const waiting = new Map<string, number[]>();
  for (const [index, { type, text }] of old.entries()) {
    if (text === undefined) continue;
    const key = `${type} ${text}`;
    const list = waiting.get(key);
    if (list) list.push(index);
    else waiting.set(key, [index]);
  }
  let next = 0;
  return (type, text) => {
    const list = waiting.get(`${type} ${text}`);
    while (list && (list[0] ?? next) < next) list.shift();
    const index = list?.shift();
    if (index === undefined) return undefined;
    next = index + 1;
    return old[index];
  };
}

/** The statements whose text stayed and whose meaning may not have. */
function outdatedBy(
  placed: readonly Placed[],
  before: EditedFile,
  text: string,
  reader: StatementReader,
): ReadonlySet<Statement> {
  const stayed = new Set(placed.flatMap(({ last }) => last ?? []));
  const gone = before.statements.filter((statement) => !stayed.has(statement));
  const come = placed.filter(({ last }) => !last);
  // Read alone, a new statement tells which names it binds.
  const scope = { ...newScope(undefined), bindings: new NotedMap() };
  const trial = { scope, exports: { named: new Map(), stars: [] } };
  const tried = come.map((one) => readOne(one, text, trial, { ...reader, link: undefined }));
  const names = new Set([...gone, ...tried].flatMap(({ binds }) => [...binds.keys()]));
  // `let x;` takes its value from whoever assigns it first.
  const words = new Set([...gone, ...tried].flatMap((one) => [...one.words]));
  for (const { binds } of before.statements) {
    for (const [name, binding] of binds) {
      if (binding.kind === "value" && binding.value === undefined && words.has(name)) names.add(name);
    }
  }
  return mentioning(names, stayed);
}

/** The statements that mention one of the names, or one that such a statement binds. `names` grows. */
function mentioning(names: Set<string>, statements: ReadonlySet<Statement>): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  for (let before = -1; before < names.size; ) {
    before = names.size;
    for (const statement of statements) {
      if (found.has(statement) || ![...names].some((name) => statement.words.has(name))) continue;
      found.add(statement);
      for (const name of statement.binds.keys()) names.add(name);
    }
  }
  return found;
}

function readOne(
  { node, type, text: own, at }: Omit<Placed, "last">,
  text: string,
  { scope, exports }: Omit<EditedFile, "statements">,
  { read, link }: StatementReader,
): Statement {
  const shift = node.start - at;
  const slice = { slice: (start: number, end?: number) => text.slice(start - shift, end && end - shift) };
  const given: Exports = { named: new Map(), stars: [] };
  const reading: Reading = { text: slice, depth: 0, truncated: false, read, link, exports: given };
  const binds = new Map<string, Binding>();
  scope.bindings.notes = binds;
  const code = readAll([node], (one) => read(one, scope, reading));
  scope.bindings.notes = undefined;
  for (const [name, binding] of given.named) exports.named.set(name, binding);
  exports.stars.push(...given.stars);
  return {
    node,
    type,
    text: own,
    at,
    code,
    binds,
    exports: given.named,
    stars: given.stars,
    truncated: reading.truncated,
    words: new Set(text.slice(at, at + node.end - node.start).match(/[\p{L}\p{N}_$]+/gu)),
  };
}

/** Names with what was bound to them, and a note of what is bound while somebody takes notes. */
class NotedMap extends Map<string, Binding> {
  notes: Map<string, Binding> | undefined;

  override set(name: string, binding: Binding): this {
    this.notes?.set(name, binding);
    return super.set(name, binding);
  }
}
