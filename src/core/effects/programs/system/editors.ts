/** Editors, and manual readers that start a pager or a browser, as data. */
import type { Invocation } from "../../shell/run.ts";
import { plain } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { does, each, runsText, writes } from "../table.ts";
import { vim } from "./editorCommands.ts";

/** A line editor takes its orders from standard input. */
function judgeEd(call: Invocation, args: Arguments): undefined {
  for (const file of args.operands) writes(call, file);
  for (const line of call.stdin?.value.split("\n") ?? []) {
    const text = /^(?:[\d,$.%]*)?(?:[rwe]\s*)?!(.*)$/.exec(line)?.[1];
    if (text !== undefined) runsText(call, { ...plain(text), span: call.span });
    const file = /^[\d,$.%]*w\s+([^!\s].*)$/.exec(line)?.[1];
    if (file !== undefined) writes(call, { ...plain(file), span: call.span });
  }
  return undefined;
}

const emacs: Spec = {
  operands: "write*",
  rule: "opens-program",
  options:
    "eval,execute=code l,load=script script=script f,funcall=text e=code L,directory=dir batch Q q u=text insert=read d=text chdir=dir nw",
};

const edits: Spec = {
  operands: "write*",
  rule: "opens-program",
  options: "s,speller=program o=text l,linenumbers T=text c=text config-dir=dir clean",
};
const opens = does("opens-program", "w,wait n g,goto=text a,add d,diff");

const manOptions =
  "P,pager=program H?=program html?=program r,prompt=text k,apropos f,whatis w,where l,local-file K,global-apropos p,preprocessor=text preprocessor=text S,s,sections=text L,locale=text M,manpath=dir m,systems=text e,extension=text E,encoding=text T?=text t Z X?=program gxditview?=program C,config-file=script recode=text";

/** A name with a slash is a file. */
function readNamed(call: Invocation, args: Arguments): undefined {
  for (const page of args.operands) if (page.value.includes("/")) readFile(call, page);
  return undefined;
}

export const editors: Table = {
  ...each(vim, "vi vim nvim view vimdiff ex rvim vimtutor rview lvim"),
  ...each({ operands: "text*", options: "s p=text v", rule: "opens-program", more: judgeEd }, "ed red"),
  ...each(emacs, "emacs emacsclient xemacs mg zile"),
  ...each(edits, "nano pico micro hx helix joe jed ne kak mcedit tilde dte"),
  ...each(
    opens,
    "gedit kate gvim mvim subl sublime_text zed idea pycharm webstorm goland clion rider phpstorm rubymine fleet atom notepad mousepad pluma bbedit mate nova textmate lapce",
  ),
  man: { options: manOptions, operands: "text*", more: readNamed },
  info: { options: "o,output=write f,file=read n=text w restore=script", operands: "text*" },
  ...each(
    { options: "b!starts-service p=text!starts-service n=text w!writes-in-workspace k=text", operands: "text*" },
    "pydoc pydoc3",
  ),
  ...each({ operands: "text*" }, "ri"),
  perldoc: { options: "f=text q=text v=text m=text l T o=text d=write M=program", operands: "text*" },
};
