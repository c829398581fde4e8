/** Readers, filters and printers of text and bytes (coreutils 9.5, util-linux 2.41, less 679, bat 0.25), as data. */
import { type Invocation, note } from "../../shell/run.ts";
import { hole, marked } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, each, reads, runsText, writes } from "../table.ts";
import { base64, echo, lines, passes, rev, seen, tac, tr, xxd } from "../transforms.ts";

/** less: a command behind `+` is typed for the reader, and `!` runs, `|` pipes, `s` saves, `v` edits. */
const less: Spec = {
  options:
    "p,pattern=text o,log-file=write O,LOG-FILE=write k,lesskey-file=program lesskey-src=program lesskey-content=code P,prompt=text x,tabs=text T,tag-file=text t,tag=text b=text h=text j=text y=text z=text D=text",
  operands: "text*",
  more: (call, args) => {
    const [commands, files] = [true, false].map((typed) =>
      args.operands.filter((word) => word.value.startsWith("+") === typed),
    );
    for (const word of commands ?? []) {
      const shell = /^\+{1,2}\s*(?:[!#]|\|.)(.*)$/s.exec(word.value)?.[1];
      if (shell !== undefined) runsText(call, word, shell);
      else if (/^\+{1,2}[sv&]/.test(word.value))
        note(call, "runs-hidden-program", { span: word.span, target: word.value });
    }
    const texts = (files ?? []).map((word) => readFile(call, word));
    return marked(hole, texts.length > 0 ? texts : [call.stdin]);
  },
};

const checksums =
  "md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum b3sum cksum sum crc32 md5 sha1 sha256 shasum xxhsum xxh64sum xxh128sum rhash sha3sum";

const compares = (options = ""): Spec =>
  reads(
    `x,exclude=text X,exclude-from=read I=text U=text C=text W=text L,label=text from-file=read to-file=read color?=text u r q N y B w b i a ${options}`,
  );

/** dc runs what follows a `!`, on its command line and in what it is fed. */
function judgeDesk(call: Invocation, args: Arguments): undefined {
  const given = args.items.filter(({ option }) => option === "e" || option === "expression").map(({ word }) => word);
  for (const text of [...given, ...(call.stdin ? [{ ...call.stdin, span: call.span }] : [])]) {
    const command = /!(?![<>=])(.*)/.exec(text.value)?.[1];
    if (command !== undefined) runsText(call, text, command);
  }
  return undefined;
}

export const reading: Table = {
  echo: { operands: "text*", noHelp: true, more: echo },
  printf: { operands: "text*", noHelp: true },
  cat: reads("", passes),
  ...each(
    reads(
      "pager=program style=text theme=text l,language=text r,line-range=text color=text paging=text H=text m,map-syntax=text wrap=text terminal-width=text tabs=text file-name=text list-languages list-themes diff",
    ),
    "bat batcat",
  ),
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
      "o,output=write k,key=text t,field-separator=text S,buffer-size=text T,temporary-directory=dir compress-program=program files0-from=list batch-size=text parallel=text random-source=read sort=text n r u h V f b g M R z s m c C d i check?=text debug reverse unique numeric-sort stable version-sort human-numeric-sort zero-terminated general-numeric-sort month-sort random-sort ignore-case ignore-leading-blanks ignore-nonprinting dictionary-order merge C,check-silent mmap radixsort mergesort qsort heapsort",
    complete: true,
    operands: "read*",
    more: seen,
  },
  uniq: { options: "f=text s=text w=text c d D u i group?=text", operands: "read write" },
  shuf: {
    ...reads(
      "o,output=write n,head-count=text i,input-range=text e,echo random-source=read random-seed=text r,repeat z,zero-terminated",
    ),
    complete: true,
  },
  cut: reads("d,delimiter=text f,fields=text c,characters=text b,bytes=text output-delimiter=text s complement", seen),
  paste: reads("d,delimiters=text s"),
  join: reads("t=text 1=text 2=text j=text a=text e=text o=text v=text"),
  comm: reads("output-delimiter=text"),
  column: reads("t s,separator=text o=text c=text N=text R=text H=text l=text J"),
  ...each(reads("w,width=text s b p=text g=text"), "fold fmt"),
  pr: reads("h=text l=text w=text o=text"),
  ...each(reads("t,tabs=text a i"), "expand unexpand"),
  ...each(reads(), "col colrm colcrt ul look tsort ptx most vis unvis"),
  tr: { options: "d,delete s c C t", operands: "text*", more: tr },
  od: reads("t=text A=text N=text j=text w?=text"),
  ...each(reads("e=text f=read n=text s=text C"), "hexdump hd hexyl"),
  xxd: { options: "r l=text s=text c=text g=text p", operands: "read write", more: xxd },
  strings: reads("n,bytes=text t,radix=text e=text T=text"),
  base64: { options: "d,decode D i,input=read o,output=write w,wrap=text", operands: "read*", more: base64 },
  base32: { options: "d,decode w=text", operands: "read*", more: seen },
  basenc: reads("d,decode w=text base64 base32 base16"),
  ...each(reads("a=text b=text c,check=read t s=text"), checksums),
  ...each(compares(), "diff colordiff icdiff wdiff dwdiff difft diffstat lsdiff filterdiff interdiff cmp zdiff zcmp"),
  cmp: reads("n,bytes=text i,ignore-initial=text l s b"),
  sdiff: compares("o,output=write diff-program=program"),
  diff3: compares("diff-program=program"),
  delta: reads("pager=program"),
  less,
  zless: less,
  ...each(reads("n=text"), "more zmore zcat gzcat bzcat xzcat zstdcat lz4cat"),
  iconv: reads("f,from-code=text t,to-code=text o,output=write c l"),
  // Programs look at programs: only ldd starts what it is given.
  ...each(
    reads("plugin=program j=text M=text C demangle?=text arch=text e=text start-address=text stop-address=text"),
    "objdump nm readelf size addr2line c++filt otool dyldinfo dwarfdump pahole eu-readelf dexdump javap oid2name pefile",
  ),
  lipo: {
    options:
      "info!reads-files archs!reads-files verify_arch!reads-files detailed_info!reads-files create thin=text o,output=write",
    style: "single-dash",
    operands: "read*",
  },
  ldd: { options: "v u d r", operands: "script*" },
  codesign: {
    options:
      "s,sign=text!creates-credential remove-signature!weakens-protection d,display v,verify?=text verbose?=text f o=text entitlements=text deep strict",
    operands: "read*",
  },
  jar: {
    operands: "text*",
    more: (call, args) => {
      const mode = call.words[1]?.value.replace(/^-+/, "") ?? "";
      const archive = args.operands.find((word) => /\.[jw]ar$/.test(word.value));
      if (/^(?:c|u|create|update)/.test(mode) && archive) writes(call, archive);
      else note(call, /^(?:x|extract)/.test(mode) ? "writes-in-workspace" : "reads-files", { target: archive?.value });
      return undefined;
    },
  },
  split: {
    options: "l=text b=text n=text a=text C=text t=text filter=shell additional-suffix=text d",
    operands: "read text",
    rule: "writes-in-workspace",
  },
  csplit: { options: "f=text n=text b=text", operands: "read text*", rule: "writes-in-workspace" },
  bc: { options: "l q s i f,file=read e,expression=text", operands: "read*" },
  dc: { options: "e,expression=text f,file=read", operands: "read*", more: judgeDesk },
  ...each(
    reads("o,output=write e,exclude=text t,type=text s,sort=text f,files include-lang=text exclude-dir=text"),
    "cloc tokei scc sloccount loc",
  ),
  pv: reads("s=text L=text N=text"),
  ...each(reads("w=text s=text p"), "glow mdcat cmark frogmouth rich"),
  ...each({ operands: "text*" }, "figlet toilet cowsay lolcat banner sl"),
  envsubst: { options: "v", operands: "text*" },
  asciinema: choose({
    rec: "writes-in-workspace",
    play: reads(),
    cat: reads(),
    upload: "sends-outward",
    auth: "creates-credential",
  }),
};
