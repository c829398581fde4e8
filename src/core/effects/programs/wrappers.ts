/** Programs that run other programs: what they run is judged as if it stood alone. */
// Longer than other files because it is one table with the few functions its rows need.
import { writeAct } from "../access.ts";
import { resolvePath } from "../paths.ts";
import { judgeAssignment } from "../shell/environment.ts";
import { addAct, commandText, type Invocation, note, setVariable, subScope, type Word } from "../shell/run.ts";
import { hole, joinTexts, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { pathUse, withCommand } from "./judge.ts";
import { perItem } from "./perItem.ts";
import { joined } from "./shellText.ts";
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
  const folder = args.options.get("C") ?? args.options.get("chdir");
  if (folder) scope.cwd = resolvePath(folder.value, call.run.place, scope.cwd);
  const split = args.items.find((item) => item.option === "S")?.word;
  let words = args.operands;
  while (words[0] && /^[^=-][^=]*=/.test(words[0].value)) {
    const [, name = "", value = ""] = /^([^=]+)=([\s\S]*)$/.exec(words[0].value) ?? [];
    const text = { ...words[0], value };
    judgeAssignment(call, name, text);
    setVariable(scope, name, text);
    defineExported({ ...call, scope }, name, text);
    words = words.slice(1);
  }
  if (split)
    return call.run.engine.evaluate({ ...call, scope }, joinTexts([withoutSplitEscapes(split), ...words], " "), "bash");
  if (words.length > 0) return call.run.engine.invoke({ ...call, scope, words });
  note(call, "lists-environment");
  return { value: hole, secret: true };
}

/** `BASH_FUNC_name%%=() { … }`: bash takes a function over from its environment. */
function defineExported(call: Invocation, variable: string, body: Word): void {
  const name = /^BASH_FUNC_([\w.-]+)(?:%%|\(\))$/.exec(variable)?.[1];
  if (name === undefined) return;
  note(call, "redefines-command", { span: body.span, target: name });
  call.run.engine.evaluate(call, { ...body, value: `${name} ${body.value}` }, "bash");
}

/** `env -S` has escapes of its own: `\\_` is a blank, `\\c` ends the text. */
function withoutSplitEscapes(text: Word): Word {
  return { ...text, value: text.value.replace(/\\c[\s\S]*$/, "").replace(/\\_/g, " ") };
}

/** What strace writes goes to a file, or to a command behind `|` or `!`. */
function judgeTraceOutput(call: Invocation, args: Arguments): undefined {
  const output = args.options.get("o");
  if (!output) return undefined;
  if (/^[|!]/.test(output.value)) {
    note(call, "runs-hidden-program", { span: output.span, target: output.value });
    call.run.engine.evaluate(call, { ...output, value: output.value.slice(1) }, "bash");
  } else {
    const written = writeAct(pathUse(call, output), undefined, "program", call.run.place);
    addAct(call.run, withCommand(call, written), output.span);
  }
  return undefined;
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

/** Names of machines that setarch takes in front of its options; without one it keeps the machine's own. */
const architecture =
  /^(?:linux(?:32|64)|i[3-6]86|x86_64|amd64|uname26|athlon|arm\w*|aarch64|ppc\w*|s390x?|mips\w*|sparc\w*|parisc\w*|ia64|alpha|riscv\w*|loongarch\w*)$/;

const traceOptions = "o,output=text e,trace=text p=text s=text a=text u=text S=text A=text f C c r t T i k v q y z Z L";

export { judgeContainerRun, judgeSshOptions, sshOptions };

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
  taskset: wrap("p,pid c,cpu-list a,all-tasks", "text command"),
  numactl: wrap("N=text m=text C=text"),
  nohup: wrap(),
  setsid: wrap("f w c"),
  disown: {},
  stdbuf: wrap("i,input=text o,output=text e,error=text"),
  unbuffer: wrap("p"),
  catchsegv: wrap(),
  caffeinate: wrap("t=text w=text d i m s u"),
  strace: { ...wrap(`${traceOptions} P=text I=text b=text E=text X=text`), more: judgeTraceOutput },
  ltrace: { ...wrap(`${traceOptions} l=text n=text x=text F=read D=text`), more: judgeTraceOutput },
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
  // What stands behind its options goes to bash.
  capsh: {
    options:
      "drop=text caps=text user=text uid=text gid=text groups=text chroot=dir keep=text secbits=text iab=text inh=text addamb=text delamb=text shell=program print decode=text",
    operands: "text*",
    noHelp: true,
    more: (call, { operands }) =>
      operands.length > 0
        ? call.run.engine.invoke({ ...call, words: [{ value: "bash", span: call.span }, ...operands] })
        : undefined,
  },
  mispipe: { operands: "shell*", noHelp: true },
  setarch: {
    ...wrap("R B F I L S T X Z 3 v p?=text addr-no-randomize"),
    byHand: (call, { operands }) => {
      const words = architecture.test(operands[0]?.value ?? "") ? operands.slice(1) : operands;
      return words.length > 0 ? call.run.engine.invoke({ ...call, words }) : unknownText;
    },
  },
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
    "unit=text p,property=text socket-property=text!opens-tunnel path-property=text timer-property=text E,setenv=text M,machine=text H,host=text slice=text description=text uid=text gid=text nice=text working-directory=text on-calendar=text!leaves-something-running on-boot=text!leaves-something-running on-active=text!leaves-something-running",
    "command",
    {
      rule: "starts-service",
      more: (call, args) => {
        const listens = args.items.some(({ word }) => /^(?:Listen\w+=|StandardInput=socket)/.test(word.value));
        if (listens && /(?:^|\/)\w{0,3}sh$/.test(args.rest[0]?.value ?? ""))
          note(call, "opens-remote-shell", { target: commandText(call.words) });
        return undefined;
      },
    },
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
  ...perItem,
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
