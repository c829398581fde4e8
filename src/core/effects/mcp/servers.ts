/** Servers whose tools are known, by what they reach. Reference servers and those of large vendors, November 2026. Data. */

export type ServerKind =
  /** This machine: files, processes, the editor. */
  | "host"
  | "git"
  | "database"
  /** Things other people see: posts, tickets, mail, documents. */
  | "outward"
  | "browser"
  /** Documentation and search: arguments are questions. */
  | "docs"
  | "cloud"
  /** Notes the agent keeps for itself. */
  | "notes"
  /** Clocks, calculators, thinking. */
  | "compute"
  /** Keeps secrets: what it reads is one. */
  | "secrets"
  | "unknown";

const byKind: Readonly<Record<Exclude<ServerKind, "unknown">, string>> = {
  host: "filesystem fs desktop-commander desktopcommander serena ide vscode jetbrains idea terminal shell iterm everything markitdown xcode xcodebuild android storybook language-server lsp windows",
  git: "git",
  database:
    "postgres postgresql pg mysql mariadb sqlite mssql sqlserver mongodb mongo redis supabase neon bigquery snowflake clickhouse elasticsearch duckdb motherduck oracle cockroachdb planetscale turso prisma convex pinecone qdrant chroma weaviate milvus neo4j cassandra dynamodb airtable dbhub toolbox",
  outward:
    "github gitlab bitbucket gitea slack notion linear jira confluence atlassian asana trello todoist monday clickup stripe paypal square shopify hubspot salesforce intercom zendesk gmail google gdrive drive gsuite calendar outlook microsoft m365 teams sharepoint onedrive dropbox box figma canva discord telegram whatsapp twitter x reddit youtube spotify zapier make n8n twilio sendgrid resend mailchimp mailgun zoom miro front freshdesk servicenow basecamp wordpress ghost medium linkedin facebook instagram email mail smtp imap todo plaid xero quickbooks razorpay ramp brex azure-devops azuredevops",
  browser: "playwright puppeteer browser browserbase browsermcp chrome selenium stagehand",
  docs: "context7 deepwiki brave exa tavily perplexity firecrawl fetch npm pypi huggingface weather maps arxiv wikipedia docs documentation microsoft-docs microsoft-learn learn aws-documentation aws-docs cloudflare-docs astro mdn devdocs ref gitmcp crates google-maps openweather duckduckgo kagi serper jina semgrep-docs pubmed registry",
  cloud:
    "vercel netlify cloudflare aws azure gcp gcloud kubernetes k8s docker terraform pulumi heroku render railway fly digitalocean sentry datadog grafana prometheus pagerduty newrelic honeycomb circleci jenkins buildkite sonarqube sonar snyk semgrep launchdarkly posthog amplitude mixpanel segment okta auth0 firebase algolia terraform-cloud hashicorp argocd helm splunk rollbar statsig opsgenie betterstack proxmox truenas homeassistant",
  secrets:
    "vault 1password bitwarden doppler infisical keychain lastpass dashlane keepass secrets-manager aws-secrets-manager",
  notes: "memory obsidian basic-memory mem0 knowledge-graph openmemory apple-notes",
  compute:
    "time sequential-thinking sequentialthinking sequential thinking think calc calculator math random uuid units datetime",
};

const kinds: ReadonlyMap<string, ServerKind> = new Map(
  Object.entries(byKind).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as ServerKind])),
);

/** Vendors with many servers, whose name stands first. */
const vendors =
  /^(google|microsoft|azure|aws|cloudflare|chrome|browser|android|xcode|github|atlassian|postgres\w*|stripe|supabase|playwright|elastic\w*|gcp)(?=[-_ ]|$)/;

/** The kind of a server by the name it is registered under. */
export function serverKind(server: string): ServerKind {
  const name = server
    .trim()
    .toLowerCase()
    .replace(/^@[\w-]+\//, "")
    .replace(/^(?:(?:mcp|server|official|claude[-_]ai|plugin)[-_ :]*(?=\w))+/, "")
    .replace(/(?:[-_ ](?:mcp|server|official|readonly|ro|local|remote|dev|hosted))+$/, "")
    .replace(/[_ ]/g, "-");
  const known = kinds.get(name);
  if (known) return known;
  const vendor = vendors.exec(name)?.[1];
  if (vendor === undefined) return "unknown";
  return /(?:^|-)(?:docs?|documentation|knowledge|learn)(?:-|$)/.test(name)
    ? "docs"
    : (kinds.get(vendor) ?? kindOfVendor(vendor));
}

function kindOfVendor(vendor: string): ServerKind {
  return /^(?:postgres|elastic)/.test(vendor) ? "database" : "cloud";
}
