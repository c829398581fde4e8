import { resolve } from "node:path";
import { agents } from "../../agents/catalogue.ts";
import { commandsFor, type HookInstall } from "../../agents/hookInstall.ts";
import { hookInstalls } from "../../agents/installCatalogue.ts";
import { proveHook } from "../../node/canary.ts";
import type { GateStatus, Trial } from "../../node/gateStatus.ts";
import { putHookFiles } from "../../node/hookFiles.ts";
import { createInstaller } from "../../node/installer.ts";
import { type Locations, locations } from "../../node/locations.ts";
import { type Arguments, atMost, type Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { createStyle, type Style, table } from "../style.ts";
import { wrapFile } from "./guardWrap.ts";

export const guard: Command = {
  name: "guard",
  summary: "Show, install or remove the gate that holds agents' actions",
  usage: [
    "status|install|remove [--agent ID] [--scope user] [--home DIR]",
    "wrap|unwrap FILE [--server NAME] [--dry-run] [--home DIR]",
    "",
    `--agent   only one: ${agents.map(({ id }) => id).join(", ")}`,
    "--scope   user; nothing in a workspace can put the gate up or take it down",
    "",
    "wrap puts the proxy before the MCP servers of a configuration file; unwrap leaves it byte for byte as it was.",
    "remove leaves every file as it was before. VS Code's own agent is held by the extension as well.",
  ],
  options: {
    agent: { type: "string" },
    scope: { type: "string" },
    home: { type: "string" },
    server: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  async run(args, io) {
    const action = args.positionals[0] ?? "status";
    if (action === "wrap" || action === "unwrap") return wrapFile(action, args, io);
    atMost(args, 1);
    if (args.oneOf("scope", ["user", "workspace"]) === "workspace") {
      throw new CliError(
        "usage",
        "The gate has no workspace scope: what a repository brings along could take it down.",
      );
    }
    const targets = chosenTargets(args);
    switch (action) {
      case "status":
        return status(targets, args, io);
      case "install":
        return install(targets, args, io);
      case "remove":
        return remove(targets, args, io);
    }
    throw new CliError("usage", `“${action}” is none of status, install, remove, wrap, unwrap.`);
  },
};

function chosenTargets(args: Arguments): readonly HookInstall[] {
  const agent = args.oneOf(
    "agent",
    agents.map(({ id }) => id),
  );
  return hookInstalls.filter((target) => agent === undefined || target.agents.includes(agent));
}

function place(args: Arguments, io: Io) {
  return locations(resolve(io.cwd, args.text("home") ?? io.home));
}

async function status(targets: readonly HookInstall[], args: Arguments, io: Io): Promise<ExitCode> {
  const installer = createInstaller(place(args, io), () => io.now().getTime());
  const style = createStyle(io.color);
  const rows = targets.map((target) => [target.title, gateStatusText(installer.status(target), style)]);
  await io.write(table(rows));
  return exitCodes.fine;
}

async function install(targets: readonly HookInstall[], args: Arguments, io: Io): Promise<ExitCode> {
  const own = place(args, io);
  const { dist, version, node } = io.product;
  putHookFiles({ locations: own, dist, version, nodes: [node] });
  const installer = createInstaller(own, () => io.now().getTime());
  const results = targets.map((target) => ({ target, result: installer.install(target) }));
  for (const { target, result } of results) {
    const what = result.problem ?? (result.changed ? `installed in ${result.path}` : `was already in ${result.path}`);
    await io.write(`${target.title}: ${what}\n`);
  }
  const proven = await Promise.all(
    results.filter(({ result }) => result.problem === undefined).map(({ target }) => tryHook(target, own, io)),
  );
  return results.some(({ result }) => result.problem !== undefined) || proven.includes(false)
    ? exitCodes.found
    : exitCodes.fine;
}

/** A hook that is in place and does not work would be found out by an agent's action only. */
async function tryHook(target: HookInstall, own: Locations, io: Io): Promise<boolean> {
  const proof = await proveHook(target.source, commandsFor(own.launcher, target.source), own, () => io.now().getTime());
  const works = "delayMs" in proof;
  const what = works ? `tried, the hook answered in ${proof.delayMs} ms` : `tried, does not work: ${proof.why}`;
  await io.write(`${target.title}: ${what}\n`);
  return works;
}

async function remove(targets: readonly HookInstall[], args: Arguments, io: Io): Promise<ExitCode> {
  const installer = createInstaller(place(args, io), () => io.now().getTime());
  const results = targets.map((target) => ({ target, result: installer.remove(target) }));
  for (const { target, result } of results) {
    const what = result.problem ?? (result.changed ? `removed from ${result.path}` : `was not in ${result.path}`);
    await io.write(`${target.title}: ${what}\n`);
  }
  return results.some(({ result }) => result.problem !== undefined) ? exitCodes.found : exitCodes.fine;
}

/** A gate is only said to be live after it was seen to hold a call. */
export function gateStatusText(status: GateStatus, style: Style): string {
  switch (status.kind) {
    case "live":
      return style.good(`live; last call ${isoTime(status.lastCall)}${trialText(status.trial)}`);
    case "installed":
      return `installed, no call seen yet${trialText(status.trial)}`;
    case "broken":
      return style.bad(`broken: ${status.why}`);
    case "not-installed":
      return "not installed";
  }
}

function trialText(trial: Trial | undefined): string {
  return trial ? `; tried ${isoTime(trial.at)}, answered in ${trial.delayMs} ms` : "";
}

function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
