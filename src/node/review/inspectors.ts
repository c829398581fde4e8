import type { DocumentFacts } from "../../core/discover/facts.ts";
import { sourceOf } from "../../core/review.ts";
import { unreadFacts } from "../../core/reviewing/engine.ts";
import type { DocumentText } from "../../core/reviewing/messages.ts";
import { isReviewFault, type ReviewFault, type RunningReview } from "./engine.ts";

/** Threads that inspect a part of a folder each, beside the program's own. */
export interface Inspectors {
  readonly count: number;
  /** Threads take a moment to load what they need: started early, they do so meanwhile. */
  start(): void;
  /**
   * Inspects what it is given, each share in a thread. What a thread did not get done is missing, but for the document
   * at which it ended: that says so itself.
   */
  inspect(texts: ReadonlyMap<string, string>, shares: readonly (readonly string[])[]): Promise<Inspected>;
  end(): void;
}

/** Facts by path. */
export type Inspected = ReadonlyMap<string, DocumentFacts>;

/** @param start of one thread */
export function createInspectors(count: number, start: () => Promise<RunningReview>): Inspectors {
  let threads: readonly Promise<RunningReview | undefined>[] | undefined;
  const started = () => {
    // A thread that does not start leaves its share to who asked.
    threads ??= Array.from({ length: count }, () => start().catch(() => undefined));
    return threads;
  };
  return {
    count,
    start: () => void started(),
    async inspect(texts, shares) {
      const all = [...texts].map(([path, text]): DocumentText => ({ id: path, group: "", path, text }));
      const found = await Promise.all(
        shares.map(async (share, index) => inspectShare(await started()[index], all, share, texts)),
      );
      return new Map(found.flat());
    },
    end() {
      for (const thread of threads ?? []) void thread.then((running) => running?.end());
    },
  };
}

async function inspectShare(
  thread: RunningReview | undefined,
  documents: readonly DocumentText[],
  share: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<(readonly [string, DocumentFacts])[]> {
  if (!thread || share.length === 0) return [];
  try {
    const { facts = [] } = await thread.work({ texts: documents, tell: share });
    return facts.map(({ id, facts: told }) => [
      id,
      { source: sourceOf({ path: id, text: texts.get(id) ?? "" }), ...told },
    ]);
  } catch (error) {
    if (!isReviewFault(error)) throw error;
    const { document } = error;
    return document === undefined ? [] : [[document, unreadFacts({ path: document }, whyNot(error))]];
  }
}

function whyNot({ kind }: ReviewFault): string {
  return kind === "stalled"
    ? "The review of the file took too long, so it is not reviewed."
    : "The review of the file needed more than it may, so it is not reviewed.";
}

/** What is handed to one thread at once: neighbours, which import one another, and so much that all get as much. */
const part = { files: 64, characters: 100_000 };

/**
 * Shares of the same documents are the same each time, so that a review says the same on each run. Neighbours stay
 * together, and the parts go around, since what is worth reading stands together too.
 */
export function sharesOf(texts: ReadonlyMap<string, string>, count: number): readonly (readonly string[])[] {
  const shares = Array.from({ length: count }, (): string[] => []);
  let [index, files, characters] = [0, 0, 0];
  for (const [path, text] of texts) {
    if (files >= part.files || characters >= part.characters) [index, files, characters] = [index + 1, 0, 0];
    shares[index % count]?.push(path);
    files++;
    characters += text.length;
  }
  return shares;
}
