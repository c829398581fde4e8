/** Files and text: GNU and BSD core utilities (coreutils 9.5, findutils 4.10, grep 3.11, sed 4.9), as data. */
// Longer than other files because it is one table with the few functions its rows need.

import { deleteAct, readAct, writeAct } from "../access.ts";
import { act } from "../act.ts";
import { secretName } from "../shell/bashParameters.ts";
import { addAct, fileText, type Invocation, note, rememberFile, type Word } from "../shell/run.ts";
import { hole, isKnown, marked, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";
import { base64, echo, inputOf, lines, passes, rev, seen, substituted, tac, tr, xxd } from "./transforms.ts";

const none: Spec = {};
const looks = (options = ""): Spec => ({ options, operands: "look*" });
const reads = (options = "", more?: Spec["more"]): Spec => ({ options, operands: "read*", ...(more ? { more } : {}) });

/** Copies and moves: what is copied keeps what it carries. */
const copies = (options: string): Spec => ({
  options: `t,target-directory=write S,suffix=text ${options}`,
  operands: "read* write",
  more: copyOrMove,
});

function copyOrMove(call: Invocation, args: Arguments): Text {
  const sources = args.items.filter((item) => item.role === "read").map((item) => item.word);
  const input = inputOf(call, args);
  if (call.words[0]?.value === "mv" || /(?:^|\/)mv$/.test(call.words[0]?.value ?? "")) {
    for (const source of sources) {
      // What is moved is gone from where it was.
      const gone = withCommand(call, deleteAct(pathUse(call, source), { recursive: true }, call.run.place));
      if (gone.grade === "deny") addAct(call.run, gone, source.span);
      const moved = withCommand(call, writeAct(pathUse(call, source), undefined, "program", call.run.place));
      if (moved.grade !== "allow" && moved.rule !== "writes-secret-file") addAct(call.run, moved, source.span);
    }
  }
  return isKnown(input) && sources.length === 1 ? input : marked(hole, [input]);
}

const removal: Spec = {
  options: "r,R,recursive f,force i I v d,dir interactive?=text preserve-root?=text no-preserve-root one-file-system",
  operands: "delete*",
  safer: () => undefined,
};

function truncateMore(call: Invocation, args: Arguments): undefined {
  for (const file of args.operands) {
    const written = withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place));
    addAct(
      call.run,
      written.grade === "allow" ? act("truncates-file", { target: file.value, paths: written.paths }) : written,
      file.span,
    );
  }
  return undefined;
}

function changeRights(call: Invocation, args: Arguments): undefined {
  const byReference = args.options.has("reference");
  const files = byReference ? args.operands : args.operands.slice(1);
  const text = byReference ? "" : (args.operands[0]?.value ?? "");
  if (/^[ug]?\+?s$|[ug]+[+=][rwx]*s|^[2467]\d{3}$|^0[2467]\d{3}$|\+s/.test(text))
    note(call, "weakens-protection", { target: "setuid" });
  for (const file of files) {
    const written = withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place));
    const special =
      written.rule === "changes-guard" || (written.rule === "writes-system-file" && /777|666|[oa]\+\w*w/.test(text));
    const rule =
      written.rule === "changes-guard" ? "changes-guard" : special ? "weakens-protection" : "changes-file-rights";
    const target = written.targets[0] ?? file.value;
    note(call, /^\/(?:etc|usr|bin|home|var|)$/.test(target) && args.options.has("R") ? "weakens-protection" : rule, {
      target,
      paths: written.paths,
      span: file.span,
    });
  }
  if (files.length === 0) note(call, "changes-file-rights");
  return undefined;
}

const rights: Spec = { options: "R,recursive v c f reference=text h H L P", operands: "text*", more: changeRights };

/** ln: the name that is made ends where the target is, so both are judged. */
function link(call: Invocation, args: Arguments): undefined {
  const [target, name] = args.operands;
  for (const end of [target, name]) {
    if (!end) continue;
    const written = withCommand(call, writeAct(pathUse(call, end), undefined, "program", call.run.place));
    if (end === name || written.grade === "deny") addAct(call.run, written, end.span);
  }
  if (target && name) rememberFile(call, name.value, fileText(call, target.value) ?? secretOf(call, target));
  return undefined;
}

/** A file by another name holds the same: a secret stays one. */
function secretOf(call: Invocation, file: Word): Text {
  const isSecret = readAct(pathUse(call, file), call.run.place).rule === "reads-secret";
  return isSecret ? { ...unknownText, secret: true } : unknownText;
}

function judgeTee(call: Invocation, args: Arguments): Text {
  for (const file of args.operands) {
    const text = call.stdin ?? unknownText;
    addAct(call.run, withCommand(call, writeAct(pathUse(call, file), text, "program", call.run.place)), file.span);
    rememberFile(call, file.value, text, args.options.has("a"));
  }
  return call.stdin ?? unknownText;
}

/** `dd`: its operands are `name=value`. */
function convert(call: Invocation, args: Arguments): Text {
  let input: Text = call.stdin ?? unknownText;
  for (const operand of args.operands) {
    const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(operand.value) ?? [];
    const word = { ...operand, value: value ?? "" };
    if (name === "if") input = call.run.engine.invoke({ ...call, words: [{ ...word, value: "cat" }, word] });
    if (name === "of") {
      const text = /^\/dev\/(?:null|stdout)/.test(word.value) ? undefined : input;
      addAct(
        call.run,
        withCommand(call, writeAct({ ...pathUse(call, word), glob: false }, text, "program", call.run.place)),
        word.span,
      );
    }
  }
  return input;
}

const sedOptions =
  "n,quiet,silent e,expression=text f,file=script i?,in-place?=text E r,regexp-extended s,separate z,null-data u l=text sandbox posix debug follow-symlinks b";

/** sed: `e` runs, `w` writes, `r` reads, `-i` changes the files. */
function judgeSed(call: Invocation, args: Arguments): Text | undefined {
  const given = args.items
    .filter((item) => item.option === "e" || item.option === "expression")
    .map((item) => item.word);
  const script = given.length > 0 ? given : args.operands.slice(0, 1);
  const hasFile = args.options.has("f") || args.options.has("file");
  for (const part of hasFile ? given : script) judgeSedScript(call, part.value, part);
  const files = args.items.filter((item) => item.role === "read");
  if (args.options.has("i") || args.options.has("in-place")) {
    const text = script.map((part) => part.value).join("\n");
    for (const file of files) {
      addAct(
        call.run,
        withCommand(call, writeAct(pathUse(call, file.word), undefined, "program", call.run.place)),
        file.word.span,
      );
      if (/^\d*,?\$?d$/.test(text.trim())) note(call, "truncates-file", { target: file.word.value });
    }
    return unknownText;
  }
  return substituted(inputOf(call, args), script[0]?.value ?? "");
}

function judgeSedScript(call: Invocation, script: string, from: Parameters<typeof note>[0]["words"][number]): void {
  const span = { span: from.span };
  for (const line of script.split(/\n|;/)) {
    const command = line
      .trim()
      .replace(
        /^(?:\d+|\$|\/(?:\\.|[^/\\])*\/I?|\\(.)(?:(?!\1).)*\1)?(?:,(?:[+~]?\d+|\$|\/(?:\\.|[^/\\])*\/I?))?\s*!?\s*\{?\s*/,
        "",
      );
    if (/^e(?:\s|$)/.test(command)) {
      note(call, "runs-hidden-program", { ...span, target: command.slice(1).trim() || "each line" });
      if (command.length > 2) call.run.engine.evaluate({ ...call, ...span }, { value: command.slice(2) }, "bash");
    }
    const file = /^[wW]\s*(\S+)/.exec(command)?.[1];
    if (file)
      addAct(call.run, writeAct({ text: file, cwd: call.scope.cwd }, undefined, "program", call.run.place), from.span);
    const read = /^[rR]\s*(\S+)/.exec(command)?.[1];
    if (read)
      call.run.engine.invoke({
        ...call,
        words: [
          { ...from, value: "cat" },
          { ...from, value: read },
        ],
      });
    judgeSubstitution(call, line, from);
  }
}

function judgeSubstitution(call: Invocation, line: string, from: Parameters<typeof note>[0]["words"][number]): void {
  const found =
    /(?:^|[\s\d$/,{!;])s([^\w\s\\])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1([a-zA-Z0-9]*)(?:\s+(\S+))?/.exec(
      line,
    );
  if (!found) return;
  const [, , , to = "", flags = "", file] = found;
  if (/e/.test(flags)) {
    note(call, "runs-hidden-program", { span: from.span, target: to });
    call.run.engine.evaluate({ ...call, span: from.span }, { value: to.replace(/\\(.)/g, "$1") }, "bash");
  }
  if (/w/.test(flags) && file)
    addAct(call.run, writeAct({ text: file, cwd: call.scope.cwd }, undefined, "program", call.run.place), from.span);
}

const grepOptions =
  "e,regexp=text f,file=read A,after-context=text B,before-context=text C,context=text m,max-count=text include=text exclude=text exclude-dir=text exclude-from=read include-dir=text color?=text colour?=text D,devices=text d,directories=text binary-files=text label=text group-separator=text recursive r R i n l L c v w x o q s H h E F G P z Z a I U u";
const grep: Spec = { options: grepOptions, operands: "text read*", replacesFirst: "e f regexp file" };
const rg: Spec = {
  options:
    "e,regexp=text f,file=read pre=program pre-glob=text hostname-bin=program ignore-file=read path-separator=text g,glob=text iglob=text t,type=text T,type-not=text type-add=text type-clear=text A,after-context=text B,before-context=text C,context=text m,max-count=text j,threads=text M,max-columns=text r,replace=text E,encoding=text d,max-depth=text max-filesize=text color=text colors=text sort=text sortr=text engine=text dfa-size-limit=text regex-size-limit=text context-separator=text field-match-separator=text field-context-separator=text hyperlink-format=text z,search-zip files type-list",
  operands: "text read*",
  replacesFirst: "e f regexp file files type-list",
};

/** printenv, env: a named variable that holds no secret is only read. */
function printVariables(call: Invocation, args: Arguments): Text {
  if (args.operands.length === 0) note(call, "lists-environment");
  const secret = args.operands.length === 0 || args.operands.some((name) => secretName.test(name.value));
  if (args.operands.some((name) => secretName.test(name.value)))
    note(call, "reads-secret", { target: args.operands[0]?.value });
  return secret ? { value: hole, secret: true } : unknownText;
}

export const coreutils: Table = {
  ...Object.fromEntries(
    "true false : exit return break continue pwd whoami id groups logname tty date cal uptime arch uname nproc hostname sleep yes seq expr factor test [ [[ let basename dirname realpath readlink wait jobs fg bg disown ulimit umask times dirs history getopts shift unset suspend logout type which whereis whatis apropos locale localedef tput clear reset stty getconf lsb_release sw_vers users who w last lastlog dircolors numfmt mcookie uuidgen ps pgrep pidof top htop btop free vmstat iostat mpstat sar lscpu lsblk lsusb lspci lsmem lsmod lsns lsipc df findmnt ss netstat arp pstree nvidia-smi sensors acpi getent sync tldr whence where print echotc help caller units tabs setterm ncal hostid pathchk namei finger vm_stat pagesize system_profiler ioreg mdls mdfind fc compgen rehash zprint jot"
      .split(" ")
      .map((name) => [name, none]),
  ),
  history: { options: "c!destroys-backups d=text!destroys-backups w a r s p" },
  date: { options: "s,set=text!changes-system d,date=text f,file=read r,reference=read u R I?=text rfc-3339=text" },
  hostname: {
    options: "F,file=read s f i I d a A y",
    operands: "text",
    more: (call, args) => {
      if (args.operands.length > 0) note(call, "changes-system");
      return undefined;
    },
  },
  echo: { operands: "text*", noHelp: true, more: echo },
  printf: { operands: "text*", noHelp: true },
  cat: reads("", passes),
  bat: {
    ...reads(
      "pager=program style=text theme=text l,language=text r,line-range=text color=text paging=text H=text m=text",
    ),
  },
  tac: reads("s=text", tac),
  rev: reads("", rev),
  nl: reads("b=text f=text h=text i=text l=text n=text s=text v=text w=text"),
  head: reads(
    "n,lines=text c,bytes=text",
    lines((all, count) => all.slice(0, count)),
  ),
  tail: reads(
    "n,lines=text c,bytes=text s=text pid=text f F",
    lines((all, count) => all.slice(-count - 1)),
  ),
  wc: reads("files0-from=list l w c m L"),
  sort: {
    options:
      "o,output=write k,key=text t,field-separator=text S,buffer-size=text T,temporary-directory=dir compress-program=program files0-from=list batch-size=text parallel=text random-source=read sort=text n r u h V f b g M R z s m c C d i check?=text debug reverse unique numeric-sort stable version-sort human-numeric-sort zero-terminated",
    operands: "read*",
    more: seen,
  },
  uniq: { options: "f=text s=text w=text c d D u i group?=text", operands: "read write" },
  cut: reads("d,delimiter=text f,fields=text c,characters=text b,bytes=text output-delimiter=text s complement", seen),
  paste: reads("d,delimiters=text s"),
  join: reads("t=text 1=text 2=text j=text a=text e=text o=text v=text"),
  comm: reads("output-delimiter=text"),
  column: reads("t s,separator=text o=text c=text N=text"),
  fold: reads("w=text s b"),
  fmt: reads("w=text"),
  pr: reads("h=text l=text w=text"),
  expand: reads("t=text"),
  unexpand: reads("t=text a"),
  tr: { options: "d,delete s c C t", operands: "text*", more: tr },
  od: reads("t=text A=text N=text j=text w?=text"),
  hexdump: reads("e=text f=read n=text s=text C"),
  hd: reads("n=text s=text"),
  xxd: { options: "r l=text s=text c=text g=text p", operands: "read write", more: xxd },
  strings: reads("n=text t=text"),
  base64: { options: "d,decode D i,input=read o,output=write w,wrap=text", operands: "read*", more: base64 },
  base32: { options: "d,decode w=text", operands: "read*", more: seen },
  basenc: reads("d,decode w=text base64 base32 base16"),
  ...Object.fromEntries(
    "md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum crc32 md5 shasum"
      .split(" ")
      .map((name) => [name, reads("a=text b=text c,check=read t s=text")]),
  ),
  diff: reads(
    "x,exclude=text X,exclude-from=read I=text U=text C=text W=text L,label=text from-file=read to-file=read color?=text u r q N y B w b i a",
  ),
  sdiff: reads("o,output=write diff-program=program"),
  diff3: reads("diff-program=program"),
  cmp: reads("n=text i=text l s b"),
  colordiff: reads(),
  ls: looks("I,ignore=text w=text T=text time-style=text color?=text sort=text hide=text D=text"),
  ...Object.fromEntries(
    "dir vdir exa eza lsd".split(" ").map((name) => [name, looks("I=text w=text s,sort=text L,level=text t=text git")]),
  ),
  ll: looks(),
  la: looks(),
  tree: looks(
    "L=text I=text P=text o=write H=text T=text filelimit=text charset=text sort?=text timefmt=text fromfile",
  ),
  du: looks("d,max-depth=text B=text exclude=text X=read files0-from=list t=text s h a c k m"),
  df: looks("t=text x=text B=text output?=text"),
  stat: looks("c,format=text f=text t=text printf=text"),
  file: reads("f,files-from=list m,magic-file=read C,compile=text!writes-in-workspace b i L z"),
  readlink: none,
  realpath: none,
  pathchk: none,
  lsof: reads("i?=text p=text u=text c=text d=text t n P"),
  fuser: { options: "k,kill!ends-processes n=text v m", operands: "text*" },
  locate: none,
  mlocate: none,
  grep,
  egrep: grep,
  fgrep: grep,
  zgrep: grep,
  ag: { options: "pager=program A=text B=text C=text G=text ignore=text p=read m=text", operands: "text read*" },
  ack: {
    options: "pager?=program A=text B=text C=text ignore-dir=text type=text output=text ackrc=script",
    operands: "text read*",
  },
  rg,
  ugrep: {
    options: `${grepOptions} filter=program pager?=program view?=program save-config?=write config?=script`,
    operands: "text read*",
  },
  sed: { options: sedOptions, operands: "text read*", replacesFirst: "e f expression file", more: judgeSed },
  gsed: { options: sedOptions, operands: "text read*", replacesFirst: "e f expression file", more: judgeSed },
  jq: {
    options:
      "f,from-file=read L=dir arg=text argjson=text slurpfile=text rawfile=text indent=text tab r R c s n e S a C M j",
    operands: "text read*",
    replacesFirst: "f from-file",
  },
  yq: {
    options: "i,inplace!writes-acting-file P r o=text p=text I=text s=text from-file=read",
    operands: "text read*",
  },
  xq: reads(),
  tomlq: reads(),
  xmllint: reads("xpath=text schema=read o,output=write"),
  xsltproc: { options: "o,output=write", operands: "read*", rule: "prints" },
  csvcut: reads(),
  miller: reads(),
  mlr: { operands: "text*", options: "I!writes-in-workspace" },
  touch: { options: "r=read d=text t=text a c m", operands: "write*" },
  mkdir: { options: "m,mode=text p,parents v", operands: "write*" },
  mktemp: { options: "p,tmpdir?=text d u t suffix=text", operands: "text*", rule: "writes-temporary" },
  mkfifo: { options: "m=text", operands: "write*" },
  mknod: { rule: "changes-system" },
  cp: copies("a r R p l s b f i n u v x L P H preserve?=text no-preserve=text reflink?=text sparse=text parents"),
  gcp: copies(""),
  mv: copies("b f i n u v"),
  install: copies("m,mode=text o=text g=text d D s strip-program=program"),
  ditto: copies(""),
  rename: { rule: "writes-in-workspace", operands: "text*" },
  ln: { options: "s f n v r b S=text t,target-directory=write T", operands: "text*", more: link },
  link: { operands: "text*", more: link },
  rm: removal,
  rimraf: removal,
  grm: removal,
  rmdir: { options: "p v ignore-fail-on-non-empty", operands: "delete*" },
  unlink: { operands: "delete*" },
  trash: { operands: "delete*" },
  "trash-put": { operands: "delete*" },
  srm: removal,
  shred: { options: "n=text s=text u z v f x remove?=text random-source=read iterations=text", operands: "delete*" },
  truncate: { options: "s,size=text r=read c o", operands: "text*", more: truncateMore },
  fallocate: { options: "l=text o=text p=text", operands: "write*" },
  split: {
    options: "l=text b=text n=text a=text filter=shell additional-suffix=text d",
    operands: "read text",
    rule: "writes-in-workspace",
  },
  csplit: { options: "f=text n=text b=text", operands: "read text*", rule: "writes-in-workspace" },
  dd: { operands: "text*", more: convert },
  tee: { options: "a,append i p", operands: "text*", more: judgeTee },
  sponge: { options: "a", operands: "write*" },
  patch: {
    options: "p=text i,input=read d=dir o=write R N s b directory=dir",
    operands: "write read",
    rule: "writes-in-workspace",
  },
  chmod: rights,
  chown: { ...rights, rule: "gains-privilege" },
  chgrp: { ...rights, rule: "gains-privilege" },
  setfacl: { ...rights },
  chattr: { options: "R", operands: "text*", rule: "changes-file-rights", more: changeRights },
  setcap: { rule: "weakens-protection" },
  chflags: rights,
  xattr: { options: "d=text!weakens-protection c!weakens-protection w=text p=text l r", operands: "text*" },
  lsattr: reads(),
  getfacl: reads(),
  getcap: reads(),
  printenv: { operands: "text*", more: printVariables },
  less: reads("p=text o=write O=write k=program P=text x=text T=text"),
  more: reads(),
  most: reads(),
  zcat: reads(),
  zless: reads(),
  bzcat: reads(),
  xzcat: reads(),
  objdump: reads("j=text M=text d D S s t x h C"),
  nm: reads(),
  readelf: reads(),
  size: reads(),
  ldd: { operands: "script*" },
  otool: reads(),
  iconv: { options: "f=text t=text o,output=write c", operands: "read*" },
  dos2unix: { options: "n", operands: "write*" },
  unix2dos: { operands: "write*" },
  look: reads(),
  tsort: reads(),
  ptx: reads(),
  figlet: none,
  cowsay: none,
  lolcat: none,
  bc: { options: "l q s i", operands: "read*" },
  dc: { options: "e=text f=read", operands: "read*" },
  cloc: reads(),
  tokei: reads(),
  scc: reads(),
  delta: reads("pager=program"),
  difft: reads(),
  fzf: { options: "preview=shell bind=shell q=text", operands: "text*" },
  pv: reads(),
  glow: reads(),
  pandoc: {
    options: "o,output=write f=text t=text F,filter=program L,lua-filter=program pdf-engine=program template=read",
    operands: "read*",
  },
  exiftool: reads(),
  identify: reads(),
  convert: { operands: "read* write" },
  magick: { operands: "read* write" },
  ffprobe: reads(),
  ffmpeg: { operands: "read* write", rule: "writes-in-workspace", style: "single-dash", options: "i=read f=text" },
  qpdf: { operands: "read* write" },
  pdftotext: { operands: "read write" },
  cmark: reads(),
  envsubst: none,
  tput: none,
};
