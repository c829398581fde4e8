/** Runs one fuzz property in a thread of its own, so that a text that never comes to an end can be named and ended. */
import { parentPort, workerData } from "node:worker_threads";
import { type FuzzRun, fuzzProperties } from "./fuzzProperties.ts";
import { judgeWith } from "./judging.ts";

interface Task {
  readonly property: string;
  readonly run: FuzzRun;
  readonly watched: SharedArrayBuffer;
}

const { property, run, watched } = workerData as Task;
const counter = new Int32Array(watched, 0, 2);
const text = new Uint8Array(watched, 8);
const encoder = new TextEncoder();
const judge = await judgeWith();
const wanted = fuzzProperties.find(({ name }) => name === property);
if (!wanted) throw new Error(`There is no property "${property}".`);

/** Says which action is being judged, before it is. */
const watchedJudge: typeof judge = {
  ...judge,
  decide(action, place) {
    const { written } = encoder.encodeInto(JSON.stringify(action), text);
    counter[1] = written;
    Atomics.add(counter, 0, 1);
    return judge.decide(action, place);
  },
};

try {
  parentPort?.postMessage({ runs: wanted.run(watchedJudge, run) });
} catch (error) {
  parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) });
}
