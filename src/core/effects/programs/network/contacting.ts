/** Lookups, probes, scans, raw connections and mail (Ncat 7.98, Nmap 7.98, BIND 9.20), as data. */
import { hostOf, isLoopback } from "../../network.ts";
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, plain, type Text } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, each, given, valueIn, writes } from "../table.ts";

const printed: Text = { value: hole, remote: true };

/** Reaches the hosts among its operands; this machine itself is only looked at. */
const reaches = (options = "", style?: Spec["style"]): Spec => ({
  options,
  operands: "text*",
  sink: true,
  remote: true,
  ...(style ? { style } : {}),
  more: (call, args) => {
    const hosts = args.operands
      .map((word) => hostOf(word.value.replaceAll(hole, "…")))
      .filter((host) => !/^\d+$/.test(host));
    const local = hosts.length > 0 && hosts.every(isLoopback);
    note(call, local ? "reads-records" : "contacts-network", { target: hosts.join(" ") || "the network", hosts });
    return printed;
  },
});

/** Names that are asked for carry what is in them. */
const lookup: Spec = {
  ...does("contacts-network", "f=read p=text t=text c=text x=text b=text k=read y=text q=text m=text R=text W=text"),
  sink: true,
  remote: true,
};

/** netcat: `-e` and `-c` give a program to the other end; listening opens a way in. */
function judgeNetcat(call: Invocation, args: Arguments): Text {
  const program = valueIn(args, "e", "exec", "c", "sh-exec", "lua-exec");
  const host = args.operands[0]?.value;
  const details = { target: host, ...(host ? { hosts: [host] } : {}) };
  if (program) note(call, "opens-remote-shell", { target: program.value, span: program.span });
  else if (call.stdin?.fromShell) note(call, "opens-remote-shell");
  else if (given(args, "l", "listen")) note(call, "opens-tunnel", { target: "a listening port" });
  else if (host !== undefined && isLoopback(host) && !given(args, "x", "proxy"))
    note(call, given(args, "z") || !call.stdin ? "reads-records" : "changes-data", details);
  else note(call, "contacts-network", details);
  return printed;
}

const netcat: Spec = {
  options:
    "e,exec=text c,sh-exec=text lua-exec=text l,listen p=text s=text w,wait=text i=text q=text X=text x=text o,output=write I=text O=text T=text z v n u k 4 6 N C U ssl ssl-cert=read ssl-key=read proxy=text proxy-type=text proxy-auth=text allow=text keep-open recv-only send-only",
  operands: "text*",
  sink: true,
  more: judgeNetcat,
};

function judgeSocat(call: Invocation, args: Arguments): Text {
  const addresses = args.operands.map((word) => word.value).join(" ");
  const runs = /\b(?:EXEC|SYSTEM|SHELL):/i.test(addresses);
  const network = /\b(?:TCP|UDP|OPENSSL|SSL|SCTP|VSOCK|SOCKS|PROXY)[\w-]*:/i.test(addresses);
  if (runs && network) note(call, "opens-remote-shell", { target: addresses });
  else
    note(call, runs ? "runs-hidden-program" : given(args, "V", "h") ? "prints" : "opens-tunnel", { target: addresses });
  for (const word of args.operands) judgeAddress(call, word, network);
  const command = /\b(?:EXEC|SYSTEM|SHELL):(?:"([^"]*)"|'([^']*)'|([^,\s]*))/i.exec(addresses);
  if (command) call.run.engine.evaluate(call, plain(command[1] ?? command[2] ?? command[3] ?? ""), "bash");
  return printed;
}

/** A file at one end is sent, or written by what comes. */
function judgeAddress(call: Invocation, word: Word, network: boolean): void {
  const [, kind = "", path = ""] = /^(FILE|OPEN|GOPEN|CREATE|CREAT):([^,]+)/i.exec(word.value) ?? [];
  if (path === "") return;
  const file = { ...word, value: path };
  if (/^crea/i.test(kind)) writes(call, file);
  else if (readFile(call, file).secret && network) note(call, "sends-secret", { span: word.span });
}

/** Wireshark's own reader: `-X lua_script:file` loads a script, `-z` is a statistic. */
const tshark: Spec = {
  options:
    "r=read w=write z=text X=text i=text c=text s=text K=read D!prints L!prints G=text C=text W=text Y=text R=text T=text E=text e=text f=text d=text o=text b=text a=text B=text y=text t=text u=text j=text J=text O=text S=text N=text M=text F=text H=read A=text V v n x q l p g P I 2",
  operands: "text*",
  more: (call, args) => {
    if (given(args, "G")) return undefined;
    for (const { option, word } of args.items)
      if (option === "X" && /^lua_script/.test(word.value))
        note(call, "runs-unseen-script", { target: word.value, span: word.span });
    note(call, given(args, "r") ? "reads-files" : "gains-privilege", { target: "network traffic" });
    return undefined;
  },
};

/** Recorded packets are only read; live ones need more rights. */
const sniffer: Spec = {
  options:
    "r=read w=write z=program i=text c=text s=text F=read D!prints list-interfaces!prints G=text C=text W=text Y=text T=text e=text f=text d=text o=text V v n X A q",
  operands: "text*",
  more: (call, args) => {
    note(call, given(args, "r") ? "reads-files" : "gains-privilege", { target: "network traffic" });
    return undefined;
  },
};

/** Mail and messages: what is attached leaves with them. */
const mail: Spec = {
  rule: "sends-outward",
  operands: "text*",
  sink: true,
  options:
    "A,attach,attachment=upload a=upload s,subject=text body=upload r,from=text c=text b=text S=program t,to=text i=read F=text f=text p=text H e E",
};

const nmapOptions =
  "script=script script-args=text iL=read oN=write oX=write oG=write oA=write datadir=dir p=text e=text S=text exclude=text excludefile=read top-ports=text sL sV sS sn Pn O A F T4 max-retries=text";

export const contacting: Table = {
  ...each(netcat, "nc ncat netcat nc.traditional nc.openbsd"),
  socat: { options: "d v x u U t=text T=text lf=write V h", operands: "text*", sink: true, more: judgeSocat },
  ...each(reaches("l=text e=text n=write"), "telnet rlogin"),
  ...each(
    reaches("c,count=text i=text W=text w=text s=text p=text t=text I=text m=text q=text n f=read g=text O=text"),
    "ping ping6 fping arping hping3 nping",
  ),
  ...each(
    reaches("m=text q=text w=text p=text f=text s=text i=text c=text r n o=text"),
    "traceroute traceroute6 tracepath mtr trip",
  ),
  ...each(lookup, "dig nslookup host drill delv kdig doggo dog dnsx whois rdap resolveip"),
  resolvectl: choose({
    ...each({}, "status statistics dns domain llmnr mdns dnssec"),
    query: lookup,
    service: lookup,
    ...each("changes-system", "flush-caches reset-statistics revert"),
  }),
  nmap: reaches(nmapOptions, "single-dash"),
  ...each(
    does("contacts-network"),
    "masscan zmap nikto sqlmap hydra medusa ffuf gobuster dirb dirbuster wfuzz feroxbuster wpscan nuclei amass subfinder httpx crackmapexec netexec enum4linux snmpwalk snmpget rpcinfo showmount nbtscan arp-scan netdiscover iperf iperf3 speedtest speedtest-cli fast ntpq sntp",
  ),
  ...each("runs-hidden-program", "msfconsole msfvenom responder bettercap ettercap aircrack-ng"),
  ...each(sniffer, "tcpdump dumpcap ngrep tcpflow"),
  tshark,
  ...each(mail, "mail mailx s-nail sendmail mutt neomutt msmtp swaks ssmtp sendemail himalaya"),
  wall: "posts-for-others",
  write: "posts-for-others",
  ...each({ operands: "text*" }, "notify-send terminal-notifier"),
};
