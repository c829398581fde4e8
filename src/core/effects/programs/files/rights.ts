/** Who may read, change and run files: modes, owners, attributes, capabilities, as data. */
import { writeAct } from "../../access.ts";
import { type Invocation, note, type Word } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { each, given } from "../table.ts";

const setsIdentity = /^[ug]?\+?s$|[ug]+[+=][rwx]*s|^[2467]\d{3}$|^0[2467]\d{3}$|\+s/;
const opens = /777|666|[oa]\+\w*w/;
const wholeTree = /^\/(?:etc|usr|bin|home|var|opt|root|lib|)$/;

function changeRights(call: Invocation, args: Arguments): undefined {
  const byReference = given(args, "reference", "restore", "remove-all", "remove-default");
  const files = byReference ? args.operands : args.operands.slice(1);
  const mode = byReference ? "" : (args.operands[0]?.value ?? "");
  if (setsIdentity.test(mode)) note(call, "weakens-protection", { target: "setuid" });
  for (const file of files) judgeFile(call, file, mode, given(args, "R", "recursive"));
  if (files.length === 0) note(call, "changes-file-rights");
  return undefined;
}

function judgeFile(call: Invocation, file: Word, mode: string, recursive: boolean): void {
  const written = withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place));
  const target = written.targets[0] ?? file.value;
  const rule =
    written.rule === "changes-guard"
      ? "changes-guard"
      : (written.rule === "writes-system-file" && opens.test(mode)) || (wholeTree.test(target) && recursive)
        ? "weakens-protection"
        : "changes-file-rights";
  note(call, rule, { target, paths: written.paths, span: file.span });
}

const rights: Spec = {
  options: "R,recursive v c f,silent,quiet reference=text h H L P from=text preserve-root no-preserve-root",
  operands: "text*",
  more: changeRights,
};
/** Options that hold what is granted, so that all operands are files. */
const access: Spec = {
  options:
    "m,modify=text M=read x,remove=text X=read b,remove-all k,remove-default R,recursive d n set=text set-file=read restore=read test!prints",
  operands: "text*",
  more: (call, args) => {
    for (const file of args.operands) judgeFile(call, file, "", given(args, "R", "recursive"));
    if (args.operands.length === 0) note(call, "changes-file-rights");
    return undefined;
  },
};

export const rightsOfFiles: Table = {
  ...each(rights, "chmod gchmod chflags"),
  ...each({ ...rights, rule: "gains-privilege" }, "chown chgrp gchown"),
  setfacl: access,
  chattr: { ...rights, options: "R V f v=text p=text" },
  setfattr: { ...access, options: "n,name=text v,value=text x,remove=text h restore=read" },
  getfattr: { options: "n,name=text d,dump m=text e=text R", operands: "read*" },
  setcap: "weakens-protection",
  chcon: { ...rights },
  restorecon: { options: "R v n!prints F", operands: "text*", rule: "changes-file-rights" },
  xattr: { options: "d=text!weakens-protection c!weakens-protection w=text p=text l r s v x", operands: "text*" },
};
