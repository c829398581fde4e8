/** Keepers of secrets, as data. */
import { type Invocation, note } from "../../shell/run.ts";
import { hole, type Text } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, reads } from "../table.ts";
import { query } from "./verbs.ts";

/** Shows a secret: what it prints is one. */
const shows = (options = ""): Spec => ({
  ...does("reads-secret", options),
  more: () => ({ value: hole, secret: true }),
});
const stores = does("creates-credential");
const loses = does("destroys-infrastructure");
/** Runs a program with secrets in its environment. */
const lends: Spec = {
  options: "env-file=read e=text f=text p=text c=text config=text env=text environment=text project=text no-masking",
  operands: "command",
  rule: "reads-secret",
};

const vault: Spec = choose({
  ...each(query, "status list path-help version"),
  ...each(shows("field=text format=text mount=text"), "read unwrap print"),
  kv: choose({
    get: shows(),
    ...each(query, "list metadata"),
    ...each(stores, "put patch"),
    ...each(loses, "delete destroy"),
    ...each("changes-data", "undelete rollback enable-versioning"),
  }),
  ...each(stores, "write login token ssh transit pki"),
  policy: choose({ ...each(query, "list read fmt"), ...each("changes-access", "write delete") }),
  ...each(
    choose({ list: query, disable: "destroys-environment" }, "prints", { otherwise: "changes-access" }),
    "secrets auth plugin namespace",
  ),
  audit: choose({ list: query, enable: "changes-access", disable: "weakens-protection" }),
  lease: choose({ lookup: query }, "prints", { otherwise: "destroys-infrastructure" }),
  operator: choose(
    { ...each(query, "members key-status raft diagnose"), ...each(stores, "init generate-root rekey rotate unseal") },
    "prints",
    { otherwise: "destroys-infrastructure" },
  ),
  delete: loses,
  ...each("starts-service", "server agent proxy"),
});

/** What was encrypted is a secret once it is printed. */
function judgeDecryption(call: Invocation, args: Arguments): Text | undefined {
  if (!given(args, "d")) return undefined;
  note(call, "reads-secret", { target: args.operands[0]?.value ?? "what is encrypted" });
  return { value: hole, secret: true };
}

export const vaults: Table = {
  ...each(vault, "vault bao"),
  op: choose({
    ...each(shows(), "read get"),
    item: choose({
      list: query,
      get: shows(),
      template: query,
      ...each(stores, "create edit"),
      ...each(loses, "delete"),
      ...each("changes-access", "move share"),
    }),
    document: choose({ list: query, get: shows("o,out-file=write"), ...each(stores, "create edit"), delete: loses }),
    ...each(
      choose({ ...each(query, "list get ls") }, "prints", { otherwise: "changes-access" }),
      "vault user group account connect events-api",
    ),
    list: query,
    whoami: query,
    ...each(stores, "signin signout service-account"),
    run: lends,
    inject: shows("i,in-file=read o,out-file=write"),
    plugin: choose({ list: query, run: lends }, "prints", { otherwise: "changes-access" }),
    ssh: stores,
    update: "installs-package",
  }),
  ...each(
    choose(
      {
        ...each({}, "ls list find search version"),
        ...each(shows(), "show grep"),
        ...each(stores, "insert generate edit init cp copy mv"),
        ...each(loses, "rm delete"),
        git: "changes-repository",
      },
      "prints",
      { otherwise: "reads-secret" },
    ),
    "pass gopass passage",
  ),
  bw: choose({
    ...each(shows(), "get list export unlock receive"),
    ...each(query, "status sync"),
    ...each({}, "generate encode config completion update"),
    ...each(stores, "login create edit"),
    ...each(loses, "delete"),
    ...each("changes-access", "lock logout share confirm move"),
    ...each("sends-outward", "send"),
    serve: "opens-tunnel",
  }),
  lpass: choose({
    ...each(query, "ls status"),
    ...each(shows(), "show export"),
    ...each(stores, "login add edit generate"),
    rm: loses,
    logout: "changes-access",
  }),
  doppler: choose({
    run: lends,
    ...each(query, "me projects configs environments activity"),
    secrets: choose(
      { ...each(shows(), "get download substitute"), ...each(stores, "set upload"), delete: loses },
      "reads-secret",
    ),
    ...each(stores, "login setup configure"),
  }),
  infisical: choose({
    run: lends,
    ...each(shows(), "export secrets user"),
    ...each(stores, "login init service-token"),
    scan: "reads-files",
  }),
  chamber: choose({
    list: query,
    "list-services": query,
    ...each(shows(), "read export env"),
    exec: lends,
    ...each(stores, "write import"),
    delete: loses,
  }),
  teller: choose({
    run: lends,
    ...each(shows(), "env show export yaml"),
    ...each({}, "scan redact"),
    ...each(stores, "put"),
    delete: loses,
  }),
  dotenvx: choose({
    run: lends,
    ...each(shows(), "get decrypt keypair"),
    ...each(stores, "set encrypt rotate"),
    ls: {},
  }),
  sops: {
    options:
      "d,decrypt!reads-secret e,encrypt!writes-in-workspace i,in-place extract=text input-type=text output-type=text output=write r,rotate!creates-credential",
    sub: {
      ...each(shows(), "decrypt edit exec-env exec-file"),
      ...each("writes-in-workspace", "encrypt set unset"),
      filestatus: {},
      ...each("changes-access", "updatekeys rotate keyservice publish"),
    },
    otherwise: "reads-secret",
  },
  age: {
    options: "d,decrypt o,output=write i,identity=read r=text R=read p a e",
    operands: "read*",
    more: judgeDecryption,
  },
  rage: { options: "d,decrypt o,output=write i,identity=read r=text p", operands: "read*", more: judgeDecryption },
  "age-keygen": { options: "o=write y", operands: "read*", rule: "creates-credential" },
  "secret-tool": choose({ ...each(shows(), "lookup search"), store: stores, clear: loses }),
  keyring: choose({ get: shows(), set: stores, del: loses, "--list-backends": {} }),
  "keepassxc-cli": choose({
    ...each(query, "ls search db-info"),
    ...each(shows(), "show clip export open"),
    ...each({}, "generate diceware estimate"),
    ...each(stores, "add edit"),
    rm: loses,
  }),
  ...each("reads-secret", "kwallet-query keychain mimikatz lsassy laZagne pwdump hashcat john"),
  "git-crypt": choose({
    status: {},
    unlock: "reads-secret",
    lock: "changes-repository",
    init: "creates-credential",
    "add-gpg-user": "changes-access",
    "export-key": "reads-secret",
  }),
  "git-secret": choose(
    { ...each({}, "list whoknows status"), ...each("reads-secret", "cat reveal changes"), hide: "writes-in-workspace" },
    "prints",
    { otherwise: "changes-access" },
  ),
  htpasswd: { options: "c b n!prints B m p D", operands: "write text*", rule: "creates-credential" },
  ...each({ operands: "text*" }, "pwgen apg xkcdpass mkpasswd"),
  ykman: choose({ list: query, info: query }, "prints", { otherwise: "changes-access" }),
  keytool: by((call) =>
    /-(?:list|printcert|showinfo)/.test(call.words[1]?.value ?? "")
      ? "reads-files"
      : /-(?:exportcert|printcertreq|printcrl)/.test(call.words[1]?.value ?? "")
        ? "writes-in-workspace"
        : "creates-credential",
  ),
  jarsigner: by(
    (_call, args) => (given(args, "verify") ? "reads-files" : "creates-credential"),
    "verify keystore=text",
  ),
  certbot: choose(
    {
      certificates: query,
      ...each("creates-credential", "certonly run renew register"),
      ...each(loses, "delete revoke"),
    },
    "creates-credential",
    { options: "dry-run!contacts-network" },
  ),
  ...each("creates-credential", "mkcert step cfssl easyrsa"),
  "detect-secrets": choose({ scan: reads(), audit: reads() }),
  ...each(
    choose({ ...each(reads(), "detect protect dir git stdin filesystem") }, "prints", {
      otherwise: "contacts-network",
    }),
    "gitleaks trufflehog",
  ),
};
