import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

const manifest = JSON.stringify({ name: "thing", dependencies: { openai: "^6.0.0", zod: "^4.0.0" } });

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(shown);
}

describe("tools that are handed over in parts", () => {
  it("as an object and a function, to a server of a library that no row names", async () => {
    const files = {
      "package.json": manifest,
      "src/server.ts": `import { MCPServer } from "other-mcp/server";
import { z } from "zod";
import { rm } from "node:fs/promises";

const server = new MCPServer({ name: "files", description: "Files of a team" });
server.tool(
  { name: "remove_file", description: "Removes a file.", inputSchema: z.object({ path: z.string() }) },
  async ({ path }) => rm(path),
);
server.tool({ name: "list_files", inputSchema: z.object({}) }, async () => []);
server.prompt({ name: "greet", description: "Says hello." }, async () => "Hello");
const answer = await server.callTool({ name: "remove_file", description: "x y" }, async () => undefined);
for (const one of others) server.tool({ name: one.name, description: one.description }, async () => one.run());
`,
    };
    assert.deepEqual(await told(files, "src/server.ts"), [
      "custom-define-ts remove_file",
      "custom-define-ts list_files",
    ]);
  });

  it("to a class of the project's own, with a description from another file", async () => {
    const files = {
      "package.json": manifest,
      "src/action.ts": `export class Action {
  constructor(private readonly handler: (input: unknown) => Promise<unknown>, readonly schema: object) {}
}
`,
      "src/schemas.ts": `import { z } from "zod";
export const goToSchema = { name: "go_to_url", description: "Opens a page", schema: z.object({ url: z.string() }) };
export const clickSchema = { name: "click", description: "Clicks an element", schema: z.object({ at: z.number() }) };
`,
      "src/build.ts": `import { Action } from "./action";
import { clickSchema, goToSchema } from "./schemas";

export function build(page) {
  const goTo = new Action(async (input) => page.goto(input.url), goToSchema);
  return [goTo, new Action(async (input) => page.click(input.at), clickSchema)];
}
`,
    };
    assert.deepEqual(await told(files, "src/build.ts"), ["custom-define-ts go_to_url", "custom-define-ts click"]);
  });

  it("not commands, steps and routes that are described in the same words, and nothing where no model is near", async () => {
    const code = `import { z } from "zod";
class Action { constructor(run, about) { this.run = run; } }
const save = new Action(async () => undefined, { name: "save", description: "Saves all", schema: z.object({}) });
registerCommand({ name: "open", description: "Opens it", schema: z.object({}) }, async () => undefined);
createStep({ name: "load", description: "Loads it", schema: z.object({}) }, async () => undefined);
`;
    assert.deepEqual(await told({ "package.json": "{}", "src/actions.ts": code }, "src/actions.ts"), []);
    assert.deepEqual(
      await told({ "package.json": manifest, "src/actions.ts": code.replace(/^const save.*$/m, "") }, "src/actions.ts"),
      [],
    );
  });
});

describe("classes of TypeScript that keep a project's own contract of a tool", () => {
  it("by what their getters and their base class are told, and not a base that only throws", async () => {
    const files = {
      "package.json": manifest,
      "src/tools.ts": `import { BaseTool } from "./base";
import { unlink } from "node:fs/promises";

export class RemoveTool extends BaseTool {
  get name() { return "remove"; }
  get description() { return "Removes a file"; }
  get parameters() { return { type: "object", properties: { path: { type: "string" } } }; }
  async execute({ path }) { await unlink(path); }
}

export class ToldTool extends BaseTool {
  constructor(store) { super({ name: "told", description: "Looks a note up", parameters: { type: "object" } }); }
  async run(input) { return this.store.get(input.id); }
}

export class SomeTool extends BaseTool {
  name = "some";
  description = "A base for others";
  inputSchema = {};
  async execute() { throw new Error("Not implemented"); }
}
`,
    };
    assert.deepEqual(await told(files, "src/tools.ts"), ["custom-class-ts remove", "custom-class-ts told"]);
  });
});
