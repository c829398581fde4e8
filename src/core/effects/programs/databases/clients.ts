/** Clients of databases that speak SQL, as data. */
import type { SqlDialect } from "../../../parse/sql.ts";
import { readAct, writeAct } from "../../access.ts";
import { hostOf, isLoopback } from "../../network.ts";
import { addAct, type Invocation, note } from "../../shell/run.ts";
import { textSelected } from "../../sql/texts.ts";
import { judgeSql } from "../../sql.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, each, given, valueIn } from "../table.ts";

interface Client {
  readonly options: string;
  /** Options that hold statements. */
  readonly statements: readonly string[];
  /** Options that name a file of statements. */
  readonly files?: readonly string[];
  /** Operands behind the first are statements. */
  readonly operands?: boolean;
}

/** Statements in options, operands or standard input; none of them is a session. */
const client = ({ options, statements, files = ["f"], operands = false }: Client): Spec => ({
  options,
  operands: "text*",
  more: (call, args) => {
    const texts: Text[] = args.items.filter((item) => statements.includes(item.option ?? "")).map((item) => item.word);
    for (const item of args.items)
      if (files.includes(item.option ?? ""))
        texts.push(item.word.value === "-" ? (call.stdin ?? unknownText) : readFile(call, item.word));
    if (texts.length === 0 && call.stdin) texts.push(call.stdin);
    if (operands) texts.push(...args.operands.slice(1));
    if (texts.length === 0)
      note(call, given(args, "l", "list") ? "reads-records" : "runs-inline-code", { target: "a database session" });
    for (const text of texts) judgeStatements(call, text);
    judgeDestination(call, args, texts);
    return { value: hole, remote: true };
  },
});

/** A secret in a statement leaves with it where the database is elsewhere. */
export function judgeDestination(call: Invocation, args: Arguments, texts: readonly Text[]): void {
  if (!texts.some((text) => text.secret)) return;
  const host =
    valueIn(args, "h", "host", "S", "u")?.value ??
    args.operands.find((word) => /:\/\//.test(word.value))?.value ??
    "localhost";
  if (!isLoopback(host)) note(call, "sends-secret", { target: hostOf(host), hosts: [hostOf(host)] });
}

const dialects: readonly (readonly [RegExp, SqlDialect])[] = [
  [/^(?:psql|pgcli|cockroach|usql|redshift)/, "postgresql"],
  [/^(?:mysql|mycli|clickhouse)/, "mysql"],
  [/^mariadb/, "mariadb"],
  [/^(?:sqlite|duckdb)/, "sqlite"],
  [/^bq$/, "bigquery"],
];

export function judgeStatements(call: Invocation, text: Text): void {
  if (text.remote || !isKnown(text)) {
    note(call, text.remote ? "runs-remote-code" : "changes-data", { target: "statements only known when it runs" });
    return;
  }
  const program = call.words[0]?.value ?? "";
  const dialect = dialects.find(([name]) => name.test(program.slice(program.lastIndexOf("/") + 1)))?.[1];
  const before = call.run.acts.length;
  for (const { rule, ...more } of judgeSql(text.value, { dialect, parse: call.run.parsers.sql })) {
    note(call, rule, { target: shorten(text.value) });
    if (more.runs) call.run.engine.evaluate({ ...call, stdin: undefined }, plain(more.runs), "bash");
    const use = (path: string) => ({ text: path, cwd: call.scope.cwd });
    if (more.writes) addAct(call.run, writeAct(use(more.writes), undefined, "program", call.run.place), call.span);
    if (more.reads) addAct(call.run, readAct(use(more.reads), call.run.place), call.span);
  }
  for (const [, path] of text.value.matchAll(readFunctions))
    addAct(call.run, readAct({ text: path as string, cwd: call.scope.cwd }, call.run.place), call.span);
  const away = awayFrom.exec(text.value)?.[1];
  if (away === undefined) return;
  const secret = call.run.acts.slice(before).some(({ rule }) => rule === "reads-secret");
  note(call, secret || text.secret ? "sends-secret" : "sends-outward", { target: away });
}

/** DuckDB's and ClickHouse's functions that read a file as a table, and SQLite's. */
const readFunctions =
  /\b(?:read(?:file|_(?:text|blob|csv|csv_auto|json|json_auto|ndjson|parquet))|parquet_scan|file)\s*\(\s*'([^']+)'/gi;

/** `COPY … TO 's3://…'`: what is selected goes to another machine. */
const awayFrom =
  /\b(?:to|into(?:\s+outfile)?)\s+'((?:s3a?|gs|gcs|azure|az|abfss?|wasbs?|https?|r2|hf|hdfs|ftp):\/\/[^']*)'/i;

export function shorten(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 120);
}

function judgeSqlite(call: Invocation, args: Arguments): Text {
  const [file, ...statements] = args.operands;
  if (file && file.value !== ":memory:") readFile(call, file);
  const texts: Text[] = [
    ...statements,
    ...args.items.filter((item) => item.option === "cmd" || item.option === "c").map((item) => item.word),
    ...(statements.length === 0 && call.stdin ? [call.stdin] : []),
  ];
  if (texts.length === 0) note(call, "runs-inline-code", { target: "a database session" });
  for (const text of texts) judgeStatements(call, text);
  const made = texts.map((text) => (isKnown(text) ? textSelected(text.value) : undefined));
  if (made.length === 0 || made.some((found) => found === undefined)) return unknownText;
  const printed = marked(made.map((found) => `${found?.text}\n`).join(""), texts);
  return made.some((found) => found?.decoded) ? { ...printed, decoded: true } : printed;
}

const sqlite: Spec = {
  style: "single-dash",
  options:
    "cmd=text c=text s=text init=script f=script header json csv readonly bail batch safe separator=text nullvalue=text column table line html version!prints maxsize=text vfs=text",
  operands: "text*",
  more: judgeSqlite,
};

const psql = client({
  options:
    "c,command=text f,file=text h,host=text p,port=text U,username=text d,dbname=text l,list o,output=write L,log-file=write t A q v,set,variable=text P,pset=text F=text R=text w W x X 1 0 a b e E n s",
  statements: ["c"],
});
const mysql = client({
  options:
    "e,execute=text h,host=text P,port=text u,user=text p?=text D,database=text tee=write pager=program init-command=text N B s v t H X ssl-ca=read S,socket=text defaults-file=read defaults-extra-file=read delimiter=text",
  statements: ["e", "init-command"],
});

export const sqlClients: Table = {
  ...each(psql, "psql pgcli usql ysqlsh gsql"),
  ...each(
    client({ options: "e,execute=text f,file=text url=text host=text", statements: ["e"] }),
    "cqlsh scylla-cqlsh",
  ),
  cockroach: choose(
    {
      sql: client({ options: "e,execute=text f,file=text url=text host=text", statements: ["e"] }),
      ...each("reads-records", "node version"),
      ...each("starts-service", "start start-single-node demo"),
      init: "changes-infrastructure",
    },
    "prints",
    { otherwise: "changes-infrastructure" },
  ),
  ...each(mysql, "mysql mariadb mycli"),
  mysqlsh: { ...mysql, options: `${mysql.options} f=script py js sql uri=text` },
  ...each(
    client({
      options:
        "q,query=text h,host=text port=text u,user=text password=text d,database=text queries-file=text n multiquery format=text",
      statements: ["q"],
      files: ["queries-file"],
    }),
    "clickhouse clickhouse-client clickhouse-local chdb",
  ),
  ...each(
    client({
      options: "Q=text q=text i=text S=text U=text P=text d=text o=write E C b",
      statements: ["Q", "q"],
      files: ["i"],
    }),
    "sqlcmd mssql-cli osql",
  ),
  ...each(
    client({ options: "q,query=text f,filename=text a=text u=text d=text o=text c=text", statements: ["q"] }),
    "snowsql trino presto",
  ),
  ...each(
    client({ options: "e=text f=text u=text n=text p=text hiveconf=text i=script", statements: ["e"] }),
    "beeline hive spark-sql impala-shell",
  ),
  sqlplus: { operands: "text*", options: "s S", rule: "runs-inline-code" },
  ...each(sqlite, "sqlite3 sqlite duckdb litecli"),
  ...each(
    does("reads-records"),
    "pg_isready pg_config pg_controldata pg_waldump pg_verifybackup pg_amcheck mysqlshow mysqlbinlog sqldiff sqlite3_analyzer pgbadger pgcenter pg_activity pg_top innotop mytop",
  ),
  ...each(does("destroys-database", "i f,force e h=text U=text p=text if-exists"), "dropdb"),
  ...each(
    does("changes-data"),
    "createdb initdb vacuumdb reindexdb clusterdb mysqlimport pgbench mysqlcheck mysqlslap sysbench pg_rewind pg_upgrade pg_resetwal myisamchk",
  ),
  createuser: does("changes-access", "s,superuser!grants-admin r,createrole d,createdb i P,pwprompt h=text U=text"),
  dropuser: "changes-access",
  mysql_secure_installation: "changes-access",
  ...each(
    choose(
      {
        drop: "destroys-database",
        create: "changes-data",
        ...each("reads-records", "status ping processlist version variables extended-status"),
        shutdown: "ends-processes",
        kill: "ends-processes",
        ...each("changes-access", "password flush-privileges reload"),
        ...each("destroys-backups", "flush-logs"),
      },
      "prints",
      { options: "u,user=text p?=text h,host=text P,port=text S=text f,force i=text" },
    ),
    "mysqladmin mariadb-admin",
  ),
  pg_ctl: choose(
    {
      status: "reads-records",
      start: "starts-service",
      ...each("ends-processes", "stop restart reload kill promote"),
      initdb: "changes-data",
    },
    "prints",
    { options: "D,pgdata=dir l=write o=text m=text w" },
  ),
  ...each(
    choose(
      {
        status: "reads-records",
        ...each("starts-service", "start"),
        ...each("ends-processes", "stop restart"),
        ...each("destroys-database", "drop"),
      },
      "prints",
      { otherwise: "changes-data" },
    ),
    "pg_ctlcluster pg_createcluster",
  ),
  pg_dropcluster: "destroys-database",
  pg_lsclusters: "reads-records",
};
