/** Reads and reviews what the caller named: folders with all below them, and single files. */
import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { pluginManifests } from "../core/discover/agents/m365.ts";
import type { DocumentFacts } from "../core/discover/facts.ts";
import { loadParsers } from "../core/parse/parsers.ts";
import { readerOf } from "../core/parse/project/languages.ts";
import { type Sources, sourcesOf } from "../core/parse/project/sources.ts";
import { createReviewer, type Review, type Reviewer } from "../core/review.ts";
import { type Inspectors, sharesOf } from "../node/review/inspectors.ts";
import { readCandidate, type SkippedFile, type WorkspaceFile, workspaceFiles } from "../node/workspaceFiles.ts";
import { CliError, explainSystemError } from "./errors.ts";
import type { Io } from "./io.ts";

/** Documents judged together: a folder, or the single files that were named. */
export interface ReviewedRoot {
  /** Absolute. */
  readonly folder: string;
  /** Put before a path, it names the file as seen from the current folder: "" or ending with "/". */
  readonly prefix: string;
  /** By path relative to `folder`. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly skipped: readonly SkippedFile[];
}

/** @throws CliError "input" when a path cannot be read */
export async function reviewPaths(paths: readonly string[], io: Io): Promise<readonly ReviewedRoot[]> {
  const places = await Promise.all((paths.length === 0 ? ["."] : paths).map((path) => locate(path, io)));
  const reviewer = createReviewer(await loadParsers(io.wasm, []));
  const progress = createProgress(io);
  const today = io.now().toISOString().slice(0, 10);
  const roots: ReviewedRoot[] = [];
  const files = places.filter((place) => place.kind === "file");
  if (files.length > 0) roots.push(await reviewFiles(files, reviewer, io, today));
  for (const place of places) {
    if (place.kind === "folder") roots.push((await reviewFolder(place, reviewer, progress, today, io)).root);
  }
  progress.end();
  return roots;
}

/** The facts of one folder's documents, for the permissions of its agents. */
export async function inspectFolder(folder: string, io: Io): Promise<readonly DocumentFacts[]> {
  const [root] = await reviewPaths([folder], io);
  return [...(root?.reviews.values() ?? [])].map(({ facts }) => facts);
}

/** A folder or file that the caller named. */
export interface Place {
  readonly kind: "file" | "folder";
  readonly given: string;
  readonly path: string;
}

/** @throws CliError "input" when there is no such file or folder */
export async function locate(given: string, io: Io): Promise<Place> {
  const path = resolve(io.cwd, given);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { kind: "folder", given, path };
    if (found.isFile()) return { kind: "file", given, path };
  } catch (error) {
    throw new CliError("input", `“${given}” cannot be reviewed: ${explainSystemError(error)}.`, { cause: error });
  }
  throw new CliError("input", `“${given}” cannot be reviewed: it is neither a file nor a folder.`);
}

/** Fewer files are inspected sooner than a thread is ready. */
const filesWorthThreads = 300;

/** @returns the review, and what each document says by itself, for a comparison. */
export async function reviewFolder(
  place: Place,
  reviewer: Reviewer,
  progress: Progress,
  today: string,
  { inspectors }: Pick<Io, "inspectors"> = {},
): Promise<{ readonly root: ReviewedRoot; readonly facts: readonly DocumentFacts[] }> {
  const facts: DocumentFacts[] = [];
  const skipped: SkippedFile[] = [];
  const texts = new Map<string, string>();
  let threads: Inspectors | undefined;
  try {
    for (const file of workspaceFiles(place.path, reviewer.isCandidate)) {
      // Code is inspected when all of it is there, since it is followed from file to file.
      if (!("skipped" in file) && isFollowed(file.path)) {
        texts.set(file.path, file.text);
        if (texts.size === filesWorthThreads) threads = inspectors?.();
        if (texts.size === filesWorthThreads) threads?.start();
      } else {
        await take(file, reviewer, facts, skipped);
        progress.step();
      }
    }
    facts.push(...(await inspectCode(texts, reviewer, progress, threads)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new CliError("input", `“${place.given}” cannot be reviewed: ${explainSystemError(error)}.`, { cause: error });
  } finally {
    threads?.end();
  }
  const given = slashes(place.given).replace(/(?:^|\/)\.?\/*$/, "");
  const prefix = given === "" ? (place.given.startsWith("/") ? "/" : "") : `${given}/`;
  const reviews = reviewer.review(facts, today);
  return { root: { folder: place.path, prefix: prefix.replace(/^(?:\.\/)+/, ""), reviews, skipped }, facts };
}

/** The facts of all files, in their order, of which threads find a part. */
async function inspectCode(
  texts: ReadonlyMap<string, string>,
  reviewer: Reviewer,
  progress: Progress,
  threads: Inspectors | undefined,
): Promise<DocumentFacts[]> {
  await reviewer.expect(texts.keys());
  const sources = sourcesOf(texts);
  const found = new Map<string, DocumentFacts>();
  const look = async (paths: readonly string[]) => {
    for (const [index, path] of paths.entries()) {
      if (found.has(path)) continue;
      const file = { path, text: texts.get(path) ?? "" };
      const loading = reviewer.prepare(file);
      if (loading) await loading;
      found.set(path, reviewer.inspect(file, sources));
      progress.step();
      // The threads are heard only in a pause.
      if (threads && index % filesBetweenPauses === 0) await pause();
    }
  };
  if (threads) {
    const [own = [], ...others] = sharesOf(texts, threads.count + 1);
    const theirs = threads.inspect(texts, others);
    await Promise.all([look(own), theirs]);
    for (const [path, facts] of await theirs) {
      found.set(path, facts);
      progress.step();
    }
  }
  await look([...texts.keys()]);
  return [...texts.keys()].flatMap((path) => found.get(path) ?? []);
}

const filesBetweenPauses = 32;

/** A named file is inspected whatever its name, and told of when its name says that it defines nothing. */
async function reviewFiles(places: readonly Place[], reviewer: Reviewer, io: Io, today: string): Promise<ReviewedRoot> {
  const facts: DocumentFacts[] = [];
  const skipped: SkippedFile[] = [];
  const texts = new Map<string, string>();
  for (const { path, given } of places) {
    const fromHere = slashes(relative(io.cwd, path));
    const name = fromHere.startsWith("../") || sep === fromHere ? slashes(path) : fromHere;
    if (!reviewer.isCandidate(name)) io.warn(`countersign: “${given}” is of no kind that is reviewed.\n`);
    const file = readCandidate(path, name);
    if ("skipped" in file) skipped.push(file);
    else texts.set(file.path, file.text);
  }
  const sources = sourcesOf(texts);
  await reviewer.expect(texts.keys());
  for (const [path, text] of texts) await take({ path, text }, reviewer, facts, skipped, sources);
  return { folder: io.cwd, prefix: "", reviews: reviewer.review(facts, today), skipped };
}

async function take(
  file: WorkspaceFile,
  reviewer: Reviewer,
  facts: DocumentFacts[],
  skipped: SkippedFile[],
  sources?: Sources,
): Promise<void> {
  if ("skipped" in file) {
    skipped.push(file);
    return;
  }
  await reviewer.prepare(file);
  facts.push(reviewer.inspect(file, sources));
}

/** Files that others are read with: code, and what says how it is resolved. */
export function isFollowed(path: string): boolean {
  return (
    readerOf(path) !== undefined ||
    /\.(?:cs|java|go|rs|kts?)$/.test(path) ||
    /(?:^|\/)(?:package|tsconfig|jsconfig|ai-plugin)\.json$/.test(path) ||
    pluginManifests(path).length > 0
  );
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

export interface Progress {
  step(): void;
  end(): void;
}

/** A line on the terminal that is drawn over; nothing at all where nobody looks. */
export function createProgress(io: Io): Progress {
  if (!io.progress) return { step: () => undefined, end: () => undefined };
  let files = 0;
  return {
    step: () => {
      files++;
      if (files % 100 === 0) io.warn(`\r${files} files reviewed`);
    },
    end: () => {
      if (files >= 100) io.warn("\r\u001b[K");
    },
  };
}
