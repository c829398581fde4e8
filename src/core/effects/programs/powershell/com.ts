/** COM objects that scripts use, and the objects of the PowerShell engine itself. */
import type { JudgementId } from "../../judgements.ts";
import { textBlock } from "../../shell/powershell/textBlock.ts";
import { flatMarks, objectOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import { interpretPowerShell } from "../interpretPowerShell.ts";
import type { Call, MemberCall, Rule } from "./member.ts";
import { runProgram } from "./processes.ts";
import { judgeRegistry, type Use, usePath } from "./providers.ts";
import { contact } from "./web.ts";

type Methods = Readonly<Record<string, Rule>>;

const file =
  (use: Use, recursive = false): Rule =>
  ({ call, args: [path] }) =>
    usePath(call, { ...(path ?? unknown), glob: /[*?]/.test(path?.value ?? "") }, use, { recursive });

const copies: Rule = ({ call, args: [from, to] }) => {
  usePath(call, from ?? unknown, "read");
  return usePath(call, to ?? unknown, "write");
};

const moves: Rule = ({ call, args: [from, to] }) => {
  usePath(call, from ?? unknown, "write");
  return usePath(call, to ?? unknown, "write");
};

const opensText: Rule = ({ call, args: [path, mode] }) => {
  usePath(call, path ?? unknown, mode && !/^1$/.test(mode.value) ? "write" : "read");
  return { ...unknown, type: "io.streamreader" };
};

const runsLine: Rule = ({ call, args: [line] }) => {
  note(call, "opens-program", { target: line?.value });
  if (!line || !isKnown(line)) note(call, "hidden-command");
  return line ? call.run.engine.evaluate(call, textOfValue(line), "cmd") : unknown;
};

const registry =
  (use: Use): Rule =>
  ({ call, args: [path] }) => {
    note(call, judgeRegistry(path?.value ?? "", use), { target: path?.value });
    return unknown;
  };

const shell: Methods = {
  run: runsLine,
  exec: runsLine,
  regread: registry("read"),
  regwrite: registry("write"),
  regdelete: registry("delete"),
  createshortcut: ({ args: [path] }) => ({ ...(path ?? unknown), type: "com:shortcut" }),
  expandenvironmentstrings: ({ args }) => marked(hole, args),
  specialfolders: () => unknown,
  popup: "pure",
  environment: "pure",
  appactivate: "pure",
  sendkeys: "hidden-command",
};

const shellApplication: Methods = {
  shellexecute: ({ call, args: [program, list, , verb] }) => {
    if (/runas/i.test(verb?.value ?? "")) note(call, "gains-privilege", { target: program?.value });
    runProgram(call, program, list);
    return unknown;
  },
  open: "opens-program",
  explore: "opens-program",
  namespace: () => objectOf("com:folder"),
  windows: "pure",
  minimizeall: "pure",
  toggledesktop: "pure",
};

const fileSystem: Methods = {
  deletefile: file("delete"),
  deletefolder: file("delete", true),
  copyfile: copies,
  copyfolder: copies,
  movefile: moves,
  movefolder: moves,
  createtextfile: file("write"),
  createfolder: file("write"),
  opentextfile: opensText,
  getfile: ({ args: [path] }) => ({ ...(path ?? unknown), type: "file:" }),
  getfolder: ({ args: [path] }) => ({ ...(path ?? unknown), type: "file:" }),
  fileexists: "pure",
  folderexists: "pure",
  driveexists: "pure",
  getdrive: "pure",
  ...Object.fromEntries(
    "getextensionname getfilename getbasename getparentfoldername getabsolutepathname buildpath getspecialfolder gettempname getfileversion"
      .split(" ")
      .map((name) => [name, "pure" as const]),
  ),
};

const request: Methods = {
  open: ({ args: [method, address] }) => marked(address?.value ?? hole, [method, address]),
  setrequestheader: "pure",
  settimeouts: "pure",
  send: ({ call, owner, args }) => {
    contact(call, owner?.entries ? owner : args[0] ? unknown : owner, args, args.length > 0);
    return { value: hole, remote: true };
  },
};

/** The engine: what it is told to invoke, it runs. */
const command: Methods = {
  invokescript: ({ call, args }) => runs(call, args.find((item) => item.block || item.value.length > 5) ?? args[0]),
  newscriptblock: ({ args: [text] }) => textBlock(text ?? unknown),
  expandstring: ({ call, args: [text] }) =>
    runs(call, text && { ...text, value: `"${text.value.replaceAll('"', '`"')}"` }),
  getcommand: ({ args: [name] }) => ({ ...(name ?? unknown), type: "com:command" }),
  getcmdlet: ({ args: [name] }) => ({ ...(name ?? unknown), type: "com:command" }),
  getcmdlets: ({ args }) => ({ ...marked(hole, args), type: "com:command" }),
};

function runs(call: Call, text: Value | undefined): Value {
  return interpretPowerShell(call, { ...textOfValue(text ?? unknown), span: call.span });
}

const tables: Readonly<Record<string, Methods>> = {
  "wscript.shell": shell,
  "wscript.shell.1": shell,
  "shell.application": shellApplication,
  "shell.application.1": shellApplication,
  "scripting.filesystemobject": fileSystem,
  "msxml2.xmlhttp": request,
  "msxml2.serverxmlhttp": request,
  "microsoft.xmlhttp": request,
  "winhttp.winhttprequest": request,
  "winhttp.winhttprequest.5.1": request,
  shortcut: { save: ({ call, owner }) => usePath(call, owner ?? unknown, "write") },
  folder: { "*": "writes-unknown-file", items: "pure", getdetailsof: "pure", parsename: "pure" },
  engine: command,
  host: { "*": "pure", enternestedprompt: "hidden-command" },
  error: { "*": "pure" },
  invocation: { "*": "pure" },
  versions: { "*": "pure" },
  command: { invoke: "hidden-command", "*": "pure" },
  "scripting.dictionary": { "*": "pure" },
  "sapi.spvoice": { "*": "pure" },
  "schedule.service": { connect: "pure", getfolder: "pure", "*": "leaves-something-running" },
  "microsoft.update.session": { "*": "installs-package" },
  "wscript.network": { "*": "changes-system" },
  "internetexplorer.application": { "*": "contacts-network" },
  "outlook.application": { "*": "sends-outward" },
};

export function callCom(member: MemberCall, owner: Value): Value {
  const { call, name, args } = member;
  const kind = (owner.type ?? "").slice(4);
  const table = Object.hasOwn(tables, kind) ? tables[kind] : undefined;
  const rule: Rule = (table && (Object.hasOwn(table, name) ? table[name] : table["*"])) ?? otherwise(name);
  if (typeof rule === "function") return rule(member);
  if (rule !== "pure") note(call, rule, { target: commandText(call.words) });
  const all = flatMarks([owner, ...args]);
  return { ...all, value: hole, type: owner.type as string };
}

/** A COM object nobody knows is another program that does as it is told. */
function otherwise(name: string): JudgementId | "pure" {
  return /^(?:quit|close|gettype|tostring)$/.test(name) ? "pure" : "opens-program";
}

export function comProperty(_call: Call, owner: Value, name: string): Value {
  if (name === "historysavepath") return plain(owner.value);
  return { ...marked(owner.value, [owner]), type: owner.type as string };
}
