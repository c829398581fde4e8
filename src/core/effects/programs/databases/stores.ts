/** Clients of stores that do not speak SQL, and of queues, as data. */

import type { JudgementId } from "../../judgements.ts";
import { runFile } from "../../scripts.ts";
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { isKnown, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, each, given } from "../table.ts";
import { judgeDestination, shorten } from "./clients.ts";

/** What each command of Redis does; all others change records. */
const redisCommands: Readonly<Record<string, JudgementId>> = {
  ...rows("destroys-database", "flushall flushdb"),
  ...rows("runs-hidden-program", "eval evalsha eval_ro script module function fcall"),
  ...rows("changes-access", "acl replicaof slaveof migrate failover cluster"),
  ...rows("deletes-data", "del unlink shutdown swapdb debug getdel"),
  ...rows(
    "reads-records",
    "get mget hget hmget hgetall hkeys hvals hlen hexists keys scan hscan sscan zscan ttl pttl type exists strlen getrange llen lrange lindex lpos scard smembers sismember srandmember sinter sunion sdiff zcard zrange zrevrange zrangebyscore zscore zrank zcount info ping dbsize time memory object client echo xlen xrange xrevrange xinfo xread lastsave role command slowlog latency monitor subscribe psubscribe pubsub randomkey geopos geodist bitcount getbit pfcount dump ft.search ft.info json.get touch",
  ),
  ...rows("sends-outward", "publish spublish"),
};

function rows(rule: JudgementId, names: string): Record<string, JudgementId> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

function judgeRedis(call: Invocation, args: Arguments): Text {
  const [verb, second] = args.operands.map((word) => word.value.toLowerCase());
  const looks = given(
    args,
    "scan",
    "bigkeys",
    "memkeys",
    "hotkeys",
    "stat",
    "latency",
    "latency-history",
    "latency-dist",
    "pattern",
    "i",
  );
  if (given(args, "pipe")) note(call, "changes-data", { target: "commands from standard input" });
  else if (given(args, "rdb")) note(call, "reads-production-data", { target: "the whole store" });
  else if (!verb && call.stdin)
    for (const line of lines(call.stdin))
      note(call, redisRule(line[0] ?? "", line[1] ?? ""), { target: line.join(" ") });
  else if (!verb) note(call, looks ? "reads-records" : "runs-inline-code", { target: "a database session" });
  else note(call, redisRule(verb, second ?? ""), { target: `${verb} ${second ?? ""}`.trim() });
  judgeDestination(call, args, [...args.operands, ...(call.stdin ? [call.stdin] : [])]);
  return { ...unknownText, remote: true };
}

function redisRule(verb: string, second: string): JudgementId {
  if (verb === "config") return second === "get" ? "reads-records" : "changes-access";
  if (verb === "cluster")
    return /^(?:info|nodes|slots|shards|myid|keyslot)$/.test(second) ? "reads-records" : "changes-access";
  return Object.hasOwn(redisCommands, verb) ? (redisCommands[verb] as JudgementId) : "changes-data";
}

function lines(text: Text): string[][] {
  if (!isKnown(text)) return [["unknown"]];
  return text.value
    .split("\n")
    .map((line) => line.trim().toLowerCase().split(/\s+/))
    .filter((line) => line[0] !== "");
}

const redis: Spec = {
  options:
    "h,host=text p,port=text a,pass=text n=text u=text s=text eval=script x X=text r=text i=text user=text cluster=text rdb=write functions-rdb=write pattern=text scan bigkeys memkeys hotkeys stat latency pipe raw no-raw csv json tls cacert=read cert=read key=read askpass c",
  operands: "text*",
  more: judgeRedis,
};

/** JavaScript shells of MongoDB. */
function judgeMongo(call: Invocation, args: Arguments): Text {
  const code: (Word | Text)[] = args.items
    .filter((item) => item.option === "eval" || item.option === "e")
    .map((item) => item.word);
  if (code.length === 0 && call.stdin) code.push(call.stdin);
  for (const script of args.operands.slice(1)) runFile(call, script);
  if (code.length === 0) note(call, "runs-inline-code", { target: "a database session" });
  for (const text of code) note(call, mongoRule(text), { target: shorten(text.value) });
  judgeDestination(call, args, code);
  return { ...unknownText, remote: true };
}

const mongoRows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /dropDatabase|\.drop\s*\(|deleteMany\s*\(\s*(?:\{\s*\})?\s*\)|remove\s*\(\s*(?:\{\s*\})?\s*\)|updateMany\s*\(\s*\{\s*\}/,
    "destroys-database",
  ],
  [/"?\b(?:root|dbOwner|userAdmin\w*|dbAdminAnyDatabase|readWriteAnyDatabase|clusterAdmin|__system)\b/, "grants-admin"],
  [/createUser|grantRoles|updateUser|changeUserPassword|createRole|dropUser|auth\(/i, "changes-access"],
  [/delete|remove|drop|shutdownServer|killOp/, "deletes-data"],
  [
    /insert|update|replace|create|rename|bulkWrite|save|require|load\(|\$out|\$merge|\$function|\$where|fs\.|process\.|run\(|adminCommand|runCommand/,
    "changes-data",
  ],
];

function mongoRule(text: Text): JudgementId {
  if (text.remote) return "runs-remote-code";
  if (!isKnown(text)) return "changes-data";
  return mongoRows.find(([pattern]) => pattern.test(text.value))?.[1] ?? "reads-records";
}

const mongo: Spec = {
  options:
    "eval=text e=text f,file=script quiet nodb host=text h=text port=text u,username=text p,password=text authenticationDatabase=text tls json?=text norc",
  operands: "text*",
  more: judgeMongo,
};

/** etcd: an empty prefix is everything. */
function judgeEtcd(call: Invocation, args: Arguments): undefined {
  const whole = given(args, "from-key") || (given(args, "prefix") && /^(?:\/|)$/.test(args.operands[0]?.value ?? ""));
  note(call, whole ? "destroys-database" : "deletes-data", { target: args.operands[0]?.value || "all keys" });
  return undefined;
}

/** A topic that is deleted is lost with all its records. */
const topics: Spec = does(
  "reads-records",
  "delete!destroys-database create!changes-data alter!changes-data list!reads-records describe!reads-records reset-offsets!changes-data execute delete-offsets!deletes-data bootstrap-server=text topic=text group=text command-config=read",
);

export const stores: Table = {
  ...each(redis, "redis-cli valkey-cli keydb-cli iredis"),
  ...each(mongo, "mongosh mongo"),
  ...each(does("reads-records"), "mongostat mongotop memcstat memcdump memcexist"),
  ...each("destroys-database", "memcflush"),
  ...each("deletes-data", "memcrm"),
  mongofiles: choose({ ...each("reads-records", "list search get"), put: "changes-data", delete: "deletes-data" }),
  influx: choose(
    {
      ...each("reads-records", "query ping version export"),
      ...each("changes-data", "write apply"),
      ...each("deletes-data", "delete"),
      bucket: choose({ list: "reads-records", delete: "destroys-database" }, "prints", { otherwise: "changes-data" }),
      backup: "reads-production-data",
      restore: "changes-data",
      config: "reads-secret",
    },
    "runs-inline-code",
    { options: "execute=text database=text host=text", otherwise: "changes-access" },
  ),
  etcdctl: choose(
    {
      ...each("reads-records", "get watch version check endpoint"),
      ...each("changes-data", "put txn lease lock elect compaction defrag move-leader alarm"),
      del: { options: "prefix from-key prev-kv range", operands: "text*", more: judgeEtcd },
      member: choose({ list: "reads-records" }, "prints", { otherwise: "changes-infrastructure" }),
      snapshot: choose({ status: "reads-records", save: "reads-production-data", restore: "changes-data" }),
      ...each("changes-access", "auth user role"),
    },
    "prints",
    { options: "endpoints=text cacert=read cert=read key=read user=text w=text" },
  ),
  ...each(
    topics,
    "kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh kafka-configs kafka-configs.sh kafka-acls kafka-acls.sh",
  ),
  ...each({ ...does("sends-outward"), sink: true }, "kafka-console-producer kafka-console-producer.sh"),
  ...each(does("reads-records"), "kafka-console-consumer kafka-console-consumer.sh"),
  ...each("destroys-database", "kafka-delete-records kafka-delete-records.sh"),
  kcat: {
    options: "P!sends-outward C L b=text t=text G=text o=text c=text f=text K=text X=text F=read e u",
    operands: "text*",
    rule: "reads-records",
    sink: true,
  },
  rabbitmqctl: choose(
    {
      ...each(
        "reads-records",
        "status list_queues list_exchanges list_bindings list_users list_vhosts list_permissions list_connections list_channels list_consumers cluster_status environment ping report version",
      ),
      ...each("destroys-database", "reset force_reset delete_vhost"),
      ...each("deletes-data", "purge_queue delete_queue"),
      ...each("ends-processes", "stop stop_app shutdown close_connection close_all_connections restart_vhost"),
      set_user_tags: "grants-admin",
      ...each(
        "changes-access",
        "add_user delete_user change_password set_permissions clear_permissions add_vhost authenticate_user",
      ),
    },
    "prints",
    { otherwise: "changes-infrastructure" },
  ),
  nats: choose({
    ...each("sends-outward", "pub publish request req reply"),
    ...each("reads-records", "sub subscribe rtt server account events"),
    ...each(
      choose({
        ...each("reads-records", "ls list info get view report find state"),
        ...each("destroys-database", "rm delete purge"),
        ...each("changes-data", "add edit copy create put del rmm backup restore"),
      }),
      "stream str s consumer con kv object obj",
    ),
    context: "changes-access",
  }),
  mosquitto_pub: { ...does("sends-outward"), sink: true, options: "h=text t=text m=text f=upload u=text P=text" },
  mosquitto_sub: does("contacts-network"),
  ...each(does("changes-data"), "solr elasticdump cypher-shell arangosh gremlin"),
};
