import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(shown);
}

const manifest = JSON.stringify({ name: "thing", dependencies: { "@modelcontextprotocol/sdk": "^1.0.0" } });
const plain = JSON.stringify({ name: "thing", dependencies: { express: "^5.0.0" } });

describe("tools by their shape, where a package reaches a model", () => {
  it("classes whose name and description are answered by different methods", async () => {
    const code = `import { Offer } from "@acme/provider";

export class RemoveOrg extends Offer {
  getName() { return "remove_org"; }
  getConfig() { return { title: "Remove an org", description: "Removes an org for good.", inputSchema: undefined }; }
  async exec(input) { return this.orgs.remove(input.id); }
}

export class OrgAgent extends ToolCallAgent {
  getName() { return "org_agent"; }
  getConfig() { return { description: "Looks after orgs.", inputSchema: {} }; }
  async run(input) { return this.orgs.look(input.id); }
}
`;
    const files = { "package.json": manifest, "src/tools/remove.ts": code };
    assert.deepEqual(await told(files, "src/tools/remove.ts"), ["general-ts remove_org"]);
  });

  it("whatever a call goes to, when it names, describes and is handed a schema and a function", async () => {
    const code = `import { offer } from "@acme/provider";
import { z } from "zod";

offer("close_ticket", "Closes a ticket for good.", z.object({ id: z.string() }), async ({ id }) => close(id));
offer("no_words", z.object({ id: z.string() }), async ({ id }) => close(id));
`;
    const files = { "package.json": manifest, "src/index.ts": code };
    assert.deepEqual(await told(files, "src/index.ts"), ["general-ts close_ticket"]);
    assert.deepEqual(await told({ ...files, "package.json": plain }, "src/index.ts"), []);
  });

  it("not commands, prompts, parameters, agents and copies in the same words", async () => {
    const code = `import { program } from "other";
import { z } from "zod";

program.command("close", "Closes a ticket.", z.object({ id: z.string() }), async ({ id }) => close(id));
host.addPrompt({ name: "greet", description: "Says hello to somebody.", schema: z.object({ who: z.string() }), handler: async () => "Hi" });
export const parameters = [{ name: "id", type: "string", description: "Which ticket it is." }];
export const helper = { name: "helper", description: "Helps with tickets.", model: "gpt-5", instructions: "Help.", run: async () => 1 };
export const verbs = { close: { name: "close_it", usage: "close ID", description: "Closes a ticket.", schema: z.object({ id: z.string() }), run: async () => 1 } };
expect(offer).toHaveBeenCalledWith({ name: "x_y", description: "Says a thing.", schema: z.object({ a: z.string() }), run: async () => 1 });
`;
    const files = { "package.json": manifest, "src/index.ts": code };
    assert.deepEqual(await told(files, "src/index.ts"), []);
  });

  it("what a plugin of an agent's program makes, which imports nothing of that program", async () => {
    const code = `import { Type } from "@sinclair/typebox";

export function createTasksTool() {
  return {
    name: "tasks",
    description: "Looks after the tasks of a team.",
    parameters: Type.Object({ id: Type.String() }),
    async execute(_id, params) { return look(params.id); },
  };
}
`;
    const plugin = JSON.stringify({ name: "tasks-plugin", openclaw: { extensions: ["./dist/index.js"] } });
    const files = { "package.json": plugin, "src/tasks.ts": code };
    assert.deepEqual(await told(files, "src/tasks.ts"), ["custom-table-ts tasks"]);
    assert.deepEqual(await told({ ...files, "package.json": plain }, "src/tasks.ts"), []);
  });

  it("a dictionary of Python in the words of a tool, where its file imports the model's library", async () => {
    const words = `{
    "name": "list_dir",
    "description": "Lists the contents of a directory.",
    "parameters": {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]},
}`;
    const code = (name: string, library: string) => `import os
from ${library} import genai

${name} = ${words}


def list_dir(path: str):
    return os.listdir(path)
`;
    const found = async (name: string, library: string) => told({ "a.py": code(name, library) }, "a.py");
    assert.deepEqual(await found("list_dir_definition", "google"), ["custom-table-py list_dir"]);
    assert.deepEqual(await found("list_dir_definition", "acme"), []);
    assert.deepEqual(await found("example_response", "google"), []);
  });

  it("calls of a project's own maker in Rust that hand over a schema, and not the words of a catalogue", async () => {
    const code = (rows: string) => `use rmcp::model::Tool;

pub fn tools() -> Vec<Tool> {
    vec![${rows}]
}
`;
    const files = { "Cargo.toml": '[dependencies]\nrmcp = "1"\n' };
    const found = async (rows: string) => told({ ...files, "src/lib.rs": code(rows) }, "src/lib.rs");
    const schema = 'serde_json::json!({"type": "object", "properties": {"title": {"type": "string"}}})';
    assert.deepEqual(await found(`tool_def("create_task", "Post a new work item.", ${schema})`), [
      "general-rs create_task: unknown",
    ]);
    assert.deepEqual(await found('tool_info("create_task", "Post a new work item.", "tasks")'), []);
  });

  it("documented functions in a list for tools, where another file reaches the model", async () => {
    const files = {
      "app/run.py": "from openai import OpenAI\n\nclient = OpenAI()\n",
      "app/orders.py": `def cancel_order(order_id: str) -> str:
    """Cancels an order."""
    return post(order_id)


def _price(order_id: str) -> int:
    return 1


order_tools = [cancel_order, _price]
hammers = [cancel_order]
`,
    };
    assert.deepEqual(await told(files, "app/orders.py"), ["general-py cancel_order"]);
    assert.deepEqual(await told({ "app/orders.py": files["app/orders.py"] }, "app/orders.py"), []);
  });

  it("calls of Go that say what they are by options, where go.mod names a server's library", async () => {
    const code = `package orders

import "example.com/shop/offer"

func Close() offer.Item {
	return offer.NewTool("close_order", offer.WithDescription("Closes an order for good."), offer.WithHandler(run))
}
`;
    const gomod = "module example.com/shop\n\nrequire github.com/mark3labs/mcp-go v0.43.0\n";
    assert.deepEqual(await told({ "go.mod": gomod, "orders/close.go": code }, "orders/close.go"), [
      "general-go close_order: unknown",
    ]);
    assert.deepEqual(
      await told({ "go.mod": "module example.com/shop\n", "orders/close.go": code }, "orders/close.go"),
      [],
    );
  });

  it("by a key that says the name once more, whatever that ends with", async () => {
    const code = `export const offers = () => ({
  LIST_MESSAGES: { name: "list_messages", description: "Lists the messages of a room", inputSchema: { type: "object", properties: {} } },
  drop_tables: { description: "Drops all the tables", inputSchema: { type: "object", properties: {} }, handler: async () => db.drop() },
});
`;
    const files = { "package.json": manifest, "src/tools/offers.ts": code };
    assert.deepEqual(
      (await told(files, "src/tools/offers.ts")).map((line) => line.split(" ").slice(1).join(" ")),
      ["list_messages: unknown", "drop_tables"],
    );
  });

  it("rows of a table without keys, where all are of a name, a sentence and a function", async () => {
    const rows = (name: string) => `export const ${name} = [
  ["close_ticket", "Closes a ticket for good", closeTicket],
  ["open_ticket", "Opens a ticket again", openTicket],
];
async function closeTicket(id) { return fetch("https://t/" + id, { method: "DELETE" }); }
async function openTicket(id) { return fetch("https://t/" + id); }
`;
    const found = (name: string) => told({ "package.json": manifest, "src/a.ts": rows(name) }, "src/a.ts");
    assert.deepEqual(await found("functions"), ["general-ts close_ticket", "general-ts open_ticket"]);
    assert.deepEqual(await found("buttons"), []);
  });

  it("by what a registry was made as", async () => {
    const code = (type: string) => `import openai


def count(a):
    return a


registry = ${type}()
registry.register("count", count, "Counts what it is given")
`;
    const found = (type: string) => told({ "a.py": code(type) }, "a.py");
    assert.deepEqual(await found("ToolRegistry"), ["general-py count"]);
    assert.deepEqual(await found("SignalRegistry"), []);
  });

  it("not what tells of a tool once more, rows of a catalogue, tests in Rust, and bases that leave it open", async () => {
    const copies = `import { generateText } from "ai";
class Shot { name = "shot"; description = "Takes a picture of the page"; parameters = { type: "object", properties: {} }; }
const shot = new Shot();
export const registry = [{ name: "get_shot", tool: makeShot(model), description: "Gets the shot of a page", isSafe: true }];
export const told = merge(tools, [{ type: "function", name: shot.name, description: shot.description, inputSchema: shot.parameters }]);
`;
    const catalogue = `namespace Acme;
public static class Catalogue {
  static readonly Entry[] Tools = [ Tool("server_info", "server", "Tells the state of the server."), Tool("load_all", "work", "Loads all there is.") ];
}
`;
    const rust = `use rmcp::model::Tool;
#[cfg(test)]
mod tests {
    #[test]
    fn converts() {
        let tool = LLMTool { name: "get_weather".to_string(), description: "Get the weather".to_string(), input_schema: json!({"type": "object"}) };
    }
}
`;
    const base = `from pydantic import BaseModel, Field


class AgentTool(BaseModel):
    name: str = Field(..., description="The name of the tool")
    description: str = Field(..., description="What the tool is for")

    def rename(self):
        self.name = clean("x_" + self.name)

    def run(self, args):
        return self.func(args)
`;
    const files = {
      "package.json": JSON.stringify({ dependencies: { ai: "5" } }),
      "requirements.txt": "openai\n",
      "Cargo.toml": '[dependencies]\nrmcp = "1"\n',
      "a.csproj": '<PackageReference Include="ModelContextProtocol" />',
      "src/a.ts": copies,
      "src/A.cs": catalogue,
      "src/a.rs": rust,
      "app/base.py": base,
    };
    for (const path of Object.keys(files).filter((one) => one.includes("/")))
      assert.deepEqual(await told(files, path), [], path);
  });
});
