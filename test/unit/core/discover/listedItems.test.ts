import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(shown);
}

const server = (list: string, before = "") => `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { rm } from "node:fs/promises";
${before}
const server = new Server({ name: "s", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: ${list} }));
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  switch (request.params.name) {
    case "first": return rm(request.params.arguments.path);
    case "second": return 2;
  }
});
`;
const first = `{ name: "first", description: "Removes a file", inputSchema: { type: "object" } }`;
const second = `{ name: "second", description: "Counts to two", inputSchema: { type: "object" } }`;
const both = ["mcp-ts-lowlevel first", "mcp-ts-lowlevel second"];

describe("what stands in the list that a server answers", () => {
  const forms: readonly (readonly [title: string, list: string, before: string])[] = [
    ["put in later", "tools", `const tools = [];\ntools.push(${first});\ntools.push(${second});`],
    ["the values of a table", "Object.values(table)", `const table = { a: ${first}, b: ${second} };`],
    ["the values of a map", "[...table.values()]", `const table = new Map([["a", ${first}], ["b", ${second}]]);`],
    [
      "set in a map",
      "Array.from(table.values())",
      `const table = new Map();\ntable.set("a", ${first});\ntable.set("b", ${second});`,
    ],
    [
      "a part of each row",
      "rows.map((row) => row.definition)",
      `const rows = [{ definition: ${first} }, { definition: ${second} }];`,
    ],
    [
      "what a helper answers under a condition",
      "all()",
      `function all() { if (flag) return [${first}];\n  return [${second}]; }`,
    ],
    [
      "what helpers answer that call each other again and again",
      "all()",
      `function all() { ${"if (flag) return more();\n".repeat(20)} return [${first}, ...more()]; }
function more() { ${"if (flag) return all();\n".repeat(20)} return [${second}]; }`,
    ],
  ];
  for (const [title, list, before] of forms) {
    it(`as ${title}`, async () => {
      assert.deepEqual(await told({ "src/index.ts": server(list, before) }, "src/index.ts"), both);
    });
  }

  it("as instances of classes that keep no contract that is named so", async () => {
    const files = {
      "src/first.ts": `import { rm } from "node:fs/promises";
export class First {
  name = "first";
  description = "Removes a file";
  shape = {};
  async execute({ path }) { await rm(path); }
}
`,
      "src/index.ts": server(
        "all.map((one) => ({ name: one.name, description: one.description }))",
        `import { First } from "./first.js";
const all = [new First()];`,
      ),
    };
    assert.deepEqual(await told(files, "src/first.ts"), ["custom-class-ts first"]);
  });

  it("and not what a client got from another server", async () => {
    const code = server("remote", `const remote = await client.listTools();`);
    assert.deepEqual(await told({ "src/index.ts": code }, "src/index.ts"), []);
  });
});

describe("classes that have all of a tool and keep no contract", () => {
  const about = `export class Removal {
  name = "remove_note";
  description = "Removes a note for good";
  parameters = { type: "object", properties: { id: { type: "string" } } };
  async execute({ id }) { await store.delete(id); }
}
export class Field {
  name = "field";
  description = "A field of a form";
  parameters = { type: "object", properties: {} };
}
`;
  it("where a model is near, and nowhere else", async () => {
    const manifest = JSON.stringify({ name: "notes", dependencies: { openai: "^6.0.0" } });
    assert.deepEqual(await told({ "package.json": manifest, "src/notes.ts": about }, "src/notes.ts"), [
      "custom-class-ts remove_note",
    ]);
    assert.deepEqual(await told({ "package.json": "{}", "src/notes.ts": about }, "src/notes.ts"), []);
  });
});

describe("structs and attributes of a project's own that describe tools", () => {
  finds(
    "in Rust, with a JSON Schema, and nothing that is only called a tool",
    "src/tools.rs",
    `pub fn shell() -> ToolSpec {
    ToolSpec::Function(FunctionTool {
        name: "shell".to_string(),
        description: "Runs a command line".to_string(),
        parameters: json!({ "type": "object", "properties": {} }),
    })
}
pub fn hammer() -> Item { ToolItem { name: "hammer".into(), description: "Hits nails".into(), schema: 3 } }
#[cfg(test)]
mod tests {
    fn fake() -> FunctionTool { FunctionTool { name: "fake".into(), description: "A fake one".into(), parameters: json!({ "type": "object" }) } }
}
`,
    ["custom-table-rs shell: unknown"],
  );
  finds(
    "in C#, a class that an attribute for models marks, run by a method of its own",
    "Editor/ReadLog.cs",
    `[McpForEditorTool("read_log", AutoRegister = false)]
public static class ReadLog { public static object HandleCommand(JObject p) { return System.IO.File.ReadAllText("log"); } }
[PowerTool("drill")] public class Drill { public void Run() { } }`,
    ["custom-attribute-cs read_log"],
  );
});
