/** Requests to addresses (curl 8.17, Wget 1.25, HTTPie 3.2), as data. */
import { readAct } from "../../access.ts";
import type { Act } from "../../act.ts";
import type { JudgementId } from "../../judgements.ts";
import { hostOf, isLoopback } from "../../network.ts";
import { addAct, type Invocation, note, rememberFile, type Word } from "../../shell/run.ts";
import { hole, type Text } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, readFile, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { each, given, valueIn, writes } from "../table.ts";

const printed: Text = { value: hole, remote: true };

/** Requests that destroy something whole, wherever they are sent: providers' own names for it. */
const destroyingBody =
  /(?:volume|project|environment|database|repository|service|organization|app|cluster|namespace|workspace|site|bucket|table|schema|index|branch)s?[-_]?delete\b|(?:delete|drop|destroy)(?:_|-)?(?:volume|project|environment|database|repository|service|organization|cluster|namespace|workspace|schema|keyspace)\b/i;
/** What a DELETE takes as a whole: repositories, projects, apps, databases, indexes of a search engine. */
const destroyingPath =
  /\/(?:repos\/[^/]+\/[^/?]+|api\/v4\/(?:projects|groups)\/[^/?]+|v\d+(?:beta\d*|\.\d+)?\/(?:projects|apps|sites|databases|kubernetes\/clusters|instances|organizations|workspaces|clusters|zones)\/[^/?]+|(?:apps|sites|projects|organizations|zones)\/[^/?]+|api\/v1\/namespaces\/[^/?]+)\/?$|:(?:9200|5984|8983)\/[^/?]*\/?$/i;

interface Request {
  readonly method: string;
  readonly sends: boolean;
  /** A name of this machine may lead elsewhere. */
  readonly elsewhere: boolean;
}

const changing = /^(?:POST|PUT|PATCH|DELETE|MOVE|COPY|MKCOL|PROPPATCH)$/;

function ruleOf(url: string, { method, sends, elsewhere }: Request): JudgementId {
  if (method === "DELETE" && destroyingPath.test(url)) return "destroys-environment";
  const local = isLoopback(url) && !elsewhere;
  if (local && /^(?:gopher|dict|telnet|ldap|smtp|ftp):/i.test(url)) return "changes-data";
  if (sends || changing.test(method)) {
    if (!local) return "sends-outward";
    return method === "DELETE" ? "deletes-data" : "changes-data";
  }
  return local ? "reads-records" : "fetches-network";
}

function judgeAddress(call: Invocation, url: Word, request: Request): void {
  const target = url.value.replaceAll(hole, "…");
  if (/^file:/i.test(url.value)) {
    addAct(call.run, withCommand(call, readAct(pathUse(call, url), call.run.place)), url.span);
    return;
  }
  note(call, ruleOf(target, request), { span: url.span, target, hosts: [hostOf(target)] });
  if (/169\.254\.169\.254|metadata\.google|100\.100\.100\.200|\[?fd00:ec2/.test(target))
    note(call, "reads-secret", { span: url.span, target });
}

const dataOptions = [
  "d",
  "data",
  "data-ascii",
  "data-binary",
  "data-raw",
  "data-urlencode",
  "json",
  "F",
  "form",
  "form-string",
  "T",
  "upload-file",
  "url-query",
  "mail-from",
];
/** Options whose value proves who asks; they may hold a secret. */
const credentials = new Set([
  "H",
  "u",
  "b",
  "E",
  "oauth2-bearer",
  "key",
  "cacert",
  "K",
  "netrc-file",
  "U",
  "header",
  "user",
  "password",
  "proxy-header",
  "aws-sigv4",
  "pass",
]);

/** A variable with a token is a credential where it belongs; what a file holds is sent away. */
const isSecretFile = (found: Act) => found.rule === "reads-secret" && found.paths.length > 0;

function judgeCurl(call: Invocation, args: Arguments): Text {
  const urls = [...args.operands, ...args.items.filter((item) => item.option === "url").map((item) => item.word)];
  const named = valueIn(args, "X")?.value.toUpperCase();
  const asQuery = given(args, "G", "I");
  const sends = (!asQuery && given(args, ...dataOptions)) || given(args, "T", "Q");
  const method = named ?? (given(args, "T") ? "PUT" : sends ? "POST" : "GET");
  const elsewhere = given(
    args,
    "x",
    "proxy",
    "preproxy",
    "socks5",
    "socks5-hostname",
    "socks4",
    "connect-to",
    "resolve",
  );
  for (const url of urls) judgeAddress(call, url, { method, sends, elsewhere });
  if (given(args, "unix-socket") && (sends || changing.test(method)))
    note(call, "changes-infrastructure", { target: valueIn(args, "unix-socket")?.value });
  if (urls.length === 0 && !given(args, "K"))
    note(call, sends ? "sends-outward" : "fetches-network", { target: "an address only known when it runs" });
  if (destroyingBody.test(args.items.map((item) => item.word.value).join(" ")) && (sends || method === "DELETE"))
    note(call, "destroys-environment", { target: hostOf(urls[0]?.value ?? "") });
  if (args.items.some((item) => credentials.has(item.option ?? "") && item.word.secret) && urls.length > 0)
    note(call, call.run.acts.some(isSecretFile) ? "sends-secret" : "reads-secret", {
      target: "a secret as credential",
    });
  for (const item of args.items) if (item.option === "w") judgeFormat(call, item.word);
  if (given(args, "O", "remote-name-all")) for (const url of urls) rememberFile(call, lastName(url.value), printed);
  judgeData(call, args, hostOf(urls[0]?.value ?? "the network"));
  return printed;
}

/** `-w '%output{name}'` writes a file. */
function judgeFormat(call: Invocation, format: Word): void {
  for (const found of format.value.matchAll(/%output\{(?:>>)?([^}]+)\}/g))
    writes(call, { ...format, value: found[1] as string });
}

function lastName(url: string): string {
  return url.split(/[?#]/)[0]?.split("/").at(-1) || "index.html";
}

/** What leaves: everything but the header that authenticates. */
function judgeData(call: Invocation, args: Arguments, target: string): void {
  const leaving = args.items.filter((item) => !credentials.has(item.option ?? ""));
  const secret = leaving.some((item) => item.word.secret) || args.operands.some((word) => word.secret);
  if (secret) note(call, "sends-secret", { target, hosts: [target] });
  for (const item of leaving) {
    const name = sentFile(item.option ?? "", item.word.value);
    if (name === undefined) continue;
    const fed = name === "-" || name === "." ? call.stdin : readFile(call, { ...item.word, value: name });
    if (fed?.secret) note(call, "sends-secret", { span: item.word.span, target, hosts: [target] });
    if (fed?.fromShell) note(call, "opens-remote-shell");
  }
}

/** The file an option's value names, by the option's own way of naming one. */
function sentFile(option: string, value: string): string | undefined {
  if (option === "T") return value;
  if (option === "data-raw" || option === "form-string") return undefined;
  if (option === "variable") return /^[\w%]*@(.+)$/.exec(value)?.[1];
  if (!dataOptions.includes(option)) return undefined;
  const form = option === "F" ? /^[\w.[\]-]*=[@<](.+)$/ : /^(?:[\w.[\]-]*=?)?[@<](.+)$/;
  return form.exec(value)?.[1]?.split(";")[0];
}

const curl: Spec = {
  options:
    "X,request=text d,data=text data-binary=text data-raw=text data-ascii=text data-urlencode=text json=text url-query=text F,form=text form-string=text T,upload-file=text o,output=write O,remote-name remote-name-all J,remote-header-name output-dir=dir H,header=text proxy-header=text u,user=text A,user-agent=text e,referer=text b,cookie=text c,cookie-jar=write K,config=script x,proxy=text preproxy=text socks4=text socks5=text socks5-hostname=text m,max-time=text w,write-out=text D,dump-header=write E,cert=text pass=text key=text cacert=text capath=text r,range=text C,continue-at=text url=text connect-timeout=text retry=text retry-delay=text retry-max-time=text resolve=text connect-to=text interface=text limit-rate=text max-filesize=text trace=write trace-ascii=write stderr=write etag-save=write etag-compare=read hsts=write alt-svc=write egd-file=read netrc-file=read libcurl=write mail-from=text mail-rcpt=text oauth2-bearer=text aws-sigv4=text variable=text expand-data=text expand-url=text unix-socket=text abstract-unix-socket=text dns-servers=text doh-url=text engine=program proto=text ciphers=text tls-max=text s,silent S,show-error f,fail L,location k,insecure i,include I,head v,verbose G,get N 4 6 compressed g Z R n,netrc p q t,telnet-option=text U,proxy-user=text y=text Y=text z=text P=text Q,quote=text max-redirs=text",
  operands: "text*",
  more: judgeCurl,
};

function judgeWget(call: Invocation, args: Arguments): Text {
  const method =
    valueIn(args, "method")?.value.toUpperCase() ?? (given(args, "post-data", "post-file") ? "POST" : "GET");
  const sends = given(args, "post-data", "post-file", "body-data", "body-file");
  const elsewhere = args.items.some((item) => item.option === "e" && /proxy/i.test(item.word.value));
  for (const item of args.items)
    if (item.option === "e" && /askpass|post_?file|body_?file|input|output|load|config|netrc/i.test(item.word.value))
      note(call, "runs-hidden-program", { span: item.word.span, target: item.word.value });
  for (const url of args.operands) {
    judgeAddress(call, url, { method, sends, elsewhere });
    if (!given(args, "O", "spider")) rememberFile(call, lastName(url.value), printed);
  }
  if (args.operands.length === 0) note(call, "fetches-network", { target: "an address only known when it runs" });
  const target = hostOf(args.operands[0]?.value ?? "the network");
  const leaving = args.items.filter((item) => !credentials.has(item.option ?? ""));
  const file = valueIn(args, "post-file", "body-file");
  const fed = file && (file.value === "-" ? call.stdin : readFile(call, file));
  if (leaving.some((item) => item.word.secret) || args.operands.some((word) => word.secret) || fed?.secret)
    note(call, "sends-secret", { target, hosts: [target] });
  return printed;
}

const wget: Spec = {
  options:
    "O,output-document=write o,output-file=write a,append-output=write P,directory-prefix=dir i,input-file=read e,execute=text use-askpass=program post-data=text post-file=text body-data=text body-file=text method=text header=text U,user-agent=text user=text password=text http-user=text http-password=text t,tries=text T,timeout=text w,wait=text config=script load-cookies=read save-cookies=write warc-file=write rejected-log=write ca-certificate=read certificate=read private-key=read Q=text l=text A=text R=text D=text I=text X=text B=text referer=text spider S q nv N c r m k p",
  operands: "text*",
  more: judgeWget,
};

/** `http METHOD url item…`: items with `=` are sent, `@` names a file. */
function judgeHttpie(call: Invocation, args: Arguments): Text {
  const words = [...args.operands];
  const method = /^[A-Z]{3,8}$/.test(words[0]?.value ?? "") ? words.shift()?.value : undefined;
  const [url, ...items] = words;
  const data = items.filter((word) => /^[^:=@]+(?:[:=]?=|@|=@|:=@)/.test(word.value) && !/^[^:=@]+==/.test(word.value));
  const sends = data.length > 0 || call.stdin !== undefined || given(args, "raw");
  const address = url && /^:/.test(url.value) ? { ...url, value: `localhost${url.value}` } : url;
  if (given(args, "offline")) note(call, "prints");
  else if (address)
    judgeAddress(call, address, { method: method ?? (sends ? "POST" : "GET"), sends, elsewhere: given(args, "proxy") });
  const target = hostOf(address?.value ?? "the network");
  for (const item of data) {
    const file = /^[^:=@]*(?:=|:=)?@(.+)$/.exec(item.value)?.[1];
    if (item.secret || (file !== undefined && readFile(call, { ...item, value: file }).secret))
      note(call, "sends-secret", { span: item.span, target, hosts: [target] });
  }
  if (call.stdin?.secret || address?.secret) note(call, "sends-secret", { target, hosts: [target] });
  return printed;
}

const httpie: Spec = {
  options:
    "o,output=write d,download a,auth=text A=text p,print=text s=text raw=text session=text proxy=text verify=text offline cert=read f,form j,json",
  operands: "text*",
  more: judgeHttpie,
};

/** Fetches what it is given the address of. */
const fetcher = (options: string): Spec => ({
  options,
  operands: "text*",
  remote: true,
  more: (call, args) => {
    for (const url of args.operands) judgeAddress(call, url, { method: "GET", sends: false, elsewhere: false });
    if (args.operands.length === 0) note(call, "fetches-network", { target: "an address only known when it runs" });
    if (args.operands.some((word) => word.secret))
      note(call, "sends-secret", { target: hostOf(args.operands[0]?.value ?? "") });
    return printed;
  },
});

export const requests: Table = {
  ...each(curl, "curl curl-impersonate curlie"),
  ...each(wget, "wget wget2"),
  ...each(httpie, "http https httpie xh xhs"),
  aria2c: fetcher(
    "on-download-complete=program on-download-start=program on-download-error=program on-bt-download-complete=program o,out=write d,dir=dir i,input-file=read conf-path=script x=text s=text j=text save-session=write enable-rpc!opens-tunnel",
  ),
  ...each(fetcher("o=write n=text"), "axel lftpget wcurl"),
  ...each(
    fetcher("dump source cmd_script=script cfg=script editor=program width=text T=text o=text"),
    "lynx w3m links links2 elinks browsh",
  ),
  ...each(
    fetcher(
      "exec=shell exec-before-download=shell o,output=text f,format=text P,paths=dir a,batch-file=read config-locations=script cookies=read cookies-from-browser=text!reads-secret netrc-cmd=shell downloader=text use-postprocessor=text x S",
    ),
    "yt-dlp youtube-dl gallery-dl",
  ),
  websocat: fetcher(""),
  ...each(fetcher("c,connect=text H=text x=text l,listen=text!opens-tunnel"), "wscat grpcurl grpcui evans"),
  ...each(
    fetcher("n=text c=text d=text t=text m=text z=text R=text"),
    "ab wrk hey vegeta siege oha bombardier autocannon plow",
  ),
};
