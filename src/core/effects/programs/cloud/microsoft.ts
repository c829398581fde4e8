/** The command lines of Microsoft's cloud (Azure CLI 2.80), as data. */
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { project } from "../packages/entries.ts";
import type { Table } from "../spec.ts";
import { choose, each, valueIn } from "../table.ts";
import { query, service, type VerbRows } from "./verbs.ts";

const lines: VerbRows = [
  [
    /^(?:group|sql (?:server|db|mi)|cosmosdb|postgres(?: flexible-server)?(?: db)?|mysql(?: flexible-server)?(?: db)?|aks|acr|storage account|webapp|functionapp|resource|redis|account management-group|repos|devops project|containerapp(?: env)?|keyvault|network dns zone|staticwebapp) (?:delete|purge)\b/,
    "destroys-environment",
  ],
  [
    /^(?:backup .*|snapshot|monitor .*|sig image-version|image) delete\b|^monitor diagnostic-settings delete/,
    "destroys-backups",
  ],
  [/^(?:keyvault secret (?:show|download|backup)|keyvault key (?:download|backup))/, "reads-secret"],
  [
    /^(?:account get-access-token|.* keys? list|.* list-keys|acr credential|.*list-publishing-(?:credentials|profiles)|.*connection-string|ad sp (?:create-for-rbac|credential)|ad app credential|aks get-credentials|login|storage .*generate-sas|.* keys? (?:renew|regenerate)|ad user create|.*list-connection-strings|functionapp keys)/,
    "creates-credential",
  ],
  [
    /^(?:role (?:assignment|definition) (?:create|delete|update)|lock delete|policy .* delete|ad group member add|network nsg rule (?:create|update)|keyvault set-policy)/,
    "changes-access",
  ],
  [
    /^(?:vm run-command invoke|vmss run-command|ssh|webapp ssh|container exec|containerapp exec|aks command invoke)/,
    "runs-hidden-program",
  ],
  [/^extension (?:add|update)|^upgrade|^bicep (?:install|upgrade)/, "installs-package"],
  [
    /^deployment \S+ (?:what-if|validate)|^bicep (?:build|version|list-versions|decompile)|^account (?:show|list)|^(?:version|find|feedback|self-test)|^extension list/,
    "reads-records",
  ],
];

const options =
  "g,resource-group=text n,name=text o,output=text query=text subscription=text l,location=text role=text assignee=text scope=text vault-name=text id=text ids=text account-name=text yes y only-show-errors debug verbose uri=text body=text";

const verbs = service({ lines, options });

/** `az rest` is a request to the cloud's own interface. */
function judgeAzure(call: Invocation, args: Arguments): Text {
  if (args.operands[0]?.value !== "rest") return verbs.more?.(call, args) ?? unknownText;
  const method = (valueIn(args, "method", "m")?.value ?? "get").toLowerCase();
  const rule =
    method === "get" ? "reads-records" : method === "delete" ? "destroys-infrastructure" : "changes-infrastructure";
  note(call, rule, { target: commandText(call.words) });
  return unknownText;
}

export const microsoft: Table = {
  az: { ...verbs, options: `${options} m,method=text`, more: judgeAzure },
  azd: choose({
    ...each("changes-infrastructure", "up provision deploy pipeline"),
    down: "destroys-environment",
    ...each(query, "show monitor version"),
    auth: "creates-credential",
    env: choose({
      ...each(query, "list"),
      ...each("reads-secret", "get-values get-value"),
      ...each("writes-in-workspace", "set new select refresh"),
    }),
    package: project,
    init: "writes-in-workspace",
  }),
  azcopy: choose({
    ...each("sends-outward", "copy cp sync"),
    ...each(query, "list jobs env"),
    login: "creates-credential",
    ...each("destroys-infrastructure", "remove rm"),
    make: "changes-infrastructure",
  }),
  func: choose({
    start: "starts-service",
    ...each("changes-infrastructure", "azure deploy"),
    ...each("writes-in-workspace", "init new"),
    settings: "reads-secret",
  }),
  m365: service(),
};
