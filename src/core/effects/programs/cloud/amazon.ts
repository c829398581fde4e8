/** The command lines of Amazon's cloud (AWS CLI 2.31), as data. */
import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { project } from "../packages/entries.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, type Entries, each, given } from "../table.ts";
import { judgeStorageCopy } from "./storage.ts";
import { query, service, type VerbRows } from "./verbs.ts";

/** `service operation`: the operation's name begins with what it does. */
const lines: VerbRows = [
  [
    /^\S+ delete-(?:db-(?:instance|cluster)|global-cluster|stack(?:-set)?|cluster|project|organization|bucket|account|environment|table|file-system|vpc|user-pool|hosted-zone|repository|app|application|namespace|domain|database|server|keyspace|graph|workspace|cache-cluster|replication-group|serverless-cache|elasticsearch-domain|rest-api)(?= |$)|^\S+ (?:terminate-environment|schedule-key-deletion|close-account|remove-account-from-organization)(?= |$)/,
    "destroys-environment",
  ],
  [
    /^\S+ (?:delete-(?:.*snapshot|.*backup.*|recovery-point|log-group|log-stream|trail|detector|flow-logs|config(?:uration)?-recorder|archive|vault|image)|deregister-image|stop-(?:logging|configuration-recorder)|disable-(?:security-hub|guardduty|key))(?= |$)/,
    "destroys-backups",
  ],
  [/^ec2 terminate-instances/, "destroys-infrastructure"],
  [
    /^(?:secretsmanager (?:batch-)?get-secret-value|ec2 get-password-data|kms decrypt|lambda get-function(?= |$)|iam get-credential-report)/,
    "reads-secret",
  ],
  [
    /^\S+ (?:create-(?:access-key|service-specific-credential|key-pair|login-profile|api-key|secret|token|bearer-token)|get-(?:login-password|login|session-token|federation-token|authorization-token|token|role-credentials|id-token)|assume-role.*|generate-db-auth-token|generate-data-key.*|import-key-pair|upload-ssh-public-key|login|put-secret-value|update-access-key|rotate-secret)(?= |$)/,
    "creates-credential",
  ],
  [
    /^\S+ (?:attach-(?:user|role|group)-policy|put-(?:user|role|group|bucket|resource|key)-policy|add-user-to-group|put-(?:bucket|object)-acl|set-default-policy-version|authorize-security-group-.*|(?:put|delete)-public-access-block|add-permission|update-assume-role-policy|create-(?:user|role|policy.*|group|instance-profile|grant)|modify-(?:snapshot|image)-attribute|put-bucket-website|add-role-to-instance-profile|update-login-profile|deactivate-mfa-device)(?= |$)/,
    "changes-access",
  ],
  [
    /^ssm (?:start-session|send-command)|^ecs execute-command|^ec2-instance-connect |^lambda invoke|^cloudshell /,
    "runs-hidden-program",
  ],
  [
    /^\S+ (?:(?:describe|get|list|head|batch-get|lookup|search|filter|view|validate|estimate|simulate|test|check|preview|scan|query|select|decode|detect|start-query|wait|tail|ls|help)(?:-.*)?)(?: |$)/,
    "reads-records",
  ],
  [/^(?:help|history|sts get-caller-identity)/, "reads-records"],
];

const others = service({
  lines,
  verbs: [[/^(?:describe|get|list|head)-/, "reads-records"]],
  options: awsOptions(),
});

function awsOptions(): string {
  return "profile=text region=text output=text endpoint-url=text!contacts-network query=text no-verify-ssl no-cli-pager no-paginate ca-bundle=read cli-input-json=text with-decryption dryrun dry-run generate-cli-skeleton?=text filters=text filter=text max-items=text color=text recursive delete exclude=text include=text acl=text sse=text storage-class=text quiet no-sign-request";
}

/** A policy that allows everything on everything. */
const allowsAll =
  /"Action"\s*:\s*\[?\s*"(?:\*|\*:\*)"[\s\S]*"Resource"\s*:\s*\[?\s*"\*"|"Resource"\s*:\s*\[?\s*"\*"[\s\S]*"Action"\s*:\s*\[?\s*"\*"/;

function judgeAws(call: Invocation, args: Arguments): Text {
  const [group, verb] = args.operands.map((word) => word.value);
  const target = commandText(call.words);
  if (/polic/.test(verb ?? "") && allowsAll.test(target)) note(call, "grants-admin", { target });
  if (/^(?:--?help|help)$/.test(call.words.at(-1)?.value ?? "")) note(call, "prints");
  else if (group === "configure") note(call, configures(verb, target), { target });
  else if (group === "s3") return judgeS3(call, args, verb);
  else if (given(args, "dry-run", "generate-cli-skeleton")) note(call, "reads-records", { target });
  else if (group === "ssm" && given(args, "with-decryption")) {
    note(call, "reads-secret", { target });
    return { value: hole, remote: true, secret: true };
  } else return others.more?.(call, args) ?? unknownText;
  return unknownText;
}

function configures(verb: string | undefined, text: string): JudgementId {
  if (verb === "list" || verb === "list-profiles") return "reads-records";
  if (verb === "get") return /key|secret|token/i.test(text) ? "reads-secret" : "reads-records";
  return verb === "export-credentials" ? "creates-credential" : "changes-access";
}

function judgeS3(call: Invocation, args: Arguments, verb: string | undefined): Text {
  const target = commandText(call.words);
  const place = args.operands[2]?.value ?? "";
  if (verb === "ls" || given(args, "dryrun")) note(call, "reads-records", { target });
  else if (verb === "presign") note(call, "creates-credential", { target });
  else if (verb === "rb") note(call, "destroys-environment", { target });
  else if (verb === "rm")
    note(
      call,
      given(args, "recursive") && /^s3:\/\/[^/]+\/?$/.test(place) ? "destroys-environment" : "destroys-infrastructure",
      { target },
    );
  else if (given(args, "delete")) note(call, "destroys-infrastructure", { target });
  else if (verb === "cp" || verb === "mv" || verb === "sync") {
    if (/public-read/.test(target)) note(call, "changes-access", { target });
    return judgeStorageCopy(call, args.operands.slice(2));
  } else note(call, "changes-infrastructure", { target });
  return unknownText;
}

const aws: Spec = { options: awsOptions(), operands: "text*", sink: true, noHelp: true, more: judgeAws };

const stacks: Entries = {
  ...each(project, "build synth synthesize ls list diff doctor local docs package print"),
  ...each("reads-records", "info logs metrics status outputs validate events health"),
  ...each(
    "changes-infrastructure",
    "deploy bootstrap watch import gc rollback migrate sync invoke publish refactor start dev create use swap",
  ),
  ...each("destroys-environment", "destroy remove delete terminate"),
  ...each(
    choose({
      list: "reads-secret",
      get: "reads-secret",
      ...each("creates-credential", "set load"),
      remove: "destroys-infrastructure",
    }),
    "secret secrets",
  ),
  version: {},
  init: "writes-in-workspace",
};

export const amazon: Table = {
  ...each(aws, "aws awslocal"),
  ...each(
    choose(stacks, "prints", { options: "profile=text a,app=shell stack=text stage=text s=text c,context=text" }),
    "cdk cdklocal cdktf sam serverless sls sst",
  ),
  eb: choose({
    ...each(query, "status logs health list events platform"),
    ...each("changes-infrastructure", "deploy create scale upgrade swap clone restore abort config appversion tags"),
    terminate: "destroys-environment",
    printenv: "reads-secret",
    setenv: "changes-infrastructure",
    ssh: "opens-tunnel",
    ...each("opens-program", "open console"),
    init: "writes-in-workspace",
    use: "writes-in-workspace",
  }),
  amplify: choose(
    {
      ...each(query, "status env"),
      ...each("changes-infrastructure", "push publish pull add update init import"),
      ...each("destroys-environment", "delete remove"),
      console: "opens-program",
    },
    "prints",
    { otherwise: "changes-infrastructure" },
  ),
  eksctl: service({ lines: [[/^delete (?:cluster|fargateprofile|nodegroup)/, "destroys-environment"]] }),
  "aws-vault": choose(
    {
      list: query,
      ...each("reads-secret", "export exec"),
      ...each("creates-credential", "login add rotate"),
      ...each("destroys-infrastructure", "remove clear"),
    },
    "reads-secret",
  ),
  ...each({ operands: "command", rule: "reads-secret" }, "saml2aws aws-okta granted assume"),
  s3cmd: service({
    lines: [
      [/^(?:put|sync)\b/, "sends-outward"],
      [/^rb\b|^del .*(?:-r|--recursive)/, "destroys-environment"],
      [/^(?:get)\b/, "fetches-network"],
      [/^(?:ls|la|du|info)\b/, "reads-records"],
    ],
  }),
  s5cmd: service({
    lines: [
      [/^(?:cp|mv|sync)\b/, "sends-outward"],
      [/^(?:ls|du|head|cat)\b/, "reads-records"],
    ],
  }),
};
