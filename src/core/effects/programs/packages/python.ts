/** Package managers and builders of Python (pip 25, uv 0.9, poetry 2, conda 25), as data. */
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
  readsSetting,
  removes,
  session,
  settings,
} from "./entries.ts";

const source =
  "i,index-url=text extra-index-url=text f,find-links=text trusted-host=text r,requirement=text c,constraint=text e,editable=text t,target=dir prefix=dir root=dir python=text proxy=text U,upgrade";
const pipInstall: Spec = { ...installs, options: source };
const acting = settings(/index|trusted-host|find-links|proxy|cert|user|target|prefix|require-virtualenv/i);

const pip: Spec = {
  options: "python=text proxy=text log=write cache-dir=dir",
  sub: {
    ...each(pipInstall, "install download wheel sync lock"),
    uninstall: removes,
    list: by(
      (_call, args) => (given(args, "o", "outdated", "u", "uptodate") ? "contacts-network" : "prints"),
      "o,outdated u,uptodate format=text",
    ),
    ...each({}, "freeze show check inspect help debug completion tree"),
    hash: reads("a=text"),
    compile: { ...installs, options: "o,output-file=write" },
    ...each(asks, "index search"),
    cache: choose({ ...each(cleans, "purge remove"), ...each({}, "list info dir") }),
    config: choose({
      ...each({}, "list debug"),
      get: readsSetting,
      set: acting,
      unset: acting,
      edit: "replaces-program-source",
    }),
  },
};

const uvRun: Spec = inProject(
  "with=text with-editable=text with-requirements=read p,python=text env-file=read m,module=text extra=text group=text package=text directory=dir project=dir index=text index-url=text isolated frozen",
);

const environment = (more: Spec["sub"] = {}): Spec => ({
  options: "C,directory,P,project=dir v q n",
  sub: {
    ...each(installs, "install add update lock sync self self-update upgrade"),
    ...each(removes, "remove uninstall"),
    run: inProject("e=text p=text"),
    ...each(project, "build test fmt check type"),
    publish: publishes,
    ...each({}, "show list info about version graph search-local licenses export tree dep"),
    ...each(formats, "init new use"),
    ...each(session, "shell"),
    search: asks,
    env: choose({
      ...each({}, "info list show find activate"),
      use: installs,
      ...each("deletes-files", "remove prune"),
      create: formats,
      run: inProject(),
    }),
    ...more,
  },
});

const conda: Spec = {
  options: "n,name=text p,prefix=text y,yes q",
  sub: {
    ...each({}, "list info activate deactivate compare doctor notices shell"),
    ...each(asks, "search repoquery"),
    env: choose({
      ...each({}, "list config"),
      export: {
        complete: true,
        options:
          "n,name=text p,prefix=text f,file=write no-builds from-history json q,quiet v,verbose c,channel=text override-channels ignore-channels format=text",
      },
      ...each(installs, "create update"),
      remove: removes,
    }),
    ...each({ ...installs, options: "c,channel=text f,file=read n=text p=text" }, "create install update upgrade"),
    ...each(removes, "remove uninstall"),
    run: inProject("n,name=text p,prefix=text cwd=dir"),
    clean: { ...cleans, options: "d,dry-run!prints a,all" },
    init: "leaves-something-running",
    config: by(
      (_call, args) =>
        given(args, "set", "add", "append", "prepend", "remove", "remove-key")
          ? "replaces-program-source"
          : "reads-files",
      "set=text add=text append=text prepend=text show get=text",
    ),
    build: project,
    rename: "writes-outside-workspace",
    package: formats,
  },
};

export const pythonPackages: Table = {
  ...each(pip, "pip pip3 pip2 pipx-pip"),
  uv: {
    options:
      "directory,project=dir config-file=script cache-dir=dir offline q v python,p=program color=text native-tls allow-insecure-host=text no-config no-cache n no-progress managed-python no-managed-python no-python-downloads",
    sub: {
      pip,
      run: uvRun,
      ...each(installs, "sync add lock self"),
      remove: removes,
      venv: formats,
      ...each({}, "tree version export help"),
      tool: choose({
        run: once,
        ...each(installs, "install upgrade"),
        ...each({}, "list dir update-shell"),
        uninstall: removes,
      }),
      python: choose({ ...each({}, "list find dir"), ...each(installs, "install upgrade pin"), uninstall: removes }),
      publish: publishes,
      build: project,
      cache: choose({ ...each(cleans, "clean prune"), dir: {}, size: {} }),
      init: formats,
      format: formats,
      auth: choose({ token: "reads-secret", ...each("creates-credential", "login"), logout: "changes-access" }),
    },
  },
  uvx: once,
  pipx: choose({
    run: once,
    runpip: installs,
    ...each(installs, "install upgrade upgrade-all inject reinstall reinstall-all"),
    ...each({}, "list environment completions"),
    ...each(removes, "uninstall uninstall-all uninject"),
    ensurepath: "leaves-something-running",
  }),
  poetry: environment({
    check: {},
    config: by(
      (_call, args) =>
        given(args, "list") || args.operands.length < 2
          ? "reads-files"
          : /repositories|http-basic|pypi-token|certificates|virtualenvs/.test(args.operands[0]?.value ?? "")
            ? "changes-access"
            : "writes-outside-workspace",
      "list unset local",
    ),
    source: choose({ show: {}, add: "replaces-program-source", remove: formats }),
    cache: choose({ list: {}, clear: cleans }),
  }),
  pipenv: environment({ ...each({}, "check requirements verify scripts"), clean: removes }),
  ...each(
    environment({ cache: cleans, config: "replaces-program-source", plugin: installs, dep: {} }),
    "pdm hatch rye flit pixi",
  ),
  ...each(conda, "conda mamba micromamba"),
  twine: choose({ upload: publishes, register: "publishes-release", check: reads() }),
  ...each(does("writes-in-workspace"), "virtualenv cookiecutter copier"),
  ...each(
    choose({
      run: project,
      ...each("writes-acting-file", "install uninstall init-templatedir"),
      autoupdate: installs,
      "sample-config": {},
      ...each(cleans, "clean gc"),
      "validate-config": {},
    }),
    "pre-commit prek",
  ),
};
