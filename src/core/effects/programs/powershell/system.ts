/** Cmdlets that change protection, rights, disks, software or the machine as a whole, and the few that only look. */

import type { JudgementId } from "../../judgements.ts";
import { itemsOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole } from "../../text.ts";
import { judgeStatements } from "../databases/clients.ts";
import type { Spec } from "../spec.ts";
import { type Bound, cmdlet, flat, judged, previewable, previews } from "./cmdlet.ts";
import { usePath } from "./providers.ts";

const all = (names: string, entry: Spec): Record<string, Spec> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, entry]));

/** By what the whole command says. */
const byText = (judge: (text: string) => JudgementId): Spec =>
  cmdlet("", (bound) => {
    const text = commandText(bound.call.words);
    note(bound.call, previews(bound) ? "prints" : judge(text), { target: text });
    return unknown;
  });

const secretText: Spec = cmdlet("", (bound): Value => {
  note(bound.call, "reads-secret", { target: commandText(bound.call.words) });
  return { value: hole, secret: true };
});

function query(bound: Bound): Value {
  const { call } = bound;
  const text = bound.get("query", "sqlquery");
  const file = bound.get("inputfile", "file");
  if (file) note(call, "runs-unseen-script", { target: file.value });
  if (text) judgeStatements(call, textOfValue(text));
  else if (!file) note(call, "changes-data", { target: commandText(call.words) });
  return unknown;
}

const savesText = (bound: Bound): Value => {
  const path = bound.get("filepath", "destinationpath", "path", "outpath", "outputfile");
  if (previews(bound)) note(bound.call, "prints");
  else if (path) usePath(bound.call, path, "write");
  else note(bound.call, "writes-unknown-file");
  return unknown;
};

/** Turning text into a protected string is how a secret gets in; turning it back, how it gets out. */
const fromProtected: Spec = cmdlet("securestring@0 key securekey asplaintext!", (bound): Value => {
  const reveals = bound.has("asplaintext") || bound.get("key", "securekey") !== undefined;
  note(bound.call, "reads-secret", { target: "a protected string" });
  return { value: hole, ...(reveals ? { secret: true } : {}) };
});

const protection = all(
  "set-mppreference add-mppreference set-netfirewallprofile set-netfirewallrule new-netfirewallrule disable-netfirewallrule remove-netfirewallrule set-netfirewallsetting disable-bitlocker suspend-bitlocker remove-bitlockerkeyprotector unblock-file set-processmitigation disable-tpmautoprovisioning clear-tpm disable-psscriptblocklogging set-applockerpolicy remove-netipsecrule disable-netipsecrule set-smbserverconfiguration uninstall-windowsdefender start-mprollback",
  previewable("weakens-protection"),
);

const backups = all(
  "disable-computerrestore remove-computerrestorepoint clear-eventlog remove-eventlog limit-eventlog clear-history clear-recyclebin remove-vmsnapshot remove-vmcheckpoint remove-wbbackupset remove-wbpolicy remove-mpthreat",
  previewable("destroys-backups"),
);

const disks = all(
  "format-volume clear-disk initialize-disk remove-partition new-partition reset-physicaldisk remove-virtualdisk remove-storagepool set-partition resize-partition new-volume",
  previewable("formats-disk"),
);

const software = {
  ...all(
    "install-module install-package install-script install-psresource update-module update-script update-psresource install-packageprovider add-appxpackage add-appxprovisionedpackage install-windowsfeature add-windowsfeature add-windowscapability add-windowspackage install-windowsupdate get-windowsupdate install-language enable-windowsoptionalfeature import-packageprovider",
    previewable("installs-package"),
  ),
  ...all("save-module save-script save-package save-psresource", previewable("installs-package")),
  ...all(
    "uninstall-module uninstall-script uninstall-package uninstall-psresource remove-appxpackage remove-appxprovisionedpackage uninstall-windowsfeature remove-windowsfeature remove-windowscapability remove-windowspackage uninstall-language",
    previewable("removes-package"),
  ),
  ...all(
    "find-module find-package find-script find-psresource find-command find-dscresource find-rolecapability find-packageprovider",
    judged("contacts-network"),
  ),
  ...all(
    "register-psrepository set-psrepository register-psresourcerepository set-psresourcerepository register-packagesource set-packagesource unregister-psrepository reset-psresourcerepository",
    previewable("replaces-program-source"),
  ),
  ...all("publish-module publish-script publish-psresource", previewable("publishes-release")),
  "update-help": judged("fetches-network"),
  "save-help": judged("fetches-network"),
};

const rights = {
  ...all(
    "set-acl set-localuser new-localuser remove-localuser enable-localuser disable-localuser rename-localuser new-localgroup remove-localgroup set-localgroup remove-localgroupmember set-adaccountpassword enable-adaccount unlock-adaccount disable-adaccount set-aduser new-aduser add-computer remove-computer grant-smbshareaccess set-smbpathacl add-vmgroupmember enable-wsmancredssp set-wsmanquickconfig set-pssessionconfiguration register-pssessionconfiguration reset-computermachinepassword import-certificate import-pfxcertificate new-selfsignedcertificate install-adserviceaccount",
    previewable("changes-access"),
  ),
  ...all(
    "add-localgroupmember add-adgroupmember add-adprincipalgroupmembership add-rolegroupmember add-msolrolemember add-azureaddirectoryrolemember",
    byText((text) => (/admin|sysadmin|schema|s-1-5-32-544/i.test(text) ? "grants-admin" : "changes-access")),
  ),
  ...all(
    "enable-psremoting enable-pssessionconfiguration new-smbshare new-psworkflowsession",
    previewable("opens-tunnel"),
  ),
  "set-executionpolicy": byText((text) =>
    /\b(?:restricted|allsigned)\b/i.test(text) ? "changes-system" : "weakens-protection",
  ),
  ...all(
    "new-azroleassignment new-azuserassignment",
    byText((text) => (/owner|administrator/i.test(text) ? "grants-admin" : "changes-access")),
  ),
};

const confidential = {
  ...all(
    "get-credential get-storedcredential get-secret get-secretinfo get-azkeyvaultsecret get-azkeyvaultkey get-azaccesstoken get-azstorageaccountkey get-secsecretvalue get-clipboard export-pfxcertificate get-adreplaccount get-lapsadpassword get-bitlockerrecoverykey get-ssmparametervalue get-iamaccesskey get-stssessiontoken convertto-plaintext unprotect-cmsmessage get-eventlogpassword",
    secretText,
  ),
  "convertfrom-securestring": fromProtected,
  "convertto-securestring": judged("prints"),
  ...all(
    "set-secret remove-secret set-storedcredential new-storedcredential register-secretvault set-azkeyvaultsecret",
    previewable("creates-credential"),
  ),
  ...all(
    "connect-azaccount login-azaccount connect-azuread connect-mggraph connect-exchangeonline connect-msolservice connect-sposervice connect-pnponline set-awscredential initialize-awsdefaultconfiguration",
    judged("creates-credential"),
  ),
};

const machine = {
  ...all(
    "rename-computer set-timezone set-date set-culture set-dnsclientserveraddress new-netipaddress remove-netipaddress new-netroute remove-netroute disable-netadapter restart-netadapter rename-netadapter set-netipinterface checkpoint-computer restore-computer dismount-volume mount-diskimage dismount-diskimage optimize-volume repair-volume set-disk set-volume new-eventlog write-eventlog new-winevent set-service disable-windowsoptionalfeature enable-computerrestore remove-mppreference start-mpscan update-mpsignature enable-netadapter enable-netfirewallrule set-psdebug set-displayresolution",
    previewable("changes-system"),
  ),
  ...all("stop-vm remove-vm suspend-vm restart-vm save-vm", previewable("uses-containers")),
  "set-psdebug": judged("prints"),
};

const tools = {
  "invoke-pester": judged("runs-project-task"),
  "invoke-build": judged("runs-project-task"),
  "invoke-psake": judged("runs-project-task"),
  "invoke-scriptanalyzer": judged("reads-files"),
  "invoke-formatter": judged("prints"),
  "get-scriptanalyzerrule": judged("prints"),
  "get-gitstatus": judged("reads-files"),
  ...all(
    "invoke-sqlcmd invoke-dbaquery",
    cmdlet(
      "query@0 serverinstance,sqlinstance database inputfile,file username password credential querytimeout connectiontimeout connectionstring encrypt trustservercertificate! outputas variable as",
      query,
    ),
  ),
  "new-temporaryfile": previewable("writes-temporary"),
  "export-certificate": cmdlet("filepath,path@0 cert type noclobber! force! inputobject", savesText),
  "export-alias": cmdlet(
    "path@0 literalpath name@1 passthru! as append! force! noclobber! description scope",
    savesText,
  ),
  "export-counter": cmdlet("path@0 fileformat maxsize inputobject force! circular!", savesText),
  "export-excel": cmdlet(
    "path@0 excelpackage inputobject worksheetname autosize! tablename append! show! password",
    savesText,
  ),
  "export-formatdata": cmdlet("path literalpath inputobject force! noclobber! includescriptblock!", savesText),
  "export-scheduledtask": judged("prints"),
  "export-modulemember": judged("prints"),
  "import-excel": cmdlet("path@0 worksheetname@1 startrow headername noheader! password", (bound) => {
    for (const path of flat([bound.get("path")])) usePath(bound.call, path, "read");
    return unknown;
  }),
  "new-modulemanifest": cmdlet("path@0", savesText),
  "new-scriptfileinfo": cmdlet("path@0", savesText),
  "out-printer": judged("sends-outward"),
  ...all(
    "set-strictmode set-tracesource wait-job receive-job wait-event start-sleep read-host clear-host clear-variable remove-variable remove-module remove-typedata remove-psbreakpoint disable-psbreakpoint enable-psbreakpoint exit-pssession remove-pssession disconnect-pssession write-progress new-guid new-timespan new-event new-scheduledtaskaction new-scheduledtasktrigger new-scheduledtasksettingsset new-scheduledtaskprincipal new-scheduledtask new-jobtrigger new-pssessionoption new-cimsessionoption new-winuserlanguagelist convertfrom-stringdata convert-string convertfrom-string import-localizeddata stop-transcript update-list show-command show-markdown test-json get-pssnapin set-markdownoption start-threadlog get-eventsubscriber get-date get-random pause",
    cmdlet("", passing),
  ),
};

/** What is handed through comes out again; blocks and secrets in it stay what they are. */
function passing(bound: Bound): Value {
  note(bound.call, "prints");
  return bound.stdin ?? (itemsOf(bound.get("inputobject"))[0] as Value | undefined) ?? unknown;
}

/** Later families win where two name the same cmdlet. */
export const systemCmdlets: Readonly<Record<string, Spec>> = {
  ...tools,
  ...machine,
  ...software,
  ...rights,
  ...confidential,
  ...disks,
  ...backups,
  ...protection,
};
