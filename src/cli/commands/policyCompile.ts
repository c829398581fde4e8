/** `countersign policy compile`: one policy in each agent's own language, as a change that is shown before it is written. */
import { resolve } from "node:path";
import { languages } from "../../agents/languages/catalogue.ts";
import { type Compiled, compileWishes, driftOf, type Refused } from "../../agents/languages/compile.ts";
import { type Resolvable, resolvable } from "../../agents/resolvable.ts";
import type { Place } from "../../core/permissions/input.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { type PolicyWishes, wishesOf } from "../../core/policy/wishes.ts";
import { compilablePolicies } from "../../node/compilablePolicies.ts";
import { locations } from "../../node/locations.ts";
import { compiledRecords, recordCompiled, writeNative } from "../../node/nativeRules.ts";
import { loadPermissionInput } from "../../node/permissions.ts";
import type { Arguments } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { compiledText, refusedText } from "../report/compiledText.ts";
import { createStyle } from "../style.ts";

const ids = languages.map(({ agent }) => agent);

export async function compilePolicy(args: Arguments, io: Io): Promise<ExitCode> {
  const id = args.oneOf("agent", ids);
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const place: Place = { home, workspace: io.cwd, platform: io.platform };
  const policies = policiesOf(place);
  if (args.flag("check")) return check(id, policies, place, io);
  const agent = resolvable.find((one) => one.id === id);
  if (!agent) throw new CliError("usage", `--agent says into whose rules it is compiled: ${ids.join(", ")}.`);
  const { compiled, left } = await compileFor(agent, policies, place, io);
  await io.write(compiledText(agent.title, compiled, left, place, createStyle(io.color)));
  if (args.flag("write")) {
    try {
      if (compiled.after !== compiled.before) writeNative(compiled);
    } catch (error) {
      throw new CliError("input", `${compiled.path} was not written: ${explainSystemError(error)}.`, { cause: error });
    }
    const { path } = compiled;
    recordCompiled(locations(home), { agent: agent.id, workspace: io.cwd, path, time: io.now().toISOString() });
    await io.write(`Written to ${path}.\n`);
  }
  return compiled.vain.length === 0 ? exitCodes.fine : exitCodes.found;
}

/** Whether the agents' own rules still say what was compiled into them. */
async function check(id: string | undefined, policies: readonly Policy[], place: Place, io: Io): Promise<ExitCode> {
  const written = compiledRecords(locations(place.home)).filter(
    ({ agent, workspace }) => workspace === place.workspace && (id === undefined || agent === id),
  );
  if (written.length === 0) throw new CliError("input", "No policy was compiled into an agent's rules here.");
  let drifted = 0;
  for (const { agent: name, path } of written) {
    const agent = resolvable.find((one) => one.id === name);
    if (!agent) continue;
    const input = await inputFor(agent, place, io);
    const wishes = wishesOf(policies, name, { ...place, cwd: place.workspace }, today(io)).wishes;
    const drift = driftOf({ agent, wishes, input });
    drifted += drift.length;
    await io.write(driftText(agent.title, path, drift, place));
  }
  return drifted === 0 ? exitCodes.fine : exitCodes.found;
}

function driftText(title: string, path: string, drift: readonly Refused[], place: Place): string {
  if (drift.length === 0) return `${title}: ${path} still holds what the policy says.\n`;
  const lines = drift.map((one) => `    ${refusedText(one, place)}`);
  return `${title}: ${path} no longer holds what the policy says.\n${lines.join("\n")}\n`;
}

async function compileFor(
  agent: Resolvable,
  policies: readonly Policy[],
  place: Place,
  io: Io,
): Promise<{ readonly compiled: Compiled; readonly left: PolicyWishes["left"] }> {
  const input = await inputFor(agent, place, io);
  const { wishes, left } = wishesOf(policies, agent.id, { ...place, cwd: place.workspace }, today(io));
  const compiled = compileWishes({ agent, wishes, input });
  if (!compiled) throw new CliError("input", `The file of ${agent.title}'s rules cannot be read, so it is left alone.`);
  return { compiled, left };
}

function inputFor(agent: Resolvable, place: Place, io: Io) {
  return loadPermissionInput(agent, { agents: [agent], place, documents: [], environment: io.env });
}

function policiesOf(place: Place): readonly Policy[] {
  const found = compilablePolicies(locations(place.home), place.workspace);
  if ("unreadable" in found) throw new CliError("input", `${found.unreadable} cannot be read.`);
  if (found.policies.length === 0) throw new CliError("input", "There is no policy here.");
  return found.policies;
}

function today(io: Io): string {
  return io.now().toISOString().slice(0, 10);
}
