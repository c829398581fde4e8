/** Readers and converters of structured data, documents, pictures and sound, as data. */
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, reads, runsText, valueIn, writes } from "../table.ts";
import { judgeJq, judgeYq } from "./jq.ts";

const jq: Spec = { noHelp: true, operands: "text*", byHand: judgeJq };

/** `--rawfile name file`: the second word behind the option is read. */
function _judgeNamedFiles(call: Invocation): Text | undefined {
  const files = call.words.flatMap((word, index) =>
    /^--(?:raw|slurp|arg)file$/.test(word.value) ? [call.words[index + 2]] : [],
  );
  const read = files.flatMap((file) => (file ? [readFile(call, file)] : []));
  return read.some((text) => text.secret) ? { value: hole, secret: true } : undefined;
}

const yq: Spec = { noHelp: true, operands: "text*", byHand: judgeYq };

/** Changes its files in place where an option says so. */
const inPlace = (options: string, ...names: readonly string[]): Spec => ({
  options,
  operands: "text*",
  more: (call, args) => {
    for (const file of args.operands) {
      if (given(args, ...names)) writes(call, file);
      else readFile(call, file);
    }
    return undefined;
  },
});

/** Miller: verbs are words of its own; its language can run commands. */
function judgeMiller(call: Invocation, args: Arguments): undefined {
  for (const word of args.operands)
    if (/\b(?:system|exec|hostname)\s*\(|(?:tee|print|emit|dump)\b[^;]*[|>]/.test(word.value))
      note(call, "runs-hidden-program", { span: word.span, target: word.value });
  for (const file of given(args, "I") ? args.operands.filter(({ value }) => /[./]/.test(value)) : [])
    writes(call, file);
  note(call, given(args, "I") ? "writes-in-workspace" : "reads-files", { target: "tables" });
  return undefined;
}

/** ImageMagick: a name that begins with `|` is a command, and some prefixes are programs. */
function judgePicture(call: Invocation, args: Arguments): Text {
  for (const word of args.operands) {
    if (word.value.startsWith("|")) runsText(call, word, word.value.slice(1));
    else if (/^(?:msl|mvg|ephemeral|popen):/i.test(word.value))
      note(call, "runs-hidden-program", { span: word.span, target: word.value });
  }
  return unknownText;
}

const pictureOptions =
  "font=text fill=text size=text resize=text quality=text format=text crop=text gravity=text annotate=text draw=text write=write";
const picture = (operands: string): Spec => ({
  style: "single-dash",
  options: pictureOptions,
  operands,
  more: judgePicture,
});

function judgeFfmpeg(call: Invocation, args: Arguments): undefined {
  const output = args.operands.at(-1);
  if (output && /^(?:rtmps?|udp|tcp|srt|rtp|rtsp|https?|ftp|sftp):/i.test(output.value))
    note(call, "sends-outward", { target: output.value, span: output.span });
  else if (output && !/^(?:-|pipe:.*|\/dev\/null)$/.test(output.value)) writes(call, output);
  return undefined;
}

/** `-TAG=value` writes; `-if` and formats hold code; `-config` is code. */
function judgeExif(call: Invocation, args: Arguments): undefined {
  const changes = call.words.some((word) =>
    /^-[\w:]+[-+]?<?=|^-(?:delete_original|overwrite_original|all=)/.test(word.value),
  );
  for (const word of args.operands) {
    if (changes) writes(call, word);
    else readFile(call, word);
  }
  return undefined;
}

/** TeX may only run programs where it is told so. */
function judgeTex(call: Invocation): undefined {
  const opener = call.words.find((word) =>
    /^--?(?:enable-write18|shell-escape)$|\\write18|^--?latexoption=.*escape/.test(word.value),
  );
  note(call, opener ? "runs-hidden-program" : "runs-project-task", {
    target: opener ? "what the document says" : "TeX",
    ...(opener ? { span: opener.span } : {}),
  });
  return undefined;
}

function judgeGhostscript(call: Invocation, args: Arguments): undefined {
  const words = call.words.slice(1);
  for (const word of words) {
    const pipe = /^-(?:s|d)?o?(?:OutputFile=|o)%pipe%(.*)$/s.exec(word.value)?.[1];
    if (pipe !== undefined) runsText(call, word, pipe);
    if (/^-d(?:NOSAFER|DELAYSAFER)/.test(word.value))
      note(call, "runs-hidden-program", { span: word.span, target: "a document without limits" });
    const output = /^-sOutputFile=([^%].*)$/.exec(word.value)?.[1];
    if (output !== undefined) writes(call, { ...word, value: output });
  }
  for (const file of args.operands) readFile(call, file);
  return undefined;
}

/** `pdftk a.pdf cat 1 output b.pdf`. */
function judgePdftk(call: Invocation, args: Arguments): undefined {
  const at = args.operands.findIndex((word) => word.value === "output");
  const written: Word | undefined = at >= 0 ? args.operands[at + 1] : undefined;
  for (const file of args.operands.slice(0, at < 0 ? undefined : at))
    if (/\.pdf$/i.test(file.value)) readFile(call, file);
  if (written) writes(call, written);
  return undefined;
}

export const data: Table = {
  ...each(jq, "jq gojq jaq"),
  ...each(jq, "xq tomlq"),
  yq,
  ...each(
    reads("p,put=text i=text o=text r,read=text w,write=text f,file=read s=text ungron stream c color"),
    "dasel gron jless jo jc fx htmlq pup hxselect hxnormalize jp jql jid jshon zq",
  ),
  xmllint: reads(
    "xpath=text schema=read relaxng=read dtdvalid=read o,output=write pretty=text encode=text noout format nonet c14n",
  ),
  // A stylesheet may write files.
  xsltproc: {
    ...reads(
      "o,output=write param=text stringparam=text path=text writesubtree=write novalid nonet noout html xinclude timing v verbose maxdepth=text",
    ),
    operands: "script read*",
  },
  ...each(
    choose({ ed: inPlace("L,inplace", "L", "inplace"), ...each(reads(), "sel val fo el tr c14n ls esc unesc pyx") }),
    "xmlstarlet xml",
  ),
  tidy: inPlace("m,modify q e o,output=write i", "m", "modify"),
  ...each(
    reads(
      "d,delimiter=text c,columns=text r,regex=text m,match=text e,encoding=text n,names sheet=text query=text f,file=read s=text",
    ),
    "csvcut csvgrep csvlook csvstat csvjoin csvsort csvstack csvformat csvjson csvclean in2csv datamash",
  ),
  csvsql: { options: "query=text db=text!changes-data insert!changes-data tables=text i=text", operands: "read*" },
  sql2csv: { options: "db=text query=text", operands: "text*", rule: "reads-records" },
  ...each(
    choose(
      {
        ...each(
          reads("o,output=write d=text s=text"),
          "count headers stats frequency table select search slice sort sample join cat flatten fmt index split schema validate dedup diff describe sniff",
        ),
        foreach: "runs-hidden-program",
      },
      "prints",
      { otherwise: "unknown-subcommand" },
    ),
    "xsv qsv",
  ),
  ...each(
    {
      options: "I prepipe=shell prepipex=shell from=read ifs=text ofs=text icsv ojson opprint",
      operands: "text*",
      style: "single-dash",
      more: judgeMiller,
    },
    "mlr miller",
  ),
  gnuplot: { options: "e=code p,persist c=script d", operands: "script*", rule: "runs-inline-code" },
  ...each(reads("T=text K=text o=write l=read G=text N=text E=text"), "dot neato fdp sfdp twopi circo"),
  pandoc: {
    options:
      "o,output=write f,from,read=text t,to,write=text F,filter=program L,lua-filter=program pdf-engine=program pdf-engine-opt=text template=read d,defaults=script extract-media=write data-dir=dir V=text M=text reference-doc=read bibliography=read csl=read css=text H=read A=read B=read log=write s",
    operands: "read*",
  },
  ...each(
    reads("l=text f=text o=write"),
    "pdfinfo pdffonts pdfimages identify ffprobe mediainfo soxi exiv2 antiword catdoc odt2txt docx2txt",
  ),
  pdftotext: { options: "f=text l=text r=text layout enc=text", operands: "read write", style: "single-dash" },
  qpdf: { options: "check show-npages pages replace-input!writes-in-workspace", operands: "read* write" },
  pdftk: { operands: "text*", more: judgePdftk },
  exiftool: {
    style: "single-dash",
    options: "config=script if=code p,printFormat=text w,textOut=text o=write @=read r s j json",
    operands: "text*",
    more: judgeExif,
  },
  ...each(picture("read* write"), "convert magick compare montage composite"),
  mogrify: { ...picture("write*") },
  ffmpeg: {
    style: "single-dash",
    options:
      "i=read f=text c=text vf=text af=text ss=text t=text to=text map=text b=text r=text s=text codec=text filter_complex=text vcodec=text acodec=text crf=text preset=text loglevel=text y n",
    operands: "text*",
    more: judgeFfmpeg,
  },
  sox: { operands: "read write text*" },
  ...each(
    { operands: "text*", noHelp: true, more: judgeTex },
    "tex latex pdftex pdflatex xetex xelatex luatex lualatex tectonic",
  ),
  latexmk: {
    options: "e=code r=script c!deletes-generated-files C!deletes-generated-files",
    operands: "text*",
    style: "single-dash",
    more: judgeTex,
  },
  ...each(does("runs-project-task"), "bibtex biber makeindex typst asciidoctor plantuml mmdc marp quarto"),
  ...each({ operands: "read*", style: "single-dash", options: "o=write", more: judgeGhostscript }, "gs ghostscript"),
  ...each({ operands: "read write" }, "ps2pdf pdf2ps dvips dvipdfm"),
  ...each({ options: "n q k o", operands: "write*" }, "dos2unix unix2dos mac2unix"),
  sponge: { options: "a", operands: "write*" },
  recode: { operands: "text write*" },
  uconv: reads("f=text t=text x=text"),
  protoc: by(
    (_call, args) => (given(args, "decode_raw", "decode", "encode") ? "reads-files" : "runs-project-task"),
    "plugin=program I,proto_path=dir decode=text encode=text decode_raw",
  ),
  base58: reads("d"),
  qrencode: {
    options: "o,output=write t=text r=read",
    operands: "text*",
    more: (call, args) => {
      note(call, valueIn(args, "o") ? "writes-in-workspace" : "prints");
      return undefined;
    },
  },
};
