import assert from "node:assert/strict";
import { assumedEffects } from "../../../../src/core/effects/code/assumed.ts";
import { discover } from "../../../support/discovered.ts";

/** The tools of a file, each with its effects: assumed ones have two question marks, other declared ones have one. */
async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map((tool) => {
    const effects = tool.effects.map(
      ({ effect, origin, assumed }) => `${effect}${assumed ? "??" : origin === "declared" ? "?" : ""}`,
    );
    return `${tool.name}:${tool.kind === "tool" && tool.stub ? " stub" : ""} ${effects.join(" ")}`;
  });
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n`;
const tool = (name: string, body: string, description = "d") =>
  `server.registerTool("${name}", { description: "${description}", inputSchema: {} }, async (args) => { ${body} });\n`;
const inTs = (name: string, body: string, before = "", description = "d") => ({
  "a.ts": `${server}${before}\nexport function register(server: McpServer, deps) {\n${tool(name, body, description)}}\n`,
});

describe("what is assumed of a tool whose code leads out of sight", () => {
  const sdk = `import { Acme } from "@acme/api-client";\nconst acme = new Acme();`;
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    [
      "a client of an unknown service that changes",
      inTs("mute_host", "return acme.hosts.mute(args.id);", sdk),
      "send-outward??",
    ],
    [
      "one that reads",
      inTs("list_projects", "return conduit.listAll();", `import { conduit } from "@acme/kit";`),
      "fetch-network??",
    ],
    ["a verb of tools alone", inTs("upgrade_host", "return acme.hosts.mute(args.id);", sdk), "send-outward??"],
    ["a thing that is also done", inTs("rule_tag_list", "return acme.getTags();", sdk), "fetch-network??"],
    ["which is done here", inTs("tag_all_hosts", "return acme.hosts.mute(args.id);", sdk), "send-outward??"],
    ["and what is added to", inTs("create_list", "return acme.lists.mute(args.id);", sdk), "send-outward??"],
    ["nothing behind a lock", inTs("list_hosts", "deps.mutex.lock(); return acme.getHosts();", sdk), "fetch-network??"],
    [
      "what others write is theirs",
      inTs("get_comments", "return acme.getComments(args.id);", sdk),
      "fetch-network?? read-untrusted??",
    ],
    ["one that removes", inTs("flush_cache_zone", "return acme.zones.flush(args.id);", sdk), "destroy-data??"],
    [
      "a name without a verb, by the description",
      inTs("alerts", "return acme.getAlerts();", sdk, "Retrieves all alerts"),
      "fetch-network??",
    ],
    [
      "a store of rows",
      inTs(
        "search_memories",
        "return store.findBySimilarity(args.q);",
        `import { store } from "./storage/vectorstore";`,
      ),
      "read-data??",
    ],
    [
      "a folder of files by what it names",
      inTs("compare_folder_trees", "return walker.getTree(args.path);", `import { walker } from "walker-kit";`),
      "read-files??",
    ],
    [
      "a client that a helper makes",
      inTs(
        "create_project",
        "const made = await getProjectsSession(); return made.createProject(args.id);",
        "async function getProjectsSession() { return cached.get('x'); }\nconst cached = new Map();",
      ),
      "send-outward??",
    ],
    ["a table asked by a name", inTs("update_contact", "return deps.handlers[args.kind](args);"), "send-outward??"],
  ];
  for (const [title, files, expected] of rows)
    it(title, async () =>
      assert.match((await told(files, "a.ts")).join("\n"), new RegExp(`: ${expected.replaceAll("?", "\\?")}$`)),
    );

  const none: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["a stub that gives a constant", inTs("list_projects", "return { content: [{ type: 'text', text: 'none' }] };")],
    [
      "what only computes",
      inTs("get_total", "const rows = args.items.map((one) => one.price); return rows.reduce((a, b) => a + b, 0);"),
    ],
    [
      "a library that only computes",
      inTs(
        "get_next_day",
        "return format(addDays(new Date(), 1), 'P');",
        `import { addDays, format } from "date-fns";`,
      ),
    ],
    [
      "an id that is made",
      inTs("create_plan", "return { id: nanoid(), steps: args.steps };", `import { nanoid } from "nanoid";`),
    ],
    [
      "a helper of the project that was followed",
      inTs(
        "get_greeting",
        "return greet(args.name);",
        "function greet(name: string) { return `Hello ${name}`.trim(); }",
      ),
    ],
    [
      "a log line",
      inTs(
        "create_note_text",
        "logger.info('made'); return args.text.toUpperCase();",
        `import { logger } from "acme-logs";`,
      ),
    ],
    ["the question to a person", inTs("ask_user", "return elicit(args.question);", `import { elicit } from "./ui";`)],
    ["neither name nor description tell what", inTs("helper", "return acme.helper();", sdk, "A helper")],
  ];
  for (const [title, files] of none)
    it(`nothing: ${title}`, async () => assert.doesNotMatch((await told(files, "a.ts")).join("\n"), /\?\?/));

  it("is no stub where code that was not read is called, whatever its name claims", async () => {
    const files = inTs("send_report", "return acme.processAll(args.rows);", `import * as acme from "acme-kit";`);
    assert.doesNotMatch((await told(files, "a.ts")).join(""), /stub/);
  });

  it("is told in Python by what is injected", async () => {
    const text = `from fastmcp import FastMCP, Context
from acme.cloud import Fleet
mcp = FastMCP("x")
fleet = Fleet()

@mcp.tool()
async def restart_machine(machine: str) -> str:
    """Restart a machine."""
    return fleet.restart(machine)

@mcp.tool()
async def get_total(amounts: list[float]) -> float:
    """Get the total."""
    return round(sum(amounts), 2)
`;
    assert.deepEqual(await told({ "a.py": text }, "a.py"), ["restart_machine: send-outward??", "get_total: "]);
  });

  it("is told in C# by an interface that nobody here implements", async () => {
    const text = `using ModelContextProtocol.Server;
public interface IMemoryStorage { Task<string> HybridSearch(string text, int limit); }
[McpServerToolType]
public class Tools
{
    private readonly IMemoryStorage _storage;
    [McpServerTool(Name = "search_memories")]
    public async Task<string> Search(string text) { return await _storage.HybridSearch(text, 3); }
    [McpServerTool(Name = "get_length")]
    public string Length(string text) { return text.Trim().Length.ToString(); }
}
`;
    assert.deepEqual(await told({ "a.cs": text }, "a.cs"), ["search_memories: read-data??", "get_length: "]);
  });
});

describe("effects by what is said", () => {
  const known = (name: string, description = "", ends: readonly string[] = ["x.do"], modules: readonly string[] = []) =>
    assumedEffects({ name, description, ends, modules }).join(" ");
  const rows: readonly (readonly [string, string])[] = [
    [known("pause_campaign"), "send-outward"],
    [known("convert_pdf"), "read-files write-files"],
    [known("clone_repository"), "write-files fetch-network"],
    [known("manage_contacts"), "fetch-network send-outward"],
    [known("delete_folder"), "delete-files"],
    [known("list_clusters", "", ["redis_cloud.CloudClient().list"]), "fetch-network"],
    [known("get_order", "", ["orders.repository.OrderRepository().get"]), "read-data"],
    [known("get_user", "", ["x.get"], ["sqlalchemy.orm"]), "read-data"],
    [known("thing", "Creates a new thing in the account"), "send-outward"],
    [known("thing", "Things of all kinds"), ""],
    [known("remember", "Store a piece of knowledge"), "write-data"],
    [known("recall_knowledge"), "read-data"],
  ];
  for (const [index, [given, expected]] of rows.entries())
    it(`${index}: ${expected || "nothing"}`, () => assert.equal(given, expected));
});
