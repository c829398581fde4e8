/** `countersign audit pack` and `audit check`: a part of the record that proves itself to someone else. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkPack, type Manifest, type PackFilter } from "../../core/audit/pack.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { checkSignature } from "../../node/auditKeys.ts";
import { writePack } from "../../node/evidencePack.ts";
import { locations } from "../../node/locations.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { verificationText } from "../report/auditText.ts";
import { printJson } from "../report/json.ts";
import { count, createStyle } from "../style.ts";
import { cliSigner } from "./auditKeeping.ts";
import { sinceOf } from "./auditReports.ts";

/** Writes a pack. A log that does not hold is no evidence: then nothing is written. */
export async function pack(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const out = args.text("out");
  if (out === undefined) throw new CliError("usage", "pack needs --out and the file to write.");
  const packed = await writePack({
    ...{ folder, sha256, filter: filterOf(args), path: resolve(io.cwd, out), signer: cliSigner(args, io) },
    places: anchorPlaces(locations(resolve(io.cwd, args.text("home") ?? io.home))),
    now: () => new Date(),
  }).catch((error: unknown) => {
    throw new CliError("input", `${resolve(io.cwd, out)} cannot be written: ${explainSystemError(error)}.`, {
      cause: error,
    });
  });
  if (packed.kind === "refused") {
    await io.write(verificationText(packed.verification, folder, createStyle(io.color)));
    return exitCodes.found;
  }
  const { shown, withheld } = packed;
  await io.write(
    `Wrote ${count(shown, "record")} to ${resolve(io.cwd, out)}, ${withheld} withheld. To check it: countersign audit check ${out}\n`,
  );
  return exitCodes.fine;
}

function filterOf(args: Arguments): PackFilter {
  const since = sinceOf(args.text("since"));
  const agent = args.text("agent");
  const session = args.text("session");
  return {
    ...(since && { since }),
    ...(agent !== undefined && { agent }),
    ...(session !== undefined && { session }),
    ...(args.flag("without-diffs") && { withoutDiffs: true as const }),
  };
}

/** Checks a pack; needs nothing but the file. */
export async function check(_folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const [, name] = args.positionals;
  if (name === undefined) throw new CliError("usage", "check needs the file of an evidence pack.");
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const result = checkPack(linesOf(resolve(io.cwd, name)), sha256, checkSignature);
  if (format === "json") await io.write(printJson(result));
  else if (result.ok) await io.write(createStyle(io.color).good(`${packText(result.manifest)}\n`));
  else await io.write(createStyle(io.color).bad(`The pack does not hold. Line ${result.line}: ${result.message}\n`));
  return result.ok ? exitCodes.fine : exitCodes.found;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").slice(0, -1);
  } catch (error) {
    throw new CliError("input", `${path} cannot be read: ${explainSystemError(error)}.`, { cause: error });
  }
}

function packText({ created, disclosed, withheld, after, last, checkpoints, key }: Manifest): string {
  const signed = checkpoints.at(-1);
  return [
    `The pack holds: ${count(disclosed, "record")} shown, ${withheld} withheld, numbers ${after.seq + 1} to ${last.seq}.`,
    `Made ${safeLine(created)}, signed with key ${safeLine(key)}: whether that key is whose you think it is, ask its owner.`,
    signed
      ? `The log itself was signed up to record ${signed.seq} at ${safeLine(signed.time)}.`
      : "The log itself was not signed in this part before the pack was made.",
  ].join("\n");
}
