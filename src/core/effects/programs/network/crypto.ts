/** Encryption, signatures and certificates (OpenSSL 3.6, GnuPG 2.5), as data. */
import { type Invocation, note } from "../../shell/run.ts";
import { hole, marked, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import type { Entries } from "../table.ts";
import { asIf, by, choose, does, each, given, reads, valueIn } from "../table.ts";

const common =
  "in=read out=write keyout=write engine=program provider-path=program provider=program key=read inkey=read CAfile=text CA=read CAkey=read cert=read certfile=read signature=read sign=read verify=read passin=text passout=text pass=text config=read extfile=read subj=text days=text inform=text outform=text name=text k=text K=text iv=text S=text md=text kfile=read rand=read writerand=write recip=read signer=read content=read noout text d e a A base64 pbkdf2 salt nodes newkey=text x509 new genkey pubout pubin modulus fingerprint checkend=text";
const tool = (more?: Spec["more"], operands = "text*"): Spec => ({
  style: "single-dash",
  options: common,
  operands,
  ...(more ? { more } : {}),
});

function decode(call: Invocation, args: Arguments): Text {
  const input = valueIn(args, "in");
  const text = input ? undefined : call.stdin;
  if (!given(args, "d"))
    return marked(hole, [
      text,
      ...args.items.filter((item) => item.word.secret).map((item) => item.word),
      ...secretsRead(call),
    ]);
  const decoded = asIf({ ...call, stdin: text ?? unknownText }, "base64", "-d");
  return given(args, "base64", "a") ? decoded : { value: hole, decoded: true };
}

/** A secret that this command read goes on into what it writes. */
function secretsRead(call: Invocation): Text[] {
  const own = call.words.map((word) => word.value).join(" ");
  return call.run.acts.some((found) => found.rule === "reads-secret" && found.command === own)
    ? [{ value: "", secret: true }]
    : [];
}

const opensslSub: Entries = {
  ...each(
    tool(undefined, "read*"),
    "x509 verify crl dgst asn1parse version ciphers rand prime pkcs7 crl2pkcs7 nseq errstr sha256 sha1 sha512 md5 help list speed dhparam info storeutl sess_id",
  ),
  req: tool((call, args) => {
    if (given(args, "newkey", "x509", "keyout")) note(call, "creates-credential", { target: "a key or certificate" });
    return undefined;
  }),
  ...each(
    tool(decode),
    "enc base64 aes-256-cbc aes-128-cbc des3 rsa pkey ec dsa pkcs12 pkcs8 rsautl pkeyutl smime cms passwd spkac ts",
  ),
  ecparam: tool((call, args) => {
    if (given(args, "genkey")) note(call, "creates-credential", { target: "a key" });
    return undefined;
  }),
  ...each({ ...tool(), rule: "creates-credential" }, "genrsa genpkey gendsa ca"),
  s_client: {
    ...does("contacts-network"),
    style: "single-dash",
    sink: true,
    remote: true,
    options: `${common} connect=text servername=text host=text port=text proxy=text`,
  },
  ...each({ ...does("contacts-network"), style: "single-dash", sink: true, remote: true }, "ocsp cmp s_time"),
  s_server: "opens-tunnel",
  engine: "runs-hidden-program",
  rehash: "writes-outside-workspace",
};

const gpgOptions =
  "d,decrypt decrypt-files o,output=write r,recipient=text R,hidden-recipient=text u,local-user=text e,encrypt s,sign b,detach-sign clear-sign clearsign c,symmetric a,armor export-secret-keys!reads-secret export-secret-subkeys!reads-secret export-ssh-key!prints delete-secret-keys!destroys-backups delete-secret-and-public-key!destroys-backups delete-keys!changes-access import!changes-access fast-import!changes-access recv-keys,receive-keys!contacts-network refresh-keys!contacts-network search-keys!contacts-network locate-keys!contacts-network fetch-keys!contacts-network send-keys!publishes-release keyserver=text gen-key,generate-key!creates-credential full-generate-key,full-gen-key!creates-credential quick-generate-key,quick-gen-key!creates-credential quick-add-key!creates-credential edit-key!changes-access sign-key!changes-access lsign-key!changes-access import-ownertrust!changes-access gen-revoke!creates-credential passwd,change-passphrase!creates-credential list-keys!prints list-public-keys!prints k!prints K,list-secret-keys!prints list-sigs!prints check-sigs!prints list-packets verify!reads-files fingerprint!prints list-config!prints card-status!prints print-md=text export!prints photo-viewer=program agent-program=program dirmngr-program=program gpgconf-list!prints load-extension=program passphrase-file=read passphrase=text passphrase-fd=text pinentry-mode=text homedir=dir trust-model=text options=script batch yes q v";

/** What was encrypted is a secret once it is printed. */
function judgeGpg(call: Invocation, args: Arguments): Text {
  const secret = given(args, "d", "decrypt-files", "export-secret-keys", "export-secret-subkeys");
  if (given(args, "d", "decrypt-files"))
    note(call, "reads-secret", { target: args.operands[0]?.value ?? "what is encrypted" });
  if (given(args, "s", "b", "clear-sign", "clearsign")) note(call, "writes-in-workspace", { target: "a signature" });
  const input = args.items.some((item) => item.word.secret) || call.stdin?.secret || secretsRead(call).length > 0;
  return { value: hole, ...(secret || input ? { secret: true } : {}) };
}

const gpg: Spec = { options: gpgOptions, operands: "read*", more: judgeGpg };

export const crypto: Table = {
  ...each(
    { style: "single-dash", sub: opensslSub, bare: "prints", options: "version!prints" } satisfies Spec,
    "openssl libressl",
  ),
  ...each(gpg, "gpg gpg2"),
  gpgv: reads("keyring=read o=write"),
  gpgconf: by(
    (_call, args) =>
      given(args, "kill", "launch", "reload", "K", "R", "change-options", "apply-defaults")
        ? "ends-processes"
        : "prints",
    "kill=text K=text launch=text reload?=text R list-dirs list-components",
  ),
  ...each("ends-processes", "gpg-agent gpg-connect-agent"),
  minisign: choose({}, "reads-files", {
    options: "G!creates-credential R!creates-credential S!writes-in-workspace V m=read p=read s=read x=read",
    otherwise: "reads-files",
  }),
  signify: { options: "G!creates-credential S!writes-in-workspace V C m=read p=read s=read x=read", operands: "text*" },
  certtool: {
    options:
      "i,certificate-info p,generate-privkey!creates-credential generate-request!creates-credential generate-self-signed!creates-credential infile=read outfile=write load-privkey=read",
    operands: "text*",
  },
  ...each("weakens-protection", "update-ca-certificates update-ca-trust trust"),
};
