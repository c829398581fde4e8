/** Package managers of operating systems, as data. */
import type { JudgementId } from "../../judgements.ts";
import { type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, type Entries, each, given, runsText } from "../table.ts";
import { asks, cleans, formats, installs, project, removes } from "./entries.ts";

interface Verbs {
  readonly install: string;
  readonly remove: string;
  readonly read: string;
  readonly ask?: string;
  readonly options?: string;
  readonly more?: Entries;
}

/** Rehearsals print what would be done. */
const rehearsal = "s,simulate,dry-run,just-print,recon,no-act!prints";
const option = `o,option=text!runs-hidden-program c,config-file=script ${rehearsal}`;

const manager = ({ install, remove, read, ask = "", options = "", more = {} }: Verbs): Spec => ({
  options: `${options} y,yes,assume-yes q`,
  sub: {
    ...each({ ...installs, options: `${options} y,yes q` }, install),
    ...each({ ...removes, options: `${options} y,yes q` }, remove),
    ...each({ operands: "text*", options }, read),
    ...(ask === "" ? {} : each(asks, ask)),
    ...more,
  },
});

const apt = manager({
  install:
    "install upgrade update full-upgrade dist-upgrade build-dep download source reinstall satisfy dselect-upgrade edit-sources",
  remove: "remove purge autoremove autopurge clean autoclean auto-clean distclean",
  read: "list show search policy depends rdepends showsrc check indextargets help moo why why-not history-list",
  ask: "changelog",
  options: option,
});

/** Capital letters choose what pacman does, small ones how. */
function pacman(call: Invocation): undefined {
  const flags =
    call.words
      .slice(1)
      .map((word) => word.value)
      .find((word) => /^-[A-Z]/.test(word) || /^--(?:query|sync|remove|upgrade|files|deptest|database)/.test(word)) ??
    "";
  const rule: JudgementId = /^-(?:Q|T|F[^y]*$|S[silg]+$)|^--(?:query|deptest|files)/.test(flags)
    ? "prints"
    : /^-R|^--remove/.test(flags)
      ? "removes-package"
      : /^-Sc+$/.test(flags)
        ? "deletes-generated-files"
        : "installs-package";
  note(call, rule, {
    target: call.words
      .slice(1)
      .map((word) => word.value)
      .join(" "),
  });
  return undefined;
}

/** Asked or verified, letters that would install say what to show. */
function rpm(call: Invocation, args: Arguments): undefined {
  const target = args.operands.map((word) => word.value).join(" ");
  judgeMacros(call, args);
  if (given(args, "q", "V", "K", "E", "eval")) note(call, "prints");
  else if (given(args, "e")) note(call, "removes-package", { target });
  else if (given(args, "i", "U", "F")) note(call, "installs-package", { target });
  return undefined;
}

const fedora = manager({
  install:
    "install update upgrade localinstall groupinstall group reinstall copr distro-sync builddep downgrade swap system-upgrade module mark",
  remove: "remove erase autoremove clean",
  read: "list info search repolist provides history repoquery deplist help repoinfo whatprovides updateinfo",
  ask: "check-update makecache",
  options:
    "setopt=text!runs-hidden-program c,config=script repofrompath=text!replaces-program-source enablerepo=text disablerepo=text nogpgcheck",
  more: { "config-manager": "replaces-program-source" },
});

const brew: Spec = {
  options:
    "prefix!prints cellar!prints repository!prints cache!prints env!prints config!prints taps!prints caskroom!prints",
  sub: {
    ...each(
      { operands: "text*" },
      "list ls info abv deps leaves config doctor dr prefix uses home desc cat log commands shellenv missing casks formulae tap-info options style which-formula help linkage",
    ),
    ...each(asks, "search outdated livecheck fetch audit gist-logs"),
    ...each(
      { ...installs, options: "cask n,dry-run!prints f,force HEAD s,build-from-source" },
      "install reinstall upgrade update link postinstall migrate",
    ),
    tap: by((_call, args) => (args.operands.length === 0 ? "prints" : "changes-access")),
    bundle: choose(
      { ...each({}, "list check"), dump: formats, cleanup: removes, exec: { operands: "command" } },
      "installs-package",
      { otherwise: "installs-package" },
    ),
    ...each(
      { ...removes, options: "n,dry-run!prints f,force s prune=text" },
      "uninstall remove rm autoremove cleanup untap unlink",
    ),
    ...each("changes-system", "pin unpin analytics developer"),
    services: choose(
      {
        ...each({}, "list info"),
        ...each("leaves-something-running", "start"),
        ...each("starts-service", "run"),
        ...each("ends-processes", "stop restart kill cleanup"),
      },
      "prints",
      { otherwise: "starts-service" },
    ),
    ...each(project, "test create edit"),
  },
};

const nixRead = each(
  { operands: "text*" },
  "log path-info why-depends hash show-config config derivation show-derivation print-dev-env help doctor ls cat",
);
const nix: Spec = {
  options: "option=text!runs-hidden-program extra-experimental-features=text f,file=script",
  sub: {
    ...nixRead,
    ...each(
      { options: "c,command=shell p=text impure", operands: "text*", rule: "runs-package-once" },
      "run shell develop",
    ),
    ...each(project, "build fmt eval repl"),
    flake: choose({
      ...each(asks, "show metadata info prefetch clone"),
      ...each(project, "check"),
      ...each(installs, "update lock"),
      ...each(formats, "init new"),
    }),
    search: asks,
    profile: choose({
      ...each({}, "list history diff-closures"),
      ...each(installs, "install add upgrade"),
      ...each(removes, "remove rollback wipe-history"),
    }),
    store: choose(
      { ...nixRead, gc: cleans, delete: removes, optimise: "changes-system", ping: {}, verify: {}, diff: {} },
      "prints",
      { otherwise: "changes-system" },
    ),
    registry: choose({ list: {} }, "prints", { otherwise: "replaces-program-source" }),
    copy: "sends-outward",
  },
  otherwise: "runs-package-once",
};

/** rpm's macros run shells (`%(…)`) and Lua. */
function judgeMacros(call: Invocation, args: Arguments): undefined {
  for (const { option, word } of args.items) {
    if (!/^(?:E|eval-macro|define|qf|queryformat|eval)$/.test(option ?? "")) continue;
    const command = /%\(([^)]*)\)?/.exec(word.value)?.[1];
    if (command !== undefined) runsText(call, word, command);
    else if (/%\{lua:/.test(word.value)) note(call, "runs-hidden-program", { span: word.span, target: word.value });
  }
  return undefined;
}

export const systemPackages: Table = {
  ...each(apt, "apt apt-get aptitude nala"),
  ...each(
    { operands: "text*", options: "o,option=text!runs-hidden-program c,config-file=script" },
    "apt-cache apt-config apt-file apt-rdepends debsums",
  ),
  "dpkg-query": {
    operands: "text*",
    options:
      "W,show f,showformat=text l,list S,search L,listfiles s,status p,print-avail c,control-list control-path=text control-show=text load-avail no-pager admindir=text root=text",
  },
  "apt-mark": choose({ ...each({}, "showauto showmanual showhold showinstall") }, "prints", {
    otherwise: "changes-system",
  }),
  "apt-key": choose({ ...each({}, "list finger fingerprint") }, "prints", { otherwise: "changes-access" }),
  ...each("changes-system", "add-apt-repository apt-add-repository"),
  dpkg: {
    options:
      "i,install=text!installs-package unpack=text!installs-package configure=text!installs-package a,pending r,remove=text!removes-package P,purge=text!removes-package l,list?=text!prints L,listfiles=text!prints s,status=text!prints S,search=text!prints c,contents=read I,info=read pre-invoke=program post-invoke=program root=text admindir=text set-selections!changes-system add-architecture=text!changes-system print-architecture!prints compare-versions!prints get-selections!prints audit!prints verify!prints",
    operands: "text*",
  },
  "dpkg-deb": { options: "c,contents=read I,info=read x,extract=read b,build=read f=read W", operands: "write*" },
  "dpkg-reconfigure": "changes-system",
  ...each(fedora, "yum dnf dnf5 microdnf tdnf"),
  zypper: manager({
    install: "install in update up dup dist-upgrade refresh ref patch addrepo ar verify",
    remove: "remove rm removerepo rr clean",
    read: "search se info if list ls lr repos lu packages patches what-provides",
    options: "n,non-interactive D,dry-run!prints",
  }),
  apk: manager({
    install: "add update upgrade fix cache fetch",
    remove: "del",
    read: "info list search policy version dot stats audit verify",
    options: "X,repository=text!replaces-program-source s,simulate!prints allow-untrusted!installs-package",
  }),
  rpm: {
    options:
      "i,install U,upgrade F,freshen e,erase import!replaces-program-source q,query a,all l,list f,file=text p,package K,checksig V,verify eval=text pipe=shell define=text E,eval-macro=text qf,queryformat=text root=text initdb!changes-system rebuilddb!changes-system showrc!prints",
    operands: "text*",
    more: rpm,
  },
  "rpm-ostree": choose({ status: {}, db: {} }, "prints", { otherwise: "installs-package" }),
  ...each({ operands: "text*", more: pacman }, "pacman yay paru pamac pikaur"),
  makepkg: project,
  emerge: does(
    "installs-package",
    "s,search!prints p,pretend!prints C,unmerge!removes-package c,depclean!removes-package info!prints",
  ),
  ...each(removes, "xbps-remove"),
  ...each(installs, "xbps-install opkg-install eopkg swupd opkg guix-install mas-install"),
  "xbps-query": {},
  ...each(
    manager({
      install: "install upgrade update add fetch bootstrap i",
      remove: "delete remove autoremove clean",
      read: "info query search which audit version list show stats list-installed list-all files leaf",
      options: "n,dry-run!prints y",
    }),
    "pkg pkgin pkg_add",
  ),
  port: manager({
    install: "install upgrade selfupdate sync activate",
    remove: "uninstall deactivate clean reclaim",
    read: "list installed info search deps contents outdated provides variants version echo",
  }),
  brew,
  mas: choose({
    ...each({}, "list version config"),
    ...each(asks, "search outdated info account"),
    ...each(installs, "install upgrade purchase lucky"),
    ...each(removes, "uninstall"),
    ...each("opens-program", "open home"),
  }),
  snap: manager({
    install: "install refresh revert switch enable",
    remove: "remove disable",
    read: "list info find version connections services changes tasks interfaces warnings logs known",
    more: {
      run: "opens-program",
      ...each("changes-access", "connect disconnect login logout set unset alias"),
      ...each("ends-processes", "stop restart"),
      start: "starts-service",
    },
  }),
  flatpak: manager({
    install: "install update upgrade",
    remove: "uninstall remove",
    read: "list info search history ps remotes remote-ls remote-info config",
    more: {
      run: "opens-program",
      ...each("changes-access", "override permission-set permission-remove"),
      ...each("changes-access", "remote-add remote-modify remote-delete"),
      kill: "ends-processes",
      enter: "opens-program",
    },
  }),
  "nix-env": {
    options:
      "i,install!installs-package e,uninstall!removes-package u,upgrade!installs-package q,query A f,file=script rollback!changes-system",
    operands: "text*",
  },
  "nix-shell": { options: "p,packages=text run=shell command=shell", operands: "text*", rule: "runs-package-once" },
  "nix-build": project,
  "nix-instantiate": by(
    (_call, args) => (given(args, "parse") ? "reads-files" : "runs-project-task"),
    "parse E,expr=code",
  ),
  "nix-store": {
    options:
      "q,query!prints r,realise!installs-package gc!deletes-generated-files delete!removes-package verify l,read-log dump export import!installs-package",
    operands: "text*",
  },
  "nix-collect-garbage": { ...cleans, options: "d,delete-old dry-run!prints" },
  "nix-channel": {
    options: "list!prints add!replaces-program-source remove!replaces-program-source update!installs-package",
    operands: "text*",
  },
  ...each(
    choose({
      ...each("prints", "list-generations"),
      ...each(project, "build build-vm dry-build dry-activate eval check"),
      ...each("changes-system", "switch boot test edit rollback"),
    }),
    "nixos-rebuild darwin-rebuild home-manager",
  ),
  nix,
  guix: choose({
    ...each({}, "show search describe size graph refresh hash lint environment-list"),
    ...each(installs, "install upgrade pull package time-machine"),
    ...each({ options: "", operands: "text*", rule: "runs-package-once" }, "shell environment repl"),
    build: project,
    remove: removes,
    gc: cleans,
    system: "changes-system",
    archive: "reads-files",
  }),
};
