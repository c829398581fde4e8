import { type CancellationToken, FileType, type Uri, workspace } from "vscode";
import { breathe } from "../platform/events.ts";
import type { Log } from "../platform/log.ts";

/** Larger files are skipped with a log line: no definition a person could review is that long. */
export const maxReviewBytes = 2 * 1024 * 1024;

const endings = "json,json5,jsonc,md,mdc,toml,yaml,yml,ts,mts,cts,tsx,js,mjs,cjs,jsx,py,ipynb,cs,java,go,rs";
const excluded = "**/{node_modules,.git,.hg,.venv,venv,__pycache__,dist,out,build,target}/**";
const maxFiles = 50_000;

/** So that nobody waits for the names of a large folder. */
const namesAtOnce = 500;
const readsAtOnce = 16;

const decoder = new TextDecoder("utf-8");

/** Files of the workspace that may define something, by name alone. */
export async function findCandidates(
  isCandidate: (path: string) => boolean,
  log: Log,
  token: CancellationToken,
): Promise<Uri[]> {
  const files = await workspace.findFiles(`**/*.{${endings}}`, excluded, maxFiles, token);
  if (files.length === maxFiles)
    log.warn(`The workspace has more than ${maxFiles} files: the rest is reviewed when opened.`);
  const candidates: Uri[] = [];
  for (const part of inParts(files, namesAtOnce)) {
    candidates.push(...part.filter((uri) => isCandidate(workspace.asRelativePath(uri, false))));
    await breathe();
  }
  return candidates;
}

/** Reads files, several at once. @param onGone is told of those of which there is no text */
export async function readTexts(
  files: readonly Uri[],
  log: Log,
  token: CancellationToken,
  onGone: (uri: Uri) => void,
): Promise<readonly { readonly uri: Uri; readonly text: string }[]> {
  const read: { readonly uri: Uri; readonly text: string }[] = [];
  for (const part of inParts(files, readsAtOnce)) {
    if (token.isCancellationRequested) return [];
    const texts = await Promise.all(part.map((uri) => readText(uri, log)));
    for (const [index, uri] of part.entries()) {
      const text = texts[index];
      if (text === undefined) onGone(uri);
      else read.push({ uri, text });
    }
  }
  return read;
}

function inParts<T>(all: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, index) =>
    all.slice(index * length, (index + 1) * length),
  );
}

/** The text of a file, or undefined when it is gone, too large or not a file; the log says which. */
export async function readText(uri: Uri, log: Log): Promise<string | undefined> {
  try {
    const stat = await workspace.fs.stat(uri);
    if ((stat.type & FileType.File) === 0) return undefined;
    if (stat.size > maxReviewBytes) {
      log.warn(`Not reviewed, larger than ${maxReviewBytes} bytes: ${uri.toString(true)}`);
      return undefined;
    }
    return decoder.decode(await workspace.fs.readFile(uri));
  } catch (error) {
    log.info(`Not reviewed, could not be read: ${uri.toString(true)} (${String(error)})`);
    return undefined;
  }
}
