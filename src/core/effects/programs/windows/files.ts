/** Programs and builtins of Windows that make, copy, move, delete and protect files (Windows 11 24H2). */
import { deleteAct, readAct, writeAct } from "../../access.ts";
import { act } from "../../act.ts";
import { addAct, fileText, type Invocation, note, rememberFile, rememberLink, type Word } from "../../shell/run.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Table } from "../spec.ts";
import { asksForHelp, byRows, judgeRights, type More, operandsOf, tailOf, win, writes } from "./spec.ts";

const withGlob = (word: Word): Word => ({ ...word, glob: /[*?]/.test(word.value) });

function remove(call: Invocation, word: Word, recursive: boolean): void {
  const target = withGlob(word);
  addAct(call.run, withCommand(call, deleteAct(pathUse(call, target), { recursive }, call.run.place)), word.span);
}

const removeFiles: More = (call, args) => {
  for (const word of args.operands) remove(call, word, args.options.has("s"));
  if (args.operands.length === 0) note(call, "prints");
  return undefined;
};

/** What a file is known to hold, with its reading judged. */
export function readText(call: Invocation, word: Word): Text {
  const found = withCommand(call, readAct(pathUse(call, withGlob(word)), call.run.place));
  addAct(call.run, found, word.span);
  if (/^nul$/i.test(word.value)) return plain("");
  const known = fileText(call, word.value);
  if (known) return known;
  if (found.rule === "reads-secret") return { value: hole, secret: true };
  return found.hosts.length > 0 || found.rule === "contacts-network" ? { value: hole, remote: true } : unknownText;
}

/** What is moved is gone from where it was. */
function leave(call: Invocation, source: Word): void {
  const gone = withCommand(call, deleteAct(pathUse(call, withGlob(source)), { recursive: true }, call.run.place));
  if (gone.grade === "deny") addAct(call.run, gone, source.span);
  const moved = withCommand(call, writeAct(pathUse(call, source), undefined, "program", call.run.place));
  if (moved.grade !== "allow") addAct(call.run, moved, source.span);
}

function arrive(call: Invocation, target: Word, text: Text): void {
  const content = isKnown(text) ? text : undefined;
  const written = withCommand(call, writeAct(pathUse(call, target), content, "program", call.run.place));
  if (content?.value === "" && written.grade === "allow" && written.rule !== "prints")
    addAct(call.run, act("truncates-file", { target: written.targets[0], paths: written.paths }), target.span);
  addAct(call.run, written, target.span);
  if (written.rule === "sends-outward" && text.secret) note(call, "sends-secret", { target: target.value });
  rememberFile(call, target.value, text);
}

const fileName = (path: string) => path.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");

/** The target may be the file or the folder it goes into. */
function arriveAt(call: Invocation, target: Word, source: Word, text: Text): void {
  arrive(call, target, text);
  const name = fileName(source.value);
  if (/\.[\w*?]+$/.test(target.value) && !/[\\/]$/.test(target.value)) return;
  if (name === "" || /^(?:nul|con)$/i.test(name) || /[*?]/.test(name)) return;
  const inside = { ...target, value: `${target.value.replace(/[\\/]$/, "")}\\${name}` };
  const written = writeAct(pathUse(call, inside), isKnown(text) ? text : undefined, "program", call.run.place);
  if (written.grade !== "allow") addAct(call.run, withCommand(call, written), target.span);
  rememberFile(call, inside.value, text);
}

function transfer(call: Invocation, args: Arguments, moves: boolean): undefined {
  const words = args.operands;
  const target = words.length > 1 ? words.at(-1) : undefined;
  const sources = words.slice(0, Math.max(1, words.length - 1)).flatMap((word) => joinedFiles(word));
  const read = sources.map((source) => readText(call, source));
  if (moves) for (const source of sources) leave(call, source);
  const text = read.every(isKnown) ? joinTexts(read) : marked(hole, read);
  const [source] = sources;
  if (target && source) arriveAt(call, target, source, text);
  return undefined;
}

/** `copy a+b c` */
function joinedFiles(word: Word): Word[] {
  return word.value
    .split("+")
    .filter((file) => file !== "")
    .map((value) => ({ ...word, value }));
}

const copyFiles: More = (call, args) => transfer(call, args, false);
const moveFiles: More = (call, args) => transfer(call, args, true);

/** The new name stays in the folder of the old one. */
const renameFile: More = (call, args) => {
  const [source, name] = args.operands;
  if (!source) return undefined;
  leave(call, source);
  if (!name) return undefined;
  const folder = source.value.slice(0, source.value.length - fileName(source.value).length);
  const text = fileText(call, source.value) ?? unknownText;
  arrive(call, { ...name, value: folder + fileName(name.value) }, text);
  return undefined;
};

/** robocopy and xcopy: whole trees. `/L` only lists. */
const copyTree: More = (call, args) => {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  if (has("l") || asksForHelp(call)) {
    note(call, "prints");
    return undefined;
  }
  const [source, target] = args.operands;
  if (has("job")) note(call, "runs-unseen-script", { target: args.options.get("job")?.value });
  transfer(call, { ...args, operands: args.operands.slice(0, 2) }, false);
  if (target && has("mir", "purge")) remove(call, target, true);
  if (source && has("move", "mov")) remove(call, source, has("move"));
  return undefined;
};

const link: More = (call, args) => {
  for (const word of args.operands.slice(0, 2)) {
    const written = withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place));
    if (written.grade !== "allow" || word === args.operands[0]) addAct(call.run, written, word.span);
  }
  const [name, target] = args.operands;
  if (name && target) rememberLink(call, name.value, target.value);
  return undefined;
};

const changesRights =
  /\/(?:grant|deny|remove|reset|setowner|inheritance|restore|setintegritylevel|substitute|g|p|d|r|e)\b/;
const everybody = /everyone|\*?s-1-1-0|users|\*?s-1-5-11|\*?s-1-5-32-545|jeder/;

/** icacls, cacls: the file first, then what changes. */
const access: More = (call) => {
  const tail = tailOf(call);
  const [file] = operandsOf(call);
  if (asksForHelp(call) || !file) note(call, "prints");
  else if (!changesRights.test(tail)) {
    note(call, "reads-files", { target: file.value });
    const at = call.words.findIndex((word) => /^[-/]save$/i.test(word.value));
    if (at > 0) writes(call, call.words[at + 1]);
  } else
    judgeRights(call, file, "changes-access", everybody.test(tail) || /\/(?:reset|inheritance|deny|d)\b/.test(tail));
  return undefined;
};

const attributes: More = (call) => {
  const files = operandsOf(call).filter((word) => !/^[-+][a-z]$/i.test(word.value));
  const changes = call.words.some((word) => /^[-+][rashioxpub]$/i.test(word.value));
  if (!changes) note(call, "prints");
  for (const file of changes ? files : []) judgeRights(call, file, "changes-file-rights", false);
  if (changes && files.length === 0) note(call, "changes-file-rights");
  return undefined;
};

const ownership: More = (call) => {
  const at = call.words.findIndex((word) => /^[-/]f$/i.test(word.value));
  const file = at > 0 ? call.words[at + 1] : undefined;
  if (asksForHelp(call)) note(call, "prints");
  else if (file) judgeRights(call, file, "gains-privilege", false);
  else note(call, "gains-privilege");
  return undefined;
};

const wipe: More = (call, args) => {
  const drives = args.options.has("z") || args.options.has("c");
  if (drives) note(call, "destroys-backups", { target: args.operands[0]?.value });
  else for (const word of args.operands) remove(call, word, args.options.has("s"));
  return undefined;
};

const rights = (more: More) => win("", "text*", { noHelp: true, more });
const treeOptions =
  "mir purge move mov l e s b z j log?=write log+?=write unilog?=write xf=text xd=text if=text r?=text w?=text mt?=text lev?=text job?=text save?=write d?=text exclude?=read copy?=text dcopy?=text ia?=text xa?=text a?=text";

/** Known to PowerShell and to POSIX shells on Windows as well. */
export const filePrograms: Table = {
  robocopy: win(treeOptions, "text*", { more: copyTree }),
  xcopy: win(treeOptions, "text*", { more: copyTree }),
  replace: win("a p r s w u", "read write"),
  expand: win("d r i f?=text", "read* write"),
  extrac32: win("y c a e d l=dir", "read* write"),
  makecab: win("v?=text d=text f=script l=dir", "read write"),
  diantz: win("v?=text d=text f=script l=dir", "read write"),
  esentutl: win("y=read vss vssrec d=write o r p g", "text*", { rule: "reads-secret" }),
  attrib: rights(attributes),
  icacls: rights(access),
  cacls: rights(access),
  xcacls: rights(access),
  takeown: rights(ownership),
  cipher: byRows(
    [
      [/\/w/, "destroys-backups"],
      [/\/(?:x|r)\b/, "reads-secret"],
      [/\/(?:k|adduser|removeuser|rekey|flushcache|setkey)\b/, "changes-access"],
      [/\/[ed]\b/, "changes-file-rights"],
    ],
    "prints",
  ),
  compact: byRows([[/\/(?:c|u|compactos:(?:always|never))\b/, "changes-file-rights"]], "prints"),
  sdelete: win("p=text s r q z?=text c?=text nobanner accepteula", "text*", { more: wipe }),
  sdelete64: win("p=text s r q z?=text c?=text nobanner accepteula", "text*", { more: wipe }),
};

/** Builtins of cmd.exe. */
export const fileBuiltins: Table = {
  del: win("s q f p a?=text", "text*", { more: removeFiles }),
  erase: win("s q f p a?=text", "text*", { more: removeFiles }),
  rd: win("s q", "text*", { more: removeFiles }),
  rmdir: win("s q", "text*", { more: removeFiles }),
  copy: win("y v z a b d n l", "text*", { more: copyFiles }),
  move: win("y", "text*", { more: moveFiles }),
  ren: win("", "text*", { more: renameFile }),
  rename: win("", "text*", { more: renameFile }),
  md: win("", "write*"),
  mkdir: win("", "write*"),
  mklink: win("d h j", "text*", { more: link }),
};
