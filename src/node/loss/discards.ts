/** What git commands would throw away, by their own words. */
import { type Git, isReference } from "./git.ts";

export interface Discard {
  /** In words: "3 uncommitted changes". */
  readonly what: string;
  /** Paths, from the top of the repository, of files whose content would be gone. */
  readonly files: readonly string[];
}

interface Row {
  readonly command: RegExp;
  find(git: Git, words: readonly string[]): Promise<Discard | undefined>;
}

/** The first row that fits a simple command counts. */
const rows: readonly Row[] = [
  { command: /^git reset\b.* --hard\b/, find: resetHard },
  {
    command: /^git clean\b/,
    find: (git, words) =>
      untracked(
        git,
        words.some((word) => /^-[a-zA-Z]*[xX]/.test(word)),
      ),
  },
  { command: /^git stash (?:drop|clear)\b/, find: stashes },
  { command: /^git branch\b.* (?:-D|-d -f|--delete --force)\b/, find: branch },
  { command: /^git push\b.* (?:-f|--force)\b/, find: forcePush },
  { command: /^git (?:checkout|restore|switch)\b/, find: (git) => uncommitted(git) },
];

/** What git would not tell, or not in time. */
const uncounted: Discard = { what: "changes that cannot be counted", files: [] };

/** Undefined where the command throws nothing away that can be counted. */
export async function discardOf(command: string, git: Git): Promise<Discard | undefined> {
  const row = rows.find((candidate) => candidate.command.test(command));
  return row?.find(git, command.split(" "));
}

async function uncommitted(git: Git): Promise<Discard | undefined> {
  const lines = await git.lines(["status", "--porcelain", "-z", "--untracked-files=no", "--no-renames"]);
  if (lines === undefined) return uncounted;
  if (lines.length === 0) return undefined;
  const files = lines.map((line) => line.slice(3));
  return { what: counted(files.length, "uncommitted change"), files };
}

async function resetHard(git: Git, words: readonly string[]): Promise<Discard | undefined> {
  const target = words.slice(words.indexOf("reset") + 1).find(isReference);
  const changes = await uncommitted(git);
  const commits = target ? await commitCount(git, [`${target}..HEAD`]) : 0;
  const parts = [changes?.what, commits ? `${counted(commits, "commit")} of this branch` : undefined];
  const what = parts.filter((part) => part !== undefined).join(" and ");
  return what === "" ? undefined : { what, files: changes?.files ?? [] };
}

async function untracked(git: Git, ignoredToo: boolean): Promise<Discard | undefined> {
  const more = ignoredToo ? ["--ignored"] : [];
  const lines = await git.lines(["status", "--porcelain", "-z", "--untracked-files=all", ...more]);
  if (lines === undefined) return uncounted;
  const files = lines.filter((line) => /^(?:\?\?|!!) /.test(line)).map((line) => line.slice(3));
  if (files.length === 0) return undefined;
  return { what: `${counted(files.length, "file")} that git does not keep`, files };
}

async function stashes(git: Git, words: readonly string[]): Promise<Discard | undefined> {
  const count = words.includes("clear") ? ((await git.lines(["stash", "list"]))?.length ?? 0) : 1;
  return count === 0 ? undefined : { what: counted(count, "stash", "stashes"), files: [] };
}

async function branch(git: Git, words: readonly string[]): Promise<Discard | undefined> {
  const names = words.slice(words.indexOf("branch") + 1).filter(isReference);
  const [name] = names;
  if (name === undefined || names.length > 1) return undefined;
  const others = [`--exclude=${name}`, "--branches", "--remotes", "--tags"];
  const count = await commitCount(git, [name, "--not", ...others]);
  return count ? { what: `${counted(count, "commit")} that only ${name} has`, files: [] } : undefined;
}

async function forcePush(git: Git): Promise<Discard | undefined> {
  const count = await commitCount(git, ["HEAD..@{upstream}"]);
  return count ? { what: `${counted(count, "commit")} of the remote branch, as last fetched`, files: [] } : undefined;
}

async function commitCount(git: Git, range: readonly string[]): Promise<number> {
  const [count] = (await git.lines(["rev-list", "--count", ...range, "--"])) ?? [];
  return Number(count ?? 0) || 0;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
