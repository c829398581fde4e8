/** Cmdlets of Windows PowerShell 5.1 and PowerShell 7.5, as data. Names and parameters do not tell case apart. */
// Longer than other files because it is one table with the few functions its rows need.
import { deleteAct, readAct, writeAct } from "../access.ts";
import type { JudgementId } from "../judgements.ts";
import { hostOf, isLoopback } from "../network.ts";
import { addAct, commandText, fileText, type Invocation, note, rememberFile, type Word } from "../shell/run.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { interpretPowerShell } from "./interpretPowerShell.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec } from "./spec.ts";

const ps = (options: string, operands: string, rest: Partial<Spec> = {}): Spec => ({
  style: "powershell",
  options: `${options} erroraction=text ea=text warningaction=text outvariable=text verbose confirm whatif`,
  operands,
  noHelp: true,
  ...rest,
});
const plainCmdlet: Spec = ps("property=text first=text last=text skip=text", "text*", {
  more: (call) => call.stdin ?? unknownText,
});
const judged = (rule: JudgementId): Spec => ps("", "text*", { rule });

/** `-WhatIf` only tells what would happen, unless it is switched off again. */
function previews(args: Arguments): boolean {
  return args.options.has("whatif") && !/^\$?false$/i.test(args.options.get("whatif")?.value ?? "");
}

const previewable = (rule: JudgementId, options = "", operands = "text*"): Spec =>
  ps(options, operands, {
    more: (call, args) => {
      note(call, previews(args) ? "prints" : rule, { target: commandText(call.words) });
      return undefined;
    },
  });

/** Paths a cmdlet acts on: named, or what the pipeline hands it. */
function given(call: Invocation, args: Arguments, names: readonly string[] = ["path", "literalpath"]): Word[] {
  const named = names.flatMap((name) => {
    const value = args.options.get(name);
    return value ? [value] : [];
  });
  const words = [...named, ...args.operands].flatMap((word) =>
    word.value
      .split(/,\s*/)
      .map((value) => ({ ...word, value, glob: /[*?[]/.test(value) && !args.options.has("literalpath") })),
  );
  if (words.length > 0 || !call.stdin) return words;
  return call.stdin.value
    .split("\n")
    .filter((line) => line !== "")
    .map((value) => ({ ...call.stdin, value, glob: /[*?]/.test(value), span: call.span }));
}

function removeItem(call: Invocation, args: Arguments): undefined {
  if (previews(args)) {
    note(call, "prints");
    return undefined;
  }
  const recursive = ["recurse", "r"].some((name) => args.options.has(name));
  const paths = given(call, args);
  if (paths.length === 0) note(call, "deletes-unknown-files");
  for (const path of paths) {
    if (/^(?:hklm|hkcu|hkcr|hku|registry):/i.test(path.value.replace(/^registry::/i, "registry:")))
      note(call, "changes-system", { target: path.value });
    else if (/^(?:env|function|alias|variable|cert):/i.test(path.value))
      note(call, "redefines-command", { target: path.value });
    else addAct(call.run, withCommand(call, deleteAct(pathUse(call, path), { recursive }, call.run.place)), path.span);
  }
  return undefined;
}

function writeItem(call: Invocation, args: Arguments): Text {
  if (previews(args)) {
    note(call, "prints");
    return plain("");
  }
  const value =
    args.options.get("value") ??
    args.options.get("inputobject") ??
    (args.operands.length > 1 ? args.operands[1] : call.stdin);
  const path =
    args.options.get("path") ?? args.options.get("filepath") ?? args.options.get("literalpath") ?? args.operands[0];
  if (!path) {
    note(call, "writes-unknown-file");
    return plain("");
  }
  if (/^(?:hklm|hkcu|hkcr|registry):/i.test(path.value))
    note(
      call,
      /\\run(?:once)?\b|winlogon|\\services\\|policies/i.test(path.value)
        ? "leaves-something-running"
        : "changes-system",
      { target: path.value },
    );
  else if (/^env:/i.test(path.value)) note(call, "prints");
  else if (/^(?:function|alias):/i.test(path.value)) note(call, "redefines-command", { target: path.value });
  else {
    const full =
      args.options.has("name") && args.options.get("name")
        ? { ...path, value: `${path.value}/${args.options.get("name")?.value}` }
        : path;
    addAct(call.run, withCommand(call, writeAct(pathUse(call, full), value, "program", call.run.place)), path.span);
    rememberFile(call, full.value, value ?? unknownText);
  }
  const target = args.options.get("target");
  if (target) addIfDenied(call, target);
  return plain("");
}

function addIfDenied(call: Invocation, path: Word): void {
  const written = writeAct(pathUse(call, path), undefined, "program", call.run.place);
  if (written.grade === "deny") addAct(call.run, withCommand(call, written), path.span);
}

function readItem(call: Invocation, args: Arguments): Text {
  const paths = given(call, args);
  if (paths.length === 0) return call.stdin ?? unknownText;
  const texts = paths.map((path): Text => {
    if (/^env:/i.test(path.value)) return environment(call, path.value.slice(4));
    const read = withCommand(call, readAct(pathUse(call, path), call.run.place));
    addAct(call.run, read, path.span);
    return (
      fileText(call, path.value) ??
      (read.rule === "reads-secret" ? { value: hole, secret: true } : marked(hole, [path]))
    );
  });
  return texts.length === 1 ? (texts[0] as Text) : marked(hole, texts);
}

function environment(call: Invocation, name: string): Text {
  const secret = /token|secret|password|key|credential/i.test(name);
  if (name === "" || name === "*") note(call, "lists-environment");
  else if (secret) note(call, "reads-secret", { target: name });
  return { value: hole, ...(secret || name === "" ? { secret: true } : {}) };
}

/** What is listed goes down the pipeline as paths. */
function listItems(call: Invocation, args: Arguments): Text {
  const paths = given({ ...call, stdin: undefined }, args);
  if (paths.some((path) => /^env:/i.test(path.value))) return environment(call, "");
  const filter = args.options.get("filter")?.value ?? args.options.get("include")?.value;
  note(call, "reads-files", { target: paths.map((path) => path.value).join(" ") || "this folder" });
  const roots = paths.length > 0 ? paths : [{ ...plain("."), span: call.span }];
  return plain(
    roots.map((path) => (path.glob ? path.value : `${path.value.replace(/[\\/]$/, "")}/${filter ?? "*"}`)).join("\n"),
  );
}

function copyItem(call: Invocation, args: Arguments): undefined {
  if (previews(args)) {
    note(call, "prints");
    return undefined;
  }
  const moves = /move|rename|^(?:mv|mi|ren|rni)$/i.test(call.words[0]?.value ?? "");
  const source = args.options.get("path") ?? args.options.get("literalpath") ?? args.operands[0];
  const target =
    args.options.get("destination") ??
    args.options.get("newname") ??
    (args.options.has("path") ? args.operands[0] : args.operands[1]);
  if (source) {
    const read = withCommand(call, readAct(pathUse(call, source), call.run.place));
    if (moves) {
      const moved = withCommand(call, writeAct(pathUse(call, source), undefined, "program", call.run.place));
      if (moved.grade !== "allow") addAct(call.run, moved, source.span);
    } else addAct(call.run, read, source.span);
    if (target && read.rule === "reads-secret") rememberFile(call, target.value, { value: hole, secret: true });
  }
  if (target && !args.options.has("newname"))
    addAct(
      call.run,
      withCommand(call, writeAct(pathUse(call, target), undefined, "program", call.run.place)),
      target.span,
    );
  if (args.options.has("tosession")) note(call, "sends-outward");
  return undefined;
}

function webRequest(call: Invocation, args: Arguments): Text {
  const url = args.options.get("uri") ?? args.options.get("source") ?? args.operands[0];
  const method = args.options.get("method")?.value.toUpperCase();
  const sends =
    (method !== undefined && !/^(?:GET|HEAD)$/.test(method)) ||
    ["body", "infile", "form"].some((name) => args.options.has(name));
  const target = url?.value.replaceAll(hole, "…") ?? "an address only known when it runs";
  const hosts = [hostOf(target)];
  note(
    call,
    isLoopback(target) ? (sends ? "changes-data" : "reads-records") : sends ? "sends-outward" : "fetches-network",
    { target, hosts },
  );
  const body = args.options.get("body");
  const file = args.options.get("infile");
  const fed = file
    ? readItem({ ...call, stdin: undefined }, { ...args, options: new Map(), operands: [file] })
    : undefined;
  if (url?.secret || body?.secret || fed?.secret || (sends && call.stdin?.secret))
    note(call, "sends-secret", { target: hosts[0], hosts });
  const out = args.options.get("outfile") ?? args.options.get("destination");
  const printed: Text = { value: hole, remote: true };
  if (out) {
    addAct(call.run, withCommand(call, writeAct(pathUse(call, out), undefined, "program", call.run.place)), out.span);
    rememberFile(call, out.value, printed);
  }
  return printed;
}

function startProcess(call: Invocation, args: Arguments): undefined {
  const program = args.options.get("filepath") ?? args.operands[0];
  const list = args.options.get("argumentlist") ?? args.options.get("args") ?? args.operands[1];
  if (/runas/i.test(args.options.get("verb")?.value ?? "")) note(call, "gains-privilege", { target: program?.value });
  if (!program) note(call, "hidden-command");
  else if (/^https?:/i.test(program.value)) note(call, "opens-program", { target: program.value });
  else {
    note(call, "opens-program", { target: program.value });
    const rest = (list?.value ?? "")
      .split(/[\s,]+/)
      .filter((part) => part !== "")
      .map((value) => ({ ...(list as Word), value }));
    call.run.engine.invoke({ ...call, words: [program, ...rest], stdin: undefined });
  }
  return undefined;
}

function forEachItem(call: Invocation): Text {
  return call.stdin ?? unknownText;
}

const lookupName: Spec = ps("name=text type=text server=text", "text*", { rule: "contacts-network", sink: true });
const writes = ps(
  "path=text filepath=text literalpath=text value=text inputobject=text encoding=text append force name=text itemtype=text type=text target=text width=text nonewline",
  "text*",
  { more: writeItem },
);
const reads = ps(
  "path=text literalpath=text filter=text include=text exclude=text raw totalcount=text tail=text head=text encoding=text delimiter=text wait name force recurse depth=text file directory hidden readcount=text",
  "text*",
  { more: readItem },
);
const lists = ps(
  "path=text literalpath=text filter=text include=text exclude=text depth=text recurse force name file directory hidden attributes=text",
  "text*",
  { more: listItems },
);
const copies = ps(
  "path=text literalpath=text destination=text newname=text recurse force filter=text include=text exclude=text tosession=text fromsession=text passthru",
  "text*",
  { more: copyItem },
);
const removes = ps("path=text literalpath=text recurse force filter=text include=text exclude=text", "text*", {
  more: removeItem,
});
const web = ps(
  "uri=text source=text method=text body=text infile=text outfile=text destination=text headers=text form=text contenttype=text useragent=text credential=text token=text authentication=text usebasicparsing sessionvariable=text websession=text timeoutsec=text",
  "text*",
  { remote: true, more: webRequest },
);
const evaluates = ps("command=text", "text*", {
  more: (call, args) =>
    interpretPowerShell(
      call,
      args.options.get("command") ?? args.operands[0] ?? (call.stdin ? { ...call.stdin, span: call.span } : undefined),
    ),
});

const cmdlets: Readonly<Record<string, Spec>> = {
  "remove-item": removes,
  "remove-itemproperty": judged("changes-system"),
  "clear-content": ps("path=text literalpath=text", "text*", {
    more: (call, args) => {
      for (const path of given(call, args)) {
        const written = withCommand(call, writeAct(pathUse(call, path), plain(""), "program", call.run.place));
        addAct(call.run, written, path.span);
        note(call, "truncates-file", { target: path.value });
      }
      return undefined;
    },
  }),
  "clear-item": removes,
  "clear-recyclebin": judged("destroys-backups"),
  "set-content": writes,
  "add-content": writes,
  "out-file": writes,
  "new-item": writes,
  "tee-object": writes,
  "export-csv": writes,
  "export-clixml": writes,
  "start-transcript": writes,
  "set-item": writes,
  "set-itemproperty": previewable("writes-unknown-file"),
  "new-itemproperty": ps("path=text name=text value=text", "text*", { more: writeItem }),
  "get-content": reads,
  "get-item": lists,
  "get-childitem": lists,
  "import-csv": reads,
  "import-clixml": reads,
  "import-powershelldatafile": reads,
  "get-filehash": ps("path=text literalpath=text algorithm=text", "text*", { more: readItem }),
  "format-hex": reads,
  "select-string": ps(
    "path=text literalpath=text pattern=text simplematch casesensitive list quiet context=text encoding=text include=text exclude=text allmatches notmatch raw",
    "text*",
    {
      more: (call, args) => {
        const named = args.options.get("path") ?? args.options.get("literalpath");
        const rest = named ? [] : args.options.has("pattern") ? args.operands : args.operands.slice(1);
        return readItem(call, { ...args, options: named ? new Map([["path", named]]) : new Map(), operands: rest });
      },
    },
  ),
  "copy-item": copies,
  "move-item": copies,
  "rename-item": copies,
  "invoke-webrequest": web,
  "invoke-restmethod": web,
  "start-bitstransfer": web,
  "invoke-expression": evaluates,
  "invoke-command": ps(
    "computername=text session=text filepath=text scriptblock=text credential=text argumentlist=text",
    "text*",
    {
      more: (call, args) => {
        if (args.options.has("computername") || args.options.has("session"))
          note(call, "contacts-network", { target: args.options.get("computername")?.value });
        return unknownText;
      },
    },
  ),
  "start-process": ps(
    "filepath=text argumentlist=text args=text verb=text wait nonewwindow windowstyle=text workingdirectory=text passthru redirectstandardoutput=write",
    "text*",
    { more: startProcess },
  ),
  "foreach-object": ps("process=text begin=text end=text membername=text parallel=text", "text*", {
    more: forEachItem,
  }),
  "where-object": ps("filterscript=text property=text value=text", "text*", {
    more: (call) => call.stdin ?? unknownText,
  }),
  "stop-process": previewable("ends-processes"),
  "stop-service": previewable("ends-processes"),
  "restart-service": previewable("ends-processes"),
  "stop-computer": previewable("ends-all-processes"),
  "restart-computer": previewable("ends-all-processes"),
  "stop-job": judged("ends-processes"),
  "remove-job": judged("ends-processes"),
  "start-service": previewable("starts-service"),
  "start-job": judged("starts-service"),
  "start-threadjob": judged("starts-service"),
  "set-service": previewable("changes-system"),
  "new-service": previewable("leaves-something-running"),
  "remove-service": previewable("changes-system"),
  "suspend-service": previewable("ends-processes"),
  "register-scheduledtask": judged("leaves-something-running"),
  "register-scheduledjob": judged("leaves-something-running"),
  "set-scheduledtask": judged("leaves-something-running"),
  "unregister-scheduledtask": judged("changes-system"),
  "disable-scheduledtask": judged("weakens-protection"),
  "new-scheduledtaskaction": plainCmdlet,
  "new-scheduledtasktrigger": plainCmdlet,
  "new-scheduledtasksettingsset": plainCmdlet,
  "new-scheduledtaskprincipal": plainCmdlet,
  "start-scheduledtask": judged("starts-service"),
  "register-objectevent": judged("leaves-something-running"),
  "register-wmievent": judged("leaves-something-running"),
  "set-wmiinstance": judged("leaves-something-running"),
  "invoke-wmimethod": judged("runs-hidden-program"),
  "invoke-cimmethod": judged("runs-hidden-program"),
  "register-cimindicationevent": judged("leaves-something-running"),
  "format-volume": judged("formats-disk"),
  "clear-disk": judged("formats-disk"),
  "initialize-disk": judged("formats-disk"),
  "remove-partition": judged("formats-disk"),
  "new-partition": judged("formats-disk"),
  "set-disk": judged("changes-system"),
  "reset-physicaldisk": judged("formats-disk"),
  "optimize-volume": judged("changes-system"),
  "dismount-volume": judged("changes-system"),
  "set-executionpolicy": ps("executionpolicy=text scope=text force", "text*", { rule: "weakens-protection" }),
  "unblock-file": judged("weakens-protection"),
  "set-mppreference": judged("weakens-protection"),
  "add-mppreference": judged("weakens-protection"),
  "remove-mppreference": judged("changes-system"),
  "set-netfirewallprofile": judged("weakens-protection"),
  "new-netfirewallrule": judged("weakens-protection"),
  "set-netfirewallrule": judged("weakens-protection"),
  "disable-netfirewallrule": judged("weakens-protection"),
  "remove-netfirewallrule": judged("weakens-protection"),
  "disable-windowsoptionalfeature": judged("changes-system"),
  "enable-windowsoptionalfeature": judged("changes-system"),
  "enable-psremoting": judged("opens-tunnel"),
  "set-item wsman": judged("changes-access"),
  "disable-bitlocker": judged("weakens-protection"),
  "disable-computerrestore": judged("destroys-backups"),
  "remove-computerrestorepoint": judged("destroys-backups"),
  "clear-eventlog": judged("destroys-backups"),
  "remove-eventlog": judged("destroys-backups"),
  "clear-history": judged("destroys-backups"),
  wevtutil: judged("destroys-backups"),
  "set-acl": previewable("changes-access"),
  "new-localuser": judged("changes-access"),
  "add-localgroupmember": judged("grants-admin"),
  "remove-localuser": judged("changes-access"),
  "set-localuser": judged("changes-access"),
  "enable-localuser": judged("changes-access"),
  "disable-localuser": judged("changes-access"),
  "set-adaccountpassword": judged("changes-access"),
  "add-adgroupmember": judged("changes-access"),
  "new-aduser": judged("changes-access"),
  "remove-aduser": judged("destroys-infrastructure"),
  "install-module": judged("installs-package"),
  "install-package": judged("installs-package"),
  "install-script": judged("installs-package"),
  "install-psresource": judged("installs-package"),
  "update-module": judged("installs-package"),
  "save-module": judged("installs-package"),
  "uninstall-module": judged("removes-package"),
  "find-module": judged("contacts-network"),
  "find-package": judged("contacts-network"),
  "find-script": judged("contacts-network"),
  "register-psrepository": judged("replaces-program-source"),
  "set-psrepository": judged("replaces-program-source"),
  "publish-module": judged("publishes-release"),
  "add-appxpackage": judged("installs-package"),
  "remove-appxpackage": judged("removes-package"),
  "install-windowsfeature": judged("installs-package"),
  "update-help": judged("fetches-network"),
  "import-module": judged("runs-unseen-script"),
  using: judged("runs-unseen-script"),
  "add-type": judged("runs-inline-code"),
  "invoke-item": judged("opens-program"),
  "invoke-history": judged("hidden-command"),
  "invoke-pester": judged("runs-project-task"),
  "invoke-build": judged("runs-project-task"),
  "invoke-psake": judged("runs-project-task"),
  "invoke-scriptanalyzer": judged("reads-files"),
  "invoke-sqlcmd": judged("changes-data"),
  "resolve-dnsname": lookupName,
  "test-connection": ps("targetname=text computername=text count=text", "text*", {
    rule: "contacts-network",
    sink: true,
  }),
  "test-netconnection": ps("computername=text port=text", "text*", { rule: "contacts-network", sink: true }),
  "send-mailmessage": ps("to=text from=text subject=text body=text attachments=upload smtpserver=text", "text*", {
    rule: "sends-outward",
    sink: true,
  }),
  "enter-pssession": judged("contacts-network"),
  "new-pssession": judged("contacts-network"),
  "connect-azaccount": judged("creates-credential"),
  "new-psdrive": judged("contacts-network"),
  "new-smbmapping": judged("contacts-network"),
  "new-smbshare": judged("opens-tunnel"),
  "get-credential": judged("reads-secret"),
  "get-storedcredential": judged("reads-secret"),
  "get-secret": judged("reads-secret"),
  "get-azkeyvaultsecret": judged("reads-secret"),
  "convertfrom-securestring": judged("reads-secret"),
  "get-clipboard": judged("reads-secret"),
  "export-certificate": judged("writes-unknown-file"),
  "export-pfxcertificate": judged("reads-secret"),
  "import-certificate": judged("changes-access"),
  "set-clipboard": plainCmdlet,
  "set-alias": judged("redefines-command"),
  "new-alias": judged("redefines-command"),
  "set-variable": plainCmdlet,
  "set-psreadlineoption": plainCmdlet,
  "set-psdebug": plainCmdlet,
  "set-timezone": judged("changes-system"),
  "set-date": judged("changes-system"),
  "rename-computer": judged("changes-system"),
  "add-computer": judged("changes-access"),
  "set-dnsclientserveraddress": judged("changes-system"),
  "compress-archive": ps(
    "path=read literalpath=read destinationpath=write force update compressionlevel=text",
    "read write",
  ),
  "expand-archive": ps("path=read literalpath=read destinationpath=write force", "read write"),
  "set-location": ps("path=text", "text*", {
    more: (call, args) => {
      const to = args.options.get("path") ?? args.operands[0];
      if (to)
        call.scope.cwd = isKnown(to)
          ? (writeAct(
              pathUse(call, { ...to, value: `${to.value}/x` }),
              undefined,
              "program",
              call.run.place,
            ).paths[0]?.replace(/\/x$/, "") ?? call.scope.cwd)
          : undefined;
      note(call, "prints");
      return undefined;
    },
  }),
};

/** Cmdlets that only look at things, by verb and noun. */
const looking =
  /^(?:get-(?:process|service|date|location|command|help|member|variable|alias|host|history|job|module|psdrive|psprovider|culture|uiculture|random|unique|timezone|uptime|verb|acl|authenticodesignature|itemproperty|itempropertyvalue|eventlog|winevent|counter|hotfix|computerinfo|wmiobject|ciminstance|cimclass|net\w+|dns\w+|volume|disk|partition|physicaldisk|psrepository|installedmodule|package|packageprovider|executionpolicy|localuser|localgroup|localgroupmember|scheduledtask|scheduledtaskinfo|error|typedata|formatdata|childitem|appxpackage|windowsfeature|smbshare|printer|psreadline\w*|psbreakpoint|pscallstack|runspace|tracesource|mpcomputerstatus|mppreference|bitlockervolume|tpm|smbmapping|pssession|controlpanelitem|win\w+|traceSource|guid|psresource)|test-(?:path|json|modulemanifest|scriptfileinfo|wsman)|measure-(?:object|command)|select-(?:object|xml)|sort-object|group-object|compare-object|format-(?:table|list|wide|custom)|out-(?:string|null|host|default|gridview)|write-(?:host|output|verbose|debug|warning|error|information|progress)|convert(?:to|from)-(?:json|csv|html|xml|string|stringdata|markdown|securestring|clixml)|convert-(?:path|string)|join-(?:path|string)|split-path|resolve-path|new-(?:object|guid|timespan|variable|temporaryfile|pssessionoption|cimsessionoption|event)|set-(?:strictmode|psbreakpoint|tracesource)|push-location|pop-location|start-sleep|read-host|clear-(?:host|variable)|show-(?:command|markdown|controlpanelitem)|wait-(?:job|process|event)|receive-job|remove-(?:variable|typedata|event|psbreakpoint)|import-localizeddata|update-(?:typedata|formatdata|list)|trace-command|debug-\w+|exit-pssession|tee-variable|stop-transcript|enable-\w*tracing|prompt)$/;

const aliases: Readonly<Record<string, string>> = {
  ac: "add-content",
  cat: "get-content",
  cd: "set-location",
  chdir: "set-location",
  clc: "clear-content",
  clear: "clear-host",
  cli: "clear-item",
  cls: "clear-host",
  compare: "compare-object",
  copy: "copy-item",
  cp: "copy-item",
  cpi: "copy-item",
  cvpa: "convert-path",
  del: "remove-item",
  diff: "compare-object",
  dir: "get-childitem",
  echo: "write-output",
  epcsv: "export-csv",
  erase: "remove-item",
  fl: "format-list",
  foreach: "foreach-object",
  "%": "foreach-object",
  ft: "format-table",
  fw: "format-wide",
  gal: "get-alias",
  gc: "get-content",
  gci: "get-childitem",
  gcm: "get-command",
  gi: "get-item",
  gin: "get-computerinfo",
  gjb: "get-job",
  gl: "get-location",
  gm: "get-member",
  gmo: "get-module",
  gp: "get-itemproperty",
  gps: "get-process",
  group: "group-object",
  gsv: "get-service",
  gu: "get-unique",
  gv: "get-variable",
  gwmi: "get-wmiobject",
  h: "get-history",
  history: "get-history",
  icm: "invoke-command",
  iex: "invoke-expression",
  ihy: "invoke-history",
  ii: "invoke-item",
  ipal: "import-alias",
  ipcsv: "import-csv",
  ipmo: "import-module",
  irm: "invoke-restmethod",
  iwr: "invoke-webrequest",
  iwmi: "invoke-wmimethod",
  kill: "stop-process",
  ls: "get-childitem",
  man: "get-help",
  md: "new-item",
  measure: "measure-object",
  mi: "move-item",
  mount: "new-psdrive",
  move: "move-item",
  mp: "move-item",
  mv: "move-item",
  nal: "new-alias",
  ndr: "new-psdrive",
  ni: "new-item",
  nsn: "new-pssession",
  ogv: "out-gridview",
  oh: "out-host",
  popd: "pop-location",
  ps: "get-process",
  pushd: "push-location",
  pwd: "get-location",
  r: "invoke-history",
  rd: "remove-item",
  ren: "rename-item",
  ri: "remove-item",
  rm: "remove-item",
  rmdir: "remove-item",
  rni: "rename-item",
  rp: "remove-itemproperty",
  rvpa: "resolve-path",
  sajb: "start-job",
  sal: "set-alias",
  saps: "start-process",
  sasv: "start-service",
  sbp: "set-psbreakpoint",
  sc: "set-content",
  select: "select-object",
  set: "set-variable",
  shcm: "show-command",
  si: "set-item",
  sl: "set-location",
  sleep: "start-sleep",
  sls: "select-string",
  sort: "sort-object",
  sp: "set-itemproperty",
  spjb: "stop-job",
  spps: "stop-process",
  spsv: "stop-service",
  start: "start-process",
  tee: "tee-object",
  type: "get-content",
  where: "where-object",
  "?": "where-object",
  wget: "invoke-webrequest",
  write: "write-output",
  mkdir: "new-item",
  curl: "curl",
};

/** The name of a cmdlet in lower case, of its alias where it is one. */
export function cmdletName(name: string): string {
  const bare = name.toLowerCase().replace(/^microsoft\.powershell\.\w+\\/, "");
  return Object.hasOwn(aliases, bare) ? (aliases[bare] as string) : bare;
}

/** The entry of a cmdlet, by name or alias; undefined: not a known cmdlet. */
export function cmdlet(name: string): Spec | undefined {
  const full = cmdletName(name);
  if (Object.hasOwn(cmdlets, full)) return cmdlets[full];
  if (full === "write-output" || full === "write-host") return echoes;
  return looking.test(full) ? plainCmdlet : undefined;
}

const echoes: Spec = ps(
  "object=text inputobject=text foregroundcolor=text backgroundcolor=text separator=text nonewline",
  "text*",
  {
    more: (call, args) => {
      const words = [
        ...args.items
          .filter((item) => item.option === "object" || item.option === "inputobject")
          .map((item) => item.word),
        ...args.operands,
      ];
      return words.length > 0 ? marked(words.map((word) => word.value).join("\n"), words) : (call.stdin ?? plain(""));
    },
  },
);
