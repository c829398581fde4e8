import type { Effect } from "../../model/effect.ts";
import { wordsOf } from "./nameWords.ts";

/** What the verb of a method decides for a client library: `issues.createComment` sends, `repos.get` reads. */
export interface Service {
  /** Resolved names start with one of these. */
  readonly prefixes: readonly string[];
  readonly read: readonly Effect[];
  readonly change: readonly Effect[];
  readonly remove: readonly Effect[];
  /** What a method does whose name tells no verb. */
  readonly unknown?: readonly Effect[];
  /** Methods that only name what there is, where reading does more than that. */
  readonly list?: readonly Effect[];
  readonly words?: Words;
  /** Parts of the name that decide more than the verb does; they apply to changing and removing calls. */
  readonly special?: readonly { readonly words: Pick<RegExp, "test">; readonly effects: readonly Effect[] }[];
}

/** Methods whose names are no English, or mean another thing here than elsewhere. */
export interface Words {
  readonly none?: RegExp;
  readonly read?: RegExp;
  readonly change?: RegExp;
  readonly remove?: RegExp;
}

export type Kind = Omit<Service, "prefixes">;

const access =
  /\b(?:collaborators?|permissions?|members?|memberships?|roles?|role ?bindings?|polic(?:y|ies)|invit(?:e|es|ations?)|access(?! points?\b)|access(?:lists?|keys?|tokens?|control|polic(?:y|ies))|api ?keys?|grants?|acls?|(?:database|db) ?users?|deploy ?keys?|ssh ?keys?|key ?pairs?|firewalls?|firewall ?rules?|security ?groups?|allow ?lists?|(?:public|share|shared|sharing) ?links?|create share|sharing|protections?|tokens?|credentials?|user ?groups?|iam)\b/;

/** True of a method's or address's name that says who may do what. By whole words: there is an “acl” in GrafanaClient. */
export const accessWords = { test: (name: string): boolean => access.test(wordsOf(name).join(" ")) };

/** Places where others write: forums, trackers, wikis, chats, mail. */
export const outwardService: Kind = {
  read: ["fetch-network", "read-untrusted"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
  unknown: ["fetch-network"],
  words: {
    // To log in and to run are of the client itself.
    none: /^(?:claim|complete|queue|new_message|newMessage|execute|order|order_?by|do|fields|context|start|stop|run|run_until_disconnected|launch|idle|log_?(?:in|out)|sign_?(?:in|out))$/i,
    read: /^(?:jql|cql|jql_\w+|hot|new|top|rising|controversial|history|replies|conversations_?(?:history|replies)|search\w*|iter_\w+|\w*timeline|issue)$/i,
    change:
      /^(?:chat_\w+|chatP\w+|status_post|toot|say|posts?|reply\w*|room_send|respond\w*|log_work|transition\w*|\w*outbound_?call)$/i,
  },
  special: [{ words: accessWords, effects: ["change-access"] }],
};

/** Services of one's own account, whose answers nobody else has written. */
export const ownService: Kind = {
  ...outwardService,
  read: ["fetch-network"],
  words: {
    ...outwardService.words,
    none: /^(?:claim|complete|queue|new_message|newMessage|execute|order|order_?by|do|fields|context)$/i,
  },
};

export const database: Kind = {
  read: ["read-data"],
  change: ["write-data"],
  remove: ["destroy-data"],
  words: {
    none: /^(?:order|order_?by|sort|limit|match|exec|execute|filter_?by|start_?session|select_related|register\w*|star|label|values|send)$/i,
    read: /^(?:knn|near_\w+|nearText|nearVector|bm25|hybrid|similarity_?search\w*|asimilarity_\w+|max_marginal_\w+|as_?retriever|retriev\w+|a?get_relevant_documents|query\w*|all|one|first|last|scalars?|exists|to_list|find\w*|aggregate|distinct|count\w*|multi_?search|msearch|mget|aget\w*|alist\w*|scroll|stream|recall|filter|a?invoke|getter|view|do_?search)$/i,
    change:
      /^(?:index|bulk|bulk_\w+|add|add_?\w*|aadd_\w+|from_(?:texts|documents)|insert\w*|upsert\w*|set\w*|put\w*|save\w*|update\w*|partial_update\w*|merge|write\w*|import\w*|atomic_\w+|ingest\w*|remember|overwrite|get_or_create|update_or_create|persist|bulkWrite|reindex|flush|creator|updater|merger|(?:fetch)?_?mutation|rpc|\w+_?And_?(?:Update|Replace|Modify)\w*)$/i,
    remove:
      /^(?:drop\w*|a?delete\w*|remove\w*|purge\w*|flush(?:all|db)|destroy\w*|truncate\w*|forget|clear|deleter|batchDeleter|\w+_?And_?(?:Delete|Remove))$/i,
  },
};

const redisSends =
  /^(?:publish|[xlr]?push(?:x)?|xadd|zadd|hset\w*|json_?set|setex|setnx|rename\w*|persist|p?expire\w*|xack|xgroup\w*|set|incr\w*|decr\w*|append|sadd|hmset|mset|getset|copy|move|restore|geoadd|pfadd|setrange|setbit|hincr\w+|zincr\w+)$/i;
const redisReads =
  /^(?:info|type|p?ttl|dbsize|object|memory_\w+|strlen|getrange|bitcount|llen|lindex|scard|sismember|srandmember|zcard|zscore|zrange\w*|zrank|hexists|hkeys|hvals|hlen|hscan\w*|sscan\w*|zscan\w*|xlen|xrange|xrevrange|xread\w*|xinfo\w*|client_list|config_get|slowlog_get|randomkey|execute_command|ft|json_?get)$/i;

/** Commands of Redis are no English. */
/** Where `index` names what is asked, and stores nothing. */
export const indexed: Kind = {
  ...database,
  words: { ...database.words, none: /^(?:index|Index|order\w*|sort|limit|filter|collections?|namespace)$/ },
};

export const keyValue: Kind = {
  ...database,
  words: {
    none: /^(?:exec|execute|pipeline|multi|watch|unwatch)$/i,
    read: redisReads,
    change: redisSends,
    remove:
      /^(?:l?trim|[slz]rem|zrem\w*|hdel|del|unlink|flush(?:all|db)|delete\w*|[lr]pop|spop|getdel|ltrim|xtrim|xdel)$/i,
  },
};

export const cloud: Kind = {
  read: ["fetch-network"],
  change: ["change-infra"],
  remove: ["change-infra", "destroy-data"],
  words: { read: /^(?:filter_log_events|converse\w*|invoke_model\w*|logs|stats|top|inspect|tail\w*)$/i },
  special: [{ words: accessWords, effects: ["change-access"] }],
};

/** Queues and topics: what comes out of them was put in by others. */
export const queue: Kind = {
  read: ["fetch-network", "read-untrusted"],
  list: ["fetch-network"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
  words: {
    none: /^(?:flush|commit\w*|ack\w*|nack\w*|acknowledge|complete_message|abandon_message|start|stop|subscribe|assign|seek\w*|create_message_batch|new_\w+)$/i,
    read: /^(?:poll|consume\w*|basic_(?:get|consume)|receive\w*|pull\w*|getone|getmany|peek\w*|recv\w*|next|fetch\w*|each_?message)$/i,
    change:
      /^(?:(?:basic_|simple_)?publish\w*|produce\w*|enqueue\w*|send\w*|schedule_\w+|apply_async|delay|add|add_?bulk|send_?to_?queue|emit|request)$/i,
  },
};

const shared = /\b(?:acls?|polic(?:y|ies)|public|iam)\b/;
const madePublic = { test: (name: string): boolean => shared.test(wordsOf(name).join(" ")) };

/** Files in a store of a cloud. */
export const objectStore: Kind = {
  read: ["fetch-network"],
  change: ["send-outward"],
  remove: ["destroy-data"],
  words: {
    read: /^New(?:Range)?Reader$/,
    none: /^get_(?:blob|container|bucket|file|directory|queue|share)_client$|^(?:bucket|blob|file|getBlobClient|getContainerClient|getBlockBlobClient|from_connection_string|fromConnectionString)$/i,
    change: /^(?:NewWriter|upload\w*|compose|rewrite|setMetadata|create\w*|sync\w*|start_copy\w*)$/i,
  },
  special: [{ words: madePublic, effects: ["change-access"] }],
};

export const secretStore: Kind = {
  read: ["read-secrets"],
  list: ["fetch-network"],
  change: ["change-access"],
  remove: ["change-access", "destroy-data"],
  unknown: [],
  words: {
    none: /^(?:login|is_authenticated|authenticate|auth|seal_status|health)$/i,
    read: /^(?:resolve\w*|reveal|unwrap)$/i,
  },
};

/** Who may do what. */
export const identity: Kind = {
  read: ["fetch-network"],
  change: ["change-access"],
  remove: ["change-access"],
  words: { change: /^(?:modify|add\w*|create\w*|update\w*|invite\w*|assign\w*|set\w*)$/i },
};

export const money: Kind = {
  read: ["fetch-network"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
  words: { none: /^(?:order|constructEvent|construct_event)$/i },
  special: [
    {
      words:
        /refund|charge|payment_?intent|transfer|payout|checkout|invoices?\.(?:pay|send|finalize)|(?:place|create|submit|replace|market|limit)\w*_?order|subscription|withdraw|buy|sell|close_(?:all_)?position|payments?(?:\(\))?\.(?:create|complete|capture)/i,
      effects: ["spend-money"],
    },
  ],
};
