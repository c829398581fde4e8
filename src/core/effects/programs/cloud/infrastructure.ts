/** Infrastructure as code and configuration of machines (Terraform 1.14, Pulumi 3, Ansible 12), as data. */
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import { project } from "../packages/entries.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, type Entries, each, given } from "../table.ts";
import { query, service } from "./verbs.ts";

const terraformOptions =
  "chdir=dir auto-approve var=text var-file=read target=text replace=text out=write state=read state-out=write backend-config=text plugin-dir=program lock=text lock-timeout=text refresh=text parallelism=text input=text no-color json compact-warnings detailed-exitcode";
const stepOf = (rule: NonNullable<Spec["rule"]>, more = ""): Spec => ({
  rule,
  operands: "text*",
  style: "single-dash",
  options: `${terraformOptions} ${more}`,
});

/** A list of hosts is data; a file of another form is run and asked for them. */
function staticInventory(call: Invocation, args: Arguments): undefined {
  for (const { option, word } of args.items) {
    if (
      option !== "i" ||
      /,|\.(?:ya?ml|ini|json|toml|cfg)$|(?:^|\/)(?:hosts|inventory|inventories\/\w+)$/.test(word.value)
    )
      continue;
    note(call, "runs-unseen-script", { span: word.span, target: word.value });
  }
  return undefined;
}

const terraformSub: Entries = {
  ...each(stepOf("reads-records"), "validate graph version providers help metadata"),
  show: {
    ...stepOf("reads-records"),
    more: (call, args) => {
      if (given(args, "json")) note(call, "reads-secret", { target: commandText(call.words) });
      return undefined;
    },
  },
  plan: stepOf("contacts-network", "destroy generate-config-out=write"),
  fmt: { ...stepOf("writes-in-workspace", "check!reads-files diff write=text recursive") },
  ...each(stepOf("installs-package", "upgrade reconfigure migrate-state!changes-infrastructure"), "init get"),
  ...each("reads-secret", "output"),
  console: stepOf("runs-inline-code"),
  ...each(stepOf("changes-infrastructure"), "refresh import untaint test stacks query"),
  apply: stepOf("changes-infrastructure", "destroy!destroys-environment"),
  destroy: stepOf("destroys-environment"),
  state: choose({
    list: query,
    ...each("reads-secret", "show pull"),
    ...each("destroys-infrastructure", "rm push"),
    ...each("changes-infrastructure", "mv replace-provider identities"),
  }),
  workspace: choose({
    ...each(query, "list show"),
    ...each("changes-infrastructure", "select new"),
    delete: "destroys-infrastructure",
  }),
  ...each("destroys-infrastructure", "taint force-unlock"),
  login: "creates-credential",
  logout: "changes-access",
};

const terraform: Spec = { style: "single-dash", options: terraformOptions, sub: terraformSub };

/** Terragrunt runs a command of Terraform in each folder: `run --all destroy`, `destroy-all`. */
const terragrunt: Spec = {
  options:
    "terragrunt-working-dir=dir working-dir=dir terragrunt-config=script terragrunt-non-interactive non-interactive all a auto-approve",
  sub: {
    ...terraformSub,
    ...each({ ...terraform, options: `${terraformOptions} all queue-include-dir=text` }, "run run-all exec"),
    ...each(does("contacts-network"), "plan-all"),
    "apply-all": "changes-infrastructure",
    "destroy-all": "destroys-environment",
    ...each("reads-secret", "output-all"),
    ...each(query, "hclvalidate graph-dependencies render-json render list find dag info validate-inputs"),
    ...each("writes-in-workspace", "hclfmt hcl scaffold catalog"),
  },
};

const pulumi: Spec = choose(
  {
    ...each(project, "preview pre"),
    stack: choose(
      {
        ...each(query, "ls graph history tag"),
        output: { ...query, options: "show-secrets!reads-secret j,json" },
        rm: "destroys-environment",
        export: "reads-secret",
        ...each("changes-infrastructure", "init select rename import change-secrets-provider"),
      },
      "reads-records",
    ),
    ...each(does("changes-infrastructure"), "up update refresh import watch cancel"),
    ...each("destroys-environment", "destroy down"),
    state: choose({}, "prints", { otherwise: "destroys-infrastructure" }),
    config: choose(
      { get: "reads-secret", ...each("writes-acting-file", "set set-all rm rm-all cp refresh") },
      "reads-records",
      { options: "show-secrets!reads-secret j" },
    ),
    env: choose({ ...each(query, "ls"), ...each("reads-secret", "open get run") }, "prints", {
      otherwise: "changes-infrastructure",
    }),
    login: "creates-credential",
    logout: "changes-access",
    ...each(query, "whoami logs about version console"),
    plugin: choose({ ls: {}, rm: "removes-package" }, "prints", { otherwise: "installs-package" }),
    ...each("writes-in-workspace", "new convert gen-completion"),
    install: "installs-package",
  },
  "prints",
  { options: "s,stack=text C,cwd=dir y,yes" },
);

const inventory =
  "i,inventory=text l,limit=text e,extra-vars=text t,tags=text skip-tags=text u,user=text b,become K,ask-become-pass k f,forks=text vault-password-file=read vault-id=text private-key=read v connection=text";
/** Rehearsals still talk to every machine. */
const playbook = by((_call, args) => {
  if (given(args, "syntax-check", "list-hosts", "list-tasks", "list-tags")) return "prints";
  return given(args, "check", "C") ? "contacts-network" : "changes-infrastructure";
}, `C,check D,diff syntax-check list-hosts list-tasks list-tags ${inventory}`);
/** On other machines the same command does the same: what would be refused here is refused there. */
function judgeElsewhere(call: Invocation, command: Word): void {
  const before = call.run.acts.length;
  call.run.engine.evaluate({ ...call, span: command.span }, command, "bash");
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade === "deny"));
}

function judgeSalt(call: Invocation, args: Arguments): undefined {
  const at = args.operands.findIndex((word) => /^[a-z_]+\.[a-z_]+$/.test(word.value));
  const verb = args.operands[at]?.value ?? "";
  note(
    call,
    /^(?:test\.ping|test\.version|grains\.\w+|sys\.doc|status\.\w+|pillar\.ls)$/.test(verb)
      ? "contacts-network"
      : "changes-infrastructure",
    { target: commandText(call.words) },
  );
  const command = args.operands[at + 1];
  if (command && /^cmd\./.test(verb)) judgeElsewhere(call, command);
  return undefined;
}

/** One module on many machines: two of them only look. */
const adHoc: Spec = {
  options: `m,module-name=text a,args=text C,check list-hosts ${inventory}`,
  operands: "text*",
  more: (call, args) => {
    const module = args.options.get("m")?.value ?? "command";
    const looks = given(args, "list-hosts")
      ? "prints"
      : /^(?:ansible\.builtin\.)?(?:ping|setup|gather_facts|stat)$/.test(module)
        ? "contacts-network"
        : "changes-infrastructure";
    note(call, looks, { target: commandText(call.words) });
    const command = args.options.get("a");
    if (command && /(?:^|\.)(?:shell|command|raw)$/.test(module)) judgeElsewhere(call, command);
    return undefined;
  },
};

export const infrastructure: Table = {
  ...each(terraform, "terraform tofu opentofu"),
  terragrunt,
  terramate: choose({
    ...each(query, "list version experimental"),
    run: { operands: "command", rule: "changes-infrastructure" },
    ...each("writes-in-workspace", "generate fmt create"),
  }),
  ...each(query, "tfsec checkov terrascan regula inframap driftctl"),
  infracost: "sends-outward",
  pulumi,
  ansible: adHoc,
  "ansible-playbook": playbook,
  "ansible-inventory": {
    complete: true,
    options:
      "i,inventory,inventory-file=text list host=text graph y,yaml toml vars l,limit=text export output=write playbook-dir=dir v vault-id=text vault-password-file=script J,ask-vault-pass,ask-vault-password flush-cache",
    operands: "text*",
    more: staticInventory,
  },
  "ansible-doc": {
    complete: true,
    options:
      "l,list s,snippet t,type=text F,list_files j,json M,module-path=script r,roles-path=script e,entry-point=text playbook-dir=dir metadata-dump no-fail-on-errors v",
    operands: "text*",
  },
  "ansible-config": { options: "c,config=read t,type=text only-changed f,format=text v", operands: "text*" },
  "ansible-lint": project,
  "ansible-galaxy": choose(
    {
      ...each(
        choose(
          {
            ...each({}, "list info"),
            search: "contacts-network",
            ...each("writes-in-workspace", "init build"),
            publish: "publishes-release",
            ...each("removes-package", "remove delete"),
          },
          "prints",
          { otherwise: "installs-package" },
        ),
        "collection role",
      ),
      list: {},
      install: "installs-package",
    },
    "prints",
  ),
  "ansible-vault": choose({
    ...each("reads-secret", "view decrypt edit"),
    ...each("writes-in-workspace", "encrypt create rekey"),
    encrypt_string: {},
  }),
  "ansible-pull": "runs-remote-code",
  "ansible-console": "opens-tunnel",
  ...each({ operands: "text*", options: "G=text E=text L=text t=text", more: judgeSalt }, "salt salt-call salt-ssh"),
  puppet: choose(
    {
      ...each(project, "parser lookup epp"),
      ...each(query, "facts config describe doc module help"),
      ...each("changes-system", "apply agent resource"),
    },
    "prints",
    { otherwise: "changes-infrastructure" },
  ),
  ...each("changes-infrastructure", "chef-client chef-solo chef-apply"),
  knife: service(),
  packer: choose({
    ...each(query, "validate inspect version plugins"),
    fmt: "writes-in-workspace",
    init: "installs-package",
    ...each("changes-infrastructure", "build push"),
    console: "runs-inline-code",
  }),
  nomad: service({
    lines: [
      [/^(?:job|system|namespace|volume) (?:stop.*-purge|gc|delete|purge)/, "destroys-environment"],
      [
        /^(?:(?:job|node|alloc|server|deployment|volume|namespace|eval|operator) (?:status|plan|logs|inspect|history|validate|list|members|snapshot inspect))/,
        "reads-records",
      ],
      [/^acl/, "changes-access"],
      [/^alloc exec/, "uses-containers"],
    ],
  }),
  consul: service({
    lines: [
      [/^kv delete.*-recurse/, "destroys-database"],
      [/^kv (?:get|export)|^(?:members|catalog|info|monitor|operator raft list-peers)/, "reads-records"],
      [/^kv (?:put|import)/, "changes-data"],
      [/^acl/, "changes-access"],
      [/^exec/, "runs-hidden-program"],
    ],
  }),
  ...each(service(), "waypoint boundary"),
};
