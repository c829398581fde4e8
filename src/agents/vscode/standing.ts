/** By which tools one acts in VS Code: the session, a prompt file or a custom agent, and the sub-agents they start. */
import type { Action } from "../../core/model/action.ts";
import type { Closed, Explanation, Grant, Provenance } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { type CustomAgent, customAgents, type Offer } from "./customAgents.ts";
import { useOf } from "./judge.ts";
import { explain } from "./permissions.ts";
import { readVsCodeSettings, settingOf } from "./settings.ts";
import { offers, offersOfServer, offersSome } from "./toolNames.ts";

export interface Standing {
  readonly offer: Offer;
  /** The sub-agents that the session's own agent may start. */
  readonly agents: Offer;
  /** How deep it is below the session. */
  readonly depth: number;
  /** Tools that it does not have whatever is listed. */
  readonly without: ReadonlyMap<string, Provenance>;
}

const everything: Offer = { list: undefined, by: defaultProvenance("no list of tools") };

export const session: Standing = { offer: everything, agents: everything, depth: 0, without: new Map() };

/** The session once a custom agent has been chosen for it. */
export function chosen({ offer, agents }: CustomAgent): Standing {
  return { ...session, offer, agents };
}

/** Settings by which agents and prompts are looked for elsewhere. */
export function movedBy(input: PermissionInput, key: string): Provenance | undefined {
  const found = settingOf(readVsCodeSettings(input), key, undefined);
  return found.value === undefined
    ? undefined
    : { ...found.source, text: `${found.source.text}: files of other folders were not looked at` };
}

/** The one that is used where several have the name. */
function findAgent(name: string, input: PermissionInput): CustomAgent | Closed {
  const moved = movedBy(input, "chat.agentFilesLocations");
  if (moved) return { outcome: "unknown", by: moved };
  const found = customAgents(input).find((one) => one.name === name);
  return (
    found ?? {
      outcome: "unknown",
      by: defaultProvenance(`no agent ${name} is found in the files that are read`),
    }
  );
}

/** The same where all of it is known. */
export function agentNamed(name: string, input: PermissionInput): CustomAgent | Closed {
  const found = findAgent(name, input);
  return "unsure" in found && found.unsure ? { outcome: "unknown", by: found.unsure } : found;
}

/** What VS Code brings itself, by the names under which they are started (tried on 2026-11-26); "" is the session's own. */
const ownAgents: ReadonlySet<string> = new Set(["Plan", "Explore", "Ask", ""]);

/** Why an agent cannot be started by this one. */
function barred(name: string, starter: Standing): Closed | undefined {
  const gone = taken(starter, { kind: "own", tool: "runSubagent" });
  if (gone) return gone;
  const { list, by } = starter.agents;
  return list && !list.includes("*") && !list.includes(name) ? { outcome: "unreachable", by } : undefined;
}

/** One that is started by its name. Lists replace one another: that of the session does not hold in it. */
export function started(name: string, starter: Standing, input: PermissionInput): Standing | Closed {
  const kept = barred(name, starter);
  if (kept) return kept;
  const found = agentNamed(name, input);
  if ("outcome" in found) return found;
  const depth = starter.depth + 1;
  return {
    offer: found.offer.list ? found.offer : { ...starter.offer, ...(starter.offer.list ? {} : { by: found.offer.by }) },
    agents: starter.agents,
    depth,
    without: withoutAt(depth, input),
  };
}

/** So deep sub-agents are started where a setting lets them at all. */
const deepest = 5;

function withoutAt(depth: number, input: PermissionInput): ReadonlyMap<string, Provenance> {
  const nested = settingOf(readVsCodeSettings(input), "chat.subagents.allowInvocationsFromSubagents", false);
  return new Map([
    ["manage_todo_list", defaultProvenance("a sub-agent has no list of things to do")],
    ...(nested.value === true && depth <= deepest ? [] : [["runSubagent", nested.source] as const]),
  ]);
}

/** A tool of VS Code's own by the model's name, or a server's. */
export type Wanted =
  | { readonly kind: "own"; readonly tool: string }
  | { readonly kind: "server"; readonly server: string; readonly tool: string };

/** Why it does not have a tool, or cannot be told to have it. */
export function taken({ offer, without, depth }: Standing, wanted: Wanted): Closed | undefined {
  const never = wanted.kind === "own" ? without.get(wanted.tool) : undefined;
  if (never) return { outcome: "unreachable", by: never };
  const { list, by } = offer;
  if (!list) return depth > 0 && wanted.kind === "server" ? { outcome: "unknown", by: servedInTime } : undefined;
  const has = wanted.kind === "own" ? offers(list, wanted.tool) : offersOfServer(list, wanted.server, wanted.tool);
  if (has === undefined)
    return { outcome: "unknown", by: { ...by, text: `${by.text}: whether it names ${wanted.tool}` } };
  if (has) return undefined;
  return isBack(offer, wanted)
    ? { outcome: "unknown", by: { ...by, text: `${by.text}: ${back}` } }
    : { outcome: "unreachable", by };
}

const back = "in the turn after the prompt file manage_todo_list was there again (seen once)";

function isBack({ isPrompts }: Offer, wanted: Wanted): boolean {
  return isPrompts === true && wanted.kind === "own" && wanted.tool === "manage_todo_list";
}

const servedInTime = defaultProvenance(
  "a sub-agent without a list has the tools of those servers alone that ran before the session's turn began",
);

export function explainUnder(standing: Standing | Closed, action: Action, input: PermissionInput): Explanation {
  const gone = "outcome" in standing ? standing : takenFor(standing, action, input);
  if (!gone) return explain(action, input);
  return { agent: "vscode", outcome: gone.outcome, decidedBy: gone.by, lost: [] };
}

/** What the session itself does. */
export function explainSession(action: Action, input: PermissionInput): Explanation {
  return explainUnder(session, action, input);
}

function takenFor(standing: Standing, action: Action, input: PermissionInput): Closed | undefined {
  // Without files nothing is known of agents, and any may be there.
  if (action.kind === "subagent_start" && action.name !== undefined && input.agentFiles) {
    const kept = barred(action.name, standing);
    if (kept || ownAgents.has(action.name)) return kept;
    // Whatever it may do then, it is started.
    const found = findAgent(action.name, input);
    return "outcome" in found ? found : undefined;
  }
  const use = useOf(action, readVsCodeSettings(input));
  if ("missing" in use) return undefined;
  return taken(
    standing,
    use.kind === "mcp" ? { kind: "server", server: use.server, tool: use.tool } : { kind: "own", tool: use.tool },
  );
}

/** What took a row of the tree; a server whose tools are not known is there if one of them may be. */
export function takenRow(standing: Standing, { tool, specifier }: Grant): Provenance | undefined {
  const server = /^mcp_/.test(tool) ? /^(.+)\/([^/]+)$/.exec(specifier ?? "") : null;
  const [, name = "", of = ""] = server ?? [];
  if (server && of === "*" && offersSome(standing.offer.list ?? [], name)) return undefined;
  const own = tool === "edit" ? "replace_string_in_file" : tool;
  const found = taken(standing, server ? { kind: "server", server: name, tool: of } : { kind: "own", tool: own });
  return found?.outcome === "unreachable" ? found.by : undefined;
}
