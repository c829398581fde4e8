import type { ReviewFault } from "./engine.ts";

/** Why the review was replaced by another one. */
export interface NamedFault {
  readonly kind: ReviewFault["kind"] | "not-started";
  /** The id of the document at which it happened. */
  readonly document?: string;
  readonly cause: unknown;
}

/** After so many in so many milliseconds none of the documents is to blame. */
const bounds = { faults: 8, withinMs: 10 * 60_000, perDocument: 3 };

/** What made the review end, so that it does not end of the same again. */
export class Faults {
  readonly #now: () => number;
  readonly #skipped = new Map<string, NamedFault>();
  readonly #counts = new Map<string, number>();
  #times: number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns whether it is worth going on */
  add(fault: NamedFault): boolean {
    const now = this.#now();
    this.#times = [...this.#times.filter((time) => time > now - bounds.withinMs), now];
    if (fault.document !== undefined) {
      this.#skipped.set(fault.document, fault);
      this.#counts.set(fault.document, (this.#counts.get(fault.document) ?? 0) + 1);
    }
    return fault.kind !== "not-started" && this.#times.length < bounds.faults;
  }

  /** The fault for which a document is skipped. */
  of(document: string): NamedFault | undefined {
    return this.#skipped.get(document);
  }

  /** The document may be another one by now: it is looked at again, unless it did harm several times. */
  retry(document: string): void {
    if ((this.#counts.get(document) ?? 0) < bounds.perDocument) this.#skipped.delete(document);
  }

  forgiveAll(): void {
    this.#times = [];
    this.#skipped.clear();
    this.#counts.clear();
  }
}
