/** Programs that run other programs: what they run is judged as if it stood alone. */
// Longer than other files because it is one table with the few functions its rows need.
import { deleteAct, writeAct } from "../access.ts";
import { isInside, resolvePath } from "../paths.ts";
import { judgeAssignment } from "../shell/environment.ts";
import { addAct, type Invocation, note, setVariable, subScope, type Word } from "../shell/run.ts";
import { isGenerated } from "../specialFiles.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { pathUse, readFile, withCommand } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";

const wrap = (options = "", operands = "command", rest: Partial<Spec> = {}): Spec => ({
  options,
  operands,
  noHelp: false,
  ...rest,
});

/** `env A=1 B=2 program …`, `env -S 'program …'`. */
function judgeEnv(call: Invocation, args: Arguments): Text {
  const scope = subScope(call.scope);
  const split = args.items.find((item) => item.option === "S")?.word;
  let words = args.operands;
  while (words[0] && /^[A-Za-z_]\w*=/.test(words[0].value)) {
    const [, name = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(words[0].value) ?? [];
    judgeAssignment(call, name, { ...words[0], value });
    setVariable(scope, name, { ...words[0], value });
    words = words.slice(1);
  }
  if (split)
    return call.run.engine.evaluate({ ...call, scope }, joinTexts([withoutSplitEscapes(split), ...words], " "), "bash");
  if (words.length > 0) return call.run.engine.invoke({ ...call, words });
  note(call, "lists-environment");
  return { value: hole, secret: true };
}

/** `env -S` has escapes of its own: `\\_` is a blank, `\\c` ends the text. */
function withoutSplitEscapes(text: Word): Word {
  return { ...text, value: text.value.replace(/\\c[\s\S]*$/, "").replace(/\\_/g, " ") };
}

/** The words run by a shell as one line: `watch`, `ssh host …`, `tmux new …`. */
function joined(call: Invocation, words: readonly Word[]): Text {
  if (words.length === 0) return unknownText;
  return call.run.engine.evaluate({ ...call, scope: subScope(call.scope) }, joinTexts(words, " "), "bash");
}

function judgeXargs(call: Invocation, args: Arguments): Text {
  const file = args.options.get("a") ?? args.options.get("arg-file");
  const given = file ? readFile(call, file) : (call.stdin ?? unknownText);
  const command = args.rest.length > 0 ? args.rest : [{ ...plain("echo"), span: call.span }];
  const mark =
    args.options.get("I")?.value ?? args.options.get("replace")?.value ?? (args.options.has("i") ? "{}" : undefined);
  if (mark) return forEachLine(call, command, mark, given);
  const values = isKnown(given) ? given.value.split(given.value.includes("\0") ? /\0/ : /\s+/) : [hole];
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
  const lines = isKnown(given) ? given.value.split(given.value.includes("\0") ? /\0/ : /\n/) : [hole];
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
  const hunts = tests.some((word) =>
    /(?:id_rsa|\.env\b|\.pem|\.key|credential|secret|password|\.netrc|wallet|\.kdbx)/i.test(word.value),
  );
  const elsewhere = roots.some((root) => outsideWorkspace(call, root));
  const secret = hunts && (elsewhere || tests.some((word) => /^-exec/.test(word.value)));
  note(call, secret ? "reads-secret" : "reads-files", { target: roots.map((root) => root.value).join(" ") });
  return { value: hole, ...(hunts && secret ? { secret: true } : {}) };
}

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
    const found = narrowed
      ? `${root.value.replace(/\/$/, "")}/${nameTest(tests).replace(/[*?]/g, "x") || "found"}`
      : root.value;
    const words = command.map((word) =>
      word.value.includes("{}") ? { ...word, value: word.value.replaceAll("{}", () => found) } : word,
    );
    call.run.engine.invoke({ ...call, words, stdin: undefined });
  }
  return end;
}

function judgeSsh(call: Invocation, args: Arguments): Text {
  const [host, ...remote] = args.operands;
  const secret = remote.some((word) => word.secret) || call.stdin?.secret === true;
  note(call, secret ? "sends-secret" : "contacts-network", {
    target: host?.value,
    ...(host ? { hosts: [host.value] } : {}),
  });
  if (remote.length === 0 && call.stdin) {
    call.run.engine.evaluate(
      { ...call, scope: { ...subScope(call.scope), cwd: undefined }, stdin: undefined },
      call.stdin,
      "bash",
    );
  }
  if (remote.length > 0) {
    note(call, "runs-hidden-program", { target: `a command on ${host?.value ?? "another machine"}` });
    joined({ ...call, scope: { ...subScope(call.scope), cwd: undefined } }, remote);
  }
  return { value: hole, remote: true };
}

/** `-o ProxyCommand=…` and its kin. */
function judgeSshOptions(call: Invocation, args: Arguments): void {
  for (const item of args.items) {
    if (item.option !== "o") continue;
    const [, name, value] = /^\s*(\w+)\s*[=\s]\s*([\s\S]*)$/.exec(item.word.value) ?? [];
    if (
      !name ||
      !/^(?:proxycommand|localcommand|knownhostscommand|proxyusefdpass|remotecommand|permitlocalcommand|authorizedkeyscommand|pkcs11provider|securitykeyprovider|include|match)$/i.test(
        name,
      )
    )
      continue;
    note(call, "runs-hidden-program", { span: item.word.span, target: value });
    if (/command$/i.test(name)) call.run.engine.evaluate(call, { ...item.word, value: value ?? "" }, "bash");
  }
}

const sshOptions =
  "o=text p=text i=text l=text F=script L=text!opens-tunnel R=text!opens-tunnel D=text!opens-tunnel W=text!opens-tunnel w=text!opens-tunnel J=text b=text c=text e=text E=write I=program m=text O=text Q=text S=text B=text N T t v q A X Y f n C 4 6 V G";

const tmuxShell = (call: Invocation, args: Arguments): Text => joined(call, args.operands);

/** crontab, at: text that runs later is both refused or asked for, and judged. */
function later(call: Invocation): Text {
  if (call.stdin) call.run.engine.evaluate({ ...call, scope: subScope(call.scope) }, call.stdin, "bash");
  return unknownText;
}

function judgeContainerRun(call: Invocation, words: readonly Word[]): Text {
  return words.length > 0
    ? call.run.engine.invoke({ ...call, scope: { ...subScope(call.scope), cwd: "/" }, words })
    : unknownText;
}

const fdSpec: Spec = {
  options:
    "x,exec=text X,exec-batch=text e,extension=text E,exclude=text t,type=text d,max-depth=text p H I u g L 0 a c,color=text S,size=text o,owner=text base-directory=dir changed-within=text changed-before=text ignore-file=read",
  operands: "text read*",
  more: judgeFd,
};

export { joined, judgeContainerRun, judgeSshOptions, sshOptions };

export const wrappers: Table = {
  env: {
    options: "i,ignore-environment u,unset=text C,chdir=dir S,split-string=text 0,null v",
    operands: "command",
    byHand: judgeEnv,
    noHelp: true,
  },
  sudo: {
    ...wrap(
      "u,user=text g,group=text p=text C=text h=text r=text t=text D=dir R=dir T=text U=text e,edit!writes-system-file s!gains-privilege i!gains-privilege l n k K A b E H S v V",
      "command",
      { rule: "gains-privilege" },
    ),
    more: () => undefined,
  },
  doas: wrap("u=text C=read n s", "command", { rule: "gains-privilege" }),
  pkexec: wrap("user=text", "command", { rule: "gains-privilege" }),
  gksudo: wrap("", "command", { rule: "gains-privilege" }),
  su: { options: "c,command=shell s,shell=program l m p", operands: "text*", rule: "gains-privilege" },
  runuser: {
    ...wrap("u,user=text c,command=shell g=text G=text s=text l,login m p f", "command", { rule: "gains-privilege" }),
    byHand: judgeRunuser,
  },
  setpriv: wrap("reuid=text regid=text", "command", { rule: "gains-privilege" }),
  timeout: wrap("k,kill-after=text s,signal=text foreground preserve-status v", "text command"),
  gtimeout: wrap("k=text s=text", "text command"),
  time: wrap("f,format=text o,output=write p v a"),
  gtime: wrap("f=text o=write"),
  nice: wrap("n,adjustment=text"),
  ionice: wrap("c,class=text n,classdata=text p=text t"),
  chrt: wrap("f=text r=text o=text p=text"),
  taskset: wrap("p=text c=text", "text command"),
  numactl: wrap("N=text m=text C=text"),
  nohup: wrap(),
  setsid: wrap("f w c"),
  disown: {},
  stdbuf: wrap("i,input=text o,output=text e,error=text"),
  unbuffer: wrap("p"),
  catchsegv: wrap(),
  caffeinate: wrap("t=text w=text d i m s u"),
  strace: wrap("o=write e=text p=text s=text f"),
  ltrace: wrap("o=write e=text p=text"),
  dtruss: wrap(),
  valgrind: wrap("tool=text"),
  perf: { sub: { stat: wrap("e=text p=text"), record: wrap("o=write e=text"), report: {}, list: {}, top: {} } },
  hyperfine: {
    options:
      "w=text r=text n=text N p,prepare=shell c,cleanup=shell export-json=write export-markdown=write setup=shell",
    operands: "shell*",
  },
  chroot: wrap("userspec=text", "text command", { rule: "gains-privilege" }),
  unshare: wrap("", "command", { rule: "gains-privilege" }),
  nsenter: wrap("t=text", "command", { rule: "reaches-host-root" }),
  flock: { ...wrap("c=shell w=text s x n u", "text command") },
  setarch: wrap("", "text command"),
  linux64: wrap(),
  linux32: wrap(),
  arch: wrap("x86_64 arm64"),
  prlimit: wrap(),
  cpulimit: wrap("l=text p=text"),
  firejail: wrap(""),
  bwrap: wrap("bind=text ro-bind=text dev-bind=text"),
  "sandbox-exec": wrap("f=read p=text n=text"),
  "dbus-run-session": wrap(),
  "xvfb-run": wrap("a s=text n=text"),
  rlwrap: wrap(""),
  "ld.so": wrap("library-path=text preload=program argv0=text"),
  busybox: wrap(),
  toybox: wrap(),
  script: {
    options: "c,command=shell q a e f k r O=write I=write B=write t?=text T=write",
    operands: "write command",
    more: judgeScript,
    byHand: (call, args) =>
      args.rest.length > 0 ? call.run.engine.invoke({ ...call, words: args.rest }) : unknownText,
  },
  exec: wrap("a=text c l"),
  command: wrap("p"),
  direnv: { sub: { exec: wrap("", "text command"), allow: "changes-access", status: {}, deny: {} } },
  dotenv: wrap("e=read f=read c=text", "command"),
  "cross-env": { options: "", operands: "command", byHand: judgeEnv },
  "systemd-run": wrap(
    "unit=text p=text on-calendar=text!leaves-something-running on-boot=text!leaves-something-running on-active=text!leaves-something-running",
    "command",
    { rule: "starts-service" },
  ),
  watch: {
    options: "n,interval=text x,exec d?=text t g e c b p q=text",
    operands: "command",
    byHand: (call, args) => {
      const direct = (args.options.has("x") || args.options.has("exec")) && args.operands.length > 0;
      return direct ? call.run.engine.invoke({ ...call, words: args.operands }) : joined(call, args.operands);
    },
  },
  entr: wrap("c d n p r s z", "command"),
  watchexec: wrap("e=text w=text i=text"),
  parallel: {
    options:
      "j,jobs=text a,arg-file=read I=text colsep=text delay=text joblog=write S,sshlogin=text!contacts-network k v n=text N=text X m dry-run!prints",
    operands: "command",
    byHand: judgeParallel,
  },
  xargs: {
    ...wrap(
      "0,null a,arg-file=list d,delimiter=text E=text e?=text I=text i? replace?=text L,max-lines=text l?=text n,max-args=text P,max-procs=text s,max-chars=text r,no-run-if-empty t,verbose p,interactive x o process-slot-var=text",
      "command",
    ),
    byHand: judgeXargs,
  },
  find: { operands: "text*", noHelp: true, style: "single-dash", more: judgeFind },
  gfind: { operands: "text*", noHelp: true, style: "single-dash", more: judgeFind },
  fd: fdSpec,
  fdfind: fdSpec,
  ssh: {
    options: sshOptions,
    operands: "text command",
    byHand: (call, args) => {
      judgeSshOptions(call, args);
      return judgeSsh(call, args);
    },
  },
  mosh: { rule: "contacts-network" },
  tmux: {
    options: "f=script L=text S=text c=shell",
    sub: {
      ...Object.fromEntries(
        "new-session new new-window neww split-window splitw respawn-pane run-shell run if-shell popup display-popup pipe-pane"
          .split(" ")
          .map((name) => [
            name,
            {
              options: "d s=text n=text t=text c=dir x=text y=text P F=text h v b",
              operands: "command",
              byHand: tmuxShell,
            },
          ]),
      ),
      "send-keys": { options: "t=text l", operands: "command", byHand: tmuxShell },
      send: { options: "t=text l", operands: "command", byHand: tmuxShell },
      ...Object.fromEntries(
        "ls list-sessions list-windows list-panes capture-pane display-message has-session has show-options info"
          .split(" ")
          .map((name) => [name, {}]),
      ),
      "kill-session": "ends-processes",
      "kill-server": "ends-processes",
      "kill-pane": "ends-processes",
      "kill-window": "ends-processes",
      attach: "opens-program",
      a: "opens-program",
      source: "runs-unseen-script",
      "source-file": "runs-unseen-script",
    },
    bare: "opens-program",
  },
  screen: { options: "d m S=text X c=script L r ls!prints", operands: "command", rule: "starts-service" },
  zellij: { rule: "opens-program" },
  at: {
    options: "f=script m q=text l!prints d!ends-processes r!ends-processes",
    operands: "text*",
    rule: "leaves-something-running",
    more: later,
  },
  batch: { rule: "leaves-something-running", more: later },
  crontab: {
    options: "l!prints r!destroys-backups e!leaves-something-running u=text i",
    operands: "text*",
    more: (call, args) => {
      if (args.options.has("l") || args.options.has("r")) return unknownText;
      note(call, "leaves-something-running", { target: "a scheduled job" });
      return later(call);
    },
  },
};

/** `parallel command ::: values`, or a value a line; the command is a line of shell. */
function judgeParallel(call: Invocation, args: Arguments): Text {
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

/** `script file command…` of the BSDs, `script -c text file` of Linux. */
function judgeScript(call: Invocation, args: Arguments): Text | undefined {
  const [, ...command] = args.operands;
  return command.length > 0 ? call.run.engine.invoke({ ...call, words: command }) : undefined;
}

/** `runuser -u user -- command…`, `runuser user -c text`. */
function judgeRunuser(call: Invocation, args: Arguments): Text {
  const words = args.options.has("u") || args.options.has("c") ? args.operands : args.operands.slice(1);
  const at = words.findIndex((word) => /^-\w*c$|^--command$/.test(word.value));
  const text = at >= 0 ? words[at + 1] : undefined;
  if (text) return joined(call, [text]);
  return words.length > 0 ? call.run.engine.invoke({ ...call, words }) : unknownText;
}

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
      if (command.length > 0) call.run.engine.invoke({ ...call, words, stdin: undefined });
    }
    if (/^(?:sh|bash|zsh)$/.test(command[0]?.value ?? ""))
      note(call, "runs-hidden-program", { target: "a shell for each file" });
  }
  return unknownText;
}
