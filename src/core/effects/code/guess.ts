import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { resolveValue, visibleText, writtenName } from "../../parse/code/resolve.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { wordsOf } from "./nameWords.ts";
import { runsGiven } from "./runsGiven.ts";
import { makesValue, type Verb, verbOf } from "./services.ts";

/**
 * What the words of a call suggest whose code is nowhere in sight: of `dbClient.query(text)` that it asks a database,
 * of `this.api.addComment(…)` that it sends. Only a guess, for where nothing better is known, and told as declared.
 */

/** What something is that methods are called on. */
type Kind = "data" | "run" | "files" | "network" | "service" | "agent";

/** The last word of a receiver has to be one of these; of several words the first kind in this order counts. */
const kinds: readonly (readonly [Kind, ReadonlySet<string>])[] = [
  [
    "data",
    words(
      "db database databases sql conn connection cursor repository repositories dao mapper knex prisma mongo postgres postgresql mysql sqlite duckdb bigquery snowflake clickhouse redis dynamodb firestore neo4j datastore datasource warehouse knowledge vectorstore kv",
    ),
  ],
  ["run", words("container containers sandbox shell terminal interpreter repl ssh pty executor kernel kc")],
  ["files", words("fs file files filesystem vault")],
  ["agent", words("agent agents subagent subagents crew")],
  ["network", words("api client http https sdk gateway rest graphql remote webhook")],
  ["service", words("service services backend provider")],
];

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Words after which comes nothing more: `dbClient`, `database_service`, `fileManager`. */
const holders = words("client service manager engine handler helper adapter connector pool store storage system api");

/** Calls that only get ready, compute or tell. */
const idle =
  /^(?:close|end|quit|exit|on|off|once|use|connect\w*|disconnect\w*|dispose|init\w*|configure|setup|start_?up|with[A-Z_]?\w*|to[A-Z_]\w*|is[A-Z_]\w*|has[A-Z_]\w*|new[A-Z_]?\w*|string|log|debug|info|warn|error|encode|decode|parse|format|build|validate|then|catch|finally|bind|call|apply|map|filter|strip|split|join|lower|upper|items|values|keys|entries|append|headers?|options?|config|version|name|id|url|commit|rollback|begin|flush|cursor|acquire|release|lock|unlock|ping|health\w*|get_?(?:session|connection|client|config\w*|logger|name|id|version|status|state|info|instance|schema)|getattr|set_?(?:default|timeout|header|state|config)\w*|push|pop|add_?(?:listener|handler|argument)\w*|emit|dispatch|subscribe|unsubscribe|(?:deep_?)?(?:copy|clone)(?:[A-Z_]\w*)?|\*)$/i;

const fileWords = words("file files folder folders directory dir note notes");
const runWords = words("exec execute run eval evaluate invoke start spawn");
const commandWords = words(
  "command commands code script shell bash python cmd program lua javascript js ruby powershell",
);
/** `backend.execute_background(command)`: what it is handed is run. */
function isHandedCommand({ args }: Call): boolean {
  const [first] = args;
  const name = first?.kind === "entry" ? first.key : first && writtenName(first).split(".").at(-1);
  return name !== undefined && /^(?:command|cmd|command_?line|shell_?command|code|script|source_?code)$/i.test(name);
}

const gitWords = words("branch branches checkout stage unstage stash rebase cherry commits head worktree blame");
const startWords = words("exec execute run start spawn");
const sqlWords = words("sql query queries statement psql");
const talks =
  /^(?:run|invoke|ask|chat|generate|kickoff|stream|prompt|complete|execute|a(?:run|invoke|chat|stream)|run_\w+|send_?message)$/i;

const reads = /^\s*(?:select|show|describe|desc|explain|with|pragma|call|match|return)\b/i;

const wordsIn: (name: string) => readonly string[] = rememberAnswers(wordsOf);

/** The effects that a call's words suggest; undefined where they suggest nothing. */
export function guessedEffects(call: Call): readonly Effect[] | undefined {
  const { callee } = call;
  const method = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  if (method === "" || idle.test(method) || makesValue(method) || makesClient(callee)) return undefined;
  if (runsGiven(call) || (callee.kind === "member" && observes(callee.object))) return undefined;
  if (sendsRead(call)) return undefined;
  const inMethod = wordsIn(method);
  const verb = verbOf(method);
  const runs = inMethod.some((word) => runWords.has(word));
  if (runs && inMethod.some((word) => commandWords.has(word))) return ["run-code"];
  if (callee.kind === "member" && inMethod.some((word) => startWords.has(word)) && isHandedCommand(call))
    return ["run-code"];
  const kind = callee.kind === "member" ? kindOf(callee.object) : undefined;
  // A repository of git is no place of records.
  if (!kind || (kind === "data" && inMethod.some((word) => gitWords.has(word)))) return undefined;
  if (runs && inMethod.some((word) => sqlWords.has(word))) return ofQuery(call);
  return byKind[kind](call, method, inMethod, verb);
}

/** `client.get(url).send()`: what it asks was said by its method. */
function sendsRead({ callee }: Call): boolean {
  if (callee.kind !== "member" || !/^(?:send|execute|do|call|process)(?:Async|_async)?$/i.test(callee.property))
    return false;
  for (let at = callee.object; at.kind === "call" || at.kind === "member"; ) {
    if (
      at.kind === "call" &&
      at.callee.kind === "member" &&
      /^(?:get|head|list|read|search)$/i.test(at.callee.property)
    )
      return true;
    at = at.kind === "call" ? at.callee : at.object;
  }
  return false;
}

/** `RestClient.create()`: a client made by its class. */
function makesClient(callee: Code): boolean {
  if (callee.kind !== "member" || callee.object.kind !== "name") return false;
  return (
    /^[A-Z]\w*[a-z]\w*$/.test(callee.object.name) && /^(?:[cC]reate|[oO]f|[fF]rom[A-Z]?\w*)$/.test(callee.property)
  );
}

/** What only watches the program, or holds a number or a lock of it: `tracer.Start()`, `client.lastSeenNanos.Store(…)`. */
const watching = words(
  "otel tracer tracing telemetry metrics metric meter span logger log counter histogram gauge nanos millis count total flag mutex mu lock once waitgroup",
);

function observes(receiver: Code): boolean {
  for (let at = receiver, steps = 6; steps > 0; steps--) {
    const name = at.kind === "member" ? at.property : at.kind === "name" ? at.name : undefined;
    if (name !== undefined && watching.has(wordsIn(name).at(-1) ?? "")) return true;
    if (name !== undefined && kindOfName(name)) return false;
    if (at.kind === "member") at = at.object;
    else if (at.kind === "call") at = at.callee;
    else return false;
  }
  return false;
}

type Guess = (call: Call, method: string, inMethod: readonly string[], verb: Verb | undefined) => Found;
type Found = readonly Effect[] | undefined;

const byVerb = (read: readonly Effect[], change: readonly Effect[], remove: readonly Effect[]) => (verb: Verb) =>
  ({ read, change, remove })[verb];
const onFiles = byVerb(["read-files"], ["write-files"], ["delete-files"]);
const onData = byVerb(["read-data"], ["write-data"], ["destroy-data"]);
const onNetwork = byVerb(["fetch-network"], ["send-outward"], ["destroy-data", "send-outward"]);

const byKind: Readonly<Record<Kind, Guess>> = {
  data: (call, method, _, verb) => (isQuery(method) ? ofQuery(call) : verb && onData(verb)),
  run(_call, _method, inMethod, verb) {
    if (inMethod.some((word) => runWords.has(word) || commandWords.has(word))) return ["run-code"];
    return verb && inMethod.some((word) => fileWords.has(word) || fileVerbs.has(word)) ? onFiles(verb) : undefined;
  },
  files: (_call, _method, _inMethod, verb) => verb && onFiles(verb),
  agent: (_call, method) => (talks.test(method) ? ["delegate"] : undefined),
  network: (_call, _method, _inMethod, verb) => verb && onNetwork(verb),
  service: (_call, _method, _inMethod, verb) => verb && onNetwork(verb),
};

const fileVerbs = words("read write upload download list ls cat mkdir rm");

/** `db.query(…)`, `conn.execute(…)`, `pool.executeSql(…)`. */
function isQuery(method: string): boolean {
  return /^(?:a?query|a?execute|exec|execute_?many|run|raw|sql|fetch(?:_?all|_?one|_?val|_?row)?)(?:_?(?:sql|query|raw|async|statement))?$/i.test(
    method,
  );
}

/** What is asked of a database: reads where its text says so, or where it is a class of rows. */
function ofQuery({ callee, args }: Call): readonly Effect[] {
  const [first] = args;
  // Rows of what was asked before.
  if (!first && callee.kind === "member" && /^a?fetch/i.test(callee.property)) return ["read-data"];
  const text = first ? visibleText(first).trim() : "";
  const isModel = first?.kind === "name" && /^[A-Z][a-z]/.test(first.name);
  return reads.test(text) || isModel ? ["read-data"] : ["read-data", "write-data"];
}

/** What the nearest part of a receiver is by its name: `getUserContainer()`, `this.commentsApi`, `ctx.deps.db`. */
function kindOf(receiver: Code): Kind | undefined {
  for (let at = receiver, steps = 6; steps > 0; steps--) {
    const name = at.kind === "member" ? at.property : at.kind === "name" ? at.name : undefined;
    // `network.state.kv`: what a run keeps in memory.
    if (at.kind === "member" && at.object.kind === "member" && at.object.property === "state") return undefined;
    const found = name === undefined ? undefined : kindOfName(name);
    if (found) return found;
    if (at.kind === "member") at = at.object;
    else if (at.kind === "call") at = at.callee;
    else return undefined;
  }
  return undefined;
}

const kindOfName = rememberAnswers((name): Kind | undefined => {
  const parts = wordsOf(name.replace(/\d+$/, ""));
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const known = kinds.flatMap(([kind, set]) => (parts.some((part) => set.has(part)) ? [kind] : []));
  // `OBJECT_MAPPER` writes text, and a mapper of nothing in particular maps.
  if (last === "mapper" && (parts.length === 1 || plainMappers.has(parts.at(-2) ?? ""))) return undefined;
  const closes = holders.has(last) || kinds.some(([, set]) => set.has(last));
  return closes ? known[0] : undefined;
});

const plainMappers = words(
  "object json xml yaml yml csv model bean dto entity map type struct field value enum error exception",
);

/** Values of the language itself, whatever they are called. */
const plainMakers =
  /^(?:Map|Set|WeakMap|WeakSet|Array|Object|Date|URL|URLSearchParams|Headers|FormData|RegExp|Promise|dict|list|set|tuple|str|defaultdict|deque|OrderedDict|Counter|StringBuilder|ArrayList|HashMap|LinkedHashMap)(?:\.\w+)?$/;

/** True where what a call is made on is a plain value of this program: a list, a text, a map. */
export function isPlainValue(code: Code): boolean {
  const value = resolveValue(code);
  if (["literal", "template", "list", "object", "loop"].includes(value.kind)) return true;
  return value.kind === "call" && plainMakers.test(writtenName(value.callee));
}
