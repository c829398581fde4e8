/** The thread of test/support/fuzzInThread.ts: threads do not inherit how this process reads TypeScript. */
import { tsImport } from "tsx/esm/api";

await tsImport("./fuzzWorker.mts", import.meta.url);
