/** Archives (GNU tar 1.35, Info-ZIP 3.0, 7-Zip 25), as data. */
import { fileText, type Invocation, note, rememberFile, type Word } from "../../shell/run.ts";
import { hole, marked, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, deletes, does, each, given, runsText, valueIn, writes } from "../table.ts";

/** Compressors that read and write nothing but the stream. */
const compressor =
  /^(?:gzip|pigz|zopfli|bzip2|pbzip2|lbzip2|xz|pxz|pixz|lzma|lzip|plzip|lzop|lz4|zstd|zstdmt|brotli|compress|unzstd|gunzip|bunzip2|unxz)(?: +-[\w=-]+)*$/;

/** tar: what goes in and out, and the many ways it runs something. */
function judgeTar(call: Invocation, args: Arguments): Text {
  const first = call.words[1]?.value ?? "";
  const flags = /^[a-zA-Z]+$/.test(first) ? first : "";
  const has = (letter: string, ...names: string[]) => given(args, letter, ...names) || flags.includes(letter);
  judgeTarPrograms(call, args);
  const names = flags ? args.operands.slice(1) : args.operands;
  const archive = valueIn(args, "f") ?? (flags.includes("f") ? names[0] : undefined);
  const members = flags.includes("f") ? names.slice(1) : names;
  if (archive && /^[\w.@-]+:/.test(archive.value) && !given(args, "force-local"))
    note(call, "sends-outward", { span: archive.span, target: archive.value });
  if (has("c", "create") || has("r", "append") || has("u", "update")) {
    if (given(args, "remove-files")) for (const member of members) deletes(call, member, true);
    return pack(call, archive, members);
  }
  if (given(args, "delete") && archive) writes(call, archive);
  const known = archive && archive.value !== "-" ? fileText(call, archive.value) : call.stdin;
  if (archive && archive.value !== "-" && !known) readFile(call, archive);
  if (has("x", "extract", "get")) {
    if (has("O", "to-stdout")) return marked(hole, [known, members[0]]);
    const to = valueIn(args, "C", "one-top-level") ?? (flags ? following(call, "-C") : undefined);
    if (has("P", "absolute-names")) note(call, "writes-outside-workspace", { target: "absolute paths of the archive" });
    extractTo(call, to);
  } else note(call, "reads-files", { target: archive?.value });
  return marked(hole, [known]);
}

function judgeTarPrograms(call: Invocation, args: Arguments): void {
  for (const { option, word } of args.items) {
    if (option === "checkpoint-action" && /exec=/.test(word.value))
      runsText(call, word, word.value.replace(/^.*exec=/, ""));
    if (option === "I" && !compressor.test(word.value)) runsText(call, word);
  }
}

function following(call: Invocation, option: string): Word | undefined {
  const at = call.words.findIndex((word) => word.value === option);
  return at >= 0 ? call.words[at + 1] : undefined;
}

function pack(call: Invocation, archive: Word | undefined, members: readonly Word[]): Text {
  const text = marked(
    hole,
    members.map((word) => readFile(call, word)),
  );
  if (!archive || archive.value === "-") return text;
  writes(call, archive);
  rememberFile(call, archive.value, text);
  return plain("");
}

function extractTo(call: Invocation, to: Word | undefined): void {
  const folder = to ?? { ...plain("."), span: call.span };
  writes(call, { ...folder, value: `${folder.value}/unpacked` });
}

const tar: Spec = {
  options:
    "f,file=text C,directory=text T,files-from=list X,exclude-from=read I,use-compress-program=text F,info-script,new-volume-script=program to-command=shell checkpoint?=text checkpoint-action=text rsh-command=program rmt-command=program exclude=text strip-components=text transform,xform=text owner=text group=text mode=text mtime=text K,starting-file=text N,newer=text b,blocking-factor=text g,listed-incremental=write index-file=write volno-file=write V,label=text H,format=text c,create x,extract,get t,list r,append u,update d,diff,compare delete A O,to-stdout P,absolute-names z j J v p k a h S m w remove-files overwrite wildcards one-top-level?=text warning=text sort=text force-local",
  operands: "text*",
  more: judgeTar,
};

/** zip: `-TT` names the program that tests, `-m` takes the files away. */
function judgeZip(call: Invocation, args: Arguments): Text {
  const at = call.words.findIndex((word) => /^-[a-zA-Z0-9]*TT/.test(word.value));
  const glued = at >= 0 ? /TT(.+)$/.exec(call.words[at]?.value ?? "")?.[1] : undefined;
  const command =
    valueIn(args, "unzip-command") ??
    (at >= 0 ? (glued ? { ...(call.words[at] as Word), value: glued } : call.words[at + 1]) : undefined);
  if (command) runsText(call, command);
  const [archive, ...members] = args.operands.filter((word) => word !== command);
  if (given(args, "m", "move")) for (const member of members) deletes(call, member, true);
  if (given(args, "sf", "show-files")) return unknownText;
  return pack(call, archive, members);
}

function judgeUnzip(call: Invocation, args: Arguments): Text {
  const [archive] = args.operands;
  const text = archive ? readFile(call, archive) : unknownText;
  if (given(args, "l", "t", "z", "v", "Z", "p", "c")) return text;
  extractTo(call, valueIn(args, "d"));
  return unknownText;
}

/** gzip and its kin replace the file unless they print. */
function judgePacker(call: Invocation, args: Arguments): Text {
  const read = args.operands.map((word) => readFile(call, word));
  const text = marked(hole, read.length > 0 ? read : [call.stdin]);
  if (given(args, "c", "t", "l", "b") || args.operands.length === 0) return text;
  for (const word of args.operands) {
    writes(call, word);
    for (const end of [".gz", ".bz2", ".xz", ".zst", ".lz4", ".br"]) rememberFile(call, word.value + end, text);
  }
  return text;
}

const packer: Spec = {
  options:
    "c,stdout,to-stdout d,decompress,uncompress k,keep f,force t,test!reads-files l,list!reads-files b?=text r v q S=text o,output=write T=text D=read patch-from=read files=list",
  operands: "text*",
  more: judgePacker,
};

/** 7-Zip glues values to its options: `-o/to`, `-so`. */
const sevenZip: Spec = {
  operands: "text*",
  style: "single-dash",
  more: (call, args) => {
    const [verb, archive, ...members] = args.operands;
    const to = call.words.find((word) => /^-o./.test(word.value));
    if (!verb) note(call, "prints");
    else if (/^[aud]$|^rn$/.test(verb.value)) {
      if (given(args, "sdel")) for (const member of members) deletes(call, member, true);
      return pack(call, archive, members);
    } else {
      const text = archive ? readFile(call, archive) : unknownText;
      if (/^[xe]$/.test(verb.value) && !given(args, "so")) extractTo(call, to && { ...to, value: to.value.slice(2) });
      return text;
    }
    return unknownText;
  },
};

/** A letter says what is done: list, test and print only read. */
const byLetter = (reading: RegExp): Spec => ({
  operands: "text*",
  options:
    "I=read O=write F=text rsh-command=program D=dir absolute-filenames!writes-outside-workspace no-absolute-filenames",
  more: (call, args) => {
    const letters = call.words[1]?.value.replace(/^-+/, "") ?? "";
    const files = args.operands.filter((word) => word.value.includes("."));
    for (const file of files) readFile(call, file);
    if (!reading.test(letters)) extractTo(call, undefined);
    return unknownText;
  },
});

export const archives: Table = {
  ...each(tar, "tar gtar bsdtar star"),
  zip: {
    options:
      "T unzip-command=text x=text i=text b=dir t=text tt=text n=text P=text O=text r q 9 e j m,move sf,show-files d u f F FF",
    operands: "text*",
    more: judgeZip,
  },
  unzip: { options: "l t v z p c d=text o q n x=text P=text j Z a C L", operands: "text*", more: judgeUnzip },
  ...each({ operands: "read*" }, "zipinfo lsar zipcmp zipnote rpm2cpio"),
  ...each(byLetter(/^(?:l|lb|lt|v|vt|t|p)/), "unrar rar"),
  ...each(
    does("writes-in-workspace"),
    "unar ouch atool aunpack dtrx unsquashfs mksquashfs genisoimage mkisofs xorriso cabextract",
  ),
  ...each(sevenZip, "7z 7za 7zz 7zr p7zip"),
  ar: byLetter(/^[a-z]*[tp]/),
  cpio: byLetter(/^[a-z]*t|^o|^-?create/),
  pax: byLetter(/^(?:f|v|vf)?$/),
  ...each(
    packer,
    "gzip gunzip bzip2 bunzip2 xz unxz lzma unlzma zstd unzstd lz4 unlz4 compress uncompress pigz unpigz brotli pbzip2 lzip lzop",
  ),
  ...each(
    choose({ ...each({ operands: "read*" }, "list test info") }, "prints", { otherwise: "writes-in-workspace" }),
    "patool asar",
  ),
};
