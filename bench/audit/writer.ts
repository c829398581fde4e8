/** Appends records as fast as they are acknowledged, so many at once, and prints how many. Arguments: folder, how long in ms, how many at once. */
import { openAudit } from "../../src/node/auditFile.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../../test/support/auditEntries.ts";

const [folder = "", duration = "0", together = "1"] = process.argv.slice(2);
const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000, often: true });
const end = Date.now() + Number(duration);
let done = 0;

async function keepAppending(): Promise<void> {
  while (Date.now() < end) {
    await audit.append(auditEntry(done));
    done++;
  }
}

await Promise.all(Array.from({ length: Number(together) }, keepAppending));
await audit.close();
process.stdout.write(`${done}\n`);
