/**
 * What a sub-agent of Gemini CLI may do: what the session may, with the tools of its list, by the policies that name it
 * too. Tried with 0.61.0 on 2026-11-26 without a person (`-p`) and over ACP; in its own screen it asks, by its code.
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Grant, Provenance } from "../../core/model/permission.ts";
import { actingWith, closedBy, noAction } from "../../core/permissions/acting.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Delegation } from "../agent.ts";
import { asFlag, lastGiven } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { isTakenAway, judge } from "./judge.ts";
import { callOf, explain, grantsUnder, judgeIn, sessionJudgement } from "./permissions.ts";
import { readPolicy } from "./policy.ts";
import { type GeminiSettings, readGeminiSettings } from "./settings.ts";
import { hasTool, mayHaveToolOf, namedSubAgents, type SubAgent, subAgentFiles, subAgentNamed } from "./subAgents.ts";

export const geminiDelegation: Delegation = {
  files: subAgentFiles,
  explain: explainDelegate,
  tree: { named: ({ agentFiles }) => namedSubAgents(agentFiles), acting },
};

const startsNone = defaultProvenance("a sub-agent of Gemini CLI starts no others");

/** What one may do that the session starts. */
function acting(name: string, input: PermissionInput): Acting {
  const found = standingOf(name, noAction(input.place), input);
  if ("outcome" in found) return closedBy(found);
  const settings = readGeminiSettings(input);
  const policy = readPolicy(input, settings, name);
  const session = readPolicy(input, settings);
  const gone = ({ tool }: Grant): Provenance | undefined => {
    if (tool === "invoke_agent") return startsNone;
    if (!hasTool(found, tool) && !mayHaveToolOf(found, tool)) return found.source;
    return settings.alone && isTakenAway({ tool }, settings, session) ? settings.alone : undefined;
  };
  const { grants, without } = actingWith(grantsUnder(input, settings, policy), gone);
  return { grants: grants.map((grant) => answered(grant, settings)), without };
}

/** As it is answered in a run where nobody is asked, or is not told. */
function answered(grant: Grant, { run, alone }: GeminiSettings): Grant {
  const by = alone ?? lastGiven(run, "acp")?.source;
  return grant.decision === "ask" && by ? { ...grant, decision: "deny", source: by } : grant;
}

function explainDelegate(chain: readonly string[], action: Action, input: PermissionInput): Explanation {
  const { outcome, by } = judgeDelegate(chain, action, input);
  return { agent: "gemini", outcome, decidedBy: asFlag(by), lost: [] };
}

/** The one that is started, or why it is not, or may not be known. */
function standingOf(name: string, action: Action, input: PermissionInput): SubAgent | Closed {
  const start = explain({ ...action, kind: "subagent_start", name } as Action, input);
  if (start.outcome !== "allow" && start.outcome !== "ask")
    return { outcome: start.outcome === "unknown" ? "unknown" : "unreachable", by: start.decidedBy };
  return subAgentNamed(name, readGeminiSettings(input), input.agentFiles);
}

function judgeDelegate([name = "", ...deeper]: readonly string[], action: Action, input: PermissionInput): Judgement {
  const found = standingOf(name, action, input);
  if ("outcome" in found && found.outcome === "unreachable") return because(found.outcome, found.by);
  if (deeper.length > 0 || action.kind === "subagent_start") return because("unreachable", startsNone);
  if ("outcome" in found) return because(found.outcome, found.by);
  const settings = readGeminiSettings(input);
  const judged = judgeTool(found, action, settings, input, name);
  // Over ACP the editor is not told of it, and the sub-agent waits for ever.
  return judged.outcome === "ask" && lastGiven(settings.run, "acp")
    ? because("deny", judged.by, `${judged.by.text}; over ACP nobody is told, and it waits for ever`)
    : judged;
}

function judgeTool(
  found: SubAgent,
  action: Action,
  settings: GeminiSettings,
  input: PermissionInput,
  name: string,
): Judgement {
  const policy = readPolicy(input, settings, name);
  const call = callOf(action, settings);
  if (!call) return judgeIn(action, settings, policy);
  const isOwn = action.kind === "mcp_call" && found.servers.includes(action.server);
  if (!isOwn && !hasTool(found, call.tool)) return because("unreachable", found.source);
  if (settings.alone && !isOwn && isTakenAway(call, settings, readPolicy(input, settings)))
    return because("unreachable", settings.alone, `${settings.alone.text}: the session has no ${call.tool}`);
  if (!isOwn) return sessionJudgement(judgeIn(action, settings, policy), settings);
  // Its own servers start in a trusted folder; that its file trusts one has no effect.
  if (!settings.trust.trusted) return because("unreachable", settings.trust.source);
  return sessionJudgement(judge(call, settings, policy), settings);
}
