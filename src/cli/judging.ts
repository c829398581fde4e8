/** Judges actions on the command line by the policies of a home and a workspace. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createJudge, type Judge, parseAction, type Surroundings } from "../core/decide.ts";
import { extensionId } from "../core/identity.ts";
import type { Action, Platform } from "../core/model/action.ts";
import type { Verdict } from "../core/model/verdict.ts";
import { loadParsers } from "../core/parse/parsers.ts";
import { type ToolEffects, toolEffectsIn } from "../core/permissions/toolEffects.ts";
import { loadPolicy } from "../core/policy/load.ts";
import { fileContent } from "../node/fileContent.ts";
import { linkCount } from "../node/linkCount.ts";
import { withRealPaths } from "../node/linkedFiles.ts";
import { type Locations, locations, protectedPaths } from "../node/locations.ts";
import { type Policies, readPolicies } from "../node/policyFiles.ts";
import { realPath } from "../node/realPath.ts";
import { withSql } from "../node/sqlReader.ts";
import { judgeGrammars } from "../node/wasm.ts";
import type { Arguments } from "./command.ts";
import { CliError } from "./errors.ts";
import type { Io } from "./io.ts";
import { inspectFolder } from "./workspaceReview.ts";

export const platforms = ["linux", "darwin", "win32"] as const;

/** Where actions happen, as the options say; an action's own fields go first. */
export interface JudgingPlace {
  readonly workspace: string | undefined;
  readonly home: string;
  readonly platform: Platform;
  /** Stands in for the user's policy. */
  readonly policy: string | undefined;
}

/** @throws CliError "usage" or "input" */
export function judgingPlace(args: Arguments, io: Io): JudgingPlace {
  const platform = args.oneOf("platform", platforms) ?? io.platform;
  // Paths of another platform are taken as they are: nothing on this machine can resolve them.
  const absolute = (path: string) => (platform === io.platform ? resolve(io.cwd, path) : path);
  const workspace = args.text("workspace") ?? (platform === io.platform ? io.cwd : undefined);
  const policy = args.text("policy");
  const policyPath = policy === undefined ? undefined : resolve(io.cwd, policy);
  if (policyPath !== undefined && !existsSync(policyPath)) {
    throw new CliError("input", `The policy “${policy}” does not exist.`);
  }
  return {
    platform,
    workspace: workspace === undefined ? undefined : absolute(workspace),
    home: absolute(args.text("home") ?? io.home),
    policy: policyPath,
  };
}

export type Judged = Verdict | { readonly id?: string; readonly decision: "deny"; readonly error: string };

export interface CliJudge {
  /** Judges one value that should be an action; what is none is denied with the reason. */
  judge(value: unknown): Promise<Judged>;
  decide(action: Action): Promise<Verdict>;
}

export async function createCliJudge(place: JudgingPlace, io: Io): Promise<CliJudge> {
  const parsers = withSql(await loadParsers(io.wasm, judgeGrammars));
  const judges = new Map<string, Judge>();
  const review = reviewedOnce(place, io);
  const decide = async (action: Action) => {
    const home = action.home ?? place.home;
    const workspace = action.workspace ?? place.workspace;
    const platform = action.platform ?? place.platform;
    const own = locations(home);
    const places: Locations = place.policy === undefined ? own : { ...own, policy: place.policy };
    const judge = judgeFor(JSON.stringify([home, workspace]), () => readPolicies(places, workspace, loadPolicy));
    // A tool is looked up in what the workspace itself defines, which is read when the first call of one comes.
    const isReviewed = action.kind === "mcp_call" && workspace !== undefined && workspace === place.workspace;
    const toolEffects = isReviewed && platform === io.platform ? await review() : undefined;
    return judge.decide(action, {
      ...surroundings(places, workspace, platform, io),
      ...(toolEffects ? { toolEffects } : {}),
    });
  };
  const judgeFor = (key: string, read: () => Policies): Judge => {
    const known = judges.get(key) ?? createJudge(parsers, read());
    if (judges.size > maxJudges) judges.clear();
    judges.set(key, known);
    return known;
  };
  return {
    decide,
    async judge(value) {
      const parsed = parseAction(value);
      return "error" in parsed ? { ...idOf(value), decision: "deny", error: parsed.error } : decide(parsed.action);
    },
  };
}

/** The tools that the place's workspace defines. A workspace that cannot be read defines none. */
function reviewedOnce({ workspace, home, platform }: JudgingPlace, io: Io): () => Promise<ToolEffects | undefined> {
  let reviewed: Promise<ToolEffects | undefined> | undefined;
  const read = async (folder: string) => toolEffectsIn(await inspectFolder(folder, io), { home, workspace, platform });
  return () => {
    reviewed ??= workspace === undefined ? Promise.resolve(undefined) : read(workspace).catch(() => undefined);
    return reviewed;
  };
}

/** Input can name as many places as it has lines. */
const maxJudges = 100;

function surroundings(places: Locations, workspace: string | undefined, platform: Platform, io: Io): Surroundings {
  const own = protectedPaths(places, workspace);
  // Links and files of another platform's paths cannot be followed here.
  const isHere = platform === io.platform;
  return {
    platform,
    home: places.home,
    workspace,
    protectedPaths: isHere ? withRealPaths(own) : own,
    extensionId,
    today: io.now().toISOString().slice(0, 10),
    ...(isHere ? { realpath: realPath, readFile: fileContent, linkCount } : {}),
  };
}

function idOf(value: unknown): { id?: string } {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? { id } : {};
}
