/** Clusters (kubectl 1.34, Helm 4, and the tools around them), as data. */
import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, valueIn } from "../table.ts";
import { judgeInContainer } from "./containers.ts";
import { query, service } from "./verbs.ts";

function judgeKubectl(call: Invocation, args: Arguments): Text {
  const [verb, ...rest] = args.operands.map((word) => word.value);
  const target = commandText(call.words);
  if (/^(?:--help|-h|help)$/.test(call.words.at(-1)?.value ?? "")) {
    note(call, "prints");
    return unknownText;
  }
  const rule = ruleOf(verb ?? "", rest, args, target);
  note(call, rule, { target });
  const at = call.words.findIndex((word) => word.value === "--");
  if (/^(?:exec|debug|run)$/.test(verb ?? "") && at >= 0) judgeInContainer(call, call.words.slice(at + 1));
  for (const file of args.items.filter((item) => item.option === "f").map((item) => item.word)) {
    const isAddress = /^https?:/.test(file.value);
    if (isAddress && rule !== "reads-records") note(call, "runs-remote-code", { span: file.span });
    else if (isAddress) note(call, "fetches-network", { span: file.span, target: file.value });
    else readFile(call, file);
  }
  for (const item of args.items.filter(({ option }) => option === "from-file" || option === "from-env-file"))
    readFile(call, { ...item.word, value: item.word.value.replace(/^[\w.-]+=/, "") });
  const kind = rest[0] ?? "";
  const named =
    verb === "get" && wholes.test(kind) && (valueIn(args, "o", "output")?.value === "name" || rest.includes("name"));
  return {
    value: named ? `${kind.replace(/,.*$/s, "")}/${hole}\n` : hole,
    remote: true,
    ...(rule === "reads-secret" ? { secret: true } : {}),
  };
}

/** Things whose loss takes everything in them along. */
const wholes =
  /^(?:namespaces?|ns|projects?|pv|persistentvolumes?|nodes?|no|crds?|clusters?|customresourcedefinitions?|all)(?:\/|,|$)/;
const verbs: Readonly<Record<string, JudgementId>> = {
  ...rows(
    "reads-records",
    "logs top explain version api-resources api-versions cluster-info diff events wait kustomize completion options help whoami plugin status projects",
  ),
  ...rows("opens-tunnel", "port-forward proxy tunnel rsh rsync"),
  ...rows("destroys-infrastructure", "drain cordon taint"),
  ...rows("changes-access", "certificate policy adm login logout"),
  ...rows("uses-containers", "exec attach debug cp"),
};

function rows(rule: JudgementId, names: string): Record<string, JudgementId> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

function ruleOf(verb: string, rest: readonly string[], args: Arguments, text: string): JudgementId {
  const kind = (rest[0] ?? "").toLowerCase();
  if (verb === "") return "prints";
  if (/--dry-run(?:[= ](?:client|server)\b|(?=\s|$))/.test(text)) return "reads-records";
  if (verb === "get" || verb === "describe")
    return readsSecrets(verb, kind, rest, args) ? "reads-secret" : "reads-records";
  if (verb === "config") {
    if (!/^(?:view|get-.*|current-context|)$/.test(kind)) return "changes-access";
    return given(args, "raw") ? "reads-secret" : "reads-records";
  }
  if (verb === "auth") return kind === "reconcile" ? "changes-access" : "reads-records";
  if (verb === "rollout") return /^(?:status|history)$/.test(kind) ? "reads-records" : "changes-infrastructure";
  if (verb === "whoami" && given(args, "t", "show-token")) return "reads-secret";
  if (verb === "create" && kind === "token") return "creates-credential";
  if (/cluster-admin|add-cluster-role-to-user|add-scc-to-user/.test(text)) return "grants-admin";
  if (verb === "create" && /^(?:cluster)?role(?:binding)?$/.test(kind))
    return /=admin|edit|verb=\*/.test(text) ? "grants-admin" : "changes-access";
  const address = /--raw[= ](\S+)/.exec(text)?.[1] ?? "";
  if (verb === "delete")
    return /\/(?:namespaces|nodes|persistentvolumes|customresourcedefinitions)(?:\/[^/]+)?\/?$/.test(address) ||
      wholes.test(kind) ||
      given(args, "all", "A", "all-namespaces")
      ? "destroys-environment"
      : "destroys-infrastructure";
  if (verb === "krew") return /^(?:list|search|info|version)$/.test(kind) ? "prints" : "installs-package";
  return Object.hasOwn(verbs, verb) ? (verbs[verb] as JudgementId) : "changes-infrastructure";
}

/** A list of secrets names them; one of them, or an output format, shows them. */
function readsSecrets(verb: string, kind: string, rest: readonly string[], args: Arguments): boolean {
  const kinds = kind.split(",");
  if (/^secrets?\//.test(kind)) return verb === "get";
  if (!kinds.some((name) => /^secrets?$/.test(name))) return false;
  const output = valueIn(args, "o", "output", "template")?.value;
  return verb === "get" && ((output !== undefined && !/^(?:name|wide)$/.test(output)) || rest.length > 1);
}

const kubectl: Spec = {
  options:
    "n,namespace=text f,filename=text k,kustomize=text o,output?=text l,selector=text field-selector=text sort-by=text context=text cluster=text kubeconfig=read as=text token=text c,container=text p,patch=text type=text dry-run?=text replicas=text template=text image=text A,all-namespaces all raw it i t w R force grace-period=text clusterrole=text role=text serviceaccount=text user=text group=text v=text timeout=text tail=text since=text from-file=text from-env-file=text from-literal=text overrides=text port=text s,server=text",
  operands: "text*",
  noHelp: true,
  more: judgeKubectl,
};

const helmOptions =
  "n,namespace=text kube-context=text kubeconfig=read post-renderer=program post-renderer-args=text f,values=read set=text set-file=text set-string=text version=text o,output=text repo=text";
const helm: Spec = {
  options: helmOptions,
  sub: {
    ...each(
      { ...query, options: helmOptions },
      "list ls status history get show search template lint version env verify",
    ),
    repo: choose({
      list: {},
      add: "changes-access",
      update: "fetches-network",
      remove: "changes-infrastructure",
      index: "writes-in-workspace",
    }),
    ...each(
      {
        rule: "changes-infrastructure",
        operands: "text*",
        options: `${helmOptions} dry-run?=text!reads-records i,install atomic wait`,
      },
      "install upgrade rollback test",
    ),
    ...each(
      { ...does("destroys-infrastructure"), options: `${helmOptions} dry-run!reads-records` },
      "uninstall delete del un",
    ),
    ...each("fetches-network", "pull fetch"),
    ...each(choose({ ...each({}, "list ls"), ...each("fetches-network", "update up build") }), "dependency dep"),
    push: "publishes-release",
    registry: choose({ login: "creates-credential", logout: "changes-access" }),
    plugin: choose({ ...each({}, "list ls verify"), uninstall: "removes-package" }, "prints", {
      otherwise: "installs-package",
    }),
    ...each("writes-in-workspace", "create package"),
    secrets: choose(
      { ...each("reads-secret", "dec decrypt view edit"), ...each("writes-in-workspace", "enc encrypt") },
      "prints",
      { otherwise: "changes-infrastructure" },
    ),
    diff: query,
    completion: {},
  },
};

/** Without a name it lists, with one it switches. */
const switches = by(
  (_call, args) => (args.operands.length === 0 || given(args, "c", "current") ? "reads-records" : "changes-access"),
  "c,current u,unset d",
);

export const kubernetes: Table = {
  ...each(kubectl, "kubectl oc k kubecolor"),
  ...each({ operands: "command" }, "k3s"),
  ...each(switches, "kubectx kubens"),
  ...each(query, "stern kail kubetail popeye kubeval kubeconform kube-score pluto kubespy kube-capacity"),
  k9s: "opens-program",
  kustomize: choose({ build: query, version: {}, ...each("writes-acting-file", "edit create"), cfg: query }),
  helm,
  helmfile: choose(
    {
      ...each(query, "list status diff template lint build show-dag"),
      ...each("changes-infrastructure", "apply sync charts test write-values"),
      destroy: "destroys-environment",
      ...each("fetches-network", "deps repos fetch"),
    },
    "prints",
    { options: "f,file=script e,environment=text l,selector=text" },
  ),
  skaffold: choose({
    ...each("changes-infrastructure", "dev run deploy apply debug"),
    delete: "destroys-infrastructure",
    ...each("uses-containers", "build test"),
    ...each(query, "render diagnose version config inspect"),
  }),
  tilt: choose({
    ...each("changes-infrastructure", "up ci trigger"),
    down: "destroys-infrastructure",
    ...each(query, "get describe logs version status doctor"),
  }),
  argocd: service({
    lines: [
      [/^app(?:s)? (?:get|list|diff|history|logs|manifests|resources|wait)/, "reads-records"],
      [/^(?:app|proj|cluster|repo|appset) (?:delete|rm)/, "destroys-environment"],
      [/^account (?:list|get|can-i)/, "reads-records"],
    ],
  }),
  flux: service({
    lines: [
      [/^uninstall/, "destroys-environment"],
      [/^(?:get|logs|check|stats|tree|trace|events|diff|export|version)/, "reads-records"],
    ],
  }),
  ...each(
    service({
      lines: [
        [/^(?:uninstall|x uninstall)/, "destroys-environment"],
        [
          /^(?:analyze|proxy-(?:status|config)|ps|pc|version|check|stat|viz|diagnostics|tap|edges|routes)/,
          "reads-records",
        ],
      ],
    }),
    "istioctl linkerd cilium",
  ),
  velero: service({
    lines: [
      [/^(?:backup|schedule|backup-location|snapshot-location) delete|^delete/, "destroys-backups"],
      [/^(?:backup|restore|schedule) (?:get|describe|logs)|^get|^describe/, "reads-records"],
    ],
  }),
  kubeadm: choose(
    {
      reset: "destroys-environment",
      ...each(query, "version config certs"),
      token: choose({ list: query }, "prints", { otherwise: "creates-credential" }),
    },
    "prints",
    { otherwise: "changes-infrastructure" },
  ),
  ...each(
    service({ lines: [[/^(?:reset|delete cluster|delete)\b/, "destroys-environment"]] }),
    "kops talosctl rke rke2 k0s k0sctl clusterctl capi vcluster kubefedctl rosa",
  ),
  kubeseal: {
    operands: "text*",
    options: "f=read w=write o=text fetch-cert!contacts-network recovery-unseal!reads-secret",
  },
  ...each(
    service({ lines: [[/^(?:list|get|logs|wait|watch|lint|version)/, "reads-records"]] }),
    "argo tkn kubevirt virtctl knative kn",
  ),
};
