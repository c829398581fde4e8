/** Programs that copy, move, link, delete, empty and overwrite files, as data. */
import { deleteAct, readAct, writeAct } from "../../access.ts";
import { act } from "../../act.ts";
import { addAct, type Invocation, note, programText, rememberFile, rememberLink } from "../../shell/run.ts";
import { hole, isKnown, marked, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, readFile, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { deletes, does, each, given, valueIn, writes } from "../table.ts";
import { inputOf } from "../transforms.ts";

/** Copies and moves: what is copied keeps what it carries. */
const copies = (options: string): Spec => ({
  options: `t,target-directory=write S,suffix=text ${options}`,
  operands: "read* write",
  more: copyOrMove,
});

function copyOrMove(call: Invocation, args: Arguments): Text {
  const sources = args.items.filter((item) => item.role === "read").map((item) => item.word);
  const input = inputOf(call, args);
  if (/(?:^|\/)g?mv$/.test(call.words[0]?.value ?? "")) {
    for (const source of sources) {
      // What is moved is gone from where it was.
      const gone = withCommand(call, deleteAct(pathUse(call, source), { recursive: true }, call.run.place));
      if (gone.grade === "deny") addAct(call.run, gone, source.span);
      const moved = withCommand(call, writeAct(pathUse(call, source), undefined, "program", call.run.place));
      if (moved.grade !== "allow" && moved.rule !== "writes-secret-file") addAct(call.run, moved, source.span);
    }
  }
  if (sources.length !== 1) return marked(hole, [input]);
  return isKnown(input) ? input : (programText(sources[0]?.value ?? "") ?? marked(hole, [input]));
}

const removal: Spec = {
  options:
    "r,R,recursive f,force i I v d,dir interactive?=text preserve-root?=text no-preserve-root one-file-system g,glob",
  operands: "delete*",
};

function truncateMore(call: Invocation, args: Arguments): undefined {
  for (const file of args.operands) {
    const written = withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place));
    const emptied = withCommand(call, act("truncates-file", { target: file.value, paths: written.paths }));
    addAct(call.run, written.grade === "allow" ? emptied : written, file.span);
  }
  return undefined;
}

/** ln: the name that is made ends where the target is, so both are judged. */
function link(call: Invocation, args: Arguments): undefined {
  const [target, name] = args.operands;
  for (const end of [target, name]) {
    if (!end) continue;
    const written = withCommand(call, writeAct(pathUse(call, end), undefined, "program", call.run.place));
    if (end === name || written.grade === "deny") addAct(call.run, written, end.span);
  }
  const program = target && name ? programText(target.value) : undefined;
  if (program && name) rememberFile(call, name.value, program);
  if (target && name && given(args, "s")) rememberLink(call, name.value, target.value);
  if (target) linkSecret(call, target, name?.value ?? `./${target.value.split("/").at(-1)}`);
  return undefined;
}

/** A second name of a secret is one too. */
function linkSecret(call: Invocation, target: Parameters<typeof pathUse>[1], name: string): void {
  const read = withCommand(call, readAct(pathUse(call, target), call.run.place));
  if (read.rule !== "reads-secret") return;
  addAct(call.run, read, target.span);
  rememberFile(call, name, { value: hole, secret: true });
}

function judgeTee(call: Invocation, args: Arguments): Text {
  const text = call.stdin ?? unknownText;
  for (const file of args.operands) {
    if (text.value === "" && !given(args, "a", "append"))
      note(call, "truncates-file", { target: file.value, span: file.span });
    writes(call, file, given(args, "a", "append") ? undefined : text);
    rememberFile(call, file.value, text, given(args, "a", "append"));
  }
  return text;
}

/** `dd`: its operands are `name=value`. */
function convert(call: Invocation, args: Arguments): Text {
  let input: Text = call.stdin ?? unknownText;
  for (const operand of args.operands) {
    const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(operand.value) ?? [];
    const word = { ...operand, value: value ?? "" };
    if (name === "if") input = readFile(call, word);
    if (name === "of") {
      const text = /^\/dev\/(?:null|stdout)/.test(word.value) ? undefined : input;
      const use = { ...pathUse(call, word), glob: false };
      const written = withCommand(call, writeAct(use, text, "program", call.run.place));
      // It writes over what is there, block by block.
      const over =
        written.rule === "writes-in-workspace"
          ? withCommand(call, act("truncates-file", { target: word.value, paths: written.paths }))
          : written;
      addAct(call.run, over, word.span);
      if (text) rememberFile(call, word.value, text);
    }
  }
  return input;
}

/** The rename of Perl evaluates its first word; that of util-linux replaces text. */
function judgeRename(call: Invocation, args: Arguments): undefined {
  const expression = valueIn(args, "e") ?? args.operands[0];
  if (expression && /\b(?:system|exec|qx|eval|unlink|open)\b|`|\/\w*e\w*$/.test(expression.value))
    note(call, "runs-hidden-program", { span: expression.span, target: expression.value });
  note(call, given(args, "n", "no-act", "nono", "dry-run") ? "prints" : "writes-in-workspace", {
    target: "names of files",
  });
  return undefined;
}

/** The patch says what it changes, below the folder it is applied in. */
function judgePatch(call: Invocation, args: Arguments): undefined {
  const [file, input] = args.operands;
  const folder = valueIn(args, "d");
  if (input) readFile(call, input);
  if (given(args, "dry-run")) return undefined;
  if (file) writes(call, file);
  else writes(call, { value: `${folder?.value ?? "."}/patched`, span: folder?.span ?? call.span });
  return undefined;
}

/** Links whole trees into the folder above, or takes them away. */
function judgeStow(call: Invocation, args: Arguments): undefined {
  const target = valueIn(args, "t", "target");
  if (given(args, "n", "no", "simulate")) note(call, "prints");
  else if (target) writes(call, { ...target, value: `${target.value}/linked` });
  else note(call, "writes-outside-workspace", { target: "the folder above" });
  return undefined;
}

export const changing: Table = {
  ...each(
    copies("a r R p l s b f i n u v x L P H preserve?=text no-preserve=text reflink?=text sparse=text parents"),
    "cp gcp ditto pcp xcp",
  ),
  ...each(copies("b f i n u v"), "mv gmv"),
  ...each(copies("m,mode=text o,owner=text g,group=text d D s strip-program=program"), "install ginstall"),
  ...each(
    { options: "n,no-act,nono,dry-run e=code v f", operands: "text*", more: judgeRename },
    "rename prename file-rename mmv",
  ),
  ...each({ options: "s f n v r b i S=text t,target-directory=write T", operands: "text*", more: link }, "ln gln link"),
  stow: { options: "t,target=text d,dir=dir n,no,simulate D R S v", operands: "text*", more: judgeStow },
  ...each(removal, "rm rimraf grm srm wipe del-cli trash-rm"),
  rmdir: { options: "p v ignore-fail-on-non-empty", operands: "delete*" },
  ...each({ operands: "delete*" }, "unlink trash trash-put gtrash rip"),
  "trash-empty": "deletes-outside-workspace",
  "trash-list": {},
  gio: {
    sub: {
      trash: { options: "f list!prints empty!deletes-outside-workspace", operands: "delete*" },
      remove: { operands: "delete*" },
      open: "opens-program",
      ...each({ operands: "read*" }, "cat info list tree"),
      copy: copies(""),
      move: copies(""),
    },
  },
  shred: { options: "n=text s=text u z v f x remove?=text random-source=read iterations=text", operands: "delete*" },
  truncate: { options: "s,size=text r=read c o", operands: "text*", more: truncateMore },
  fallocate: { options: "l,length=text o,offset=text p,punch-hole c,collapse-range z,zero-range", operands: "write*" },
  touch: { options: "r=read d=text t=text a c m", operands: "write*" },
  mkdir: { options: "m,mode=text p,parents v", operands: "write*" },
  mktemp: { options: "p,tmpdir?=text d u t suffix=text", operands: "text*", rule: "writes-temporary" },
  tempfile: "writes-temporary",
  mkfifo: { options: "m=text", operands: "write*" },
  mknod: "changes-system",
  dd: { operands: "text*", more: convert },
  ...each({ operands: "text*", more: convert }, "dcfldd gdd dc3dd"),
  ddrescue: { operands: "read write write" },
  tee: { options: "a,append i p output-error?=text", operands: "text*", more: judgeTee },
  patch: {
    options:
      "p,strip=text i,input=read d,directory=text o,output=write r=write R N s b F,fuzz=text V=text z=text B=text dry-run!prints",
    operands: "text*",
    more: judgePatch,
  },
  "update-alternatives": does(
    "changes-system",
    "list=text!prints display=text!prints query=text!prints get-selections!prints",
  ),
  ...each(
    {
      options: "n,dry-run!prints r s",
      operands: "read*",
      more: (call, args) => {
        if (given(args, "d", "delete")) for (const file of args.operands) deletes(call, file, true);
        return undefined;
      },
    },
    "fdupes jdupes rdfind",
  ),
};
