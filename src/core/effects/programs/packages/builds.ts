/** Build tools, test runners, linters and formatters: the project's own code runs, as data. */
import { fileText, type Invocation, note, type Word } from "../../shell/run.ts";
import { makeRecipes } from "../../taskFiles.ts";
import { followMake, followTaskfile } from "../../tasks.ts";
import { isKnown, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { asIf, by, choose, does, each, given, valueIn } from "../table.ts";
import { cleans, formats, inProject, project } from "./entries.ts";

/** make: `-n` only prints, though `$(shell …)` still runs; targets are project tasks. */
const make: Spec = {
  options:
    "f,file,makefile=script C,directory=dir j?=text l?=text I,include-dir=dir W=text E,eval=shell n k s B i q p t r R e w",
  operands: "text*",
  more: judgeMake,
};

function judgeMake(call: Invocation, args: Arguments): undefined {
  const assigned = args.operands.find((word) => /^(?:SHELL|\.SHELLFLAGS|MAKE|MAKEFLAGS)\s*[:+?!]*=/.test(word.value));
  if (assigned) note(call, "runs-hidden-program", { target: assigned.value, span: assigned.span });
  const target = args.operands.map((word) => word.value).join(" ");
  const ships = /\b(?:install|deploy|publish|release|push|destroy|migrate|uninstall)\b/.test(target);
  note(call, ships ? "runs-unseen-script" : "runs-project-task", { target: `make ${target}`.trim() });
  judgeGivenMakefile(call, args);
  followMake(call, args);
  return undefined;
}

/** A makefile that the line itself wrote or feeds is known: its recipes run. */
function judgeGivenMakefile(call: Invocation, args: Arguments): void {
  const file = valueIn(args, "f");
  if (!file) return;
  const text = file.value === "-" || file.value === "/dev/stdin" ? call.stdin : fileText(call, file.value);
  const targets = args.operands.map((word) => word.value).filter((word) => !word.includes("="));
  if (text && isKnown(text))
    for (const line of makeRecipes(text.value, targets))
      call.run.engine.evaluate({ ...call, span: file.span }, plain(line), "bash");
}

/** `cmake -E` has portable forms of everyday programs. */
const portable: Readonly<Record<string, readonly string[]>> = {
  rm: ["rm"],
  remove: ["rm"],
  remove_directory: ["rm", "-r"],
  cat: ["cat"],
  echo: ["echo"],
  echo_append: ["echo"],
  env: ["env"],
  copy: ["cp"],
  copy_if_different: ["cp"],
  copy_directory: ["cp", "-r"],
  rename: ["mv"],
  touch: ["touch"],
  make_directory: ["mkdir", "-p"],
  compare_files: ["cmp"],
  create_symlink: ["ln", "-s"],
  create_hardlink: ["ln"],
  tar: ["tar"],
  sleep: ["sleep"],
  time: [],
  md5sum: ["md5sum"],
  sha256sum: ["sha256sum"],
  capabilities: ["true"],
};

function judgeCmake(call: Invocation, args: Arguments): Text {
  if (/^--help(?:-[\w-]+)?(?:=\S+)?$|^--list-presets/.test(call.words[1]?.value ?? "")) return unknownText;
  const at = call.words.findIndex((word) => word.value === "-E");
  if (at < 0) {
    note(call, given(args, "install") ? "writes-outside-workspace" : "runs-project-task", { target: "cmake" });
    return unknownText;
  }
  const [verb, ...rest] = call.words.slice(at + 1);
  if (verb?.value === "chdir") return asIf(call, ...rest.slice(1));
  const same = verb && Object.hasOwn(portable, verb.value) ? portable[verb.value] : undefined;
  if (!same) note(call, "runs-project-task", { target: `cmake -E ${verb?.value ?? ""}` });
  return same
    ? asIf(
        call,
        ...[...same, ...rest].map((word): Word => (typeof word === "string" ? { value: word, span: call.span } : word)),
      )
    : unknownText;
}

const ninja = by((_call, args) => {
  const tool = args.options.get("t")?.value;
  if (tool === undefined) return "runs-project-task";
  if (/^clean/.test(tool)) return "deletes-generated-files";
  return tool === "browse" ? "starts-service" : "prints";
}, "t=text C=dir f=script j=text k=text n v d=text l=text w=text");

const justOptions =
  "l,list!prints summary!prints show=text!prints s=text!prints dump!prints variables!prints groups!prints f,justfile=script d,working-directory=dir shell=program shell-arg=text c,command=shell choose chooser=program n,dry-run set=text dotenv-path=read e,edit!opens-program";

const tasks =
  "waf autoconf automake autoreconf aclocal libtool libtoolize configure scons buck2 pants please earthly dagger vitest jest mocha ava karma cypress playwright nyc c8 pytest py.test nox unittest phpunit pest rspec minitest cucumber behave robot eslint eslint_d jshint stylelint ruff pylint flake8 pyflakes mypy pyright basedpyright pyre rubocop standardrb phpstan psalm php-cs-fixer phpcs phpcbf pint golangci-lint staticcheck revive clippy-driver markdownlint markdownlint-cli2 commitlint webpack vite rollup esbuild parcel tsup swc babel next nuxt astro remix gatsby ng nx turbo lerna-lite rush moon storybook svelte-kit hugo jekyll mkdocs sphinx-build doxygen typedoc flow oxlint biome xo lint-staged husky vue-tsc svelte-check coverage sam_local detox jake gulp grunt lefthook ember ember-cli swiftlint swiftformat ktlint detekt emmake wasm-pack tree-sitter ctest cppcheck clang-tidy include-what-you-use bear ccache sccache distcc tox vale cspell codespell knip depcheck tflint terraform-docs goimports-reviser buf ent sqlc mockery swag wire air templ graphql-codegen openapi-generator k6 locust artillery hardhat forge truffle anchor slither gopls rust-analyzer clangd tsserver typescript-language-server pylsp pyright-langserver lua-language-server bash-language-server perlcritic perltidy prove stylua luacheck mdbook antora ruby-lsp solargraph metals jdtls kotlin-language-server";

/** Options with which a compiler only preprocesses or checks, and shows what it finds. */
const onlyShows = /^-(?:E|M|MM|fsyntax-only|dM|dumpspecs|Q|###|print-[\w-]+)$/;

/** Options that load or start something else. */
const loads = /^-(?:fplugin|B|wrapper|specs|load|Xclang|include|imacros|o|MF|save-temps)|^@/;

/** A compiler without files only tells about itself; so does one that stops after preprocessing. */
const compiler = by((call, args) => {
  if (args.operands.length === 0) return "prints";
  const words = call.words.slice(1).map(({ value }) => value);
  if (!words.some((word) => onlyShows.test(word)) || words.some((word) => loads.test(word))) return "runs-project-task";
  for (const file of args.operands) readFile(call, file);
  return "prints";
}, "o=write B=text specs=text wrapper=text");

export const builds: Table = {
  ...each(
    compiler,
    "gcc g++ clang clang++ cc c++ c99 ld lld as gold nvcc emcc gfortran ifort ifx icc icx icpx nvc nvc++ nvfortran flang hipcc mpicc mpicxx mpic++ mpif90 mpifort",
  ),
  ...each(make, "make gmake bmake nmake mingw32-make remake"),
  cmake: {
    options:
      "build=text P=script S=dir B=dir D=text G=text T=text A=text install=text toolchain=script C=script L N U=text system-information!prints help?=text help-command=text help-module=text help-policy=text help-property=text help-variable=text help-manual=text list-presets?=text",
    operands: "text*",
    noHelp: true,
    more: judgeCmake,
  },
  ...each(ninja, "ninja samu n2"),
  meson: choose(
    {
      ...each(project, "compile test setup install dist wrap configure format fmt rewrite"),
      introspect: {},
      init: formats,
      devenv: inProject(),
    },
    "runs-project-task",
    { otherwise: "runs-project-task" },
  ),
  ...each(
    choose(
      {
        ...each(project, "build test coverage query cquery aquery fetch sync mod vendor mobile-install info"),
        run: "runs-built-program",
        clean: cleans,
        ...each({}, "version help license dump"),
        shutdown: "ends-processes",
      },
      "prints",
      { options: "bazelrc=script output_base=dir" },
    ),
    "bazel bazelisk",
  ),
  just: { operands: "text*", options: justOptions, rule: "runs-project-task" },
  task: {
    ...project,
    options: "l,list!prints a,list-all!prints status!prints summary!prints t,taskfile=script d,dir=dir",
    more: followTaskfile,
  },
  ...each({ ...project, options: "help!prints T,tasks!prints" }, tasks),
  tsc: {
    options: "p,project=read noEmit watch w build b outDir=dir showConfig!prints listFilesOnly!prints init",
    operands: "text*",
    rule: "writes-in-workspace",
    style: "single-dash",
  },
  ...each(
    {
      options:
        "w,write c,check l,list-different plugin=program config=script find-config-path=text!prints file-info=read support-info!prints",
      operands: "read*",
      rule: "writes-in-workspace",
    },
    "prettier prettierd",
  ),
  ...each(
    { operands: "read*", rule: "writes-in-workspace", options: "c=text check diff config=read line-length=text" },
    "black isort autopep8 yapf autoflake docformatter pyupgrade",
  ),
  ...each(
    { operands: "read*", rule: "writes-in-workspace", options: "w d l i=text style=text" },
    "shfmt clang-format taplo sqlfluff sqlfmt nixfmt alejandra google-java-format scalafmt ocamlformat",
  ),
  ...each(formats, "indent astyle uncrustify"),
  ...each(does("runs-built-program"), "act"),
};
