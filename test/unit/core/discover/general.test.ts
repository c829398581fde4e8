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
});
