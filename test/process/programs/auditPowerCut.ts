/**
 * Appends records to an audit folder, and leaves what a disk would hold if the power were cut at a chosen call.
 * Arguments: folder, image folder, number of the call (0: never), and how much of what was not flushed survives: "none"
 * or "some".
 */

import { join } from "node:path";
import { openAudit } from "../../../src/node/auditFile.ts";
import { fileKeyStore, openSigner } from "../../../src/node/auditKeys.ts";
import { sealAudit } from "../../../src/node/auditSeal.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { auditEntry } from "../../support/auditEntries.ts";
import { callsMade, home, tell } from "./pageCache.ts";

const folder = join(home, "audit");
const place = join(home, "place");

async function main(): Promise<void> {
  const segments = { bytes: 1_000, ageMs: Number.MAX_SAFE_INTEGER };
  const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000, often: true, segments });
  const signer = () => openSigner(fileKeyStore(join(place, "key.pem")));
  for (let round = 0; round < 2; round++) {
    const group = [0, 1].map(async (one) => {
      const { seq } = await audit.append(auditEntry(round * 2 + one));
      tell(String(seq));
    });
    await Promise.all(group);
    if (round === 0) await sealAudit({ folder, places: [place], signer, sha256, now: () => new Date() });
  }
  await audit.close();
  tell(`calls ${callsMade()}`);
}

void main();
