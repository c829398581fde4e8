/**
 * Appends records to an audit folder and prints the number of each as soon as it is acknowledged.
 * Arguments: folder, name, how many (0: until killed), how many at once, "often" for a window.
 */
import { writeSync } from "node:fs";
import { openAudit } from "../../../src/node/auditFile.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { auditEntry } from "../../support/auditEntries.ts";

const [folder = "", name = "", count = "1", together = "1", kind = ""] = process.argv.slice(2);
const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000, often: kind === "often" });

let next = 0;
const more = () => count === "0" || next < Number(count);

/** Synchronous, so that what was acknowledged is known even when the process is killed right after. */
async function append(): Promise<void> {
  const record = await audit.append(auditEntry(next++, { session: name }));
  writeSync(1, `${record.seq}\n`);
}

while (more()) {
  const group: Promise<void>[] = [];
  while (group.length < Number(together) && more()) group.push(append());
  await Promise.all(group);
}
await audit.close();
