/** Cmdlets of well-known modules by verb and noun: what a noun belongs to, and what a verb does there. */
import type { JudgementId } from "../../judgements.ts";
import type { Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole } from "../../text.ts";
import type { Spec } from "../spec.ts";
import { cmdlet, judged, previewable, previews, runBlocks } from "./cmdlet.ts";

interface Family {
  readonly nouns: RegExp;
  readonly reads: JudgementId;
  readonly changes: JudgementId;
  readonly removes: JudgementId;
}

/** Nouns of the modules that come with Windows and PowerShell. */
const windows: Family = {
  nouns:
    /^(?:net\w+|dns\w+|smb\w+|vpn\w*|da\w*connection|disk\w*|volume|partition\w*|physicaldisk|virtualdisk|storage\w+|filestorage\w+|diskimage|initiatorport|iscsi\w+|resiliencysetting|supportedfilesystems|scheduledtask\w*|clusteredscheduledtask|scheduledjob\w*|jobtrigger|mp\w+|bitlocker\w*|tpm\w*|localuser|localgroup\w*|win(?:event|userlanguagelist|systemlocale|homelocation|uilanguageoverride|culture\w*|defaultinputmethod\w*|acceptlanguage\w*|languagebaroption)|windows(?:feature|optionalfeature|capability|driver|edition|package|image\w*|updatelog|errorreporting|searchsetting|developerlicense|reservedstoragestate|reagentc\w*)|appx\w+|appv\w+|pnpdevice\w*|print\w+|vm(?:$|(?:switch|network|hard|dvd|processor|memory|snapshot|checkpoint|host|firmware|integration|replication|bios|security|sanhost|keyprotector|com|fibre|floppy|gpu|group|idedrive|iovlan|metric|migration|partitionable|remotefx|resource|saved|scsi|storage|system|video|connect)\w*)|vhd\w*|computerinfo|computerrestorepoint|eventlog|eventsubscriber|event|counter|hotfix|controlpanelitem|culture|uiculture|timezone|uptime|host|help|command|member|variable|alias|history|job|module|psdrive|psprovider|location|date|random|securerandom|unique|verb|error|typedata|formatdata|runspace\w*|tracesource|executionpolicy|ps(?:callstack|breakpoint|readlinekeyhandler|readlineoption|repository|session\w*|hostprocessinfo|subsystem|resource\w*|scriptfileinfo|snapin)|installed(?:module|script|psresource)|package|packageprovider|packagesource|markdownoption|experimentalfeature|clipboardtext|dtc\w*|dsc\w*|ciminstance|cimclass|cimsession|process\w*mitigation|processmitigation|securebootuefi|secureboot\w*|odbc\w+|perf\w*|etw\w*|autologger\w*|wheamemorypolicy|assignedaccess|startapps|startlayout|windowserrorreporting|certificate\w*|pfxdata|cipolicy\w*|tlsciphersuite|tlsecccurve|applocker\w*|appbackgroundtask|logproperties|winpe\w*|service|wsman\w*|wsmaninstance|filecatalog|iscsi\w+|kds\w*|bits\w+|deliveryoptimization\w*|dosettings|troubleshootingpack|uev\w*|language|installedlanguage|web(?:site|binding|configuration\w*|application|apppool\w*|virtualdirectory|item\w*|url|request)|iis\w+|cluster\w*|dhcp\w+|addscounter|gpo\w*|gp\w+|wsus\w*|nfs\w+|smbios\w*|mmagent|cmsmessage|da\w+|dedup\w+|fileintegrity|initiatorid|offloaddatatransfersetting|optionalfeature|pfxcertificate|physical\w+|provisioningpackage|supported\w+|systemdriver|systempreferreduilanguage|targetport\w*|transaction|volume\w+|wuispendingreboot|ncsipolicy\w*|connectionprofile|nettcp\w*)$/,
  reads: "prints",
  changes: "changes-system",
  removes: "changes-system",
};

/** Directories and clouds, reached with what this account may do there. */
const directory: Family = {
  nouns:
    /^(?:ad(?:user|group\w*|computer|organizationalunit|domain\w*|forest|object|rootdse|principal\w*|account\w*|service\w*|default\w*|fine\w*|replication\w*|trust|optional\w*|authentication\w*|central\w*|claim\w*|dc\w*|resource\w*|rep\w*)|azuread\w+|msol\w+|mg\w+|entra\w+)$/,
  reads: "reads-records",
  changes: "changes-access",
  removes: "destroys-infrastructure",
};

const cloud: Family = {
  nouns:
    /^(?:az\w*|azure\w+|ec2\w+|s3\w+|iam\w+|lm\w+|cfn\w+|rds\w+|ecs\w+|eks\w+|ssm\w+|sec\w+|sts\w+|cw\w+|cwl\w+|ddb\w+|r53\w+|sqs\w+|sns\w+|elb\w*|asa?s?\w+group|kms\w+|ecr\w+|org\w+|eb\w+|cf\w+distribution\w*|aws\w+|exo\w+|mailbox\w*|transport\w+|distributiongroup\w*|unifiedgroup\w*|recipient\w*|messagetrace\w*|inboxrule|mailcontact|accepteddomain|inboundconnector|outboundconnector|contact|casmailbox|mobiledevice|queue|remotedomain|organizationconfig|moverequest\w*|snapshot|mailuser|compliance\w+|retention\w+|dlp\w+|spo\w+|pnp(?!device)\w+|cs\w+|team\w*|powerbi\w+|vmhost\w*|datastore\w*|vi\w+|datacenter|resourcepool|vapp|gcs\w*|gce\w*|gcp\w*|gcloud\w*|dba\w+|sql\w+|gh\w*|github\w+|adoteam\w*|vsteam\w*|adf\w+|octopus\w+|kube\w+)$/,
  reads: "reads-records",
  changes: "changes-infrastructure",
  removes: "destroys-infrastructure",
};

const families: readonly Family[] = [directory, windows, cloud];

const secrets =
  /(?:password|secret|credential|accesstoken|accountkey|storageaccountkey|sharedkey|connectionstring|apikey|saskey|sastoken|laps\w*|passwordcredential|admincredential|decryptedvalue|publishingprofile|dataprotectionkey|keyvaultkey|recoverykey|tokenfor\w*)\w*$/;
const looksOnly =
  /^(?:get|test|measure|show|find|search|select|compare|resolve|read|receive|wait|join|split|convertto|convertfrom|format|group|sort|watch|trace)$/;
const removing = /^(?:remove|clear|reset|revoke|unpublish|uninstall|delete|unregister|purge)$/;

const wholeEnvironment =
  /(?:resourcegroup|subscription|managementgroup|cfnstack|orgaccount|organization|ekscluster|ecscluster|akscluster|tenant|sposite|pnptenantsite|domain|forest|organizationalunit|datacenter|team|repository|project|vault)$/;
const wholeDatabase =
  /(?:sqldatabase|dbadatabase|cosmosdb\w*|rdsdb(?:instance|cluster)|ddbtable|sqlserver|mysql\w*server|postgresql\w*server|sqlinstance|database|storageaccount|storagecontainer|s3bucket)$/;
const backups = /(?:backup\w*|snapshot|recoverypoint|restorepoint|checkpoint|eventlog|auditlog\w*|log|trail)$/;
const access =
  /(?:roleassignment|roledefinition|permission\w*|accesspolicy|groupmember|rolemember|aduser|adgroup|serviceprincipal|iam\w+|policyassignment|approle\w*|oauth\w*|trust|directoryrole\w*|delegate\w*|acl)$/;
const credentials = /(?:credential|secret|key|accesskey|token|password|certificate|sastoken)$/;

function changing(verb: string, noun: string, family: Family): JudgementId {
  if (removing.test(verb)) {
    if (family === windows) return backups.test(noun) ? "destroys-backups" : family.removes;
    if (wholeEnvironment.test(noun)) return "destroys-environment";
    if (backups.test(noun)) return "destroys-backups";
    return wholeDatabase.test(noun) ? "destroys-database" : family.removes;
  }
  if (verb === "connect" || verb === "login" || verb === "initialize")
    return family === windows ? "changes-system" : "creates-credential";
  if (verb === "send") return "sends-outward";
  if (verb === "publish") return "publishes-release";
  if (verb === "export") return "writes-unknown-file";
  if (family === windows) return family.changes;
  if (/^(?:new|add|set|grant|update)$/.test(verb)) {
    if (access.test(noun)) return "changes-access";
    if (credentials.test(noun)) return "creates-credential";
  }
  return family.changes;
}

const admin =
  /\b(?:owner|user access administrator|administrators?|administratoraccess|domain admins|enterprise admins|global administrator|contributor \/|schema admins|db_owner|sysadmin)\b/i;

/** A cmdlet nobody lists, by its verb and noun; undefined: of a module that is not known. */
export function byVerb(name: string): Spec | undefined {
  const [, verb = "", noun = ""] = /^([a-z]+)-(\w+)$/.exec(name) ?? [];
  if (
    /^convert(?:to|from)$/.test(verb) &&
    /^(?:csv|json|html|xml|string|stringdata|markdown|clixml|yaml|toml|base64|sddlstring|ini)$/.test(noun)
  )
    return judged("prints");
  const family = families.find(({ nouns }) => nouns.test(noun));
  if (!family) return undefined;
  if (!looksOnly.test(verb)) {
    const rule = changing(verb, noun, family);
    return grants(rule);
  }
  if (secrets.test(noun)) return reading("reads-secret");
  return reading(family.reads);
}

function grants(rule: JudgementId): Spec {
  if (rule !== "changes-access") return previewable(rule);
  return cmdlet("", (bound) => {
    const text = commandText(bound.call.words);
    note(bound.call, previews(bound) ? "prints" : admin.test(text) ? "grants-admin" : rule, { target: text });
    return undefined;
  });
}

function reading(rule: JudgementId): Spec {
  return cmdlet("", (bound): Value => {
    runBlocks(bound);
    const machine = bound.call.words.some((word) => /^-(?:computername|cn|cimsession|server)(?::|$)/i.test(word.value));
    note(bound.call, machine && rule === "prints" ? "contacts-network" : rule, {
      target: commandText(bound.call.words),
    });
    return { value: hole, ...(rule === "reads-secret" ? { secret: true } : {}) };
  });
}
