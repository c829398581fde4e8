/** Cmdlets of the language itself: running text, blocks over the pipeline, aliases, variables, objects, types. */
import { typeName } from "../../shell/powershell/operators.ts";
import {
  collect,
  flatMarks,
  followed,
  itemsOf,
  nothing,
  objectOf,
  setValue,
  textOfValue,
  unknown,
  type Value,
} from "../../shell/powershell/values.ts";
import { historyPath } from "../../shell/powershell/variables.ts";
import { note } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import { interpretPowerShell } from "../interpretPowerShell.ts";
import type { Spec } from "../spec.ts";
import { aliasOf } from "./aliases.ts";
import { type Bound, cmdlet, flat, judged, runBlocks } from "./cmdlet.ts";
import { fromJson, toJson } from "./json.ts";
import { addType, importModule } from "./loading.ts";
import { callMember, constructed, readProperty } from "./members.ts";
import { usePath } from "./providers.ts";

/** Passes on what comes in, after judging the blocks it is given. */
const passing = (parameters = ""): Spec =>
  cmdlet(parameters, (bound) => {
    runBlocks(bound);
    const given = bound.get("inputobject") ?? bound.stdin;
    const isWhole = /^(?:sort-object|tee-object|out-string|out-host|out-default)$/i.test(
      bound.call.words[0]?.value ?? "",
    );
    if (!given || isWhole) return given ?? unknown;
    // Picked members are not the whole any more.
    return given.type === "process:" || given.type === "service:" ? { ...given, value: hole } : given;
  });

function forEach(bound: Bound): Value {
  const { call } = bound;
  const member = bound.get("process", "membername", "parallel", "begin", "end");
  const name = member && !member.block && !member.items ? member : undefined;
  const items = followed(bound.stdin ?? nothing);
  if (name) {
    const args = itemsOf(bound.get("argumentlist"));
    return collect(items.map((owner) => memberOf(call, owner, name.value.toLowerCase(), args)));
  }
  return collect(items.flatMap((item) => runBlocks(bound, item)));
}

/** `% Name` reads a property or calls a method: which, is only known from the name. */
function memberOf(call: Bound["call"], owner: Value, name: string, args: readonly Value[]): Value {
  const isMethod =
    args.length > 0 ||
    /^(?:delete|kill|stop|start|moveto|copyto|close|dispose|invoke|terminate|create|run|tostring|trim|toupper|tolower)$/.test(
      name,
    );
  return isMethod
    ? callMember({ call, owner, type: undefined, name, args })
    : readProperty(call, owner, undefined, name);
}

function where(bound: Bound): Value {
  for (const item of followed(bound.stdin ?? nothing)) runBlocks(bound, item);
  const { stdin } = bound;
  if (stdin?.type === "process:" || stdin?.type === "service:") return { ...stdin, value: hole };
  // `dir env: | ? Name -match TOKEN` looks for secrets by name.
  if (stdin?.secret) note(bound.call, "reads-secret", { target: "the environment" });
  return stdin ?? unknown;
}

const evaluates = cmdlet("command@0", (bound) => {
  const given = bound.get("command") ?? (bound.stdin && { ...bound.stdin, span: bound.call.span });
  if (!given) return interpretPowerShell(bound.call, undefined);
  const printed = interpretPowerShell(bound.call, { ...textOfValue(given, "\n"), span: given.span });
  return given.remote ? { ...marked(hole, [printed]), fromShell: true } : printed;
});

/** What is shown or copied is seen by whoever looks. */
function shown({ call }: Bound, values: readonly Value[]): Value {
  const text = collect(values);
  if (flatMarks([text]).secret) note(call, "reads-secret", { target: "a value that holds a secret" });
  return text;
}

const echoes = cmdlet(
  "object@0,inputobject,msg,message foregroundcolor,fore backgroundcolor,back separator nonewline! noenumerate! tags messagedata",
  (bound) => {
    const words = flat([bound.get("object"), ...bound.rest]);
    return shown(bound, words.length > 0 ? words : [bound.stdin ?? nothing]);
  },
);

/** Asks only where the name meant something else before. */
function setAlias(bound: Bound): Value {
  const [name, value] = [bound.get("name"), bound.get("value")];
  if (!name || !value || !isKnown(name) || !isKnown(value)) {
    note(bound.call, "redefines-command");
    return nothing;
  }
  const key = name.value.toLowerCase();
  const { engine } = bound.call.run;
  if (aliasOf(key) !== undefined || engine.knows(key, "powershell"))
    note(bound.call, "redefines-command", { target: name.value });
  bound.call.scope.aliases.set(key, value.value);
  return nothing;
}

function setVariable(bound: Bound): Value {
  const name = bound.get("name");
  const value = bound.get("value") ?? bound.stdin ?? nothing;
  for (const item of itemsOf(name)) setValue(bound.call.scope, item.value.toLowerCase(), value);
  return nothing;
}

function getVariable(bound: Bound): Value {
  const name = bound.get("name");
  const known =
    name && !/[*?[]/.test(name.value) ? bound.call.scope.variables.get(name.value.toLowerCase())?.at(-1) : undefined;
  return known
    ? {
        ...known,
        entries: new Map([
          ["value", known],
          ["name", name ?? unknown],
        ]),
      }
    : unknown;
}

function newObject({ call, get, rest }: Bound): Value {
  const com = get("comobject");
  if (com) return objectOf(`com:${com.value.toLowerCase()}`);
  const type = get("typename");
  const name = typeName(type?.value ?? "object");
  const args = flat([get("argumentlist"), ...rest]);
  if (type && !isKnown(type)) note(call, "hidden-command");
  const made = constructed(call, name, args);
  const property = get("property");
  return property?.entries && /^(?:psobject|object|management\.automation\.psobject)$/.test(name) ? property : made;
}

/** A command by its name, to be run with `&`. */
function getCommand(bound: Bound): Value {
  const name = bound.get("name");
  note(bound.call, "prints");
  const isOne = name && isKnown(name) && !name.items && !/[*?[]/.test(name.value);
  return { ...(isOne ? textOfValue(name) : unknown), type: "com:command" };
}

function getHelp(bound: Bound): Value {
  note(bound.call, bound.has("online") ? "opens-program" : "prints", { target: "the browser" });
  return unknown;
}

const blocks = cmdlet("", (bound) => collect(runBlocks(bound)));

export const languageCmdlets: Readonly<Record<string, Spec>> = {
  "invoke-expression": evaluates,
  "foreach-object": cmdlet(
    "process@0 begin end remainingscripts parallel membername argumentlist,args throttlelimit timeoutseconds inputobject asjob!",
    forEach,
  ),
  "where-object": cmdlet(
    "filterscript@0,property value@1 inputobject eq! ceq! ne! gt! ge! lt! le! like! notlike! match! notmatch! contains! in! notin! is! isnot! not!",
    where,
  ),
  "sort-object": passing("property@0 descending! unique! casesensitive! culture stable! top bottom inputobject"),
  "select-object": passing(
    "property@0 excludeproperty expandproperty first last skip skiplast unique! index skipindex wait! inputobject caseinsensitive!",
  ),
  "group-object": passing("property@0 noelement! ashashtable,aht! asstring! casesensitive! culture inputobject"),
  "measure-object": passing(
    "property@0 sum! average! maximum! minimum! line! word! character! allstats! standarddeviation! ignorewhitespace! inputobject",
  ),
  "compare-object": passing(
    "referenceobject@0 differenceobject@1 syncwindow property excludedifferent! includeequal! passthru! casesensitive! culture",
  ),
  "format-table": passing(
    "property@0 autosize! hidetableheaders! wrap! groupby view expand force! inputobject displayerror! showerror! repeatheader!",
  ),
  "format-list": passing("property@0 groupby view expand force! inputobject displayerror! showerror!"),
  "format-wide": passing("property@0 autosize! column groupby view expand force! inputobject"),
  "format-custom": passing("property@0 depth groupby view expand force! inputobject"),
  "out-string": passing("stream! width nonewline! inputobject"),
  "out-host": passing("paging! inputobject"),
  "out-default": passing(),
  "out-gridview": passing("title wait! outputmode passthru! inputobject"),
  "out-null": cmdlet("inputobject", () => nothing),
  "join-string": passing(
    "property@0 separator outputprefix outputsuffix singlequote! doublequote! formatstring useculture! inputobject",
  ),
  "get-unique": passing("inputobject asstring! ontype! caseinsensitive!"),
  "convertto-json": cmdlet("inputobject@0 depth compress! enumsasstrings! asarray! escapehandling", (bound) =>
    toJson(bound.get("inputobject") ?? bound.stdin ?? unknown),
  ),
  "convertfrom-json": cmdlet("inputobject@0 ashashtable! depth noenumerate! datekind", (bound) =>
    fromJson(bound.get("inputobject") ?? bound.stdin ?? unknown),
  ),
  "write-output": echoes,
  "write-host": echoes,
  "write-warning": echoes,
  "write-error": echoes,
  "write-information": echoes,
  "write-verbose": echoes,
  "write-debug": echoes,
  "measure-command": blocks,
  "trace-command": cmdlet(
    "name@0 expression@1 option@2 command argumentlist pshost! filepath debugger! force!",
    (bound) => {
      const text = bound.get("command");
      const file = bound.get("filepath");
      if (file) usePath(bound.call, file, "write");
      return text ? interpretPowerShell(bound.call, text) : collect(runBlocks(bound));
    },
  ),
  "set-alias": cmdlet("name@0 value@1 description option passthru! scope force!", setAlias),
  "new-alias": cmdlet("name@0 value@1 description option passthru! scope force!", setAlias),
  "import-alias": judged("redefines-command"),
  "remove-alias": cmdlet("name@0 scope force!", () => nothing),
  "set-variable": cmdlet(
    "name@0 value@1 include exclude description option force! visibility passthru! scope append!",
    setVariable,
  ),
  "new-variable": cmdlet("name@0 value@1 description option visibility force! passthru! scope", setVariable),
  "get-variable": cmdlet("name@0 valueonly! include exclude scope", getVariable),
  "new-object": cmdlet("typename@0 argumentlist@1,args comobject strict! property", newObject),
  "add-type": cmdlet(
    "typedefinition@0 name memberdefinition@1 namespace usingnamespace path literalpath,pspath,lp assemblyname,an referencedassemblies,ra language outputassembly,oa outputtype,ot passthru! ignorewarnings! compileroptions",
    addType,
  ),
  "import-module": cmdlet(
    "name@0 assembly moduleinfo fullyqualifiedname global! prefix function cmdlet variable alias force! passthru! ascustomobject! minimumversion,version requiredversion maximumversion argumentlist,args disablenamechecking! noclobber! scope pssession skipeditioncheck! usewindowspowershell,usewinps!",
    importModule,
  ),
  "get-help": cmdlet(
    "name@0 path category component functionality role full! detailed! examples! parameter online! showwindow!",
    getHelp,
  ),
  "get-command": cmdlet(
    "name@0 verb noun module,psmodule fullyqualifiedmodule totalcount commandtype,type syntax! showcommandinfo! all! listimported! argumentlist,args parametername parametertype usefuzzymatching! fuzzyminimumdistance useabbreviationexpansion!",
    getCommand,
  ),
  "set-clipboard": cmdlet("value@0 append! path literalpath ashtml! passthru! asosc52!", (bound) =>
    shown(bound, flat([bound.get("value"), bound.stdin])),
  ),
  "get-psreadlineoption": cmdlet("", ({ call }) => ({
    ...unknown,
    entries: new Map([["historysavepath", plain(historyPath(call.run.place))]]),
  })),
  "invoke-history": judged("hidden-command"),
  "register-argumentcompleter": judged("redefines-command"),
  "set-psreadlinekeyhandler": judged("redefines-command"),
  "set-psreadlineoption": blocks,
  "set-psbreakpoint": blocks,
  "new-module": cmdlet("name@0 scriptblock@1 function cmdlet returnresult! ascustomobject! argumentlist", (bound) =>
    collect(runBlocks(bound)),
  ),
  "update-typedata": judged("redefines-command"),
  "update-formatdata": judged("redefines-command"),
  prompt: cmdlet("", () => unknown),
};
