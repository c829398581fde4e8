import assert from "node:assert/strict";
import type { ToolDefinition } from "../../../../src/core/model/definition.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

async function toolsOf(path: string, text: string): Promise<ToolDefinition[]> {
  const review = (await reviewTexts([{ path, text }])).get(path);
  return (review?.facts.definitions ?? []).filter((definition) => definition.kind === "tool");
}

/** Names of the tools, in order, with their confirmation where it is not "never". */
function check(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    const tools = await toolsOf(path, text);
    const shown = tools.map(({ name, confirmation }) => {
      return confirmation.confirmed === "never" ? name : `${name}: ${confirmation.confirmed}`;
    });
    assert.deepEqual(shown, expected);
  });
}

const v1 = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n`;

describe("MCP tools in TypeScript", () => {
  const ts = (title: string, text: string, expected: readonly string[]) => check(title, "s.ts", text, expected);
  ts(
    "on a server made here",
    `${v1}const s = new McpServer({}); s.registerTool("a", { description: "x" }, async () => ({}));`,
    ["a"],
  );
  ts(
    "on an aliased class",
    `import { McpServer as S } from "@modelcontextprotocol/server"; new S({}).registerTool("a", {}, () => ({}));`,
    ["a"],
  );
  ts(
    "on a field",
    `${v1}class A { server = new McpServer({}); setup() { this.server.tool("a", "b", {}, async () => ({})); } }`,
    ["a"],
  );
  ts(
    "on a typed parameter",
    `${v1}export function add(server: McpServer) { server.tool("a", () => ({})); server.tool("b", { readOnlyHint: true }, () => ({})); }`,
    ["a", "b"],
  );
  ts(
    "with a name from an enum or a constant",
    `${v1}enum T { A = "from_enum" } const B = "from_const"; const s = new McpServer({}); s.registerTool(T.A, {}, f); s.registerTool(B, {}, f); function f() {}`,
    ["from_enum", "from_const"],
  );
  ts(
    "with a computed name, by what is written",
    `${v1}const s = new McpServer({}); for (const t of all) s.registerTool(t.name, t, t.run);`,
    ["t.name: unknown"],
  );
  ts(
    "on a server imported from this project",
    `import { server } from "./server.js"; server.registerTool("a", { inputSchema: {} }, async () => ({}));`,
    ["a"],
  );
  ts(
    "on an untyped parameter in a file with MCP imports",
    `import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js"; export const add = (s) => { s.registerTool("a", {}, async () => ({})); };`,
    ["a"],
  );
  ts(
    "in a handler for an MCP route",
    `import { createMcpHandler } from "mcp-handler"; export default createMcpHandler((server) => { server.tool("a", "b", {}, async () => ({})); });`,
    ["a"],
  );
  ts(
    "on the FastMCP of TypeScript",
    `import { FastMCP } from "fastmcp"; const s = new FastMCP({}); s.addTool({ execute: async () => "x", name: "a" });`,
    ["a"],
  );
  ts(
    "of the low-level server, joined by name",
    `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema, CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { rmSync } from "fs";
const tools = [{ name: "look", inputSchema: {} }, { name: "wipe", inputSchema: {} }];
const s = new Server({}, {});
s.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));
s.setRequestHandler(CallToolRequestSchema, async (r) => { switch (r.params.name) { case "look": return {}; case "wipe": rmSync("x"); return {}; } });`,
    ["look", "wipe"],
  );
  ts(
    "not on other registries",
    `import * as vscode from "vscode"; vscode.lm.registerTool("a", { invoke() {} }); class R { registerTool() {} } new R().registerTool("b", {}, () => {});`,
    [],
  );
  ts(
    "not prompts and resources",
    `${v1}const s = new McpServer({}); s.registerPrompt("a", {}, () => {}); s.registerResource("b", "u", {}, () => {});`,
    [],
  );
  ts(
    "not in strings, comments, templates, types",
    `${v1}// s.registerTool("a", {}, () => {})
const s = "server.registerTool('a', {}, () => {})"; const t = \`server.tool("b", () => {})\`;
declare function registerTool(name: string, config: object, cb: () => void): void;
type X = { registerTool(name: "a"): void };`,
    [],
  );
  ts(
    "not the helper that registers what it is given, but what is given to it",
    `${v1}const s = new McpServer({ name: "x", version: "1" });
const tool = (name: string, title: string, description: string, schema: object, cb: Function) => { s.registerTool(name, { title, description, inputSchema: schema }, async (args) => ({ content: [{ type: "text", text: await cb(args) }] })); };
tool("a", "A", "Does a", { x: z.string() }, async ({ x }) => x);
const named = "b"; s.registerTool(named, { description: "Does b", inputSchema: {} }, async () => 1);`,
    ["a", "b"],
  );
  ts(
    "not when a local name hides the import",
    `${v1}function f(McpServer) { new McpServer().registerTool("a", {}, () => {}); }`,
    [],
  );
});

describe("MCP tools in Python", () => {
  const py = (title: string, text: string, expected: readonly string[]) => check(title, "s.py", text, expected);
  py(
    "decorated, called or bare, renamed or not",
    `from fastmcp import FastMCP\nm = FastMCP("x")\n@m.tool\ndef a(): return 1\n@m.tool()\ndef b(): return 1\n@m.tool("c")\ndef x(): return 1\n@m.tool(name="d")\nasync def y(): return 1\n`,
    ["a", "b", "c", "d"],
  );
  py(
    "of the second SDK",
    `from mcp.server.mcpserver import MCPServer\nm = MCPServer("x")\n@m.tool()\ndef a(): return 1\n`,
    ["a"],
  );
  py(
    "on a field",
    `from mcp.server.fastmcp import FastMCP\nclass A:\n    def __init__(self):\n        self.mcp = FastMCP("x")\n    def setup(self):\n        @self.mcp.tool()\n        def a(): return 1\n`,
    ["a"],
  );
  py(
    "on a typed parameter",
    `from mcp.server.fastmcp import FastMCP\ndef setup(app: FastMCP):\n    @app.tool()\n    def a(): return 1\n`,
    ["a"],
  );
  py(
    "added by call",
    `from fastmcp import FastMCP\nm = FastMCP("x")\ndef a(): return 1\nm.add_tool(a)\nm.tool(name="b")(a)\n`,
    ["a", "b"],
  );
  py(
    "on a server from another module",
    `from fastmcp import Context\nfrom .app import mcp\n@mcp.tool()\ndef a(ctx: Context): return 1\n`,
    ["a"],
  );
  py(
    "stacked with other decorators",
    `from fastmcp import FastMCP\nm = FastMCP("x")\n@traced\n@m.tool()\n@cached\ndef a(): return 1\n`,
    ["a"],
  );
  py(
    "of the low-level server, joined by name",
    `from mcp.server import Server\nfrom mcp import types\nimport shutil\ns = Server("x")\n@s.list_tools()\nasync def tools():\n    return [types.Tool(name="look", inputSchema={}), types.Tool(name="wipe", inputSchema={})]\n@s.call_tool()\nasync def call(name, arguments):\n    match name:\n        case "look":\n            return []\n        case "wipe":\n            shutil.rmtree("x")\n            return []\n`,
    ["look", "wipe"],
  );
  py(
    "not prompts, resources, other libraries",
    `from fastmcp import FastMCP\nfrom pydantic_ai import Agent\nm = FastMCP("x")\nagent = Agent("m")\n@m.prompt()\ndef a(): return 1\n@m.resource("u")\ndef b(): return 1\n@agent.system_prompt\ndef c(): return 1\n`,
    [],
  );
  py(
    "not in strings and comments",
    `from fastmcp import FastMCP\nm = FastMCP("x")\n# @m.tool()\n"""\n@m.tool()\ndef a(): return 1\n"""\n`,
    [],
  );
});

describe("tools of the AI SDK", () => {
  const ts = (title: string, text: string, expected: readonly string[]) => check(title, "s.ts", text, expected);
  const ai = `import { tool, generateText } from "ai";\n`;
  ts(
    "named by variable or key",
    `${ai}const a = tool({ execute: f }); export const tools = { b: tool({ execute: f }) }; function f() {}`,
    ["a", "b"],
  );
  ts(
    "with approval always, sometimes, never",
    `${ai}const a = tool({ needsApproval: true, execute: f }); const b = tool({ needsApproval: async (i) => i.x > 1, execute: f }); const c = tool({ needsApproval: false, execute: f }); const d = tool({ needsApproval: () => false, execute: f }); function f() {}`,
    ["a: always", "b: conditional", "c", "d"],
  );
  ts(
    "with approval where they run",
    `${ai}const a = tool({ execute: f }); const b = tool({ execute: f }); generateText({ tools: { a, b }, toolApproval: { a: "user-approval", b: "approved" } }); function f() {}`,
    ["a: always", "b"],
  );
  ts("run by the client", `${ai}const a = tool({ inputSchema: s });`, ["a: elsewhere"]);
  ts("as plain objects", `${ai}generateText({ tools: { a: { description: "x", execute: async () => 1 } } });`, ["a"]);
  ts(
    "not those of other libraries",
    `import { tool } from "./mine.js"; import { generateText } from "ai"; const a = tool({ execute: f }); function f() {}`,
    [],
  );
  ts("not calls of the same name", `${ai}export function make(tool) { return tool({ execute: () => 1 }); }`, []);
});

describe("what a tool says", () => {
  it("starts at its callee, decorator or key, and reads its description", async () => {
    const text = `import smtplib\nfrom fastmcp import FastMCP\nm = FastMCP("x")\n\n@m.tool(annotations={"readOnlyHint": True})\ndef a():\n    """Sends."""\n    smtplib.SMTP().sendmail("a", "b", "c")\n`;
    const [tool] = await toolsOf("s.py", text);
    assert.equal(text.slice(tool?.span.start).startsWith("m.tool("), true);
    assert.equal(tool?.description?.text, "Sends.");
    assert.deepEqual(tool?.annotations, { readOnlyHint: true });
    assert.deepEqual(
      tool?.effects.map(({ effect, origin }) => `${effect} ${origin}`),
      ["send-outward code"],
    );
  });

  it("is a stub when its code does nothing that its name says", async () => {
    const [tool] = await toolsOf(
      "s.ts",
      `${v1}new McpServer({}).registerTool("send_mail", {}, async () => ({ content: [] }));`,
    );
    assert.equal(tool?.stub, true);
    assert.deepEqual(
      tool?.effects.map(({ effect, origin }) => `${effect} ${origin}`),
      ["send-outward declared"],
    );
  });

  it("may remove by writing the rest back: its name says so", async () => {
    const text = `${v1}import { writeFileSync } from "fs"; new McpServer({}).registerTool("delete_note", {}, async ({ id }) => { writeFileSync("n", all.filter((n) => n !== id)); });`;
    const [tool] = await toolsOf("s.ts", text);
    assert.deepEqual(
      tool?.effects.map(({ effect, origin }) => `${effect} ${origin}`),
      ["write-files code", "destroy-data declared"],
    );
  });

  for (const name of ["get_post", "list_deleted_files", "search_comments", "count_messages"]) {
    it(`claims nothing outward or final by the name ${name}`, async () => {
      const [tool] = await toolsOf(
        "s.py",
        `from fastmcp import FastMCP\nm = FastMCP("x")\n@m.tool\ndef ${name}(): return 1\n`,
      );
      assert.deepEqual(
        (tool?.effects ?? []).filter(({ effect }) => !effect.startsWith("read-")).map(({ effect }) => effect),
        [],
      );
    });
  }

  it("is no stub when it calls code of another file", async () => {
    const text = `${v1}import { mail } from "./mail.js"; new McpServer({}).registerTool("send_mail", {}, async ({ to }) => mail.send(to));`;
    const [tool] = await toolsOf("s.ts", text);
    assert.equal(tool?.stub, undefined);
    assert.deepEqual(
      tool?.effects.map(({ effect, origin }) => `${effect} ${origin}`),
      ["send-outward declared"],
    );
  });
});
