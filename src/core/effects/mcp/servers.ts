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
  host: "filesystem fs desktop-commander desktopcommander serena ide vscode jetbrains idea terminal shell iterm everything markitdown xcode xcodebuild android storybook language-server lsp windows jupyter ipython notebook tmux applescript macos commands shell-exec code-runner process computer-use roslyn pylance rust-analyzer gopls unity godot",
  git: "git",
  database:
    "postgres postgresql pg mysql mariadb sqlite mssql sqlserver mongodb mongo redis supabase neon bigquery snowflake clickhouse elasticsearch duckdb motherduck oracle cockroachdb planetscale turso prisma convex pinecone qdrant chroma weaviate milvus neo4j cassandra dynamodb airtable dbhub toolbox libsql questdb timescale timescaledb singlestore trino presto athena databricks dremio influxdb couchbase couchdb surrealdb nocodb baserow lancedb typesense meilisearch opensearch solr druid pinot risingwave greptimedb tinybird dbt metabase superset looker tableau powerbi edgedb gel yugabyte tidb dolt astra vertica teradata redshift firestore db database sql arangodb memgraph dgraph marklogic hasura postgrest xata upstash memcached valkey kusto adx iceberg delta hive impala",
  outward:
    "github gitlab bitbucket gitea slack notion linear jira confluence atlassian asana trello todoist monday clickup stripe paypal square shopify hubspot salesforce intercom zendesk gmail google gdrive drive gsuite calendar outlook microsoft m365 teams sharepoint onedrive dropbox box figma canva discord telegram whatsapp twitter x reddit youtube spotify zapier make n8n twilio sendgrid resend mailchimp mailgun zoom miro front freshdesk servicenow basecamp wordpress ghost medium linkedin facebook instagram email mail smtp imap todo plaid xero quickbooks razorpay ramp brex azure-devops azuredevops pipedrive close attio wrike smartsheet coda craft plane shortcut youtrack redmine gerrit forgejo codeberg bluesky mastodon threads tiktok pinterest twitch calcom cal calendly docusign webflow wix squarespace contentful sanity strapi drupal substack klaviyo activecampaign apollo gong telnyx vonage signal line wechat lark feishu dingtalk rocketchat mattermost matrix zulip postmark ses fastmail yahoo braze onesignal pushover ntfy gotify expensify mercury wise coinbase binance alpaca kraken ethereum solana evm etsy ebay woocommerce bigcommerce magento bookstack outline wikijs mediawiki phabricator devin greenhouse lever workday bamboohr gusto rippling zoho freshbooks harvest toggl clockify typeform surveymonkey tally jotform eventbrite luma meetup apple-mail apple-calendar exchange thunderbird imessage messages contacts reminders things omnifocus ticktick google-calendar google-drive google-sheets google-docs aha productboard loom vimeo soundcloud strava gorgias helpscout kustomer crisp drift chatwoot amazon-seller doordash uber lob adyen braintree klarna mollie gocardless chargebee recurly paddle lemonsqueezy",
  browser:
    "playwright puppeteer browser browserbase browsermcp chrome selenium stagehand chrome-devtools devtools hyperbrowser steel browser-use firefox webdriver cypress",
  docs: "context7 deepwiki brave exa tavily perplexity firecrawl fetch npm pypi huggingface weather maps arxiv wikipedia docs documentation microsoft-docs microsoft-learn learn aws-documentation aws-docs cloudflare-docs astro mdn devdocs ref gitmcp crates google-maps openweather duckduckgo kagi serper jina semgrep-docs pubmed registry google-search bing bing-search brave-search searxng google-scholar phind wolfram wolframalpha wolfram-alpha openalex semantic-scholar europepmc clinicaltrials edgar sec-edgar fred worldbank alphavantage alpha-vantage yahoo-finance polygon coingecko coinmarketcap nws noaa usgs osm openstreetmap mapbox tomtom hackernews hacker-news rss youtube-transcript transcript wikidata dictionary imdb tmdb openlibrary libraries osv nvd cve shadcn mui tailwind tailwindcss nuxt svelte angular-cli flutter dart swift apple-docs rust-docs godoc javadocs maven nuget rubygems packagist can-i-use caniuse stackoverflow stack-overflow search web-search websearch news newsapi flights-search currency exchange-rates timezone holidays mdn-docs react-docs vue-docs python-docs deps terraform-registry",
  cloud:
    "vercel netlify cloudflare aws azure gcp gcloud kubernetes k8s docker terraform pulumi heroku render railway fly digitalocean sentry datadog grafana prometheus pagerduty newrelic honeycomb circleci jenkins buildkite sonarqube sonar snyk semgrep launchdarkly posthog amplitude mixpanel segment okta auth0 firebase algolia terraform-cloud hashicorp argocd helm splunk rollbar statsig opsgenie betterstack proxmox truenas homeassistant hetzner linode vultr ovh scaleway openstack vmware vsphere nomad consul ansible rancher openshift portainer podman harbor nexus artifactory jfrog quay spinnaker tekton flux fluxcd teamcity bamboo concourse drone github-actions codefresh harness octopus dynatrace appdynamics sumologic loki tempo jaeger zabbix nagios uptime-kuma cloudwatch tailscale unifi pfsense opnsense mikrotik home-assistant hass openhab hue temporal airflow prefect dagster modal replicate runpod e2b daytona koyeb northflank coolify dokku wrangler s3 minio r2 backblaze gcs kafka rabbitmq nats pubsub sqs eventbridge keycloak entra intune jamf crowdstrike wiz lacework orca aikido dependabot codecov coveralls lightstep axiom logtail grafana-cloud kibana incident incident-io rootly firehydrant statuspage checkly pingdom k6-cloud browserstack saucelabs expo eas appstore-connect play-console fastlane codemagic bitrise mlflow wandb neptune comet huggingface-endpoints vertex sagemaker bedrock openai anthropic langsmith langfuse phoenix flagsmith unleash split growthbook optimizely",
  secrets:
    "vault 1password bitwarden doppler infisical keychain lastpass dashlane keepass secrets-manager aws-secrets-manager aws-kms hashicorp-vault cyberark akeyless conjur proton-pass key-vault azure-key-vault secret-manager google-secret-manager sops pass gopass",
  notes:
    "memory obsidian basic-memory mem0 knowledge-graph openmemory apple-notes notes zettelkasten logseq joplin roam memory-bank zep graphiti letta cognee bear anki todo-list tasks task-master taskmaster shrimp-task-manager scratchpad",
  compute:
    "time sequential-thinking sequentialthinking sequential thinking think calc calculator math random uuid units datetime sympy mathjs regex json-tools diagram mermaid plantuml chart charts echarts vega qr hash unit-converter color colors lorem faker",
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
