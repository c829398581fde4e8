/** The program of the review's thread, which does harm at documents of certain names. */
import { serve } from "../../src/node/review/serve.ts";

const harm: Readonly<Record<string, () => void>> = {
  "hang.ts": () => {
    for (;;);
  },
  "end.ts": () => process.exit(3),
  "throw.ts": () => {
    throw new Error("a fault of ours");
  },
  "hoard.ts": () => {
    const hoard: string[][] = [];
    for (;;) hoard.push(Array.from({ length: 10_000 }, (_, index) => `${hoard.length} ${index}`));
  },
};

/** What is not to be looked at does none. */
const unread = new Set<string>();

void serve((engine) => ({
  work(work, step) {
    for (const { id, unread: why } of work.texts ?? []) if (why !== undefined) unread.add(id);
    return engine.work(work, (id) => {
      step?.(id);
      if (id !== undefined && !unread.has(id)) harm[id.split("/").at(-1) ?? ""]?.();
    });
  },
}));
