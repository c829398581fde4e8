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
`;
    const files = { "package.json": manifest, "src/tools/remove.ts": code };
    assert.deepEqual(await told(files, "src/tools/remove.ts"), ["general-ts remove_org"]);
  });

  it("whatever library a call goes to, when it names, describes and is handed a schema and a function", async () => {
    const code = `import { offer } from "@acme/provider";
import { z } from "zod";

offer("close_ticket", "Closes a ticket for good.", z.object({ id: z.string() }), async ({ id }) => close(id));
offer("no_words", z.object({ id: z.string() }), async ({ id }) => close(id));
`;
    const files = { "package.json": manifest, "src/index.ts": code };
    assert.deepEqual(await told(files, "src/index.ts"), ["general-ts close_ticket"]);
    assert.deepEqual(await told({ ...files, "package.json": plain }, "src/index.ts"), []);
  });
});
