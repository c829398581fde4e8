/** git 2.51 and the command lines of its hosts, as data. */
// Longer than other files because it is one table with the few functions its rows need.

import { deleteAct, readAct, writeAct } from "../access.ts";
import { addAct, type Invocation, note, type Word } from "../shell/run.ts";
import { hole, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import {
  changedBranches,
  fetchedBranches,
  namedBranches,
  pushedBranches,
  rebasedBranches,
  switchedBranches,
  writtenRefs,
} from "./branches.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";

const local: Spec = { rule: "changes-repository", operands: "text*" };
const reads = (options = "", more?: Spec["more"]): Spec => ({ options, operands: "text*", ...(more ? { more } : {}) });

/** `git show HEAD:.env` reads a file of history. */
function fromHistory(call: Invocation, args: Arguments): Text | undefined {
  let secret = false;
  for (const operand of args.operands) {
    const path = /^[^\s:]*:([^:].*)$/.exec(operand.value)?.[1];
    if (path === undefined) continue;
    const read = readAct({ text: path.replace(/^\.\//, ""), cwd: call.run.place.workspace }, call.run.place);
    if (read.rule !== "reads-secret") continue;
    secret = true;
    addAct(call.run, withCommand(call, read), operand.span);
  }
  return secret ? { value: hole, secret: true } : undefined;
}

const diffOptions =
  "ext-diff textconv output=write S=text G=text U=text O=read diff-filter=text stat?=text since=text after=text until=text before=text author=text grep=text format=text pretty?=text n=text L=text date=text max-count=text color?=text M? C? word-diff?=text ignore-submodules?=text submodule?=text inter-hunk-context=text skip=text";

/** Paths after `--`, or operands that are files, are put back as they were: work on them is lost. */
function judgeCheckout(call: Invocation, args: Arguments): Text {
  const words = call.words.map((word) => word.value);
  const dashes = words.indexOf("--");
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const paths = dashes >= 0 ? call.words.slice(dashes + 1) : [];
  const operands = args.operands;
  if (has("b", "B", "orphan", "c", "C", "detach", "d", "create", "t", "track") && paths.length === 0)
    note(call, has("f", "force", "discard-changes") ? "discards-work" : "changes-repository");
  else if (
    paths.length > 0 ||
    has("p", "patch", "ours", "theirs", "f", "force", "discard-changes", "pathspec-from-file")
  )
    note(call, "discards-work");
  else if (
    operands.length > 1 ||
    operands.some((word) => /^\.{1,2}(?:\/|$)|^:|\*|^[^@~^]*\.\w{1,5}$|\/$/.test(word.value))
  )
    note(call, "discards-work");
  else note(call, "changes-repository");
  for (const path of [...paths, ...operands]) {
    const written = writeAct(pathUse(call, path), undefined, "program", call.run.place);
    if (written.rule === "changes-guard" || written.rule === "switches-approval-off")
      addAct(call.run, withCommand(call, written), path.span);
  }
  return unknownText;
}

function judgeReset(call: Invocation, args: Arguments): Text {
  note(call, ["hard", "merge", "keep"].some((name) => args.options.has(name)) ? "discards-work" : "changes-repository");
  return unknownText;
}

function judgeRestore(call: Invocation, args: Arguments): Text {
  const onlyIndex =
    (args.options.has("staged") || args.options.has("S")) && !args.options.has("worktree") && !args.options.has("W");
  note(call, onlyIndex ? "changes-repository" : "discards-work");
  for (const path of args.operands) {
    const written = writeAct(pathUse(call, path), undefined, "program", call.run.place);
    if (written.rule === "changes-guard") addAct(call.run, withCommand(call, written), path.span);
  }
  return unknownText;
}

function judgeClean(call: Invocation, args: Arguments): Text {
  const dry = args.options.has("n") || args.options.has("dry-run");
  note(call, dry ? "prints" : "discards-work");
  return unknownText;
}

function judgePush(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const refs = args.operands.slice(1).map((word) => word.value);
  if (has("dry-run", "n")) note(call, "contacts-network");
  else if (has("mirror", "prune")) note(call, "destroys-history");
  else if (has("force", "f", "force-with-lease") || refs.some((ref) => ref.startsWith("+"))) note(call, "forces-push");
  else if (has("delete", "d") || refs.some((ref) => ref.startsWith(":"))) note(call, "rewrites-history");
  else note(call, "pushes-commits");
  const remote = args.operands[0]?.value ?? "";
  if (/^(?:ext|fd)::/.test(remote)) note(call, "runs-hidden-program", { target: remote });
  return unknownText;
}

function judgeBranch(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  if (has("D") || (has("d", "delete") && has("f", "force"))) note(call, "rewrites-history");
  else if (
    has(
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
    )
  )
    note(call, "changes-repository");
  else if (
    args.operands.length > 0 &&
    !has(
      "list",
      "l",
      "a",
      "r",
      "v",
      "vv",
      "contains",
      "merged",
      "no-merged",
      "points-at",
      "show-current",
      "format",
      "sort",
    )
  )
    note(call, "changes-repository");
  else note(call, "reads-files");
  return unknownText;
}

/** Keys of git's configuration whose values run something or change where things go. */
const actingKey =
  /^(?:core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|gitproxy|askpass|attributesfile|worktree|alternaterefscommand|excludesfile)|alias\.|filter\.|diff\.(?:external|.*\.(?:command|textconv))|merge\..*\.driver|mergetool\.|difftool\.|credential\.|gpg\.|pager\.|sequence\.editor|interactive\.difffilter|ssh\.|url\.|include|http\.|remote\..*\.(?:uploadpack|receivepack|vcs|url|pushurl|proxy)|protocol\.|uploadpack\.|receive\.|submodule\..*\.update|sendemail\.|web\.browser|browser\.|man\.|instaweb|init\.templatedir|safe\.|trailer\..*\.(?:cmd|command)|tar\.|commit\.gpgsign_program|user\.signingkey_program|fsck\.|core\.pager|safe\.directory)/i;
const inertPager = /^(?:core\.pager|pager\.\w+)=(?:cat|less|more|)$/i;

/** Judges one `name=value` of configuration. */
function judgeSetting(call: Invocation, setting: Word): void {
  const [, name = setting.value, value = ""] = /^([^=]+)=([\s\S]*)$/.exec(setting.value) ?? [];
  if (
    !actingKey.test(name) ||
    inertPager.test(setting.value) ||
    (/^(?:false|true|)$/i.test(value) && !/hookspath|external/i.test(name))
  )
    return;
  note(call, "runs-hidden-program", { span: setting.span, target: setting.value });
  const text = value.replace(/^!/, "");
  if (text !== "" && !/^https?:/.test(text))
    call.run.engine.evaluate({ ...call, span: setting.span }, { ...setting, value: text }, "bash");
}

function judgeConfig(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const words = args.operands.map((word) => word.value);
  const verb = /^(?:get|list|set|unset|edit|rename-section|remove-section|get-urlmatch|get-all|get-regexp)$/.test(
    words[0] ?? "",
  )
    ? words.shift()
    : undefined;
  const reading =
    has("get", "get-all", "get-regexp", "list", "l", "get-urlmatch", "show-origin", "get-color", "get-colorbool") ||
    verb === "get" ||
    verb === "list" ||
    verb?.startsWith("get");
  if (
    reading ||
    (words.length < 2 &&
      !has("unset", "unset-all", "add", "replace-all", "edit", "e", "remove-section", "rename-section") &&
      verb === undefined)
  )
    note(call, "reads-files");
  else if (actingKey.test(words[0] ?? "") && !has("unset") && verb !== "unset") {
    note(call, "leaves-something-running", { target: words[0] });
  } else if (has("global", "system")) note(call, "writes-outside-workspace", { target: "git's configuration" });
  else note(call, "changes-repository");
  return unknownText;
}

function judgeRemove(call: Invocation, args: Arguments): Text {
  if (args.options.has("cached") || args.options.has("n") || args.options.has("dry-run")) {
    note(call, "changes-repository");
    return unknownText;
  }
  for (const path of args.operands)
    addAct(
      call.run,
      withCommand(call, deleteAct(pathUse(call, path), { recursive: args.options.has("r") }, call.run.place)),
      path.span,
    );
  return unknownText;
}

const choose = (
  choices: Readonly<Record<string, Spec | Spec["rule"]>>,
  bare: Spec["rule"],
  otherwise?: Spec["rule"],
): Spec => ({
  sub: choices as NonNullable<Spec["sub"]>,
  ...(bare ? { bare } : {}),
  ...(otherwise ? { otherwise } : {}),
});

const network = (rule: Spec["rule"]): Spec => ({
  options:
    "upload-pack=program receive-pack=program exec=program u=text b,branch=text depth=text j=text o=text c,config=text template=read filter=text reference=read jobs=text",
  operands: "text*",
  ...(rule ? { rule } : {}),
  more: (call, args) => {
    for (const word of args.operands)
      if (/^(?:ext|fd)::/.test(word.value)) note(call, "runs-hidden-program", { target: word.value });
    const config = args.options.get("config");
    if (config) judgeSetting(call, config);
    return undefined;
  },
});

const log = reads(diffOptions, fromHistory);
const gitSub: NonNullable<Spec["sub"]> = {
  ...Object.fromEntries(
    "status blame annotate shortlog describe rev-parse rev-list ls-files ls-tree merge-base name-rev for-each-ref show-ref show-branch var version help check-ignore check-attr check-mailmap check-ref-format count-objects diff-index diff-tree diff-files cherry whatchanged range-diff verify-commit verify-tag verify-pack get-tar-commit-id patch-id stripspace column interpret-trailers fsck merge-tree unpack-file show-index request-pull"
      .split(" ")
      .map((name) => [name, reads(diffOptions)]),
  ),
  log,
  show: log,
  diff: { ...log, operands: "text*", options: `${diffOptions} no-index` },
  "cat-file": reads("", fromHistory),
  archive: {
    options: "o,output=write format=text prefix=text remote=text!contacts-network exec=program",
    operands: "text*",
    more: fromHistory,
  },
  grep: {
    options: "O?=text open-files-in-pager?=program f=read e=text A=text B=text C=text m=text",
    operands: "text*",
    more: (call, args) => {
      if (args.options.has("O"))
        note(call, "runs-hidden-program", { target: args.options.get("O")?.value ?? "the pager" });
      return undefined;
    },
  },
  reflog: choose(
    { show: {}, list: {}, exists: {}, expire: "destroys-history", delete: "rewrites-history" },
    "reads-files",
    "reads-files",
  ),
  add: { options: "e!runs-inline-code i!runs-inline-code p", operands: "text*", rule: "changes-repository" },
  stage: local,
  commit: {
    options:
      "m,message=text F,file=read C=text c=text t,template=read author=text date=text fixup=text squash=text trailer=text S?=text a amend n,no-verify",
    operands: "text*",
    rule: "changes-repository",
  },
  mv: { operands: "write*", rule: "changes-repository" },
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
  restore: { options: "s,source=text S,staged W,worktree p", operands: "text*", more: judgeRestore },
  reset: { options: "hard soft mixed merge keep p q N pathspec-from-file=read", operands: "text*", more: judgeReset },
  clean: { options: "n,dry-run f,force d x X i,interactive e,exclude=text q", operands: "text*", more: judgeClean },
  branch: {
    options:
      "D d,delete m,move M c,copy C f,force list l a,all r,remotes v vv contains?=text merged?=text no-merged?=text show-current format=text sort=text u,set-upstream-to=text unset-upstream edit-description points-at=text",
    operands: "text*",
    more: judgeBranch,
    branches: changedBranches,
  },
  tag: {
    options:
      "d,delete!rewrites-history f,force!rewrites-history l,list n?=text m=text F=read a s u=text contains=text sort=text format=text points-at=text v",
    operands: "text*",
    rule: "changes-repository",
  },
  stash: choose(
    {
      list: {},
      show: {},
      push: local,
      save: local,
      pop: local,
      apply: local,
      branch: local,
      create: local,
      store: local,
      drop: "discards-work",
      clear: "discards-work",
    },
    "changes-repository",
    "changes-repository",
  ),
  merge: {
    options: "m=text F=read s,strategy=text X=text",
    operands: "text*",
    rule: "changes-repository",
    branches: namedBranches,
  },
  "cherry-pick": { options: "m=text X=text strategy=text", operands: "text*", rule: "changes-repository" },
  revert: { options: "m=text", operands: "text*", rule: "changes-repository" },
  rebase: {
    options: "x,exec=shell i,interactive onto=text X=text s=text",
    operands: "text*",
    rule: "rewrites-history",
    branches: rebasedBranches,
  },
  am: { options: "3", operands: "read*", rule: "changes-repository" },
  apply: {
    options:
      "unsafe-paths!writes-outside-workspace directory=text p=text exclude=text include=text C=text R check!prints stat!prints",
    operands: "read*",
    rule: "changes-repository",
  },
  init: { options: "template=program b=text separate-git-dir=write", operands: "write*", rule: "changes-repository" },
  worktree: choose(
    {
      list: {},
      add: local,
      lock: local,
      unlock: local,
      move: local,
      prune: local,
      repair: local,
      remove: { options: "f,force!discards-work", operands: "text*", rule: "deletes-files" },
    },
    "prints",
  ),
  bisect: choose(
    {
      run: "runs-project-task",
      start: local,
      good: local,
      bad: local,
      skip: local,
      reset: local,
      log: {},
      next: local,
      visualize: {},
      old: local,
      new: local,
      replay: local,
      terms: {},
    },
    "prints",
  ),
  notes: choose(
    {
      list: {},
      show: {},
      add: local,
      append: local,
      remove: local,
      copy: local,
      edit: local,
      merge: local,
      prune: local,
    },
    "reads-files",
  ),
  remote: choose(
    {
      show: { options: "n!prints", rule: "contacts-network", operands: "text*" },
      "get-url": {},
      v: {},
      add: "changes-access",
      remove: local,
      rename: local,
      "set-url": "changes-access",
      "set-head": local,
      prune: "contacts-network",
      update: "fetches-network",
      "set-branches": local,
    },
    "reads-files",
  ),
  fetch: { ...network("fetches-network"), branches: fetchedBranches },
  pull: { ...network("fetches-network"), branches: fetchedBranches },
  clone: network("fetches-network"),
  "ls-remote": network("contacts-network"),
  push: {
    ...network(undefined),
    options:
      "upload-pack=program receive-pack=program exec=program repo=text o,push-option=text force f force-with-lease?=text n,dry-run d,delete mirror prune tags all u,set-upstream q v",
    more: judgePush,
    branches: pushedBranches,
  },
  submodule: choose(
    {
      status: {},
      summary: {},
      foreach: { operands: "shell*", noHelp: false },
      add: network("fetches-network"),
      update: network("fetches-network"),
      init: local,
      sync: local,
      deinit: "deletes-files",
      absorbgitdirs: local,
      "set-url": "changes-access",
      "set-branch": local,
    },
    "reads-files",
  ),
  config: {
    options:
      "global system local worktree f,file=text blob=text get get-all get-regexp list l unset unset-all add replace-all edit e remove-section rename-section show-origin type=text default=text",
    operands: "text*",
    more: judgeConfig,
  },
  gc: { options: "prune?=text!destroys-history aggressive auto", operands: "text*", rule: "changes-repository" },
  prune: "destroys-history",
  repack: local,
  "pack-refs": local,
  "update-ref": {
    options: "d!rewrites-history stdin!rewrites-history m=text",
    operands: "text*",
    rule: "rewrites-history",
    branches: writtenRefs,
  },
  "symbolic-ref": { options: "d!rewrites-history", operands: "text*", rule: "changes-repository" },
  "update-index": local,
  "read-tree": { rule: "discards-work" },
  "checkout-index": { rule: "discards-work" },
  "hash-object": reads("w"),
  "write-tree": local,
  "commit-tree": local,
  mktag: local,
  replace: "rewrites-history",
  "filter-branch": {
    options:
      "tree-filter=shell index-filter=shell msg-filter=shell env-filter=shell commit-filter=shell parent-filter=shell tag-name-filter=shell f",
    operands: "text*",
    rule: "destroys-history",
  },
  "filter-repo": "destroys-history",
  "fast-import": "rewrites-history",
  "fast-export": reads(),
  bundle: choose({ create: { operands: "write text*" }, verify: {}, "list-heads": {}, unbundle: local }, "prints"),
  "format-patch": { options: "o=write", operands: "text*", rule: "writes-in-workspace" },
  "send-email": {
    options: "smtp-server=program to-cmd=program cc-cmd=program sendmail-cmd=program",
    operands: "text*",
    rule: "sends-outward",
  },
  "imap-send": "sends-outward",
  daemon: "opens-tunnel",
  instaweb: { options: "httpd=program b=program", rule: "starts-service" },
  "http-backend": "opens-tunnel",
  credential: "reads-secret",
  "credential-store": "reads-secret",
  "credential-cache": "reads-secret",
  "sparse-checkout": local,
  maintenance: choose(
    {
      start: "leaves-something-running",
      stop: local,
      run: local,
      register: "leaves-something-running",
      unregister: local,
    },
    "prints",
  ),
  difftool: { options: "x,extcmd=shell t,tool=text y", operands: "text*", rule: "runs-hidden-program" },
  mergetool: { options: "t,tool=text", operands: "text*", rule: "runs-hidden-program" },
  gui: "opens-program",
  citool: "opens-program",
  lfs: choose(
    {
      ls_files: {},
      "ls-files": {},
      status: {},
      track: local,
      untrack: local,
      install: local,
      pull: "fetches-network",
      fetch: "fetches-network",
      push: "pushes-commits",
      env: {},
      version: {},
      prune: "deletes-generated-files",
      migrate: "destroys-history",
    },
    "prints",
  ),
  rerere: local,
  svn: "contacts-network",
  p4: "contacts-network",
  flow: local,
  hook: choose({ run: "runs-project-task" }, "prints"),
};

/** git itself: its own options, then the subcommand. */
function judgeGit(call: Invocation, args: Arguments): undefined {
  for (const item of args.items) if (item.option === "c") judgeSetting(call, item.word);
  return undefined;
}

export const git: Table = {
  git: {
    options:
      "c=text C=dir git-dir=read work-tree=dir namespace=text exec-path?=program config-env=text!runs-hidden-program super-prefix=text list-cmds=text p,paginate P,no-pager no-replace-objects bare literal-pathspecs no-optional-locks h,help!prints v,version!prints",
    sub: gitSub,
    otherwise: "unknown-subcommand",
    more: judgeGit,
  },
};
