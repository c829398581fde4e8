import { createHash } from "node:crypto";
import { createJudge, type Judge, type Surroundings } from "../core/decide.ts";
import { combineVerdicts, type JudgeCall } from "../core/gate/judgement.ts";
import type { Platform } from "../core/model/action.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { Verdict } from "../core/model/verdict.ts";
import type { Grammar, Parsers } from "../core/parse/parsers.ts";
import { type Locations, protectedPaths } from "./locations.ts";
import { type LoadPolicy, type Policies, readPolicies } from "./policyFiles.ts";
import { realPath } from "./realPath.ts";
import { withSql } from "./sqlReader.ts";
import { workspaceOf } from "./workspaceOf.ts";

export interface JudgingOptions {
  readonly locations: Locations;
  readonly parsers: Parsers;
  readonly loadPolicy: LoadPolicy;
  /** Absolute folders of the window; none when there is no window. */
  folders(): readonly string[];
  readonly extensionId: string;
  /** Judges a change of an agent's configuration. */
  readonly judgeConfigChange: (call: HeldCall) => Verdict;
}

/** The grammars that judging needs, so that not all have to be loaded: shells, and languages for inline code. */
export const judgeGrammars: readonly Grammar[] = [
  "bash",
  "powershell",
  "javascript",
  "typescript",
  "python",
  "ruby",
  "php",
];

/** Judges held calls on this machine: real paths, the user's and the workspace's policy as they are now. */
export function createJudging(options: JudgingOptions): JudgeCall {
  let last: { readonly policies: Policies; readonly judge: Judge } | undefined;
  return (call) => {
    if (call.event === "config-change") return { verdict: options.judgeConfigChange(call), policyRevision: "built-in" };
    const workspace = workspaceOf(call.cwd, options.folders(), options.locations.home);
    const policies = readPolicies(options.locations, workspace, options.loadPolicy);
    if (last?.policies.text !== policies.text) {
      last = { policies, judge: createJudge(withSql(options.parsers), policies) };
    }
    const { judge } = last;
    const place = surroundings(options, workspace);
    const verdict = combineVerdicts(call.actions.map((action) => judge.decide(action, place)));
    return { verdict, policyRevision: policyRevision(policies) };
  };
}

/** Where actions happen on this machine. */
export function surroundings(
  { locations, extensionId }: Pick<JudgingOptions, "locations" | "extensionId">,
  workspace: string | undefined,
): Surroundings {
  return {
    platform: process.platform as Platform,
    home: locations.home,
    workspace,
    realpath: realPath,
    protectedPaths: protectedPaths(locations, workspace),
    extensionId,
    today: new Date().toISOString().slice(0, 10),
  };
}

/** "built-in" when no policy file is there; otherwise a short digest of the texts in force. */
export function policyRevision(policies: Policies): string {
  if (!policies.user && !policies.workspace) return "built-in";
  return createHash("sha256").update(policies.text).digest("hex").slice(0, 16);
}
