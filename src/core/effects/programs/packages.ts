/** Package managers, build tools, test runners, linters and formatters, as data. */
// Longer than other files because it is one table.
import type { JudgementId } from "../judgements.ts";
import { type Invocation, note } from "../shell/run.ts";
import { followMake, followPackageScripts, followTaskfile } from "../tasks.ts";
import { type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import type { Spec, Table } from "./spec.ts";

const project: Spec = { rule: "runs-project-task", operands: "text*", options: "C,directory=dir" };
const formats: Spec = { rule: "writes-in-workspace", operands: "text*" };
const installs: Spec = { rule: "installs-package", operands: "text*" };
const once: Spec = { rule: "runs-package-once", operands: "text*", options: "p,package=text c,call=shell y,yes q" };
const removes: Spec = { rule: "removes-package", operands: "text*" };
const publishes: Spec = { rule: "publishes-release", operands: "text*", options: "dry-run!runs-project-task" };
const asks: Spec = { rule: "contacts-network", operands: "text*" };

const subs = (rule: JudgementId | Spec, names: string): Record<string, JudgementId | Spec> =>
  Object.fromEntries(names.split(" ").map((name) => [name, rule]));

/** `npx tsc`: a tool that the project has is a task; anything else may be downloaded. */
const projectTools =
  /^(?:tsc|eslint|prettier|jest|vitest|mocha|playwright|cypress|webpack|vite|rollup|esbuild|tsx|ts-node|next|nx|turbo|lerna|biome|stylelint|tailwindcss|postcss|babel|swc|ava|nyc|c8|husky|lint-staged|changeset|storybook|ng|vue-tsc|svelte-check|astro|nuxt|remix|tsup|rimraf|concurrently|commitlint|knip|depcheck|madge|typedoc|oxlint|xo|standard|wireit|karma)$/;

function packageRunner(call: Invocation, args: Arguments): Text {
  const [tool] = args.operands;
  const given = args.options.has("p") || args.options.has("package") || args.options.has("y");
  const isProject = tool !== undefined && projectTools.test(tool.value) && !given;
  note(call, isProject ? "runs-project-task" : "runs-package-once", { target: tool?.value ?? "a package" });
  if (!tool) return unknownText;
  // The package's own command line counts where it asks for worse than running it.
  const before = call.run.acts.length;
  call.run.engine.invoke({ ...call, words: args.operands });
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade !== "allow" && item.rule !== "unknown-program"));
  return unknownText;
}

const npx: Spec = {
  options: "p,package=text c,call=shell y,yes q,quiet no-install no prefer-offline ignore-existing",
  operands: "command",
  byHand: packageRunner,
};

const npmLike: Record<string, JudgementId | Spec> = {
  ...subs(
    project,
    "test t tst run run-script start restart stop build rebuild lint explore dev format typecheck check tsc jest vitest eslint prettier mocha",
  ),
  ...subs(
    installs,
    "install i add ci in ins inst isntall install-test it link ln update up upgrade u dedupe ddp import fetch install-ci-test cit set-script global",
  ),
  ...subs(removes, "uninstall remove rm r un unlink prune"),
  ...subs(once, "init create dlx"),
  ...subs({ ...npx }, "exec x"),
  ...subs({ rule: "publishes-release", operands: "text*" }, "publish unpublish deprecate dist-tag stage"),
  ...subs(
    { rule: "changes-access", operands: "text*" },
    "owner access token team org adduser login logout hook profile trust",
  ),
  ...subs({}, "ls list ll la help bin root prefix explain why fund query doctor completion licenses"),
  ...subs(asks, "view info show v outdated audit search ping whoami repo docs bugs home stars star se find"),
  version: { rule: "changes-repository", operands: "text*" },
  pack: { ...project },
  config: {
    sub: {
      get: {},
      list: {},
      ls: {},
      set: "replaces-program-source",
      delete: "writes-outside-workspace",
      edit: "replaces-program-source",
    },
    bare: "reads-files",
    otherwise: "writes-outside-workspace",
  },
  c: { sub: { get: {}, list: {}, ls: {}, set: "replaces-program-source" } },
  get: {},
  set: "replaces-program-source",
  pkg: { sub: { get: {}, set: "writes-acting-file", delete: "writes-acting-file", fix: "writes-acting-file" } },
  cache: {
    sub: { clean: "deletes-generated-files", verify: {}, ls: {}, list: {}, dir: {} },
    otherwise: "deletes-generated-files",
  },
  store: { sub: { prune: "deletes-generated-files", path: {}, status: {} } },
  workspaces: { rule: "runs-project-task" },
  workspace: { operands: "text*", rule: "runs-project-task" },
  shrinkwrap: formats,
};

/** yarn and pnpm run scripts by their bare name. */
const npm = (otherwise: JudgementId): Spec => ({
  options:
    "prefix,C,dir=dir w,workspace,F,filter=text loglevel=text s,silent g,global r,recursive script-shell=program registry=text!replaces-program-source userconfig=script",
  sub: npmLike,
  more: followPackageScripts,
  otherwise,
  bare: otherwise === "unknown-subcommand" ? "prints" : "installs-package",
});

const pip: Spec = {
  options: "python=text proxy=text log=write",
  sub: {
    ...subs(
      { rule: "installs-package", options: "r=text e=text i=text index-url=text", operands: "text*" },
      "install download wheel",
    ),
    uninstall: removes,
    ...subs({}, "list freeze show check inspect help debug hash completion"),
    index: asks,
    search: asks,
    cache: {
      sub: { purge: "deletes-generated-files", list: {}, info: {}, dir: {}, remove: "deletes-generated-files" },
    },
    config: {
      sub: {
        list: {},
        get: {},
        debug: {},
        set: "replaces-program-source",
        unset: "writes-outside-workspace",
        edit: "replaces-program-source",
      },
    },
  },
};

const cargo: Spec = {
  options: "config=text!runs-hidden-program C=dir Z=text color=text manifest-path=read q v",
  sub: {
    ...subs(
      project,
      "build b test t check c bench clippy fmt doc d nextest miri expand rustc rustdoc package fix llvm-cov",
    ),
    run: "runs-built-program",
    r: "runs-built-program",
    ...subs({}, "tree metadata version help locate-project pkgid read-manifest verify-project"),
    ...subs(installs, "install add update fetch vendor binstall"),
    ...subs(removes, "uninstall remove rm"),
    ...subs(asks, "search info audit outdated deny"),
    publish: publishes,
    yank: "publishes-release",
    owner: "changes-access",
    login: "creates-credential",
    logout: "changes-access",
    clean: "deletes-generated-files",
    new: formats,
    init: formats,
    "generate-lockfile": formats,
    watch: { options: "x=text s=shell", operands: "text*", rule: "runs-project-task" },
  },
};

const go: Spec = {
  style: "single-dash",
  options: "C=dir",
  sub: {
    ...subs(
      { ...project, style: "single-dash", options: "exec=shell toolexec=shell o=write ldflags=text run=text" },
      "build test vet fmt fix tool",
    ),
    run: "runs-built-program",
    generate: "runs-project-task",
    ...subs({}, "version list doc help bug"),
    env: { options: "w!leaves-something-running u", operands: "text*", style: "single-dash" },
    ...subs(installs, "install get"),
    mod: {
      sub: {
        ...subs({}, "graph verify why"),
        tidy: installs,
        download: installs,
        init: formats,
        edit: formats,
        vendor: installs,
      },
    },
    work: formats,
    clean: "deletes-generated-files",
    telemetry: {},
  },
};

/** make: `-n` only prints (though `$(shell …)` still runs); targets are project tasks. */
const make: Spec = {
  options: "f,file,makefile=script C,directory=dir j?=text I=dir eval=shell n!runs-project-task k s B i",
  operands: "text*",
  more: judgeMake,
};

function judgeMake(call: Invocation, args: Arguments): undefined {
  const assigned = args.operands.find((word) => /^(?:SHELL|\.SHELLFLAGS|MAKE)=/.test(word.value));
  if (assigned) note(call, "runs-hidden-program", { target: assigned.value });
  const target = args.operands.map((word) => word.value).join(" ");
  if (/\b(?:install|deploy|publish|release|push|destroy|migrate|uninstall)\b/.test(target))
    note(call, "runs-unseen-script", { target: `make ${target}` });
  else note(call, "runs-project-task", { target: `make ${target}`.trim() });
  followMake(call, args);
  return undefined;
}

const systemManager = (install: string, remove: string, read: string, options = ""): Spec => ({
  options: `o,option=text!runs-hidden-program c,config-file=script ${options} y,yes q`,
  sub: { ...subs(installs, install), ...subs(removes, remove), ...subs({}, read) },
});

function pacman(call: Invocation): undefined {
  const flags = call.words[1]?.value ?? "";
  note(call, /^-(?:Q|S[si]|F|T)/.test(flags) ? "prints" : /^-R/.test(flags) ? "removes-package" : "installs-package");
  return undefined;
}

const asTask = (names: string): Record<string, Spec> =>
  Object.fromEntries(names.split(" ").map((name) => [name, project]));

export const packages: Table = {
  npm: npm("unknown-subcommand"),
  cnpm: npm("unknown-subcommand"),
  pnpm: npm("runs-project-task"),
  yarn: npm("runs-project-task"),
  yarnpkg: npm("runs-project-task"),
  bun: { ...npm("runs-project-task"), options: "e,eval=code p,print=code r,preload=program cwd=dir" },
  npx,
  pnpx: npx,
  bunx: npx,
  corepack: { rule: "installs-package" },
  nvm: {
    sub: {
      ls: {},
      list: {},
      current: {},
      which: {},
      use: { rule: "prints", operands: "text*" },
      install: installs,
      uninstall: removes,
      alias: "writes-outside-workspace",
      version: {},
    },
  },
  fnm: { sub: { list: {}, ls: {}, current: {}, use: {}, install: installs, env: {} } },
  volta: { sub: { list: {}, install: installs, which: {} } },
  asdf: { sub: { list: {}, current: {}, which: {}, where: {}, install: installs, plugin: installs } },
  mise: {
    sub: { ls: {}, current: {}, which: {}, install: installs, use: installs, run: project, trust: "changes-access" },
  },
  pip,
  pip3: pip,
  pip2: pip,
  uv: {
    sub: {
      pip,
      run: project,
      sync: installs,
      add: installs,
      remove: removes,
      lock: installs,
      venv: formats,
      tree: {},
      version: {},
      tool: { sub: { run: once, install: installs, list: {}, uninstall: removes } },
      python: { sub: { list: {}, find: {}, install: installs } },
      publish: publishes,
      build: project,
      cache: { sub: { clean: "deletes-generated-files", dir: {}, prune: "deletes-generated-files" } },
      init: formats,
      self: installs,
    },
  },
  uvx: once,
  pipx: { sub: { run: once, install: installs, list: {}, uninstall: removes, upgrade: installs, inject: installs } },
  poetry: {
    sub: {
      install: installs,
      add: installs,
      update: installs,
      lock: installs,
      remove: removes,
      run: project,
      show: {},
      check: {},
      build: project,
      publish: publishes,
      env: {},
      version: {},
      config: "changes-access",
      shell: "opens-program",
    },
  },
  pipenv: {
    sub: {
      install: installs,
      run: project,
      sync: installs,
      lock: installs,
      uninstall: removes,
      graph: {},
      shell: "opens-program",
    },
  },
  pdm: { sub: { install: installs, add: installs, run: project, list: {}, publish: publishes } },
  hatch: { sub: { run: project, test: project, build: project, publish: publishes, env: {}, version: {} } },
  rye: { sub: { sync: installs, add: installs, run: project, publish: publishes } },
  conda: {
    sub: {
      list: {},
      info: {},
      search: asks,
      env: { sub: { list: {}, create: installs, remove: removes, export: {} } },
      create: installs,
      install: installs,
      update: installs,
      remove: removes,
      run: project,
      activate: {},
      deactivate: {},
    },
  },
  mamba: { sub: { list: {}, install: installs, create: installs } },
  twine: { sub: { upload: publishes, check: {} } },
  cargo,
  rustup: {
    sub: {
      show: {},
      which: {},
      doc: {},
      update: installs,
      install: installs,
      toolchain: { sub: { list: {}, install: installs, uninstall: removes } },
      target: { sub: { list: {}, add: installs } },
      component: { sub: { list: {}, add: installs } },
      default: "writes-outside-workspace",
      run: { operands: "text command" },
      self: "removes-package",
    },
  },
  rustc: { options: "o=write C=text L=text", operands: "read*", rule: "runs-project-task" },
  go,
  gofmt: { options: "w d l s e", operands: "read*", rule: "writes-in-workspace" },
  gem: {
    sub: {
      list: {},
      env: {},
      info: {},
      which: {},
      install: installs,
      update: installs,
      uninstall: removes,
      push: publishes,
      build: project,
      search: asks,
      outdated: asks,
      exec: once,
      yank: "publishes-release",
      owner: "changes-access",
      signin: "creates-credential",
      sources: "replaces-program-source",
    },
  },
  bundle: {
    sub: {
      exec: project,
      install: installs,
      update: installs,
      add: installs,
      list: {},
      show: {},
      info: {},
      check: {},
      outdated: asks,
      config: "replaces-program-source",
      clean: "deletes-generated-files",
      remove: removes,
    },
  },
  rails: {
    sub: {
      test: project,
      routes: {},
      runner: "runs-inline-code",
      console: "runs-inline-code",
      generate: project,
      g: project,
      server: "starts-service",
      s: "starts-service",
      "db:migrate": "changes-data",
      "db:drop": "destroys-database",
      "db:reset": "destroys-database",
      "db:rollback": "changes-data",
      "db:seed": "changes-data",
      "db:schema:load": "destroys-database",
      "db:setup": "changes-data",
      new: installs,
    },
    otherwise: "runs-project-task",
  },
  rake: { ...project },
  composer: {
    sub: {
      install: installs,
      update: installs,
      require: installs,
      remove: removes,
      show: {},
      validate: {},
      test: project,
      "run-script": project,
      exec: project,
      "dump-autoload": project,
      outdated: asks,
      global: installs,
      config: "replaces-program-source",
      "create-project": installs,
      audit: asks,
    },
  },
  mvn: { options: "f=read pl=text D=text P=text q B o", operands: "text*", style: "single-dash", more: judgeMaven },
  gradle: project,
  sbt: project,
  lein: project,
  mix: {
    sub: {
      test: project,
      compile: project,
      format: formats,
      "deps.get": installs,
      "ecto.drop": "destroys-database",
      "ecto.reset": "destroys-database",
      "ecto.migrate": "changes-data",
      "hex.publish": publishes,
    },
    otherwise: "runs-project-task",
  },
  dotnet: {
    sub: {
      ...subs(project, "build test format watch msbuild vstest clean pack"),
      run: "runs-built-program",
      restore: installs,
      add: installs,
      remove: removes,
      tool: installs,
      nuget: publishes,
      publish: project,
      new: formats,
      list: {},
      help: {},
      sln: formats,
      ef: "changes-data",
      workload: installs,
    },
    bare: "prints",
  },
  nuget: {
    sub: {
      install: installs,
      restore: installs,
      push: publishes,
      list: asks,
      sources: "replaces-program-source",
      delete: "publishes-release",
    },
  },
  msbuild: project,
  brew: {
    sub: {
      ...subs({}, "list ls info deps leaves config doctor --prefix --version prefix uses home desc cat log commands"),
      ...subs(asks, "search outdated"),
      ...subs(installs, "install reinstall upgrade update tap cask bundle"),
      ...subs(removes, "uninstall remove rm autoremove cleanup untap"),
      services: {
        sub: {
          list: {},
          start: "starts-service",
          stop: "ends-processes",
          restart: "ends-processes",
          run: "starts-service",
        },
        otherwise: "starts-service",
      },
    },
  },
  port: systemManager("install upgrade selfupdate sync", "uninstall", "list installed info"),
  apt: systemManager(
    "install upgrade update full-upgrade dist-upgrade build-dep download source reinstall satisfy",
    "remove purge autoremove autopurge clean autoclean",
    "list show search policy depends rdepends changelog showsrc",
  ),
  "apt-get": systemManager(
    "install upgrade update dist-upgrade build-dep download source reinstall",
    "remove purge autoremove clean autoclean",
    "check changelog",
  ),
  aptitude: systemManager("install upgrade update", "remove purge", "search show"),
  "apt-cache": {},
  "apt-key": "replaces-program-source",
  "add-apt-repository": "replaces-program-source",
  dpkg: {
    options:
      "i,install=text!installs-package r,remove=text!removes-package P,purge=text!removes-package l,list?=text L,listfiles=text s,status=text S,search=text pre-invoke=program post-invoke=program a,unpack=text!installs-package",
    operands: "text*",
  },
  "dpkg-query": {},
  yum: systemManager(
    "install update upgrade localinstall groupinstall reinstall",
    "remove erase autoremove clean",
    "list info search repolist provides history check-update",
  ),
  dnf: systemManager(
    "install update upgrade groupinstall reinstall copr",
    "remove erase autoremove clean",
    "list info search repolist provides history check-update repoquery",
  ),
  zypper: systemManager("install in update up dup refresh ref", "remove rm", "search se info list lr"),
  apk: systemManager("add update upgrade fix", "del", "info list search policy"),
  rpm: {
    options:
      "i!installs-package U!installs-package e!removes-package q a l f V eval=shell pipe=shell define=text E=text",
    operands: "text*",
  },
  pacman: { operands: "text*", more: pacman },
  yay: { operands: "text*", more: pacman },
  snap: systemManager("install refresh", "remove", "list info find version"),
  flatpak: systemManager("install update", "uninstall remove", "list info search"),
  "nix-env": { options: "i!installs-package e!removes-package q", operands: "text*" },
  "nix-shell": { options: "p=text run=shell command=shell", operands: "text*", rule: "runs-package-once" },
  nix: {
    sub: { run: once, shell: once, develop: once, build: project, flake: project, search: asks, profile: installs },
    otherwise: "runs-package-once",
  },
  softwareupdate: { options: "l i!installs-package", operands: "text*" },
  make,
  gmake: make,
  bmake: make,
  nmake: make,
  cmake: {
    options: "build=text P=script E!runs-project-task S=dir B=dir D=text G=text install=text!writes-outside-workspace",
    operands: "text*",
    rule: "runs-project-task",
  },
  just: { ...project, options: "l,list!prints f,justfile=script shell=program" },
  task: { ...project, options: "l,list!prints a,list-all!prints t,taskfile=script d,dir=dir", more: followTaskfile },
  ...asTask(
    "ninja meson ant bazel bazelisk buck2 pants scons autoconf automake libtool waf xcodebuild ctest jest vitest mocha ava karma cypress playwright nyc c8 pytest py.test tox nox unittest phpunit pest rspec minitest cucumber behave eslint jshint stylelint ruff pylint flake8 mypy pyright rubocop standardrb phpstan psalm php-cs-fixer golangci-lint staticcheck clippy-driver hadolint markdownlint markdownlint-cli2 commitlint webpack vite rollup esbuild parcel tsup swc babel next nuxt astro remix gatsby ng nx turbo lerna rush storybook svelte-kit hugo jekyll mkdocs sphinx-build doxygen typedoc protoc flow oxlint biome xo pre-commit lint-staged husky tsserver vue-tsc svelte-check coverage sam_local act detox jake gulp grunt lefthook changeset ember mill bloop cabal zig nim crystal v swiftlint swiftformat ktlint detekt gcc g++ clang clang++ cc c++ ld javac kotlinc tsc-watch nodemon",
  ),
  shellcheck: { operands: "read*" },
  tsc: {
    options: "p,project=read noEmit watch w build b outDir=dir",
    operands: "text*",
    rule: "writes-in-workspace",
    style: "single-dash",
  },
  prettier: {
    options: "w,write c,check l plugin=program config=script",
    operands: "read*",
    rule: "writes-in-workspace",
  },
  black: { operands: "read*", rule: "writes-in-workspace" },
  isort: { operands: "read*", rule: "writes-in-workspace" },
  rustfmt: { operands: "read*", rule: "writes-in-workspace" },
  clangformat: formats,
  "clang-format": { options: "i", operands: "read*", rule: "writes-in-workspace" },
  shfmt: { operands: "read*", rule: "writes-in-workspace" },
  "semantic-release": publishes,
  vsce: { sub: { package: project, publish: publishes, ls: {}, login: "creates-credential", show: asks } },
  ovsx: { sub: { publish: publishes } },
  stack: { sub: { build: project, test: project, install: installs, exec: project, run: "runs-built-program" } },
  nodemon: { options: "x,exec=shell", operands: "script text*", rule: "starts-service" },
  pm2: {
    sub: {
      list: {},
      ls: {},
      status: {},
      logs: {},
      start: "starts-service",
      stop: "ends-processes",
      restart: "ends-processes",
      delete: "ends-processes",
      kill: "ends-processes",
      startup: "leaves-something-running",
      save: "leaves-something-running",
    },
  },
  fastlane: "publishes-release",
};

/** Maven: goals that publish leave the machine. */
function judgeMaven(call: Invocation, args: Arguments): undefined {
  const goals = args.operands.map((word) => word.value).join(" ");
  note(call, /\bdeploy\b|release:/.test(goals) ? "publishes-release" : "runs-project-task", {
    target: `mvn ${goals}`.trim(),
  });
  return undefined;
}
