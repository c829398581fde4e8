/** Cmdlets that reach a network: requests, transfers, mail, name lookups, sessions on other machines. */
import { hostOf, isLoopback } from "../../network.ts";
import { flatMarks, itemsOf, unknown, type Value } from "../../shell/powershell/values.ts";
import { note, rememberFile } from "../../shell/run.ts";
import { hole, marked } from "../../text.ts";
import type { Spec } from "../spec.ts";
import { type Bound, cmdlet, runBlocks } from "./cmdlet.ts";
import { usePath } from "./providers.ts";

const remote: Value = { value: hole, remote: true };

/** Contacting an address with everything given to it: a secret among that leaves the machine. */
export function contact(
  call: Bound["call"],
  address: Value | undefined,
  given: readonly (Value | undefined)[],
  sends: boolean,
): void {
  const target = address?.value.replaceAll(hole, "…") ?? "an address only known when it runs";
  const hosts = [hostOf(target)];
  if (/^file:/i.test(target)) usePath(call, address as Value, "read");
  else {
    const local = isLoopback(target);
    const rule = local ? (sends ? "changes-data" : "reads-records") : sends ? "sends-outward" : "fetches-network";
    note(call, rule, { target, hosts });
  }
  const all = flatMarks([address, ...given]);
  if (all.secret) note(call, "sends-secret", { target: hosts[0], hosts });
  if (all.fromShell) note(call, "opens-remote-shell", { target: hosts[0], hosts });
}

function webRequest(bound: Bound): Value {
  const { call } = bound;
  runBlocks(bound);
  const url = bound.get("uri", "source");
  const method = bound.get("method", "custommethod")?.value.toUpperCase();
  const sends =
    (method !== undefined && !/^(?:GET|HEAD|OPTIONS|DEFAULT)$/.test(method)) ||
    ["body", "infile", "form"].some((name) => bound.get(name) !== undefined);
  const file = bound.get("infile");
  const fed = file ? usePath(call, file, "read") : undefined;
  const formFiles = itemsOf(bound.get("form"))
    .flatMap((form) => [...(form.entries?.values() ?? [])])
    .filter((entry) => entry.type === "file:");
  const read = formFiles.map((entry) => usePath(call, entry, "read"));
  const tokens = bound.get("headers", "token", "credential");
  // A token in a header of the request is what tokens are for; in a body or address it is taken out.
  contact(
    call,
    url,
    [bound.get("body"), bound.get("form"), fed, ...read, sends ? bound.stdin : undefined, sends ? tokens : undefined],
    sends,
  );
  const out = bound.get("outfile", "destination");
  if (out) {
    usePath(call, out, "write");
    rememberFile(call, out.value, remote);
  }
  return remote;
}

function transfer(bound: Bound): Value {
  const isUpload = /upload/i.test(bound.get("transfertype")?.value ?? "");
  const [source, target] = [bound.get("source"), bound.get("destination")];
  if (!isUpload) return webRequest(bound);
  const read = source && usePath(bound.call, source, "read");
  contact(bound.call, target, [read], true);
  return unknown;
}

/** A cmdlet whose every argument names or goes to another machine. */
const reaches = (parameters: string, sends: boolean): Spec =>
  cmdlet(parameters, (bound) => {
    const { call } = bound;
    const host = bound.get("computername", "targetname", "name", "smtpserver", "connectionuri", "hostname", "vmname");
    runBlocks(bound);
    const attached = bound.get("attachments");
    const files = itemsOf(attached).map((file) => usePath(call, file, "read"));
    const all = flatMarks([...bound.given, ...files, bound.stdin]);
    const hosts = host ? [hostOf(host.value.replaceAll(hole, "…"))] : [];
    const local = host !== undefined && isLoopback(host.value) && !sends;
    note(call, local ? "reads-records" : sends ? "sends-outward" : "contacts-network", {
      target: host?.value ?? call.words[0]?.value,
      hosts,
    });
    if (all.secret) note(call, "sends-secret", { target: host?.value, hosts });
    return remote;
  });

function invokeCommand(bound: Bound): Value {
  const { call } = bound;
  const script = bound.get("filepath");
  const machine = bound.get(
    "computername",
    "session",
    "hostname",
    "vmname",
    "containerid",
    "connectionuri",
    "sshconnection",
  );
  if (machine) note(call, "contacts-network", { target: machine.value });
  if (script) note(call, "runs-unseen-script", { target: script.value });
  const block = bound.get("scriptblock");
  if (!block?.block && !script) note(call, "hidden-command");
  const args = itemsOf(bound.get("argumentlist")).map((item) => ({ ...item, span: call.span }));
  const { run, scope, span, stdin } = call;
  const printed = block?.block?.({ run, scope, span, stdin, args }) ?? unknown;
  return machine ? marked(hole, [printed, remote]) : printed;
}

const request =
  "uri@0 method body infile outfile headers form contenttype useragent credential token authentication custommethod,cm usebasicparsing! sessionvariable,sv websession timeoutsec proxy skipcertificatecheck! allowunencryptedauthentication! maximumredirection passthru! usedefaultcredentials! disablekeepalive! transferencoding certificate certificatethumbprint resume! skipheadervalidation! sslprotocol noproxy! maximumretrycount retryintervalsec followrellink! maximumfollowrellink,ml responseheadersvariable,rhv statuscodevariable skiphttperrorcheck! httpversion";

export const webCmdlets: Readonly<Record<string, Spec>> = {
  "invoke-webrequest": cmdlet(request, webRequest),
  "invoke-restmethod": cmdlet(request, webRequest),
  "start-bitstransfer": cmdlet(
    "source@0 destination@1 displayname description transfertype asynchronous! priority credential authentication proxyusage",
    transfer,
  ),
  "add-bitsfile": cmdlet("bitsjob@0 source@1 destination@2", transfer),
  "new-webserviceproxy": cmdlet("uri@0 class@1 namespace@2 credential usedefaultcredential!", webRequest),
  "resolve-dnsname": reaches("name@0 type@1 server dnsonly! nohostsfile! quickTimeout! tcponly!", false),
  "test-connection": reaches(
    "targetname@0,computername,cn,ipaddress count ping! quiet! traceroute! repeat! tcpport delay timeoutseconds detailed! mtusize! source buffersize",
    false,
  ),
  "test-netconnection": reaches(
    "computername@0 commontcpport@1 port informationlevel traceroute! hops constrainsourceaddress diagnoserouting!",
    false,
  ),
  "send-mailmessage": reaches(
    "to@0 subject@1 body@2 smtpserver@3 from attachments cc bcc credential port usessl! priority bodyashtml! encoding",
    true,
  ),
  "invoke-command": cmdlet(
    "computername,cn session filepath scriptblock@0,command credential argumentlist,args hostname username keyfilepath vmname vmid containerid connectionuri asjob! jobname throttlelimit nonewscope! usessl! port authentication configurationname hidecomputername! inputobject sessionoption indisconnectedsession! sshconnection",
    invokeCommand,
  ),
  "enter-pssession": reaches("computername@0,cn session hostname id instanceid vmname credential username", false),
  "new-pssession": reaches(
    "computername@0,cn hostname vmname credential name username keyfilepath configurationname usessl! port",
    false,
  ),
  "connect-pssession": reaches("computername@0,cn session name id", false),
  "import-pssession": reaches("session@0 commandname module prefix allowclobber! disablenamechecking!", false),
  "new-cimsession": reaches("computername@0,cn credential authentication port name", false),
  "connect-wsman": reaches("computername@0,cn credential port", false),
};
