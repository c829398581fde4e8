/** Command lines of code hosts (gh 2.83, glab 1.77), as data. */
import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { hole, type Text } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { unknownBranch } from "../branches.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, each, given, valueIn } from "../table.ts";
import { query } from "./verbs.ts";

const repo = "R,repo=text";
const accessPaths =
  /collaborators|permissions|protection|rulesets|teams|memberships|members|keys|hooks|secrets|visibility|environments|invitations|access_tokens|deploy_keys|protected_branches|push_rules|"?private"?[=:]\s*"?false|visibility=/;

/** A request to the host's own interface: the method decides, given or implied by fields. */
function judgeApi(call: Invocation, args: Arguments): Text {
  const fields = given(args, "f", "F", "input", "raw-field", "field", "form");
  const method = (valueIn(args, "X", "method")?.value ?? (fields ? "POST" : "GET")).toUpperCase();
  const path = args.operands[0]?.value ?? "";
  const text = commandText(call.words);
  note(call, requestRule(method, path, text), { target: `${method} ${path}`.trim() });
  for (const item of args.items) {
    const file = item.option === "input" ? item.word.value : /^[\w.[\]-]+=@(.+)$/.exec(item.word.value)?.[1];
    if (file !== undefined && file !== "-" && readFile(call, { ...item.word, value: file }).secret)
      note(call, "sends-secret", { span: item.word.span, target: path });
  }
  return { value: hole, remote: true };
}

function requestRule(method: string, path: string, text: string): JudgementId {
  if (/graphql/.test(path)) {
    if (!/\bmutation\b/.test(text)) return /query=@|--input/.test(text) ? "posts-for-others" : "reads-records";
    return /delete(?:Repository|Project|Organization|Environment|Enterprise)/i.test(text)
      ? "destroys-environment"
      : /delete|remove/i.test(text)
        ? "destroys-infrastructure"
        : "posts-for-others";
  }
  if (method === "DELETE")
    return /^\/?(?:repos\/[^/]+\/[^/]+|projects\/[^/]+|groups\/[^/]+|orgs\/[^/]+)\/?$/.test(path)
      ? "destroys-environment"
      : "destroys-infrastructure";
  if (/^(?:GET|HEAD)$/.test(method)) return "reads-records";
  if (/access_tokens?$|\/tokens?$/.test(path)) return "creates-credential";
  return accessPaths.test(text) ? "changes-access" : "posts-for-others";
}

const api: Spec = {
  options:
    "X,method=text f,raw-field=text F,field=text form=text input=text H,header=text jq,q=text t,template=text p,preview=text cache=text hostname=text paginate slurp include i silent verbose",
  operands: "text*",
  sink: true,
  more: judgeApi,
};

const posts: Spec = {
  rule: "posts-for-others",
  operands: "text*",
  sink: true,
  options: `b,body=text F,body-file=upload d,description=text t,title=text m,message=text ${repo} T,template=read w,web`,
};
const looks: Spec = { ...query, options: `${repo} w,web!opens-program json=text q,jq=text L,limit=text S,search=text` };
const reading = each(looks, "list view status diff checks ls show view-log browse watch search verify trace get lint");

const pulls: Spec = choose({
  ...reading,
  ...each("changes-repository", "checkout co"),
  merge: {
    ...posts,
    branches: unknownBranch,
    options: `${posts.options} admin!changes-access auto d,delete-branch s m,merge r body=text`,
  },
  ...each(
    posts,
    "create new comment note review close reopen edit update ready lock unlock update-branch approve revoke rebase revert subscribe unsubscribe todo for",
  ),
  delete: "deletes-data",
});
const issues: Spec = choose({
  ...reading,
  develop: "changes-repository",
  ...each(
    posts,
    "create new comment note close reopen edit update lock unlock pin unpin transfer subscribe unsubscribe board",
  ),
  delete: "deletes-data",
});

const repository: Spec = choose({
  ...reading,
  clone: "fetches-network",
  ...each("posts-for-others", "create fork sync publish mirror"),
  delete: "destroys-environment",
  archive: "destroys-infrastructure",
  ...each("changes-access", "unarchive rename edit transfer update members"),
  "set-default": { options: "v,view!prints u", operands: "text*", rule: "changes-repository" },
  ...each(choose({ list: looks }, "prints", { otherwise: "changes-access" }), "deploy-key autolink"),
  ...each(choose({ ...each(looks, "list view") }), "license gitignore"),
  ...each(looks, "contributors"),
});

const release: Spec = choose({
  ...reading,
  create: {
    options: `t,title=text n,notes=text F,notes-file=upload d,draft p,prerelease target=text ${repo}`,
    operands: "text upload*",
    rule: "publishes-release",
    sink: true,
  },
  upload: { options: `clobber ${repo}`, operands: "text upload*", rule: "publishes-release", sink: true },
  ...each("destroys-infrastructure", "delete delete-asset"),
  edit: "publishes-release",
  download: "fetches-network",
  "verify-asset": looks,
});

const snippet: Spec = choose({
  ...reading,
  create: {
    options: "p,public d,desc=text f,filename=text t,title=text w,web",
    operands: "upload*",
    rule: "sends-outward",
    sink: true,
  },
  edit: {
    options: "a,add=upload f=text r,remove=text d,desc=text",
    operands: "text upload*",
    rule: "sends-outward",
    sink: true,
  },
  rename: "sends-outward",
  delete: "destroys-infrastructure",
  clone: "fetches-network",
});

const pipelines: Spec = choose({
  ...reading,
  ...each("changes-infrastructure", "rerun run trigger retry run-trig"),
  cancel: "ends-processes",
  delete: "destroys-infrastructure",
  ...each("fetches-network", "download artifact"),
  enable: "changes-access",
  disable: "changes-access",
  ci: looks,
  config: looks,
});

const secrets: Spec = choose({
  list: looks,
  ls: looks,
  get: "reads-secret",
  export: "reads-secret",
  ...each(
    {
      options: `b,body=text f,env-file=upload a=text e=text o=text ${repo}`,
      operands: "text*",
      rule: "creates-credential",
      sink: true,
    },
    "set create update",
  ),
  ...each("destroys-infrastructure", "delete remove"),
});

const auth: Spec = choose({
  status: { options: "t,show-token!reads-secret", operands: "text*", rule: "reads-records" },
  token: { rule: "reads-secret", more: () => ({ value: hole, secret: true }) },
  login: "creates-credential",
  ...each("changes-access", "logout refresh setup-git switch configure-docker docker-helper"),
});

const keys = choose({ list: looks, get: looks }, "prints", { otherwise: "changes-access" });

const gh: Spec = {
  options: repo,
  sub: {
    ...each(pulls, "pr mr"),
    ...each(issues, "issue incident"),
    ...each(repository, "repo"),
    release,
    ...each(snippet, "gist snippet"),
    ...each(pipelines, "run workflow ci pipe pipeline job schedule"),
    secret: secrets,
    variable: choose({
      ...reading,
      get: looks,
      export: looks,
      ...each("changes-infrastructure", "set create update"),
      ...each("destroys-infrastructure", "delete remove"),
    }),
    auth,
    api,
    ...each(looks, "search status org ruleset attestation licenses preview check-update user"),
    browse: { options: `n,no-browser!prints ${repo} c=text b=text`, operands: "text*", rule: "opens-program" },
    ...each(
      choose({ list: looks, ...each(posts, "create edit clone update"), delete: "deletes-data", get: looks }),
      "label milestone iteration",
    ),
    ...each(
      choose(
        {
          ...each({}, "list ls browse"),
          search: looks,
          ...each("removes-package", "remove"),
          exec: "runs-unseen-script",
          create: "writes-in-workspace",
        },
        "prints",
        { otherwise: "installs-package" },
      ),
      "extension extensions ext",
    ),
    ...each(keys, "ssh-key gpg-key deploy-key token"),
    alias: choose({ list: {}, delete: {}, ...each("redefines-command", "set import") }),
    config: choose({ ...each({}, "get list"), set: "changes-access", "clear-cache": "deletes-generated-files" }),
    ...each(
      choose(
        {
          ...each(looks, "list logs view ports"),
          ...each("opens-tunnel", "ssh jupyter code"),
          cp: "sends-outward",
          ...each("destroys-infrastructure", "delete"),
          ...each("ends-processes", "stop"),
        },
        "prints",
        { otherwise: "changes-infrastructure" },
      ),
      "codespace cs",
    ),
    project: choose({
      ...reading,
      ...each(looks, "field-list item-list"),
      ...each(
        posts,
        "create edit close copy item-add item-create item-edit item-archive link unlink mark-template field-create",
      ),
      ...each("deletes-data", "delete item-delete field-delete"),
    }),
    cache: choose({ list: looks, delete: "destroys-infrastructure" }),
    ...each("starts-agent", "copilot agent-task models duo"),
    ...each("changes-infrastructure", "cluster stack changelog securefile runner"),
    ...each("registers-server", "mcp"),
    ...each({}, "completion help version"),
  },
  bare: "prints",
};

/** glab calls a repository a project. */
const glab: Spec = { ...gh, sub: { ...gh.sub, ...each(repository, "project"), variable: secrets } };

export const forges: Table = {
  gh,
  glab,
  ...each({ ...gh, otherwise: "posts-for-others" }, "hub tea bb fj"),
  ...each(choose({ ...each(query, "reviews changes log status"), review: "posts-for-others" }), "git-review"),
  ...each(does("sends-outward"), "codecov coveralls sonar-scanner arc"),
};
