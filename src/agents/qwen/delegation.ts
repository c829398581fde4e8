/** What a sub-agent of Qwen Code may do. Tried with 0.24.4 on 2026-11-26 (over ACP and with `-p`). */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Grant } from "../../core/model/permission.ts";
import { actingWith, closedBy, noAction } from "../../core/permissions/acting.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Delegation } from "../agent.ts";
import { asFlag } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { judge } from "./judge.ts";
import { grantsIn, judgeIn, useOf } from "./permissions.ts";
import { type QwenSettings, readQwenSettings } from "./settings.ts";
import {
  modeOfSubAgent,
  namedSubAgents,
  type SubAgent,
  subAgentFiles,
  subAgentNamed,
  whyWithout,
} from "./subAgents.ts";

export const qwenDelegation: Delegation = {
  files: subAgentFiles,
  explain: explainDelegate,
  tree: { named: ({ agentFiles }) => namedSubAgents(agentFiles), acting },
};

/** What one may do that the session starts. */
function acting(name: string, input: PermissionInput): Acting {
  const settings = readQwenSettings(input);
  if (settings.refused) return closedBy({ outcome: "unreachable", by: settings.refused });
  const unclear = settings.run.strange;
  if (unclear) return closedBy({ outcome: "unknown", by: unclear });
  const standing = standingOf(name, noAction(input.place), settings, input);
  if ("outcome" in standing) return closedBy(standing);
  const { found, mode } = standing;
  const { grants, without } = actingWith(grantsIn(input, { ...settings, mode }), ({ tool }) =>
    whyWithout(found, tool, true),
  );
  return { grants: grants.map((grant) => (found.background ? unasked(grant) : grant)), without };
}

const inBackground = "nobody is asked in the background, where it runs unless told otherwise";

function unasked(grant: Grant): Grant {
  if (grant.decision !== "ask") return grant;
  return { ...grant, decision: "deny", source: { ...grant.source, text: `${grant.source.text}; ${inBackground}` } };
}

/** The sub-agent and its mode; or why it does not act, or may not be known. */
function standingOf(
  name: string,
  action: Action,
  settings: QwenSettings,
  input: PermissionInput,
): { readonly found: SubAgent; readonly mode: QwenSettings["mode"] } | Closed {
  const start = judgeIn({ ...action, kind: "subagent_start", name } as Action, settings, input);
  if (start.outcome === "deny" || start.outcome === "unreachable") return { outcome: "unreachable", by: start.by };
  const found = subAgentNamed(name, input.agentFiles);
  if ("outcome" in found) return found;
  const mode = modeOfSubAgent(found, settings);
  // Rules that the mode auto drops were read by the session's mode.
  if (mode.name === "auto" && settings.mode.name !== "auto")
    return {
      outcome: "unknown",
      by: { ...mode.source, text: `${mode.source.text}: what it decides was not observed` },
    };
  return { found, mode };
}

function explainDelegate(chain: readonly string[], action: Action, input: PermissionInput): Explanation {
  const settings = readQwenSettings(input);
  const unclear = settings.run.strange;
  const { outcome, by } = settings.refused
    ? because("unreachable", settings.refused)
    : unclear
      ? because("unknown", unclear)
      : judgeChain(chain, action, settings, input);
  return { agent: "qwen", outcome, decidedBy: asFlag(by), lost: [] };
}

function judgeChain(
  [name = "", ...deeper]: readonly string[],
  action: Action,
  settings: QwenSettings,
  input: PermissionInput,
): Judgement {
  const standing = standingOf(name, action, settings, input);
  if ("outcome" in standing) return because(standing.outcome, standing.by);
  if (deeper.length > 0)
    return because("unknown", defaultProvenance("what a sub-agent of a sub-agent may do was not observed"));
  const { found, mode } = standing;
  const judged = judgeTool(found, action, { ...settings, mode }, input);
  return judged.outcome === "ask" && found.background
    ? because("deny", judged.by, `${judged.by.text}; ${inBackground}`)
    : judged;
}

function judgeTool(found: SubAgent, action: Action, settings: QwenSettings, input: PermissionInput): Judgement {
  const use = useOf(action, settings);
  const gone = use && whyWithout(found, use.tool);
  if (gone) return because("unreachable", gone);
  if (use && action.kind === "mcp_call" && found.servers.includes(action.server)) {
    if (!settings.trust.trusted) return because("unreachable", settings.trust.source);
    return judge(use, settings);
  }
  return judgeIn(action, settings, input);
}
