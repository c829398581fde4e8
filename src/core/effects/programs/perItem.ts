/** Programs that run another one for each thing they are given or find: xargs, parallel, find, fd. */
import { deleteAct, writeAct } from "../access.ts";
import { isInside, resolvePath } from "../paths.ts";
import { addAct, type Invocation, note, type Word } from "../shell/run.ts";
import { isGenerated } from "../specialFiles.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { pathUse, readFile, withCommand } from "./judge.ts";
import { joined } from "./shellText.ts";
import type { Spec, Table } from "./spec.ts";

function judgeXargs(call: Invocation, args: Arguments): Text {
  const file = args.options.get("a") ?? args.options.get("arg-file");
  const given = file ? readFile(call, file) : (call.stdin ?? unknownText);
  const command = args.rest.length > 0 ? args.rest : [{ ...plain("echo"), span: call.span }];
  const mark =
    args.options.get("I")?.value ?? args.options.get("replace")?.value ?? (args.options.has("i") ? "{}" : undefined);
  if (mark) return forEachLine(call, command, mark, given);
  const values = given.value.split(given.value.includes("\0") ? /\0/ : /\s+/);
  const filled = values.filter((part) => part !== "").slice(0, 100);
  const words = [
    ...command,
    ...filled.map((value): Word => ({ ...marked(unquoted(value), [given]), span: call.span })),
  ];
  return call.run.engine.invoke({ ...call, words, stdin: undefined });
}

/** xargs takes quotes and backslashes out of what it reads. */
function unquoted(value: string): string {
  return value.replace(/\\(.)|["']/g, "$1");
}

/** `xargs -I mark`, `parallel`: the command once for each line, put in the place of the mark. */
function forEachLine(call: Invocation, command: readonly Word[], mark: string, given: Text): Text {
  const lines = given.value.split(given.value.includes("\0") ? /\0/ : /\n/);
  const printed = lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 50)
    .map((line) => {
      const words = command.map((word) => {
        if (!word.value.includes(mark)) return word;
        const text = marked(
          word.value.replaceAll(mark, () => line),
          [word, given],
        );
        return { ...word, ...text };
      });
      return call.run.engine.invoke({ ...call, words, stdin: undefined });
    });
  return joinTexts(printed);
}

/** True where the word names a folder that is not the workspace's. */
export function outsideWorkspace(call: Invocation, word: Word): boolean {
  const { place } = call.run;
  const path = resolvePath(word.value, place, call.scope.cwd);
  return path !== undefined && place.workspace !== undefined && !isInside(path, place.workspace, place);
}

const findTests =
  /^-(?:i?name|i?path|i?wholename|i?regex|newer\w*|size|type|mtime|mmin|atime|ctime|cmin|empty|perm|user|group|maxdepth|mindepth|inum|samefile|links|ilname|lname)$/;

/** find: `-exec` and its kin run, `-delete` deletes, `-fprint` writes; the rest reads. */
function judgeFind(call: Invocation): Text {
  const words = call.words.slice(1);
  const start = words.findIndex((word) => /^(?:-(?![HLPOD])|\(|!|\)|,)/.test(word.value));
  const given = words.slice(0, start < 0 ? words.length : start).filter((word) => !/^-[HLPOD]/.test(word.value));
  const roots = given.length > 0 ? given : [{ ...plain("."), span: call.span }];
  const tests = words.slice(Math.max(start, 0));
  const narrowed = tests.some((word) =>
    /^-(?:i?name|i?path|i?regex|newer\w*|mtime|mmin|size|empty|user|samefile)$/.test(word.value),
  );
  for (let index = 0; index < tests.length; index++) {
    const word = tests[index] as Word;
    if (/^-(?:exec|execdir|ok|okdir)$/.test(word.value)) index = runFound(call, tests, index, roots, narrowed);
    else if (word.value === "-delete") deleteFound(call, roots, narrowed, nameTest(tests));
    else if (/^-f(?:print0?|printf|ls)$/.test(word.value)) {
      const file = tests[++index];
      if (file)
        addAct(
          call.run,
          withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place)),
          file.span,
        );
    } else if (word.value === "-files0-from") index++;
    else if (findTests.test(word.value)) index++;
  }
  const hunts = tests.some((word) => secretNames.test(word.value));
  const elsewhere = roots.some((root) => outsideWorkspace(call, root));
  const secret = hunts && (elsewhere || tests.some((word) => /^-exec/.test(word.value)));
  note(call, secret ? "reads-secret" : "reads-files", { target: roots.map((root) => root.value).join(" ") });
  // Where nothing is left out, it begins with the folder itself.
  const between = tests.some((word) => word.value === "-print0") ? "\0" : "\n";
  const name = nameTest(tests);
  const found = narrowed
    ? secretNames.test(name)
      ? roots.map((root) => `${root.value.replace(/\/$/, "")}/${exampleOf(name)}`)
      : []
    : roots.map((root) => root.value);
  return { value: [...found, hole].join(between), ...(hunts && secret ? { secret: true } : {}) };
}

/** A name that the pattern fits, one of a secret where it may mean one. */
function exampleOf(pattern: string): string {
  return pattern.replace(/^[*?]+/, "x").replace(/[*?]/g, "");
}

const secretNames =
  /(?:\bid_(?:[*?]|rsa|dsa|ecdsa|ed25519)|_(?:rsa|ed25519)\b|\.env\b|\.(?:ppk|p12|pfx|jks|ovpn|keytab|kdb)\b|htpasswd|\bshadow\b|\btokens?\b|\.(?:ssh|aws|gnupg|kube|azure)\b|\.git-credentials|kubeconfig|keystore|\.pem|\.key|credential|secret|password|\.netrc|wallet|\.kdbx|\.pgpass|\.npmrc)/i;

function nameTest(tests: readonly Word[]): string {
  const at = tests.findIndex((word) => /^-i?(?:name|path)$/.test(word.value));
  return at >= 0 ? (tests[at + 1]?.value ?? "") : "";
}

function deleteFound(call: Invocation, roots: readonly Word[], narrowed: boolean, name: string): void {
  for (const root of roots) {
    if (narrowed) {
      const found = withCommand(
        call,
        deleteAct(
          { ...pathUse(call, root), text: `${root.value}/${name || hole}` },
          { recursive: false },
          call.run.place,
        ),
      );
      const generated = found.rule === "deletes-files" && isGenerated(name);
      addAct(call.run, generated ? { ...found, rule: "deletes-generated-files" } : found, root.span);
    } else
      addAct(
        call.run,
        withCommand(call, deleteAct(pathUse(call, root), { recursive: true }, call.run.place)),
        root.span,
      );
  }
}

/** The folder stands for what is found in it, so of the command that is noted not every word is known. */
function invokeWithFound(call: Invocation, words: readonly Word[]): void {
  const { acts, engine } = call.run;
  const begun = acts.length;
  engine.invoke({ ...call, words, stdin: undefined });
  for (const [index, act] of acts.entries())
    if (index >= begun && act.command !== undefined) acts[index] = { ...act, command: `${act.command} ${hole}` };
}

/** Returns the index of the word that ends the command. */
function runFound(
  call: Invocation,
  tests: readonly Word[],
  at: number,
  roots: readonly Word[],
  narrowed: boolean,
): number {
  let end = at + 1;
  while (end < tests.length && tests[end]?.value !== ";" && tests[end]?.value !== "+") end++;
  const command = tests.slice(at + 1, end);
  if (command.length === 0) return end;
  for (const root of roots) {
    const found = narrowed ? `${root.value.replace(/\/$/, "")}/${exampleOf(nameTest(tests)) || "found"}` : root.value;
    const words = command.map((word) =>
      word.value.includes("{}") ? { ...word, value: word.value.replaceAll("{}", () => found) } : word,
    );
    invokeWithFound(call, words);
  }
  return end;
}

const fdSpec: Spec = {
  options:
    "x,exec=text X,exec-batch=text e,extension=text E,exclude=text t,type=text d,max-depth=text p H I u g L 0 a c,color=text S,size=text o,owner=text base-directory=dir changed-within=text changed-before=text ignore-file=read",
  operands: "text read*",
  more: judgeFd,
};

/** fd: everything after `-x` is the command, for each thing found or (`-X`) for all together. */
function judgeFd(call: Invocation): Text {
  const at = call.words.findIndex((word) => /^(?:-[xX]|--exec(?:-batch)?(?:=.*)?)$/.test(word.value));
  if (at >= 0) {
    const command = call.words.slice(at + 1).filter((word) => word.value !== ";");
    const given = readArguments(call.words.slice(1, at), fdSpec).operands;
    const all = /^(?:\.?|\.\*)$/.test(given[0]?.value ?? "");
    for (const root of given.length > 1 ? given.slice(1) : [{ ...plain("."), span: call.span }]) {
      const found = all ? root.value : `${root.value.replace(/\/$/, "")}/found`;
      const named = command.map((word) => ({ ...word, value: word.value.replace(/\{[./]*\}/g, () => found) }));
      const words = command.some((word) => /\{[./]*\}/.test(word.value))
        ? named
        : [...named, { ...root, value: found }];
      if (command.length > 0) invokeWithFound(call, words);
    }
    if (/^(?:sh|bash|zsh)$/.test(command[0]?.value ?? ""))
      note(call, "runs-hidden-program", { target: "a shell for each file" });
  }
  return unknownText;
}

/** `parallel command ::: values`, or a value a line; the command is a line of shell. */
function judgeParallel(call: Invocation, args: Arguments): Text {
  if (args.options.has("dry-run") || args.options.has("dryrun")) return unknownText;
  const words = args.operands;
  const at = words.findIndex((word) => /^:::/.test(word.value));
  const command = at < 0 ? words : words.slice(0, at);
  for (const value of parallelValues(call, at < 0 ? undefined : words.slice(at + 1))) {
    const filled = command.some((word) => /\{[./#%]*\}/.test(word.value))
      ? command.map((word) => ({
          ...word,
          ...marked(
            word.value.replace(/\{[./#%]*\}/g, () => value.value),
            [word, value],
          ),
        }))
      : [...command, value];
    if (!isKnown(value)) call.run.engine.invoke({ ...call, words: filled });
    else joined(call, filled);
  }
  return unknownText;
}

function parallelValues(call: Invocation, given: readonly Word[] | undefined): readonly Word[] {
  if (given) return given.filter((word) => !/^:::/.test(word.value)).slice(0, 50);
  const input = call.stdin ?? unknownText;
  const lines = isKnown(input) ? input.value.split("\n").filter((line) => line !== "") : [hole];
  return lines.slice(0, 50).map((line) => ({ ...marked(line, [input]), span: call.span }));
}

export const perItem: Table = {
  parallel: {
    options:
      "j,jobs=text a,arg-file=read I=text colsep=text delay=text joblog=write S,sshlogin=text!contacts-network k v n=text N=text X m dry-run,dryrun!prints",
    operands: "command",
    byHand: judgeParallel,
  },
  xargs: {
    options:
      "0,null a,arg-file=list d,delimiter=text E=text e?=text I=text i? replace?=text L,max-lines=text l?=text n,max-args=text P,max-procs=text s,max-chars=text r,no-run-if-empty t,verbose p,interactive x o process-slot-var=text",
    operands: "command",
    byHand: judgeXargs,
  },
  find: { operands: "text*", noHelp: true, style: "single-dash", more: judgeFind },
  gfind: { operands: "text*", noHelp: true, style: "single-dash", more: judgeFind },
  fd: fdSpec,
  fdfind: fdSpec,
};
