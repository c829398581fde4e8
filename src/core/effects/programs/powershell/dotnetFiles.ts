/** .NET types that touch files. */
import { fileObject, unknown, type Value } from "../../shell/powershell/values.ts";
import { note, rememberFile } from "../../shell/run.ts";
import { hole, marked } from "../../text.ts";
import type { Methods } from "./dotnet.ts";
import type { MemberCall, Rule } from "./member.ts";
import { type Use, usePath } from "./providers.ts";

const missing: Value = unknown;

/** Uses the path that is the argument at `at`. */
const uses =
  (use: Use, at = 0): Rule =>
  ({ call, args }) =>
    usePath(call, args[at] ?? missing, use, { recursive: args.length > 1 });

const writes: Rule = ({ call, args: [path, content] }) => {
  usePath(call, path ?? missing, "write", { content });
  if (path) rememberFile(call, path.value, content ?? missing);
  return unknown;
};

const copies: Rule = ({ call, args: [from, to] }) => {
  const held = usePath(call, from ?? missing, "read");
  usePath(call, to ?? missing, "write", { content: held.value === "" ? missing : held });
  if (to) rememberFile(call, to.value, held);
  return unknown;
};

const moves: Rule = ({ call, args: [from, to] }) => {
  usePath(call, from ?? missing, "write");
  return usePath(call, to ?? missing, "write");
};

const lists: Rule = ({ call, args: [folder] }) => {
  usePath(call, folder ?? missing, "look");
  return fileObject({ ...marked(`${folder?.value ?? hole}/*`, [folder]), glob: true });
};

/** Opening for anything but reading may write. */
const opens: Rule = ({ call, args: [path, ...modes] }) => {
  const reads =
    modes.length === 0 || (/^(?:open|read|3)$/i.test(modes[0]?.value ?? "") && !/write/i.test(modes[1]?.value ?? ""));
  const empties = /^(?:create|truncate|2|5)$/i.test(modes[0]?.value ?? "");
  const held = usePath(call, path ?? missing, reads ? "read" : empties ? "empty" : "write");
  return { ...held, type: "io.filestream" };
};

const reads: Rule = ({ call, args: [path] }) => {
  if (path?.type !== undefined && path.type !== "file:") return { ...path, type: "io.streamreader" };
  return { ...usePath(call, path ?? missing, "read"), type: "io.streamreader" };
};

const writer: Rule = ({ call, args: [path] }) => {
  if (path?.type !== undefined && path.type !== "file:") return { ...path, type: path.type };
  usePath(call, path ?? missing, "write");
  return { ...unknown, type: "io.filestream" };
};

const named: Rule = ({ args: [path] }) => fileObject(path ?? missing);

const file: Methods = {
  readalltext: uses("read"),
  readallbytes: uses("read"),
  readalllines: uses("read"),
  readlines: uses("read"),
  openread: uses("read"),
  opentext: uses("read"),
  exists: uses("look"),
  delete: uses("delete"),
  copy: copies,
  move: moves,
  replace: moves,
  open: opens,
  openwrite: uses("write"),
  create: uses("empty"),
  createtext: uses("write"),
  appendtext: uses("write"),
  createsymboliclink: moves,
  encrypt: "changes-file-rights",
  decrypt: "changes-file-rights",
  setaccesscontrol: "changes-access",
  setattributes: "changes-file-rights",
  setunixfilemode: "changes-file-rights",
  ...Object.fromEntries(
    "writealltext writeallbytes writealllines appendalltext appendalllines appendallbytes writealltextasync"
      .split(" ")
      .map((name) => [name, writes]),
  ),
  ...Object.fromEntries(
    "getlastwritetime getlastwritetimeutc getcreationtime getcreationtimeutc getlastaccesstime getattributes getaccesscontrol"
      .split(" ")
      .map((name) => [name, uses("look")]),
  ),
  ...Object.fromEntries(
    "setlastwritetime setcreationtime setlastaccesstime setlastwritetimeutc"
      .split(" ")
      .map((name) => [name, uses("write")]),
  ),
};

const directory: Methods = {
  exists: uses("look"),
  delete: uses("delete"),
  createdirectory: uses("write"),
  move: moves,
  getcurrentdirectory: "pure",
  getlogicaldrives: "pure",
  getparent: uses("look"),
  setcurrentdirectory: "pure",
  setaccesscontrol: "changes-access",
  createsymboliclink: moves,
  ...Object.fromEntries(
    "getfiles getdirectories getfilesystementries enumeratefiles enumeratedirectories enumeratefilesystementries"
      .split(" ")
      .map((name) => [name, lists]),
  ),
  ...Object.fromEntries(
    "getlastwritetime getcreationtime getlastaccesstime getaccesscontrol"
      .split(" ")
      .map((name) => [name, uses("look")]),
  ),
};

const path: Methods = {
  combine: ({ args }) => marked(args.map((part) => part.value.replace(/[\\/]$/, "")).join("/"), args),
  join: ({ args }) => marked(args.map((part) => part.value.replace(/[\\/]$/, "")).join("/"), args),
  getfullpath: ({ args: [given] }) => given ?? missing,
  gettemppath: ({ call }) => marked(`${call.run.place.home}/AppData/Local/Temp`, []),
  gettempfilename: "writes-temporary",
};

const zip: Methods = {
  createfromdirectory: copies,
  extracttodirectory: copies,
  openread: uses("read"),
  open: opens,
};

export const fileTypes: Readonly<Record<string, Methods>> = {
  "io.file": file,
  "io.directory": directory,
  "io.path": path,
  "io.fileinfo": { new: named },
  "io.directoryinfo": { new: named },
  "io.driveinfo": { "*": "pure", new: "pure" },
  "io.streamreader": { new: reads },
  "io.streamwriter": { new: writer },
  "io.binaryreader": { new: reads },
  "io.binarywriter": { new: writer },
  "io.filestream": { new: opens },
  "io.filesystemwatcher": { new: "pure" },
  "io.compression.zipfile": zip,
  "diagnostics.fileversioninfo": { getversioninfo: uses("look") },
  "xml.xmltextreader": { new: reads },
  "xml.xmlreader": { create: reads },
  "xml.xmlwriter": { create: writer },
};

/** A file that an object stands for. */
const own =
  (use: Use): Rule =>
  ({ call, owner, args }) =>
    usePath(call, owner ?? missing, use, {
      recursive: args.length > 0 && !/^(?:false|0)$/i.test(args[0]?.value ?? ""),
    });

const fileItem: Methods = {
  delete: own("delete"),
  moveto: ({ call, owner, args }: MemberCall) => {
    usePath(call, owner ?? missing, "write");
    return usePath(call, args[0] ?? missing, "write");
  },
  copyto: ({ call, owner, args }: MemberCall) => {
    const held = usePath(call, owner ?? missing, "read");
    usePath(call, args[0] ?? missing, "write", { content: held });
    if (args[0]) rememberFile(call, args[0].value, held);
    return unknown;
  },
  create: own("write"),
  createtext: own("write"),
  appendtext: own("write"),
  openwrite: own("write"),
  openread: own("read"),
  opentext: own("read"),
  open: own("write"),
  createsubdirectory: ({ call, args }) => usePath(call, args[0] ?? missing, "write"),
  setaccesscontrol: "changes-access",
  encrypt: "changes-file-rights",
  decrypt: "changes-file-rights",
  getfiles: "pure",
  getdirectories: "pure",
  enumeratefiles: "pure",
  getfilesysteminfos: "pure",
  getaccesscontrol: "pure",
  refresh: "pure",
  // A registry key that `Get-Item` answered.
  getvalue: "pure",
  setvalue: "changes-system",
  deletevalue: "changes-system",
  deletesubkey: "changes-system",
  deletesubkeytree: "changes-system",
};

const documents: Methods = {
  load: ({ call, args: [from] }) =>
    /^https?:/i.test(from?.value ?? "") ? fetched(call, from) : usePath(call, from ?? missing, "read"),
  save: ({ call, args: [to] }) => (to?.type && to.type !== "file:" ? unknown : usePath(call, to ?? missing, "write")),
  loadxml: "pure",
};

function fetched(call: MemberCall["call"], from: Value | undefined): Value {
  note(call, from?.secret ? "sends-secret" : "fetches-network", { target: from?.value });
  return { value: hole, remote: true };
}

export const fileObjects: Readonly<Record<string, Methods>> = {
  "file:": fileItem,
  "io.fileinfo": fileItem,
  "io.directoryinfo": fileItem,
  xml: documents,
  "xml.xmldocument": documents,
  "xml.linq.xdocument": documents,
};
