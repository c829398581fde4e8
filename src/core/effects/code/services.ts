import type { Effect } from "../../model/effect.ts";

/** What the verb of a method decides for a client library: `issues.createComment` sends, `repos.get` reads. */
export interface Service {
  /** Resolved names start with one of these. */
  readonly prefixes: readonly string[];
  readonly read: readonly Effect[];
  readonly change: readonly Effect[];
  readonly remove: readonly Effect[];
  /** What a method does whose name tells no verb. */
  readonly unknown?: readonly Effect[];
  /** Methods whose names are no words. */
  verbs?(method: string): Verb | undefined;
  /** Parts of the name that decide more than the verb does; they apply to changing and removing calls. */
  readonly special?: readonly {
    readonly words: RegExp;
    readonly effects: readonly Effect[];
    readonly alsoReads?: true;
  }[];
}

export const accessWords =
  /collaborator|permission|member|role|policy|policies|invite|invitation|access_?(?:list|key|token|control|policy)?|grant|acl|database_?user|db_?user|deploy_?key|protection|token|credential|user_?group|iam/i;

const outwardService = {
  read: ["fetch-network", "read-untrusted"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
  unknown: ["fetch-network"],
  special: [{ words: accessWords, effects: ["change-access"] }],
} as const;

const database = { read: ["read-data"], change: ["write-data"], remove: ["destroy-data"] } as const;

const cloud = {
  read: ["fetch-network"],
  change: ["change-infra"],
  remove: ["change-infra", "destroy-data"],
  special: [{ words: accessWords, effects: ["change-access"] }],
} as const;

/** The first service whose prefix fits decides, so narrow ones stand before wide ones. */
export const services: readonly Service[] = [
  // Secret stores and identity, before the clouds they belong to
  {
    prefixes: ["boto3.secretsmanager()", "boto3.ssm()"],
    read: ["read-secrets"],
    change: ["change-access"],
    remove: ["change-access", "destroy-data"],
  },
  {
    prefixes: ["boto3.iam()", "boto3.sts()", "boto3.organizations()"],
    read: ["fetch-network"],
    change: ["change-access"],
    remove: ["change-access"],
  },
  {
    prefixes: ["boto3.ses()", "boto3.sesv2()", "boto3.sns()", "boto3.sqs()", "boto3.pinpoint()"],
    ...outwardService,
  },
  {
    prefixes: ["boto3.bedrock-agent-runtime()"],
    read: ["fetch-network"],
    change: ["delegate"],
    remove: ["destroy-data"],
  },
  { prefixes: ["boto3.dynamodb()", "boto3.rds-data()"], ...database },
  {
    prefixes: [
      "boto3.s3()",
      "@google-cloud/storage.",
      "google.cloud.storage.",
      "azure.storage.",
      "@azure/storage-blob.",
    ],
    read: ["fetch-network"],
    change: ["send-outward"],
    remove: ["destroy-data"],
    special: [{ words: /acl|policy|public|iam/i, effects: ["change-access"] }],
  },
  // Code hosting, trackers, forums, wikis, chats
  {
    prefixes: [
      "@octokit/",
      "octokit.",
      "github.Github()",
      "github3.",
      "@gitbeaker/",
      "gitlab.",
      "@linear/sdk.",
      "jira.",
      "jira.js.",
      "atlassian.",
      "@notionhq/client.",
      "notion_client.",
      "pydiscourse.",
      "asana.",
      "trello.",
      "@slack/web-api.",
      "@slack/bolt.",
      "slack_sdk.",
      "slack.",
      "discord.js.",
      "discord.",
      "twilio.",
      "tweepy.",
      "twitter-api-v2.",
      "praw.",
      "@microsoft/microsoft-graph-client.",
      "googleapis.",
      "googleapiclient.",
      "@sanity/client.",
      "contentful",
      "@hubspot/",
      "simple_salesforce.",
      "zendesk",
    ],
    ...outwardService,
  },
  // Money
  {
    prefixes: ["stripe(", "stripe.", "@paypal/", "paypalrestsdk.", "square.", "plaid.", "alpaca.", "ccxt."],
    read: ["fetch-network"],
    change: ["send-outward"],
    remove: ["destroy-data", "send-outward"],
    special: [
      {
        words:
          /refund|charge|payment_?intent|transfer|payout|checkout|invoices?\.(?:pay|send|finalize)|place_?order|create_?order|subscription|withdraw/i,
        effects: ["spend-money"],
      },
    ],
  },
  // Clouds, clusters, containers
  {
    prefixes: [
      "boto3.",
      "aws-sdk.",
      "googleapiclient.",
      "google.cloud.",
      "@google-cloud/",
      "azure.mgmt.",
      "@azure/arm-",
      "kubernetes.",
      "@kubernetes/client-node.",
      "docker.",
      "dockerode(",
      "dockerode.",
      "pulumi.",
      "@pulumi/",
      "cloudflare",
      "digitalocean.",
      "hcloud.",
      "@vercel/sdk.",
      "heroku",
    ],
    ...cloud,
  },
  { prefixes: ["redis.", "redis(", "ioredis.", "ioredis("], ...database, verbs: redisVerb },
  // Databases with methods for verbs
  {
    prefixes: [
      "@prisma/client.",
      "mongodb.",
      "@mongosh/",
      "mongoose.",
      "pymongo.",
      "motor.",
      "@supabase/supabase-js.",
      "supabase.",
      "drizzle-orm",
      "knex(",
      "sqlalchemy.",
      "sqlmodel.",
      "elasticsearch.",
      "@elastic/elasticsearch.",
      "firebase-admin",
      "firebase_admin.",
      "airtable",
      "pyairtable.",
      "chromadb.",
      "pinecone.",
      "@pinecone-database/pinecone.",
      "qdrant_client.",
      "weaviate.",
    ],
    ...database,
  },
];

/** Commands of Redis are no English. */
function redisVerb(method: string): Verb | undefined {
  if (redisSends.test(method)) return "change";
  return redisReads.test(method) ? "read" : undefined;
}

const redisSends =
  /^(?:publish|[xlr]?push(?:x)?|xadd|zadd|hset\w*|json_?set|setex|setnx|rename\w*|persist|p?expire\w*|xack|xgroup\w*)$/i;
const redisReads =
  /^(?:info|type|p?ttl|dbsize|object|memory_\w+|strlen|getrange|bitcount|llen|lindex|scard|sismember|srandmember|zcard|zscore|zrange\w*|zrank|hexists|hkeys|hvals|hlen|hscan\w*|sscan\w*|zscan\w*|xlen|xrange|xrevrange|xread\w*|xinfo\w*|client_list|config_get|slowlog_get|randomkey|execute_command|ft|json_?get)$/i;

/** True for a method of something that was made, and none that only sets up or takes down. */
export function asks(symbol: string, method: string): boolean {
  return symbol.includes("().") && !plainMethod.test(method);
}

const plainMethod =
  /^(?:close|end|quit|exit|on|off|once|use|connect\w*|disconnect|dispose|destroy|init\w*|configure|with[A-Z_]?\w*|to[A-Z_]\w*|is[A-Z_]\w*|has[A-Z_]\w*|set[A-Z_]\w*|new[A-Z_]?\w*|string|log|debug|info|warn|error|encode|decode|parse|format|build|validate|then|catch|finally|bind|call|apply|map|filter|strip|split|join|lower|upper|items|values|append|headers?|options?|config|version|name|id|url|\*)$/i;

/** What is only a way to the thing itself, or set by its owner: nobody else's text. */
const structure =
  /^(?:get|list|fetch|find|search)_?(?:all_?)?(?:field|issue_?type|issue_?link_?type|status(?:e)?|priorit(?:y|ie)|resolution|component|version|board|sprint|transition|permission|role|server_?info|myself|current_?user|repo|repository|user|me|organization|org|team|branch|branches|labels?|authenticated|project|workspace|channel|guild|rate_?limit)s?$/i;

export function isStructure(method: string): boolean {
  return structure.test(method);
}

export type Verb = "read" | "change" | "remove";

const verbs: Readonly<Record<Verb, ReadonlySet<string>>> = {
  read: new Set(
    "get list describe search read query find fetch view show count head lookup retrieve select scan aggregate check browse download load peek poll estimate hget hgetall lrange smembers keys exists mget".split(
      " ",
    ),
  ),
  change: new Set(
    "create update put post send publish set add start invoke insert upsert save write upload patch merge close reopen edit comment reply invite assign apply modify run deploy restart reboot stop scale enable disable move rename copy submit approve reject share grant attach detach associate rotate register import push lock unlock mark pin react label transfer pay charge refund cancel schedule trigger execute commit hset incr lpush rpush sadd expire replace resize rebuild recreate launch provision request order mark dismiss fork ban block unblock snooze vote upvote downvote resolve unresolve restore revert reset rollback promote demote emit dispatch acknowledge ack watch unwatch book reserve store persist requeue retry rerun approve pin unpin mute unmute tag finalize capture void confirm settle fulfill pause resume activate deactivate star follow subscribe unsubscribe archive unarchive forward escalate notify broadcast tweet schedule complete append duplicate clone migrate sync abort".split(
      " ",
    ),
  ),
  remove: new Set(
    "delete destroy remove purge terminate drop truncate wipe clear trash revoke empty flush flushall flushdb erase unlink del kill hdel prune expunge deregister deprovision teardown nuke".split(
      " ",
    ),
  ),
};

/** Words of a camelCase or snake_case or kebab-case name, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+|\s+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** The direction that a method name states by its first known word; undefined when it states none. */
export function verbOf(method: string): Verb | undefined {
  for (const word of wordsOf(method)) {
    if (verbs.remove.has(word)) return "remove";
    if (verbs.change.has(word)) return "change";
    if (verbs.read.has(word)) return "read";
  }
  return undefined;
}

/** The effects of a call by its resolved name; undefined when no service or no verb fits. */
export function serviceEffects(symbol: string): readonly Effect[] | undefined {
  const service = services.find((candidate) => candidate.prefixes.some((prefix) => symbol.startsWith(prefix)));
  if (!service) return undefined;
  const method = symbol.slice(symbol.lastIndexOf(".") + 1);
  // The request was made, and judged, by the method before.
  if (symbol.startsWith("googleapiclient.") && method === "execute") return [];
  const verb = method.endsWith("()") ? undefined : (service.verbs?.(method) ?? verbOf(method));
  if (!verb) return service.unknown && asks(symbol, method) ? service.unknown : undefined;
  if (verb === "read" && structure.test(method)) return service.read.filter((effect) => effect !== "read-untrusted");
  // A connection or cursor that is closed changes nothing.
  if (service.read === database.read && /^(?:close|end|quit|disconnect|connect|ping)$/i.test(method)) return [];
  const base = service[verb];
  const special = (service.special ?? []).filter(({ words }) => verb !== "read" && words.test(symbol));
  return [...base, ...special.flatMap(({ effects }) => effects)];
}
