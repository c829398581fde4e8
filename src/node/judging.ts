import { createHash } from "node:crypto";
import { createJudge, type Judge, type Surroundings } from "../core/decide.ts";
import type { KnownTool } from "../core/effects/place.ts";
import { combineVerdicts, type JudgeCall } from "../core/gate/judgement.ts";
import { createRuleOfTwo, type Leg } from "../core/gate/ruleOfTwo.ts";
import type { Platform } from "../core/model/action.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { Verdict } from "../core/model/verdict.ts";
import type { Parsers } from "../core/parse/parsers.ts";
import { fileContent } from "./fileContent.ts";
import { linkCount } from "./linkCount.ts";
import { createLinkedSettings, type LinkedFiles, withRealPaths } from "./linkedFiles.ts";
import { type Locations, protectedPaths } from "./locations.ts";
import { type LoadPolicy, type Policies, readPolicies } from "./policyFiles.ts";
import { createRealPath } from "./realPath.ts";
import { createSessions } from "./sessions.ts";
import { withSql } from "./sqlReader.ts";
import { createWorkspaceFinder } from "./workspaceOf.ts";

export interface JudgingOptions {
  readonly locations: Locations;
  readonly parsers: Parsers;
  readonly loadPolicy: LoadPolicy;
  /** Absolute folders of the window; none when there is no window. */
  folders(): readonly string[];
  readonly extensionId: string;
  /** What a server's tool does by its definition in the workspace, where the review knows it. */
  toolEffects?(workspace: string, server: string, tool: string): KnownTool | undefined;
  /** What is recorded of a session of which this process knows nothing; without it, what this process saw counts. */
  legsBefore?(call: HeldCall): Promise<readonly Leg[]>;
  /** Judges a change of an agent's configuration. */
  readonly judgeConfigChange: (call: HeldCall) => Verdict;
}

export interface Judging {
  readonly judge: JudgeCall;
  /** Remembers, for the rest of its session, what a call does that goes ahead. */
  allowed(call: HeldCall): void;
  /** The workspace a call belongs to: what judges, learns and records it speaks of the same. */
  workspaceOf(call: HeldCall): string | undefined;
}

/** Judges held calls on this machine: real paths, the user's and the workspace's policy as they are now. */
export function createJudging(options: JudgingOptions): Judging {
  let last: { readonly policies: Policies; readonly judge: Judge } | undefined;
  const sessions = createSessions();
  const linkedSettings = createLinkedSettings(options.locations);
  const ruleOfTwo = createRuleOfTwo();
  const workspaceFor = createWorkspaceFinder(options.folders, options.locations.home);
  const judgeIn = (workspace: string | undefined) => {
    const policies = readPolicies(options.locations, workspace, options.loadPolicy);
    if (last?.policies.text !== policies.text)
      last = { policies, judge: createJudge(withSql(options.parsers), policies) };
    return last;
  };
  const learn = (call: HeldCall) => {
    const workspace = workspaceFor(call);
    const { judge } = judgeIn(workspace);
    for (const action of call.actions) {
      const place = { ...surroundings(options, workspace, linkedSettings()), session: sessions.of(call) };
      sessions.add(call, judge.learn(action, place));
    }
  };
  const unlearned: HeldCall[] = [];
  const learnAll = () => {
    for (const call of unlearned.splice(0)) {
      try {
        learn(call);
      } catch {
        // A memory that lacks one call must not stop the next one.
      }
    }
  };
  return {
    workspaceOf: workspaceFor,
    judge(call) {
      // INVARIANT: what went ahead before counts, also when it was not learned yet.
      learnAll();
      if (call.event === "config-change")
        return { verdict: options.judgeConfigChange(call), policyRevision: "built-in" };
      const workspace = workspaceFor(call);
      const { judge, policies } = judgeIn(workspace);
      const place = { ...surroundings(options, workspace, linkedSettings()), session: sessions.of(call) };
      const verdict = combineVerdicts(call.actions.map((action) => judge.decide(action, place)));
      const judgement = { verdict, policyRevision: policyRevision(policies) };
      if (!options.legsBefore || !ruleOfTwo.mayDependOnPast(call, judgement)) return ruleOfTwo.apply(call, judgement);
      return options.legsBefore(call).then((before) => ruleOfTwo.apply(call, judgement, before));
    },
    allowed(call) {
      ruleOfTwo.allowed(call);
      unlearned.push(call);
      // The agent's answer goes out first: nobody waits for the learning.
      setImmediate(learnAll);
    },
  };
}

/** Where actions happen on this machine, for one judgement: what was seen of its paths is kept. */
export function surroundings(
  options: Pick<JudgingOptions, "locations" | "extensionId" | "toolEffects">,
  workspace: string | undefined,
  behindLinks: LinkedFiles = {},
): Surroundings {
  const { locations, extensionId } = options;
  return {
    platform: process.platform as Platform,
    home: locations.home,
    workspace,
    realpath: createRealPath(),
    readFile: fileContent,
    linkCount,
    ...(workspace === undefined
      ? {}
      : { toolEffects: (server: string, tool: string) => options.toolEffects?.(workspace, server, tool) }),
    protectedPaths: withRealPaths(protectedPaths(locations, workspace)),
    behindLinks,
    extensionId,
    today: new Date().toISOString().slice(0, 10),
  };
}

/** "built-in" when no policy file is there; otherwise a short digest of the texts in force. */
export function policyRevision(policies: Policies): string {
  if (!policies.user && !policies.workspace) return "built-in";
  return createHash("sha256").update(policies.text).digest("hex").slice(0, 16);
}
