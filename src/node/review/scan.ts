import type { DocumentText, Work } from "../../core/reviewing/messages.ts";

/** What is handed over at once: of texts to know, much; of texts to look at, what takes a moment. */
const parts = {
  known: { documents: 500, characters: 2_000_000 },
  looked: { documents: 50, characters: 100_000 },
};

export interface ScanPorts {
  /** How many documents were looked at since the last call. */
  onPart?(count: number): void;
  /** Documents that were known before and may import what is known since. */
  again?(): readonly string[];
}

/** Many documents in parts, between which something more urgent finds its place. */
export class Scan {
  readonly ended: Promise<void>;
  readonly #ports: ScanPorts;
  readonly #known: DocumentText[][];
  #looked: string[][];
  #resolve: () => void = () => undefined;

  constructor(documents: readonly DocumentText[], ports: ScanPorts = {}) {
    this.#ports = ports;
    this.#known = inParts(documents, parts.known);
    this.#looked = inParts(documents, parts.looked).map((part) => part.map(({ id }) => id));
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** All texts come before the first look, since code is followed into files that come later. Undefined: only the end is left. */
  next(): Work | undefined {
    const texts = this.#known.shift();
    if (texts) return { texts };
    const inspect = this.#looked.shift();
    return inspect && { inspect };
  }

  /** What goes with the judgement at the end. */
  last(): Work {
    return { inspect: this.#ports.again?.() ?? [] };
  }

  done({ inspect }: Work): void {
    if (inspect) this.#ports.onPart?.(inspect.length);
  }

  /** The document is told of by somebody else, who knows it better. */
  forget(id: string): void {
    for (const [index, part] of this.#known.entries()) {
      if (part.some((one) => one.id === id)) this.#known[index] = part.filter((one) => one.id !== id);
    }
    for (const [index, part] of this.#looked.entries()) {
      if (part.includes(id)) this.#looked[index] = part.filter((one) => one !== id);
    }
  }

  /** Leaves the rest out. */
  stop(): void {
    this.#known.length = 0;
    this.#looked = [];
  }

  end(): void {
    this.#resolve();
  }
}

function inParts(
  documents: readonly DocumentText[],
  bounds: { readonly documents: number; readonly characters: number },
): DocumentText[][] {
  const all: DocumentText[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const document of documents) {
    const part = all.at(-1);
    if (!part || part.length >= bounds.documents || characters + document.text.length > bounds.characters) {
      all.push([document]);
      characters = document.text.length;
    } else {
      part.push(document);
      characters += document.text.length;
    }
  }
  return all;
}
