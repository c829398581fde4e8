/** Which branches a git command names: pushed, merged, made, moved or deleted. Empty: it names none, and acts on one. */
import { hole } from "../text.ts";
import type { Arguments } from "./arguments.ts";

export type Branches = (args: Arguments) => readonly string[] | undefined;

/** `git push origin a HEAD:b +c :d --delete e`. Without a refspec it is not known what is pushed. */
export const pushedBranches: Branches = (args) => {
  const all = ["all", "branches", "mirror", "prune"].some((name) => args.options.has(name));
  const refs = args.operands.slice(1).map(({ value }) => value);
  const named = refs.flatMap((ref, index) => (ref === "tag" || refs[index - 1] === "tag" ? [] : destination(ref)));
  // What only moves tags moves no branch.
  if (named.length === 0 && refs.length > 0 && !all) return undefined;
  return all ? [...named, hole] : named;
};

/** The branch a refspec writes to; none for tags. */
function destination(refspec: string): string[] {
  const ref = refspec.replace(/^\+/, "").replace(/^[^:]*:/, "");
  if (ref.startsWith("refs/tags/")) return [];
  // The current branch, whichever that is; and `:`, which pushes all that match.
  if (ref === "HEAD" || ref === "@" || ref === "") return [hole];
  return [shortName(ref)];
}

function shortName(ref: string): string {
  return ref.replace(/^(?:refs\/)?heads\//, "");
}

/** Refspecs of a fetch or a pull that write a local branch: `main:main`. */
export const fetchedBranches: Branches = (args) => {
  const named = args.operands.slice(1).flatMap(({ value }) => (value.includes(":") ? destination(value) : []));
  return named.length > 0 ? named : undefined;
};

/** Every operand is a branch: `git merge a b`, `git branch -D a b`. */
export const namedBranches: Branches = (args) => {
  const named = args.operands.map(({ value }) => shortName(value));
  return named.length > 0 ? named : undefined;
};

/** `git branch` moves, makes or deletes what it names unless it only lists. */
export const changedBranches: Branches = (args) =>
  ["list", "l", "contains", "no-contains", "merged", "no-merged", "points-at"].some((name) => args.options.has(name))
    ? undefined
    : namedBranches(args);

/** Made or moved by switching to it: `git checkout -B main`. */
export const switchedBranches: Branches = (args) => {
  const named = ["b", "B", "c", "C", "create", "force-create", "orphan"].flatMap(
    (name) => args.options.get(name)?.value ?? [],
  );
  return named.length > 0 ? [...new Set(named.map(shortName))] : undefined;
};

/** `git rebase upstream branch` moves the branch. */
export const rebasedBranches: Branches = (args) => {
  const branch = args.operands[1]?.value;
  return branch === undefined ? undefined : [shortName(branch)];
};

/** `git update-ref refs/heads/main`. */
export const writtenRefs: Branches = (args) => {
  const ref = args.operands[0]?.value;
  if (ref === undefined) return [];
  return ref.startsWith("refs/") && !ref.startsWith("refs/heads/") ? undefined : [shortName(ref)];
};

/** A request is merged into a branch that only its host knows. */
export const unknownBranch: Branches = () => [];
