/** `countersign audit replay`: what another policy would have decided. */
import { resolve } from "node:path";
import type { Policies } from "../../core/policy/evaluate.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { replayRecord } from "../../core/policy/replay.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { auditRecords, verifyAudit } from "../../node/auditReader.ts";
import { locations } from "../../node/locations.ts";
import { readPolicies } from "../../node/policyFiles.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { verificationText } from "../report/auditText.ts";
import { printJson } from "../report/json.ts";
import { addReplayed, replayJson, replayText, startReplay } from "../report/replayText.ts";
import { createStyle } from "../style.ts";
import { sinceOf } from "./auditReports.ts";

export async function replay(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const since = sinceOf(args.text("since"));
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const { policy, policiesOf } = policySource(args.text("policy"), home, io);
  // What a broken chain says may not be what was.
  const verification = await verifyAudit(folder, sha256, anchorPlaces(locations(home)));
  if (!verification.ok) io.warn(`countersign: ${verificationText(verification, folder, createStyle(false))}`);
  const place = { home, platform: io.platform, today: io.now().toISOString().slice(0, 10) };
  const result = startReplay();
  for await (const record of auditRecords(folder)) {
    if (record.time < since) continue;
    addReplayed(result, record, replayRecord(record, policiesOf(record.workspace), place));
  }
  await io.write(
    format === "json" ? printJson(replayJson(result, policy)) : replayText(result, policy, createStyle(io.color)),
  );
  return result.differences.length === 0 ? exitCodes.fine : exitCodes.found;
}

/** The given policy in the place of the user's; a workspace's own, as it is now, tightens it as it would. */
export function policySource(given: string | undefined, home: string, io: Io) {
  if (given === undefined) throw new CliError("usage", "--policy says which policy is tried.");
  const places = { ...locations(home), policy: resolve(io.cwd, given) };
  const known = new Map<string | undefined, Policies>();
  const policiesOf = (workspace: string | undefined): Policies => {
    const policies = known.get(workspace) ?? readPolicies(places, workspace, loadPolicy);
    known.set(workspace, policies);
    return policies;
  };
  checkPolicy(policiesOf(undefined).user, given, io);
  return { policy: given, policiesOf };
}

function checkPolicy(policy: Policy | undefined, given: string, io: Io): void {
  if (policy === undefined) throw new CliError("input", `The policy “${given}” does not exist.`);
  const faults = policy.problems.filter(({ severity }) => severity === "error");
  const first = faults[0]?.message ?? "";
  if (policy.unreadable) throw new CliError("input", `The policy “${given}” cannot be used: ${first}`);
  if (faults.length > 0)
    io.warn(`countersign: The policy has faults; “countersign policy check” names all. ${first}\n`);
}
