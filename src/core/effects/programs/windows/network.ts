/** Programs of Windows that talk to a network or set it up (Windows 11 24H2). */
import { isLoopback } from "../../network.ts";
import { type Invocation, note, rememberFile, type Word } from "../../shell/run.ts";
import { unknownText } from "../../text.ts";
import type { Spec, Table } from "../spec.ts";
import { readText } from "./files.ts";
import { guards } from "./processes.ts";
import { all, byRows, elsewhere, judged, operandsOf, type Rows, win, writes } from "./spec.ts";

const contact: Spec = win("", "text*", { rule: "contacts-network", sink: true, remote: true });
/** Pinging this machine is how batch files wait. */
const pings: Spec = win(
  "n=text l=text w=text i=text v=text r=text s=text j=text k=text h=text p=text q=text c=text a t f 4 6",
  "host*",
  { sink: true },
);

const isUrl = (word: Word) => /^(?:https?|ftp):/i.test(word.value);

function fetched(call: Invocation, file: Word | undefined): void {
  if (!file) return;
  writes(call, file);
  rememberFile(call, file.value, { value: "", remote: true });
}

/** Files handed over to another machine. */
function sendFiles(call: Invocation, files: readonly Word[], host: string): void {
  const given = files.map((file) => readText(call, file));
  if (given.some((text) => text.secret)) note(call, "sends-secret", { target: host });
}

const certutilRows: Rows = [
  [
    /\/(?:urlcache|verifyctl|syncwithwu|generatesstfromwu|url|urlfetch|ping|pingadmin|getconfig|setcasites)\b|https?:/,
    "fetches-network",
  ],
  [/\/(?:decode|encode|decodehex|encodehex)\b/, "hides-its-text"],
  [/\/(?:exportpfx|mergepfx|recoverkey|getkey|privatekey)\b|\/p\s/, "reads-secret"],
  [
    /\/(?:addstore|delstore|importpfx|importcert|installcert|delkey|repairstore|setreg|delreg|viewdelstore|dspublish)\b/,
    "changes-access",
  ],
  [
    /^$|^[^/]\S*$|\/(?:hashfile|dump|asn|verify|viewstore|store|verifystore|verifykeys|cainfo|csp|csplist|csptest|tpminfo|displayecccurve|oid|error|getreg|key|scinfo|template|schema|v)\b/,
    "reads-files",
  ],
];

/** certutil: fetches, and turns files into other files. */
function certutilMore(call: Invocation, tail: string): void {
  const operands = operandsOf(call);
  if (/\/(?:urlcache|verifyctl)\b|https?:/.test(tail)) {
    const at = operands.findIndex(isUrl);
    fetched(call, operands[at + 1] ?? (at >= 0 ? lastPart(operands[at] as Word) : undefined));
  } else if (/\/(?:decode|encode)(?:hex)?\b/.test(tail)) {
    const [source, target] = operands;
    const text = source ? readText(call, source) : unknownText;
    writes(call, target);
    if (target) rememberFile(call, target.value, { ...text, decoded: true });
  }
}

function lastPart(url: Word): Word {
  return { ...url, value: url.value.split(/[?#]/)[0]?.split("/").at(-1) || "index.html" };
}

const bitsadminRows: Rows = [
  [/\/setnotifycmdline\b/, "leaves-something-running"],
  [
    /^(?:\/(?:rawreturn|wrap|nowrap)\s+)*\/(?:list|listfiles|info|get\w+|cache\s+\/(?:info|list)|util\s+\/(?:version|getieproxy))\b/,
    "prints",
  ],
  [/\/upload(?:reply)?\b/, "sends-outward"],
  [/\/(?:cancel|reset|suspend|complete|takeownership|removecredentials)\b/, "changes-system"],
  [/^$/, "prints"],
];

function bitsadminMore(call: Invocation, tail: string): void {
  const operands = operandsOf(call);
  const at = operands.findIndex(isUrl);
  const url = operands[at];
  if (!url) return;
  if (/\/upload\b/.test(tail)) sendFiles(call, operands.slice(at + 1, at + 2), url.value);
  else fetched(call, operands[at + 1]);
}

/** Files behind the URL of a certificate request. */
function certreqMore(call: Invocation, tail: string): void {
  const operands = operandsOf(call).filter((word) => !isUrl(word) && !/^(?:post|new|submit)$/i.test(word.value));
  if (/\/(?:post|submit|enroll)\b/.test(tail)) sendFiles(call, operands, "the server of the request");
}

const admins =
  /\blocalgroup\s+"?(?:administrators?|administratoren|administrateurs|administradores|amministratori)"?|\bgroup\s+"?(?:domain|enterprise|schema) admins"?/;
const netRows: Rows = [
  [
    /^$|^help\b|\/help\b|^(?:statistics|config)\b(?!.*\/)|^(?:start|use|user|localgroup|group|share|accounts|file|session|computer|helpmsg)(?:\s+\d+)?$/,
    "prints",
  ],
  [/^use\b.*\/del/, "changes-system"],
  [/^use\b.*(?:\\\\|\s[a-z*]:)|^view\b|^time\b.*\\\\|^time\b.*\/(?:domain|rtsdomain)|^lookup\b/, "contacts-network"],
  [new RegExp(`(?:${admins.source}).*/add`), "grants-admin"],
  [
    /^accounts\b.*\/(?!domain)|^(?:user|localgroup|group)\b.*\/(?:add|del|active|times|passwordreq|passwordchg|expires|fullname|comment)|^user\s+\S+\s+[^/\s]|^computer\b/,
    "changes-access",
  ],
  [/^(?:user|localgroup|group|accounts)\b/, "prints"],
  [
    new RegExp(`^(?:stop|pause)\\b.*(?:${guards.source}|windows defender|firewall|security center)`),
    "weakens-protection",
  ],
  [/^(?:stop|pause)\b|^(?:session|file)\b.*\/(?:del|close)/, "ends-processes"],
  [/^(?:start|continue)\b/, "starts-service"],
  [/^share\b.*=/, "opens-tunnel"],
  [/^share\s+[^/\s]+$|^(?:session|file)\b/, "prints"],
  [/^send\b/, "posts-for-others"],
];

const netshRows: Rows = [
  [/key\s*=\s*clear/, "reads-secret"],
  [/^\/r\b|\s\/r\s/, "contacts-network"],
  [/\badd\s+helper\b/, "leaves-something-running"],
  [/^(?:\/f|exec)\b|\s\/f\s/, "runs-unseen-script"],
  // The first word that says what to do counts, not the name of a rule.
  [
    /^$|\?$|^(?:(?!\b(?:add|set|delete|reset|import|export|connect|disconnect|start|stop|exec|install|uninstall)\b).)*\b(?:show|help|dump)\b/,
    "prints",
  ],
  [/\bportproxy\b.*\b(?:add|set)\b/, "opens-tunnel"],
  [/\b(?:adv)?firewall\b|\bipsec\b|\bstate\s+off\b|\bopmode\b/, "weakens-protection"],
  [/\bwlan\s+export\b/, "reads-secret"],
  [/\bwlan\s+connect\b|\bhostednetwork\b/, "contacts-network"],
  [/\btrace\s+start\b/, "reads-secret"],
];

export const networkPrograms: Table = {
  ...all(
    contact,
    "finger telnet ftp tftp winrs nbtscan portqry rpcping pscp plink putty psftp winscp dnscmd nslookup nltest dsquery dsget adfind",
  ),
  ...all(judged("changes-access"), "winrm dsadd dsmod dsrm ksetup setspn netdom djoin"),
  ...all(pings, "ping tracert pathping"),
  ipconfig: byRows([[/\/(?:release|renew|flushdns|registerdns|setclassid)/, "changes-system"]], "prints"),
  netstat: win(""),
  arp: byRows([[/\/[sd]\b/, "changes-system"]], "prints"),
  route: byRows([[/\b(?:add|delete|change)\b|\/f\b/, "changes-system"]], "prints"),
  getmac: byRows([[/\/s\b/, "contacts-network"]], "prints"),
  nbtstat: byRows([[/\/a\b/, "contacts-network"]], "prints"),
  w32tm: byRows(
    [
      [/\/(?:resync|stripchart|monitor)\b/, "contacts-network"],
      [/\/(?:config|register|unregister|debug)\b/, "changes-system"],
    ],
    "prints",
  ),
  mstsc: byRows([[/\/v[: ]|\.rdp\b/, "contacts-network"]], "opens-program"),
  net: byRows(netRows, "changes-system"),
  net1: byRows(netRows, "changes-system"),
  netsh: byRows(netshRows, "changes-system"),
  netcfg: byRows([[/\/(?:s|q|v)\b/, "prints"]], "changes-system"),
  msg: judged("posts-for-others"),
  certutil: byRows(certutilRows, "unknown-subcommand", certutilMore),
  bitsadmin: byRows(bitsadminRows, "fetches-network", bitsadminMore),
  certreq: byRows([[/\/(?:dump|parse|policy|enrollmentserverurl|\?)\b/, "reads-files"]], "sends-outward", certreqMore),
  ...all(judged("fetches-network"), "desktopimgdownldr certoc configsecuritypolicy"),
};

/** What a program loads or runs from a share or a URL, nobody has read. */
export function isRemoteCode(words: readonly Word[]): boolean {
  return words.some((word) => elsewhere.test(word.value) && !isLoopback(word.value));
}
