/** Programs of Windows and the builtins of cmd.exe (Windows 11 24H2), as data. Options are `/x`. */
// Longer than other files because it is one table with the few functions its rows need.
import { deleteAct, readAct, writeAct } from "../access.ts";
import type { JudgementId } from "../judgements.ts";
import {
  addAct,
  commandText,
  fileText,
  type Invocation,
  note,
  rememberFile,
  setVariable,
  type Word,
} from "../shell/run.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { judgePowerShell } from "./interpretPowerShell.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec } from "./spec.ts";

const win = (options: string, operands: string, rest: Partial<Spec> = {}): Spec => ({
  style: "windows",
  options,
  operands,
  ...rest,
});
const none: Spec = win("", "text*");
const judged = (rule: JudgementId): Spec => win("", "text*", { rule });
const byText = (judge: (text: string) => JudgementId): Spec =>
  win("", "text*", {
    noHelp: true,
    more: (call) => {
      const text = commandText(call.words);
      note(call, /\s\/\?$/.test(text) ? "prints" : judge(text), { target: text });
      return unknownText;
    },
  });

const withGlob = (word: Word): Word => ({ ...word, glob: /[*?]/.test(word.value) });

function removeFiles(call: Invocation, args: Arguments): undefined {
  const recursive = args.options.has("s");
  for (const word of args.operands.map(withGlob)) {
    // `del folder` empties it; with /s and wildcards so does a pattern.
    const whole =
      recursive && /(?:^|[\\/])\*(?:\.\*)?$/.test(word.value)
        ? { ...word, value: word.value.replace(/\*\.\*$/, "*") }
        : word;
    addAct(call.run, withCommand(call, deleteAct(pathUse(call, whole), { recursive }, call.run.place)), word.span);
  }
  if (args.operands.length === 0) note(call, "prints");
  return undefined;
}

function copyFiles(call: Invocation, args: Arguments): undefined {
  const words = args.operands;
  const target = words.length > 1 ? words.at(-1) : undefined;
  const moves = /^(?:move|ren|rename)$/i.test(call.words[0]?.value ?? "");
  let text: Text = unknownText;
  for (const source of words.slice(0, Math.max(1, words.length - 1))) {
    for (const file of source.value.split("+")) {
      const word = { ...source, value: file };
      const read = withCommand(call, readAct(pathUse(call, word), call.run.place));
      addAct(call.run, read, source.span);
      text =
        fileText(call, file) ??
        (read.rule === "reads-secret" ? { value: hole, secret: true } : /^nul$/i.test(file) ? plain("") : unknownText);
      if (moves) {
        const moved = withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place));
        if (moved.grade !== "allow") addAct(call.run, moved, source.span);
      }
    }
  }
  if (!target || /^ren/i.test(call.words[0]?.value ?? "")) return undefined;
  addAct(
    call.run,
    withCommand(call, writeAct(pathUse(call, target), isKnown(text) ? text : undefined, "program", call.run.place)),
    target.span,
  );
  rememberFile(call, target.value, text);
  return undefined;
}

function mirror(call: Invocation, args: Arguments): undefined {
  if (args.options.has("l")) {
    note(call, "prints");
    return undefined;
  }
  copyFiles(call, { ...args, operands: args.operands.slice(0, 2) });
  const [, target] = args.operands;
  if (target && (args.options.has("mir") || args.options.has("purge")))
    addAct(
      call.run,
      withCommand(call, deleteAct(pathUse(call, target), { recursive: true }, call.run.place)),
      target.span,
    );
  if (args.options.has("move") || args.options.has("mov"))
    note(call, "deletes-files", { target: args.operands[0]?.value });
  return undefined;
}

function typeFile(call: Invocation, args: Arguments): Text {
  const read = args.operands.map((word): Text => {
    const found = withCommand(call, readAct(pathUse(call, word), call.run.place));
    addAct(call.run, found, word.span);
    return (
      fileText(call, word.value) ??
      (found.rule === "reads-secret"
        ? { value: hole, secret: true }
        : /^nul$/i.test(word.value)
          ? plain("")
          : unknownText)
    );
  });
  return read.length > 0 ? marked(read.map((text) => text.value).join(""), read) : (call.stdin ?? unknownText);
}

/** `find`, `findstr`: the pattern first, then files. */
const finds: Spec = win("c=text g=read f=list d=text", "text read*", {
  replacesFirst: "c g",
  more: (call, args) =>
    typeFile(call, { ...args, operands: args.options.has("c") ? args.operands : args.operands.slice(1) }),
});

function runJoined(call: Invocation, words: readonly Word[]): Text {
  const text = joinTexts(words, " ");
  if (text.remote) note(call, "runs-remote-code");
  if (!isKnown(text)) note(call, "hidden-command");
  return words.length > 0 ? call.run.engine.evaluate(call, text, "cmd") : unknownText;
}

function judgeCmd(call: Invocation): Text {
  const at = call.words.findIndex((word, index) => index > 0 && /^\/[ckr]/i.test(word.value));
  if (at < 0) {
    if (call.stdin && isKnown(call.stdin)) return call.run.engine.evaluate(call, call.stdin, "cmd");
    note(call, call.stdin?.remote ? "runs-remote-code" : "hidden-command");
    return { ...unknownText, fromShell: true };
  }
  const first = call.words[at] as Word;
  const glued = first.value.slice(2);
  const words = [...(glued ? [{ ...first, value: glued }] : []), ...call.words.slice(at + 1)];
  return runJoined(
    call,
    words.map((word) => ({ ...word, value: word.value.replace(/^"([\s\S]*)"$/, "$1") })),
  );
}

function startProgram(call: Invocation, args: Arguments): undefined {
  const words = args.operands.filter((word, index) => !(index === 0 && (word.value === "" || /\s/.test(word.value))));
  note(call, "opens-program", { target: commandText(words) });
  if (words.length > 0 && !/^https?:/i.test(words[0]?.value ?? "")) call.run.engine.invoke({ ...call, words });
  return undefined;
}

function setCommand(call: Invocation): Text {
  const text = joinTexts(call.words.slice(1), " ");
  const [, name, value] = /^"?([^="\s][^="]*)=([^"]*)"?$/.exec(text.value) ?? [];
  if (/^\/[ap]/i.test(text.value)) return unknownText;
  if (name === undefined) {
    if (text.value === "") note(call, "lists-environment");
    else if (/token|secret|password|key|credential/i.test(text.value))
      note(call, "reads-secret", { target: text.value });
    else note(call, "prints");
    return { value: hole, ...(text.value === "" ? { secret: true } : {}) };
  }
  setVariable(call.scope, name.toLowerCase(), marked(value ?? "", [text]));
  note(
    call,
    /^(?:path|pathext|comspec|node_options|pythonpath|pythonstartup|git_\w+)$/i.test(name)
      ? "sets-acting-variable"
      : "prints",
    { target: name },
  );
  return plain("");
}

const registry = byText((text) => {
  if (/^reg(?:\.exe)?\s+(?:query|compare)\b/i.test(text))
    return /\b(?:sam|security|password|winlogon|putty)\b/i.test(text) ? "reads-secret" : "reads-files";
  if (/^reg(?:\.exe)?\s+(?:save|export)\s+"?(?:hklm|hkey_local_machine)\\(?:sam|security|system)\b/i.test(text))
    return "reads-secret";
  if (/\\run(?:once)?\b|winlogon|image file execution|\\services\\|userinit|appinit/i.test(text))
    return "leaves-something-running";
  if (/defender|disableantispyware|enablelua|firewall|policies|consentprompt|smartscreen/i.test(text))
    return "weakens-protection";
  return /^reg(?:\.exe)?\s+(?:save|export)/i.test(text)
    ? "writes-in-workspace"
    : /^reg(?:\.exe)?\s+delete/i.test(text) &&
        /hk(?:lm|ey_local_machine)\\(?:system|software|sam|security)"?(?:\s|$)/i.test(text)
      ? "deletes-system-files"
      : "changes-system";
});

const programs: Readonly<Record<string, Spec>> = {
  cmd: { operands: "text*", noHelp: true, more: judgeCmd },
  powershell: { operands: "text*", noHelp: true, more: judgePowerShell },
  pwsh: { operands: "text*", noHelp: true, more: judgePowerShell },
  powershell_ise: judged("opens-program"),
  wsl: {
    operands: "command",
    style: "gnu",
    options:
      "d,distribution=text u,user=text e,exec cd=dir unregister=text!destroys-environment shutdown!ends-processes l,list!prints import=text!changes-system export=text!writes-in-workspace install!installs-package status!prints",
    byHand: (call, args) =>
      call.run.engine.evaluate(
        { ...call, scope: { ...call.scope, dialect: "bash" } },
        joinTexts(args.rest, " "),
        "bash",
      ),
  },
  robocopy: win("mir purge move mov l e s xo xf=text xd=text r?=text w?=text mt?=text log?=write", "text*", {
    more: mirror,
  }),
  xcopy: win("l e s y i h k d?=text exclude?=read", "text*", { more: mirror }),
  findstr: finds,
  where: none,
  whoami: byText((text) => (/\/priv|\/all/i.test(text) ? "prints" : "prints")),
  hostname: none,
  systeminfo: none,
  tasklist: none,
  ipconfig: byText((text) => (/\/(?:release|renew|flushdns|registerdns)/i.test(text) ? "changes-system" : "prints")),
  netstat: none,
  tree: none,
  fc: win("", "read*"),
  comp: win("", "read*"),
  more: win("", "read*", { more: typeFile }),
  sort: win("o=write", "read*"),
  clip: judged("prints"),
  timeout: none,
  choice: none,
  getmac: none,
  driverquery: none,
  gpresult: none,
  qwinsta: none,
  query: none,
  quser: none,
  nbtstat: none,
  tzutil: none,
  chcp: none,
  mode: none,
  label: judged("changes-system"),
  expand: win("", "read* write"),
  makecab: win("", "read write"),
  attrib: byText((text) => (/\s[+-][rhsa]/i.test(text) ? "changes-file-rights" : "prints")),
  compact: judged("changes-file-rights"),
  icacls: byText((text) =>
    /\/(?:grant|deny|remove|reset|setowner|inheritance|restore|setintegritylevel)/i.test(text)
      ? /everyone:.*f.*(?:c:\\?"?\s|windows|system32)|[a-z]:\\(?:windows)?"?\s+\/grant\s+everyone/i.test(text)
        ? "weakens-protection"
        : "changes-access"
      : "reads-files",
  ),
  cacls: judged("changes-access"),
  takeown: judged("gains-privilege"),
  runas: judged("gains-privilege"),
  psexec: judged("gains-privilege"),
  gsudo: { operands: "command", rule: "gains-privilege" },
  taskkill: byText((text) =>
    /\/im\s+"?\*|\/fi\s+"?(?:status|username|pid) (?:eq|ne|gt) (?:running|0)|\/im\s+(?:csrss|lsass|wininit|winlogon|svchost)/i.test(
      text,
    )
      ? "ends-all-processes"
      : "ends-processes",
  ),
  tskill: judged("ends-processes"),
  shutdown: byText((text) => (/\/a\b/i.test(text) ? "prints" : "ends-all-processes")),
  logoff: judged("ends-all-processes"),
  sc: byText((text) =>
    /\b(?:query|queryex|qc|getdisplayname|enumdepend|qdescription)\b/i.test(text)
      ? "prints"
      : /\bcreate\b/i.test(text)
        ? "leaves-something-running"
        : /\bconfig\b.*(?:windefend|binpath)/i.test(text)
          ? "weakens-protection"
          : /\bstop\b/i.test(text)
            ? /windefend|mpssvc|wscsvc/i.test(text)
              ? "weakens-protection"
              : "ends-processes"
            : /\bstart\b/i.test(text)
              ? "starts-service"
              : "changes-system",
  ),
  net: byText((text) =>
    /\buse\b/i.test(text) && !/\/delete/i.test(text)
      ? /\s\\\\|\s[a-z*]:/i.test(text)
        ? "contacts-network"
        : "prints"
      : /\b(?:view|accounts|statistics|config|session|file|time)\b/i.test(text) && !/\/(?:add|set|delete)/i.test(text)
        ? "prints"
        : /localgroup\s+"?administrators/i.test(text) && /\/add/i.test(text)
          ? "grants-admin"
          : /\b(?:user|localgroup|group)\b/i.test(text)
            ? /\/(?:add|delete|active)|\buser\s+\S+\s+\S/i.test(text)
              ? "changes-access"
              : "prints"
            : /\bstop\b/i.test(text)
              ? /windefend|mpssvc|wscsvc/i.test(text)
                ? "weakens-protection"
                : "ends-processes"
              : /\bstart\s+\S/i.test(text)
                ? "starts-service"
                : /\bstart$/i.test(text)
                  ? "prints"
                  : /\bshare\s+\S+=/i.test(text)
                    ? "opens-tunnel"
                    : "changes-system",
  ),
  net1: judged("changes-system"),
  netsh: byText((text) =>
    /\bshow\b|\bdump\b/i.test(text)
      ? /key=clear/i.test(text)
        ? "reads-secret"
        : "prints"
      : /firewall|state off/i.test(text)
        ? "weakens-protection"
        : /portproxy/i.test(text)
          ? "opens-tunnel"
          : "changes-system",
  ),
  schtasks: byText((text) =>
    /\/query/i.test(text)
      ? "prints"
      : /\/(?:create|change)/i.test(text)
        ? "leaves-something-running"
        : /\/run/i.test(text)
          ? "starts-service"
          : "changes-system",
  ),
  at: judged("leaves-something-running"),
  reg: registry,
  regedit: judged("changes-system"),
  regsvr32: byText((text) => (/https?:/i.test(text) ? "runs-remote-code" : "runs-hidden-program")),
  rundll32: judged("runs-hidden-program"),
  mshta: byText((text) => (/https?:|javascript:|vbscript:/i.test(text) ? "runs-remote-code" : "runs-hidden-program")),
  msiexec: byText((text) =>
    /https?:/i.test(text) ? "runs-remote-code" : /\/x/i.test(text) ? "removes-package" : "installs-package",
  ),
  installutil: judged("runs-hidden-program"),
  regasm: judged("runs-hidden-program"),
  regsvcs: judged("runs-hidden-program"),
  cscript: byText((text) => (/https?:/i.test(text) ? "runs-remote-code" : "runs-unseen-script")),
  wscript: byText((text) => (/https?:/i.test(text) ? "runs-remote-code" : "runs-unseen-script")),
  odbcconf: judged("runs-hidden-program"),
  pcalua: judged("runs-hidden-program"),
  conhost: { operands: "command" },
  hh: judged("opens-program"),
  cmstp: judged("runs-hidden-program"),
  msbuild: judged("runs-project-task"),
  csc: judged("runs-project-task"),
  bitsadmin: byText((text) =>
    /\/(?:list|info)/i.test(text)
      ? "prints"
      : /notifycmdline/i.test(text)
        ? "leaves-something-running"
        : "fetches-network",
  ),
  certutil: byText((text) =>
    /-(?:hashfile|dump|verify|viewstore|\?)/i.test(text)
      ? "reads-files"
      : /-urlcache|-verifyctl|https?:/i.test(text)
        ? "fetches-network"
        : /-(?:decode|encode|decodehex|encodehex)\b/i.test(text)
          ? "hides-its-text"
          : /-(?:addstore|delstore|importpfx)/i.test(text)
            ? "changes-access"
            : "reads-files",
  ),
  certreq: judged("sends-outward"),
  finger: judged("contacts-network"),
  ftp: judged("contacts-network"),
  tftp: judged("contacts-network"),
  telnet: judged("contacts-network"),
  ping: judged("contacts-network"),
  tracert: judged("contacts-network"),
  pathping: judged("contacts-network"),
  nslookup: { ...judged("contacts-network"), sink: true },
  winrm: judged("changes-access"),
  winrs: judged("contacts-network"),
  mstsc: judged("opens-program"),
  format: byText((text) => (/\s[a-z]:/i.test(text) ? "formats-disk" : "prints")),
  diskpart: judged("formats-disk"),
  diskshadow: judged("destroys-backups"),
  chkdsk: byText((text) => (/\/[frx]/i.test(text) ? "changes-system" : "prints")),
  defrag: judged("changes-system"),
  cipher: byText((text) =>
    /\/w/i.test(text) ? "destroys-backups" : /\/[ed]/i.test(text) ? "changes-file-rights" : "prints",
  ),
  fsutil: byText((text) =>
    /deletejournal|setzerodata/i.test(text)
      ? "destroys-backups"
      : /\b(?:query\w*|fsinfo|volume diskfree|list)\b/i.test(text)
        ? "prints"
        : "changes-system",
  ),
  vssadmin: byText((text) => (/\blist\b/i.test(text) ? "prints" : "destroys-backups")),
  wbadmin: byText((text) =>
    /\bget\b/i.test(text) ? "prints" : /delete|disable/i.test(text) ? "destroys-backups" : "changes-system",
  ),
  bcdedit: byText((text) => (/\/enum|^bcdedit$/i.test(text) ? "prints" : "weakens-protection")),
  bootrec: judged("changes-system"),
  wevtutil: byText((text) => (/\b(?:cl|clear-log|sl)\b/i.test(text) ? "destroys-backups" : "prints")),
  auditpol: byText((text) => (/\/(?:get|list)/i.test(text) ? "prints" : "weakens-protection")),
  wmic: byText((text) =>
    /\bcall\s+create\b|\/node:/i.test(text)
      ? "runs-hidden-program"
      : /shadowcopy\s+delete/i.test(text)
        ? "destroys-backups"
        : /\b(?:delete|call|set|create)\b/i.test(text)
          ? "ends-processes"
          : "prints",
  ),
  mpcmdrun: judged("weakens-protection"),
  "manage-bde": byText((text) =>
    /-off|-protectors\s+-(?:delete|disable)/i.test(text) ? "weakens-protection" : "prints",
  ),
  sfc: judged("changes-system"),
  dism: byText((text) => (/\/get-/i.test(text) ? "prints" : "changes-system")),
  gpupdate: judged("changes-system"),
  powercfg: judged("changes-system"),
  setx: byText((text) =>
    /\s(?:path|pathext|comspec|node_options|pythonpath)\s/i.test(text)
      ? "leaves-something-running"
      : "writes-outside-workspace",
  ),
  cmdkey: byText((text) => (/\/list/i.test(text) ? "reads-secret" : "creates-credential")),
  vaultcmd: judged("reads-secret"),
  ntdsutil: judged("reads-secret"),
  procdump: judged("reads-secret"),
  esentutl: win("y=read vss d=write", "text*", { rule: "reads-secret" }),
  ksetup: judged("changes-access"),
  nltest: judged("contacts-network"),
  dsquery: judged("contacts-network"),
  forfiles: win("p=text m=text c=text d=text s", "text*", {
    noHelp: true,
    more: (call, args) => {
      const at = call.words.findIndex((word) => /^[-/]c$/i.test(word.value));
      const text = at >= 0 ? call.words[at + 1] : undefined;
      const start = call.words.findIndex((word) => /^[-/]p$/i.test(word.value));
      const folder = start >= 0 ? (call.words[start + 1]?.value ?? ".") : ".";
      void args;
      return text
        ? call.run.engine.evaluate(
            call,
            {
              ...text,
              value: text.value.replace(/^"([\s\S]*)"$/, "$1").replace(/@(?:path|file|fname)/gi, () => `${folder}\\*`),
            },
            "cmd",
          )
        : unknownText;
    },
  }),
  explorer: judged("opens-program"),
  notepad: win("", "write*", { rule: "opens-program" }),
  calc: judged("opens-program"),
  mspaint: judged("opens-program"),
  control: judged("opens-program"),
  msedge: judged("opens-program"),
  wt: { operands: "command", rule: "opens-program" },
  mmc: judged("opens-program"),
  taskmgr: judged("opens-program"),
  devenv: judged("opens-program"),
  winget: {
    sub: {
      list: {},
      search: judged("contacts-network"),
      show: judged("contacts-network"),
      ...Object.fromEntries(
        "install upgrade import update configure".split(" ").map((name) => [name, judged("installs-package")]),
      ),
      uninstall: judged("removes-package"),
      source: judged("replaces-program-source"),
      export: judged("writes-in-workspace"),
    },
  },
  choco: {
    sub: {
      list: {},
      search: judged("contacts-network"),
      info: judged("contacts-network"),
      outdated: judged("contacts-network"),
      ...Object.fromEntries("install upgrade update".split(" ").map((name) => [name, judged("installs-package")])),
      uninstall: judged("removes-package"),
      source: judged("replaces-program-source"),
    },
  },
  scoop: {
    sub: {
      list: {},
      search: judged("contacts-network"),
      install: judged("installs-package"),
      update: judged("installs-package"),
      uninstall: judged("removes-package"),
      bucket: judged("replaces-program-source"),
      status: {},
    },
  },
  "dotnet-script": judged("runs-unseen-script"),
};

const builtins: Readonly<Record<string, Spec>> = {
  dir: win("a?=text o?=text s b w q l n p t?=text", "read*"),
  type: win("", "read*", { more: typeFile }),
  echo: {
    operands: "text*",
    noHelp: true,
    more: (call) => {
      const text = joinTexts(call.words.slice(1), " ");
      return { ...text, value: `${text.value}\n` };
    },
  },
  "echo.": none,
  cls: none,
  ver: none,
  vol: none,
  rem: { operands: "text*", noHelp: true },
  pause: none,
  title: none,
  color: none,
  prompt: none,
  path: byText((text) => (/^path\s+\S/i.test(text) ? "sets-acting-variable" : "prints")),
  date: byText((text) => (/\/t/i.test(text) ? "prints" : "changes-system")),
  time: byText((text) => (/\/t/i.test(text) ? "prints" : "changes-system")),
  verify: none,
  exit: none,
  setlocal: none,
  endlocal: none,
  shift: none,
  break: none,
  popd: none,
  pushd: none,
  help: none,
  "@echo": none,
  goto: none,
  assoc: byText((text) => (/=/.test(text) ? "leaves-something-running" : "prints")),
  ftype: byText((text) => (/=/.test(text) ? "leaves-something-running" : "prints")),
  cd: win("d", "text*", {
    more: (call, args) => {
      const to = args.operands[0];
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
  find: finds,
  del: win("s q f p a?=text", "text*", { more: removeFiles }),
  erase: win("s q f p a?=text", "text*", { more: removeFiles }),
  rd: win("s q", "text*", { more: removeFiles }),
  rmdir: win("s q", "text*", { more: removeFiles }),
  copy: win("y v z a b d n l", "text*", { more: copyFiles }),
  move: win("y", "text*", { more: copyFiles }),
  ren: win("", "text*", { more: copyFiles }),
  rename: win("", "text*", { more: copyFiles }),
  replace: win("", "read write"),
  md: win("", "write*"),
  mkdir: win("", "write*"),
  mklink: win("d h j", "text*", {
    more: (call, args) => {
      for (const word of args.operands) {
        const written = withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place));
        if (written.grade !== "allow" || word === args.operands[0]) addAct(call.run, written, word.span);
      }
      return undefined;
    },
  }),
  set: { operands: "text*", noHelp: true, more: setCommand },
  call: { operands: "text*", noHelp: true, more: (call) => runJoined(call, call.words.slice(1)) },
  start: win("d=dir b i min max wait w low normal high realtime", "text*", { noHelp: true, more: startProgram }),
  doskey: byText((text) =>
    /=/.test(text) ? "redefines-command" : /\/macrofile/i.test(text) ? "redefines-command" : "prints",
  ),
};

export const windowsPrograms: ReadonlyMap<string, Spec> = new Map(Object.entries(programs));
export const cmdBuiltins: ReadonlyMap<string, Spec> = new Map([
  ...Object.entries(builtins),
  ["chdir", builtins.cd as Spec],
]);
