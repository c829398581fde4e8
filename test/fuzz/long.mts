/**
 * `npm run fuzz -- 60 [seed]`: the properties of test/fuzz for so many minutes, with a new seed for each round. On a
 * busy machine, where CPU time is not what it is elsewhere, `FUZZ_PATIENCE=200` finds what hangs and nothing else.
 */
import { fuzzInThread } from "../support/fuzzInThread.ts";
import { fuzzProperties } from "../support/fuzzProperties.ts";

const minutes = Number(process.argv[2] ?? 60);
const first = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
const end = Date.now() + minutes * 60_000;
const runs = new Map<string, number>();
let failures = 0;
for (let round = 0; Date.now() < end && failures < 100; round++)
  for (const { name } of fuzzProperties) {
    const seconds = Math.max(1, Math.min(30, (end - Date.now()) / 1000));
    try {
      runs.set(name, (runs.get(name) ?? 0) + (await fuzzInThread(name, { seconds, seed: first + round })));
    } catch (error) {
      failures++;
      console.error(`seed ${first + round}: ${name}\n${error instanceof Error ? error.message : error}\n`);
    }
  }
for (const [name, count] of runs) console.log(`${count.toLocaleString("en").padStart(12)} runs: ${name}`);
console.log(`${minutes} minutes, first seed ${first}: ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
