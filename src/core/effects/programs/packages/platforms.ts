/** Package managers and builders of .NET, the JVM, Haskell and mobile platforms, as data. */
import { type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, each, given } from "../table.ts";
import { asks, cleans, formats, inProject, installs, once, project, publishes, removes, session } from "./entries.ts";

const goalsThatPublish = /\bdeploy\b|\brelease:|\bpublish|\bupload|:push\b|dockerPush|closeAndRelease/;
/** Build tools of the JVM: goals and tasks that publish leave the machine. */
function judgeGoals(call: Invocation, args: Arguments): undefined {
  if (given(args, "v")) return undefined;
  const goals = args.operands.map((word) => word.value).join(" ");
  const hidden = call.words.find((word) =>
    /^-D(?:exec\.executable|maven\.ext\.class\.path|jvmArgs?|argLine)=/.test(word.value),
  );
  if (hidden) note(call, "runs-hidden-program", { span: hidden.span, target: hidden.value });
  note(
    call,
    goalsThatPublish.test(goals) && !/publishToMavenLocal/.test(goals) ? "publishes-release" : "runs-project-task",
    {
      target: `${call.words[0]?.value ?? ""} ${goals}`.trim(),
    },
  );
  return undefined;
}

const jvm: Spec = {
  style: "single-dash",
  options:
    "f,file=read pl=text D=text P=text s,settings=script gs=script I,init-script=script p,project-dir=dir b,build-file=script v,version!prints c=read x,exclude-task=text q B o U",
  operands: "text*",
  more: judgeGoals,
};

/** Lanes are the project's own; their names say which of them ship. */
const fastlane = by((_call, args) => {
  const lane = args.operands.map((word) => word.value).join(" ");
  if (/^(?:lanes|actions?|env|list|docs|search_plugins)\b/.test(lane)) return "prints";
  return /deploy|release|beta|deliver|pilot|upload|supply|match|produce|distribut|sigh|cert|nuke|internal|production/.test(
    lane,
  )
    ? "publishes-release"
    : "runs-project-task";
});

export const platforms: Table = {
  ...each(jvm, "mvn mvnd gradle ant sbt lein mill bloop"),
  dotnet: choose(
    {
      ...each(project, "build test msbuild vstest pack publish watch clean"),
      run: "runs-built-program",
      ...each(installs, "restore"),
      add: choose({ package: installs, reference: formats }, "prints", { otherwise: "installs-package" }),
      ...each(removes, "remove"),
      tool: choose({
        list: {},
        ...each(installs, "install update restore"),
        ...each({ ...once }, "run execute exec"),
        uninstall: removes,
        search: asks,
      }),
      nuget: choose({
        ...each(publishes, "push delete"),
        locals: cleans,
        list: {},
        ...each("replaces-program-source", "add update remove enable disable"),
        why: {},
      }),
      ...each(formats, "new sln format solution"),
      ...each({}, "list help --info"),
      ef: choose({
        database: choose({
          drop: { options: "dry-run!prints f,force", operands: "text*", rule: "destroys-database" },
          update: "changes-data",
        }),
        migrations: choose({
          list: "reads-records",
          ...each(project, "add remove script bundle has-pending-model-changes"),
        }),
        dbcontext: project,
      }),
      workload: choose({ list: {}, search: asks }, "prints", { otherwise: "installs-package" }),
      "user-secrets": choose({ list: "reads-secret", ...each("creates-credential", "set init remove clear") }),
      "dev-certs": "creates-credential",
    },
    "prints",
    { options: "info!prints list-sdks!prints list-runtimes!prints", otherwise: "runs-unseen-script" },
  ),
  nuget: choose({
    ...each(installs, "install restore update"),
    ...each(publishes, "push delete"),
    ...each(asks, "list search"),
    sources: "replaces-program-source",
    locals: cleans,
    pack: project,
    config: "replaces-program-source",
  }),
  ...each(
    choose({
      ...each(project, "build test bench check haddock"),
      ...each(installs, "install update setup upgrade"),
      exec: inProject(),
      run: "runs-built-program",
      ...each({}, "path ls list"),
      clean: cleans,
      ...each(publishes, "upload"),
      ...each(session, "ghci repl"),
    }),
    "stack cabal",
  ),
  ...each(
    choose({
      ...each(installs, "install update add deintegrate repo"),
      trunk: publishes,
      ...each(asks, "outdated search"),
      ...each({}, "list env ipc"),
      lib: project,
      spec: project,
    }),
    "pod",
  ),
  carthage: choose({ ...each(installs, "bootstrap update checkout build"), outdated: asks, version: {} }),
  flutter: choose({
    ...each({}, "doctor devices emulators channel help logs"),
    ...each(project, "analyze test build format gen-l10n assemble"),
    ...each("runs-built-program", "run drive attach"),
    ...each(installs, "upgrade downgrade precache"),
    pub: choose({
      ...each(installs, "get add upgrade downgrade global"),
      ...each({}, "deps"),
      outdated: asks,
      remove: removes,
      publish: publishes,
      run: inProject(),
    }),
    clean: cleans,
    ...each(formats, "create config"),
    install: "changes-infrastructure",
  }),
  fastlane,
};
