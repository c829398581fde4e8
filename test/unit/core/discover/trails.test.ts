import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** What the tools of a file are shown as, with their effects. */
type Trail = readonly [title: string, files: Readonly<Record<string, string>>, expected: readonly string[]];

function trails(path: string, table: readonly Trail[]): void {
  for (const [title, files, expected] of table)
    it(title, async () => {
      const found = (await discover(files)).get(path) ?? [];
      assert.deepEqual(
        found.map((one) => `${shown(one)} → ${one.effects.map(({ effect }) => effect).join(" ") || "nothing"}`),
        expected,
      );
    });
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({ name: "x", version: "1" });\n`;
/** A file that registers one tool with a handler, and what else it needs. */
const registers = (head: string, handler: string) => ({
  "a.ts": `${server}import fs from "node:fs";\n${head}\nserver.registerTool("t", { description: "Does it" }, ${handler});`,
});
const deletes = ["mcp-ts-registerTool t → delete-files"];

describe("an agent that is kept between its runs", () => {
  const agent = (execute: string) => ({
    "a.ts": `import { AIChatAgent } from "@cloudflare/ai-chat";
import { streamText, tool } from "ai";
export class Chat extends AIChatAgent<Env> {
  async onChatMessage() {
    return streamText({ model, tools: { later: tool({ description: "Does it", inputSchema, execute: async ({ at }) => { ${execute} } }) } });
  }
}`,
  });
  const tool = (effects: string) => [`ai-sdk-tool later → ${effects}`];
  for (const [title, execute, effects] of [
    ["keeps what it does later", 'await this.schedule(at, "run", {});', "write-data persist"],
    ["gives that up", "await this.cancelSchedule(at);", "destroy-data"],
    ["tells what it has", "return this.getSchedules();", "read-data"],
  ] as const)
    it(title, async () => {
      const found = (await discover(agent(execute))).get("a.ts") ?? [];
      const shownTools = found
        .filter(({ kind }) => kind === "tool")
        .map((one) => `${shown(one)} → ${one.effects.map(({ effect }) => effect).join(" ")}`);
      assert.deepEqual(shownTools, tool(effects));
    });
});

describe("what the context of a library holds", () => {
  const deps =
    "import httpx\nfrom dataclasses import dataclass\n@dataclass\nclass Deps:\n    client: httpx.AsyncClient\n    kept: dict\n    def get(self, ref):\n        return self.kept[ref]\n    def drop(self, path):\n        import os\n        os.remove(path)\n";
  const pydantic = (body: string) => ({
    "deps.py": deps,
    "a.py": `from pydantic_ai import Agent, RunContext
from deps import Deps
agent = Agent("openai:gpt-5", deps_type=Deps)
@agent.tool
async def t(ctx: RunContext[Deps], q: str):
    ${body}
`,
  });
  trails("a.py", [
    [
      "is a client",
      pydantic("await ctx.deps.client.delete(q)"),
      ["pydantic-ai-agent agent → send-outward destroy-data", "pydantic-ai-tool t → send-outward destroy-data"],
    ],
    [
      "is code of the project",
      pydantic("ctx.deps.drop(q)"),
      ["pydantic-ai-agent agent → delete-files", "pydantic-ai-tool t → delete-files"],
    ],
    [
      "only keeps",
      pydantic("return ctx.deps.get(q)"),
      ["pydantic-ai-agent agent → nothing", "pydantic-ai-tool t → nothing"],
    ],
    [
      "also of OpenAI's agents",
      {
        "deps.py": deps,
        "a.py":
          "from agents import RunContextWrapper, function_tool\nfrom deps import Deps\n@function_tool\nasync def t(wrapper: RunContextWrapper[Deps], q: str):\n    wrapper.context.drop(q)\n",
      },
      ["openai-agents-py t → delete-files"],
    ],
  ]);
});

describe("a call that only gives what is at hand", () => {
  trails("a.ts", [
    [
      "is no end of a trail",
      registers('import { ai } from "./elsewhere";', "async () => { const s = ai.currentSession(); return s.length; }"),
      ["mcp-ts-registerTool t → nothing"],
    ],
  ]);
});

describe("requests by POST", () => {
  const post = (name: string, before: string) => ({
    "a.ts": `${server}import fs from "node:fs";\nserver.registerTool("${name}", { description: "Does it" }, async ({ q }) => { ${before} const answer = await fetch("https://x.example/rpc", { method: "POST", body: JSON.stringify({ q }) }); return answer.json(); });`,
  });
  trails("A.java", [
    [
      "of a chain that begins with it only ask, where the tool reads",
      {
        "A.java": `import org.springframework.ai.tool.annotation.Tool; import org.springframework.web.client.RestClient;
class A { private final RestClient client = RestClient.create();
  @Tool(description = "Searches") public String web_search(String q) { return client.post().uri("/search").body(q).retrieve().body(String.class); }
  @Tool(description = "Makes one") public String create_order(String q) { return client.post().uri("/orders").body(q).retrieve().body(String.class); } }`,
      },
      [
        "spring-ai-tool web_search → fetch-network read-untrusted",
        "spring-ai-tool create_order → fetch-network send-outward",
      ],
    ],
  ]);
  trails("a.py", [
    [
      "with a document that is handed in only ask, where the tool reads",
      {
        "a.py": `from fastmcp import FastMCP
from gql import Client, gql
mcp = FastMCP("x")
async def run(document, values):
    async with Client(transport=t) as session:
        return await session.execute(document, variable_values=values)
@mcp.tool()
async def get_card(id: str):
    return await run(CARD, {"id": id})
@mcp.tool()
async def move_card(id: str):
    return await run(MOVE, {"id": id})
`,
      },
      ["mcp-py-fastmcp get_card → fetch-network", "mcp-py-fastmcp move_card → fetch-network send-outward"],
    ],
  ]);
  trails("a.ts", [
    ["of what reads only ask", post("search_orders", ""), ["mcp-ts-registerTool search_orders → fetch-network"]],
    [
      "of what makes a list send",
      post("items_make_list", ""),
      ["mcp-ts-registerTool items_make_list → fetch-network send-outward"],
    ],
    ["of what acts send", post("create_order", ""), ["mcp-ts-registerTool create_order → fetch-network send-outward"]],
    [
      "of what looks into files may send them",
      post("search_orders", 'q += fs.readFileSync("orders.txt");'),
      ["mcp-ts-registerTool search_orders → read-files fetch-network send-outward"],
    ],
    [
      "of what changes on the way send",
      {
        "a.ts": `${server}server.registerTool("get_order", { description: "Does it" }, async ({ q }) => { await fetch("https://x.example/" + q, { method: "PUT" }); return fetch("https://x.example/rpc", { method: "POST", body: q }); });`,
      },
      ["mcp-ts-registerTool get_order → fetch-network send-outward"],
    ],
  ]);
});

describe("handlers that go through a function of the project", () => {
  const wraps = `export function withErrors(fn) { return async (args, extra) => { try { return await fn(args, extra); } catch (error) { return { error }; } }; }
export const named = (name: string, fn: Handler) => async (args) => { console.log(name); return fn(args); };
export const adapt = ({ run }: { run: Handler }) => async (args) => run(args);
export const through = (options) => async (args) => options.run(args);
export function onlyWith(token, fn) { if (!token) { return () => ({ error: "no token" }); } return fn; }
export const either = (token, fn) => (token ? fn : () => ({ error: "no token" }));
export const timed = (fn) => async (args) => inTime("x", fn(args), 100);
export const twice = (fn) => withErrors(named("x", fn));
export const kept = (fn) => { const run = async (args) => { await log(args); return fn(args); }; return async (args) => run(args); };
export const refuses = (fn) => async () => ({ error: "not here" });`;
  const from = (names: string) => `import { ${names} } from "./wraps";`;
  const literal = "async ({ p }) => { fs.rmSync(p); }";
  const withWraps = (names: string, handler: string, more = "") => ({
    ...registers(`${from(names)}\n${more}`, handler),
    "wraps.ts": wraps,
  });
  trails("a.ts", [
    ["that catches what they throw", withWraps("withErrors", `withErrors(${literal})`), deletes],
    [
      "and are functions by name",
      withWraps("withErrors", "withErrors(gone)", `async function gone({ p }) { fs.rmSync(p); }`),
      deletes,
    ],
    ["after a name", withWraps("named", `named("t", ${literal})`), deletes],
    ["as a field of an object that it takes apart", withWraps("adapt", `adapt({ run: ${literal} })`), deletes],
    ["as a field of an object", withWraps("through", `through({ run: ${literal} })`), deletes],
    ["that gives a stub where something is missing", withWraps("onlyWith", `onlyWith(token, ${literal})`), deletes],
    ["that chooses between them and a stub", withWraps("either", `either(token, ${literal})`), deletes],
    ["inside of a call", withWraps("timed", `timed(${literal})`), deletes],
    ["of which one wraps the other", withWraps("twice", `twice(${literal})`), deletes],
    ["that keeps the call in a function of its own", withWraps("kept", `kept(${literal})`), deletes],
    [
      "kept under a name before",
      withWraps("withErrors", "gone", `const gone = withErrors(${literal});`),
      ["mcp-ts-registerTool t → delete-files"],
    ],
    ["but does not run them", withWraps("refuses", `refuses(${literal})`), ["mcp-ts-registerTool t → nothing"]],
    [
      "of a library, by name",
      registers(
        `import { withSentry } from "sentry-mcp";\nasync function gone({ p }) { fs.rmSync(p); }`,
        "withSentry(gone)",
      ),
      deletes,
    ],
    [
      "of a library that takes something else",
      registers(`import { z } from "zod";\nasync function gone({ p }) { fs.rmSync(p); }`, "z.custom(gone)"),
      ["mcp-ts-registerTool t: unknown → nothing"],
    ],
  ]);

  const asking = `export const asks = (fn) => async (args, { elicit }) => { const answer = await elicit({ message: "Sure?" }); if (answer.action !== "accept") return; return fn(args); };
export const plain = (fn) => async (args, extra) => fn(args, extra);`;
  trails("a.ts", [
    [
      "that asks a person before it runs them",
      {
        ...registers(`import { asks } from "./asks";`, `asks(${literal})`),
        "asks.ts": `import { elicit } from "./person";\n${asking.replaceAll("{ elicit }", "ctx").replaceAll("await elicit(", "await ctx.elicit(")}`,
      },
      ["mcp-ts-registerTool t: always → delete-files"],
    ],
    [
      "and that ask themselves",
      {
        ...registers(
          `import { plain } from "./asks";`,
          `plain(async ({ p }, ctx) => { const answer = await ctx.elicit({ message: "Sure?" }); if (answer.action !== "accept") return; fs.rmSync(p); })`,
        ),
        "asks.ts": asking,
      },
      ["mcp-ts-registerTool t: always → delete-files"],
    ],
    [
      "and call something else before that is only named as if it changed something",
      {
        ...registers(
          `import { plain } from "./asks";\nimport { notes } from "./out-of-sight";`,
          `plain(async ({ p }, ctx) => { notes.update("asking"); const answer = await ctx.elicit({ message: "Sure?" }); if (answer.action !== "accept") return; fs.rmSync(p); })`,
        ),
        "asks.ts": asking,
      },
      ["mcp-ts-registerTool t: conditional → delete-files"],
    ],
    [
      "but not where what is seen is done before the answer",
      {
        ...registers(
          `import { plain } from "./asks";\nimport { notes } from "./out-of-sight";`,
          `plain(async ({ p }, ctx) => { fs.rmSync(p); const answer = await ctx.elicit({ message: "Sure?" }); if (answer.action !== "accept") return; notes.update("done"); })`,
        ),
        "asks.ts": asking,
      },
      ["mcp-ts-registerTool t → delete-files"],
    ],
  ]);
});

describe("tools that run another tool", () => {
  const runs = (made: string, call: string, head = "") => ({
    ...registers(`import { gone } from "./gone";`, `async (input) => ${call}`),
    "gone.ts": `import fs from "node:fs";\n${head}\nexport const gone = ${made};`,
    "define.ts": `export const define = (tool) => tool;\nexport const count = (tool) => ({ execute: () => 1 });`,
  });
  const object = (key: string) =>
    `{ id: "gone", description: "Removes it", ${key}: async ({ p }) => { fs.rmSync(p); } }`;
  const nothing = ["mcp-ts-registerTool t → nothing"];
  trails("a.ts", [
    [
      "that a library made of it",
      runs(
        `createTool(${object("execute")})`,
        "gone.execute(input)",
        `import { createTool } from "@mastra/core/tools";`,
      ),
      deletes,
    ],
    [
      "that a function of the project gives back",
      runs(`define(${object("handler")})`, "gone.handler(input)", `import { define } from "./define";`),
      deletes,
    ],
    [
      "of which a function of the project makes another",
      runs(`count(${object("execute")})`, "gone.execute(input)", `import { count } from "./define";`),
      nothing,
    ],
    [
      "only by what runs it",
      runs(
        `createTool(${object("onError")})`,
        "gone.onError(input)",
        `import { createTool } from "@mastra/core/tools";`,
      ),
      nothing,
    ],
  ]);
});

/** A server with one list of tools and one file that tells their names apart. */
const lists = `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { tools } from "./tools";
const server = new Server({}, {});
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));
`;
const manifest = `{ "name": "x", "dependencies": { "@modelcontextprotocol/sdk": "1" } }`;
const described = (schema = `{ type: "object", properties: { host: { type: "string", description: "The host" } } }`) =>
  `{ name: "mute_host", description: "Mutes a host of the company", inputSchema: ${schema} }`;

describe("tools that are told apart by their names", () => {
  const tool = (format: string) => [`${format} mute_host → send-outward`];
  const muting = `import { v1 } from "@datadog/datadog-api-client";`;
  const made = `make(schema, "mute_host", "Mutes a host of the company")`;
  const table = (handlers: string) => ({
    "package.json": manifest,
    "a.ts": `${muting}\nimport { z } from "zod";\nimport { make } from "./make";\nconst schema = z.object({ host: z.string() });\nexport const HOST_TOOLS = [${made}];\n${handlers}`,
    "make.ts": `export const make = (schema, name, description) => ({ name, description, inputSchema: schema });`,
  });
  trails("a.ts", [
    [
      "in a table that a function makes in the same file",
      table(
        `export const createHandlers = (api: v1.HostsApi) => { return { mute_host: async (request) => { await api.muteHost(request.params); }, other_one: async () => 1 }; };`,
      ),
      tool("general-ts"),
    ],
    [
      "in a branch of a function in the same file",
      table(
        `export async function run(api: v1.HostsApi, name: string, args) { switch (name) { case "mute_host": return api.muteHost(args); case "list_hosts": return 1; } }`,
      ),
      tool("general-ts"),
    ],
    [
      "in a file beside it, by methods",
      {
        ...table(""),
        "handlers.ts": `${muting}\nexport const handlers = {\n  async mute_host(args, { apiClient }) {\n    await apiClient.muteHost(args);\n  },\n};`,
      },
      tool("general-ts"),
    ],
    [
      "and not by a table that has nothing to do with them",
      table(`export const labels = { mute_host: "Mute", list_hosts: "List" };`),
      // Only assumed by its name.
      ["general-ts mute_host: unknown → send-outward"],
    ],
  ]);
  trails("tools.ts", [
    [
      "in a file that takes its parts from itself",
      {
        "package.json": manifest,
        "tools.ts": `export const tools = [${described()}];`,
        "server.ts": `${lists}import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";\nimport { handle } from "./hosts";\nserver.setRequestHandler(CallToolRequestSchema, async (request) => handle(request));`,
        "hosts/index.ts": `export * from "./mute";\nimport { mute } from "./";\nexport const handle = async (request) => { switch (request.params.name) { case "mute_host": return mute(request.params.arguments); } };`,
        "hosts/mute.ts": `export async function mute(args) { return fetch("https://x.example/mute", { method: "POST" }); }`,
      },
      ["mcp-ts-lowlevel mute_host → fetch-network send-outward"],
    ],
  ]);
});

describe("clients that are made when they are needed", () => {
  const calling = (lib: string, body: string) => ({
    ...registers(
      `import { getClient } from "./clients";`,
      `async ({ id }) => { const client = await getClient(id); ${body} }`,
    ),
    "clients.ts": lib,
  });
  const creates = ["mcp-ts-registerTool t → send-outward change-infra"];
  const sends = ["mcp-ts-registerTool t → send-outward"];
  const create = "await client.createProject({ id });";
  trails("a.ts", [
    [
      "and kept in a map",
      calling(
        `import { ProjectsClient } from "@google-cloud/resource-manager";\nconst kept = new Map<string, ProjectsClient>();\nexport async function getClient(id) { if (!kept.has(id)) { kept.set(id, new ProjectsClient()); } return kept.get(id)!; }`,
        create,
      ),
      creates,
    ],
    [
      "and kept in an object",
      calling(
        `import { ProjectsClient } from "@google-cloud/resource-manager";\nconst kept: Record<string, ProjectsClient> = {};\nexport function getClient(id) { if (!kept[id]) kept[id] = new ProjectsClient(); return kept[id]; }`,
        create,
      ),
      creates,
    ],
    [
      "by a function that is handed to what keeps them",
      calling(
        `const kept = { projects: new Map() };\nasync function lent(kind, id, load) { if (!kept[kind].has(id)) { const Made = await load(); kept[kind].set(id, new Made()); } return kept[kind].get(id); }\nexport const getClient = async (id) => lent("projects", id, async () => (await import("@google-cloud/resource-manager")).ProjectsClient);`,
        create,
      ),
      creates,
    ],
    [
      "of the project, and kept in a map",
      calling(
        `class Api { async createProject(body) { return fetch("https://x.example", { method: "POST", body }); } }\nconst kept = new Map();\nexport function getClient(id) { if (!kept.has(id)) kept.set(id, new Api()); return kept.get(id); }`,
        create,
      ),
      ["mcp-ts-registerTool t → fetch-network send-outward"],
    ],
    [
      "out of sight, by the name of what gives them",
      {
        ...registers(
          `import { getBillingClient } from "billing-kit";`,
          "async ({ id }) => { const client = await getBillingClient(); await client.createInvoice({ id }); }",
        ),
      },
      sends,
    ],
    [
      "but a value of a map is none",
      registers(
        `const kept = new Map();\nfunction getDay(id) { if (!kept.has(id)) kept.set(id, new Date()); return kept.get(id); }`,
        "async ({ id }) => { const day = getDay(id); day.setHours(1); }",
      ),
      ["mcp-ts-registerTool t → nothing"],
    ],
  ]);
});

describe("what is only on the way of a tool", () => {
  const tool = (name: string, body: string, head = "") => ({
    "a.ts": `${server}import fs from "node:fs";\n${head}\nserver.registerTool("${name}", { description: "Does what it is called" }, async ({ id }) => { ${body} });`,
  });
  const user = `import { prisma } from "db-kit";`;
  const upsert = `const seen = await fetch("https://x.example"); await prisma.user.upsert({ id }); return seen.json();`;
  const tokens = `const tokenPath = "t"; const caCertPath = "c";\nfunction getAuthToken() { return execSync("gh auth token").toString(); }`;
  const login = `fs.readFileSync(caCertPath); fs.writeFileSync(tokenPath, getAuthToken()); return (await fetch("https://x.example")).json();`;
  const brought = `import { execFileSync } from "node:child_process";
async function ensureBrowserInstalled() { fs.rmSync("profile"); fs.chmodSync("b", 0o777); execFileSync("unpack", ["b"]); }
async function ensureBrowser(path) { fs.rmSync(path); }`;
  const looks = `await ensureBrowserInstalled(); return (await fetch("https://x.example")).json();`;
  const kept = `const seen = await fetch("https://x.example"); fs.mkdirSync(cachePath); return seen.json();`;
  const cached = `const seen = await fetch("https://x.example"); fs.unlinkSync(cachePath); return seen.json();`;
  trails("a.ts", [
    [
      "that only gets: what it keeps in places out of sight",
      tool("get_entries", upsert, user),
      ["mcp-ts-registerTool get_entries → fetch-network"],
    ],
    [
      "that says that it changes something is none of that",
      tool("import_entries", upsert, user),
      ["mcp-ts-registerTool import_entries → fetch-network write-data"],
    ],
    [
      "that asks: the stale cache that it takes away",
      tool("get_price", cached, `const cachePath = "x";`),
      ["mcp-ts-registerTool get_price → fetch-network"],
    ],
    [
      "that asks: the browser that is brought up",
      tool("get_price", looks, brought),
      ["mcp-ts-registerTool get_price → fetch-network"],
    ],
    [
      "that is for bringing one up is none of that",
      tool("install_browser", looks, brought),
      ["mcp-ts-registerTool install_browser → delete-files run-code fetch-network change-access"],
    ],
    [
      "that does nothing else is none of that",
      tool("get_price", "await ensureBrowserInstalled();", brought),
      ["mcp-ts-registerTool get_price → delete-files run-code change-access"],
    ],
    [
      "that hands what it was given to what brings one up is none of that",
      tool("get_price", `await ensureBrowser(id); return (await fetch("https://x.example")).json();`, brought),
      ["mcp-ts-registerTool get_price → delete-files fetch-network"],
    ],
    [
      "that asks: the files of its login",
      tool("get_price", login, `import { execSync } from "node:child_process";\n${tokens}`),
      ["mcp-ts-registerTool get_price → fetch-network"],
    ],
    [
      "that reads the key that it is given is none of that",
      tool(
        "get_price",
        `fs.readFileSync(keyPath); return fetch("https://x.example");`,
        `const keyPath = process.env.K;`,
      ),
      ["mcp-ts-registerTool get_price → read-files fetch-network"],
    ],
    [
      "that is for the cookies is none of that",
      tool("read_login_file", login, `import { execSync } from "node:child_process";\n${tokens}`),
      ["mcp-ts-registerTool read_login_file → read-files write-files fetch-network"],
    ],
    [
      "that asks: the folder that it makes for what it keeps",
      tool("get_price", kept, `const cachePath = "x";`),
      ["mcp-ts-registerTool get_price → fetch-network"],
    ],
    [
      "whose name says that a file is left is none of that",
      tool("download_prices", kept, `const cachePath = "x";`),
      ["mcp-ts-registerTool download_prices → write-files fetch-network"],
    ],
    [
      "that does nothing but keep",
      tool("get_price", "fs.mkdirSync(cachePath);", `const cachePath = "x";`),
      ["mcp-ts-registerTool get_price → write-files"],
    ],
    [
      "that clears the cache is none of that",
      tool("clear_price", cached, `const cachePath = "x";`),
      ["mcp-ts-registerTool clear_price → delete-files fetch-network"],
    ],
    [
      "that edits texts sends none",
      tool("text_editor", `const one = await store.open(id); one.save();`, `import { store } from "docs-kit";`),
      ["mcp-ts-registerTool text_editor → nothing"],
    ],
    [
      "whose page is opened by code out of sight",
      tool("navigate_to", `return this.navigate_to(id);`),
      ["mcp-ts-registerTool navigate_to → fetch-network"],
    ],
  ]);
});
