import type { Binding, ClassCode, Code, Scope } from "../code/code.ts";
import { newScope, type Reading, type Units } from "../code/reading.ts";
import type { SyntaxNode } from "../syntax.ts";
import { wordsOf } from "./matching.ts";
import { type Note, NotedMap, type Recorder, replay } from "./notes.ts";

/**
 * A statement of a long block as it was read. Where the block changes and the statement does not, its code is kept,
 * and with it all that was concluded from it: a function that registers two hundred tools is read like two hundred.
 */
export interface Unit {
  readonly node: SyntaxNode;
  readonly code: Code;
  /** Its names mean the same only in this very scope. */
  readonly scope: Scope;
  /** Beyond a bound less is read. */
  readonly depth: number;
  readonly truncated: boolean;
  readonly notes: readonly Note[];
  readonly inner: readonly Unit[];
  words?: ReadonlySet<string>;
}

/** Units with all that stand in them, in the order of the text; without some, and what stands in those. */
export function* allUnits(units: readonly Unit[], without?: ReadonlySet<SyntaxNode>): Generator<Unit> {
  for (const unit of units) {
    if (without?.has(unit.node)) continue;
    yield unit;
    yield* allUnits(unit.inner, without);
  }
}

/** Reads the statements of long blocks of one state of a file, as few of them as possible. */
export class UnitReader implements Units {
  readonly recorder: Recorder;
  readonly #before: ReadonlyMap<SyntaxNode, Unit>;
  /** What scopes of the earlier state bound, as far as they are used again. */
  readonly #were = new Map<Scope, ReadonlyMap<string, Binding>>();
  #used = new Set<Scope>();
  #names: ReadonlySet<string> = new Set();
  #changed = new Set<string>();
  #open: Unit[][] = [];

  /** @param before what was read of the earlier state, by nodes that may be in the new one too */
  constructor(recorder: Recorder, before: Iterable<Unit>) {
    this.recorder = recorder;
    this.#before = new Map([...before].map((unit) => [unit.node, unit]));
  }

  /** Begins to read the file (again). @param names that may mean something else than in the earlier state */
  begin(names: ReadonlySet<string>): void {
    this.#names = names;
    this.#used = new Set();
    this.#changed = new Set();
  }

  /** Notes a name that may mean something else. */
  noteChanged(notes: readonly Note[]): void {
    for (const { name } of notes) this.#changed.add(name);
  }

  /** Notes names that somebody else bound before. */
  noteTaken(names: readonly string[]): void {
    for (const name of names) this.#changed.add(name);
  }

  /** Names that mean, by what was read since `begin`, something else than in the earlier state. */
  changed(): ReadonlySet<string> {
    for (const scope of this.#used) {
      const were = this.#were.get(scope) ?? new Map<string, Binding>();
      for (const name of new Set([...were.keys(), ...scope.bindings.keys()])) {
        if (!this.#isSame(were.get(name), scope.bindings.get(name))) this.#changed.add(name);
      }
    }
    return this.#changed;
  }

  /** The units that stand directly in what `read` reads. */
  collect<T>(read: () => T): { readonly value: T; readonly units: readonly Unit[] } {
    const units: Unit[] = [];
    this.#open.push(units);
    try {
      return { value: read(), units };
    } finally {
      this.#open.pop();
    }
  }

  read(node: SyntaxNode, scope: Scope, reading: Reading, readAnew: () => Code): Code {
    const last = this.#before.get(node);
    const unit = last && this.#stillHolds(last, scope, reading) ? this.#keep(last, reading) : undefined;
    if (unit) return unit.code;
    if (last) this.noteChanged(last.notes);
    return this.#readAnew(node, scope, reading, readAnew);
  }

  scope(block: SyntaxNode, outer: Scope, owner: ClassCode | undefined): Scope {
    const known = block.children.map((child) => this.#before.get(child)?.scope).find((scope) => scope !== undefined);
    if (!known || known.parent !== outer || known.owner !== owner || this.#used.has(known)) {
      return { ...newScope(outer, owner), bindings: new NotedMap(this.recorder) };
    }
    this.#used.add(known);
    if (!this.#were.has(known)) this.#were.set(known, new Map(known.bindings));
    if (known.bindings instanceof NotedMap) known.bindings.restart();
    return known;
  }

  #stillHolds(unit: Unit, scope: Scope, { depth }: Reading): boolean {
    return unit.scope === scope && unit.depth === depth && !this.#mentions(unit);
  }

  #mentions(unit: Unit): boolean {
    if (this.#names.size === 0) return false;
    unit.words ??= wordsOf(unit.node.unit?.text ?? "");
    const { words } = unit;
    return unit.node.unit?.text === undefined || [...this.#names].some((name) => words.has(name));
  }

  #keep(unit: Unit, reading: Reading): Unit {
    this.noteTaken(replay(unit.notes));
    reading.truncated ||= unit.truncated;
    this.#open.at(-1)?.push(unit);
    return unit;
  }

  #readAnew(node: SyntaxNode, scope: Scope, reading: Reading, readAnew: () => Code): Code {
    const { depth, truncated } = reading;
    reading.truncated = false;
    const { value, units: inner } = this.collect(() => this.recorder.take(readAnew));
    const { value: code, notes } = value;
    this.noteChanged(notes);
    this.#open.at(-1)?.push({ node, code, scope, depth, truncated: reading.truncated, notes, inner });
    reading.truncated ||= truncated;
    return code;
  }

  /** A parameter is read again with its function. It means the same as long as its type does. */
  #isSame(one: Binding | undefined, other: Binding | undefined): boolean {
    if (one === other) return true;
    return one?.kind === "parameter" && other?.kind === "parameter" && this.#isSameType(one.type, other.type);
  }

  #isSameType(one: Code | undefined, other: Code | undefined): boolean {
    if (one === undefined || other === undefined) return one === other;
    if (one.kind === "name" && other.kind === "name") {
      return one.name === other.name && one.scope === other.scope && !this.#names.has(one.name);
    }
    if (one.kind === "class" && other.kind === "class") return this.#isSameContract(one, other);
    return (
      one.kind === "member" &&
      other.kind === "member" &&
      one.property === other.property &&
      !one.index &&
      !other.index &&
      this.#isSameType(one.object, other.object)
    );
  }
  #isSameContract({ contract: one }: ClassCode, { contract: other }: ClassCode): boolean {
    if (!one || !other || one.text !== other.text || one.scope !== other.scope) return false;
    return ![...this.#names].some((name) => one.text.includes(name));
  }
}
