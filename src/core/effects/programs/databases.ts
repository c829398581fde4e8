/** Clients and tools of databases, as data. */
// Longer than other files because it is one table.
import type { SqlDialect } from "../../parse/sql.ts";
import { readAct, writeAct } from "../access.ts";
import { addAct, type Invocation, note, type Word } from "../shell/run.ts";
import { judgeSql } from "../sql.ts";
import { hole, isKnown, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { readFile } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";

/** SQL in options, operands or standard input; none of them is a session. */
const client = (options: string, statementOptions: readonly string[], operandsHoldSql: boolean): Spec => ({
  options,
  operands: "text*",
  sink: false,
  more: (call, args) => {
    const texts: Text[] = [];
    for (const item of args.items) if (item.option && statementOptions.includes(item.option)) texts.push(item.word);
    const file = args.options.get("f") ?? args.options.get("file");
    if (file && file.value !== "-") texts.push(readFile(call, file));
    else if (call.stdin) texts.push(call.stdin);
    if (operandsHoldSql) texts.push(...args.operands.slice(1));
    if (texts.length === 0)
      note(call, args.options.has("l") || args.options.has("list") ? "reads-records" : "runs-inline-code", {
        target: "a database session",
      });
    for (const text of texts) judgeStatements(call, text);
    return { value: hole, remote: true };
  },
});

const dialects: readonly (readonly [RegExp, SqlDialect])[] = [
  [/^(?:psql|pgcli|cockroach|usql|redshift)/, "postgresql"],
  [/^(?:mysql|mycli|clickhouse)/, "mysql"],
  [/^mariadb/, "mariadb"],
  [/^(?:sqlite|duckdb)/, "sqlite"],
  [/^bq$/, "bigquery"],
];

function judgeStatements(call: Invocation, text: Text): void {
  if (text.remote || !isKnown(text)) {
    note(call, text.remote ? "runs-remote-code" : "changes-data", { target: "statements only known when it runs" });
    return;
  }
  const program = call.words[0]?.value ?? "";
  const dialect = dialects.find(([name]) => name.test(program.slice(program.lastIndexOf("/") + 1)))?.[1];
  for (const { rule, ...more } of judgeSql(text.value, { dialect, parse: call.run.parsers.sql })) {
    note(call, rule, { target: shorten(text.value) });
    if (more.runs) call.run.engine.evaluate({ ...call, stdin: undefined }, plain(more.runs), "bash");
    const use = (path: string) => ({ text: path, cwd: call.scope.cwd });
    if (more.writes) addAct(call.run, writeAct(use(more.writes), undefined, "program", call.run.place), call.span);
    if (more.reads) addAct(call.run, readAct(use(more.reads), call.run.place), call.span);
  }
}

function shorten(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 120);
}

function judgeSqlite(call: Invocation, args: Arguments): Text {
  const [file, ...statements] = args.operands;
  if (file && file.value !== ":memory:") readFile(call, file);
  const texts: Text[] = [
    ...statements,
    ...args.items.filter((item) => item.option === "cmd").map((item) => item.word),
    ...(statements.length === 0 && call.stdin ? [call.stdin] : []),
  ];
  if (texts.length === 0) note(call, "runs-inline-code", { target: "a database session" });
  for (const text of texts) judgeStatements(call, text);
  return unknownText;
}

const redisRead =
  /^(?:get|mget|hget|hgetall|hkeys|hlen|keys|scan|hscan|sscan|zscan|ttl|pttl|type|exists|strlen|llen|lrange|lindex|scard|smembers|sismember|zcard|zrange|zscore|info|ping|dbsize|time|memory|object|client|echo|xlen|xrange|lastsave|role|command|slowlog|latency|monitor)$/i;

function judgeRedis(call: Invocation, args: Arguments): Text {
  const [verb, second] = args.operands.map((word) => word.value.toLowerCase());
  if (!verb) note(call, "runs-inline-code", { target: "a database session" });
  else if (/^(?:flushall|flushdb)$/.test(verb)) note(call, "destroys-database", { target: verb });
  else if (/^(?:eval|evalsha|script|module|function|fcall)$/.test(verb))
    note(call, "runs-hidden-program", { target: verb });
  else if (/^(?:acl)$/.test(verb)) note(call, "changes-access", { target: verb });
  else if (verb === "config")
    note(call, second === "get" ? "reads-records" : "changes-access", { target: `config ${second ?? ""}` });
  else if (/^(?:del|unlink|shutdown|swapdb|debug|replicaof|slaveof)$/.test(verb))
    note(call, "deletes-data", { target: verb });
  else note(call, redisRead.test(verb) ? "reads-records" : "changes-data", { target: verb });
  return unknownText;
}

/** JavaScript shells of MongoDB. */
function judgeMongo(call: Invocation, args: Arguments): Text {
  const code: (Word | Text)[] = args.items
    .filter((item) => item.option === "eval" || item.option === "e")
    .map((item) => item.word);
  if (code.length === 0 && call.stdin) code.push(call.stdin);
  for (const script of args.operands.slice(1)) note(call, "runs-unseen-script", { target: script.value });
  if (code.length === 0) note(call, "runs-inline-code", { target: "a database session" });
  for (const text of code) {
    const value = text.value;
    if (/dropDatabase|\.drop\s*\(|deleteMany\s*\(\s*(?:\{\s*\})?\s*\)|remove\s*\(\s*\{\s*\}\s*\)/.test(value))
      note(call, "destroys-database", { target: shorten(value) });
    else if (/delete|remove|drop/.test(value)) note(call, "deletes-data", { target: shorten(value) });
    else if (/createUser|grantRoles|updateUser|role/i.test(value))
      note(call, "changes-access", { target: shorten(value) });
    else if (
      /insert|update|replace|create|rename|bulkWrite|save|require|load\(|\$out|\$merge|fs\.|process\./.test(value) ||
      !isKnown(text)
    )
      note(call, "changes-data", { target: shorten(value) });
    else note(call, "reads-records", { target: shorten(value) });
  }
  return unknownText;
}

const migration: Spec = {
  sub: {
    ...Object.fromEntries(
      "status current history heads show list info validate version check diff"
        .split(" ")
        .map((name) => [name, "reads-records" as const]),
    ),
    ...Object.fromEntries(
      "upgrade up migrate downgrade down rollback redo deploy push apply seed stamp repair baseline run"
        .split(" ")
        .map((name) => [name, "changes-data" as const]),
    ),
    ...Object.fromEntries(
      "drop clean reset fresh undo purge drop-all".split(" ").map((name) => [name, "destroys-database" as const]),
    ),
    ...Object.fromEntries(
      "init new create revision generate".split(" ").map((name) => [name, "writes-in-workspace" as const]),
    ),
  },
  otherwise: "changes-data",
};

const psql = client(
  "c,command=text f,file=text h,host=text p,port=text U,username=text d,dbname=text l,list o,output=write L=write t A q v=text P=text w W x X 1 0",
  ["c", "command"],
  false,
);
const mysql = client(
  "e,execute=text h,host=text P,port=text u,user=text p?=text D,database=text tee=write pager=program N B s ssl-ca=read S=text",
  ["e", "execute"],
  false,
);
const dumps: Spec = {
  rule: "reads-production-data",
  operands: "text*",
  options: "f,file=write result-file=write o,out=write r=write h,host=text p=text U=text u=text d,dbname=text F=text",
  remote: true,
};

export const databases: Table = {
  psql,
  pgcli: psql,
  cockroach: psql,
  usql: psql,
  mysql,
  mariadb: mysql,
  mycli: mysql,
  clickhouse: client("q,query=text", ["q", "query"], false),
  "clickhouse-client": client("q,query=text h=text", ["q", "query"], false),
  cqlsh: client("e=text f=text", ["e"], false),
  sqlcmd: client("Q=text q=text i=text S=text U=text P=text d=text", ["Q", "q"], false),
  snowsql: client("q=text f=text", ["q"], false),
  duckdb: { options: "c=text cmd=text", operands: "text*", more: judgeSqlite },
  sqlite3: {
    style: "single-dash",
    options: "cmd=text init=script header json csv readonly separator=text column table line html",
    operands: "text*",
    more: judgeSqlite,
  },
  sqlite: { operands: "text*", more: judgeSqlite },
  "redis-cli": {
    options: "h=text p=text a=text n=text u=text eval=script x r=text i=text pass=text cluster=text",
    operands: "text*",
    more: judgeRedis,
  },
  "valkey-cli": { options: "h=text p=text a=text n=text", operands: "text*", more: judgeRedis },
  mongosh: {
    options: "eval=text e=text f,file=script quiet host=text port=text u,username=text p,password=text",
    operands: "text*",
    more: judgeMongo,
  },
  mongo: { options: "eval=text quiet host=text", operands: "text*", more: judgeMongo },
  pg_dump: dumps,
  pg_dumpall: dumps,
  mysqldump: dumps,
  mongodump: dumps,
  mongoexport: dumps,
  pg_basebackup: dumps,
  influx: { rule: "changes-data" },
  pg_restore: { rule: "changes-data", options: "c,clean!deletes-data C,create d=text", operands: "read*" },
  mongorestore: { rule: "changes-data", options: "drop!destroys-database", operands: "read*" },
  mongoimport: { rule: "changes-data", options: "drop!destroys-database file=read" },
  mysqlimport: { rule: "changes-data" },
  dropdb: "destroys-database",
  createdb: "changes-data",
  dropuser: "changes-access",
  createuser: "changes-access",
  mysqladmin: {
    sub: {
      drop: "destroys-database",
      create: "changes-data",
      status: "reads-records",
      ping: "reads-records",
      processlist: "reads-records",
      shutdown: "ends-processes",
      password: "changes-access",
      "flush-privileges": "changes-access",
    },
    options: "u=text p?=text h=text",
  },
  pg_isready: "reads-records",
  pg_ctl: {
    sub: {
      status: "reads-records",
      start: "starts-service",
      stop: "ends-processes",
      restart: "ends-processes",
      reload: "ends-processes",
    },
  },
  initdb: "changes-data",
  vacuumdb: "changes-data",
  reindexdb: "changes-data",
  prisma: {
    sub: {
      generate: "runs-project-task",
      validate: {},
      format: "writes-in-workspace",
      studio: "starts-service",
      version: {},
      db: {
        sub: {
          pull: "writes-in-workspace",
          push: {
            options: "accept-data-loss!destroys-database force-reset!destroys-database",
            operands: "text*",
            rule: "changes-data",
          },
          seed: "changes-data",
          execute: "changes-data",
        },
      },
      migrate: {
        sub: {
          status: "reads-records",
          diff: "reads-records",
          dev: "changes-data",
          deploy: "changes-data",
          reset: "destroys-database",
          resolve: "changes-data",
        },
      },
    },
  },
  "drizzle-kit": migration,
  alembic: migration,
  flyway: migration,
  liquibase: migration,
  knex: { rule: "changes-data" },
  sequelize: { rule: "changes-data" },
  "sequelize-cli": { rule: "changes-data" },
  typeorm: { rule: "changes-data" },
  goose: migration,
  dbmate: migration,
  migrate: migration,
  atlas: migration,
  sqitch: migration,
  dbt: {
    sub: {
      run: "changes-data",
      build: "changes-data",
      test: "reads-records",
      compile: {},
      docs: {},
      seed: "changes-data",
      debug: "reads-records",
      deps: "installs-package",
    },
  },
  hasura: migration,
  etcdctl: {
    sub: {
      get: "reads-records",
      put: "changes-data",
      del: "deletes-data",
      member: "changes-infrastructure",
      endpoint: "reads-records",
    },
  },
  "kafka-topics": {
    options: "delete!destroys-database create!changes-data list!reads-records describe!reads-records",
    operands: "text*",
    rule: "reads-records",
  },
  "aws-dynamodb": dumps,
  curator: "destroys-backups",
  restic: {
    sub: {
      snapshots: "reads-records",
      ls: "reads-records",
      backup: "sends-outward",
      forget: "destroys-backups",
      prune: "destroys-backups",
      restore: "writes-outside-workspace",
      check: "reads-records",
      init: "changes-infrastructure",
    },
  },
  borg: {
    sub: {
      list: "reads-records",
      info: "reads-records",
      create: "sends-outward",
      delete: "destroys-backups",
      prune: "destroys-backups",
      compact: "destroys-backups",
      extract: "writes-in-workspace",
    },
  },
};
