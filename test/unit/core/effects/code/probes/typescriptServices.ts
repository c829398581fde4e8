import type { Probe } from "./probe.ts";

const hyperbrowser = `import { Hyperbrowser } from "@hyperbrowser/sdk";\nconst client = new Hyperbrowser({ apiKey: k });`;
const graphql = `import type { Client } from "./graphql";\nimport { gql } from "graphql-tag";\nconst LIST = \`query List($id: ID!) { jobs(id: $id) { id } }\`;\nconst STOP = gql\`\n  mutation Stop($id: ID!) {\n    stop(id: $id) { id }\n  }\n\`;`;
const agent = `import fs from "node:fs";\nclass ResearchAgent { async run(task: string) { fs.writeFileSync("x", task); return fetch("https://x.example"); } }`;

/** Documents of GraphQL, wallets, workflows, agents and their programs: what says it, and what only looks alike. */
export const typescriptServices: readonly Probe[] = [
  // GraphQL
  [graphql, "const client: Client = c.graphql; return client.execute(LIST, { id: a })", "fetch-network"],
  [graphql, "const client: Client = c.graphql; return client.execute(STOP, { id: a })", "fetch-network send-outward"],
  [graphql, "return c.apollo.query({ query: LIST, variables: { id: a } })", "fetch-network"],
  [graphql, "return c.apollo.mutate({ mutation: STOP })", "fetch-network send-outward"],
  [graphql, "return c.api.request(`{ viewer }`)", ""],
  ["", "return c.pool.query('select { a } from b')", "read-data"],
  // What the owner of an account has set is nobody else's text
  [
    `import { google } from "googleapis";\nconst calendar = google.calendar("v3");`,
    "return calendar.colors.get()",
    "fetch-network",
  ],
  [
    `import { google } from "googleapis";\nconst calendar = google.calendar("v3");`,
    "return calendar.events.list({ q: a })",
    "fetch-network read-untrusted",
  ],
  // Wallets
  ["", "return c.walletClient.sendTransaction({ to: a })", "send-outward spend-money"],
  ["", "return c.wallet.signAndSendTransaction(a)", "send-outward spend-money"],
  ["", "return c.walletClient.signMessage(a)", "send-outward"],
  ["", "return c.walletClient.getBalance(a)", "fetch-network"],
  ["", "return c.eventBus.sendTransaction(a)", ""],
  // Events of a workflow
  ["", "await c.step.sendEvent('made', { name: 'app/made', data: a })", "send-outward"],
  ["", "return c.step.run('made', async () => a)", ""],
  // Agents as a service
  [hyperbrowser, "return client.agents.browserUse.startAndWait({ task: a })", "fetch-network delegate read-untrusted"],
  [hyperbrowser, "return client.profiles.list({})", "fetch-network"],
  [hyperbrowser, "return client.scrape.startAndWait({ url: a })", "fetch-network read-untrusted"],
  // Agents by their programs
  [
    `import { spawn } from "node:child_process";\nasync function start(command: string, args: string[]) { return spawn(command, args); }\nconst claudeCliPath = find();`,
    "return start(claudeCliPath, [a])",
    "run-code delegate",
  ],
  [`import { spawn } from "node:child_process";`, "return spawn('codex', ['exec', a])", "run-code delegate"],
  [`import { spawn } from "node:child_process";`, "return spawn(c.claudeFolder, [a])", "run-code"],
  // What an agent does, it does by its own tools
  [agent, "const researchAgent = new ResearchAgent(); return researchAgent.run(a)", "fetch-network delegate"],
  [agent, "const worker = new ResearchAgent(); return worker.run(a)", "write-files fetch-network"],
  // Texts of what was answered
  [
    'import { Bot } from "grammy"; const bot = new Bot(process.env.TOKEN!);',
    `const file = await bot.api.getFile(a); return file.file_path.split(".").pop().replace(/[^a-z]/g, "");`,
    "fetch-network read-untrusted",
  ],
  [
    'import { Bot } from "grammy"; const bot = new Bot(process.env.TOKEN!);',
    "await bot.api.replaceStickerInSet(a, b);",
    "send-outward",
  ],
  // Statements that are prepared outside of the tool
  [
    'import { Database } from "bun:sqlite"; const db = new Database("x"); const all = db.query<Row, [string]>("SELECT a FROM b WHERE c = ?");',
    "return all.all(a);",
    "read-data",
  ],
  [
    'import Database from "better-sqlite3"; const db = new Database("x"); const gone = db.prepare("DELETE FROM b WHERE c = ?");',
    "gone.run(a);",
    "destroy-data",
  ],
  [
    'import Database from "better-sqlite3"; const db = new Database("x");',
    'return db.prepare("SELECT a FROM b").all().map((row) => row.get(a));',
    "read-data",
  ],
  // Cloudflare
  [
    'import Cloudflare from "cloudflare"; const client = new Cloudflare({ apiToken: b });',
    'return client.d1.database.query("id", { account_id: b, sql: a });',
    "read-data write-data",
  ],
  [
    'import Cloudflare from "cloudflare"; const client = new Cloudflare({ apiToken: b });',
    "return client.browserRendering.content.create({ account_id: b, url: a });",
    "fetch-network read-untrusted",
  ],
  [
    'import Cloudflare from "cloudflare"; const client = new Cloudflare({ apiToken: b });',
    "return client.d1.database.create({ account_id: b, name: a });",
    "send-outward change-infra",
  ],
  // Requests whose method is handed on, to what is not in sight
  ['import { ctx } from "./context";', 'return ctx.callHouseApi("/v2/things/" + a, {}, "GET");', "fetch-network"],
  [
    'import { ctx } from "./context";',
    'return ctx.callHouseApi("/v2/things/" + a, {}, "POST");',
    "fetch-network send-outward",
  ],
  ['import { git } from "./git";', 'return git.callOut("rev-parse", "HEAD");', ""],
  ['import { requester } from "get-it-house"; const api = requester.HouseClient();', "return api.clone();", ""],
];
