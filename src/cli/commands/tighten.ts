/** `countersign permissions tighten`: the narrowest rules that keep what the audit shows was used. Nothing is written. */
import { resolve } from "node:path";
import { proposable, proposeRules } from "../../agents/nativeRules.ts";
import { resolvable } from "../../agents/resolvable.ts";
import { safeBlock, safeLine } from "../../core/display/sanitize.ts";
import { droppedRules, startUses, type Use } from "../../core/permissions/tighten.ts";
import { auditRecords, verifyAudit } from "../../node/auditReader.ts";
import { locations } from "../../node/locations.ts";
import { loadPermissions } from "../../node/permissions.ts";
import { sha256 } from "../../node/sha256.ts";
import type { Arguments } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { verificationText } from "../report/auditText.ts";
import { provenanceText } from "../report/provenance.ts";
import { createStyle } from "../style.ts";
import { sinceOf } from "./auditReports.ts";

export async function tighten(args: Arguments, io: Io): Promise<ExitCode> {
  const id = args.oneOf("agent", proposable());
  const agent = resolvable.find((one) => one.id === id);
  if (!agent) throw new CliError("usage", `--agent says whose rules are tightened: ${proposable().join(", ")}.`);
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const place = { home, workspace: io.cwd, platform: io.platform };
  const folder = locations(home).audit;
  const uses = startUses(agent.id);
  const since = sinceOf(args.text("since"));
  const verification = await verifyAudit(folder, sha256);
  // A log that somebody changed could make any rule look used.
  if (!verification.ok) throw new CliError("input", verificationText(verification, folder, createStyle(false)).trim());
  for await (const record of auditRecords(folder)) if (record.time >= since) uses.add(record);
  const proposal = proposeRules(agent.id, uses.all(), place);
  if (!proposal) return exitCodes.fine;
  const [now] = await loadPermissions({ agents: [agent], place, documents: [], environment: io.env });
  const dropped = now ? droppedRules(now) : [];
  const lines = [
    `# ${agent.title}: ${proposal.kept.length} kept, ${proposal.inexpressible.length} not expressible, ${uses.untold()} acts not told in full`,
    ...proposal.kept.map((use) => `#   ${use.decision} ${useText(use)}`),
    ...proposal.inexpressible.map(({ use, why }) => `#   left out: ${useText(use)}: ${why}`),
    `--- rules that allow now`,
    ...dropped.map(
      ({ tool, specifier, source }) =>
        `- ${safeLine(specifier === undefined ? tool : `${tool}(${specifier})`)}  ${provenanceText(source, place)}`,
    ),
    `+++ ${proposal.file}`,
    ...safeBlock(proposal.text)
      .trimEnd()
      .split("\n")
      .map((line) => `+ ${line}`),
  ];
  await io.write(`${lines.join("\n")}\n`);
  return exitCodes.fine;
}

function useText({ kind, what, count, first, last }: Use): string {
  return `${kind} ${safeLine(what)} (${count} times, ${first.slice(0, 10)} to ${last.slice(0, 10)})`;
}
