/** Searchers (grep 3.12, ripgrep 15, ag, ack, ugrep, ast-grep, fzf) and indexes of names, as data. */
import { type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import { outsideWorkspace } from "../perItem.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, each, given, reads } from "../table.ts";

const grepOptions =
  "e,regexp=text f,file=read A,after-context=text B,before-context=text C,context=text m,max-count=text include=text exclude=text exclude-dir=text exclude-from=read include-dir=text color?=text colour?=text D,devices=text d,directories=text binary-files=text label=text group-separator=text recursive r R i n l L c v w x o q s H h E F G P z Z a I U u";
/** Looking for the form of credentials anywhere, or for their names through what is not the workspace's. */
function judgeHunt(call: Invocation, args: Arguments): undefined {
  const given = args.items.filter(({ option }) => option === "e" || option === "regexp").map(({ word }) => word);
  const [pattern] = given.length > 0 ? given : args.operands;
  const roots = given.length > 0 ? args.operands : args.operands.slice(1);
  if (!pattern) return undefined;
  const names = /passw|secret|credential|api.?key|private.?key|\btoken/i.test(pattern.value);
  const elsewhere = roots.some((root) => outsideWorkspace(call, root) && !isOneFile(root.value));
  if ((names && elsewhere) || tokenForm.test(pattern.value))
    note(call, "reads-secret", { target: "credentials, by their form or name", span: pattern.span });
  return undefined;
}

const tokenForm =
  /\b(?:AKIA|ASIA)\[|\bgh[pousr]_\[|\bsk-(?:ant|proj|live)[\w-]*\[|\bxox[[b][^\s]*\[|BEGIN[ .\w\\*+()|?]{0,30}PRIVATE|\bAIza\[/;
const isOneFile = (path: string) => /\.\w{1,5}$/.test(path);

const grep: Spec = {
  options: grepOptions,
  operands: "text read*",
  replacesFirst: "e f regexp file",
  more: judgeHunt,
};

const rg: Spec = {
  options:
    "e,regexp=text f,file=read pre=program pre-glob=text hostname-bin=program ignore-file=read path-separator=text g,glob=text iglob=text t,type=text T,type-not=text type-add=text type-clear=text A,after-context=text B,before-context=text C,context=text m,max-count=text j,threads=text M,max-columns=text r,replace=text E,encoding=text d,max-depth=text max-filesize=text color=text colors=text sort=text sortr=text engine=text dfa-size-limit=text regex-size-limit=text context-separator=text field-match-separator=text field-context-separator=text hyperlink-format=text generate=text z,search-zip files type-list",
  operands: "text read*",
  replacesFirst: "e f regexp file files type-list",
  more: judgeHunt,
};

/** Chooses among lines; previews and bindings are commands. */
const chooser: Spec = {
  options:
    "preview=shell bind=shell become=shell q,query=text f,filter=text header=text prompt=text height=text d,delimiter=text n,nth=text with-nth=text history=write preview-window=text listen?=text!opens-tunnel with-shell=program exec=shell color=text layout=text border?=text expect=text",
  operands: "text*",
};

/** Searches by syntax; with a rewrite and an update it changes what it finds. */
const astGrep: Spec = {
  options:
    "p,pattern=text r,rewrite=text l,lang=text U,update-all i,interactive c,config=script rule=read inline-rules=text globs=text json?=text",
  operands: "read*",
  more: (call, args) => {
    note(call, given(args, "U", "i") ? "writes-in-workspace" : "reads-files", { target: "what it finds" });
    return undefined;
  },
};

export const searching: Table = {
  ...each(grep, "grep egrep fgrep zgrep bzgrep xzgrep zstdgrep pcregrep pcre2grep ggrep"),
  ...each(
    {
      options:
        "pager=program A,after=text B,before=text C,context=text G,file-search-regex=text ignore=text ignore-dir=text p,path-to-ignore=read m,max-count=text depth=text workers=text W,width=text",
      operands: "text read*",
    },
    "ag pt sift",
  ),
  ack: {
    options:
      "pager?=program A=text B=text C?=text m=text ignore-dir=text ignore-directory=text ignore-file=text type=text t=text type-set=text type-add=text output=text match=text ackrc=script files-from=read x",
    operands: "text read*",
    replacesFirst: "match",
  },
  rg,
  rga: { ...rg, options: `${rg.options} rga-adapters=text` },
  ugrep: {
    options: `${grepOptions} filter=program pager?=program view?=program save-config?=write config?=script`,
    operands: "text read*",
    replacesFirst: "e f regexp file",
  },
  ...each(
    {
      sub: { run: astGrep, scan: astGrep, test: "runs-project-task", new: "writes-in-workspace", lsp: {} },
      otherwise: astGrep,
    },
    "ast-grep sg",
  ),
  semgrep: choose(
    {
      scan: "contacts-network",
      ci: "sends-outward",
      login: "creates-credential",
      show: {},
      "install-semgrep-pro": "installs-package",
    },
    "prints",
    { otherwise: "contacts-network" },
  ),
  comby: { options: "i,in-place!writes-in-workspace f=read d=dir matcher=text", operands: "text text read*" },
  ...each(chooser, "fzf sk peco percol gum"),
  ...each({ operands: "text*", options: "d=read i c l=text n=text r=text" }, "locate mlocate plocate mdfind mdls"),
  ...each(
    {
      options: "f=write o=write options=script L=read R recurse x language-force=text",
      operands: "read*",
      rule: "writes-in-workspace",
    },
    "ctags etags gtags",
  ),
  cscope: { options: "b R q d L0=text i=read f=write", operands: "read*", rule: "writes-in-workspace" },
  global: reads(),
};
