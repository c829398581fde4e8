/** The command lines of Google's cloud (Cloud SDK 550), as data. */
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { judgeSql } from "../../sql.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { given } from "../table.ts";
import { judgeStorageCopy } from "./storage.ts";
import { service, type VerbRows } from "./verbs.ts";

const release = "^(?:(?:alpha|beta) )?";
const line = (source: string) => new RegExp(release + source);

const lines: VerbRows = [
  [
    line(
      String.raw`(?:projects|container clusters|sql (?:instances|databases)|spanner (?:instances|databases)|firestore databases|redis instances|bigtable instances|alloydb clusters|composer environments|app services|run services|organizations|storage buckets|artifacts repositories|source repos|kms keys|dns managed-zones|bigtable tables) delete\b`,
    ),
    "destroys-environment",
  ],
  [
    line(String.raw`(?:.*(?:snapshots|backups?)|logging (?:logs|sinks|buckets|metrics)|compute images) delete\b`),
    "destroys-backups",
  ],
  [line(String.raw`storage rm\b.*gs://[^/ ]+/?(?: |$)`), "destroys-environment"],
  [line("secrets versions access"), "reads-secret"],
  [
    line(
      "auth (?:print-.*|application-default print-.*)|iam service-accounts keys create|auth (?:login|activate-service-account|application-default login)|container clusters get-credentials|compute reset-windows-password|sql users (?:create|set-password)|secrets (?:create|versions add)",
    ),
    "creates-credential",
  ],
  [
    line(
      "auth (?:list|describe)|config (?:list|get|get-value|configurations list)|info|version|components list|topic|help|cheat-sheet|survey",
    ),
    "reads-records",
  ],
  [line("auth revoke|config (?:set|unset|configurations)"), "changes-access"],
  [line("components (?:install|update|remove|restore)"), "installs-package"],
  [
    line("(?:compute|cloud-shell|app instances|workstations) (?:ssh|start-iap-tunnel|connect-to-serial-port)"),
    "opens-tunnel",
  ],
  [
    line(
      "(?:iam (?:roles|service-accounts) create|.*(?:add|remove|set)-iam-policy|compute firewall-rules (?:create|update))",
    ),
    "changes-access",
  ],
  [line("(?:logging|monitoring) read"), "reads-records"],
];

const options =
  "project=text zone=text region=text format=text filter=text limit=text account=text configuration=text impersonate-service-account=text location=text member=text role=text cluster=text secret=text quiet q recursive r sort-by=text flatten=text verbosity=text project_id=text use_legacy_sql?=text dataset_id=text f n,max_rows=text";
const gcloud = service({ lines, options });

function judgeGcloud(call: Invocation, args: Arguments): Text {
  const words = args.operands.map((word) => word.value).filter((word) => word !== "alpha" && word !== "beta");
  const isCopy =
    (words[0] === "storage" && /^(?:cp|mv|rsync)$/.test(words[1] ?? "")) ||
    (words[0] === "compute" && words[1] === "scp");
  if (isCopy && words[0] === "storage") return judgeStorageCopy(call, args.operands.slice(-2));
  if (isCopy) {
    note(call, "sends-outward", { target: words.at(-1) });
    return unknownText;
  }
  return gcloud.more?.(call, args) ?? unknownText;
}

const gsutilVerbs = service({
  lines: [
    [/^rb\b/, "destroys-environment"],
    [/^rm\b.*gs:\/\/[^/ ]+\/?(?:\*+)?(?: |$)/, "destroys-environment"],
    [/^(?:iam|acl|defacl|cors|pap|ubla) (?:set|ch)\b/, "changes-access"],
    [/^signurl\b|^hmac create/, "creates-credential"],
    [/^(?:ls|cat|du|stat|hash|version|iam get|acl get)\b/, "reads-records"],
  ],
  options: "m q r d n D",
});

function judgeGsutil(call: Invocation, args: Arguments): Text {
  const [verb, ...rest] = args.operands;
  return /^(?:cp|mv|rsync)$/.test(verb?.value ?? "")
    ? judgeStorageCopy(call, rest.slice(-2))
    : (gsutilVerbs.more?.(call, args) ?? unknownText);
}

const bqVerbs = service({
  lines: [
    [/^rm\b/, "destroys-database"],
    [/^(?:load|insert|cp|mk|update|partition)\b/, "changes-data"],
    [/^extract\b/, "reads-production-data"],
    [/^(?:ls|show|head|version|help|wait)\b/, "reads-records"],
  ],
  options,
});

/** BigQuery: a query is judged by its text. */
function judgeBigQuery(call: Invocation, args: Arguments): Text {
  const [verb, ...statements] = args.operands;
  if (verb?.value !== "query") return bqVerbs.more?.(call, args) ?? unknownText;
  if (given(args, "dry_run")) note(call, "reads-records");
  else
    for (const text of statements)
      for (const { rule } of judgeSql(text.value))
        note(call, rule, { target: commandText(call.words), span: text.span });
  return unknownText;
}

const as = (more: NonNullable<Spec["more"]>): Spec => ({ options, operands: "text*", sink: true, noHelp: true, more });

export const google: Table = {
  gcloud: as(judgeGcloud),
  gsutil: { ...as(judgeGsutil), options: "m q r d n D h=text o=text" },
  bq: as(judgeBigQuery),
};
