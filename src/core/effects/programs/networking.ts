/** Programs that talk to a network, as data (curl 8.15, wget 1.25, OpenSSH 10, rsync 3.4, ncat 7.98). */
// Longer than other files because it is one table with the few functions its rows need.

import { readAct } from "../access.ts";
import type { Act } from "../act.ts";
import { hostOf, isLoopback } from "../network.ts";
import { addAct, type Invocation, note, rememberFile, type Word } from "../shell/run.ts";
import { hole, marked, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";
import { judgeSshOptions, sshOptions } from "./wrappers.ts";

/** Requests that destroy something whole, wherever they are sent: providers' own names for it. */
const destroyingRequest =
  /volumedelete|projectdelete|environmentdelete|deletedatabase|dropdatabase|deleterepository|deleteproject|deleteenvironment|servicedelete/i;

/** A variable with a token is a credential where it belongs; what a file holds is sent away. */
const isSecretFile = (found: Act) => found.rule === "reads-secret" && found.paths.length > 0;

function judgeCurl(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const urls = [...args.operands, ...args.items.filter((item) => item.option === "url").map((item) => item.word)];
  const method = args.options.get("X")?.value.toUpperCase() ?? args.options.get("request")?.value.toUpperCase();
  const sends =
    has(
      "d",
      "data",
      "F",
      "form",
      "T",
      "upload-file",
      "data-binary",
      "data-raw",
      "data-urlencode",
      "json",
      "mail-from",
      "form-string",
    ) ||
    (method !== undefined && !/^(?:GET|HEAD|OPTIONS)$/.test(method));
  for (const url of urls) judgeAddress(call, url, sends, method);
  if (urls.length === 0)
    note(call, sends ? "sends-outward" : "fetches-network", { target: "an address only known when it runs" });
  const body = call.words.map((word) => word.value).join(" ");
  if (destroyingRequest.test(body)) note(call, "destroys-environment", { target: hostOf(urls[0]?.value ?? "") });
  const header = args.items
    .filter((item) => item.option === "H" || item.option === "u" || item.option === "b")
    .map((item) => item.word);
  if (header.some((word) => word.secret) && urls.length > 0)
    note(call, call.run.acts.some(isSecretFile) ? "sends-secret" : "reads-secret", {
      target: "a secret as credential",
    });
  const file = args.options.get("o") ?? args.options.get("output");
  const remoteName = has("O", "remote-name");
  const printed: Text = { value: hole, remote: true };
  if (remoteName)
    for (const url of urls) rememberFile(call, url.value.split(/[?#]/)[0]?.split("/").at(-1) ?? "", printed);
  return file || remoteName ? { ...printed } : printed;
}

function judgeAddress(call: Invocation, url: Word, sends: boolean, method: string | undefined): void {
  const target = url.value.replaceAll(hole, "…");
  if (/^file:/i.test(url.value)) {
    addAct(call.run, withCommand(call, readAct(pathUse(call, url), call.run.place)), url.span);
    return;
  }
  const local = isLoopback(target);
  const hosts = [hostOf(target)];
  const rule = sends
    ? local
      ? method === "DELETE"
        ? "deletes-data"
        : "changes-data"
      : "sends-outward"
    : local
      ? "reads-records"
      : "fetches-network";
  note(call, rule, { span: url.span, target, hosts });
  if (/169\.254\.169\.254|metadata\.google|100\.100\.100\.200/.test(target))
    note(call, "reads-secret", { span: url.span, target });
}

/** Words whose content leaves: everything but the header that authenticates. */
function curlSink(call: Invocation, args: Arguments): Text {
  const printed = judgeCurl(call, args);
  const auth = new Set([
    "H",
    "u",
    "header",
    "user",
    "b",
    "cookie",
    "oauth2-bearer",
    "E",
    "cert",
    "key",
    "cacert",
    "K",
    "config",
    "netrc-file",
  ]);
  const secret =
    args.items.some((item) => item.word.secret && !auth.has(item.option ?? "")) ||
    args.operands.some((word) => word.secret);
  const target = hostOf(args.operands[0]?.value ?? "the network");
  if (secret) note(call, "sends-secret", { target, hosts: [target] });
  for (const item of args.items) {
    const file = /^(?:[\w.[\]-]*=)?[@<](.+)$/.exec(item.word.value)?.[1];
    const isData = ["d", "data", "data-binary", "data-urlencode", "F", "form", "json", "T", "upload-file"].includes(
      item.option ?? "",
    );
    const named = item.option === "T" || item.option === "upload-file" ? item.word.value : file?.split(";")[0];
    if (!isData || named === undefined) continue;
    const fed =
      named === "-" || named === "."
        ? call.stdin
        : call.run.engine.invoke({
            ...call,
            words: [
              { ...plain("cat"), span: item.word.span },
              { ...item.word, value: named },
            ],
            stdin: undefined,
          });
    if (fed?.secret) note(call, "sends-secret", { span: item.word.span, target, hosts: [target] });
    if (fed?.fromShell) note(call, "opens-remote-shell");
  }
  return printed;
}

const curl: Spec = {
  options:
    "X,request=text d,data=text data-binary=text data-raw=text data-ascii=text data-urlencode=text json=text F,form=text form-string=text T,upload-file=text o,output=write O,remote-name J,remote-header-name output-dir=dir H,header=text u,user=text A,user-agent=text e,referer=text b,cookie=text c,cookie-jar=write K,config=script x,proxy=text m,max-time=text w,write-out=text D,dump-header=write E,cert=text key=text cacert=text r,range=text C,continue-at=text url=text connect-timeout=text retry=text retry-delay=text resolve=text interface=text limit-rate=text trace=write trace-ascii=write stderr=write egd-file=read netrc-file=read libcurl=write mail-from=text mail-rcpt=text oauth2-bearer=text s,silent S,show-error f,fail L,location k,insecure i,include I,head v,verbose G,get N 4 6 compressed g Z R n,netrc p q t=text U=text y=text Y=text z=text P=text Q=text",
  operands: "text*",
  more: curlSink,
};

function judgeWget(call: Invocation, args: Arguments): Text {
  const printed: Text = { value: hole, remote: true };
  const sends = ["post-data", "post-file", "body-data", "body-file", "method"].some((name) => args.options.has(name));
  for (const url of args.operands) {
    judgeAddress(call, url, sends, undefined);
    if (!args.options.has("O")) {
      const name = url.value.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
      rememberFile(call, name === "" ? "index.html" : name, printed);
    }
  }
  if (args.operands.length === 0 && !args.options.has("i"))
    note(call, "fetches-network", { target: "an address only known when it runs" });
  const secret =
    args.items.some((item) => item.word.secret && !/header|user|password/.test(item.option ?? "")) ||
    args.operands.some((word) => word.secret);
  const file = args.options.get("post-file") ?? args.options.get("body-file");
  const fed = file
    ? call.run.engine.invoke({ ...call, words: [{ ...plain("cat"), span: file.span }, file], stdin: undefined })
    : undefined;
  if (secret || fed?.secret) note(call, "sends-secret", { target: hostOf(args.operands[0]?.value ?? "") });
  return printed;
}

const wget: Spec = {
  options:
    "O,output-document=write o,output-file=write a,append-output=write P,directory-prefix=dir i,input-file=read e,execute=text use-askpass=program post-data=text post-file=text body-data=text body-file=text method=text header=text U,user-agent=text user=text password=text t,tries=text T,timeout=text w,wait=text config=script load-cookies=read save-cookies=write Q=text l=text A=text R=text D=text q nv N c r m k p",
  operands: "text*",
  more: judgeWget,
};

/** netcat: `-e` and `-c` give a program to the other end; listening opens a way in. */
function judgeNetcat(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const program =
    args.options.get("e") ??
    args.options.get("exec") ??
    args.options.get("c") ??
    args.options.get("sh-exec") ??
    args.options.get("lua-exec");
  const host = args.operands[0]?.value;
  if (program) note(call, "opens-remote-shell", { target: program.value });
  else if (call.stdin?.fromShell) note(call, "opens-remote-shell");
  else if (has("l", "listen")) note(call, "opens-tunnel", { target: "a listening port" });
  else note(call, "contacts-network", { target: host, ...(host ? { hosts: [host] } : {}) });
  return { value: hole, remote: true };
}

const netcat: Spec = {
  options:
    "e,exec=text c,sh-exec=text lua-exec=text l,listen p=text s=text w=text i=text q=text X=text x=text z v n u k 4 6 N C ssl proxy=text",
  operands: "text*",
  sink: true,
  more: judgeNetcat,
};

function judgeSocat(call: Invocation, args: Arguments): Text {
  const addresses = args.operands.map((word) => word.value).join(" ");
  const runs = /\b(?:EXEC|SYSTEM|SHELL):/i.test(addresses);
  const reaches = /\b(?:TCP|UDP|OPENSSL|SSL|SCTP|VSOCK|SOCKS|PROXY)[\w-]*:/i.test(addresses);
  if (runs && reaches) note(call, "opens-remote-shell", { target: addresses });
  else if (runs) note(call, "runs-hidden-program", { target: addresses });
  else note(call, "opens-tunnel", { target: addresses });
  const command = /\b(?:EXEC|SYSTEM):(?:"([^"]*)"|'([^']*)'|([^,\s]*))/i.exec(addresses);
  if (command) call.run.engine.evaluate(call, plain(command[1] ?? command[2] ?? command[3] ?? ""), "bash");
  return { value: hole, remote: true };
}

/** scp, rsync: `host:path` is remote; what is local then leaves or arrives. */
function judgeCopy(call: Invocation, args: Arguments): Text {
  judgeSshOptions(call, args);
  const words = args.operands;
  const isRemote = (word: Word | undefined) =>
    word !== undefined &&
    (/^[^/]+:(?!\\)/.test(word.value) || /^(?:rsync|scp|sftp):\/\//.test(word.value)) &&
    !/^[a-zA-Z]:[\\/]/.test(word.value);
  const last = words.at(-1);
  const sources = words.slice(0, -1);
  const read = sources
    .filter((word) => !isRemote(word))
    .map((word) =>
      call.run.engine.invoke({ ...call, words: [{ ...plain("cat"), span: word.span }, word], stdin: undefined }),
    );
  if (isRemote(last)) {
    const host = hostOf(last?.value ?? "");
    note(call, read.some((text) => text.secret) ? "sends-secret" : "sends-outward", { target: host, hosts: [host] });
  } else if (sources.some(isRemote)) note(call, "fetches-network", { target: sources[0]?.value });
  if (!isRemote(last) && last) copyTo(call, args, last, sources);
  return marked(hole, read);
}

function copyTo(call: Invocation, args: Arguments, target: Word, sources: readonly Word[]): void {
  const first = (name: string): Word => ({ ...plain(name), span: target.span });
  call.run.engine.invoke({
    ...call,
    words: [
      first("cp"),
      ...sources.map((word) => ({ ...word, value: word.value.replace(/^[^/:]+:/, "") })).slice(0, 1),
      target,
    ],
    stdin: undefined,
  });
  if ([...args.options.keys()].some((name) => /^(?:delete(?:-\w+)?|del|remove-source-files)$/.test(name))) {
    call.run.engine.invoke({ ...call, words: [first("rm"), first("-r"), target], stdin: undefined });
  }
}

/** DNS lookups carry what is in the name they ask for. */
const lookup: Spec = {
  rule: "contacts-network",
  operands: "text*",
  sink: true,
  options: "f=read p=text t=text c=text",
};
const contact: Spec = { rule: "contacts-network", operands: "text*", sink: true, remote: true };
const posts: Spec = {
  rule: "sends-outward",
  operands: "text*",
  sink: true,
  options: "A=upload a=upload s=text f=read",
  more: () => undefined,
};

export const networking: Table = {
  curl,
  "curl-impersonate": curl,
  wget,
  wget2: wget,
  aria2c: { ...contact, rule: "fetches-network", options: "on-download-complete=program o=write d=dir i=read" },
  axel: { ...contact, rule: "fetches-network", options: "o=write" },
  http: { ...contact, rule: "sends-outward" },
  https: { ...contact, rule: "sends-outward" },
  httpie: { ...contact, rule: "sends-outward" },
  xh: { ...contact, rule: "sends-outward" },
  lynx: { ...contact, rule: "fetches-network" },
  w3m: { ...contact, rule: "fetches-network" },
  links: { ...contact, rule: "fetches-network" },
  elinks: { ...contact, rule: "fetches-network" },
  "yt-dlp": { ...contact, rule: "fetches-network", options: "exec=shell o=text" },
  "youtube-dl": { ...contact, rule: "fetches-network", options: "exec=shell o=text" },
  nc: netcat,
  ncat: netcat,
  netcat,
  "nc.traditional": netcat,
  "nc.openbsd": netcat,
  socat: { operands: "text*", sink: true, more: judgeSocat },
  telnet: contact,
  ftp: contact,
  tftp: contact,
  lftp: { ...contact, options: "e=shell c=shell f=script" },
  sftp: { ...contact, options: sshOptions.replace("S=text", "S=program b=script") },
  scp: {
    options: `${sshOptions.replace("S=text", "S=program").replace("b=text", "b=text")} r p C P=text D=text`,
    operands: "text*",
    more: judgeCopy,
  },
  rsync: {
    options:
      "e,rsh=program rsync-path=program a v r z n,dry-run delete delete-after delete-before delete-during delete-excluded remove-source-files exclude=text include=text exclude-from=read files-from=read filter=text f=text password-file=read log-file=write out-format=text port=text bwlimit=text max-size=text P h u c partial progress stats o=text",
    operands: "text*",
    more: judgeCopy,
  },
  rclone: {
    sub: {
      ls: contact,
      lsd: contact,
      lsl: contact,
      cat: contact,
      listremotes: {},
      version: {},
      config: "creates-credential",
      copy: { ...posts, operands: "read*" },
      sync: { ...posts, operands: "read*" },
      move: { ...posts, operands: "read*" },
      delete: "destroys-infrastructure",
      purge: "destroys-environment",
      mount: "opens-tunnel",
      serve: "opens-tunnel",
    },
  },
  "ssh-keyscan": contact,
  "ssh-keygen": {
    options: "f=write t=text b=text N=text C=text l y R=text F=text D=program P=text q",
    operands: "text*",
    rule: "creates-credential",
  },
  "ssh-add": { options: "l L D s=program", operands: "read*", rule: "creates-credential" },
  "ssh-copy-id": "changes-access",
  "ssh-agent": "creates-credential",
  ping: { ...contact, options: "c=text i=text W=text w=text s=text p=text t=text I=text" },
  ping6: contact,
  traceroute: contact,
  tracepath: contact,
  mtr: contact,
  whois: contact,
  finger: contact,
  dig: { ...lookup, options: "f=read p=text t=text x=text" },
  nslookup: lookup,
  host: lookup,
  drill: lookup,
  resolvectl: lookup,
  "dig+": lookup,
  kdig: lookup,
  nmap: { ...contact, options: "script=script iL=read oN=write oX=write oA=write p=text" },
  masscan: contact,
  zmap: contact,
  arping: contact,
  hping3: contact,
  nikto: contact,
  sqlmap: contact,
  hydra: contact,
  tcpdump: { options: "w=write z=program r=read i=text c=text", operands: "text*", rule: "gains-privilege" },
  tshark: { rule: "gains-privilege" },
  mail: posts,
  mailx: posts,
  sendmail: posts,
  mutt: posts,
  msmtp: posts,
  swaks: { ...posts, options: "attach=upload body=upload" },
  ssmtp: posts,
  "notify-send": {},
  ngrok: "opens-tunnel",
  cloudflared: "opens-tunnel",
  localtunnel: "opens-tunnel",
  lt: "opens-tunnel",
  bore: "opens-tunnel",
  frpc: "opens-tunnel",
  chisel: "opens-tunnel",
  tailscale: "opens-tunnel",
  zerotier: "opens-tunnel",
  autossh: "opens-tunnel",
  sshuttle: "opens-tunnel",
  gost: "opens-tunnel",
  wg: "opens-tunnel",
  "wg-quick": "opens-tunnel",
  openvpn: { rule: "opens-tunnel", options: "up=program down=program config=script" },
  proxychains: { operands: "command", rule: "contacts-network" },
  torsocks: { operands: "command", rule: "contacts-network" },
  iodine: "opens-tunnel",
  websocat: { ...contact },
  wscat: contact,
  grpcurl: contact,
  openssl: {
    style: "single-dash",
    sub: {
      s_client: { ...contact, style: "single-dash", options: "connect=text servername=text cert=read key=read" },
      s_server: "opens-tunnel",
      ...Object.fromEntries(
        "x509 req verify crl dgst asn1parse version ciphers rand prime pkcs7 sha256 sha1 md5 help list speed"
          .split(" ")
          .map((name) => [
            name,
            {
              style: "single-dash",
              options:
                "in=read out=write keyout=write engine=program provider-path=program key=read passin=text config=read",
              operands: "read*",
            } as Spec,
          ]),
      ),
      ...Object.fromEntries(
        "enc base64 aes-256-cbc rsa pkey ec pkcs12 pkcs8 rsautl pkeyutl smime cms genrsa genpkey ecparam dhparam passwd gendsa"
          .split(" ")
          .map((name) => [
            name,
            {
              style: "single-dash",
              options:
                "in=read out=write engine=program k=text K=text iv=text pass=text passin=text passout=text inkey=read d e a A base64 pbkdf2 salt",
              operands: "text*",
              more: decodeOpenssl,
            } as Spec,
          ]),
      ),
      engine: "runs-hidden-program",
      ocsp: contact,
    },
    bare: "prints",
  },
  gpg: {
    options:
      "d,decrypt o,output=write r=text e s export-secret-keys!reads-secret export-secret-subkeys!reads-secret delete-secret-keys!destroys-backups delete-keys!changes-access import!changes-access recv-keys!contacts-network send-keys!publishes-release keyserver=text gen-key!creates-credential full-generate-key!creates-credential list-keys!prints k K list-secret-keys!prints verify!reads-files fingerprint!prints photo-viewer=program agent-program=program batch yes armor",
    operands: "read*",
  },
  gpg2: { operands: "read*", options: "o,output=write d" },
};

function decodeOpenssl(call: Invocation, args: Arguments): Text {
  const input = args.options.get("in");
  const text = input ? undefined : call.stdin;
  if (!args.options.has("d"))
    return marked(hole, [
      text,
      ...args.items.filter((item) => item.word.secret).map((item) => item.word),
      ...secretsRead(call),
    ]);
  const printed = call.run.engine.invoke({
    ...call,
    words: [
      { ...plain("base64"), span: call.span },
      { ...plain("-d"), span: call.span },
    ],
    stdin: text ?? unknownText,
  });
  return args.options.has("base64") || args.options.has("a") ? printed : { value: hole, decoded: true };
}

/** A secret that this command read goes on into what it writes. */
function secretsRead(call: Invocation): Text[] {
  return call.run.acts.some(
    (found) => found.rule === "reads-secret" && found.command === call.words.map((word) => word.value).join(" "),
  )
    ? [{ value: "", secret: true }]
    : [];
}
