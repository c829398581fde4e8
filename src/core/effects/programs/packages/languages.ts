/** Package managers and builders of other languages: Rust, Go, Ruby, PHP and smaller ones, as data. */
import { note } from "../../shell/run.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, reads } from "../table.ts";
import {
  asks,
  cleans,
  formats,
  inProject,
  installs,
  once,
  project,
  publishes,
  removes,
  session,
  settings,
} from "./entries.ts";

const cargoOptions =
  "config=text!runs-hidden-program manifest-path=read target-dir=dir Z=text p=text features=text color=text q v";
const cargoTask: Spec = { ...project, options: cargoOptions };
const cargo: Spec = {
  options: `${cargoOptions} C=dir list!prints`,
  sub: {
    ...each(
      cargoTask,
      "build b test t check c bench clippy fmt doc d nextest miri expand rustc rustdoc package fix llvm-cov tarpaulin udeps make hack component machete",
    ),
    ...each({ rule: "runs-built-program", options: cargoOptions, operands: "text*" }, "run r"),
    ...each(
      { options: cargoOptions, operands: "text*" },
      "tree metadata version help locate-project pkgid read-manifest verify-project report",
    ),
    ...each(
      { ...installs, options: `${cargoOptions} git=text path=dir registry=text index=text root=dir list!prints` },
      "install add update fetch vendor binstall upgrade",
    ),
    ...each(removes, "uninstall remove rm"),
    ...each(asks, "search info audit outdated deny"),
    publish: publishes,
    yank: "publishes-release",
    owner: choose({}, "changes-access", {
      options: "l,list!contacts-network a,add=text!changes-access r,remove=text!changes-access",
      otherwise: "changes-access",
    }),
    login: "creates-credential",
    logout: "changes-access",
    clean: { ...cleans, options: "n,dry-run!prints p=text" },
    ...each(formats, "new init generate-lockfile"),
    watch: { options: "x=text s=shell", operands: "text*", rule: "runs-project-task" },
  },
};

const goBuild: Spec = {
  ...project,
  style: "single-dash",
  options:
    "exec=shell toolexec=shell vettool=program o=write ldflags=text gcflags=text run=text tags=text overlay=read modfile=read C=dir count=text coverprofile=write cpuprofile=write",
};
const go: Spec = {
  style: "single-dash",
  options: "C=dir",
  sub: {
    ...each(goBuild, "build test vet fmt fix"),
    run: { ...goBuild, rule: "runs-built-program" },
    ...each("runs-project-task", "generate tool"),
    list: by((_call, args) => (given(args, "u") ? "contacts-network" : "prints"), "m u f=text"),
    ...each({}, "version doc help bug telemetry"),
    env: {
      options: "w!leaves-something-running u!writes-outside-workspace json changed",
      operands: "text*",
      style: "single-dash",
    },
    ...each({ ...installs, style: "single-dash", options: goBuild.options ?? "" }, "install get"),
    mod: choose({
      ...each({}, "graph verify why"),
      ...each(installs, "tidy download vendor"),
      ...each(formats, "init edit"),
    }),
    work: choose({ ...each(formats, "init use edit sync vendor") }),
    clean: { ...cleans, style: "single-dash" },
  },
};

/** Formatters that only print unless told to write. */
const prettyPrinter = (options: string, ...names: readonly string[]): Spec => ({
  options,
  operands: "read*",
  more: (call, args) => {
    note(call, given(args, ...names) ? "writes-in-workspace" : "reads-files", { target: "source files" });
    return undefined;
  },
});

/** Rails and Rake: tasks of the database are what their names say. */
const databaseTasks = {
  ...each(
    "destroys-database",
    "db:drop db:drop:all db:reset db:schema:load db:structure:load db:purge db:migrate:reset db:truncate_all db:test:purge",
  ),
  ...each(
    "changes-data",
    "db:migrate db:migrate:up db:migrate:down db:rollback db:seed db:setup db:prepare db:create db:schema:cache:dump db:seed:replant",
  ),
  ...each("reads-records", "db:migrate:status db:version"),
};
const rails: Spec = {
  sub: {
    ...databaseTasks,
    ...each(project, "test generate g destroy d routes stats notes about zeitwerk:check assets:precompile"),
    ...each("runs-inline-code", "runner r console c"),
    ...each("runs-inline-code", "dbconsole db"),
    ...each("starts-service", "server s"),
    new: installs,
    ...each("reads-secret", "credentials:show encrypted:show secrets:show"),
    ...each("creates-credential", "credentials:edit secret"),
  },
  otherwise: "runs-project-task",
};

export const languages: Table = {
  cargo,
  rustup: choose({
    ...each({}, "show which doc completions"),
    check: asks,
    ...each(installs, "update install"),
    toolchain: choose({ list: {}, ...each(installs, "install add link"), ...each(removes, "uninstall remove") }),
    ...each(choose({ list: {}, ...each(installs, "add"), ...each(removes, "remove") }), "target component"),
    override: choose({ list: {}, ...each("writes-outside-workspace", "set unset") }),
    ...each("writes-outside-workspace", "default set"),
    run: { operands: "text command" },
    self: choose({ update: installs, uninstall: removes, "upgrade-data": installs }),
  }),
  rustc: {
    options: "o=write out-dir=dir C=text L=text print=text!prints explain=text!prints",
    operands: "read*",
    rule: "runs-project-task",
  },
  rustfmt: prettyPrinter("check edition=text emit=text", "write-always"),
  go,
  gofmt: { ...prettyPrinter("w d l s e r=text", "w") },
  goimports: prettyPrinter("w d l", "w"),
  goreleaser: choose(
    {
      ...each(publishes, "release publish announce"),
      ...each(project, "build"),
      ...each({}, "check healthcheck jsonschema completion"),
      init: formats,
    },
    "publishes-release",
  ),
  ...each(
    choose({ ...each("runs-built-program", "debug test exec run core trace connect attach dap"), version: {} }),
    "dlv",
  ),
  gem: choose({
    ...each({}, "list env environment info which contents dependency specification stale check help"),
    ...each(installs, "install i update pristine fetch"),
    ...each(removes, "uninstall cleanup"),
    ...each(publishes, "push yank"),
    build: project,
    ...each(asks, "search outdated"),
    exec: once,
    owner: "changes-access",
    signin: "creates-credential",
    sources: choose({}, "prints", {
      options:
        "a,add=text!replaces-program-source r,remove=text!replaces-program-source c!replaces-program-source l,list!prints",
    }),
    server: "starts-service",
  }),
  ...each(
    choose(
      {
        exec: inProject("gemfile=script"),
        ...each(installs, "install i update add lock pristine"),
        ...each({}, "list show info check platform version licenses doctor"),
        outdated: asks,
        config: choose(
          { ...each({}, "list get"), set: settings(/mirror|source|ssl|path|build|gemfile/), unset: formats },
          "reads-files",
          { otherwise: "replaces-program-source" },
        ),
        clean: { ...cleans, options: "dry-run!prints" },
        remove: removes,
        ...each(formats, "init gem binstubs cache"),
        open: session,
        console: session,
      },
      "installs-package",
    ),
    "bundle bundler",
  ),
  rails,
  rake: {
    sub: databaseTasks,
    options: "T,tasks?!prints P!prints f,rakefile=script e,execute=code r=program",
    otherwise: "runs-project-task",
    bare: "runs-project-task",
  },
  composer: choose(
    {
      ...each(installs, "install i update u upgrade require r create-project global self-update selfupdate reinstall"),
      ...each(removes, "remove rm uninstall"),
      ...each(
        {},
        "show info licenses validate check-platform-reqs depends why prohibits why-not status suggests fund about list diagnose",
      ),
      ...each(project, "test run-script run exec dump-autoload dumpautoload archive"),
      ...each(asks, "outdated audit search browse home"),
      config: by(
        (_call, args) =>
          args.operands.length < 2 && !given(args, "unset", "e", "editor") ? "reads-files" : "replaces-program-source",
        "g,global l,list unset e,editor f=read",
      ),
      ...each(formats, "init bump"),
      ...each(cleans, "clear-cache clearcache"),
    },
    "prints",
    { otherwise: "runs-project-task", options: "d,working-dir=dir n q" },
  ),
  mix: choose(
    {
      ...each(project, "test compile dialyzer credo docs run phx.routes release"),
      format: formats,
      ...each(installs, "deps.get deps.update local.hex archive.install"),
      ...each({}, "deps help hex.info deps.tree"),
      ...each("destroys-database", "ecto.drop ecto.reset"),
      ...each("changes-data", "ecto.migrate ecto.rollback ecto.create ecto.setup"),
      ...each(publishes, "hex.publish"),
      "phx.server": "starts-service",
      ...each(cleans, "clean deps.clean"),
    },
    "runs-project-task",
    { otherwise: "runs-project-task" },
  ),
  opam: choose({
    ...each({}, "list show config env var switch"),
    ...each(installs, "install update upgrade init pin reinstall"),
    ...each(removes, "remove uninstall"),
    exec: inProject(),
    search: {},
    publish: publishes,
    repository: "replaces-program-source",
  }),
  ...each(
    project,
    "nim crystal v kotlinc javac scalac ghc erlc ocamlfind dune rebar3 gleam elm purs spago xcodebuild agvtool",
  ),
  zig: choose(
    { ...each({}, "version env targets zen std help"), fmt: formats, run: "runs-built-program", fetch: installs },
    "prints",
    { otherwise: "runs-project-task" },
  ),
  ...each(reads(), "shellcheck yamllint jsonlint hadolint actionlint editorconfig-checker checkmake"),
  luarocks: choose({
    ...each(installs, "install build make"),
    ...each(removes, "remove purge"),
    ...each({}, "list show path config doc lint"),
    search: asks,
    upload: publishes,
  }),
  cpan: does("installs-package", "l!prints v!prints D=text!prints"),
  cpanm: installs,
  nimble: choose({
    ...each(installs, "install refresh"),
    ...each(project, "build test c"),
    publish: publishes,
    list: {},
  }),
};
