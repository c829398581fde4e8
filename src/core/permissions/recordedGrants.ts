import type { Action } from "../model/action.ts";
import type { AgentPermissions, Explanation, Grant, ServerPermissions, ServerTool } from "../model/permission.ts";
import { ruleOfTwo } from "./ruleOfTwo.ts";

export interface Recorded {
  /** What a server said of itself when it was last listed; undefined where it never was. */
  toolsOf(server: ServerPermissions): readonly ServerTool[] | undefined;
  /** What the agent's own configuration does with a call. */
  explain(action: Action): Pick<Explanation, "outcome" | "decidedBy" | "lost">;
}

const note =
  "The server listed this tool when it was asked or ran behind the proxy. What it does is told from its name alone.";

/**
 * Permissions with the tools that servers have by their own word, where their code is not in the workspace: each is
 * answered as a call of it would be. What stood there before stays, since a server may have other tools by now, and the
 * Rule of Two only gets stricter.
 */
export function withRecordedTools(found: AgentPermissions, recorded: Recorded): AgentPermissions {
  const grants: Grant[] = [];
  const servers = found.servers.map((server) => {
    const tools = server.tools.length > 0 ? undefined : recorded.toolsOf(server);
    if (tools === undefined) return server;
    const told = tools.map((tool) => toolTold(server, tool, recorded));
    grants.push(...told.flatMap(({ grant }) => grant ?? []));
    return { ...server, tools: told.map(({ tool }) => tool) };
  });
  if (servers.every((server, index) => server === found.servers[index])) return found;
  const legs = ruleOfTwo(grants, found.credentials);
  return {
    ...found,
    servers,
    grants: [...found.grants, ...grants],
    ruleOfTwo: {
      untrusted: found.ruleOfTwo.untrusted || legs.untrusted,
      sensitive: found.ruleOfTwo.sensitive || legs.sensitive,
      outward: found.ruleOfTwo.outward || legs.outward,
    },
  };
}

function toolTold(
  server: ServerPermissions,
  tool: ServerTool,
  { explain }: Recorded,
): { tool: ServerTool; grant?: Grant } {
  // A server that does not start has no tools to call.
  if (server.state === "disabled") return { tool };
  const annotations = tool.readOnlyHint === true ? { annotations: { readOnlyHint: true } } : {};
  const said = explain({ kind: "mcp_call", server: server.name, tool: tool.name, args: {}, ...annotations });
  if (said.outcome === "unreachable") return { tool };
  if (said.outcome === "unknown") return { tool: { ...tool, untold: said.decidedBy.text } };
  const grant: Grant = {
    decision: said.outcome,
    effects: tool.effects,
    tool: `${server.name}/${tool.name}`,
    source: said.decidedBy,
    overrides: said.lost,
    note,
    byName: true,
  };
  return { tool, grant };
}
