/** Containers and their images (Docker 29, Podman 5.6, and kin), as data. */

import { readAct } from "../../access.ts";
import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, type Entries, each, given, writes } from "../table.ts";
import { judgeContainerRun } from "../wrappers.ts";
import { query } from "./verbs.ts";

const uses = does("uses-containers");
const destroys = does("destroys-infrastructure");

/** Folders of the host whose hand-over is the host's. */
const hostFolder =
  /^(?:\/|\/(?:etc|root|home|var|usr|boot|proc|sys|dev|lib|opt|bin|sbin|Users)\/?|\/var\/(?:run|lib)(?:\/docker(?:\.sock)?)?\/?|\/run(?:\/docker\.sock|\/containerd.*|\/podman.*)?|[a-z]:[\\/]*|\/etc\/.*|\/lib\/modules.*|.*\/(?:docker|containerd|crio|podman)\.sock)$/i;
/** A home as a whole holds keys; the workspace does not. */
const homeFolder = /^(?:~|\$\{?HOME\}?|\/(?:home|Users)\/[^/]+)\/?(?:\.(?:ssh|aws|kube|gnupg|config|docker).*)?$/;

/** The side of a mount that lies on the host: `a:b:ro`, `type=bind,src=a,dst=b`. */
function hostSide(mount: string): string | undefined {
  const named = /(?:^|,)(?:source|src)=([^,]*)/.exec(mount)?.[1];
  if (named !== undefined) return named;
  return /^([a-zA-Z]:[\\/][^:]*|[^:]+):/.exec(mount)?.[1];
}

/** The folder or file on the host is one for secrets. */
function holdsSecrets(call: Invocation, mount: string): boolean {
  if (mount === "") return false;
  const word = { value: mount, span: call.span };
  return [mount, `${mount}/credentials`].some(
    (value) => readAct(pathUse(call, { ...word, value }), call.run.place).rule === "reads-secret",
  );
}

const uploads = /^(?:-T|-F|-d|--upload-file|--form|--data\S*|--post-file\S*|copy|sync|cp)|^@|=@|:\/\//;

const hostNamespace = /^host(?:$|:)/;
const strongCapability = /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|DAC_READ_SEARCH|SYS_BOOT|BPF)$/i;

export function judgeContainerStart(call: Invocation, args: Arguments): Text {
  const target = commandText(call.words);
  const valuesOf = (...names: string[]) =>
    args.items.filter((item) => names.includes(item.option ?? "")).map((item) => item.word);
  const mounts = valuesOf("v", "mount").map((word) => hostSide(word.value) ?? "");
  const isHost =
    given(args, "privileged") ||
    mounts.some((mount) => hostFolder.test(mount)) ||
    valuesOf("pid").some((word) => hostNamespace.test(word.value)) ||
    valuesOf("cap-add").some((word) => word.value.split(",").some((name) => strongCapability.test(name))) ||
    valuesOf("device").some((word) => /^\/dev\/(?:sd|nvme|vd|xvd|hd|mem|kmem|disk|mapper|dm-)/.test(word.value));
  note(call, isHost ? "reaches-host-root" : "uses-containers", { target });
  const handsSecrets = mounts.some((mount) => homeFolder.test(mount) || holdsSecrets(call, mount));
  if (handsSecrets) note(call, "reads-secret", { target: "a home folder given to a container" });
  const unconfined = valuesOf("security-opt").some((word) =>
    /unconfined|no-new-privileges[=:]false|label[=:]disable/.test(word.value),
  );
  if (
    unconfined ||
    valuesOf("network", "ipc", "uts", "userns", "cgroupns").some((word) => hostNamespace.test(word.value))
  )
    note(call, "gains-privilege", { target });
  for (const file of valuesOf("env-file")) readFile(call, file);
  const before = call.run.acts.length;
  if (args.rest.length > 0 && !args.rest[0]?.value.startsWith("-")) judgeInContainer(call, args.rest);
  // An image whose program sends: its words are options of it.
  const image = args.operands[0]?.value ?? "";
  const sends =
    /curl|wget|rclone|aws-cli|rsync|netcat|\bnc\b/.test(image) && args.rest.some(({ value }) => uploads.test(value));
  const sent = call.run.acts.slice(before).find(({ effects }) => effects.includes("send-outward"));
  if (handsSecrets && (sends || sent))
    note(call, "sends-secret", { target: sent?.hosts[0] ?? image, hosts: sent?.hosts ?? [] });
  return { value: hole, remote: true };
}

/** Inside a container the same words mean less: what would be refused outside is asked, unless it reaches out. */
export function judgeInContainer(call: Invocation, rest: readonly Word[]): void {
  const before = call.run.acts.length;
  judgeContainerRun(call, rest);
  const outward: ReadonlySet<string> = new Set([
    "opens-remote-shell",
    "sends-secret",
    "destroys-database",
    "runs-remote-code",
    "destroys-environment",
  ]);
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade !== "deny" || outward.has(item.rule)));
  if (found.some((item) => item.grade === "deny" && !outward.has(item.rule)))
    note(call, "destroys-infrastructure", { target: commandText(rest) });
}

const runOptions =
  "v,volume=text mount=text e,env=text env-file=text name=text p,publish=text expose=text w,workdir=text u,user=text network,net=text network-alias=text pid=text ipc=text uts=text cgroupns=text cap-add=text cap-drop=text device=text security-opt=text entrypoint=text l,label=text label-file=read h,hostname=text m,memory=text memory-swap=text c,cpu-shares=text cpus=text cpuset-cpus=text platform=text userns=text add-host=text restart=text gpus=text shm-size=text tmpfs=text ulimit=text volumes-from=text volume-driver=text log-driver=text log-opt=text cidfile=write privileged rm i t d it init read-only pull=text a,attach=text dns=text group-add=text stop-signal=text stop-timeout=text runtime=text isolation=text ip=text link=text sysctl=text health-cmd=text q";
const start: Spec = { options: runOptions, operands: "text command", byHand: judgeContainerStart };
export const execInContainer: Spec = {
  options: "e,env=text w,workdir=text u,user=text env-file=read privileged i t d index=text T no-TTY detach-keys=text",
  operands: "text command",
  rule: "uses-containers",
  byHand: (call, args) => {
    judgeInContainer(call, args.rest);
    return { value: hole, remote: true };
  },
};
const readers = each(query, "ps images logs top stats port diff history version info events search ls list df du tree");

const inspect = by(
  (_call, args) => (/env/i.test(args.options.get("format")?.value ?? "") ? "reads-secret" : "reads-records"),
  "f,format=text s,size type=text",
);

const build: Spec = {
  options:
    "f,file=read t,tag=text build-arg=text target=text secret=text ssh=text push!publishes-release o,output=text iidfile=write platform=text cache-from=text cache-to=text progress=text no-cache pull q",
  operands: "text*",
  rule: "uses-containers",
};

/** `docker cp a b`: what lies here is read or written. */
function judgeCopy(call: Invocation, args: Arguments): undefined {
  const [source, target] = args.operands;
  const inside = (word: Word | undefined) =>
    word !== undefined && /^[\w.-]+:/.test(word.value) && !/^[a-zA-Z]:[\\/]/.test(word.value);
  note(call, "uses-containers", { target: commandText(call.words) });
  if (source && !inside(source) && source.value !== "-") readFile(call, source);
  if (target && !inside(target) && target.value !== "-") writes(call, target);
  return undefined;
}

const copy: Spec = { options: "a,archive L,follow-link q", operands: "text*", more: judgeCopy };
const save: Spec = { options: "o,output=write", operands: "text*", rule: "uses-containers" };

const object = (destroyed: JudgementId = "destroys-infrastructure"): Spec => ({
  sub: {
    ...readers,
    inspect,
    ...each(
      uses,
      "start stop restart pause unpause pull tag connect disconnect update rename attach wait commit import load kill use create promote demote ca join init leave unlock annotate",
    ),
    ...each(save, "save export"),
    ...each(start, "run"),
    cp: copy,
    build,
    ...each(does(destroyed), "rm remove prune"),
    push: "publishes-release",
    exec: execInContainer,
  },
  bare: "prints",
});

const compose: Spec = {
  options: "f,file=read p,project-name=text profile=text env-file=read project-directory=dir",
  sub: {
    ...readers,
    ...each({}, "config convert version"),
    ...each(uses, "up start stop restart build pull create pause unpause watch scale kill attach wait commit export"),
    run: { ...start, rule: "uses-containers" },
    cp: copy,
    exec: execInContainer,
    down: {
      options: "v,volumes!destroys-infrastructure rmi=text t=text remove-orphans",
      operands: "text*",
      rule: "uses-containers",
    },
    rm: destroys,
    ...each("publishes-release", "push publish"),
  },
};

const buildx: Spec = choose({
  ...readers,
  inspect: query,
  ...each(build, "build bake b"),
  ...each(destroys, "rm prune"),
  ...each(uses, "create use stop imagetools dial-stdio"),
  history: query,
});

const everything: Spec = {
  options: "a,all f,force volumes!destroys-environment filter=text",
  operands: "text*",
  rule: "destroys-infrastructure",
};

const sub: Entries = {
  ...readers,
  inspect,
  help: {},
  ...each(start, "run create"),
  exec: execInContainer,
  ...each(
    uses,
    "start stop restart pause unpause pull tag update rename attach wait commit import load kill init debug mount unmount healthcheck",
  ),
  ...each(save, "save export"),
  cp: copy,
  build,
  ...each(buildx, "buildx"),
  ...each(destroys, "rm rmi"),
  push: "publishes-release",
  login: "creates-credential",
  logout: "changes-access",
  plugin: choose({ ...readers, inspect }, "prints", { otherwise: "installs-package" }),
  scout: query,
  trust: choose({ inspect }, "prints", { otherwise: "changes-access" }),
  system: choose({
    ...each(query, "df info events connection"),
    prune: everything,
    reset: "destroys-environment",
    service: "opens-tunnel",
    ...each(uses, "migrate renumber dial-stdio"),
  }),
  ...each(
    object(),
    "volume network image container config secret node service context manifest checkpoint pod machine artifact",
  ),
  builder: choose({ ...readers, build, prune: destroys }),
  stack: {
    ...object("destroys-environment"),
    sub: {
      ...object("destroys-environment").sub,
      ...each(query, "ps services config"),
      ...each("changes-infrastructure", "deploy up"),
      down: "destroys-environment",
    },
  },
  swarm: "changes-infrastructure",
  compose,
  mcp: choose(
    {
      ...each({}, "list ls version"),
      catalog: choose({ ...each({}, "ls show") }, "prints", { otherwise: "registers-server" }),
    },
    "prints",
    { otherwise: "registers-server" },
  ),
  model: choose({
    ...readers,
    ...each({}, "status"),
    run: "runs-built-program",
    ...each(uses, "pull package tag start stop"),
    rm: destroys,
  }),
  sandbox: choose({ ...readers, rm: destroys }, "prints", { otherwise: "starts-agent" }),
  desktop: choose({ status: {}, version: {} }, "prints", { otherwise: "changes-system" }),
  unshare: { operands: "command", rule: "gains-privilege" },
  generate: query,
  ...each("changes-infrastructure", "play kube"),
  "auto-update": uses,
};

const docker: Spec = {
  options:
    "H,host=text!contacts-network c,context=text config=dir l,log-level=text D tls tlscacert=read tlscert=read url=text!contacts-network r,remote connection=text root=dir",
  sub,
  bare: "prints",
};

export const containers: Table = {
  ...each(docker, "docker podman nerdctl finch"),
  ...each(compose, "docker-compose podman-compose"),
  ...each(buildx, "docker-buildx"),
  buildah: choose({
    ...readers,
    inspect,
    containers: query,
    ...each(uses, "from build bud run copy add config commit mount umount pull tag unshare"),
    push: "publishes-release",
    ...each(destroys, "rm rmi prune"),
    login: "creates-credential",
  }),
  crictl: choose({
    ...readers,
    ...each(query, "pods inspectp inspecti imagefsinfo statsp"),
    inspect,
    exec: execInContainer,
    ...each(uses, "pull start stop stopp run runp create update attach port-forward"),
    ...each(destroys, "rm rmi rmp"),
  }),
  ctr: {
    options: "n,namespace=text a,address=text",
    sub: each(object(), "images i containers c tasks t snapshots namespaces ns content run plugins"),
    bare: "prints",
  },
  devcontainer: choose({
    ...each(uses, "up build run-user-commands exec"),
    "read-configuration": {},
    features: uses,
    templates: uses,
  }),
};
