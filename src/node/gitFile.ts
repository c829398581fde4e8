/** Files of a folder as a commit has them. */
import { relative, sep } from "node:path";
import { askGit } from "./quietGit.ts";

const limits = { timeoutMs: 60_000, maxBytes: 4 * 1024 * 1024 };

/** Undefined: the commit has no such file. */
export type GitFile = { readonly text: string } | { readonly error: string } | undefined;

/**
 * @param ref a commit, branch or tag
 * @param paths absolute, all below the folder
 * @throws when there is no such commit
 */
export async function filesAtCommit(
  folder: string,
  ref: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, GitFile>> {
  const commit = await commitOf(folder, ref);
  const names = new Map(paths.map((path) => [path, relative(folder, path).split(sep).join("/")]));
  const listed = await git(["ls-tree", "-z", "--name-only", commit, "--", ...new Set(names.values())], folder);
  const there = new Set(listed.split("\0"));
  const found = new Map<string, GitFile>();
  for (const [path, name] of names) {
    if (found.has(path)) continue;
    found.set(path, there.has(name) ? await blob(folder, `${commit}:./${name}`) : undefined);
  }
  return found;
}

export interface Commit {
  /** Its whole name. */
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly subject: string;
}

const maxCommits = 50;

/**
 * The commits that changed any of these files, newest first.
 * @param paths absolute, all below the folder
 * @throws when there is no commit
 */
export async function commitsOf(folder: string, paths: readonly string[]): Promise<readonly Commit[]> {
  const names = paths.map((path) => `:(literal)${relative(folder, path).split(sep).join("/")}`);
  const format = ["-z", "--format=%H%x1f%cI%x1f%s", "--no-show-signature", `--max-count=${maxCommits}`];
  const told = await git(["log", ...format, await commitOf(folder, "HEAD"), "--", ...names], folder);
  return told.split("\0").flatMap((entry): Commit[] => {
    const [id = "", time = "", ...subject] = entry.split("\x1f");
    return /^[0-9a-f]{40,64}$/.test(id) ? [{ id, time, subject: subject.join(" ") }] : [];
  });
}

async function blob(folder: string, name: string): Promise<GitFile> {
  try {
    return { text: await git(["cat-file", "blob", name], folder) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "unreadable" };
  }
}

/** The commit's own name, so that what follows can be nothing else. */
async function commitOf(folder: string, ref: string): Promise<string> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const name = (await git(args, folder)).trim();
  if (!/^[0-9a-f]{40,64}$/.test(name)) throw new Error(`“${ref}” names no commit.`);
  return name;
}

async function git(args: readonly string[], folder: string): Promise<string> {
  return (await askGit(folder, args, limits)).toString("utf8");
}
