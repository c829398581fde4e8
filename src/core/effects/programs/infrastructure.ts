/** Containers, clusters, clouds, deployment and hosting services, as data. */
// Longer than other files because it is one table with the few functions its rows need.
import type { JudgementId } from "../judgements.ts";
import { commandText, type Invocation, note } from "../shell/run.ts";
import { hole, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { unknownBranch } from "./branches.ts";
import type { Spec, Table } from "./spec.ts";
import { judgeContainerRun } from "./wrappers.ts";

const words = (rule: JudgementId | Spec, names: string): Record<string, JudgementId | Spec> =>
  Object.fromEntries(names.split(" ").map((name) => [name, rule]));
const query: Spec = { rule: "reads-records", operands: "text*" };

/** What a verb in a command line of a service does: the first row that matches a word decides. */
const verbs: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /^(?:delete-(?:db-(?:instance|cluster)|stack|cluster|project|organization|bucket|account|environment|resource-group|table|file-system|vpc|key|user-pool|hosted-zone|repository|app|application|namespace|domain|backup.*|snapshot|log-group|trail|database|server|instance)|terminate-(?:instances|environment)|remove-bucket|rb|nuke|schedule-key-deletion|stop-logging|deregister-.*)$/,
    "destroys-environment",
  ],
  [
    /^(?:delete|remove|rm|destroy|terminate|purge|drop|del|erase|reset|wipe|empty|revoke|deregister|detach|disable)(?:[-:].*|$)/,
    "destroys-infrastructure",
  ],
  [
    /^(?:attach-(?:user|role|group)-policy|put-(?:user|role|group|bucket)-policy|add-user-to-group|add-iam-policy-binding|set-iam-policy|grant.*|put-bucket-acl|set-default-policy-version|authorize-security-group-.*|put-public-access-block|add-permission|update-assume-role-policy|create-(?:user|role|login-profile|policy.*))$/,
    "changes-access",
  ],
  [
    /^(?:create-(?:access-key|service-specific-credential|key-pair|service-account|token)|print-access-token|print-identity-token|get-access-token|get-login-password|get-session-token|assume-role.*|get-secret-value|get-parameters?(?:-by-path)?|get-password-data|access|login|configure|set-credentials|application-default|add-key|create-token|list-secrets-values|reveal|export-credentials|get-credentials|regenerate.*|reset-credentials|rotate.*)$/,
    "creates-credential",
  ],
  [
    /^(?:get|list|ls|describe|show|info|status|view|head|lookup|query|scan|search|wait|logs?|tail|history|diff|plan|version|versions|help|whoami|validate|estimate|check|ps|top|events|explain|inspect|stat|cat|test|simulate|ping|current|inspect|metrics|dashboard)(?:[-:].*|$)/,
    "reads-records",
  ],
];

/** Services whose words are many and whose verbs are regular. The worst verb among the words before options counts. */
function judgeByVerbs(call: Invocation): Text {
  const plain = call.words.slice(1).map((word) => word.value);
  const first = plain.findIndex((word, index) => index > 0 && word.startsWith("-"));
  const given = plain.filter((word) => /^[a-zA-Z]/.test(word)).slice(0, first > 4 ? first : 5);
  const text = commandText(call.words);
  let rule: JudgementId = "changes-infrastructure";
  for (const [pattern, found] of verbs) {
    if (given.some((word) => pattern.test(word))) {
      rule = found;
      break;
    }
  }
  if (given.length === 0) rule = "prints";
  if (
    /administratoraccess|roles\/owner|poweruseraccess|\bcluster-admin\b|--role[= ]owner\b|:root\b/i.test(text) &&
    rule !== "reads-records"
  )
    rule = "grants-admin";
  if (/allusers|allauthenticatedusers|public-read|0\.0\.0\.0\/0/i.test(text) && rule !== "reads-records")
    note(call, "changes-access", { target: text });
  note(call, rule, { target: text });
  const secret = rule === "creates-credential";
  return { value: hole, remote: true, ...(secret ? { secret: true } : {}) };
}

const service: Spec = { operands: "text*", more: judgeByVerbs, sink: true };

function judgeDockerRun(call: Invocation, args: Arguments): Text {
  const text = commandText(call.words);
  const mounts = args.items
    .filter((item) => item.option === "v" || item.option === "mount")
    .map((item) => item.word.value);
  const host = mounts.some((mount) =>
    /^(?:\/|~\/?|\/etc|\/root|\/home|\/var\/run\/docker\.sock|\/var|\/usr|c:\\?\\?):(?!\w:)|^\/:|docker\.sock|(?:source|src)=\/(?:,|$)|^[cC]:[\\/]?:/.test(
      mount,
    ),
  );
  const privileged =
    args.options.has("privileged") ||
    /--(?:pid|ipc|uts|userns|cgroupns|net(?:work)?)[= ]host|--cap-add[= ](?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE)|--device[= ]\/dev|apparmor[=:]unconfined|seccomp[=:]unconfined/.test(
      text,
    );
  note(
    call,
    host || args.options.has("privileged") || /--pid[= ]host|SYS_ADMIN|cap-add[= ]ALL/.test(text)
      ? "reaches-host-root"
      : "uses-containers",
    { target: text },
  );
  if (privileged && !host) note(call, "gains-privilege", { target: text });
  const rest = args.operands.slice(1);
  if (rest.length > 0 && !rest[0]?.value.startsWith("-")) judgeInContainer(call, rest);
  return { value: hole, remote: true };
}

/** Inside a container the same words mean less: what would be refused outside is asked, unless it reaches out. */
function judgeInContainer(call: Invocation, rest: Invocation["words"]): void {
  const before = call.run.acts.length;
  judgeContainerRun(call, rest);
  const outward = new Set(["opens-remote-shell", "sends-secret", "destroys-database", "runs-remote-code"]);
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade !== "deny" || outward.has(item.rule)));
  if (found.some((item) => item.grade === "deny" && !outward.has(item.rule)))
    note(call, "destroys-infrastructure", { target: commandText(rest) });
}

const runOptions =
  "v,volume=text mount=text e,env=text env-file=read name=text p,publish=text w,workdir=text u,user=text network,net=text pid=text ipc=text cap-add=text device=text security-opt=text entrypoint=text l,label=text h,hostname=text m,memory=text c,cpu-shares=text cpus=text platform=text userns=text add-host=text restart=text gpus=text shm-size=text tmpfs=text ulimit=text volumes-from=text log-driver=text cidfile=write privileged rm i t d it pull=text";
const dockerExec: Spec = {
  options: "e,env=text w,workdir=text u,user=text env-file=read privileged i t d",
  operands: "text command",
  rule: "uses-containers",
  byHand: (call, args) => {
    judgeInContainer(call, args.rest);
    return { value: hole, remote: true };
  },
};
const dockerRead = words(query, "ps images logs top stats port diff history version info events search ls list df");

function judgeInspect(call: Invocation, args: Arguments): undefined {
  const format = args.options.get("format")?.value ?? "";
  note(call, /env/i.test(format) ? "reads-secret" : "reads-records", { target: commandText(call.words) });
  return undefined;
}

const inspect: Spec = { options: "f,format=text s,size type=text", operands: "text*", more: judgeInspect };
const object = (destroyed: JudgementId = "destroys-infrastructure"): Spec => ({
  sub: {
    ...dockerRead,
    inspect,
    ...words(
      "uses-containers",
      "create run start stop restart pause unpause build pull tag connect disconnect update rename attach wait cp commit import load save export kill use",
    ),
    ...words(destroyed, "rm remove prune"),
    push: "publishes-release",
    exec: dockerExec,
  },
  bare: "prints",
});

const docker: Spec = {
  options: "H,host=text!contacts-network c,context=text config=read l=text D tls",
  sub: {
    ...dockerRead,
    inspect,
    "--help": {},
    help: {},
    run: {
      options: runOptions,
      operands: "text command",
      byHand: (call, args) => judgeDockerRun(call, { ...args, operands: [...args.operands.slice(0, 1), ...args.rest] }),
    },
    create: {
      options: runOptions,
      operands: "text command",
      byHand: (call, args) => judgeDockerRun(call, { ...args, operands: [...args.operands.slice(0, 1), ...args.rest] }),
    },
    exec: dockerExec,
    ...words(
      { rule: "uses-containers", operands: "text*" },
      "start stop restart pause unpause build buildx pull tag update rename attach wait cp commit import load save export kill wait init",
    ),
    ...words("destroys-infrastructure", "rm rmi"),
    push: "publishes-release",
    login: "creates-credential",
    logout: "changes-access",
    plugin: "installs-package",
    scout: query,
    trust: "changes-access",
    system: {
      sub: {
        df: query,
        info: query,
        events: query,
        prune: {
          options: "a,all f,force volumes!destroys-environment",
          operands: "text*",
          rule: "destroys-infrastructure",
        },
      },
    },
    volume: object(),
    network: object(),
    image: object(),
    container: object(),
    builder: object(),
    config: object(),
    secret: object(),
    node: object(),
    stack: object("destroys-environment"),
    service: object(),
    swarm: "changes-infrastructure",
    context: object(),
    manifest: object(),
    compose: {
      options: "f,file=text p,project-name=text profile=text env-file=text",
      sub: {
        ...dockerRead,
        config: {},
        ...words(
          { rule: "uses-containers", operands: "text*" },
          "up start stop restart build pull create pause unpause cp run watch scale kill attach",
        ),
        exec: dockerExec,
        down: { options: "v,volumes!destroys-infrastructure rmi=text", operands: "text*", rule: "uses-containers" },
        rm: "destroys-infrastructure",
        push: "publishes-release",
      },
    },
  },
  bare: "prints",
};

function judgeKubectl(call: Invocation, args: Arguments): Text {
  const [verb, ...rest] = args.operands.map((word) => word.value);
  const text = commandText(call.words);
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const rule = kubernetes(verb ?? "", rest, text, has);
  note(call, rule, { target: text });
  if (verb === "exec" || verb === "debug" || verb === "run") {
    const at = call.words.findIndex((word) => word.value === "--");
    if (at >= 0) judgeInContainer(call, call.words.slice(at + 1));
  }
  const file = args.options.get("f") ?? args.options.get("filename");
  if (file && /^https?:/.test(file.value) && rule !== "reads-records")
    note(call, "runs-remote-code", { span: file.span });
  return { value: hole, remote: true, ...(rule === "reads-secret" ? { secret: true } : {}) };
}

function kubernetes(
  verb: string,
  rest: readonly string[],
  text: string,
  has: (...names: string[]) => boolean,
): JudgementId {
  const kind = (rest[0] ?? "").toLowerCase();
  if (has("dry-run") && /--dry-run(?:[= ](?:client|server)|\s|$)/.test(text)) return "reads-records";
  if (/^(?:get|describe)$/.test(verb))
    return (/^secrets?(?:\/|$|,)/.test(kind) && (verb === "describe" ? false : has("o", "output", "template"))) ||
      /^secrets?\//.test(kind) ||
      (/^secrets?$/.test(kind) && rest.length > 1)
      ? "reads-secret"
      : "reads-records";
  if (
    /^(?:logs|top|explain|version|api-resources|api-versions|cluster-info|diff|events|wait|kustomize|completion|options|help)$/.test(
      verb,
    )
  )
    return "reads-records";
  if (verb === "config")
    return /^(?:view|get-.*|current-context)$/.test(kind)
      ? has("raw")
        ? "reads-secret"
        : "reads-records"
      : "changes-access";
  if (verb === "auth") return "reads-records";
  if (verb === "create" && kind === "token") return "creates-credential";
  if (verb === "create" && /^(?:clusterrolebinding|rolebinding)$/.test(kind))
    return /cluster-admin|=admin|edit/.test(text) ? "grants-admin" : "changes-access";
  if (/^(?:delete)$/.test(verb))
    return /^(?:namespaces?|ns|pv|persistentvolumes?|nodes?|crds?|clusters?|customresourcedefinitions?)(?:\/|$)/.test(
      kind,
    ) ||
      has("all", "A", "all-namespaces") ||
      kind === "all"
      ? "destroys-environment"
      : "destroys-infrastructure";
  if (/^(?:drain|cordon|taint)$/.test(verb)) return "destroys-infrastructure";
  if (/^(?:port-forward|proxy|tunnel)$/.test(verb)) return "opens-tunnel";
  if (verb === "") return "prints";
  return "changes-infrastructure";
}

const kubectl: Spec = {
  options:
    "n,namespace=text f,filename=text o,output?=text l,selector=text context=text kubeconfig=read c,container=text p=text dry-run?=text replicas=text template=text image=text A,all-namespaces all raw it i t w R k force grace-period=text clusterrole=text serviceaccount=text user=text v=text",
  operands: "text*",
  more: judgeKubectl,
};

const applies = (name: string): Spec => ({
  style: "single-dash",
  options:
    "chdir=dir auto-approve var=text var-file=read target=text out=write state=read backend-config=text plugin-dir=program",
  sub: {
    ...words(
      { rule: "reads-records", operands: "text*", style: "single-dash", options: "out=write" },
      "validate show graph version providers get help metadata",
    ),
    plan: { rule: "contacts-network", operands: "text*", style: "single-dash", options: "out=write destroy" },
    fmt: "writes-in-workspace",
    init: "installs-package",
    output: "reads-secret",
    console: "reads-records",
    refresh: "changes-infrastructure",
    apply: {
      style: "single-dash",
      options: "destroy!destroys-environment auto-approve var=text var-file=read target=text",
      operands: "text*",
      rule: "changes-infrastructure",
    },
    destroy: {
      style: "single-dash",
      options: "auto-approve!destroys-environment target=text",
      operands: "text*",
      rule: "destroys-environment",
    },
    state: {
      sub: {
        list: query,
        show: "reads-secret",
        pull: "reads-secret",
        rm: "destroys-infrastructure",
        mv: "changes-infrastructure",
        push: "destroys-infrastructure",
        "replace-provider": "changes-infrastructure",
      },
    },
    workspace: {
      sub: {
        list: query,
        show: query,
        select: "changes-infrastructure",
        new: "changes-infrastructure",
        delete: "destroys-infrastructure",
      },
    },
    import: "changes-infrastructure",
    taint: "destroys-infrastructure",
    untaint: "changes-infrastructure",
    "force-unlock": "destroys-infrastructure",
    login: "creates-credential",
    logout: "changes-access",
    test: "changes-infrastructure",
  },
  target: name,
});

const api: Spec = {
  options:
    "X,method=text f,raw-field=text F,field=data input=read H,header=text jq,q=text t,template=text paginate hostname=text",
  operands: "text*",
  sink: true,
  more: (call, args) => {
    const method = (
      args.options.get("X")?.value ??
      args.options.get("method")?.value ??
      (args.options.has("f") || args.options.has("F") || args.options.has("input") ? "POST" : "GET")
    ).toUpperCase();
    const path = args.operands[0]?.value ?? "";
    const text = commandText(call.words);
    if (method === "DELETE" && /^\/?repos\/[^/]+\/[^/]+\/?$/.test(path))
      note(call, "destroys-environment", { target: path });
    else if (method === "DELETE") note(call, "destroys-infrastructure", { target: path });
    else if (/graphql/.test(path) && !/mutation/.test(text)) note(call, "reads-records", { target: path });
    else if (method === "GET")
      note(call, /secrets|tokens?$|keys$/.test(path) ? "reads-secret" : "reads-records", { target: path });
    else
      note(
        call,
        /collaborators|permissions|protection|teams|memberships|keys|hooks|secrets|visibility|environments/.test(text)
          ? "changes-access"
          : "posts-for-others",
        { target: path },
      );
    return { value: hole, remote: true };
  },
};

const posts: Spec = {
  rule: "posts-for-others",
  operands: "text*",
  sink: true,
  options: "b,body=text F,body-file=upload t,title=text",
};
const ghRead = words(query, "list view status diff checks ls view-log browse watch search verify");
const gh: Spec = {
  options: "R,repo=text",
  sub: {
    pr: {
      sub: {
        ...ghRead,
        checkout: "changes-repository",
        ...words(posts, "create comment review close reopen edit ready lock unlock update-branch"),
        merge: { ...posts, branches: unknownBranch },
      },
    },
    mr: {
      sub: {
        ...ghRead,
        checkout: "changes-repository",
        ...words(posts, "create note update close reopen approve"),
        merge: { ...posts, branches: unknownBranch },
      },
    },
    issue: {
      sub: {
        ...ghRead,
        develop: "changes-repository",
        ...words(posts, "create comment close reopen edit lock unlock pin unpin transfer"),
        delete: "deletes-data",
      },
    },
    repo: {
      sub: {
        ...ghRead,
        clone: "fetches-network",
        create: "posts-for-others",
        fork: "posts-for-others",
        sync: "posts-for-others",
        delete: "destroys-environment",
        archive: "destroys-infrastructure",
        unarchive: "changes-access",
        rename: "changes-access",
        edit: { options: "visibility=text!changes-access", operands: "text*", rule: "changes-access" },
        "set-default": "changes-repository",
        "deploy-key": "changes-access",
      },
    },
    release: {
      sub: {
        ...ghRead,
        create: { options: "t=text n=text F=upload", operands: "text upload*", rule: "publishes-release", sink: true },
        upload: { operands: "text upload*", rule: "publishes-release", sink: true },
        delete: "destroys-infrastructure",
        edit: "publishes-release",
        download: "fetches-network",
      },
    },
    gist: {
      sub: {
        ...ghRead,
        create: {
          options: "p,public d,desc=text f,filename=text w",
          operands: "upload*",
          rule: "sends-outward",
          sink: true,
        },
        edit: { operands: "text upload*", rule: "sends-outward", sink: true, options: "a=upload" },
        delete: "destroys-infrastructure",
        clone: "fetches-network",
      },
    },
    run: {
      sub: {
        ...ghRead,
        rerun: "changes-infrastructure",
        cancel: "ends-processes",
        delete: "destroys-infrastructure",
        download: "fetches-network",
      },
    },
    workflow: {
      sub: { ...ghRead, run: "changes-infrastructure", enable: "changes-access", disable: "changes-access" },
    },
    ci: { sub: { ...ghRead, run: "changes-infrastructure", trigger: "changes-infrastructure" } },
    secret: {
      sub: {
        list: query,
        set: { options: "b,body=text f,env-file=upload", operands: "text*", rule: "creates-credential", sink: true },
        delete: "destroys-infrastructure",
        remove: "destroys-infrastructure",
      },
    },
    variable: { sub: { list: query, get: query, set: "changes-infrastructure", delete: "destroys-infrastructure" } },
    auth: {
      sub: {
        status: { options: "t,show-token!reads-secret", operands: "text*", rule: "reads-records" },
        token: { rule: "reads-secret", more: () => ({ value: hole, secret: true }) },
        login: "creates-credential",
        logout: "changes-access",
        refresh: "changes-access",
        "setup-git": "changes-access",
        switch: "changes-access",
      },
    },
    api,
    ...words(query, "search status browse org cache_ ruleset"),
    label: { sub: { list: query, ...words(posts, "create edit delete clone") } },
    extension: {
      sub: {
        list: {},
        search: query,
        install: "installs-package",
        remove: "removes-package",
        upgrade: "installs-package",
        exec: "runs-unseen-script",
      },
    },
    "ssh-key": "changes-access",
    "gpg-key": "changes-access",
    alias: { sub: { list: {}, set: "redefines-command", delete: {}, import: "redefines-command" } },
    config: { sub: { get: {}, list: {}, set: "changes-access" } },
    codespace: {
      sub: { list: query, ssh: "opens-tunnel", create: "changes-infrastructure", delete: "destroys-infrastructure" },
    },
    project: {
      sub: {
        ...ghRead,
        ...words(posts, "create edit close copy item-add item-create item-edit"),
        delete: "deletes-data",
        "item-delete": "deletes-data",
      },
    },
    cache: { sub: { list: query, delete: "destroys-infrastructure" } },
    copilot: "starts-agent",
    attestation: query,
    completion: {},
    help: {},
    version: {},
  },
  bare: "prints",
};

function judgeAnsible(call: Invocation, args: Arguments): Text {
  note(
    call,
    args.options.has("syntax-check") || args.options.has("list-hosts") || args.options.has("list-tasks")
      ? "prints"
      : args.options.has("check") || args.options.has("C")
        ? "contacts-network"
        : "changes-infrastructure",
    { target: commandText(call.words) },
  );
  return unknownText;
}

export const infrastructure: Table = {
  docker,
  podman: docker,
  nerdctl: docker,
  "docker-compose": docker.sub?.compose as Spec,
  "podman-compose": docker.sub?.compose as Spec,
  kubectl,
  oc: kubectl,
  k: kubectl,
  k3s: { operands: "command" },
  minikube: service,
  kind: service,
  k3d: service,
  helm: {
    options: "n,namespace=text kube-context=text post-renderer=program",
    sub: {
      ...words(query, "list ls status history get show search template lint version env verify"),
      repo: {
        sub: { list: {}, add: "replaces-program-source", update: "fetches-network", remove: "changes-infrastructure" },
      },
      ...words(
        {
          rule: "changes-infrastructure",
          operands: "text*",
          options: "post-renderer=program dry-run!reads-records f=read set=text",
        },
        "install upgrade rollback test",
      ),
      ...words("destroys-infrastructure", "uninstall delete"),
      ...words("fetches-network", "pull dependency dep"),
      push: "publishes-release",
      plugin: "installs-package",
      create: "writes-in-workspace",
      package: "writes-in-workspace",
    },
  },
  terraform: applies("terraform"),
  tofu: applies("tofu"),
  terragrunt: applies("terragrunt"),
  terramate: service,
  pulumi: {
    sub: {
      preview: "reads-records",
      stack: {
        sub: {
          ls: query,
          output: "reads-secret",
          rm: "destroys-environment",
          export: "reads-secret",
          init: "changes-infrastructure",
          select: "changes-infrastructure",
        },
        bare: "reads-records",
      },
      up: "changes-infrastructure",
      update: "changes-infrastructure",
      refresh: "changes-infrastructure",
      destroy: "destroys-environment",
      config: "reads-secret",
      login: "creates-credential",
      whoami: query,
      version: {},
    },
  },
  cdk: {
    sub: {
      ls: "runs-project-task",
      list: "runs-project-task",
      synth: "runs-project-task",
      diff: "runs-project-task",
      deploy: "changes-infrastructure",
      destroy: "destroys-environment",
      bootstrap: "changes-infrastructure",
    },
  },
  cdktf: {
    sub: {
      deploy: "changes-infrastructure",
      destroy: "destroys-environment",
      synth: "runs-project-task",
      diff: "runs-project-task",
    },
  },
  sam: {
    sub: {
      build: "runs-project-task",
      validate: {},
      deploy: "changes-infrastructure",
      delete: "destroys-environment",
      local: "uses-containers",
      logs: query,
    },
  },
  serverless: {
    sub: {
      deploy: "changes-infrastructure",
      remove: "destroys-environment",
      info: query,
      logs: query,
      invoke: "changes-infrastructure",
    },
  },
  sls: { sub: { deploy: "changes-infrastructure", remove: "destroys-environment", info: query } },
  ansible: { options: "m=text a=text i=read b K C,check e=text", operands: "text*", rule: "changes-infrastructure" },
  "ansible-playbook": {
    options: "C,check syntax-check list-hosts list-tasks i=read e=text K b",
    operands: "read*",
    more: judgeAnsible,
  },
  "ansible-galaxy": "installs-package",
  "ansible-vault": "reads-secret",
  salt: "changes-infrastructure",
  puppet: "changes-infrastructure",
  "chef-client": "changes-infrastructure",
  packer: service,
  vagrant: service,
  nomad: service,
  consul: service,
  waypoint: service,
  aws: {
    options: "profile=text region=text output=text endpoint-url=text!contacts-network query=text no-verify-ssl",
    operands: "text*",
    sink: true,
    more: judgeAws,
  },
  gcloud: service,
  gsutil: { ...service, more: judgeStorage },
  bq: service,
  az: service,
  azd: service,
  doctl: service,
  heroku: service,
  fly: service,
  flyctl: service,
  railway: service,
  render: service,
  scw: service,
  linode: service,
  "linode-cli": service,
  hcloud: service,
  ibmcloud: service,
  oci: service,
  eksctl: service,
  kops: service,
  argocd: service,
  flux: service,
  istioctl: service,
  linkerd: service,
  velero: service,
  vault: {
    sub: {
      status: query,
      read: "reads-secret",
      kv: {
        sub: {
          get: "reads-secret",
          list: query,
          put: "creates-credential",
          delete: "destroys-infrastructure",
          metadata: query,
          destroy: "destroys-infrastructure",
        },
      },
      write: "creates-credential",
      login: "creates-credential",
      token: "creates-credential",
      policy: "changes-access",
      delete: "destroys-infrastructure",
      secrets: "changes-access",
      auth: "changes-access",
      version: {},
    },
  },
  vercel: { ...service, more: judgeHosting },
  netlify: { ...service, more: judgeHosting },
  wrangler: { ...service, more: judgeHosting },
  firebase: { ...service, more: judgeHosting },
  surge: { rule: "publishes-release" },
  amplify: { ...service, more: judgeHosting },
  eb: { ...service, more: judgeHosting },
  supabase: { ...service, more: judgeHosting },
  convex: { ...service, more: judgeHosting },
  shopify: { ...service, more: judgeHosting },
  expo: { ...service, more: judgeHosting },
  eas: { ...service, more: judgeHosting },
  "sentry-cli": service,
  datadog: service,
  newrelic: service,
  pscale: service,
  neonctl: service,
  turso: service,
  planetscale: service,
  auth0: service,
  okta: service,
  twilio: { ...service, rule: "sends-outward" },
  slack: { rule: "posts-for-others" },
  jira: service,
  linear: service,
  stripe: {
    sub: {
      ...words("spends-money", "refunds charges payment_intents payouts transfers invoices subscriptions"),
      listen: "opens-tunnel",
      logs: query,
      login: "creates-credential",
      version: {},
      get: query,
      post: "spends-money",
      delete: "destroys-infrastructure",
      trigger: "changes-data",
      products: "changes-data",
      customers: "changes-data",
      prices: "changes-data",
      config: "reads-secret",
      status: query,
    },
  },
  gh,
  hub: gh,
  glab: gh,
  op: {
    sub: {
      read: "reads-secret",
      item: "reads-secret",
      get: "reads-secret",
      list: "reads-records",
      signin: "creates-credential",
      run: { options: "env-file=read", operands: "command", rule: "reads-secret" },
      inject: "reads-secret",
      vault: "reads-records",
      whoami: query,
    },
  },
  pass: {
    sub: {
      ls: {},
      show: "reads-secret",
      insert: "creates-credential",
      generate: "creates-credential",
      rm: "destroys-infrastructure",
      git: "changes-repository",
    },
    otherwise: "reads-secret",
    bare: "prints",
  },
  bw: "reads-secret",
  lpass: "reads-secret",
  doppler: "reads-secret",
  infisical: "reads-secret",
  chamber: "reads-secret",
  sops: "reads-secret",
  age: { options: "d o=write i=read", operands: "read*" },
  "secret-tool": "reads-secret",
  keyring: "reads-secret",
  "aws-vault": "reads-secret",
};

function judgeAws(call: Invocation, args: Arguments): Text {
  const [group, verb, ...rest] = args.operands.map((word) => word.value);
  const text = commandText(call.words);
  if (group !== "s3") {
    if (group === "configure") {
      note(
        call,
        verb === "list" || (verb === undefined && rest.length === 0)
          ? "reads-records"
          : verb === "get"
            ? "reads-secret"
            : "changes-access",
        { target: text },
      );
      return unknownText;
    }
    return judgeByVerbs(call);
  }
  const dry = args.options.has("dryrun");
  if (verb === "ls" || verb === "presign" || dry)
    note(call, verb === "presign" ? "creates-credential" : "reads-records", { target: text });
  else if (verb === "rb") note(call, "destroys-environment", { target: text });
  else if (verb === "rm")
    note(
      call,
      args.options.has("recursive") && /^s3:\/\/[^/]+\/?$/.test(rest[0] ?? "")
        ? "destroys-environment"
        : "destroys-infrastructure",
      { target: text },
    );
  else if (args.options.has("delete")) note(call, "destroys-infrastructure", { target: text });
  else return judgeStorageCopy(call, args);
  return unknownText;
}

function judgeStorage(call: Invocation, args: Arguments): Text {
  const [verb] = args.operands.map((word) => word.value);
  if (verb === "cp" || verb === "mv" || verb === "rsync") return judgeStorageCopy(call, args);
  return judgeByVerbs(call);
}

/** Copies to or from a bucket. */
function judgeStorageCopy(call: Invocation, args: Arguments): Text {
  const at = args.operands.findIndex((word) => /^(?:cp|mv|sync|rsync)$/.test(word.value));
  const [source, target] = args.operands.slice(at + 1);
  const read =
    source && !/^(?:s3|gs):/.test(source.value)
      ? call.run.engine.invoke({ ...call, words: [{ ...source, value: "cat" }, source], stdin: call.stdin })
      : unknownText;
  const remote = target && /^(?:s3|gs):/.test(target.value);
  if (remote)
    note(call, read.secret ? "sends-secret" : "sends-outward", { target: target.value, hosts: [target.value] });
  else {
    note(call, "fetches-network", { target: source?.value });
    if (target)
      call.run.engine.invoke({
        ...call,
        words: [{ ...target, value: "tee" }, target],
        stdin: { value: hole, remote: true },
      });
  }
  return { value: hole, remote: true };
}

function judgeHosting(call: Invocation): Text {
  const text = commandText(call.words.slice(1));
  const rule: JudgementId =
    /\b(?:projects? (?:delete|rm|remove)|sites:delete|db reset --linked|databases? delete|d1 delete|project:delete|apps:destroy|teams? rm|hosting:disable)\b/.test(
      text,
    )
      ? "destroys-environment"
      : /\b(?:remove|rm|delete|destroy|reset|purge|drop)\b/.test(text)
        ? "destroys-infrastructure"
        : /\b(?:login|token|secret put|env (?:pull|add|rm)|env:get|secrets? (?:set|list))\b/.test(text)
          ? "creates-credential"
          : /^(?:dev|serve|build|start|emulators|local)\b/.test(text)
            ? "runs-project-task"
            : /^(?:ls|list|inspect|logs|whoami|status|help|projects? (?:ls|list)|tail|deployments list|functions:list|env ls|domains ls)\b/.test(
                  text,
                )
              ? "reads-records"
              : "changes-infrastructure";
  note(call, rule, { target: commandText(call.words) });
  return unknownText;
}
