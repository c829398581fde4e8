/** An earlier state of a folder, read from git. */
import { askGit, GitError } from "./quietGit.ts";
import { maxFileBytes } from "./workspaceFiles.ts";

export interface Revision {
  /** The commit compared with: where the history of REF and of the folder parted. */
  readonly commit: string;
  /** Files that are not as they were, relative to the folder: changed, new (also those git does not know yet), gone. */
  readonly changed: ReadonlySet<string>;
  /** The earlier text of those that were there, by the same names. */
  readonly before: ReadonlyMap<string, string>;
}

/**
 * @param wanted whether the earlier text of a file is of interest, by its name
 * @throws GitError
 */
export async function readRevision(folder: string, ref: string, wanted: (path: string) => boolean): Promise<Revision> {
  const git = (...args: readonly string[]) => askGit(folder, args, limits);
  await git("rev-parse", "--git-dir").catch((error) => fail("The folder is in no git repository", error));
  const named = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch((error) =>
    fail(`git knows no commit named “${ref}” here; in CI, fetch its history too`, error),
  );
  const commit = line(named);
  // Without a common ancestor (a shallow clone), the commit itself is what there is to compare with.
  const base = await git("merge-base", commit, "HEAD").then(line, () => commit);
  const raw = await git(
    "diff",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--relative",
    base,
    "--",
    ".",
  );
  const entries = rawEntries(raw.toString("utf8"));
  const untracked = (await git("ls-files", "--others", "--exclude-standard", "-z", "--", ".")).toString("utf8");
  const known = entries.filter(({ path, blob }) => blob !== undefined && wanted(path));
  return {
    commit: base,
    changed: new Set([...entries.map(({ path }) => path), ...untracked.split("\0").filter(Boolean)]),
    before: await readBlobs(folder, known),
  };
}

function fail(message: string, cause: unknown): never {
  const said = cause instanceof GitError ? ` (${cause.message})` : "";
  throw new GitError(`${message}.${said}`, { cause });
}

interface Changed {
  readonly path: string;
  /** Its earlier content; undefined when it was not there, or was no plain file. */
  readonly blob: string | undefined;
}

/** `:100644 100644 <old> <new> M\0path\0…` */
function rawEntries(text: string): Changed[] {
  const parts = text.split("\0");
  const found: Changed[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [mode = "", , blob = ""] = (parts[index] ?? "").replace(/^:/, "").split(" ");
    found.push({
      path: parts[index + 1] ?? "",
      blob: mode.startsWith("100") && /[1-9a-f]/.test(blob) ? blob : undefined,
    });
  }
  return found;
}

async function readBlobs(folder: string, files: readonly Changed[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (files.length === 0) return texts;
  const input = files.map(({ blob }) => `${blob}\n`).join("");
  const out = await askGit(folder, ["cat-file", "--batch"], { ...limits, input });
  let at = 0;
  for (const { path, blob } of files) {
    const end = out.indexOf(10, at);
    const [, kind, length] = out.subarray(at, end).toString("latin1").split(" ");
    if (end < 0 || kind !== "blob") throw new GitError(`git has no content for ${blob} (a partial clone?).`);
    const bytes = out.subarray(end + 1, end + 1 + Number(length));
    at = end + 1 + Number(length) + 1;
    if (bytes.length <= maxFileBytes && !bytes.subarray(0, 8192).includes(0)) texts.set(path, bytes.toString("utf8"));
  }
  return texts;
}

/** Longer than any repository takes, so that a stuck file system is an error at last. */
const limits = { timeoutMs: 300_000, maxBytes: 512 * 1024 * 1024 };

function line(bytes: Buffer): string {
  return bytes.toString("utf8").trim();
}
