/** Editors, and manual readers that start a pager or a browser, as data. */
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { does, each, given, runsText, valueIn, writes } from "../table.ts";

const shellInVim =
  /^(?:\w*\s*)?[:%]*(?:\d+,\d+|\.,\$|%)?!(.*)$|system(?:list)?\(\s*['"](.*)['"]\s*\)|^:?(?:terminal|term|te)\s+(.*)$|^:?(?:silent!?\s+)?!(.*)$|^:?(?:r|re|read)\s*!(.*)$|^:?w(?:rite)?\s*!(.*)$/s;
const codeInVim =
  /\b(?:py3?|python3?|pythonx|pyx|lua|perl|ruby|tcl|mz|source|so|runtime|call|exe|execute|eval|luafile|pyfile|packadd|luado|pydo|autocmd|norm(?:al)?|mak(?:e)?|grep|feedkeys)\b/;

/** Editors run commands they are started with: `+!cmd`, `-c '!cmd'`. */
function judgeVim(call: Invocation, args: Arguments): Text {
  const commands: Word[] = call.words
    .slice(1)
    .filter((word) => word.value.startsWith("+"))
    .map((word) => ({ ...word, value: word.value.slice(1) }));
  commands.push(...args.items.filter((item) => item.option === "c" || item.option === "cmd").map((item) => item.word));
  for (const command of commands) judgeVimCommand(call, command);
  if (given(args, "S", "s")) note(call, "runs-unseen-script", { target: valueIn(args, "S", "s")?.value ?? "a script" });
  for (const word of args.operands) if (!word.value.startsWith("+")) writes(call, word);
  if (commands.length === 0) note(call, "opens-program", { target: commandText(call.words) });
  return unknownText;
}

function judgeVimCommand(call: Invocation, command: Word): void {
  const text = shellInVim
    .exec(command.value)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (text !== undefined) runsText(call, command, text);
  else if (codeInVim.test(command.value))
    note(call, "runs-hidden-program", { span: command.span, target: command.value });
  else if (/\bw(?:rite|q|a)?\b|:x\b|%s|^x$|^wqa?$/.test(command.value))
    note(call, "writes-in-workspace", { target: "the edited files" });
  else note(call, "opens-program", { target: commandText(call.words) });
}

const vim: Spec = {
  options:
    "c=text cmd=text S=text s=text u=script U=script i=text w=write W=write t=text q=text T=text r=text l headless es e E R n N b d g X o?=text O?=text p?=text",
  operands: "text*",
  noHelp: true,
  more: judgeVim,
};

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

export const editors: Table = {
  ...each(vim, "vi vim nvim view vimdiff ex rvim vimtutor rview lvim"),
  ...each({ operands: "text*", options: "s p=text v", rule: "opens-program", more: judgeEd }, "ed red"),
  ...each(emacs, "emacs emacsclient xemacs mg zile"),
  ...each(edits, "nano pico micro hx helix joe jed ne kak mcedit tilde dte"),
  ...each(
    opens,
    "gedit kate gvim mvim subl sublime_text zed idea pycharm webstorm goland clion rider phpstorm rubymine fleet atom notepad mousepad pluma bbedit mate nova textmate lapce",
  ),
  man: { options: manOptions, operands: "text*" },
  info: { options: "o,output=write f,file=read n=text w restore=script", operands: "text*" },
  ...each(
    { options: "b!starts-service p=text!starts-service n=text w!writes-in-workspace k=text", operands: "text*" },
    "pydoc pydoc3",
  ),
  ...each({ operands: "text*" }, "ri"),
  perldoc: { options: "f=text q=text v=text m=text l T o=text d=write M=program", operands: "text*" },
};
