/** Appends records as fast as they are acknowledged, so many at once, and prints how many. Arguments: folder, how long in ms, how many at once. */
import { once } from "node:events";
import { openAudit } from "../../src/node/auditFile.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../../test/support/auditEntries.ts";

const [folder = "", duration = "0", together = "1"] = process.argv.slice(2);
const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000, often: true });
process.stdout.write("ready\n");
await once(process.stdin, "data");
const end = Date.now() + Number(duration);
let done = 0;
let counted = 0;

async function keepAppending(): Promise<void> {
  while (Date.now() < end) {
    await audit.append(auditEntry(done));
    done++;
    if (Date.now() < end) counted++;
  }
}

await Promise.all(Array.from({ length: Number(together) }, keepAppending));
await audit.close();
process.stdout.write(`${done} ${counted}\n`);
process.stdin.destroy();
