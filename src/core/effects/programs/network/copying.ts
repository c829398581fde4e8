/** Copies between machines and the keys for it (OpenSSH 10.2, rsync 3.4, rclone 1.71), as data. */
import { hostOf } from "../../network.ts";
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { asIf, choose, does, each, given, runsText, valueIn, writes } from "../table.ts";
import { judgeSshOptions, sshOptions } from "../wrappers.ts";

/** `host:path`; a drive letter is none. */
function isRemote(word: Word | undefined): boolean {
  if (word === undefined || /^[a-zA-Z]:[\\/]/.test(word.value)) return false;
  return /^[^/]+:(?!\\)/.test(word.value) || /^(?:rsync|scp|sftp):\/\//.test(word.value);
}

/** scp, rsync: what is local then leaves or arrives. */
function judgeCopy(call: Invocation, args: Arguments): Text {
  judgeSshOptions(call, args);
  const words = args.operands;
  const last = words.at(-1);
  const sources = words.slice(0, -1);
  const local = sources.filter((word) => !isRemote(word));
  const reaches = isRemote(last) || sources.some(isRemote);
  if (given(args, "n", "dry-run")) {
    note(call, reaches ? "contacts-network" : "prints", { target: last?.value });
    return unknownText;
  }
  if (words.length < 2) {
    note(call, reaches ? "contacts-network" : given(args, "daemon") ? "opens-tunnel" : "reads-files", {
      target: last?.value,
    });
    return unknownText;
  }
  const read = local.map((word) => readFile(call, word));
  if (isRemote(last)) {
    const host = hostOf(last?.value ?? "");
    note(call, read.some((text) => text.secret) ? "sends-secret" : "sends-outward", { target: host, hosts: [host] });
  } else if (reaches) {
    const source = sources.find(isRemote);
    note(call, "fetches-network", { target: source?.value, hosts: [hostOf(source?.value ?? "")] });
  }
  if (!isRemote(last) && last) copyTo(call, args, last, sources);
  if (given(args, "remove-source-files")) for (const source of local) asIf(call, { ...source, value: "rm" }, source);
  return marked(hole, read);
}

function copyTo(call: Invocation, args: Arguments, target: Word, sources: readonly Word[]): void {
  const first = (name: string): Word => ({ ...plain(name), span: target.span });
  const [source] = sources.map((word) => ({ ...word, value: word.value.replace(/^[^/:]+:/, "") }));
  if (source) call.run.engine.invoke({ ...call, words: [first("cp"), source, target], stdin: undefined });
  if ([...args.options.keys()].some((name) => /^(?:delete(?:-\w+)?|del)$/.test(name)))
    call.run.engine.invoke({ ...call, words: [first("rm"), first("-r"), target], stdin: undefined });
}

/** sftp and ftp: the lines of standard input or of a batch file are commands. */
function judgeSession(call: Invocation, args: Arguments): Text {
  judgeSshOptions(call, args);
  const host = hostOf(args.operands[0]?.value ?? "");
  note(call, "contacts-network", { target: host, hosts: [host] });
  const batch = valueIn(args, "b");
  const text = batch && batch.value !== "-" ? readFile(call, batch) : (call.stdin ?? plain(""));
  for (const line of isKnown(text) ? text.value.split(/[\n;]/) : []) judgeSessionLine(call, line.trim(), host, text);
  return { value: hole, remote: true };
}

function judgeSessionLine(call: Invocation, line: string, host: string, text: Text): void {
  const [, verb = "", rest = ""] = /^-?@?(\S+)\s*(.*)$/.exec(line) ?? [];
  const [name = "", other] = rest.split(/\s+/).filter((word) => !word.startsWith("-"));
  const word = (value: string): Word => ({ ...text, value, span: call.span });
  if (line.startsWith("!")) runsText(call, word(line.slice(1)));
  else if (/^(?:put|mput|reput|send|append)$/.test(verb)) {
    const sent = readFile(call, word(name));
    note(call, sent.secret ? "sends-secret" : "sends-outward", { target: host, hosts: [host] });
  } else if (/^(?:get|mget|reget|recv)$/.test(verb)) writes(call, word(other ?? name.split("/").at(-1) ?? "file"));
  else if (/^(?:rm|rmdir|delete|mdelete|rename|chmod|chown)$/.test(verb))
    note(call, "destroys-infrastructure", { target: line });
}

function judgeLftp(call: Invocation, args: Arguments): Text {
  for (const item of args.items) {
    if (item.option !== "e" && item.option !== "c") continue;
    for (const line of item.word.value.split(";"))
      judgeSessionLine(call, line.trim(), args.operands[0]?.value ?? "the network", item.word);
  }
  return judgeSession(call, args);
}

/** Fingerprints and known hosts are looked up; anything else makes or changes keys. */
function judgeKeygen(call: Invocation, args: Arguments): undefined {
  const file = valueIn(args, "f");
  if (given(args, "l", "F", "B", "r", "L")) {
    if (file) readFile(call, file);
    note(call, "reads-files", { target: file?.value ?? "known hosts" });
  } else if (given(args, "R")) note(call, "writes-outside-workspace", { target: "known hosts" });
  else {
    note(call, "creates-credential", { target: file?.value ?? "a key" });
    if (file && given(args, "y", "e")) readFile(call, file);
    else if (file) writes(call, file);
  }
  return undefined;
}

/** rclone: `remote:path` on either side. */
const rcloneCopy: Spec = {
  options:
    "n,dry-run!contacts-network i P v config=read include=text exclude=text filter=text max-age=text transfers=text bwlimit=text password-command=shell",
  operands: "text*",
  more: (call, args) => {
    const [source, target] = args.operands;
    const read = source && !isRemote(source) ? readFile(call, source) : unknownText;
    if (given(args, "n")) return read;
    if (isRemote(target))
      note(call, read.secret ? "sends-secret" : "sends-outward", {
        target: target?.value,
        hosts: [hostOf(target?.value ?? "")],
      });
    else {
      note(call, "fetches-network", { target: source?.value });
      if (target) writes(call, target);
    }
    return { value: hole, remote: true };
  },
};
const contacts = does("contacts-network");

/** Looks into a remote store, copies, or takes away. */
const store = choose(
  {
    ...each(
      contacts,
      "ls lsd lsl lsf lsjson cat size tree about check md5sum sha1sum ncdu stat du find diff head hashsum cryptcheck link",
    ),
    ...each(rcloneCopy, "copy copyto sync move moveto bisync cp mv mirror put pipe rcat copyurl"),
    ...each({}, "listremotes version help completion"),
    config: choose(
      { ...each("reads-secret", "show dump reveal"), ...each({}, "file paths providers") },
      "creates-credential",
      { otherwise: "creates-credential" },
    ),
    obscure: {},
    ...each(
      does("destroys-infrastructure", "n,dry-run!contacts-network"),
      "delete deletefile rmdir rmdirs cleanup dedupe rm",
    ),
    ...each(does("destroys-environment", "n,dry-run!contacts-network"), "purge rb"),
    ...each("opens-tunnel", "mount serve rcd nfsmount"),
    mkdir: "changes-infrastructure",
    mb: "changes-infrastructure",
    ...each("changes-access", "admin policy anonymous share alias"),
    selfupdate: "installs-package",
  },
  "prints",
  { options: "config=read password-command=shell" },
);

const rsyncOptions =
  "e,rsh=program rsync-path=program a v r z n,dry-run delete delete-after delete-before delete-during delete-excluded del remove-source-files exclude=text include=text exclude-from=read include-from=read files-from=read f,filter=text password-file=read log-file=write out-format=text port=text bwlimit=text max-size=text min-size=text backup-dir=text b,backup suffix=text T,temp-dir=dir compare-dest=text copy-dest=text link-dest=text partial-dir=text write-batch=write read-batch=read chmod=text chown=text usermap=text groupmap=text info=text debug=text timeout=text early-input=read daemon config=script M,remote-option=text P h u c partial progress stats o";

const sends: Spec = {
  ...does("sends-outward"),
  options: "m=text text=text code=text",
  operands: "upload*",
  sink: true,
};

export const copying: Table = {
  scp: {
    options: `${sshOptions.replace("S=text", "S=program")} r p C P=text D=text 3 T`,
    operands: "text*",
    more: judgeCopy,
  },
  rsync: { options: rsyncOptions, operands: "text*", more: judgeCopy },
  sftp: {
    options: `${sshOptions.replace("S=text", "S=program")} P=text D=program s=text R=text B=text r a`,
    operands: "text*",
    sink: true,
    more: judgeSession,
  },
  ...each(
    { options: "n i v p g d", operands: "text*", sink: true, more: judgeSession },
    "ftp tftp ncftp cadaver smbclient",
  ),
  lftp: { options: "e=text c=text f=script u=text p=text", operands: "text*", sink: true, more: judgeLftp },
  ...each({ ...sends, options: "u=text p=text" }, "ncftpput curlftpfs"),
  ...each(store, "rclone mc b2 megatools"),
  croc: choose({ ...each(sends, "send") }, "prints", { otherwise: "fetches-network" }),
  ...each(
    choose({ ...each(sends, "send tx"), ...each("fetches-network", "receive rx recv"), ssh: "changes-access" }),
    "wormhole magic-wormhole ffsend",
  ),
  ...each({ ...does("opens-tunnel") }, "sshfs mosh-server"),
  "ssh-keyscan": { ...contacts, options: "t=text p=text T=text f=read H" },
  "ssh-keygen": {
    options:
      "f=text t=text b=text N=text C=text R=text F=text P=text D=program m=text I=text n=text V=text O=text s=text w=program Z=text a=text l y e i c p q v B L A k Q r=text E=text",
    operands: "text*",
    more: judgeKeygen,
  },
  "ssh-add": {
    options: "l!prints L!prints D!changes-access d!changes-access x X t=text s=program e=text S=program k c q",
    operands: "read*",
    rule: "creates-credential",
  },
  "ssh-copy-id": "changes-access",
  "ssh-agent": { options: "k!ends-processes a=text t=text s c d", operands: "command", rule: "creates-credential" },
};
