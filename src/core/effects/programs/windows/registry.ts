/** The registry of Windows: which keys start something, which protect, and which hold secrets (Windows 11 24H2). */
import { readAct } from "../../access.ts";
import { addAct, type Invocation, note } from "../../shell/run.ts";
import { withCommand } from "../judge.ts";
import type { Table } from "../spec.ts";
import { byRows, elsewhere, judged, operandsOf, type Rows, writes } from "./spec.ts";

const secrets =
  /(?:hklm|hkey_local_machine)\\(?:sam|security)(?:["\\\s]|$)|\\simontatham\\putty|\\winlogon\b|\\winscp 2|\\(?:real|tight|orl\\win)vnc|\bpassw(?:or)?d|\bdefaultpassword\b/;
const starts =
  /\\run(?:once|onceex|services)?(?:["\\\s]|$)|\\winlogon\b|image file execution options|silentprocessexit|\\services\\|userinit|appinit_dlls|appcertdlls|command processor|\\shell\\[^\\]+\\command|\\shellex\\|\\open\\command|inprocserver32|localserver32|active setup|notification packages|security packages|authentication packages|\\print\\(?:monitors|providers)|bootexecute|\\netsh(?:["\\\s]|$)|scrnsave\.exe|\\explorer\\shell folders|user shell folders|\\explorer\\(?:browser helper|shelliconoverlay)|windows nt\\currentversion\\windows.*\/v\s+"?(?:load|run)\b|\\environment"?\s.*\/v\s+"?(?:path|pathext|comspec|userinitmprlogonscript|cor_\w+)|mscfile|ms-settings|exefile|\\autodialdll|\\telemetrycontroller/;
const protects =
  /defender|disableantispyware|disablerealtime|enablelua|consentprompt|localaccounttokenfilterpolicy|firewall|smartscreen|\\policies\\|runasppl|wdigest|uselogoncredential|lmcompatibilitylevel|restrictanonymous|fdenytsconnections|securityhealth|\\amsi\b|scriptblocklogging|executionpolicy|disableregistrytools|disabletaskmgr|systemcertificates|\\eventlog\\|credentialguard|deviceguard|vulnerabledriverblocklist|\\safer\\|\\lsa(?:["\\\s]|$)/;
const wholeHive =
  /^delete\s+"?(?:hklm|hkcu|hkcr|hku|hkcc|hkey_\w+)(?:\\(?:system|software|sam|security|hardware))?\\?"?(?:\s|$)/;

const rows: Rows = [
  [/^\w+\s+"?\\\\/, "contacts-network"],
  [new RegExp(`^(?:query|export|save)\\b.*(?:${secrets.source})`), "reads-secret"],
  [/^save\s+"?(?:hklm|hkey_local_machine)\\(?:sam|security|system)/, "reads-secret"],
  [/^(?:query|compare|flags\b.*\bquery)\b/, "reads-files"],
  [/^(?:save|export)\b/, "writes-in-workspace"],
  [/^$/, "prints"],
  [wholeHive, "deletes-system-files"],
  [new RegExp(`^(?:add|copy|restore|load|import)\\b.*(?:${starts.source})`), "leaves-something-running"],
  [new RegExp(`^(?:add|delete|copy|restore)\\b.*(?:${protects.source})`), "weakens-protection"],
];

/** Files that hives are written to, or read from. */
function files(call: Invocation, tail: string): void {
  const operands = operandsOf(call);
  if (/^(?:save|export)\b/.test(tail)) writes(call, operands[2]);
  const source = /^import\b/.test(tail) ? operands[1] : /^(?:load|restore)\b/.test(tail) ? operands[2] : undefined;
  if (!source) return;
  addAct(
    call.run,
    withCommand(call, readAct({ text: source.value, cwd: call.scope.cwd }, call.run.place)),
    source.span,
  );
  if (elsewhere.test(source.value)) note(call, "runs-remote-code", { target: source.value });
}

export const registryPrograms: Table = {
  reg: byRows(rows, "changes-system", files),
  regedit: byRows(
    [
      [/^$/, "opens-program"],
      [/\/e\b/, "writes-in-workspace"],
    ],
    "changes-system",
    (call, tail) => {
      if (/\/e\b/.test(tail)) writes(call, operandsOf(call)[0]);
    },
  ),
  regedt32: judged("opens-program"),
  regini: judged("changes-system"),
};
