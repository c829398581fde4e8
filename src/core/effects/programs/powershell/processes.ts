/** Cmdlets that start and end processes, services and jobs, or leave something that runs later. */
import type { JudgementId } from "../../judgements.ts";
import { flatMarks, itemsOf, objectOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, marked } from "../../text.ts";
import type { Spec } from "../spec.ts";
import { type Bound, cmdlet, flat, judged, previewable, previews, runBlocks } from "./cmdlet.ts";
import { usePath } from "./providers.ts";

/** Starts a program with its arguments in one text or in several. */
export function runProgram(call: Invocation, program: Value | undefined, list: Value | undefined): void {
  if (!program || program.value === hole) {
    note(call, "hidden-command");
    return;
  }
  note(call, "opens-program", { target: program.value });
  if (/^[a-z][a-z\d+.-]+:/i.test(program.value) && !/^[a-z]:/i.test(program.value.slice(0, 2))) {
    if (flatMarks([program]).secret) note(call, "sends-secret", { target: program.value });
    return;
  }
  const span = call.span;
  const words: Word[] = itemsOf(list).flatMap((item) =>
    splitArguments(textOfValue(item).value).map((value) => ({ ...textOfValue(item), value, span })),
  );
  const first = { ...textOfValue(program), span };
  // Programs of Windows read their own words, so these are not bound as a cmdlet's are.
  call.run.engine.invoke({
    ...call,
    scope: { ...call.scope, dialect: "cmd" },
    words: [first, ...words],
    stdin: undefined,
  });
}

function splitArguments(text: string): string[] {
  return [...text.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map((found) => found[0].replaceAll('"', ""));
}

function startProcess(bound: Bound): Value {
  const { call } = bound;
  const program = bound.get("filepath");
  if (/runas/i.test(bound.get("verb")?.value ?? "")) note(call, "gains-privilege", { target: program?.value });
  for (const name of ["redirectstandardoutput", "redirectstandarderror"]) {
    const file = bound.get(name);
    if (file) usePath(call, file, "write");
  }
  runProgram(call, program, bound.get("argumentlist"));
  return objectOf("diagnostics.process");
}

/** All of them, where nothing narrows it down. */
const listed = (type: string, parameters: string, narrows: readonly string[]): Spec =>
  cmdlet(parameters, (bound) => {
    if (bound.get("computername")) note(bound.call, "contacts-network", { target: bound.get("computername")?.value });
    const names = flat(narrows.map((name) => bound.get(name)));
    const isAll = (names.length === 0 && !bound.stdin) || names.some((name) => /^\*+$/.test(name.value));
    const value = isAll ? "*" : names.map((name) => name.value).join("\n") || hole;
    return { ...marked(value, names), type };
  });

const stops = (parameters: string): Spec =>
  cmdlet(parameters, (bound) => {
    const { call } = bound;
    const names = flat([
      bound.get("name"),
      bound.get("id"),
      bound.get("displayname"),
      bound.get("inputobject"),
      bound.stdin,
    ]);
    const rule: JudgementId = names.some((name) => isAllOf(name.value))
      ? "ends-all-processes"
      : names.some((name) =>
            /^(?:windefend|mpssvc|wscsvc|sense|wdnissvc|securityhealthservice|eventlog)$/i.test(name.value),
          )
        ? "weakens-protection"
        : "ends-processes";
    note(call, previews(bound) ? "prints" : rule, { target: commandText(call.words) });
    return unknown;
  });

function isAllOf(name: string): boolean {
  return /^(?:\*+|csrss|lsass|wininit|winlogon|smss|0|4)$/i.test(name);
}

const startsJob = cmdlet(
  "scriptblock@0,command filepath literalpath name initializationscript argumentlist,args credential inputobject runas32! psversion workingdirectory throttlelimit streaminghost definitionname",
  (bound) => {
    const script = bound.get("filepath", "literalpath");
    if (script) note(bound.call, "runs-unseen-script", { target: script.value });
    note(bound.call, "starts-service", { target: "a background job" });
    runBlocks(bound);
    return unknown;
  },
);

const setService = cmdlet(
  "name@0,servicename,sn displayname credential description startuptype,startmode,sm,st,starttype status securitydescriptorsddl inputobject force! passthru!",
  (bound) => {
    const off =
      /disabled|manual/i.test(bound.get("startuptype")?.value ?? "") ||
      /stopped/i.test(bound.get("status")?.value ?? "");
    const guards = /^(?:windefend|mpssvc|wscsvc|sense|wuauserv|eventlog)$/i.test(bound.get("name")?.value ?? "");
    const rule: JudgementId = off && guards ? "weakens-protection" : "changes-system";
    note(bound.call, previews(bound) ? "prints" : rule, { target: commandText(bound.call.words) });
    return unknown;
  },
);

const named = (names: string, entry: Spec): Record<string, Spec> =>
  Object.fromEntries(names.split(" ").map((name) => [name, entry]));

export const processCmdlets: Readonly<Record<string, Spec>> = {
  "start-process": cmdlet(
    "filepath@0,path,pspath argumentlist@1,args verb wait! nonewwindow,nnw! windowstyle workingdirectory passthru! redirectstandardoutput,rso redirectstandarderror,rse redirectstandardinput,rsi credential loaduserprofile! usenewenvironment! environment",
    startProcess,
  ),
  "get-process": listed(
    "process:",
    "name@0,processname id,pid inputobject computername,cn includeusername! module! fileversioninfo,fv,fvi!",
    ["name", "id", "inputobject"],
  ),
  "get-service": listed(
    "service:",
    "name@0,servicename displayname computername,cn dependentservices,ds! requiredservices,sdo! include exclude inputobject",
    ["name", "displayname"],
  ),
  "stop-process": stops("id@0 name,processname inputobject force! passthru!"),
  ...named(
    "stop-service restart-service suspend-service",
    stops("name@0,servicename displayname inputobject force! nowait! passthru! include exclude"),
  ),
  "debug-process": judged("ends-processes"),
  "wait-process": cmdlet("name@0 id timeout,timeoutsec inputobject", () => unknown),
  ...named(
    "stop-computer restart-computer suspend-computer",
    cmdlet(
      "computername@0,cn force! credential wsmanauthentication protocol asjob! wait! timeout for delay",
      (bound) => {
        note(bound.call, previews(bound) ? "prints" : "ends-all-processes", { target: commandText(bound.call.words) });
        return unknown;
      },
    ),
  ),
  ...named("stop-job remove-job suspend-job", previewable("ends-processes")),
  ...named("start-job start-threadjob", startsJob),
  ...named("start-service resume-service", previewable("starts-service")),
  "start-scheduledtask": judged("starts-service"),
  "set-service": setService,
  "new-service": previewable("leaves-something-running"),
  "remove-service": previewable("changes-system"),
  ...named(
    "register-scheduledtask register-scheduledjob set-scheduledtask set-scheduledjob enable-scheduledtask enable-scheduledjob add-jobtrigger register-cimindicationevent register-wmievent set-wmiinstance",
    judged("leaves-something-running"),
  ),
  ...named("register-objectevent register-engineevent", judged("leaves-something-running")),
  ...named("unregister-scheduledtask unregister-scheduledjob", previewable("changes-system")),
  ...named("disable-scheduledtask disable-scheduledjob stop-scheduledtask remove-jobtrigger", judged("changes-system")),
  ...named(
    "unregister-event remove-event",
    cmdlet("", () => unknown),
  ),
  "invoke-item": judged("opens-program"),
  "show-eventlog": judged("opens-program"),
};
