/** Puts what a class declares private onto an object that is there already. */
class Onto {
  constructor(target: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is how a private field comes onto another object
    return target;
  }
}

class Noted extends Onto {
  /** By question. Of the length that they usually have, since a list that grows takes room for many more. */
  readonly #answers: unknown[] = [undefined, undefined, undefined, undefined, undefined, undefined];

  static on(object: object): unknown[] | undefined {
    return #answers in object ? object.#answers : undefined;
  }

  static begin(object: object): unknown[] {
    return new Noted(object).#answers;
  }
}

/** No note was made. */
export const unknown: unique symbol = Symbol("unknown");

const nothing = Symbol("undefined, as an answer");

let questions = 0;

/**
 * What one question found out about objects. The notes of all questions are kept on the object itself, where nothing that
 * copies or compares it sees them. A WeakMap says the same, but each collection of garbage looks through all that it
 * holds, which for code is nearly everything there is. Questions are few and made once, when the program starts.
 */
export class Notes<V> {
  readonly #question = questions++;

  of(object: object): V | typeof unknown {
    const answer = Noted.on(object)?.[this.#question];
    return answer === undefined ? unknown : answer === nothing ? (undefined as V) : (answer as V);
  }

  note(object: object, value: V): void {
    const answers = Noted.on(object) ?? Noted.begin(object);
    answers[this.#question] = value === undefined ? nothing : value;
  }
}
