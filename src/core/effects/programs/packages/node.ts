/** Package managers and runners of JavaScript (npm 11, pnpm 10, yarn 4, bun 1.3), as data. */
import type { JudgementId } from "../../judgements.ts";
import { type Invocation, note } from "../../shell/run.ts";
import { followPackageScripts } from "../../tasks.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { asIf, by, choose, does, type Entries, each, given } from "../table.ts";
import {
  asks,
  cleans,
  formats,
  installs,
  project,
  publishes,
  readsSetting,
  removes,
  session,
  settings,
} from "./entries.ts";

/** `npx tsc`: a tool that the project has is a task; anything else may be downloaded. */
const projectTools =
  /^(?:tsc|eslint|prettier|jest|vitest|mocha|playwright|cypress|webpack|vite|rollup|esbuild|tsx|ts-node|next|nx|turbo|lerna|biome|stylelint|tailwindcss|postcss|babel|swc|ava|nyc|c8|husky|lint-staged|changeset|storybook|ng|vue-tsc|svelte-check|astro|nuxt|remix|tsup|rimraf|concurrently|commitlint|knip|depcheck|madge|typedoc|oxlint|xo|standard|wireit|karma|prisma|drizzle-kit|knex|sequelize|sequelize-cli|typeorm|cdk|wrangler|wdio|tsdown|rolldown|ladle|markdownlint|cspell|syncpack|attw|publint|size-limit|npm-run-all|run-s|run-p|cross-env|dotenv|zx|expo|react-native|cap|ionic|graphql-codegen|openapi-typescript|hardhat|forge|truffle)$/;

function packageRunner(call: Invocation, args: Arguments): Text {
  const [tool] = args.operands;
  const downloads = given(args, "p", "package", "y");
  const isProject = tool !== undefined && projectTools.test(tool.value) && !downloads;
  note(call, isProject ? "runs-project-task" : "runs-package-once", { target: tool?.value ?? "a package" });
  if (!tool) return unknownText;
  // The package's own command line counts where it asks for worse than running it.
  const before = call.run.acts.length;
  asIf(call, ...args.operands);
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade !== "allow" && item.rule !== "unknown-program"));
  return unknownText;
}

const npx: Spec = {
  options:
    "p,package=text c,call=shell y,yes q,quiet no-install no prefer-offline ignore-existing shell-mode registry=text!replaces-program-source",
  operands: "command",
  byHand: packageRunner,
};

const actingOptions =
  "script-shell=program registry=text!replaces-program-source userconfig=script node-options=text!runs-hidden-program";
const task: Spec = { ...project, options: `C,directory=dir ${actingOptions}` };
const install: Spec = { ...installs, options: `${actingOptions} prefix,dir=dir C=dir dry-run` };
/** npm's keys that name a source of packages, a program or a check that falls away. */
const acting = settings(
  /registry|script-shell|^shell|prefix|ignore-scripts|^git|node-options|init|_auth|strict-ssl|proxy|^ca|userconfig|globalconfig|editor|viewer|browser|npmRegistryServer|yarnPath|plugins|enableScripts|unsafeHttpWhitelist|store-dir/i,
);
const account = does("changes-access");

/** `npm run` without a name lists the scripts. */
const runsScript = by((_call, args) => (args.operands.length === 0 ? "prints" : "runs-project-task"), task.options);

const npmLike: Entries = {
  ...each(
    task,
    "test t tst start restart stop build rebuild lint dev format typecheck check tsc jest vitest eslint prettier mocha pack workspaces workspace compile docs:build coverage e2e",
  ),
  ...each(runsScript, "run run-script rum urn"),
  ...each(
    install,
    "install i add ci in ins inst isntall install-test it link ln update up upgrade u dedupe ddp import fetch install-ci-test cit set-script global install-clean clean-install upgrade-interactive patch-commit",
  ),
  ...each(removes, "uninstall remove rm r un unlink prune autoclean"),
  explore: { operands: "text command", rule: "runs-project-task" },
  init: by(
    (_call, args) => (args.operands.length === 0 ? "writes-acting-file" : "runs-package-once"),
    "y,yes w=text scope=text",
  ),
  ...each(npx, "exec x dlx"),
  create: { ...npx },
  publish: { ...publishes, options: `${publishes.options} tag=text access=text otp=text ${actingOptions}` },
  ...each(does("publishes-release"), "unpublish deprecate undeprecate stage"),
  "dist-tag": choose({ ls: asks, ...each("publishes-release", "add rm") }, "contacts-network"),
  ...each(
    { sub: { ...each(asks, "ls list"), get: readsSetting }, bare: "prints", otherwise: "changes-access" },
    "owner author access team org profile hook trust",
  ),
  token: choose({ ...each(asks, "ls list"), create: "creates-credential", revoke: account }, "contacts-network"),
  ...each("creates-credential", "login adduser add-user"),
  logout: account,
  ...each(
    {},
    "ls list ll la help help-search bin root prefix explain why fund query completion licenses sbom env get-version",
  ),
  ...each(
    asks,
    "view info show v outdated audit search ping whoami repo docs bugs home stars star unstar se find doctor diff issues",
  ),
  audit: { sub: { fix: install, signatures: asks }, bare: "contacts-network", otherwise: "contacts-network" },
  version: by(
    (_call, args) => (args.operands.length > 0 || args.options.size > 1 ? "changes-repository" : "prints"),
    "json m,message=text",
  ),
  ...each(
    {
      sub: {
        get: readsSetting,
        ...each({}, "list ls"),
        set: acting,
        ...each(acting, "delete rm unset"),
        ...each("replaces-program-source", "edit fix"),
      },
      bare: "reads-files",
      otherwise: "writes-outside-workspace",
    },
    "config c",
  ),
  get: readsSetting,
  set: acting,
  pkg: choose({ get: {}, ...each("writes-acting-file", "set delete fix") }),
  cache: choose({ ...each({}, "verify ls list dir"), ...each(cleans, "clean rm npx") }, "prints", {
    otherwise: "deletes-generated-files",
  }),
  store: choose({ prune: cleans, ...each({}, "path status") }),
  edit: session,
  shrinkwrap: formats,
  "approve-builds": account,
  setup: "leaves-something-running",
};

/** yarn and pnpm run scripts by their bare name. */
const npm = (otherwise: JudgementId, more: Entries = {}): Spec => ({
  options: `prefix,dir,cwd=dir C=dir w,workspace=text F,filter=text loglevel=text s,silent g,global r,recursive ${actingOptions}`,
  sub: { ...npmLike, ...more },
  more: followPackageScripts,
  otherwise,
  bare: otherwise === "unknown-subcommand" ? "prints" : "installs-package",
});

const yarn = npm("runs-project-task", {
  npm: choose({
    publish: publishes,
    ...each(asks, "audit info whoami"),
    login: "creates-credential",
    logout: account,
    tag: choose({ list: asks }, "prints", { otherwise: "publishes-release" }),
  }),
  plugin: choose({ ...each({}, "list runtime"), remove: formats, import: "replaces-program-source" }),
  policies: "replaces-program-source",
  set: choose({ version: "replaces-program-source", resolution: formats }),
  node: { operands: "text*", rule: "runs-unseen-script" },
  constraints: project,
  versions: {},
  workspaces: choose({ ...each({}, "list info"), foreach: project, focus: install }),
});

const pnpm = npm("runs-project-task", {
  env: choose({ ...each({}, "list ls"), ...each(install, "use add"), ...each(removes, "remove rm") }),
  ...each(install, "deploy patch"),
  server: "starts-service",
});

const bun: Spec = {
  ...npm("runs-project-task", {
    exec: { operands: "shell" },
    repl: "runs-inline-code",
    pm: choose({
      ...each({}, "ls list bin hash hash-string hash-print cache why version view untrusted"),
      trust: account,
      pack: project,
      migrate: formats,
      whoami: asks,
      pkg: "writes-acting-file",
    }),
    build: { ...project, options: "outdir=dir outfile=write target=text" },
    upgrade: install,
  }),
  options:
    "e,eval=code p,print=code r,preload=program cwd=dir config=script env-file=read hot watch inspect?=text!opens-tunnel",
};

/** What stands in front of the command may be versions of tools: `20`, `node@20`, `lts/*`. */
const versioned: Spec = {
  options: "using=text node=text yarn=text npm=text pnpm=text using-file silent",
  operands: "command",
  noHelp: true,
  byHand: (call, { operands }) => {
    const from = operands.findIndex(
      ({ value }) => !/@|^v?\d[\d.]*$|^(?:lts|system|default|latest|stable)(?:\/.*)?$/.test(value),
    );
    return from < 0 ? unknownText : call.run.engine.invoke({ ...call, words: operands.slice(from) });
  },
};

const versions: Entries = {
  ...each({}, "ls list list-all current which where version versions env info latest plugins reshim help doctor"),
  ...each(asks, "ls-remote list-remote ls-all"),
  ...each(installs, "install i plugin use-package update pin"),
  ...each(removes, "uninstall remove rm"),
  ...each({}, "use shell deactivate activate"),
  ...each("writes-outside-workspace", "alias unalias default global local set settings"),
  run: versioned,
  exec: versioned,
};

export const nodePackages: Table = {
  ...each(npm("unknown-subcommand"), "npm cnpm tnpm"),
  pnpm,
  ...each(yarn, "yarn yarnpkg"),
  bun,
  ...each(npx, "npx pnpx bunx"),
  ni: installs,
  nr: project,
  corepack: choose({
    ...each({}, "cache"),
    ...each("installs-package", "enable disable install use up prepare pack hydrate"),
  }),
  ...each({ sub: versions }, "nvm fnm volta n asdf nodenv rbenv pyenv goenv jenv tfenv tgenv kubie sdk"),
  mise: {
    sub: {
      ...versions,
      ...each(installs, "install i use u up upgrade"),
      ...each({ ...project }, "run r tasks watch"),
      ...each({ ...versioned, rule: "runs-project-task" }, "exec x"),
      trust: "changes-access",
      activate: {},
    },
  },
  ...each(project, "npm-run-all run-s run-p nodemon tsc-watch"),
  concurrently: {
    options: "n,names=text c,prefix-colors=text k,kill-others r,raw g,group",
    operands: "shell*",
    rule: "runs-project-task",
    noHelp: true,
  },
  nodemon: { options: "x,exec=shell w,watch=text e=text", operands: "script text*", rule: "starts-service" },
  ...each(
    choose(
      { publish: publishes, version: "changes-repository", add: formats, status: {}, init: formats },
      "runs-project-task",
    ),
    "changeset",
  ),
  ...each(
    choose(
      {
        publish: publishes,
        version: "changes-repository",
        ...each({}, "ls list changed diff info"),
        ...each(project, "run exec bootstrap"),
        clean: cleans,
      },
      "prints",
    ),
    "lerna",
  ),
  ...each(
    { ...publishes, options: "d,dry-run!contacts-network ci" },
    "semantic-release release-it standard-version np",
  ),
  vsce: choose({
    package: project,
    ...each(publishes, "publish unpublish"),
    ls: {},
    ...each("creates-credential", "login verify-pat"),
    ...each(asks, "show search"),
  }),
  ovsx: choose({ publish: publishes, "create-namespace": "publishes-release", get: "fetches-network" }),
  pm2: choose({
    ...each({}, "list ls l ps status logs show describe info monit prettylist jlist env id pid"),
    ...each("starts-service", "start serve resurrect"),
    ...each("ends-processes", "stop restart reload delete del kill scale sendSignal reset"),
    flush: "destroys-backups",
    ...each("leaves-something-running", "startup save dump"),
    ...each("changes-infrastructure", "deploy"),
    ...each("installs-package", "install update"),
  }),
  jsr: choose({ publish: publishes, add: installs }),
};
