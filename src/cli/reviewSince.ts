/** The review of what changed since a commit, for pull requests and commits. */
import { join } from "node:path";
import { resolvable } from "../agents/resolvable.ts";
import { trustingConfigs } from "../agents/trusting.ts";
import type { DocumentFacts } from "../core/discover/facts.ts";
import { loadParsers, reviewGrammars } from "../core/parse/parsers.ts";
import { sourcesOf } from "../core/parse/project/sources.ts";
import { difference, isEmpty } from "../core/permissions/difference.ts";
import type { LoadedConfig } from "../core/permissions/input.ts";
import { createReviewer, type Reviewer } from "../core/review.ts";
import { compareReviews } from "../core/reviewDifference.ts";
import { type Revision, readRevision } from "../node/gitRevision.ts";
import { loadPermissions } from "../node/permissions.ts";
import { GitError } from "../node/quietGit.ts";
import { CliError } from "./errors.ts";
import type { Io } from "./io.ts";
import { configsAt } from "./permissionsBefore.ts";
import { type AgentChange, type ReviewReport, reportOf, sinceReport } from "./report/findings.ts";
import { createProgress, isFollowed, locate, reviewFolder } from "./workspaceReview.ts";

/**
 * Findings in changed files, and those elsewhere that were not there before: a changed setting can open a tool of a
 * file nobody touched. With it what agents can do that they could not.
 * @throws CliError
 */
export async function reviewSince(
  paths: readonly string[],
  ref: string,
  baseline: ReadonlySet<string>,
  io: Io,
): Promise<ReviewReport> {
  const [given = ".", extra] = paths;
  if (extra !== undefined) throw new CliError("usage", "--since takes one folder.");
  const place = await locate(given, io);
  if (place.kind !== "folder") throw new CliError("usage", `--since takes a folder, and “${given}” is a file.`);
  const reviewer = createReviewer(await loadParsers(io.wasm, reviewGrammars));
  const revision = await readEarlier(place.path, ref, reviewer);
  const progress = createProgress(io);
  const today = io.now().toISOString().slice(0, 10);
  const { root, facts } = await reviewFolder(place, reviewer, progress, today, io);
  const earlier = reviewer.review(await earlierFacts(facts, revision, reviewer), today);
  progress.end();
  const before = new Set(reportOf([{ ...root, reviews: earlier }], new Set()).findings.map((one) => one.fingerprint));
  const report = reportOf([root], baseline);
  return {
    ...report,
    findings: report.findings.filter(({ path, fingerprint }) => revision.changed.has(path) || !before.has(fingerprint)),
    since: sinceReport(revision.commit, compareReviews(earlier, root.reviews), root.prefix, {
      permissions: await permissionsSince(place.path, revision, facts, io),
      folders: { home: io.home, workspace: place.path },
    }),
  };
}

/**
 * What agents may do by configuration files that changed, where nothing else says anything and the folder is trusted:
 * the same on every machine.
 */
async function permissionsSince(
  workspace: string,
  { commit, changed }: Revision,
  documents: readonly DocumentFacts[],
  io: Io,
): Promise<readonly AgentChange[]> {
  const place = { home: io.home, workspace, platform: io.platform };
  const paths = [...changed].map((path) => join(workspace, path));
  const agents = resolvable.filter((agent) =>
    agent.configFiles(place).some(({ path, dropIns }) => dropIns === undefined && paths.includes(path)),
  );
  if (agents.length === 0) return [];
  const own: readonly LoadedConfig[] = [
    ...trustingConfigs(
      agents.map(({ id }) => id),
      place,
    ),
    ...agents
      .flatMap((agent) => agent.configFiles(place))
      .filter(({ layer, dropIns }) => layer !== "project" && layer !== "local" && dropIns === undefined)
      .map(({ layer, path }) => ({ layer, path })),
  ];
  const at = await configsAt(commit, { agents, place });
  const load = (configs: readonly LoadedConfig[]) =>
    loadPermissions({ agents, place, documents, environment: {}, configs });
  // What the commit has comes first, since the first of a path counts.
  const [before, after] = [await load([...at, ...own]), await load(own)];
  return after.flatMap(({ agent, title, ...rest }, index): AgentChange[] => {
    const old = before[index];
    const changes = old && difference(old, { agent, title, ...rest });
    return changes && !isEmpty(changes) ? [{ agent, title, changes }] : [];
  });
}

async function readEarlier(folder: string, ref: string, reviewer: Reviewer): Promise<Revision> {
  try {
    return await readRevision(folder, ref, (path) => reviewer.isCandidate(path));
  } catch (error) {
    if (error instanceof GitError) throw new CliError("input", error.message, { cause: error });
    throw error;
  }
}

/** What the documents said then. Those that did not change, and rest on none that did, still say it. */
async function earlierFacts(
  now: readonly DocumentFacts[],
  { changed, before }: Revision,
  reviewer: Reviewer,
): Promise<DocumentFacts[]> {
  const here = new Set(now.map(({ source }) => source.path));
  // What an import meant while a file was there that is gone, no document of now can say.
  const isResolvedAnew = [...before.keys()].some(
    (path) => isFollowed(path) && (!here.has(path) || path.endsWith(".json")),
  );
  const isSame = ({ source, reads = [] }: DocumentFacts) =>
    !changed.has(source.path) &&
    !(isResolvedAnew && isFollowed(source.path)) &&
    !reads.some((path) => changed.has(path));
  const kept = now.filter(({ source }) => !changed.has(source.path));
  const texts = new Map([...kept.map(({ source }): [string, string] => [source.path, source.text]), ...before]);
  const sources = sourcesOf(new Map([...texts].filter(([path]) => isFollowed(path))));
  const same = new Map(now.filter(isSame).map((facts) => [facts.source.path, facts]));
  const found: DocumentFacts[] = [];
  for (const [path, text] of texts) {
    const known = same.get(path);
    if (!known) await reviewer.prepare({ path, text });
    found.push(known ?? reviewer.inspect({ path, text }, sources));
  }
  return found;
}
