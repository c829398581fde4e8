import type { DocumentText, Told, Work } from "../../core/reviewing/messages.ts";
import { isReviewFault, type RunningReview } from "./engine.ts";
import { Faults, type NamedFault } from "./faults.ts";
import { Scan, type ScanPorts } from "./scan.ts";

export interface FeedPorts {
  start(): Promise<RunningReview>;
  /** ISO date. */
  today(): string;
  now(): number;
  onTold(told: Told): void;
  /** The review was replaced by one that knows nothing. Resolves when all is handed over again. */
  onRestart(fault: NamedFault): Promise<void>;
  /** Nothing is reviewed any more until `revive`. */
  onStop(fault: NamedFault): void;
  /** Why a document is skipped, in words for its author. */
  unread(fault: NamedFault): string;
  /** A fault of whoever is told. */
  onError(error: unknown): void;
}

/** A document at the moment at which it is handed over: of several edits only the newest is. Undefined: not any more. */
export type ReadDocument = () => DocumentText | undefined;

interface Piece {
  readonly work: Work;
  readonly done?: () => void;
}

export type FeedState = "running" | "restarting" | "stopped" | "disposed";

/**
 * Hands work to a review that runs, piece by piece: what is being edited before what is only read, and a scan in parts,
 * so that a key never waits for a folder. It outlives the review: one that dies or hangs is replaced, and the document
 * at which it did so is told of from then on, and not looked at.
 */
export class ReviewFeed {
  readonly #ports: FeedPorts;
  readonly #faults: Faults;
  readonly #edited = new Map<string, ReadDocument>();
  readonly #gone = new Set<string>();
  #review: RunningReview | undefined;
  #scan: Scan | undefined;
  #isBusy = false;
  #state: FeedState = "running";
  /** How often the review was replaced. */
  #restarts = 0;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
    this.#faults = new Faults(ports.now);
  }

  get state(): FeedState {
    return this.#state;
  }

  /** The document is (again) to be looked at. */
  touch(id: string, read: ReadDocument): void {
    this.#scan?.forget(id);
    this.#gone.delete(id);
    this.#edited.set(id, read);
    this.#pump();
  }

  drop(id: string): void {
    this.#scan?.forget(id);
    this.#edited.delete(id);
    this.#gone.add(id);
    this.#pump();
  }

  /** The document at which the review ended was saved since: it gets another chance, as long as it had few. */
  retry(id: string): void {
    this.#faults.retry(id);
  }

  /** Looks at many documents, after all of them are known to one another. Resolves when they are judged, or stopped. */
  scan(documents: readonly DocumentText[], ports?: ScanPorts): Promise<void> {
    this.#scan?.end();
    this.#scan = new Scan(documents, ports);
    const { ended } = this.#scan;
    this.#pump();
    return ended;
  }

  /** What was looked at until then is judged. */
  stopScan(): void {
    this.#scan?.stop();
  }

  /** Goes on after too many faults. */
  revive(): void {
    if (this.#state !== "stopped") return;
    this.#faults.forgiveAll();
    this.#state = "running";
    this.#pump();
  }

  dispose(): void {
    this.#state = "disposed";
    this.#scan?.end();
    this.#review?.end();
  }

  get #isResting(): boolean {
    return this.#state === "stopped" || this.#state === "disposed";
  }

  #pump(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    // What else happens in the same moment goes with it.
    await undefined;
    for (let piece = this.#nextPiece(); piece; piece = this.#nextPiece()) {
      const told = await this.#handOver(piece.work);
      if (!told) continue;
      piece.done?.();
      try {
        this.#ports.onTold(told);
      } catch (error) {
        this.#ports.onError(error);
      }
    }
    this.#isBusy = false;
  }

  async #handOver(work: Work): Promise<Told | undefined> {
    try {
      if (!this.#review) {
        const review = await this.#ports.start();
        if (this.#isResting) review.end();
        else this.#review = review;
      }
      return await this.#review?.work(work);
    } catch (error) {
      this.#recover(error);
      return undefined;
    }
  }

  #nextPiece(): Piece | undefined {
    if (this.#isResting) return undefined;
    if (this.#edited.size > 0 || this.#gone.size > 0) return { work: this.#editWork() };
    const scan = this.#scan;
    if (!scan) return undefined;
    const part = scan.next();
    if (!part) {
      this.#scan = undefined;
      return { work: { ...scan.last(), judge: this.#ports.today() }, done: () => scan.end() };
    }
    const texts = part.texts?.map((one) => this.#marked(one));
    return { work: texts ? { ...part, texts } : part, done: () => scan.done(part) };
  }

  #editWork(): Work {
    const texts = [...this.#edited.values()].flatMap((read) => read() ?? []).map((one) => this.#marked(one));
    const drop = [...this.#gone];
    this.#edited.clear();
    this.#gone.clear();
    const work = { drop, texts, inspect: texts.map(({ id }) => id) };
    // A review that knows little yet would take back what only other files show.
    return this.#state === "restarting" ? work : { ...work, judge: this.#ports.today() };
  }

  #marked(document: DocumentText): DocumentText {
    const fault = this.#faults.of(document.id);
    return fault ? { ...document, unread: this.#ports.unread(fault) } : document;
  }

  #recover(error: unknown): void {
    if (this.#isResting) return;
    this.#review?.end();
    this.#review = undefined;
    this.#scan?.end();
    this.#scan = undefined;
    const fault = namedFault(error);
    if (!this.#faults.add(fault)) {
      this.#state = "stopped";
      this.#ports.onStop(fault);
      return;
    }
    this.#state = "restarting";
    const restart = ++this.#restarts;
    void this.#ports.onRestart(fault).finally(() => {
      if (restart !== this.#restarts || this.#state !== "restarting") return;
      this.#state = "running";
      void this.scan([]);
    });
  }
}

function namedFault(error: unknown): NamedFault {
  if (!isReviewFault(error)) return { kind: "not-started", cause: error };
  const { kind, document, cause = error } = error;
  return { kind, cause, ...(document !== undefined && { document }) };
}
