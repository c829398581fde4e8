/** Processes, services and scheduled work of Windows (Windows 11 24H2). */
import { deleteAct } from "../../access.ts";
import { addAct, commandText, type Invocation, note } from "../../shell/run.ts";
import { plain, unknownText } from "../../text.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { all, asksForHelp, asksOnlyForHelp, byRows, elsewhere, judged, none, type Rows, tailOf, win } from "./spec.ts";

/** Services that guard the machine or keep what happened. */
export const guards =
  /\b(?:windefend|wdnissvc|wdfilter|wdboot|sense|mpssvc|bfe|wscsvc|securityhealthservice|sgrmbroker|eventlog|mssecflt|webthreatdefsvc|sysmon(?:64)?|crowdstrike|csfalconservice|sentinelagent|carbonblack)\b/;
const anotherMachine: readonly [RegExp, "contacts-network"] = [
  /^\\\\|\s\\\\\w|\/(?:s|server|node)(?::|\s+)(?!localhost\b|127\.)\S/,
  "contacts-network",
];

/** Every process that a filter leaves over. */
const narrow = /\b(?:imagename|windowtitle|pid|services|modules) eq (?!\*)|status eq not responding/;

function killTask(call: Invocation): undefined {
  const tail = tailOf(call);
  if (asksForHelp(call)) note(call, "prints");
  else {
    const named = /\/im "?(?!\*)[\w.*-]+|\/pid \d/.test(tail);
    const vital = /\/im "?(?:csrss|lsass|wininit|winlogon|services|smss|svchost|system)\b/.test(tail);
    const every =
      /\/im "?\*(?:\.\*|\.exe)?"?(?:\s|$)/.test(tail) || (!named && /\/fi\b/.test(tail) && !narrow.test(tail));
    note(call, every || vital ? "ends-all-processes" : "ends-processes", { target: commandText(call.words) });
  }
  return undefined;
}

const serviceRows: Rows = [
  [
    /^(?:\\\\\S+ )?(?:query|queryex|qc|qdescription|qfailure|qfailureflag|qsidtype|qprivs|qtriggerinfo|qpreferrednode|qprotection|enumdepend|getdisplayname|getkeyname|sdshow|showsid|interrogate|querylock)\b/,
    "prints",
  ],
  [/\bcreate\b/, "leaves-something-running"],
  [/\bconfig\b.*\bbinpath\b|\bfailure\b.*\bcommand\b/, "leaves-something-running"],
  [new RegExp(`\\b(?:config|stop|pause|delete|sdset|failure)\\b.*${guards.source}`), "weakens-protection"],
  [/\bsdset\b/, "changes-access"],
  [/\b(?:stop|pause|control)\b/, "ends-processes"],
  [/\b(?:start|continue)\b/, "starts-service"],
  [/\S/, "changes-system"],
];

/** What a task, a WMI call or a remote shell would run is judged too: only what would be refused counts. */
function judgeInner(call: Invocation, command: string | undefined): void {
  if (!command) return;
  const before = call.run.acts.length;
  call.run.engine.evaluate(call, plain(command), "cmd");
  for (const item of call.run.acts.splice(before)) if (item.grade === "deny") addAct(call.run, item, item.span);
}

function wmiMore(call: Invocation, tail: string): void {
  if (/\bcall create\b/.test(tail)) judgeInner(call, call.words.at(-1)?.value);
  const file = /\bdatafile\b.*\bname\s*=\s*['"]?([^'"]+?)['"]?\s+(?:call\s+)?delete\b/.exec(tail)?.[1];
  if (!file) return;
  const use = pathUse(call, { value: file.replaceAll("\\\\", "\\"), span: call.span });
  addAct(call.run, withCommand(call, deleteAct(use, { recursive: false }, call.run.place)), call.span);
}

const wmic: Spec = byRows(
  [
    [/\/format:\S*(?:https?:|ftp:|\\\\)/, "runs-remote-code"],
    [/\bcall create\b|\/format:\S*[\\/.]/, "runs-hidden-program"],
    [/\bshadowcopy\b.*\b(?:delete|call)\b|\bcleareventlog\b/, "destroys-backups"],
    [/\b(?:product|softwareelement)\b.*\bcall uninstall\b/, "removes-package"],
    [new RegExp(`\\bservice\\b.*${guards.source}.*\\b(?:call|delete)\\b`), "weakens-protection"],
    [/\b(?:process|service)\b.*\b(?:delete|call (?:terminate|stopservice|pauseservice))\b/, "ends-processes"],
    [/\bservice\b.*\bcall startservice\b/, "starts-service"],
    [/\bos\b.*\bcall\b.*(?:shutdown|reboot)/, "ends-all-processes"],
    [/\bdatafile\b.*\bdelete\b/, "deletes-files"],
    [/\b(?:useraccount|group|sysaccount)\b.*\b(?:set|call|delete|create|rename)\b/, "changes-access"],
    [/\b(?:delete|call|set|create|assoc)\b/, "changes-system"],
    [/\/node:/, "contacts-network"],
    [/\/(?:output|append):/, "writes-outside-workspace"],
    [/^$/, "opens-program"],
  ],
  "prints",
  wmiMore,
);

const taskRows: Rows = [
  [/\/(?:create|change)\b/, "leaves-something-running"],
  [/\/run\b/, "starts-service"],
  [/\/end\b/, "ends-processes"],
  [/\/delete\b/, "changes-system"],
  anotherMachine,
];

const shutdownRows: Rows = [
  [/^$|\/a\b/, "prints"],
  [/\/i\b/, "opens-program"],
];

export const processPrograms: Table = {
  taskkill: win("", "text*", { noHelp: true, more: killTask }),
  ...all(judged("ends-processes"), "tskill pskill pskill64 rwinsta reset tsdiscon"),
  ...all(byRows([anotherMachine], "prints"), "tasklist query quser qwinsta qprocess pslist psinfo handle listdlls"),
  sc: byRows(serviceRows, "prints", (call, tail) => {
    if (/^\\\\(?!localhost)/.test(tail)) note(call, "contacts-network", { target: call.words[1]?.value });
  }),
  schtasks: byRows(taskRows, "prints", (call) => {
    const at = call.words.findIndex((word) => /^[-/]tr$/i.test(word.value));
    if (at > 0) judgeInner(call, call.words[at + 1]?.value);
  }),
  at: byRows(
    [
      [/\/delete/, "changes-system"],
      [/\d/, "leaves-something-running"],
    ],
    "prints",
  ),
  shutdown: byRows(shutdownRows, "ends-all-processes"),
  ...all(judged("ends-all-processes"), "logoff psshutdown"),
  wmic,
  powercfg: byRows(
    [
      [
        /^$|^\/(?:l|list|q|query|qh|a|availablesleepstates|devicequery|requests|waketimers|lastwake|getactivescheme|aliases|getsecuritydescriptor)\b/,
        "prints",
      ],
      [
        /^\/(?:batteryreport|energy|sleepstudy|systempowerreport|systemsleepdiagnostics|srumutil|export)\b/,
        "writes-in-workspace",
      ],
    ],
    "changes-system",
  ),
  ...all(none, "timeout choice"),
  waitfor: byRows([[/\/s\b/, "contacts-network"]], "prints"),
  eventcreate: judged("changes-system"),
  logman: byRows(
    [
      [/\bquery\b/, "prints"],
      [/^$/, "prints"],
    ],
    "changes-system",
  ),
  typeperf: win("o=write s=text si=text sc=text f=text cf=read y q qx"),
  procdump: win("", "text*", { rule: "reads-secret" }),
  procdump64: win("", "text*", { rule: "reads-secret" }),
  mavinject: judged("runs-hidden-program"),
};

/** `forfiles /p folder /m mask /c "command"`: the command runs for each file. */
function forEachFile(call: Invocation): ReturnType<NonNullable<Spec["more"]>> {
  const after = (name: string) => {
    const at = call.words.findIndex((word) => word.value.toLowerCase().replace(/^-/, "/") === `/${name}`);
    return at > 0 ? call.words[at + 1] : undefined;
  };
  if (asksOnlyForHelp(call)) note(call, "prints");
  const command = after("c");
  if (!command) return unknownText;
  const folder = (after("p")?.value ?? ".").replace(/[\\/]$/, "");
  const mask = after("m")?.value ?? "*";
  const names: Readonly<Record<string, string>> = {
    path: `${folder}\\${mask}`,
    relpath: `${folder}\\${mask}`,
    file: `${folder}\\${mask}`,
  };
  const value = command.value
    .replace(/0x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(
      /@(relpath|path|file|fname|ext|fsize|fdate|ftime|isdir)/gi,
      (_, name: string) => names[name.toLowerCase()] ?? name,
    );
  if (elsewhere.test(folder)) note(call, "contacts-network", { target: folder });
  return call.run.engine.evaluate(call, { ...command, value }, "cmd");
}

export const perFile: Spec = win("", "text*", { noHelp: true, more: forEachFile });
