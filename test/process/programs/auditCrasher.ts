/**
 * Appends records to an audit folder and is killed at a chosen write to the disk. Every call that changes a file is
 * counted; at the chosen one the process ends by SIGKILL: before it, or after a part of what it writes.
 * Arguments: folder, number of the call (0: never), "before" or "part", and "retire" where only the calls that
 * remove old files count. Bundled as CommonJS, so that the calls of the
 * product go through the functions that are replaced here.
 */
import fs from "node:fs";
import { openAudit } from "../../../src/node/auditFile.ts";
import { fileKeyStore, openSigner } from "../../../src/node/auditKeys.ts";
import { retireSegments } from "../../../src/node/auditRetention.ts";
import { sealAudit } from "../../../src/node/auditSeal.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { auditEntry } from "../../support/auditEntries.ts";

const [folder = "", at = "0", how = "before", task = "write"] = process.argv.slice(2);
let calls = 0;
let retiring = false;
/** The calls that write more than a disk writes at once: only these can be left half done. */
const parts: number[] = [];
const sector = 512;

const changing = [
  ...["openSync", "writeSync", "ftruncateSync", "fsyncSync", "mkdirSync", "linkSync", "rmSync"],
  ...["truncateSync", "renameSync", "writeFileSync", "utimesSync", "chmodSync"],
] as const;

const tell = fs.writeSync.bind(fs);

function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

for (const name of changing) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]) => {
    calls++;
    if (calls === Number(at) && (task === "write" || retiring)) {
      if (how === "part") writePart(real, args);
      die();
    }
    if (name === "writeSync" && Number(args[3]) > sector) parts.push(calls);
    return real(...args);
  };
  (fs as unknown as Record<string, unknown>)[name] = counted;
}

/** Ends inside a record, not between two. */
function writePart(real: (...args: unknown[]) => unknown, [file, what, offset, length, position]: unknown[]): void {
  real(file, what, offset, Math.floor(Number(length) * 0.7), position);
}

async function main(): Promise<void> {
  const segments = { bytes: 1_000, ageMs: Number.MAX_SAFE_INTEGER };
  const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000, often: true, segments });
  const places = [`${folder}-place`];
  const signer = () => openSigner(fileKeyStore(`${folder}-place/key.pem`));
  for (let round = 0; round < 2; round++) {
    const group = [0, 1].map(async (one) => {
      const { seq } = await audit.append(auditEntry(round * 2 + one));
      tell(1, `${seq}\n`);
    });
    await Promise.all(group);
    await sealAudit({ folder, places, signer, sha256, now: () => new Date() });
  }
  if (task === "retire") {
    calls = 0;
    retiring = true;
    await retireSegments({ folder, places, audit, sha256, before: Number.MAX_SAFE_INTEGER });
  }
  await audit.close();
  tell(1, `calls ${calls} parts ${parts.join(" ")}\n`);
}

void main();
