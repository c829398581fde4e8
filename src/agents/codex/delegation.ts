/**
 * What a sub-agent of Codex may do: what the session may. Its file's own sandbox, approval policy and servers have no
 * effect. Tried with 0.169.0 on 2026-11-26 (app server and `codex exec`).
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Explanation } from "../../core/model/permission.ts";
import { actingWith, closedBy } from "../../core/permissions/acting.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import type { Delegation } from "../agent.ts";
import { judgeAny } from "./judge.ts";
import { explain, permissions } from "./permissions.ts";
import { readCodexSettings } from "./settings.ts";
import { judgeStart, namedSubAgents, subAgentFiles } from "./subAgents.ts";

export const codexDelegation: Delegation = {
  files: subAgentFiles,
  explain: explainDelegate,
  tree: { named: (input) => namedSubAgents(readCodexSettings(input), input), acting },
};

/** What one may do that the session starts: what the session may. */
function acting(name: string, input: PermissionInput): Acting {
  const settings = readCodexSettings(input);
  const { outcome, by } = judgeAny(settings) ?? judgeStart(name, 1, settings, input);
  if (outcome !== "allow") return closedBy({ outcome: outcome === "unknown" ? outcome : "unreachable", by });
  return actingWith(permissions(input).grants, () => undefined);
}

function explainDelegate(chain: readonly string[], action: Action, input: PermissionInput): Explanation {
  const settings = readCodexSettings(input);
  const started =
    judgeAny(settings) ??
    chain.map((name, index) => judgeStart(name, index + 1, settings, input)).find(({ outcome }) => outcome !== "allow");
  if (started) return { agent: "codex", outcome: started.outcome, decidedBy: started.by, lost: [] };
  if (action.kind !== "subagent_start") return explain(action, input);
  const { outcome, by } = judgeStart(action.name ?? "default", chain.length + 1, settings, input);
  return { agent: "codex", outcome, decidedBy: by, lost: [] };
}
