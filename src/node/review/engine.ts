import type { Told, Work } from "../../core/reviewing/messages.ts";

/** A review that runs somewhere. Work is handed over piece by piece, each when the one before is answered. */
export interface RunningReview {
  /** "thread": whatever it does, nothing else waits for it. */
  readonly where: "thread" | "here";
  /** @throws ReviewFault: what it knew is lost, and another one is to be started */
  work(work: Work): Promise<Told>;
  end(): void;
}

const faultName = "ReviewFault";

/** The review ended before it answered. */
export class ReviewFault extends Error {
  override readonly name = faultName;
  /** @param document the id of the one that it looked at then */
  constructor(
    readonly kind: "died" | "stalled",
    readonly document: string | undefined,
    options?: ErrorOptions,
  ) {
    super(kind === "stalled" ? "The review took too long." : "The review ended by itself.", options);
  }
}

/** True also of one that came out of another bundle, which has a class of its own. */
export function isReviewFault(error: unknown): error is ReviewFault {
  return error instanceof Error && error.name === faultName;
}
