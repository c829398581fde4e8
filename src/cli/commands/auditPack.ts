/** `countersign audit pack` and `audit check`: a part of the record that proves itself to someone else. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { checkPack, type Manifest, type PackFilter, startPack } from "../../core/audit/pack.ts";
import { readRecord, readStep } from "../../core/audit/readRecord.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { readSigned } from "../../node/auditCheckpoints.ts";
import { checkSignature } from "../../node/auditKeys.ts";
import { auditLines, verifyAudit } from "../../node/auditReader.ts";
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
  const places = anchorPlaces(locations(resolve(io.cwd, args.text("home") ?? io.home)));
  const verification = await verifyAudit(folder, sha256, places);
  if (!verification.ok) {
    await io.write(verificationText(verification, folder, createStyle(io.color)));
    return exitCodes.found;
  }
  const path = resolve(io.cwd, out);
  const signer = await cliSigner(args, io)();
  const filter = filterOf(args);
  const writer = startPack(sha256);
  const isShown = selector(filter);
  const file = create(path);
  let shown = 0;
  try {
    let began = false;
    for await (const line of auditLines(folder)) {
      began ||= timeOf(line) >= (filter.since ?? "");
      if (!began) continue;
      const is = isShown(line);
      if (is) shown++;
      writeAll(file, writer.add(line, is));
    }
    const { checkpoints } = readSigned([folder, ...places]);
    writeAll(file, writer.end(new Date().toISOString(), filter, checkpoints, signer));
  } finally {
    closeSync(file);
  }
  await io.write(`Wrote ${count(shown, "record")} to ${path}. To check it: countersign audit check ${out}\n`);
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

/** A decision is shown when it is asked for, and so is what became of it; everything else only by its hash. */
function selector({ agent, session, withoutDiffs }: PackFilter): (line: string) => boolean {
  const shown = new Set<string>();
  const isAll = agent === undefined && session === undefined;
  return (line) => {
    const record = readRecord(line);
    if (!record) {
      const step = readStep(line);
      if (withoutDiffs && step?.step === "change") return false;
      return isAll || shown.has(step?.of ?? "");
    }
    const is = (agent ?? record.agent) === record.agent && (session ?? record.session) === record.session;
    if (is) shown.add(record.hash);
    return is;
  };
}

function timeOf(line: string): string {
  return (readRecord(line) ?? readStep(line))?.time ?? "";
}

/** An older pack is not overwritten: it may be all there is of what it shows. */
function create(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    throw new CliError("input", `${path} cannot be written: ${explainSystemError(error)}.`, { cause: error });
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
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
