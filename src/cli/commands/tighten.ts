/** `countersign permissions tighten`: the narrowest rules that keep what the audit shows was used, as a change of the agent's file. */
import { resolve } from "node:path";
import { compileWishes, withFile } from "../../agents/languages/compile.ts";
import { droppedBy } from "../../agents/languages/dropped.ts";
import { proposable, scopeOf, wishOf } from "../../agents/nativeRules.ts";
import { type Resolvable, resolvable } from "../../agents/resolvable.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import type { Grant } from "../../core/model/permission.ts";
import type { PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Uses } from "../../core/permissions/tighten.ts";
import { usesInAudit } from "../../node/auditUses.ts";
import { locations } from "../../node/locations.ts";
import { writeNative } from "../../node/nativeRules.ts";
import { loadPermissionInput } from "../../node/permissions.ts";
import type { Arguments } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { verificationText } from "../report/auditText.ts";
import { compiledText } from "../report/compiledText.ts";
import { provenanceText } from "../report/provenance.ts";
import { createStyle } from "../style.ts";
import { sinceOf } from "./auditReports.ts";

export async function tighten(args: Arguments, io: Io): Promise<ExitCode> {
  const id = args.oneOf("agent", proposable());
  const agent = resolvable.find((one) => one.id === id);
  if (!agent) throw new CliError("usage", `--agent says whose rules are tightened: ${proposable().join(", ")}.`);
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const place = { home, workspace: io.cwd, platform: io.platform };
  const uses = await usesOf(agent.id, place, args);
  const input = await loadPermissionInput(agent, { agents: [agent], place, documents: [], environment: io.env });
  const compiled = compileWishes({ agent, wishes: uses.all().map(wishOf), input, only: true });
  if (!compiled) throw new CliError("input", `The file of ${agent.title}'s rules cannot be read, so it is left alone.`);
  const untold =
    uses.untold() === 0 ? "" : `# ${uses.untold()} acts are not told in full, and no rule is made of them.\n`;
  await io.write(untold + compiledText(agent.title, compiled, [], place, createStyle(io.color)));
  await io.write(dropText(agent, input, withFile(input, compiled.path, compiled.after), place));
  if (args.flag("write") && compiled.after !== compiled.before) {
    try {
      writeNative(compiled);
    } catch (error) {
      throw new CliError("input", `${compiled.path} was not written: ${explainSystemError(error)}.`, { cause: error });
    }
    await io.write(`Written to ${compiled.path}.\n`);
  }
  return exitCodes.fine;
}

async function usesOf(agent: string, place: Place, args: Arguments): Promise<Uses> {
  const folder = locations(place.home).audit;
  const found = await usesInAudit(folder, { agent, since: sinceOf(args.text("since")), ...scopeOf(agent, place) });
  if ("uses" in found) return found.uses;
  throw new CliError("input", verificationText(found.problem, folder, createStyle(false)).trim());
}

/** What no longer runs by a rule, and what still does by a rule of another file, which is left to the person. */
function dropText(agent: Resolvable, before: PermissionInput, after: PermissionInput, place: Place): string {
  const ruleText = ({ tool, specifier, source }: Grant) =>
    `${safeLine(specifier === undefined ? tool : `${tool}(${specifier})`)}  ${provenanceText(source, place)}`;
  const { gone, others } = droppedBy(agent, before, after);
  const lines = [
    ...gone.map((rule) => `# no longer runs: ${ruleText(rule)}`),
    ...others.map((rule) => `# still runs by another file: ${ruleText(rule)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
