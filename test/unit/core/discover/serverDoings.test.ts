import assert from "node:assert/strict";
import type { Definition } from "../../../../src/core/model/definition.ts";
import { discover } from "../../../support/discovered.ts";

/** What is shown of the tools of all files: their effects, and after a stroke those of their server. */
type Case = readonly [title: string, files: Readonly<Record<string, string>>, expected: readonly string[]];

function line(one: Definition): string {
  const words = (claims: readonly { readonly effect: string }[]) => claims.map(({ effect }) => effect).join(" ");
  const server = one.kind === "tool" && one.ofServer ? ` / ${words(one.ofServer)}` : "";
  return `${one.name}: ${words(one.effects) || "nothing"}${server}`;
}

function cases(table: readonly Case[]): void {
  for (const [title, files, expected] of table)
    it(title, async () => {
      const found = [...(await discover(files)).values()].flat();
      assert.deepEqual(found.map(line), expected);
    });
}

const imports = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import fs from "node:fs";
import { execFileSync } from "node:child_process";
`;
const head = `${imports}const server = new McpServer({ name: "x", version: "1" });\n`;
const tool = (name: string, body: string, params = "{ id }") =>
  `server.registerTool("${name}", { description: "Does it" }, async (${params}) => { ${body} });\n`;
const ask = "return fetch(`https://x.example/${id}`);";
const names = ["get_a", "get_b", "get_c", "get_d"];
const each = (body: string, all = names) => all.map((name) => tool(name, body)).join("");
const keeps = `async function client() { fs.readFileSync("token.json"); fs.writeFileSync("token.json", "x"); return {}; }\n`;
const all = (said: string) => names.map((name) => `${name}: ${said}`);

describe("what all tools of a server do on their way", () => {
  cases([
    [
      "belongs to the server",
      { "a.ts": head + keeps + each(`await client(); ${ask}`) },
      all("fetch-network / read-files write-files"),
    ],
    [
      "whatever the helper is called",
      { "a.ts": head + keeps.replace("client", "frobnicate") + each(`await frobnicate(); ${ask}`) },
      all("fetch-network / read-files write-files"),
    ],
    [
      "over several helpers of which each is handed nothing",
      {
        "a.ts": `${head + keeps}async function one() { return client(); }\nasync function two() { return client(); }\n${tool("get_a", `await one(); ${ask}`)}${tool("get_b", `await one(); ${ask}`)}${tool("get_c", `await one(); ${ask}`)}${tool("get_d", `await one(); ${ask}`)}${tool("get_e", `await two(); ${ask}`)}`,
      },
      [...all("fetch-network / read-files write-files"), "get_e: fetch-network / read-files write-files"],
    ],
    [
      "in tools of several files",
      {
        "src/client.ts": `import fs from "node:fs";\nexport ${keeps}`,
        ...Object.fromEntries(
          names.map((name) => [
            `src/tools/${name}.ts`,
            `${head}import { client } from "../client";\n${tool(name, `await client(); ${ask}`)}`,
          ]),
        ),
      },
      all("fetch-network / read-files write-files"),
    ],
    [
      "behind a wrapper that is handed what the tool does",
      {
        "a.ts": `${head + keeps}async function within(run) { const made = await client(); return run(made); }\n${each(
          "return within(async (made) => fetch(`https://x.example/${id}`));",
        )}`,
      },
      all("fetch-network / read-files write-files"),
    ],
    [
      "in Python too",
      {
        "a.py": `from mcp.server.fastmcp import FastMCP\nimport httpx\nmcp = FastMCP("x")\n\ndef connect():\n    open("state.json", "w").write("x")\n\n${names
          .map(
            (name) =>
              `@mcp.tool()\ndef ${name}(id: str) -> str:\n    """Does it."""\n    connect()\n    return httpx.get(f"https://x.example/{id}").text\n\n`,
          )
          .join("")}`,
      },
      all("fetch-network / write-files"),
    ],
  ]);
});

describe("what is the tool's own although all tools do it", () => {
  const request = `async function request(path) { return fetch("https://x.example/" + path, { method: "PUT" }); }\n`;
  const change = ["set_a", "set_b", "set_c", "set_d"];
  cases([
    [
      "a request that is handed the tool's path",
      { "a.ts": head + request + each(`await request(id); ${ask}`, change) },
      change.map((name) => `${name}: fetch-network send-outward`),
    ],
    [
      "a request that is handed a path of the tool's own in the code",
      { "a.ts": head + request + change.map((name) => tool(name, `await request("${name}"); ${ask}`)).join("") },
      change.map((name) => `${name}: fetch-network send-outward`),
    ],
    [
      "a helper that is made of the input",
      {
        "a.ts": `${head}class Job { constructor(public id) {} run() { fs.writeFileSync("x", this.id); } }\n${each(`new Job(id).run(); ${ask}`)}`,
      },
      all("write-files fetch-network"),
    ],
    [
      "a helper that is reached with the input on another way",
      {
        "a.ts": `${head}async function keep(text) { fs.writeFileSync("x", text); }\nasync function start() { await keep("x"); }\n${each(`await start(); await keep(id); ${ask}`)}`,
      },
      all("write-files fetch-network"),
    ],
    [
      "a list that the input was put into",
      {
        "a.ts": `${head}async function run(list) { execFileSync("git", list); }\n${each(`const list = []; list.push(id); await run(list); ${ask}`)}`,
      },
      all("run-code fetch-network"),
    ],
    [
      "of fewer than four tools",
      { "a.ts": head + keeps + each(`await client(); ${ask}`, names.slice(0, 3)) },
      names.slice(0, 3).map((name) => `${name}: read-files write-files fetch-network`),
    ],
    [
      "of half of the tools",
      {
        "a.ts": `${head + keeps}${each(`await client(); ${ask}`)}${each(ask, ["get_e", "get_f", "get_g", "get_h"])}`,
      },
      [
        ...all("read-files write-files fetch-network"),
        ...["get_e", "get_f", "get_g", "get_h"].map((name) => `${name}: fetch-network`),
      ],
    ],
    [
      "where nothing else explains what it is called",
      { "a.ts": `${head + keeps}${each(`await client(); ${ask}`)}${tool("save_state", "await client();")}` },
      [...all("fetch-network / read-files write-files"), "save_state: read-files write-files"],
    ],
    [
      "where reading is all that it does",
      { "a.ts": head + keeps + each("return client();") },
      all("read-files / write-files"),
    ],
    [
      "a store that is read before it is written",
      {
        "a.ts": `${head}function load() { return JSON.parse(fs.readFileSync("notes.json")); }\nfunction store(notes, id) { fs.writeFileSync("notes.json", JSON.stringify([...notes, id])); }\n${each("store(load(), id);", ["add_a", "add_b", "add_c", "add_d"])}`,
      },
      ["add_a", "add_b", "add_c", "add_d"].map((name) => `${name}: read-files write-files`),
    ],
    [
      "what a tool is called after",
      { "a.ts": `${head + keeps}${each(`await client(); ${ask}`)}${tool("login", `await client(); ${ask}`)}` },
      [...all("fetch-network / read-files write-files"), "login: read-files write-files fetch-network"],
    ],
  ]);
});
