/** `countersign audit show`: one record, with what became of it. */
import { resolve } from "node:path";
import { agents } from "../../agents/catalogue.ts";
import { inEnglish } from "../../core/display/translate.ts";
import { pageText } from "../../core/pages/page.ts";
import { recordPage } from "../../core/pages/recordPage.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { findRecord, stepsOf } from "../../node/auditBackwards.ts";
import { verifyAudit } from "../../node/auditReader.ts";
import { locations } from "../../node/locations.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { verificationText } from "../report/auditText.ts";
import { printJson } from "../report/json.ts";
import { createStyle } from "../style.ts";

export async function show(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const wanted = Number(args.positionals[1] ?? Number.NaN);
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw new CliError("usage", "show needs the number of a record.");
  const record = await findRecord(folder, wanted);
  if (!record) throw new CliError("input", `There is no decision with the number ${wanted} in ${folder}.`);
  // What a broken chain says may not be what was.
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const verification = await verifyAudit(folder, sha256, anchorPlaces(locations(home)));
  if (!verification.ok) io.warn(`countersign: ${verificationText(verification, folder, createStyle(false))}`);
  const steps = await stepsOf(folder, record);
  const agentTitle = agents.find(({ id }) => id === record.agent)?.title ?? record.agent;
  const page = () => recordPage(record, { steps, agentTitle, clock: (iso) => iso }, inEnglish);
  await io.write(format === "json" ? printJson({ record, steps }) : pageText(page()));
  return verification.ok ? exitCodes.fine : exitCodes.found;
}
