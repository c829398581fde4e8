/** .NET types that start programs, change the environment, the registry, other sessions, or raw memory. */
import type { JudgementId } from "../../judgements.ts";
import { secretName } from "../../shell/bashParameters.ts";
import { judgeAssignment } from "../../shell/environment.ts";
import { objectOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import type { Methods } from "./dotnet.ts";
import type { MemberCall, Rule } from "./member.ts";
import { runProgram } from "./processes.ts";
import { judgeRegistry, type Use } from "./providers.ts";

const starts: Rule = ({ call, owner, args: [program, list] }) => {
  const given = program ?? owner?.entries?.get("filename") ?? owner;
  runProgram(call, given, list ?? owner?.entries?.get("arguments"));
  return objectOf("diagnostics.process");
};

const setsVariable: Rule = ({ call, args: [name, value, target] }) => {
  const key = (name?.value ?? hole).toUpperCase();
  const stays = target !== undefined && !/^(?:process|0)$/i.test(target.value);
  if (!stays) judgeAssignment(call, key, value ?? unknown);
  else {
    const before = call.run.acts.length;
    judgeAssignment(call, key, value ?? unknown);
    const acts = call.run.acts.splice(before).length > 0;
    note(call, acts ? "leaves-something-running" : "writes-outside-workspace", {
      target: `the variable ${name?.value}`,
    });
  }
  return unknown;
};

const readsVariable: Rule = ({ call, args: [name] }) => {
  const isSecret = name === undefined || secretName.test(name.value);
  if (isSecret) note(call, "reads-secret", { target: name?.value });
  return { ...marked(hole, [name]), ...(isSecret ? { secret: true } : {}) };
};

const specialFolders: Readonly<Record<string, string>> = {
  userprofile: "",
  applicationdata: "/AppData/Roaming",
  localapplicationdata: "/AppData/Local",
  desktop: "/Desktop",
  desktopdirectory: "/Desktop",
  mydocuments: "/Documents",
  personal: "/Documents",
  startup: "/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup",
  startmenu: "/AppData/Roaming/Microsoft/Windows/Start Menu",
};

const specialFolder: Rule = ({ call, args: [name] }) => {
  const key = name?.value.toLowerCase() ?? "";
  if (key === "system") return plain("C:\\Windows\\System32");
  if (key === "windows") return plain("C:\\Windows");
  return Object.hasOwn(specialFolders, key) ? plain(`${call.run.place.home}${specialFolders[key]}`) : unknown;
};

const environment: Methods = {
  setenvironmentvariable: setsVariable,
  getenvironmentvariable: readsVariable,
  getenvironmentvariables: "lists-environment",
  expandenvironmentvariables: ({ args: [text] }) =>
    marked(hole, [text, ...(secretName.test(text?.value ?? "") ? [{ value: "", secret: true }] : [])]),
  getfolderpath: specialFolder,
  exit: "pure",
  failfast: "pure",
  getcommandlineargs: "pure",
  getlogicaldrives: "pure",
};

const key =
  (use: Use, withName = false): Rule =>
  ({ call, owner, args }) => {
    const [path, name] = args;
    const full = `${owner?.value ?? ""}\\${path?.value ?? hole}${withName && name ? `\\${name.value}` : ""}`;
    note(call, judgeRegistry(full.replace(hole, ""), use), { target: full });
    return { ...marked(full, [path]), type: "win32.registrykey" };
  };

const registryKey: Methods = {
  getvalue: "pure",
  getvaluenames: "pure",
  getsubkeynames: "pure",
  opensubkey: ({ owner, args: [path] }) => ({
    ...marked(`${owner?.value ?? ""}\\${path?.value ?? hole}`, [path]),
    type: "win32.registrykey",
  }),
  close: "pure",
  dispose: "pure",
  openbasekey: ({ args: [hive] }) => ({ ...(hive ?? unknown), type: "win32.registrykey" }),
  openremotebasekey: "contacts-network",
  setvalue: key("write"),
  createsubkey: key("write"),
  deletevalue: key("delete"),
  deletesubkey: key("delete"),
  deletesubkeytree: key("delete"),
  setaccesscontrol: "changes-access",
};

/** Pointers into memory: how code is run that no file holds. Only turning protected text back is of use to others. */
const marshal: Methods = {
  sizeof: "pure",
  getlastwin32error: "pure",
  releasecomobject: "pure",
  finalreleasecomobject: "pure",
  zerofreebstr: "pure",
  securestringtobstr: (member) => revealed(member),
  securestringtoglobalallocunicode: (member) => revealed(member),
  ptrtostringauto: (member) => revealed(member),
  ptrtostringbstr: (member) => revealed(member),
  ptrtostringuni: (member) => revealed(member),
};

function revealed({ call, args }: MemberCall): Value {
  note(call, "reads-secret", { target: "protected text" });
  return { ...marked(hole, args), secret: true };
}

const created: Rule = ({ call, args: [type, ...rest] }) => {
  const name = type?.type ?? type?.value ?? hole;
  if (name.startsWith("com:")) return { ...unknown, type: name };
  if (!isKnown({ value: name })) note(call, "hidden-command");
  return objectOf(name.replace(/^type:/, ""), rest);
};

const ends: Rule = ({ call, owner }) => {
  note(call, owner?.value === "*" ? "ends-all-processes" : "ends-processes", { target: commandText(call.words) });
  return unknown;
};

const wmiClass: Rule = ({ call, owner, name, args }) => {
  const target = (owner?.type ?? "").replace(/^(?:wmi:|management\.|wmiclass|wmi)/, "") || (owner?.value ?? "");
  return callWmi(call, target.toLowerCase(), name, args);
};

const wmiRules: readonly (readonly [RegExp, JudgementId])[] = [
  [/shadowcopy.*\b(?:delete|remove)/, "destroys-backups"],
  [/operatingsystem.*\b(?:shutdown|reboot|win32shutdown)/, "ends-all-processes"],
  [/product.*\buninstall/, "removes-package"],
  [/product.*\binstall/, "installs-package"],
  [/process.*\b(?:terminate|delete)/, "ends-processes"],
  [/service.*\b(?:stop|pause)/, "ends-processes"],
  [/service.*\b(?:create|change|delete)/, "leaves-something-running"],
  [/volume.*\bformat/, "formats-disk"],
  [/scheduledjob|eventconsumer|eventfilter|filtertoconsumer/, "leaves-something-running"],
  [/share.*\bcreate/, "opens-tunnel"],
  [/\bdelete/, "changes-system"],
];

/** A method of a WMI class or of one of its instances. */
export function callWmi(call: MemberCall["call"], className: string, method: string, args: readonly Value[]): Value {
  if (/win32_process\b/.test(className) && method === "create") {
    const [text] = args;
    note(call, "runs-hidden-program", { target: text?.value });
    return text ? call.run.engine.evaluate(call, textOfValue(text), "cmd") : unknown;
  }
  if (/^(?:get\w*|tostring|select\w*)$/.test(method)) return unknown;
  const what = `${className} ${method}`;
  note(call, wmiRules.find(([pattern]) => pattern.test(what))?.[1] ?? "changes-system", { target: what });
  return unknown;
}

const process: Methods = {
  start: starts,
  kill: ends,
  closemainwindow: ends,
  "*": "pure",
};

export const systemTypes: Readonly<Record<string, Methods>> = {
  "diagnostics.process": { start: starts, "*": "pure" },
  environment,
  "win32.registry": { getvalue: "reads-files", setvalue: key("write", true) },
  "microsoft.win32.registry": { getvalue: "reads-files", setvalue: key("write", true) },
  "microsoft.win32.registrykey": registryKey,
  "runtime.interopservices.marshal": { ...marshal, "*": "runs-hidden-program" },
  activator: { createinstance: created },
  type: {
    gettypefromprogid: ({ args: [name] }) => ({ ...unknown, type: `com:${name?.value.toLowerCase()}` }),
    gettypefromclsid: "hidden-command",
    gettype: "pure",
  },
  "windows.forms.clipboard": { gettext: "reads-secret", getdataobject: "reads-secret", "*": "pure" },
  "windows.clipboard": { gettext: "reads-secret", "*": "pure" },
  "windows.forms.sendkeys": { "*": "hidden-command" },
  appdomain: { "*": "pure" },
  "security.cryptography.protecteddata": { unprotect: (member) => revealed(member), protect: "pure" },
  "management.automation.runspaces.runspacefactory": { "*": "pure" },
  "directoryservices.accountmanagement.userprincipal": { "*": "contacts-network" },
  "directoryservices.activedirectory.domain": { "*": "contacts-network" },
  "directoryservices.activedirectory.forest": { "*": "contacts-network" },
  "data.sqlclient.sqlconnection": { new: () => objectOf("data.sqlclient.sqlconnection") },
};

const database: Methods = {
  open: "contacts-network",
  executenonquery: "changes-data",
  executereader: "reads-records",
  executescalar: "reads-records",
  fill: "reads-records",
  "*": "pure",
};

export const systemObjects: Readonly<Record<string, Methods>> = {
  "diagnostics.process": process,
  "process:": process,
  "service:": {
    stop: ends,
    pause: ends,
    close: "pure",
    refresh: "pure",
    waitforstatus: "pure",
    start: "starts-service",
  },
  "win32.registrykey": registryKey,
  wmiclass: { "*": wmiClass },
  wmi: { "*": wmiClass },
  "management.managementclass": { "*": wmiClass },
  "data.sqlclient.sqlconnection": database,
  "data.sqlclient.sqlcommand": database,
  "data.sqlclient.sqldataadapter": database,
  adsi: { refreshcache: "pure", "*": "changes-access" },
  "security.securestring": { appendchar: "pure", makereadonly: "pure" },
};
