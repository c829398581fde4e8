import assert from "node:assert/strict";
import { discover } from "../../../support/discovered.ts";

/** The tools of a file, each with its effects; those that are only declared have a question mark. */
async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(
    ({ name, effects }) =>
      `${name}: ${effects.map(({ effect, origin }) => `${effect}${origin === "declared" ? "?" : ""}`).join(" ")}`,
  );
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n`;
const tool = (name: string, body: string, description = "d") =>
  `server.registerTool("${name}", { description: "${description}", inputSchema: {} }, async (args) => { ${body} });\n`;
const register = (...tools: string[]) =>
  `${server}export function register(server: McpServer, client, deps) {\n${tools.join("")}}\n`;

describe("tools that end in code that is nowhere in sight", () => {
  it("are told by the words of that call, as declared", async () => {
    const text = register(
      tool("add-remark", "await client.addComment(args.text);"),
      tool("lookup", "return deps.database.query(args.text);"),
      tool("go", "return (await getBox(deps)).container.exec(args.line);"),
    );
    assert.deepEqual(await told({ "a.ts": text }, "a.ts"), [
      "add-remark: send-outward?",
      "lookup: read-data? write-data?",
      "go: run-code?",
    ]);
  });

  it("by the description, where neither call nor name says anything", async () => {
    const text = `${server}import { perform } from "somewhere";\nexport function register(server: McpServer) {\n${tool("pg", "return perform(args);", "Execute SQL queries: analyze, change")}}\n`;
    assert.deepEqual(await told({ "a.ts": text }, "a.ts"), ["pg: read-data? write-data?"]);
  });

  it("beside effects that are seen only where the call changes something", async () => {
    const text = register(
      tool("sync", 'await fetch("https://x.example/a"); await client.updateTask(args.id);'),
      tool("look", 'await fetch("https://x.example/a"); await client.getTask(args.id);'),
    );
    assert.deepEqual(await told({ "a.ts": text }, "a.ts"), [
      "sync: fetch-network send-outward?",
      "look: fetch-network",
    ]);
  });

  it("but nothing is made up of what computes", async () => {
    const text = register(
      tool("shape", "const names = new Map(); names.set(args.a, 1); return JSON.stringify([...names]);"),
      tool("split", "const db = args.text.split(','); return db.map((one) => one.trim());"),
      tool("plan", "return formatPlan(args);"),
    );
    assert.deepEqual(await told({ "a.ts": text }, "a.ts"), ["shape: ", "split: ", "plan: "]);
  });

  it("asks in Rust by the method of its request, whatever sends that", async () => {
    const text = (method: string) => `use rmcp::{tool, tool_router};
struct Tools;
#[tool_router]
impl Tools {
    #[tool(description = "Looks")]
    async fn look(&self, id: String) -> String { let client = reqwest::Client::new(); client.${method}(&id).header("a", "b").send().await }
}`;
    assert.deepEqual(await told({ "a.rs": text("get") }, "a.rs"), ["look: fetch-network"]);
    assert.deepEqual(await told({ "a.rs": text("post") }, "a.rs"), ["look: fetch-network send-outward"]);
  });

  it("spends by its name where it sends", async () => {
    const text = register(tool("pay_order", 'await fetch("https://x.example/a", { method: "POST" });'));
    assert.deepEqual(await told({ "a.ts": text }, "a.ts"), ["pay_order: fetch-network send-outward spend-money?"]);
    const placed = register(tool("place_stock_order", 'await fetch("https://x.example/a", { method: "POST" });'));
    const spent = ["place_stock_order: fetch-network send-outward spend-money?"];
    assert.deepEqual(await told({ "a.ts": placed }, "a.ts"), spent);
    const listed = register(tool("list_orders", 'await fetch("https://x.example/a", { method: "POST" });'));
    assert.deepEqual(await told({ "a.ts": listed }, "a.ts"), ["list_orders: fetch-network"]);
  });
});

const sdk = {
  "kit/sdk/agents/__init__.py": "from .tool import function_tool\nfrom .agent import Agent\nfrom .run import Runner\n",
  "kit/sdk/agents/tool.py": "def function_tool(fn):\n    return fn\n",
  "kit/sdk/agents/agent.py": "class Agent:\n    pass\n",
  "kit/sdk/agents/run.py": "class Runner:\n    pass\n",
};

describe("a copy of a library that a project keeps", () => {
  const text = `import subprocess
from kit.sdk.agents import function_tool, Agent

@function_tool
def run(line: str):
    """Runs."""
    return subprocess.run(line, shell=True)

helper = Agent(name="Helper", tools=[run])
`;
  it("is known by what else it has", async () => {
    const files = { ...sdk, "kit/tools.py": text };
    assert.deepEqual(await told(files, "kit/tools.py"), ["run: run-code", "Helper: run-code"]);
  });
  it("is known by a name that only the library has", async () =>
    assert.deepEqual(await told({ "tools.py": text }, "tools.py"), ["run: run-code", "Helper: run-code"]));

  it("is none where agents are those of houses", async () => {
    const files = {
      "houses/__init__.py": "",
      "houses/agents/__init__.py": "class Agent:\n    pass\n",
      "a.py": 'from houses.agents import Agent\nx = Agent(name="Eve", tools=["phone"])\n',
    };
    assert.deepEqual(await told(files, "a.py"), []);
  });
});
