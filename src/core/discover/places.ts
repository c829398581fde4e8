import type { Span } from "../model/span.ts";

/** Places of definitions, of which is asked again and again whether something lies in one. */
export class Places {
  #spans: readonly Span[] = [];
  /** How far those reach that begin at each of them or before. */
  #ends: readonly number[] = [];
  #added: Span[] = [];

  add(span: Span): void {
    this.#added.push(span);
  }

  hold({ start, end }: Span): boolean {
    if (this.#added.length > 0) this.#sort();
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && end <= (this.#ends[low - 1] ?? 0);
  }

  #sort(): void {
    this.#spans = [...this.#spans, ...this.#added].toSorted((a, b) => a.start - b.start);
    this.#added = [];
    let reached = 0;
    this.#ends = this.#spans.map(({ end }) => {
      reached = Math.max(reached, end);
      return reached;
    });
  }
}
