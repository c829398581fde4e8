/** Subcommands of git that only look. */
import { readAct } from "../../access.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { withCommand } from "../judge.ts";
import type { Spec } from "../spec.ts";
import { choose, does, type Entries, each, given } from "../table.ts";

const options =
  "ext-diff!runs-hidden-program textconv!runs-hidden-program output=write S=text G=text U=text O=read diff-filter=text stat?=text since=text after=text until=text before=text author=text grep=text format=text pretty?=text n=text L=text date=text max-count=text color?=text M? C? word-diff?=text ignore-submodules?=text submodule?=text inter-hunk-context=text skip=text no-index contents=read";

const looks = (more?: Spec["more"]): Spec => ({ options, operands: "text*", ...(more ? { more } : {}) });

/** `git show HEAD:.env` and `git diff -- .env` print what a file held. */
function fromHistory(call: Invocation, args: Arguments): Text | undefined {
  const files = args.operands.flatMap((word) => {
    const path = /^[^\s:]*:([^:].*)$/.exec(word.value)?.[1];
    return path === undefined ? [] : [{ ...word, value: path.replace(/^\.\//, "") }];
  });
  return secretAmong(call, files);
}

/** Names after `--`, or that have an extension: a bare word may be a branch. */
function pathsOf(call: Invocation, args: Arguments): Word[] {
  const dashes = call.words.findIndex((word) => word.value === "--");
  const marked = dashes < 0 ? [] : call.words.slice(dashes + 1);
  // `-L1,5:name` says the lines of a file.
  const lines = args.items.flatMap(({ option, word }) =>
    option === "L" ? [{ ...word, value: word.value.split(":").at(-1) ?? "" }] : [],
  );
  return [
    ...marked,
    ...lines,
    ...args.operands.filter((word) => /(?:^|\/)[^/]*\.\w+$/.test(word.value) && !word.value.includes("..")),
  ];
}

function secretAmong(call: Invocation, files: readonly Word[]): Text | undefined {
  let secret = false;
  for (const file of files) {
    const read = readAct({ text: file.value, cwd: call.run.place.workspace }, call.run.place);
    if (read.rule !== "reads-secret") continue;
    secret = true;
    addAct(call.run, withCommand(call, read), file.span);
  }
  return secret ? { value: hole, secret: true } : undefined;
}

/** Prints the lines of its files, unless only names or numbers are wanted. */
function content(call: Invocation, args: Arguments): Text | undefined {
  const history = fromHistory(call, args);
  if (given(args, "stat", "numstat", "shortstat", "name-only", "name-status", "summary", "quiet", "exit-code"))
    return history;
  return secretAmong(call, pathsOf(call, args)) ?? history;
}

/** log prints lines only where a patch is wanted. */
function history(call: Invocation, args: Arguments): Text | undefined {
  return given(args, "p", "u", "patch", "L", "cc", "m") ? content(call, args) : fromHistory(call, args);
}

function judgeGrep(call: Invocation, args: Arguments): Text | undefined {
  if (given(args, "O")) note(call, "runs-hidden-program", { target: args.options.get("O")?.value || "the pager" });
  return secretAmong(call, pathsOf(call, args));
}

const plain =
  "status shortlog describe rev-parse rev-list ls-files ls-tree merge-base name-rev for-each-ref show-ref show-branch var version help check-ignore check-attr check-mailmap check-ref-format count-objects diff-index diff-tree diff-files cherry range-diff verify-commit verify-tag verify-pack get-tar-commit-id patch-id stripspace column interpret-trailers fsck merge-tree unpack-file show-index request-pull diff-pairs last-modified survey fmt-merge-msg mailinfo";

export const looking: Entries = {
  ...each(looks(), plain),
  ...each(looks(content), "show diff blame annotate"),
  ...each(looks(history), "log whatchanged"),
  "cat-file": {
    options: "batch=text textconv!runs-hidden-program filters!runs-hidden-program path=text",
    operands: "text*",
    more: fromHistory,
  },
  archive: {
    options: "o,output=write format=text prefix=text remote=text!contacts-network exec=program add-file=read",
    operands: "text*",
    more: fromHistory,
  },
  grep: {
    options:
      "O?=program open-files-in-pager?=program f=read e=text A=text B=text C=text m=text textconv!runs-hidden-program",
    operands: "text*",
    more: judgeGrep,
  },
  reflog: choose(
    {
      show: {},
      list: {},
      exists: {},
      expire: "destroys-history",
      delete: "rewrites-history",
      drop: "destroys-history",
    },
    "reads-files",
    {
      otherwise: "reads-files",
    },
  ),
  "fast-export": does("reads-files"),
  "hash-object": { options: "w stdin t=text path=text", operands: "read*" },
  "format-patch": {
    options: "o,output-directory=write stdout!prints n=text",
    operands: "text*",
    rule: "writes-in-workspace",
  },
  bugreport: does("writes-in-workspace"),
  diagnose: does("writes-in-workspace"),
  "update-index": {
    options: "refresh!reads-files q really-refresh!reads-files chmod=text",
    operands: "text*",
    rule: "changes-repository",
    more: () => unknownText,
  },
};
