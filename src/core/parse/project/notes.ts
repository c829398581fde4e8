import type { Binding } from "../code/code.ts";

/** One name that was bound while somebody took notes. */
export interface Note {
  readonly names: NotedMap;
  readonly name: string;
  readonly binding: Binding;
}

/**
 * Takes down which names are bound while a part of a file is read, so that they can be bound again without reading it.
 * Parts stand in one another: each is told of what is bound outside of it.
 */
export class Recorder {
  readonly #open: Note[][] = [];

  /** How many parts are being read. */
  get depth(): number {
    return this.#open.length;
  }

  /** What `read` binds in maps that were there before. */
  take<T>(read: () => T): { readonly value: T; readonly notes: readonly Note[] } {
    const notes: Note[] = [];
    this.#open.push(notes);
    try {
      return { value: read(), notes };
    } finally {
      this.#open.pop();
    }
  }

  write(note: Note, level: number): void {
    for (let at = level; at < this.#open.length; at++) this.#open[at]?.push(note);
  }
}

/**
 * Binds again what was noted.
 * @returns names that something else bound before: whoever is read anew leaves them to it
 */
export function replay(notes: readonly Note[]): readonly string[] {
  const taken: string[] = [];
  for (const { names, name, binding } of notes) {
    const existing = names.get(name);
    const isOpen = existing === undefined || (existing.kind === "value" && existing.value === undefined);
    if (!isOpen && existing !== binding) taken.push(name);
    names.set(name, binding);
  }
  return taken;
}

/** Names with what was bound to them, which tells a recorder what is bound. */
export class NotedMap extends Map<string, Binding> {
  readonly #recorder: Recorder;
  #level: number;

  constructor(recorder: Recorder) {
    super();
    this.#recorder = recorder;
    this.#level = recorder.depth;
  }

  /** Begins anew, inside of what is being read now. */
  restart(): void {
    this.clear();
    this.#level = this.#recorder.depth;
  }

  override set(name: string, binding: Binding): this {
    this.#recorder.write({ names: this, name, binding }, this.#level);
    return super.set(name, binding);
  }
}
