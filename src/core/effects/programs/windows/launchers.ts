/** Programs of Windows that run or load something given to them, harmless as they look (Windows 11 24H2). */
import { runFile } from "../../scripts.ts";
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { joinTexts, unknownText } from "../../text.ts";
import { interpretPowerShell } from "../interpretPowerShell.ts";
import type { Spec, Table } from "../spec.ts";
import { isRemoteCode } from "./network.ts";
import { perFile } from "./processes.ts";
import { all, asksOnlyForHelp, byRows, judged, type More, operandsOf, type Rows, tailOf, win } from "./spec.ts";

const hidden: Spec = win("", "text*", {
  noHelp: true,
  more: (call) => {
    const remote = isRemoteCode(call.words.slice(1));
    note(call, asksOnlyForHelp(call) ? "prints" : remote ? "runs-remote-code" : "runs-hidden-program", {
      target: commandText(call.words),
    });
    return undefined;
  },
});

/** Text of a script instead of a file. */
const scriptText = /^"?(?:java|vb)script:|^about:/i;

const rundllRows: Rows = [
  [/javascript:|vbscript:|(?:https?:|ftp:)\S*|(?:^|\s|")\\\\(?![?.]\\)[\w.-]+/, "runs-remote-code"],
  [/comsvcs(?:\.dll)?"?[\s,]+(?:#\+?24|minidump)/, "reads-secret"],
];

/** `shell32.dll,ShellExec_RunDLL command` and its like run what follows. */
function rundllMore(call: Invocation, tail: string): void {
  const at = tail.search(
    /\b(?:shellexec_rundll|openas_rundll|routethecall|registerocx|fileprotocolhandler|launchapplication)\b/,
  );
  const words = call.words.slice(2);
  const start = words.findIndex((word) => !/,|\.dll$/i.test(word.value));
  if (at >= 0 && start >= 0) call.run.engine.invoke({ ...call, words: words.slice(start) });
}

const runsScript: More = (call) => {
  const file = operandsOf(call).find((word) => !word.value.startsWith("//"));
  if (asksOnlyForHelp(call) || !file) note(call, "prints");
  else if (isRemoteCode([file])) note(call, "runs-remote-code", { target: file.value });
  else runFile(call, file);
  return undefined;
};

const runsPage: More = (call) => {
  const words = call.words.slice(1);
  const remote = isRemoteCode(words) || words.some((word) => scriptText.test(word.value));
  note(call, remote ? "runs-remote-code" : "runs-unseen-script", { target: commandText(call.words) });
  return undefined;
};

/** The rest of its words, after its own switches, is a command. `strips`: switches that stand between its parts. */
const runsRest =
  (rule: "runs-hidden-program" | "gains-privilege", strips: RegExp): More =>
  (call) => {
    const words = call.words.slice(1).filter((word) => !strips.test(word.value));
    const host = words.find((word) => /^\\\\(?![?.]\\)\w/.test(word.value));
    note(call, asksOnlyForHelp(call) ? "prints" : rule, { target: commandText(call.words) });
    if (host) note(call, "contacts-network", { target: host.value });
    const isOwn = (word: Word, index: number) =>
      /^(?:[-/]\S|\\\\)/.test(word.value) || /^[-/][upwnrd]$/i.test(words[index - 1]?.value ?? "");
    const start = words.findIndex((word, index) => !isOwn(word, index));
    if (start >= 0) call.run.engine.evaluate(call, joinTexts(words.slice(start), " "), "cmd");
    return undefined;
  };

const launches = (rule: "runs-hidden-program" | "gains-privilege", strips = /^$/): Spec =>
  win("", "text*", { noHelp: true, more: runsRest(rule, strips) });

/** `SyncAppvPublishingServer "n; command"` */
const publishing: Spec = win("", "text*", {
  noHelp: true,
  more: (call: Invocation) => {
    note(call, "runs-hidden-program", { target: commandText(call.words) });
    const text = call.words.slice(1);
    return text.length > 0 ? interpretPowerShell(call, { ...joinTexts(text, " "), span: call.span }) : unknownText;
  },
});

const project: Spec = win("", "text*", {
  more: (call) => {
    const version = /^(?:\/version|\/ver|\/\?|\/help)$/.test(tailOf(call));
    note(call, version ? "prints" : isRemoteCode(call.words.slice(1)) ? "runs-remote-code" : "runs-project-task", {
      target: commandText(call.words),
    });
    return undefined;
  },
});

export const launchers: Table = {
  forfiles: perFile,
  rundll32: byRows(rundllRows, "runs-hidden-program", rundllMore),
  ...all(
    hidden,
    "regsvr32 regasm regsvcs installutil odbcconf cmstp infdefaultinstall ieexec presentationhost te xwizard verclsid dfsvc hh control msdt pcwrun bginfo cdb dxcap gpscript tttracer vsjitdebugger wfc appvlp sqltoolsps squirrel update wuauclt workfolders msconfig print register-cimprovider stordiag unregmp2 cdbg ntsd fsi csi rcsi dnx winword excel msaccess msohtmed mspub powerpnt provlaunch runexehelper setres settingsynchost iediagcmd extexport wsreset eudcedit computerdefaults fodhelper sdclt slui devicecredentialdeployment aspnet_compiler ilasm jsc microsoft.workflow.compiler vbc msdeploy mftrace",
  ),
  ...all(win("", "text*", { noHelp: true, more: runsScript }), "cscript wscript"),
  mshta: win("", "text*", { noHelp: true, more: runsPage }),
  msiexec: byRows(
    [
      [/(?:https?:|\\\\(?![?.]\\)\w)/, "runs-remote-code"],
      [/\/(?:y|z)\b/, "runs-hidden-program"],
      [/\/(?:x|uninstall)\b/, "removes-package"],
      [/^$/, "prints"],
    ],
    "installs-package",
  ),
  ...all(launches("runs-hidden-program", /^[-/](?:a|c|launch|appvscript)$/i), "pcalua scriptrunner ttdinject"),
  ...all(launches("gains-privilege"), "runas psexec psexec64 paexec"),
  gsudo: { operands: "command", rule: "gains-privilege" },
  syncappvpublishingserver: publishing,
  ...all(project, "msbuild csc dotnet-script devenv"),
  ...all(
    judged("opens-program"),
    "explorer calc mspaint msedge iexplore mmc taskmgr eventvwr perfmon resmon write wordpad snippingtool osk magnify narrator",
  ),
  notepad: win("", "write*", { rule: "opens-program" }),
};
