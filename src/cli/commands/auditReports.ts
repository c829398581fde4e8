/** `countersign audit coverage` and `audit fatigue`: what the record says about the agents, and about the questions. */
import { resolve } from "node:path";
import { agents } from "../../agents/catalogue.ts";
import { neverUsed, startCoverage } from "../../core/audit/coverage.ts";
import { startFatigue } from "../../core/audit/fatigue.ts";
import type { Effect } from "../../core/model/effect.ts";
import { summarize } from "../../core/permissions.ts";
import { isCalendarDate } from "../../core/policy/dates.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { auditRecords, verifyAudit } from "../../node/auditReader.ts";
import { locations } from "../../node/locations.ts";
import { loadPermissions } from "../../node/permissions.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { coverageReport, fatigueReport } from "../report/auditReports.ts";
import { verificationText } from "../report/auditText.ts";
import { printJson } from "../report/json.ts";
import { createStyle } from "../style.ts";
import { inspectFolder } from "../workspaceReview.ts";

/** For each capability of each agent: how often used, how often a person confirmed it, and what is never used. */
export async function coverage(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json", "markdown"]) ?? "text";
  const collected = startCoverage();
  await each(folder, args, io, collected.add);
  const rows = collected.rows();
  const unused = neverUsed(rows, await granted(args, io));
  if (format === "json") await io.write(printJson({ capabilities: rows, neverUsed: unused }));
  else await io.write(coverageReport(rows, unused, format));
  return exitCodes.fine;
}

/** How much the person is asked, by which rule, and whether the answers can have been thought about. */
export async function fatigue(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json", "markdown"]) ?? "text";
  const collected = startFatigue();
  await each(folder, args, io, collected.add);
  const report = collected.report();
  await io.write(format === "json" ? printJson(report) : fatigueReport(report, format));
  return exitCodes.fine;
}

/** A date as `--since` takes it; the empty text, before everything, when it is not given. */
export function sinceOf(text: string | undefined): string {
  if (text === undefined) return "";
  if (isCalendarDate(text)) return text;
  throw new CliError("usage", `--since must be a date such as 2026-11-21; it is “${text}”.`);
}

type Visit = Parameters<ReturnType<typeof startCoverage>["add"]>[0];

async function each(folder: string, args: Arguments, io: Io, visit: (record: Visit) => void): Promise<void> {
  const since = sinceOf(args.text("since"));
  const agent = args.text("agent");
  // What a broken chain says may not be what was.
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const verification = await verifyAudit(folder, sha256, anchorPlaces(locations(home)));
  if (!verification.ok) io.warn(`countersign: ${verificationText(verification, folder, createStyle(false))}`);
  for await (const record of auditRecords(folder)) {
    if (record.time < since || (agent !== undefined && record.agent !== agent)) continue;
    visit(record);
  }
}

/** What runs without asking in the current folder, by agent. */
async function granted(args: Arguments, io: Io): Promise<Map<string, Effect[]>> {
  const only = args.text("agent");
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const all = await loadPermissions({
    agents: agents.filter(({ id }) => only === undefined || id === only),
    place: { home, workspace: io.cwd, platform: io.platform },
    documents: await inspectFolder(io.cwd, io),
    environment: io.env,
  });
  return new Map(
    all
      .filter(({ installed }) => installed)
      .map((one) => [one.agent, summarize(one).runsWithoutAsking.flatMap(({ effect }) => effect ?? [])]),
  );
}
