import { resolve } from "node:path";
import { resolvable as agents } from "../../agents/resolvable.ts";
import type { Acting, AgentPermissions, Provenance } from "../../core/model/permission.ts";
import { difference, isEmpty, loosens } from "../../core/permissions/difference.ts";
import type { Place } from "../../core/permissions/input.ts";
import { inventoryOf } from "../../core/permissions/inventory.ts";
import { breaksRuleOfTwo } from "../../core/permissions.ts";
import { locations } from "../../node/locations.ts";
import { recordedTools } from "../../node/mcp/recordedTools.ts";
import { loadPermissions } from "../../node/permissions.ts";
import { atMost, type Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { permissionsBefore } from "../permissionsBefore.ts";
import { inventoryCsv, inventoryCyclonedx, inventoryMarkdown } from "../report/inventory.ts";
import { printJson } from "../report/json.ts";
import { differenceJson, differenceText } from "../report/permissionsDifference.ts";
import { permissionsText } from "../report/permissionsText.ts";
import { jsonProvenance } from "../report/provenance.ts";
import { createStyle } from "../style.ts";
import { inspectFolder } from "../workspaceReview.ts";
import { tighten } from "./tighten.ts";

export const permissions: Command = {
  name: "permissions",
  summary: "Show what every agent on this machine may really do in a folder, and what decided that",
  usage: [
    "tighten --agent ID [--since DATE] [--home DIR] [--write]",
    "          the narrowest rules, in the agent's own language, that keep what the audit shows was used, as a change",
    "[PATH] [--agent ID] [--home DIR] [--compare WHAT] [--format FORMAT]",
    "",
    "PATH      the workspace; the current folder when it is not given",
    `--agent   only one: ${agents.map(({ id }) => id).join(", ")}`,
    "--compare what changed since WHAT: a commit, another home (written as a path), or another agent",
    "--format  text, json, or the list of all that acts here: markdown, csv, cyclonedx",
  ],
  options: {
    agent: { type: "string" },
    home: { type: "string" },
    format: { type: "string" },
    compare: { type: "string" },
    since: { type: "string" },
    write: { type: "boolean" },
  },
  async run(args, io) {
    if (args.positionals[0] === "tighten") {
      atMost(args, 1);
      return tighten(args, io);
    }
    if (args.flag("write")) throw new CliError("usage", "--write belongs to tighten.");
    if (args.text("since") !== undefined) throw new CliError("usage", "--since belongs to tighten.");
    const format = args.oneOf("format", ["text", "json", "markdown", "csv", "cyclonedx"]) ?? "text";
    const ids = agents.map(({ id }) => id);
    const only = args.oneOf("agent", ids);
    const workspace = resolve(io.cwd, atMost(args, 1)[0] ?? ".");
    const home = resolve(io.cwd, args.text("home") ?? io.home);
    const place = { home, workspace, platform: io.platform };
    const chosen = agents.filter(({ id }) => only === undefined || id === only);
    const documents = await inspectFolder(workspace, io);
    const compare = args.text("compare");
    // Another home has no lists of its own, so two are compared without what servers said of themselves.
    const lists = compare === undefined ? { recorded: recordedTools(locations(home).base, io.env) } : {};
    const all = await loadPermissions({ agents: chosen, place, documents, environment: io.env, ...lists });
    if (compare !== undefined) {
      if (format !== "text" && format !== "json") throw new CliError("usage", "--compare prints text or json.");
      const before = await permissionsBefore(compare, { agents: chosen, place, documents }, io);
      await io.write(compared(before, all, format, place, io));
    } else await io.write(shown(all, format, place, io));
    return exitCodes.fine;
  },
};

type Format = "text" | "json" | "markdown" | "csv" | "cyclonedx";

function shown(all: readonly AgentPermissions[], format: Format, place: Place, io: Io): string {
  if (format === "json") return printJson(all.map(permissionsJson));
  if (format === "markdown") return inventoryMarkdown(inventoryOf(all));
  if (format === "csv") return inventoryCsv(inventoryOf(all));
  if (format === "cyclonedx")
    return inventoryCyclonedx(inventoryOf(all), { version: io.product.version, now: io.now() });
  return all.map((one) => permissionsText(one, place, createStyle(io.color))).join("\n");
}

/** Of an agent on which nothing changed nothing is said, where there are several. */
function compared(
  before: readonly AgentPermissions[],
  after: readonly AgentPermissions[],
  format: "text" | "json",
  place: Place,
  io: Io,
): string {
  const pairs = after.flatMap((one, index) => {
    const old = before[index];
    return old ? [{ agent: one.agent, title: one.title, changes: difference(old, one) }] : [];
  });
  if (format === "json")
    return printJson(
      pairs.map(({ agent, changes }) => ({ agent, loosens: loosens(changes), ...differenceJson(changes) })),
    );
  const told = pairs.filter(({ changes }) => pairs.length === 1 || !isEmpty(changes));
  if (told.length === 0) return "Nothing changed for any agent.\n";
  return told.map(({ title, changes }) => differenceText(title, changes, place, createStyle(io.color))).join("\n");
}

/** A sub-agent or a skill; of each thing it may do the rule that decided, without those that lost. */
function actorJson<A extends { readonly source: Provenance; readonly acting?: Acting }>({
  source,
  acting,
  ...rest
}: A) {
  if (!acting) return { ...rest, source: jsonProvenance(source) };
  const { grants, without, closed } = acting;
  return {
    ...rest,
    source: jsonProvenance(source),
    acting: {
      grants: grants.map(({ decision, tool, specifier, effects, source: by }) => ({
        decision,
        tool,
        ...(specifier === undefined ? {} : { specifier }),
        effects,
        source: jsonProvenance(by),
      })),
      without: without.map(({ tools, source: by }) => ({ tools, source: jsonProvenance(by) })),
      ...(closed ? { closed: { outcome: closed.outcome, by: jsonProvenance(closed.by) } } : {}),
    },
  };
}

/** The same facts with one-based lines and without offsets, which mean nothing outside an editor. */
function permissionsJson(permissions: AgentPermissions): unknown {
  const { mode, grants, servers, delegates, skills, ineffective, problems, ...rest } = permissions;
  return {
    ...rest,
    mode: { ...mode, source: jsonProvenance(mode.source) },
    grants: grants.map((grant) => ({
      ...grant,
      source: jsonProvenance(grant.source),
      overrides: grant.overrides.map(jsonProvenance),
    })),
    servers: servers.map((server) => ({
      ...server,
      source: jsonProvenance(server.source),
      tools: server.tools.map(({ line, ...tool }) => ({ ...tool, ...(line === undefined ? {} : { line: line + 1 }) })),
    })),
    delegates: delegates.map(actorJson),
    ...(skills ? { skills: skills.map(actorJson) } : {}),
    ineffective: ineffective.map((rule) => ({ ...rule, source: jsonProvenance(rule.source) })),
    breaksRuleOfTwo: breaksRuleOfTwo(permissions),
    problems: problems.map(({ path, message }) => ({ path, message })),
  };
}
