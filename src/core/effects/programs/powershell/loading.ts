/** Cmdlets that load code into the session: types, assemblies, modules. */
import { judgeInlineCode } from "../../inlineCode.ts";
import { itemsOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { note } from "../../shell/run.ts";
import { plain } from "../../text.ts";
import { type Bound, flat } from "./cmdlet.ts";

export function addType(bound: Bound): Value {
  const { call } = bound;
  const code = bound.get("typedefinition", "memberdefinition");
  const path = bound.get("path", "literalpath");
  if (code) {
    note(call, "runs-inline-code", { target: "compiled code" });
    judgeInlineCode(
      { ...call, words: [{ ...plain("csharp"), span: call.span }] },
      { ...textOfValue(code), span: call.span },
    );
  } else if (path) note(call, "runs-unseen-script", { target: path.value });
  else if (!isFrameworkAssembly(bound.get("assemblyname")))
    note(call, "runs-unseen-script", { target: bound.get("assemblyname")?.value });
  else note(call, "prints");
  return unknown;
}

function isFrameworkAssembly(name: Value | undefined): boolean {
  return itemsOf(name).every((item) =>
    /^(?:system|microsoft|presentation|windowsbase|uiautomation|mscorlib|netstandard)(?:[.\w]*)(?:,.*)?$/i.test(
      item.value,
    ),
  );
}

const wellKnownModules =
  /^(?:microsoft\.powershell\.\w+|cimcmdlets|defender|net\w+|scheduledtasks|storage|bitlocker|hyper-v|activedirectory|dism|packagemanagement|powershellget|bitstransfer|smbshare|international|pki|appx|dnsclient|psreadline|threadjob|servermanager|webadministration|iisadministration|psdiagnostics|printmanagement|trustedplatformmodule|windowsupdate|groupPolicy|failoverclusters|dhcpserver|dnsserver|secureboot|processmitigations|pnpdevice|eventtracingmanagement|kds|provisioning|startlayout|tls|troubleshootingpack|vpnclient|wdac|whea|windowserrorreporting|windowssearch)$/i;

export function importModule(bound: Bound): Value {
  const names = flat([bound.get("name", "assembly", "moduleinfo", "fullyqualifiedname"), ...bound.rest]);
  if (names.some((name) => name.remote)) note(bound.call, "runs-remote-code");
  const isKnownModule = names.length > 0 && names.every((name) => wellKnownModules.test(name.value));
  note(bound.call, isKnownModule ? "prints" : "runs-unseen-script", {
    target: names.map((name) => name.value).join(", "),
  });
  return unknown;
}
