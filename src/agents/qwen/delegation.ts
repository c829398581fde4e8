/** What a sub-agent of Qwen Code may do. Tried with 0.24.4 on 2026-11-26 (over ACP and with `-p`). */
import type { Action } from "../../core/model/action.ts";
import type { Explanation } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Delegation } from "../agent.ts";
import { asFlag } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { judge } from "./judge.ts";
import { judgeIn, useOf } from "./permissions.ts";
import { type QwenSettings, readQwenSettings } from "./settings.ts";
import { modeOfSubAgent, type SubAgent, subAgentFiles, subAgentNamed, whyWithout } from "./subAgents.ts";

export const qwenDelegation: Delegation = { files: subAgentFiles, explain: explainDelegate };

function explainDelegate(chain: readonly string[], action: Action, input: PermissionInput): Explanation {
  const settings = readQwenSettings(input);
  const unclear = settings.stopped ?? settings.run.strange;
  const { outcome, by } = unclear ? because("unknown", unclear) : judgeChain(chain, action, settings, input);
  return { agent: "qwen", outcome, decidedBy: asFlag(by), lost: [] };
}

function judgeChain(
  [name = "", ...deeper]: readonly string[],
  action: Action,
  settings: QwenSettings,
  input: PermissionInput,
): Judgement {
  const start = judgeIn({ ...action, kind: "subagent_start", name } as Action, settings, input);
  if (start.outcome === "deny" || start.outcome === "unreachable") return because("unreachable", start.by);
  const found = subAgentNamed(name, input.agentFiles);
  if ("outcome" in found) return because(found.outcome, found.by);
  if (deeper.length > 0)
    return because("unknown", defaultProvenance("what a sub-agent of a sub-agent may do was not observed"));
  const mode = modeOfSubAgent(found, settings);
  // Rules that the mode auto drops were read by the session's mode.
  if (mode.name === "auto" && settings.mode.name !== "auto")
    return because("unknown", mode.source, `${mode.source.text}: what it decides was not observed`);
  const judged = judgeTool(found, action, { ...settings, mode }, input);
  return judged.outcome === "ask" && found.background
    ? because(
        "deny",
        judged.by,
        `${judged.by.text}; nobody is asked in the background, where it runs unless told otherwise`,
      )
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
