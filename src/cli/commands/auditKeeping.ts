/** `countersign audit seal` and `audit retire`: what keeps the record provable, and what ends its keeping. */
import { resolve } from "node:path";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { openAudit } from "../../node/auditFile.ts";
import { fileKeyStore, openSigner } from "../../node/auditKeys.ts";
import { retireSegments } from "../../node/auditRetention.ts";
import { keyFile, sealAudit } from "../../node/auditSeal.ts";
import { locations } from "../../node/locations.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";

const now = () => new Date();

/** The key of the command line: in a file of this user's, since there is no secret store that every machine has. */
export function cliSigner(args: Arguments, io: Io) {
  const { auditAnchor } = locations(homeOf(args, io));
  return () => openSigner(fileKeyStore(keyFile(auditAnchor)));
}

function homeOf(args: Arguments, io: Io): string {
  return resolve(io.cwd, args.text("home") ?? io.home);
}

/** Signs where the log stands now. */
export async function seal(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const places = anchorPlaces(locations(homeOf(args, io)));
  const sealing = await sealAudit({ folder, places, sha256, now, signer: cliSigner(args, io) });
  if (sealing.kind === "refused") {
    await io.write(`Not signed: ${sealing.message}\n`);
    return exitCodes.found;
  }
  if (sealing.kind === "nothing-new") await io.write("Nothing new to sign.\n");
  else await io.write(`Signed up to record ${sealing.checkpoint.seq}.\n`);
  return exitCodes.fine;
}

/** Removes files that hold nothing younger than so many days. */
export async function retire(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const days = Number(args.text("keep-days") ?? Number.NaN);
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new CliError("usage", "retire needs --keep-days and a number of days above 0.");
  }
  const places = anchorPlaces(locations(homeOf(args, io)));
  const audit = openAudit(folder, { sha256, now });
  const before = Date.now() - days * 24 * 60 * 60 * 1000;
  const retired = await retireSegments({ folder, places, audit, sha256, before });
  await audit.close();
  if (retired.kind === "kept") {
    await io.write(`Nothing is removed from a log that does not hold: ${retired.message}\n`);
    return exitCodes.found;
  }
  if (retired.kind === "nothing-old") await io.write(`No file holds only records older than ${days} days.\n`);
  else await io.write(`Removed ${retired.segments} files, with the records up to ${retired.through.seq}.\n`);
  return exitCodes.fine;
}
