import type { Effect } from "../../model/effect.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { wordsOf } from "./nameWords.ts";
import type { Service } from "./serviceKinds.ts";
import { services as scripted } from "./serviceTable.ts";
import { csharpServices } from "./serviceTableCsharp.ts";
import { goServices } from "./serviceTableGo.ts";
import { javaServices } from "./serviceTableJava.ts";
import { rustServices } from "./serviceTableRust.ts";

const services: readonly Service[] = [...scripted, ...goServices, ...csharpServices, ...javaServices, ...rustServices];

/** True for a method of something that was made, and none that only sets up or takes down. */
export function asks(symbol: string, method: string): boolean {
  return symbol.includes("().") && !plainMethod.test(method) && !gettingReady.test(method);
}

const plainMethod =
  /^(?:close|end|quit|exit|on|off|once|use|connect\w*|disconnect|dispose|destroy|init\w*|configure|with|new|string|log|debug|info|warn|error|encode|decode|parse|format|build|validate|then|catch|finally|bind|call|apply|map|filter|strip|split|join|lower|upper|items|values|append|headers?|options?|config|version|name|id|url|\*)$/i;

/** `withAuth`, `toJSON`, `is_open`, `setHeader`, `NewRequest`. */
const gettingReady = /^(?:[wW]ith|[tT]o|[iI]s|[hH]as|[sS]et|[nN]ew)[A-Z_]\w*$/;

/** What is only a way to the thing itself, or set by its owner: nobody else's text. */
const structure =
  /^(?:get|list|fetch|find|search)_?(?:all_?)?(?:field|issue_?type|issue_?link_?type|status(?:e)?|priorit(?:y|ie)|resolution|component|version|board|sprint|transition|permission|role|server_?info|myself|current_?user|repo|repository|user|me|organization|org|team|branch|branches|labels?|authenticated|project|workspace|channel|guild|rate_?limit)s?$/i;

/** The same where the resource stands before the verb: `calendar.colors.get`. */
const ownSettings =
  /\.(?:colors|settings|calendarList|freebusy|labels|about|permissions|profiles?|quotas?)\.(?:get|list|query|retrieve)$/i;

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
    "produce enqueue create update put post send publish set add start invoke insert upsert save write upload patch merge close reopen edit comment reply invite assign apply modify run deploy restart reboot stop scale enable disable move rename copy submit approve reject share grant attach detach associate rotate register import push lock unlock mark pin react label transfer pay charge refund cancel schedule trigger execute commit hset incr lpush rpush sadd expire replace resize rebuild recreate launch provision request order mark dismiss fork ban block unblock snooze vote upvote downvote resolve unresolve restore revert reset rollback promote demote emit dispatch acknowledge ack watch unwatch book reserve store persist requeue retry rerun approve unpublish pin unpin mute unmute tag finalize capture void confirm settle fulfill pause resume activate deactivate star follow subscribe unsubscribe archive unarchive forward escalate notify broadcast tweet schedule complete append duplicate clone migrate sync abort".split(
      " ",
    ),
  ),
  remove: new Set(
    "delete destroy remove purge terminate drop truncate wipe clear trash revoke empty flush flushall flushdb erase unlink del kill hdel prune expunge deregister deprovision teardown nuke".split(
      " ",
    ),
  ),
};

/** `isEmpty`, `hasPosts`: asked of what is at hand. */
const question = /^(?:is|has|Is|Has)(?=[A-Z_])/;

/** `NewRequest`, `newCall`: makes what is sent by another call. */
const making =
  /^(?:[nN]ew(?:Http|HTTP|Api|API|Json|JSON)?(?:Request|Call|Message|Query|Builder|Options|Config|Context)|[cC]reate(?:Http|HTTP|InvokeMethod|InvokeMethodWith)Request)(?:With\w*)?$/;

/** True of a method that only makes a value. */
export function makesValue(method: string): boolean {
  return making.test(method);
}

/** `call_tool_sync`: whether it is waited for says nothing of what it does. */
const waiting = /(?<=.)(?:_a?sync|(?<=[a-z])A?[sS]ync)$/;

/** `active_run`, `lastUpdate`: a thing, and nothing that is done to it. */
const thing = /^(?:active|current|last|latest|previous|recent|existing)(?=_|[A-Z])/;

/** True of a method that only gives the thing at hand: `currentSession()`. */
export function givesThing(method: string): boolean {
  return thing.test(method);
}

/** `makeInvoice`, `make_reservation`: where `make` is not only to build a value. */
const deal = /^make_?(?:invoice|payment|reservation|booking|order|purchase|transfer|offer|donation|appointment)/i;

/** The direction that a method name states by its first known word; undefined when it states none. */
export const verbOf = rememberAnswers((method): Verb | undefined => {
  if (question.test(method)) return undefined;
  if (thing.test(method)) return "read";
  if (deal.test(method)) return "change";
  for (const word of wordsOf(method.replace(waiting, ""))) {
    if (verbs.remove.has(word)) return "remove";
    if (verbs.change.has(word)) return "change";
    if (verbs.read.has(word)) return "read";
  }
  return undefined;
});

/** The effects of a call by its resolved name; undefined when no service or no verb fits. */
export const serviceEffects = rememberAnswers((symbol): ServiceCall | undefined => {
  const service = serviceOf(symbol);
  // `SearchParts.Index` is a value of an enumeration.
  if (!service || /^[^()]*\.[A-Z]\w*\.[A-Z]\w*$/.test(symbol)) return undefined;
  if (carried.test(symbol)) return { effects: [], isWay: true };
  const method = symbol.slice(symbol.lastIndexOf(".") + 1);
  if (makesValue(method)) return undefined;
  // The request was made, and judged, by the method before.
  if (symbol.startsWith("googleapiclient.") && method === "execute") return { effects: [] };
  const verb = method.endsWith("()") ? undefined : ownVerb(method, service);
  if (!verb) {
    const unknown =
      service.read.includes("read-untrusted") && othersWords.test(method) ? service.read : service.unknown;
    const effects = service.unknown && asks(symbol, method) ? unknown : undefined;
    return effects && { effects, isWay: true };
  }
  if (verb === "none") return { effects: [], isWay: true };
  if (verb === "read" && service.list && /^list/i.test(method)) return { effects: service.list };
  if (verb === "read" && (structure.test(method) || ownSettings.test(symbol)))
    return { effects: service.read.filter((effect) => effect !== "read-untrusted"), isWay: true };
  // A connection or cursor that is closed changes nothing.
  if (service.read[0] === "read-data" && /^(?:close|end|quit|disconnect|connect|ping)$/i.test(method))
    return { effects: [] };
  if (verb === "change" && service.change.includes("change-infra") && rawRequest.test(symbol))
    return { effects: ["fetch-network", "send-outward"] };
  const special = (service.special ?? []).filter(({ words }) => verb !== "read" && words.test(symbol));
  const effects = [...service[verb], ...special.flatMap((part) => part.effects)];
  return verb === "read" ? { effects, isWay: /^(?:get|open|fetch|retrieve|find)/i.test(method) } : { effects };
});

/** `config.Headers.Set(…)`: what goes along with a request that is made by another call. */
const carried =
  /\.\w*(?:[hH]eaders?|[mM]etadata|[qQ]uery_?[pP]arams)(?:\(\))?\.(?:set|add|append|put|del|delete|update|merge)$/i;

/** `page.list_users().data.append(…)`: a list that was answered is added to here, and nowhere else. */
const kept =
  /\.(?:list|search|find|query|scan|describe|fetch|get|read|retrieve|paginate|iter)\w*\(\)(?:(?:\.(?:data|items?|results?|values?|contents?|records|entries|body|objects|rows|elements|nodes))+\.(?:append|extend|insert|push|unshift|splice|pop|shift|sort|reverse|setdefault|update|clear|add|add_?all|AddRange|Add|Insert|Remove|Clear|retain|discard)|\.(?:append|extend|push|unshift|splice|pop|shift|sort|reverse|setdefault|AddRange))$/;

/** True where only what was answered is changed. A row that a database answered is written back, and is none. */
export function keepsAnswer(symbol: string): boolean {
  return kept.test(symbol) && serviceOf(symbol)?.read.includes("read-data") !== true;
}

/** A cloud's client lent for any request: which one is in the address, and need change nothing. */
const rawRequest = /^[^()]*\(\)\.(?:post|put|patch|request)$/i;

/** True for what belongs to a service of the table, whatever is called. */
export function isKnownService(symbol: string): boolean {
  return serviceOf(symbol) !== undefined;
}

/** `linear.issues()`: what others have written, asked for by its name alone. */
const othersWords = /issue|comment|message|post|thread|search|mail|topic|discussion|ticket|note|feed|review|history/i;

/** What a call of a client does. */
export interface ServiceCall {
  readonly effects: readonly Effect[];
  /** Perhaps only the way to that of which more is asked then. */
  readonly isWay?: boolean;
}

/** Making a client leaves nothing behind where it talks to. */
const clientMaker =
  /^(?:create|get|make|build|new|init|from)_?(?:\w*_?)?(?:[cC]lient|Api|[eE]ngine|[cC]onnection|[pP]ool|Sender|Receiver|_env|Env)$|^(?:New|Create|Get|Make|Build)\w*Client(?:Factory|WithOptions)?$/;

/** How a client is to ask, told to the client: `client.Auth.SetBearerToken(token)`. */
const fittingOut =
  /^clone(?:_?with|$)|^set_?(?:missing_host_key_policy$|bearer|basic_?auth|auth$|credentials?$|user_?agent|(?:access_?|api_?)?(?:token|key)$|headers?$|time_?out|retr|proxy|base_?url|debug|tls|http_?client|region$|endpoint$|log(?:ger|_?level)$|serializer)/i;

/** True of a method that only tells a client how to ask. */
export function fitsOut(method: string): boolean {
  return fittingOut.test(method);
}

function ownVerb(name: string, { words }: Service): Verb | "none" | undefined {
  const method = name.replace(/(?<=[a-z])Async$/, "");
  if (clientMaker.test(method) || fittingOut.test(method)) return "none";
  if (words?.none?.test(method)) return "none";
  if (words?.remove?.test(method)) return "remove";
  if (words?.change?.test(method)) return "change";
  if (words?.read?.test(method)) return "read";
  return verbOf(method);
}

const maxFirst = 5_000;
const byFirst = new Map<string, readonly [prefix: string, service: Service][]>();

/** Prefixes are looked up by their first letters, since most names fit none. */
function serviceOf(symbol: string): Service | undefined {
  const key = symbol.slice(0, 14);
  let candidates = byFirst.get(key);
  if (!candidates) {
    candidates = services.flatMap((service) =>
      service.prefixes
        .filter((prefix) => prefix.startsWith(key) || key.startsWith(prefix))
        .map((prefix) => [prefix, service] as const),
    ) as readonly [string, Service][];
    if (byFirst.size > maxFirst) byFirst.clear();
    byFirst.set(key, candidates);
  }
  return candidates.find(([prefix]) => symbol.startsWith(prefix))?.[1];
}

/** What a verb means for the client library that a resolved name belongs to. */
export function serviceVerb(symbol: string, verb: Verb): readonly Effect[] | undefined {
  return (serviceOf(symbol) ?? serviceOf(`${symbol}.`))?.[verb];
}
