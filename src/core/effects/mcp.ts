/** Calls of MCP tools: judged by server, tool name and arguments. The server's own hints can only make it stricter. */
import type { Action } from "../model/action.ts";
import type { Parsers } from "../parse/parsers.ts";
import { deleteAct, readAct, writeAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import type { JudgementId } from "./judgements.ts";
import { hostOf, isLoopback, judgeFetch } from "./network.ts";
import { isInside, resolvePath } from "./paths.ts";
import type { Place } from "./place.ts";
import { secretInText } from "./secrets.ts";
import { namesApprovalSwitch } from "./settings.ts";
import { judgeLine } from "./shell/line.ts";
import { isSecretFile } from "./specialFiles.ts";
import { judgeSql } from "./sql.ts";
import { plain } from "./text.ts";

type Call = Extract<Action, { kind: "mcp_call" }>;

export function judgeMcpCall(call: Call, place: Place, parsers: Parsers): Act[] {
  const target = `${call.server}: ${call.tool}`;
  const values = leaves(call.args);
  const words = wordsOf(call.tool);
  const byName = judgeName(call, words);
  const acts: Act[] = [act(byName, { target })];
  acts.push(...judgeCommands(values, place, parsers));
  acts.push(...judgeStatements(call, words, values, target, parsers));
  acts.push(...judgePaths(words, values, place, byName));
  acts.push(...judgeAddresses(words, values, place));
  acts.push(...judgeTexts(values, byName, target));
  if (call.annotations?.destructiveHint === true && acts.every((found) => found.grade === "allow"))
    acts.push(act("changes-data", { target }));
  return acts;
}

interface Leaf {
  readonly key: string;
  readonly value: string;
}

/** All strings in the arguments with the name of the property they are under. */
function leaves(args: unknown): Leaf[] {
  const found: Leaf[] = [];
  const visit = (value: unknown, key: string, depth: number): void => {
    if (found.length > 2000 || depth > 30) return;
    if (typeof value === "string") found.push({ key: key.toLowerCase(), value });
    else if (Array.isArray(value)) for (const item of value) visit(item, key, depth + 1);
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, name, depth + 1);
  };
  visit(args, "", 0);
  return found;
}

function wordsOf(tool: string): string[] {
  return tool
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Servers whose reading tools are known to only read. Reference servers and those of large vendors, November 2026. */
const knownServers =
  /^(?:(?:mcp|server|official|claude[-_]ai)[-_ ])*(?:github|gitlab|git|filesystem|fs|memory|time|fetch|everything|sequential-?thinking|slack|notion|linear|jira|confluence|atlassian|asana|trello|todoist|monday|clickup|sentry|datadog|grafana|prometheus|pagerduty|postgres\w*|mysql|sqlite|mssql|mongodb|redis|supabase|neon|bigquery|snowflake|clickhouse|elasticsearch|stripe|paypal|square|shopify|hubspot|salesforce|intercom|zendesk|gmail|google\S*|gdrive|drive|calendar|outlook|microsoft\S*|teams|sharepoint|onedrive|dropbox|box|playwright|puppeteer|browser\w*|chrome\S*|figma|canva|vercel|netlify|cloudflare\S*|aws\S*|azure\S*|gcp|kubernetes|k8s|docker|terraform|pulumi|context7|deepwiki|brave\S*|exa|tavily|firecrawl|perplexity|npm|pypi|huggingface|weather|maps|calc|calculator|airtable|discord|telegram|twitter|spotify|obsidian|desktop-?commander|serena|ide|vscode|markitdown|arxiv|wikipedia|docs|registry|circleci|jenkins|buildkite|sonarqube|snyk|semgrep|launchdarkly|posthog|amplitude|mixpanel|segment|twilio|sendgrid|resend|mailchimp|zapier|make|n8n|railway|heroku|render|fly|okta|auth0|vault|1password|bitbucket|gitea|azure-?devops|terraform-cloud|xcode\S*|android\S*|storybook|prisma|convex|firebase|algolia|pinecone|qdrant|chroma|weaviate|todo)$/i;

const readWords =
  /^(?:get|list|search|read|find|fetch|query|describe|show|view|lookup|count|check|status|history|browse|retrieve|inspect|explain|diff|log|tree|info|ls|cat|head|tail|stat|exists|validate|preview|summarize|analyze|compare|resolve|whoami|ping|snapshot|screenshot|docs|documentation|help|convert|calculate|compute|add|subtract|multiply|divide|sum|tables|graph|nodes|logs|console|messages|requests|blame|grep|glob|outline|hover|diagnostics|think|sequentialthinking|echo|version|current|available|estimate|export|download)$/;

const rows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /\b(?:delete|drop|destroy|remove|wipe|purge|nuke|reset) (?:\w+ )?(?:project|repository|repo|database|schema|environment|namespace|organization|org|account|workspace|tenant|cluster|bucket|volume|vault|branch protection)s?\b(?! item| card| column| member| run| field| comment| label)/,
    "destroys-environment",
  ],
  [
    /\b(?:delete|clear|purge|remove|drop|truncate|wipe|rotate) (?:all )?(?:backups?|snapshots?|audit\w*|logs?|trail)\b/,
    "destroys-backups",
  ],
  [/\b(?:make|add|set|grant|create|promote)(?: \w+)? (?:admin|owner|superuser|root)\b/, "grants-admin"],
  [
    /\b(?:pay|payment|payments|refund|refunds|charge|charges|transfer|payout|purchase|buy|order|checkout|invoice|invoices|subscribe|subscription|donate|withdraw|trade|swap|book)\b/,
    "spends-money",
  ],
  [
    /\b(?:grant|revoke|permission|permissions|role|roles|invite|collaborator|collaborators|share|unshare|member|members|access|acl|token|tokens|credential|credentials|secret|secrets|apikey|key|keys|webhook|webhooks|policy|policies|trust|visibility|protection|oauth|scope|scopes|user|users|approve|approval|allowlist|whitelist|sharing|publishable|transfer ownership)\b/,
    "changes-access",
  ],
  [/\b(?:publish|unpublish|release|deprecate|broadcast)\b/, "publishes-release"],
  [
    /\b(?:deploy|redeploy|rollback|apply|provision|scale|restart|reboot|terminate|stop|start|launch|migrate|migration|dispatch|trigger|rerun|cancel|unlock|lock|pause|restore|promote|plan|instance|cluster|pipeline|workflow|merge branch|reset branch)\b/,
    "changes-infrastructure",
  ],
  [
    /\b(?:delete|remove|drop|destroy|purge|clear|truncate|wipe|trash|archive|erase|empty|prune|uninstall)\b/,
    "deletes-data",
  ],
  [
    /\b(?:execute|exec|run|eval|evaluate|shell|bash|terminal|command|process|script|code|interpreter|repl|spawn|invoke|python|javascript)\b/,
    "unknown-tool",
  ],
  [
    /\b(?:send|post|reply|comment|publish|tweet|message|email|mail|notify|forward|react|push|upload|submit|star|follow|fork|merge|close|reopen|assign|request|review|subscribe|watch|vote|announce|schedule|respond|accept|decline)\b/,
    "posts-for-others",
  ],
  [/\b(?:click|fill|type|press|drag|select|hover|tap|handle|dialog|form|input)\b/, "sends-outward"],
  [/\b(?:navigate|open|goto|visit|crawl|scrape)\b/, "fetches-network"],
];

/** What the name alone says; reading words come first in a name, so `search_refunds` only looks. */
function judgeName(call: Call, words: readonly string[]): JudgementId {
  const text = words.join(" ");
  const known = knownServers.test(call.server.trim());
  if (/^(?:think|sequentialthinking)$/.test(text)) return "prints";
  const verb =
    words.find(
      (word) => readWords.test(word) || rows.some(([pattern]) => pattern.test(word)) || changeWords.test(word),
    ) ??
    words[0] ??
    "";
  const reads =
    (isReading(words, verb) || /(?:list|history|status|logs?|search|info|tree|get|read)$/.test(text)) &&
    !/\b(?:and (?:delete|send|run|update|fix)|or create)\b/.test(text);
  if (
    reads &&
    /\b(?:secret|secrets|password|passwords|credential|credentials|token|tokens|api key|api keys|private key|env|environment variables|ssh key)s?\b/.test(
      text,
    ) &&
    !/\b(?:search|docs|documentation|list|count|css|design) ?\b/.test(text)
  )
    return "reads-secret";
  if (reads) return known ? "reads-records" : "uses-unknown-server";
  if (/^browser /.test(text) && /\b(?:snapshot|screenshot|wait|resize|close|back|forward|tabs|tab)\b/.test(text))
    return "reads-records";
  for (const [pattern, rule] of rows) if (pattern.test(text)) return rule;
  if (!known) return "uses-unknown-server";
  return /\b(?:entities|observations|relations|note|notes|memory)\b/.test(text)
    ? "changes-data"
    : /\b(?:write|edit|create|move|make) (?:file|files|directory|folder|text|block)\b|^(?:write|edit|move|create) ?(?:file|directory)?$/.test(
          text,
        )
      ? "edits-in-editor"
      : changesFor(call);
}

const changeWords =
  /^(?:create|update|edit|set|write|modify|add|put|patch|move|rename|insert|upsert|append|batch|bulk|enable|disable|change|save|store|import|sync|configure|register|link|mark|toggle)$/;

function isReading(words: readonly string[], verb: string): boolean {
  if (!readWords.test(verb)) return false;
  // `add` and `export` are reading words only for calculators and dumps; with an object they change or send.
  return (
    !(verb === "add" && words.length > 1) &&
    !(words.length > 1 && verb === "log") &&
    !(verb === "resolve" && words.length > 1 && /thread|issue|comment|review|conflict/.test(words.join(" ")))
  );
}

function changesFor(call: Call): JudgementId {
  return /github|gitlab|slack|notion|linear|jira|confluence|atlassian|asana|gmail|mail|discord|twitter|teams|drive|calendar|trello|hubspot|salesforce|zendesk/i.test(
    call.server,
  )
    ? "posts-for-others"
    : "changes-data";
}

function judgeCommands(values: readonly Leaf[], place: Place, parsers: Parsers): Act[] {
  const lines = values.filter(({ key }) =>
    /^(?:command|cmd|commands|shell_command|command_line|commandline|bash|shell|script)$/.test(key),
  );
  return lines.flatMap(({ value }) => {
    const shell = place.platform === "win32" ? "powershell" : "bash";
    const found = judgeLine(shell, value, place, parsers);
    return [...found, act("runs-inline-code", { target: value })].map(({ span: _span, ...item }) => item);
  });
}

const databaseServer =
  /sql|postgres|supabase|neon|sqlite|mysql|maria|bigquery|snowflake|clickhouse|duckdb|redshift|oracle|prisma|cockroach|planetscale|turso|database|db\b/i;

function judgeStatements(
  call: Call,
  words: readonly string[],
  values: readonly Leaf[],
  target: string,
  parsers: Parsers,
): Act[] {
  const isSql =
    words.includes("sql") ||
    (databaseServer.test(call.server) &&
      words.some((word) => /^(?:query|execute|run|migration|exec|select|statement)$/.test(word)));
  if (!isSql) return [];
  return values
    .filter(({ key }) => /^(?:query|sql|statement|statements|q|code|migration|text)$/.test(key))
    .flatMap(({ value }) =>
      judgeSql(value, { parse: parsers.sql }).map(({ rule }) =>
        act(rule, { target: `${target}: ${value.replace(/\s+/g, " ").slice(0, 120)}` }),
      ),
    );
}

const pathKey =
  /^(?:path|paths|file|files|filepath|file_path|filename|file_name|source|src|destination|dest|target|directory|dir|folder|repo_path|repository_path|root|cwd|uri|output_path|input|location|savepath|save_path|working_directory|workdir)$/;

function judgePaths(words: readonly string[], values: readonly Leaf[], place: Place, byName: JudgementId): Act[] {
  const writes = words.some((word) =>
    /^(?:write|edit|create|move|rename|save|append|put|insert|replace|modify|upload|copy|set|patch|export|download)$/.test(
      word,
    ),
  );
  const deletes = words.some((word) => /^(?:delete|remove|rm|unlink|trash|erase)$/.test(word));
  const content = values.find(({ key }) =>
    /^(?:content|contents|text|data|new_text|newtext|new_string|body)$/.test(key),
  )?.value;
  const acts: Act[] = [];
  for (const { key, value } of values) {
    if (!pathKey.test(key) || /^[a-z][a-z0-9+.-]+:\/\/(?!\/)/i.test(value) || value === "") continue;
    const local =
      /^(?:[/~.\\]|[a-zA-Z]:|file:)/.test(value) ||
      words.some((word) => /^(?:file|files|directory|folder|path)$/.test(word));
    if (!local) {
      if (isSecretFile(`/${value}`)) acts.push(act("reads-secret", { target: value }));
      continue;
    }
    if (deletes) acts.push(deleteAct({ text: value }, { recursive: true }, place));
    else if (writes && !/^(?:source|src|input)$/.test(key))
      acts.push(writeAct({ text: value }, content === undefined ? undefined : plain(content), "editor", place));
    else acts.push(...readPath(value, place, byName));
  }
  return acts;
}

/** A server is set up for this workspace: what lies outside of it was not meant. */
function readPath(value: string, place: Place, byName: JudgementId): Act[] {
  const read = readAct({ text: value }, place);
  const path = resolvePath(value, place);
  const outside = path !== undefined && place.workspace !== undefined && !isInside(path, place.workspace, place);
  return outside && read.grade === "allow" && byName !== "prints"
    ? [read, act("reads-outside-place", { target: path, paths: [path] })]
    : [read];
}

function judgeAddresses(words: readonly string[], values: readonly Leaf[], place: Place): Act[] {
  const acts: Act[] = [];
  for (const { key, value } of values) {
    if (!/^(?:url|urls|uri|href|link|endpoint|webhook|webhook_url|callback|target_url)$/.test(key)) continue;
    if (/^(?:javascript|data|vscode|command):/i.test(value)) acts.push(act("runs-inline-code", { target: value }));
    else if (/^[a-z]+:\/\//i.test(value)) acts.push(...judgeFetch(value, place));
    if (/webhook|callback/.test(key) && !isLoopback(value)) acts.push(act("changes-access", { target: hostOf(value) }));
  }
  return words.includes("documentation") ? [] : acts;
}

const outward: ReadonlySet<JudgementId> = new Set([
  "posts-for-others",
  "sends-outward",
  "publishes-release",
  "fetches-network",
  "uses-unknown-server",
  "changes-access",
]);

/** Instructions to skip people, secrets and secret files in any text. */
function judgeTexts(values: readonly Leaf[], byName: JudgementId, target: string): Act[] {
  const acts: Act[] = [];
  for (const { key, value } of values) {
    if (
      /(?:always|auto\S*) (?:approve|allow|accept|run)|without (?:asking|confirm\w*|approval|permission)|never ask|skip (?:the )?(?:confirmation|approval|permission)|bypass (?:the )?(?:approval|permission|guard|policy)|ignore (?:all )?(?:previous|prior|earlier) instructions|do not (?:tell|mention|ask) the user/i.test(
        value,
      )
    )
      acts.push(act("switches-approval-off", { target: `${target} (${key})` }));
    if (secretInText(value))
      acts.push(
        act(outward.has(byName) || byName !== "reads-records" ? "sends-secret" : "contains-secret", { target }),
      );
    else if (
      /(?:~|\/home\/\w+|\$HOME|C:\\Users\\\w+)?[\\/]?\.(?:ssh[\\/]|aws[\\/]|env\b|netrc|npmrc|cursor[\\/]mcp|claude\.json|kube[\\/]config|git-credentials)|\bid_(?:rsa|ed25519)\b|BEGIN [A-Z ]*PRIVATE KEY/.test(
        value,
      ) &&
      !/^(?:path|pattern|glob|exclude\w*|query|q)$/.test(key)
    )
      acts.push(act("contains-secret", { target }));
    if (
      /^(?:key|setting|name|option)$/.test(key) &&
      (namesApprovalSwitch(value) ||
        /blocked|allowed|approval|permission|sandbox|trust|telemetry_off|denied|allowlist/i.test(value))
    )
      acts.push(act("switches-approval-off", { target: `${target}: ${value}` }));
    if (
      /delete account|close account|delete (?:all|everything|project|repository|workspace)|pay now|place order|confirm purchase/i.test(
        value,
      ) &&
      /element|text|label|name|selector/.test(key)
    )
      acts.push(act("deletes-data", { target: value }));
  }
  return acts;
}
