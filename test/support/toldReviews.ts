/** What somebody knows who only hears what a review that goes on tells. */
import type { Told, ToldReview } from "../../src/core/reviewing/messages.ts";

export class ToldReviews {
  readonly #known = new Map<string, ToldReview | "quiet">();

  take({ reviews, quiet }: Told): void {
    for (const review of reviews) this.#known.set(review.id, review);
    for (const id of quiet) this.#known.set(id, "quiet");
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  get ids(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Ids of findings in a document, in order; undefined as long as nothing was told of it. */
  rules(id: string): readonly string[] | undefined {
    const known = this.#known.get(id);
    return known === "quiet" ? [] : known?.findings.map(({ ruleId }) => ruleId);
  }

  /** All that was told, as text. */
  text(): string {
    const all = [...this.#known].filter(([, known]) => known !== "quiet") as [string, ToldReview][];
    return JSON.stringify(
      all
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { text, facts, findings, suppressed, reachableBy }]) => [
          id,
          text,
          facts.definitions,
          facts.problems,
          findings,
          suppressed,
          facts.definitions.map((definition) => reachableBy.get(definition)),
        ]),
      undefined,
      1,
    );
  }
}
