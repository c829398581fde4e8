/** Programs that run code: shells, script languages, and what feeds them. */
import { writeAct } from "../access.ts";
import { perlModules } from "../inline/language.ts";
import { judgeInlineCode } from "../inlineCode.ts";
import { runFile } from "../scripts.ts";
import {
  addAct,
  type Dialect,
  fileText,
  type Invocation,
  note,
  setPositional,
  setVariable,
  subScope,
  type Word,
} from "../shell/run.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { judgeAwk } from "./awk.ts";
import { pathUse, readFile } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";

/** A shell as a program: `-c` text, a script, or orders from its input. */
function judgeShell(call: Invocation): Text {
  const words = call.words.slice(1);
  const dialect: Dialect = /zsh$/.test(call.words[0]?.value ?? "") ? "zsh" : "bash";
  let index = 0;
  let hasText = false;
  let fromInput = false;
  let onlyReads = false;
  for (; index < words.length; index++) {
    const option = (words[index] as Word).value;
    if (option === "--" || option === "-") {
      index++;
      break;
    }
    if (/^--(?:rcfile|init-file)$/.test(option)) note(call, "runs-unseen-script", { target: words[++index]?.value });
    else if (/^--/.test(option)) continue;
    else if (/^[-+]\w/.test(option)) {
      if (option.startsWith("-")) {
        hasText ||= option.includes("c");
        fromInput ||= option.includes("s");
      }
      const named = /[oO]$/.test(option) ? words[++index]?.value : undefined;
      if (option.includes("n") || named === "noexec") onlyReads = option.startsWith("-");
    } else break;
  }
  const operand = words[index];
  if (onlyReads) return checkSyntax(call, hasText ? undefined : operand);
  if (hasText && operand) return runShellText(call, operand, words.slice(index + 1), dialect);
  if (operand && !fromInput) return runScript(call, operand, dialect);
  return interpretStdin(call, call.stdin, dialect, words.slice(index));
}

/** `bash -n`: the script is read and not run. */
function checkSyntax(call: Invocation, file: Word | undefined): Text {
  if (file) readFile(call, file);
  else note(call, "prints");
  return plain("");
}

function runShellText(call: Invocation, text: Word, args: readonly Word[], dialect: Dialect): Text {
  if (text.remote) note(call, "runs-remote-code", { span: text.span });
  if (text.decoded) note(call, "hides-its-text", { span: text.span });
  if (!isKnown(text)) note(call, "hidden-command", { span: text.span });
  const scope = { ...subScope(call.scope), dialect };
  if (args[0]) setVariable(scope, "0", args[0]);
  setPositional(scope, args.slice(1));
  return text.value.trim() === hole
    ? unknownText
    : call.run.engine.evaluate({ ...call, scope, span: text.span }, text, dialect);
}

function runScript(call: Invocation, file: Word, dialect: Dialect): Text {
  const isInput = /^\/(?:dev\/(?:stdin|fd\/0)|proc\/self\/fd\/0)$/.test(file.value);
  const text = isInput ? (call.stdin ?? unknownText) : fileText(call, file.value);
  const isPipe = isInput || /^\/dev\/fd\//.test(file.value);
  return text && (isPipe || !isKnown(text)) ? interpretStdin(call, text, dialect) : runFile(call, file, { dialect });
}

/** A shell that takes its orders from text: what is known of it is judged, the rest asks. */
export function interpretStdin(
  call: Invocation,
  text: Text | undefined,
  dialect: Dialect = "bash",
  args: readonly Word[] = [],
): Text {
  if (text?.remote) note(call, "runs-remote-code");
  if (text?.decoded) note(call, "hides-its-text");
  if (!text || !isKnown(text)) note(call, "hidden-command");
  if (!text || text.value.trim() === hole) return { ...marked(hole, [text]), fromShell: true };
  const scope = { ...subScope(call.scope), dialect };
  setPositional(scope, args);
  return call.run.engine.evaluate({ ...call, scope, stdin: undefined }, text, dialect);
}

/** Code on standard input, or nothing at all: an interactive session. */
function judgeFed(call: Invocation, args: Arguments): Text | undefined {
  if (args.operands.length === 0 && args.rules.length > 0 && args.rules.every(({ rule }) => rule === "prints"))
    return undefined;
  const code = args.items.some((item) => item.role === "code" || item.role === "script" || item.option === "m");
  const first = args.operands[0]?.value;
  if (code && first !== "-") return undefined;
  const fed = call.stdin;
  if (!fed) note(call, "runs-inline-code", { target: call.words[0]?.value });
  else judgeInlineCode(call, { ...fed, span: call.span });
  return fed ? { ...marked(hole, [fed]), fromShell: true } : unknownText;
}

const shell: Spec = { noHelp: true, more: judgeShell };

/** @param rest what the words after the script, or after code in an option, are. */
const fed = (options: string, rest = "text*"): Spec => ({
  options,
  operands: `script ${rest}`,
  replacesFirst: options
    .split(" ")
    .flatMap((option) => (/^([\w,-]+)=code/.exec(option)?.[1] ?? "").split(","))
    .join(" "),
  noHelp: true,
  more: judgeFed,
});

/** Perl and Ruby go over files by themselves, and with `-i` put what they print in their place. */
function judgeFilter(call: Invocation, args: Arguments): Text | undefined {
  const files = args.items.filter((item) => item.role === "read");
  for (const { word, option } of args.items) {
    const loads =
      option === "I" || (/^[Mm]$/.test(option ?? "") && !perlModules.test(word.value.replace(/^-|=.*$/g, "")));
    // What follows -M is put into the code as it stands.
    if (loads) note(call, "runs-hidden-program", { span: word.span, target: word.value });
    if (loads) judgeInlineCode(call, { ...word, value: `use ${word.value};` });
  }
  for (const { word } of args.options.has("i") ? files : []) {
    addAct(call.run, writeAct(pathUse(call, word), undefined, "program", call.run.place), word.span);
  }
  return judgeFed(call, args);
}

/** Modules of Python that are known programs; others run as unseen code. */
const pythonModules: Readonly<Record<string, (call: Invocation, words: readonly Word[]) => void>> = {
  pytest: (call) => note(call, "runs-project-task", { target: "pytest" }),
  unittest: (call) => note(call, "runs-project-task", { target: "unittest" }),
  tox: (call) => note(call, "runs-project-task", { target: "tox" }),
  mypy: (call) => note(call, "runs-project-task", { target: "mypy" }),
  ruff: (call) => note(call, "runs-project-task", { target: "ruff" }),
  black: (call) => note(call, "runs-project-task", { target: "black" }),
  flake8: (call) => note(call, "runs-project-task", { target: "flake8" }),
  build: (call) => note(call, "runs-project-task", { target: "build" }),
  compileall: (call) => note(call, "writes-in-workspace", { target: "compiled files" }),
  "json.tool": (call, words) => {
    const [from, to] = words.filter((item) => !item.value.startsWith("-"));
    note(call, "reads-files", { target: "JSON" });
    if (from) readFile(call, from);
    if (to) addAct(call.run, writeAct(pathUse(call, to), undefined, "program", call.run.place), to.span);
  },
  "http.server": (call) => note(call, "opens-tunnel", { target: "a web server on all addresses" }),
  venv: (call) => note(call, "writes-in-workspace", { target: "a virtual environment" }),
};

function judgePython(call: Invocation, args: Arguments): Text | undefined {
  const module = args.options.get("m");
  if (!module) return judgeFed(call, args);
  const at = call.words.findIndex((item) => item.span === module.span && item.value.endsWith(module.value));
  const rest = call.words.slice(at + 1);
  if (/^(?:pip|uv|pipx|poetry|twine|awscli|ansible)$/.test(module.value)) {
    return call.run.engine.invoke({ ...call, words: [{ ...module }, ...rest] });
  }
  const known = Object.hasOwn(pythonModules, module.value) ? pythonModules[module.value] : undefined;
  if (known) known(call, rest);
  else note(call, "runs-unseen-script", { target: `the module ${module.value}` });
  return unknownText;
}

const python: Spec = {
  options: "c=code m=text W=text X=text E I O B s S u v",
  operands: "script text*",
  replacesFirst: "c m",
  noHelp: true,
  more: judgePython,
};
const node: Spec = fed(
  "e,eval=code p,print=code r,require=program import=program loader,experimental-loader=program inspect,inspect-brk,inspect-wait!opens-tunnel env-file=read C,conditions=text max-old-space-size=text input-type=text test!runs-project-task watch c,check v!prints h!prints version!prints",
);
const checkedNode: Spec = { ...node, checks: ["c", "check"] };
/** Stops where the rest is the interpreter's script and its arguments. */
const awk: Spec = {
  options:
    "F=text v,assign=text f,file=script i,include=script l,load=program E,exec=script e,source=text d?,dump-variables?=write o?,pretty-print?=write p?,profile?=write O b S,sandbox",
  operands: "text read*",
  replacesFirst: "f file E exec e source",
  more: judgeAwk,
};

const project = (options = ""): Spec => ({ options, operands: "text*", rule: "runs-project-task" });

export const interpreters: Table = {
  sh: shell,
  bash: shell,
  zsh: shell,
  dash: shell,
  ash: shell,
  ksh: shell,
  mksh: shell,
  rbash: shell,
  csh: shell,
  tcsh: shell,
  fish: shell,
  nu: shell,
  elvish: shell,
  xonsh: shell,
  python,
  python2: python,
  python3: python,
  pypy: python,
  pypy3: python,
  ipython: python,
  py: python,
  node: checkedNode,
  nodejs: checkedNode,
  deno: {
    sub: {
      run: { operands: "script text*", noHelp: true, rule: "runs-unseen-script" },
      eval: { operands: "code text*", noHelp: true },
      test: project(),
      task: project(),
      lint: project(),
      fmt: project(),
      check: project(),
      bench: project(),
      compile: project(),
      info: {},
      doc: {},
      install: "installs-package",
      add: "installs-package",
      upgrade: "installs-package",
      deploy: "changes-infrastructure",
      publish: "publishes-release",
    },
    bare: "runs-inline-code",
  },
  "ts-node": fed("e,eval=code p,print=code r,require=program P,project=read"),
  tsx: fed("e,eval=code p,print=code r,require=program"),
  perl: {
    ...fed(
      "e=code E=code n p i?=text I=text M=text m=text C? d?=text 0? l? a F=text w W T t c x? S s v!prints V!prints",
      "read*",
    ),
    more: judgeFilter,
  },
  ruby: {
    ...fed("e=code r,require=program I=text C=dir n p i?=text l a F=text w W? c x? S s v!prints h!prints", "read*"),
    more: judgeFilter,
    checks: ["c"],
  },
  irb: fed("r=program"),
  php: {
    ...fed(
      "r=code B=code R=code E=code f,file=script c=read d=text S=host t=dir z=program a l,syntax-check i!prints m!prints v!prints h!prints",
    ),
    checks: ["l", "syntax-check"],
  },
  lua: fed("e=code l=program i v W E"),
  luajit: fed("e=code l=program j=text O? b? i"),
  tclsh: fed(""),
  wish: fed(""),
  expect: fed("c=code f=script d b"),
  Rscript: fed("e=code"),
  R: fed("e=code f,file=script s,slave q quiet no-save vanilla"),
  julia: fed("e,eval=code E,print=code L,load=script p=text t=text project?=text"),
  ghci: fed(""),
  runghc: fed("e=code"),
  scala: fed("e=code"),
  groovy: fed("e=code"),
  jshell: fed(""),
  elixir: fed("e=code eval=code r=script S=script"),
  erl: fed("eval=code run=program s=program"),
  iex: fed("e=code S=script"),
  ocaml: fed("e=code"),
  guile: fed("c=code e=text l=script s=script"),
  swift: {
    sub: { build: project(), test: project(), run: "runs-built-program", package: project() },
    otherwise: "runs-unseen-script",
    bare: "runs-inline-code",
  },
  dart: {
    sub: {
      test: project(),
      analyze: project(),
      format: project(),
      compile: project(),
      run: "runs-built-program",
      pub: "installs-package",
      fix: project(),
      create: project(),
    },
    otherwise: "runs-unseen-script",
  },
  java: {
    style: "single-dash",
    options: "jar=script cp,classpath=read agentlib!opens-tunnel javaagent!runs-hidden-program version!prints",
    operands: "script text*",
    noHelp: true,
  },
  awk,
  gawk: awk,
  mawk: awk,
  nawk: awk,
};
