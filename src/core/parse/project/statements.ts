import type { Tree } from "@vscode/tree-sitter-wasm";
import type { Code, Exports, Scope } from "../code/code.ts";
import { type NodeReader, newScope, type Reading, readAll } from "../code/reading.ts";
import { type SyntaxNode, type TopNode, walkTop } from "../syntax.ts";
import { type Copied, type CopyFrom, copyLong, isLong } from "./copying.ts";
import { type Matchable, matcher, wordsOf } from "./matching.ts";
import { type Note, NotedMap, Recorder, replay } from "./notes.ts";
import { offsetInPieces, type Piece } from "./pieces.ts";
import { allUnits, type Unit, UnitReader } from "./units.ts";

/**
 * A file that is being edited, statement by statement, so that after a key only what can have changed is read again.
 * A statement whose text stayed keeps its code, and with it all that was concluded from it, unless it mentions a name
 * that a changed statement binds: that one is read again, and so is whoever mentions what it binds in turn. The same
 * holds for the statements of a long block in a statement that changed.
 */
export interface EditedFile {
  readonly statements: readonly Statement[];
  readonly scope: Scope & { readonly bindings: NotedMap };
  readonly exports: Exports & { readonly named: NotedMap };
  readonly recorder: Recorder;
}

/** A statement of the top level as it was read. */
export interface Statement extends Matchable, Copied {
  readonly node: SyntaxNode;
  /** Where it begins in the file; its node may have been copied when it began elsewhere. */
  readonly at: number;
  readonly length: number;
  readonly pieces: readonly Piece[];
  /** None for a comment. */
  readonly code: readonly Code[];
  readonly notes: readonly Note[];
  readonly stars: readonly string[];
  readonly truncated: boolean;
  readonly units: readonly Unit[];
  words?: ReadonlySet<string>;
}

export interface StatementReader {
  readonly read: NodeReader;
  readonly link: Reading["link"];
  /** Types of nodes into which it does not look. */
  readonly unread?: ReadonlySet<string> | undefined;
}

/** Beyond it a file is read anew: names that change one another's meaning in a longer chain are not written. */
const maxPasses = 12;

/**
 * Reads a file, as little of it as possible.
 * @param newBase gives the beginning of a range of offsets that nothing else uses
 * @param before what the file was before, if it was read so: it is used up, and its scope goes on being the file's
 */
export function readStatements(
  text: string,
  tree: Tree,
  newBase: () => number,
  reader: StatementReader,
  before?: EditedFile,
): EditedFile {
  const file = before ?? newFile(reader);
  const kept = new Set<SyntaxNode>();
  const placed = placeAll(text, tree, { newBase, unread: reader.unread, kept }, file.statements);
  const stayed = new Set(placed.flatMap(({ last }) => last ?? []));
  const gone = file.statements.filter((statement) => !stayed.has(statement));
  const units = new UnitReader(file.recorder, allUnits(file.statements.flatMap((statement) => statement.units)));
  let names: ReadonlySet<string> = namesOf(gone, kept);
  for (let pass = 0; ; pass++) {
    // What was read anew told of more names than were known at its beginning.
    const isLast = pass === maxPasses;
    units.begin(names);
    const statements = readPass(isLast ? withoutLast(placed) : placed, text, file, units, reader, names);
    const grown = new Set([...names, ...units.changed()]);
    if (!before || isLast || grown.size === names.size) return { ...file, statements };
    names = grown;
  }
}

function newFile({ link }: StatementReader): EditedFile {
  const recorder = new Recorder();
  const stars: string[] = [];
  return {
    statements: [],
    scope: { ...newScope(undefined), bindings: new NotedMap(recorder), link, stars },
    exports: { named: new NotedMap(recorder), stars },
    recorder,
  };
}

/** A statement of the new text, and the one of the old text that reads the same. */
interface Placed extends Matchable, Copied {
  readonly at: number;
  readonly length: number;
  readonly last: Statement | undefined;
}

function placeAll(
  text: string,
  tree: Tree,
  { newBase, unread, kept }: Pick<CopyFrom, "newBase" | "unread" | "kept">,
  old: readonly Statement[],
): Placed[] {
  const hasErrors = tree.rootNode.hasError;
  const match = matcher(old);
  const found: Omit<Placed, "node" | "pieces">[] = [];
  walkTop(tree, (top) => {
    const { type: kind, start: at, end } = top;
    const own = hasErrors && top.hasError() ? undefined : text.slice(at, end);
    found.push({ kind, text: own, at, length: end - at, last: own === undefined ? undefined : match(kind, own) });
  });
  const stayed = new Set(found.flatMap(({ last }) => last ?? []));
  const changed = old.filter((statement) => !stayed.has(statement) && statement.units.length > 0);
  const base = newBase();
  const from: CopyFrom = { text, hasErrors, newBase, unread, kept };
  const placed: Placed[] = [];
  let index = 0;
  walkTop(tree, (top) => {
    const place = found[index++];
    if (!place) return;
    const { kind, last } = place;
    const copied = last ?? (isLong(top) ? copyLong(top, from, takeFirst(changed, kind)) : copyShort(top, base, unread));
    if (copied) placed.push({ ...place, node: copied.node, pieces: copied.pieces });
  });
  return placed;
}

/** Of the statements that are gone the first of a type: likely what the new one was. */
function takeFirst(changed: Statement[], type: string): Statement | undefined {
  const index = changed.findIndex(({ kind }) => kind === type);
  return index < 0 ? undefined : changed.splice(index, 1)[0];
}

function copyShort(top: TopNode, base: number, unread: ReadonlySet<string> | undefined): Copied | undefined {
  const node = top.copy({ shift: base }, unread);
  return node && { node, pieces: [{ start: node.start, end: node.end, at: 0 }] };
}

function withoutLast(placed: readonly Placed[]): Placed[] {
  return placed.map((one) => ({ ...one, last: undefined }));
}

/** What is bound by statements that are gone, except by those in them that were kept. */
function namesOf(gone: readonly Statement[], kept: ReadonlySet<SyntaxNode>): ReadonlySet<string> {
  const units = [
    ...allUnits(
      gone.flatMap((one) => one.units),
      kept,
    ),
  ];
  return new Set([...gone, ...units].flatMap(({ notes }) => notes.map(({ name }) => name)));
}

/** Reads the whole file, with all whose names mean the same as it was. */
function readPass(
  placed: readonly Placed[],
  text: string,
  file: EditedFile,
  units: UnitReader,
  reader: StatementReader,
  names: ReadonlySet<string>,
): Statement[] {
  const { scope, exports } = file;
  scope.bindings.restart();
  exports.named.restart();
  exports.stars.length = 0;
  return placed.map(({ last, ...one }): Statement => {
    if (!last || mentions(last, names)) {
      if (last) units.noteChanged(last.notes);
      return readOne(one, text, file, units, reader);
    }
    units.noteTaken(replay(last.notes));
    exports.stars.push(...last.stars);
    return Object.assign(last, { at: one.at });
  });
}

function mentions(statement: Statement, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  statement.words ??= wordsOf(statement.text ?? "");
  const { words } = statement;
  return [...names].some((name) => words.has(name));
}

function readOne(
  placed: Omit<Placed, "last">,
  text: string,
  { scope, exports }: Pick<EditedFile, "scope" | "exports">,
  units: UnitReader,
  { read, link }: StatementReader,
): Statement {
  const { node, at, pieces } = placed;
  const place = (offset: number) => at + offsetInPieces(pieces, offset);
  const slice = (start: number, end?: number) => text.slice(place(start), end && place(end));
  const reading: Reading = { text: { slice }, depth: 0, truncated: false, read, link, exports, units };
  const starsBefore = exports.stars.length;
  const { value, units: own } = units.collect(() =>
    units.recorder.take(() => readAll([node], (one) => read(one, scope, reading))),
  );
  units.noteChanged(value.notes);
  return {
    ...placed,
    code: value.value,
    notes: value.notes,
    stars: exports.stars.slice(starsBefore),
    truncated: reading.truncated,
    units: own,
  };
}
