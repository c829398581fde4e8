import { resolve } from "node:path";
import { resolvable as agents } from "../../agents/resolvable.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import { breaksRuleOfTwo } from "../../core/permissions.ts";
import { loadPermissions } from "../../node/permissions.ts";
import { atMost, type Command } from "../command.ts";
import { exitCodes } from "../exitCodes.ts";
import { printJson } from "../report/json.ts";
import { permissionsText } from "../report/permissionsText.ts";
import { jsonProvenance } from "../report/provenance.ts";
import { createStyle } from "../style.ts";
import { inspectFolder } from "../workspaceReview.ts";

export const permissions: Command = {
  name: "permissions",
  summary: "Show what every agent on this machine may really do in a folder, and what decided that",
  usage: [
    "[PATH] [--agent ID] [--home DIR] [--format text|json]",
    "",
    "PATH      the workspace; the current folder when it is not given",
    `--agent   only one: ${agents.map(({ id }) => id).join(", ")}`,
  ],
  options: { agent: { type: "string" }, home: { type: "string" }, format: { type: "string" } },
  async run(args, io) {
    const format = args.oneOf("format", ["text", "json"]) ?? "text";
    const ids = agents.map(({ id }) => id);
    const only = args.oneOf("agent", ids);
    const workspace = resolve(io.cwd, atMost(args, 1)[0] ?? ".");
    const home = resolve(io.cwd, args.text("home") ?? io.home);
    const place = { home, workspace, platform: io.platform };
    const all = await loadPermissions({
      agents: agents.filter(({ id }) => only === undefined || id === only),
      place,
      documents: await inspectFolder(workspace, io),
      environment: io.env,
    });
    if (format === "json") await io.write(printJson(all.map(permissionsJson)));
    else {
      const style = createStyle(io.color);
      await io.write(all.map((one) => permissionsText(one, place, style)).join("\n"));
    }
    return exitCodes.fine;
  },
};

/** The same facts with one-based lines and without offsets, which mean nothing outside an editor. */
function permissionsJson(permissions: AgentPermissions): unknown {
  const { mode, grants, servers, delegates, ineffective, problems, ...rest } = permissions;
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
    delegates: delegates.map((delegate) => ({ ...delegate, source: jsonProvenance(delegate.source) })),
    ineffective: ineffective.map((rule) => ({ ...rule, source: jsonProvenance(rule.source) })),
    breaksRuleOfTwo: breaksRuleOfTwo(permissions),
    problems: problems.map(({ path, message }) => ({ path, message })),
  };
}
