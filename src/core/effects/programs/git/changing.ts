/** Subcommands of git that change the repository or the files of the workspace. */
import { readAct, writeAct } from "../../access.ts";
import { addAct, type Invocation, note, staged, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { changedBranches, namedBranches, rebasedBranches, switchedBranches, writtenRefs } from "../branches.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec } from "../spec.ts";
import { by, choose, deletes, does, type Entries, each, given } from "../table.ts";

const local = does("changes-repository");

/** A switch or restore can bring back an old form of a file that protects. */
function judgeProtection(call: Invocation, files: Invocation["words"]): void {
  for (const path of files) {
    const written = writeAct(pathUse(call, path), undefined, "program", call.run.place);
    if (written.rule === "changes-guard" || written.rule === "switches-approval-off")
      addAct(call.run, withCommand(call, written), path.span);
  }
}

/** Operands that look like files: `.`, `src/`, `*.ts`, `a.txt`, pathspec magic. */
const looksLikeFile = /^\.{1,2}(?:\/|$)|^:|\*|^[^@~^]*\.\w{1,5}$|\/$/;

/** Paths after `--`, or operands that are files, are put back as they were: work on them is lost. */
/** A secret that is staged leaves with the next push. */
function stageSecret(call: Invocation, args: Arguments): undefined {
  for (const file of args.operands)
    if (readAct(pathUse(call, file), call.run.place).rule === "reads-secret")
      call.run.files.set(staged, { value: hole, secret: true });
  return undefined;
}

/** A word of which nothing is known may be `--hard`. */
function mayBeOption({ value }: Word): boolean {
  return value.startsWith(hole);
}

function judgeCheckout(call: Invocation, args: Arguments): Text {
  const dashes = call.words.findIndex((word) => word.value === "--");
  const paths = dashes >= 0 ? call.words.slice(dashes + 1) : [];
  const forced = given(args, "f", "force", "discard-changes");
  const creates = given(args, "b", "B", "orphan", "c", "C", "detach", "d", "create", "force-create", "t", "track");
  const putsBack =
    paths.length > 0 ||
    given(args, "p", "patch", "ours", "theirs", "pathspec-from-file") ||
    args.operands.length > 1 ||
    args.operands.some((word) => looksLikeFile.test(word.value));
  if (given(args, "B", "C", "force-create")) note(call, "rewrites-history", { target: "a branch" });
  note(call, forced || (putsBack && !(creates && paths.length === 0)) ? "discards-work" : "changes-repository");
  judgeProtection(call, [...paths, ...args.operands]);
  return unknownText;
}

function judgeRestore(call: Invocation, args: Arguments): Text {
  const onlyIndex = given(args, "staged", "S") && !given(args, "worktree", "W");
  note(call, onlyIndex ? "changes-repository" : "discards-work");
  judgeProtection(call, args.operands);
  return unknownText;
}

function judgeBranch(call: Invocation, args: Arguments): Text {
  const lists = given(
    args,
    "list",
    "l",
    "a",
    "r",
    "v",
    "vv",
    "contains",
    "no-contains",
    "merged",
    "no-merged",
    "points-at",
    "show-current",
    "format",
    "sort",
  );
  const changes = given(
    args,
    "d",
    "delete",
    "m",
    "M",
    "move",
    "c",
    "C",
    "copy",
    "u",
    "set-upstream-to",
    "unset-upstream",
    "edit-description",
    "f",
    "force",
    "track",
    "t",
  );
  // Forced, a name moves to another commit, and nothing else may lead to the one it had.
  if (given(args, "D", "f", "force")) note(call, "rewrites-history", { target: "a branch" });
  else note(call, changes || (args.operands.length > 0 && !lists) ? "changes-repository" : "reads-files");
  return unknownText;
}

function judgeRemove(call: Invocation, args: Arguments): Text {
  if (given(args, "cached", "n", "dry-run")) note(call, given(args, "cached") ? "changes-repository" : "prints");
  else for (const path of args.operands) deletes(call, path, given(args, "r"));
  return unknownText;
}

/** `git bisect run` and `git rebase -x` run a command at each step. */
const stepped: Spec = { operands: "command", rule: "runs-project-task", noHelp: true };

export const changing: Entries = {
  ...each(
    local,
    "stage repack pack-refs write-tree commit-tree mktag mktree commit-graph multi-pack-index update-server-info index-pack unpack-objects prune-packed merge-file merge-index merge-one-file mailsplit quiltimport flow absorb refs",
  ),
  add: {
    options:
      "e!runs-inline-code i!runs-inline-code p n,dry-run!prints chmod=text pathspec-from-file=read f,force A,all u,update v N",
    operands: "text*",
    rule: "changes-repository",
    more: stageSecret,
  },
  commit: {
    options:
      "m,message=text F,file=read C=text c=text t,template=read author=text date=text fixup=text squash=text trailer=text S?=text u?=text a amend n,no-verify dry-run!prints",
    operands: "text*",
    rule: "changes-repository",
  },
  mv: { operands: "write*", rule: "changes-repository", options: "n,dry-run!prints f k v" },
  rm: { options: "r f n cached dry-run q", operands: "text*", more: judgeRemove },
  switch: {
    options: "c,create=text C,force-create=text orphan=text f,force discard-changes d,detach t,track",
    operands: "text*",
    more: judgeCheckout,
    branches: switchedBranches,
  },
  checkout: {
    options:
      "b=text B=text orphan=text f,force p,patch ours theirs t,track conflict=text pathspec-from-file=read d,detach l q m,merge",
    operands: "text*",
    more: judgeCheckout,
    branches: switchedBranches,
  },
  restore: {
    options: "s,source=text S,staged W,worktree p pathspec-from-file=read",
    operands: "text*",
    more: judgeRestore,
  },
  reset: by(
    (_call, args) =>
      given(args, "hard", "merge", "keep") || args.operands.some(mayBeOption) ? "discards-work" : "changes-repository",
    "hard soft mixed merge keep p q N pathspec-from-file=read",
  ),
  clean: by(
    (_call, args) => (given(args, "n", "dry-run") ? "prints" : "discards-work"),
    "n,dry-run f,force d x X i,interactive e,exclude=text q",
  ),
  branch: {
    options:
      "D d,delete m,move M c,copy C f,force list l a,all r,remotes v vv contains?=text no-contains?=text merged?=text no-merged?=text show-current format=text sort=text u,set-upstream-to=text unset-upstream edit-description points-at=text t,track?=text",
    operands: "text*",
    more: judgeBranch,
    branches: changedBranches,
  },
  tag: {
    options:
      "d,delete!rewrites-history f,force!rewrites-history l,list n?=text m=text F=read a s u=text contains?=text merged?=text sort=text format=text points-at=text v",
    operands: "text*",
    rule: "changes-repository",
  },
  stash: choose(
    {
      ...each({}, "list show"),
      push: {
        options:
          "m,message=text p,patch k,keep-index u,include-untracked a,all q,quiet S,staged pathspec-from-file=read",
        operands: "text*",
        rule: "changes-repository",
        more: (call, args) => {
          judgeProtection(call, args.operands);
          return undefined;
        },
      },
      ...each(local, "save pop apply branch create store export import"),
      ...each("discards-work", "drop clear"),
    },
    "changes-repository",
    { otherwise: "changes-repository" },
  ),
  merge: {
    options: "m=text F=read s,strategy=text X=text",
    operands: "text*",
    rule: "changes-repository",
    branches: namedBranches,
  },
  ...each(
    { options: "m,mainline=text X=text strategy=text", operands: "text*", rule: "changes-repository" },
    "cherry-pick revert",
  ),
  rebase: {
    options: "x,exec=shell i,interactive onto=text X=text s=text show-current-patch!prints",
    operands: "text*",
    rule: "rewrites-history",
    branches: rebasedBranches,
  },
  am: { options: "3 show-current-patch?=text!prints", operands: "read*", rule: "changes-repository" },
  apply: {
    options:
      "unsafe-paths!writes-outside-workspace directory=text p=text exclude=text include=text C=text R check!prints stat!prints numstat!prints summary!prints apply!changes-repository",
    operands: "read*",
    rule: "changes-repository",
  },
  init: {
    options: "template=program b,initial-branch=text separate-git-dir=write",
    operands: "write*",
    rule: "changes-repository",
  },
  worktree: choose({
    list: {},
    add: {
      options: "b=text B=text f,force d,detach track lock reason=text orphan checkout quiet q",
      operands: "write text*",
      rule: "changes-repository",
    },
    move: { options: "f,force", operands: "text write", rule: "changes-repository" },
    ...each(local, "lock unlock repair"),
    prune: { ...local, options: "n,dry-run!prints expire=text v" },
    remove: { options: "f,force!discards-work", operands: "text*", rule: "deletes-files" },
  }),
  bisect: choose({
    run: stepped,
    ...each(local, "start good bad skip reset next old new replay"),
    ...each({}, "log visualize view terms"),
  }),
  notes: choose(
    { ...each({}, "list show get-ref"), ...each(local, "add append remove copy edit merge prune") },
    "reads-files",
  ),
  gc: { options: "prune?=text!destroys-history aggressive auto", operands: "text*", rule: "changes-repository" },
  prune: { ...does("destroys-history"), options: "n,dry-run!prints expire=text v" },
  "update-ref": {
    options: "d!rewrites-history stdin!rewrites-history m=text",
    operands: "text*",
    rule: "rewrites-history",
    branches: writtenRefs,
  },
  "symbolic-ref": by(
    (_call, args) =>
      given(args, "d", "delete") ? "rewrites-history" : args.operands.length > 1 ? "changes-repository" : "reads-files",
    "d,delete m=text short q",
  ),
  ...each("discards-work", "read-tree checkout-index"),
  replace: { options: "l,list!prints d,delete", operands: "text*", rule: "rewrites-history" },
  "filter-branch": {
    options:
      "tree-filter=shell index-filter=shell msg-filter=shell env-filter=shell commit-filter=shell parent-filter=shell tag-name-filter=shell setup=shell f",
    operands: "text*",
    rule: "destroys-history",
  },
  "filter-repo": { ...does("destroys-history"), options: "analyze!reads-files dry-run!reads-files" },
  "fast-import": "rewrites-history",
  bundle: choose({ create: { operands: "write text*" }, ...each({}, "verify list-heads"), unbundle: local }),
  "sparse-checkout": choose({ list: {}, ...each(local, "init set add reapply disable check-rules clean") }),
  maintenance: choose({ ...each("leaves-something-running", "start register"), ...each(local, "stop run unregister") }),
  rerere: choose(
    { ...each({}, "status diff remaining"), ...each("discards-work", "clear forget gc") },
    "changes-repository",
  ),
  hook: choose({ run: "runs-project-task", list: {} }),
  "for-each-repo": "runs-hidden-program",
};
