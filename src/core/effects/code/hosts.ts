import type { Effect } from "../../model/effect.ts";
import type { Call } from "../../parse/code/code.ts";
import { entriesOf, visibleText } from "../../parse/code/resolve.ts";

/** Services that answer with pages and search results, whatever the method with which they are asked. */
const searchHosts =
  /\b(?:serper\.dev|browserless\.io|tavily\.com|exa\.ai|firecrawl\.dev|serpapi\.com|searchapi\.io|search\.brave\.com|bing\.microsoft\.com|duckduckgo\.com|jina\.ai|scrapingbee\.com|scraperapi\.com|zenrows\.com|brightdata\.com|perplexity\.ai|linkup\.so|parallel\.ai|apify\.com|ydc-index\.io|langsearch\.com|customsearch)\b/i;

/** Places whose text anybody may have written. */
const publicHosts =
  /\b(?:hacker-?news|news\.ycombinator\.com|hn\.algolia\.com|reddit\.com|wikipedia\.org|wikimedia\.org|stackexchange\.com|stackoverflow\.com|raw\.githubusercontent\.com|api\.github\.com\/(?:repos|search|gists)|(?:api\.)?(?:twitter|x)\.com|youtube\.com|medium\.com|dev\.to|arxiv\.org|lobste\.rs|mastodon|bsky\.(?:app|social)|newsapi\.org|gnews\.io|eutils\.ncbi\.nlm\.nih\.gov|discourse|html\.duckduckgo\.com|google\.com\/search|linkedin\.com|producthunt\.com|npmjs\.(?:com|org)|pypi\.org)\b/i;

/** What the host in the address says that the method does not. */
export function byHost(call: Call, effects: readonly Effect[]): readonly Effect[] {
  if (!effects.includes("fetch-network")) return effects;
  const texts = call.args.slice(0, 2).map((arg) => visibleText(arg.kind === "entry" ? undefined : arg));
  const named = call.args.flatMap((arg) => (arg.kind === "entry" && arg.key === "url" ? [visibleText(arg.value)] : []));
  const options = visibleText(entriesOf(call.args[0]).get("url")?.value);
  const address = [...texts, ...named, options].find((text) => /^\s*(?:https?:|\/\/)|\.\w{2,}\//.test(text));
  if (address === undefined) return effects;
  const host = address.slice(0, 300);
  if (searchHosts.test(host)) return ["fetch-network", "read-untrusted"];
  if (publicHosts.test(host) && !effects.includes("read-untrusted")) return [...effects, "read-untrusted"];
  return effects;
}
