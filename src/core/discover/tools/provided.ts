import type { Effect } from "../../model/effect.ts";

/** What ready-made tools of model providers and frameworks do, by words of their names; the first row that fits counts. */
const rows: readonly (readonly [RegExp, readonly Effect[]])[] = [
  // strands_tools 0.2, by the names of its modules.
  [/^use_(?:llm|agent)$|^(?:swarm|agent_graph|a2a_client)$/, ["delegate"]],
  [/^use_aws$/, ["fetch-network", "change-infra"]],
  [/^(?:cron|load_tool|nova_act)$/, ["run-code"]],
  [/^editor$/, ["read-files", "write-files"]],
  [/^journal$/, ["read-files", "write-files"]],
  [/^environment$/, ["read-secrets"]],
  [/^(?:rss|exa|bright_data)$/, ["fetch-network", "read-untrusted"]],
  // Requests of any kind.
  [/requests?_?(?:get|tool_?get)$|http_?get/i, ["fetch-network", "read-untrusted"]],
  [
    /http_?(?:request|client|tools?)|api_?request|requests_?(?:post|put|patch|delete|toolkit)/i,
    ["fetch-network", "send-outward"],
  ],
  [/shell|bash|terminal|repl|code_?(?:interpreter|execution)|python|computer|sandbox|docker/i, ["run-code"]],
  [
    /apply_?patch|text_?editor|file_?(?:tools|system|management)|local_?files/i,
    ["read-files", "write-files", "delete-files"],
  ],
  [/file_?write|write_?file/i, ["write-files"]],
  [/memory/i, ["read-files", "write-files"]],
  [/file_?read|directory_?read/i, ["read-files"]],
  [/mcp/i, ["fetch-network", "read-untrusted"]],
  [
    /gmail|slack|email|twilio|discord|telegram|twitter|whatsapp|x_?tools|resend/i,
    ["fetch-network", "send-outward", "read-untrusted"],
  ],
  [/sql|postgres|duck_?db|mongo|big_?query|redshift|neo4j/i, ["read-data", "write-data"]],
  [/file_?search|retriev|vector|knowledge/i, ["fetch-network"]],
  [/image/i, ["fetch-network"]],
  [
    /search|fetch|url|web|browse|scrap|crawl|wikipedia|arxiv|hacker_?news|news|serper|exa|tavily|duck_?duck_?go|spider|jina|firecrawl|yfinance|pubmed|youtube|reddit|google_?maps/i,
    ["fetch-network", "read-untrusted"],
  ],
  [/agent|handoff/i, ["delegate"]],
];

/** The effects of a ready-made tool; none for one that is not known. */
export function providedEffects(name: string): readonly Effect[] {
  return rows.find(([pattern]) => pattern.test(name))?.[1] ?? [];
}

/** `webSearchPreview` and `WebSearchTool` as the model sees them: `web_search_preview`, `web_search`. */
export function modelName(name: string): string {
  return name
    .replace(/(?:Tool|Toolkit)$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
