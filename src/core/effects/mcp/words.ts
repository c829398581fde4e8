/** Words of tool names: which say what is done, and which say to what. Data. */

export type VerbKind =
  | "read"
  | "think"
  | "change"
  | "delete"
  | "send"
  | "pay"
  | "access"
  | "publish"
  | "operate"
  | "run"
  | "end"
  | "interact"
  | "browse"
  /** Says nothing by itself: an argument or the noun does. */
  | "open";

const verbWords: Readonly<Record<VerbKind, string>> = {
  read: "get list search read find fetch query describe show view lookup count check inspect explain diff tree info ls cat head tail stat exists validate preview summarize analyze analyse compare whoami ping snapshot screenshot help convert calculate compute subtract multiply divide sum blame grep glob outline hover diagnostics echo estimate export download retrieve browse aggregate sample scan lint format parse translate ask whois geocode recommend suggest explore locate discover detect resolve status wait observe introspect profile highlight peek select tail trace audit verify test measure history back forward hget hgetall mget lrange llen smembers zrange ttl dbsize strlen getrange",
  think: "think sequentialthinking reflect plan",
  change:
    "create update edit set write modify add put patch move rename insert upsert append save store import sync configure register link mark toggle change enable disable copy duplicate clone replace fill define make generate convert_to batch bulk init initialize label tag attach detach log record track stage commit checkout switch unstage stash new complete finish start_timer relate learn remember",
  delete:
    "delete remove drop destroy purge clear truncate wipe trash archive erase empty prune uninstall unlink rm flush flushall flushdb nuke forget expire deactivate",
  send: "send post reply comment tweet message email mail notify forward react push upload submit star unstar follow fork merge close reopen assign unassign request review subscribe watch vote announce schedule respond accept decline invite book_meeting dm broadcast call dial sms print",
  pay: "pay refund charge transfer payout purchase buy order checkout donate withdraw trade swap book capture",
  access:
    "grant revoke share unshare approve authorize authorise impersonate rotate trust whitelist allowlist promote_admin",
  publish: "publish unpublish release deprecate",
  operate:
    "deploy redeploy rollback apply provision scale restart reboot terminate stop start launch migrate dispatch trigger rerun cancel unlock lock pause resume restore promote force rebase reset undeploy drain cordon evict suspend upgrade downgrade failover install",
  run: "execute exec run eval evaluate invoke spawn shell bash script interpret",
  end: "kill end signal",
  interact: "click type press drag tap handle hover choose upload_file",
  browse: "navigate open goto visit crawl scrape",
  open: "manage use do operate tool action perform process control",
};

const verbs: ReadonlyMap<string, VerbKind> = new Map(
  Object.entries(verbWords).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind as VerbKind])),
);

/** Words that are a verb in front and a thing behind: `log_time` and `git_log`. */
const thingsToo = new Set(
  "log status history tree info plan test order message email review request comment release transfer trigger script process action record track label tag fork star print call format book query search list snapshot screenshot diagnostics export".split(
    " ",
  ),
);

/** Behind a thing these are what is looked at: `git_log`, `run_status`. */
const looksBehind = new Set(
  "log status history tree info record track tag label format query search list snapshot screenshot diagnostics plan test".split(
    " ",
  ),
);

export interface ToolWords {
  readonly verb: VerbKind | undefined;
  readonly verbWord: string;
  /** Words of what is acted on, singular. */
  readonly nouns: readonly string[];
  readonly text: string;
  /** Names of the arguments: what a call is about where its tool's name does not say. */
  readonly on: readonly string[];
}

/** Splits `browserFillForm`, `kubectl_get` and `API-post-search` into what is done and to what. */
export function toolWords(name: string, resource = "", on: readonly string[] = []): ToolWords {
  const words = wordsOf(`${name} ${resource}`);
  const own = wordsOf(name);
  const at = verbIndex(own);
  const found = at === undefined ? "" : (own[at] as string);
  const verbWord = verbs.has(found) ? found : singular(found);
  const nouns = words.filter((_, index) => index !== at).map(singular);
  const verb = at !== undefined && at > 0 && looksBehind.has(verbWord) ? "read" : verbs.get(verbWord);
  return { verb, verbWord, nouns, text: words.join(" "), on };
}

/** The first verb; a word that may also be a thing counts only in front, or at the end when there is no other. */
function verbIndex(words: readonly string[]): number | undefined {
  const isVerb = (word: string) => verbs.has(word);
  const firm = words.findIndex(
    (word, index) =>
      isVerb(word) && (index === 0 || !thingsToo.has(word)) && !(index === 0 && word === "post" && words.length > 1),
  );
  const last = words.length - 1;
  const posted = words[0] === "post" || words[0] === "api";
  if (posted && /^(?:search|query|list)$/.test(words[last] ?? "")) return last;
  if (firm >= 0) return firm;
  const any = words.findLastIndex((word) => isVerb(word) || isVerb(singular(word)));
  return any >= 0 ? any : undefined;
}

export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word)
    ? word.replace(/(?<=[^aeiou])ies$/, "y").replace(/s$/, "")
    : word;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Things whose loss takes everything below them along. */
export const wholeThings = set(
  "project repository repo environment namespace organization organisation org account workspace tenant cluster bucket volume vault team space guild server zone stack subscription app application domain",
);
export const databases = set("database schema keyspace table collection index db flushall flushdb dataset");
export const backups = set("backup snapshot audit log trail recovery checkpoint history");
export const secretThings = set(
  "secret password credential token key apikey env connectionstring certificate kubeconfig dotenv passphrase otp cookie",
);
export const accessThings = set(
  "permission role member collaborator access acl token credential secret apikey key webhook policy visibility protection oauth scope user group sharing publishable invitation invite admin owner allowlist whitelist rls firewall rule ip cidr ownership hook deploykey",
);
export const moneyThings = set(
  "payment refund charge payout purchase order invoice subscription transfer checkout trade card coupon price payroll billing bill",
);
export const infraThings = set(
  "deployment instance cluster pipeline workflow build job release migration service function worker container pod node vm droplet lambda stack branch environment domain dns record route queue topic bucket volume disk server machine flag run",
);
export const adminThings = set("admin owner superuser root administrator");
export const noteThings = set("entity observation relation note memory graph");
export const fileThings = set("file directory folder text block");
export const releaseThings = set("package release npm pypi crate image extension");
export const configThings = set("config configuration setting preference");
