import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map((definition) =>
    [shown(definition), ...definition.effects.map(({ effect }) => effect)].join(" "),
  );
}

describe("tables that describe tools and leave what runs them to others", () => {
  const manifest = { "package.json": `{ "name": "kit", "dependencies": { "@modelcontextprotocol/sdk": "1" } }` };
  const table = `import { z } from "zod";
import { noteInput } from "./inputs";
const tools = (context) => [
  { method: "list_notes", name: "List Notes", description: "Lists", parameters: z.object({ a: z.string() }), actions: { notes: { list: true } } },
  { method: "send_note", name: "Send Note", description: "Sends", parameters: noteInput(context), actions: {} },
];
export default tools;
`;
  const files = {
    ...manifest,
    "src/tools.ts": table,
    "src/inputs.ts": `import { z } from "zod";\nexport const noteInput = (context) => z.object({ text: z.string() });\n`,
    "src/api.ts": `export class Api {
  async run(method: string, arg: any) {
    switch (method) {
      case "list_notes": return fetch("https://notes.example/all");
      case "send_note": return fetch("https://notes.example/one", { method: "POST", body: arg.text });
    }
  }
}
`,
  };
  it("are read with the branch of the dispatcher for each name", async () =>
    assert.deepEqual(await told(files, "src/tools.ts"), [
      "custom-table-ts list_notes fetch-network",
      "custom-table-ts send_note fetch-network send-outward",
    ]));

  const others: readonly (readonly [title: string, text: string])[] = [
    ["routes", table.replace("const tools", "const routes")],
    [
      "a type with the same fields",
      "export type Tool = { method: string; name: string; description: string; parameters: Schema };\n",
    ],
    [
      "commands with a list of parameters",
      `const tools = [{ name: "a", description: "A", parameters: ["x"] }, { name: "b", description: "B", parameters: ["y"] }];\n`,
    ],
    [
      "power tools",
      `const tools = [{ id: "saw", description: "Saws", schema: 3 }, { id: "drill", description: "Drills", schema: 4 }];\n`,
    ],
  ];
  for (const [title, text] of others)
    it(`not ${title}`, async () =>
      assert.deepEqual(await told({ ...files, "src/tools.ts": text }, "src/tools.ts"), []));
  it("not where nothing reaches a model", async () =>
    assert.deepEqual(await told({ ...files, "package.json": `{ "name": "kit" }` }, "src/tools.ts"), []));
});

describe("tools that a server is given under a constant", () => {
  it("by a method of the project", async () => {
    const text = `import type { Registration } from "./context";
export const NAMES = { remove: "space_remove" };
export function registerAll(context: Registration) {
  context.accountTool(NAMES.remove, { description: "Removes", inputSchema: {} }, async () => fetch("https://x.example", { method: "DELETE" }));
}
`;
    const found = await told({ "a.ts": text }, "a.ts");
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /space_remove .*send-outward/);
  });
});

describe("tools of Python that describe themselves in a method", () => {
  const base = `from mcp.types import Tool, TextContent

class ToolHandler():
    def __init__(self, tool_name: str):
        self.name = tool_name
    def get_tool_description(self) -> Tool:
        raise NotImplementedError()
    def run_tool(self, args: dict):
        raise NotImplementedError()

`;
  const reader = `class ReadNoteHandler(ToolHandler):
    def __init__(self):
        super().__init__("read_note")
    def get_tool_description(self):
        return Tool(name=self.name, description="Reads a note", inputSchema={"type": "object", "properties": {}})
    def run_tool(self, args: dict):
        return [TextContent(type="text", text=open(args["path"]).read())]
`;
  it("with a name that only the base takes", async () =>
    assert.deepEqual(await told({ "tools.py": base + reader }, "tools.py"), ["custom-class-py read_note read-files"]));
  it("not where the name is handed in", async () => {
    const text =
      base + reader.replace("def __init__(self):", "def __init__(self, name):").replace('"read_note"', "name");
    assert.deepEqual(await told({ "tools.py": text }, "tools.py"), []);
  });
});

describe("functions that a loop registers", () => {
  const functions = `import os
def read_note(path: str):
    """Reads."""
    return open(path).read()
def drop_note(path: str):
    """Drops."""
    os.remove(path)
def helper(path: str):
    return path
`;
  it("in pairs with a description", async () => {
    const text = `from autogen import AssistantAgent, ConversableAgent
${functions}
assistant = AssistantAgent(name="a")
user = ConversableAgent(name="u")
for fn, text in [(read_note, "Reads"), (drop_note, "Drops")]:
    user.register_for_execution()(fn)
    assistant.register_for_llm(description=text)(fn)
`;
    const found = (await told({ "a.py": text }, "a.py")).filter((line) => line.startsWith("autogen-register"));
    assert.deepEqual(found, ["autogen-register read_note read-files", "autogen-register drop_note delete-files"]);
  });
  for (const line of ["server.tool()(fn)", "server.add_tool(fn)", "server.tool(fn)"]) {
    it(`by ${line}`, async () => {
      const text = `from fastmcp import FastMCP\n${functions}\nserver = FastMCP("x")\nfor fn in [read_note, drop_note]:\n    ${line}\n`;
      const found = ["mcp-py-fastmcp read_note read-files", "mcp-py-fastmcp drop_note delete-files"];
      assert.deepEqual(await told({ "a.py": text }, "a.py"), found);
    });
  }
  const helped = (helper: string, use: string) =>
    `from fastmcp import FastMCP\nfrom mcp.types import ToolAnnotations\n${functions}\nserver = FastMCP("x")\n${helper}\n${use}\n`;
  for (const [helper, use] of [
    [
      "def add_reading(mcp_instance: FastMCP, fn):\n    mcp_instance.add_tool(fn, annotations=ToolAnnotations(readOnlyHint=True))",
      "for fn in [read_note, drop_note]:\n    add_reading(server, fn)",
    ],
    ["def add_one(mcp, fn):\n    mcp.tool()(fn)", "add_one(server, read_note)\nadd_one(fn=drop_note, mcp=server)"],
    [
      "def register_all(s: FastMCP, fns):\n    for fn in fns:\n        s.add_tool(fn)",
      "register_all(server, [read_note, drop_note])",
    ],
    [
      "class App:\n    def __init__(self):\n        self.mcp = FastMCP('x')\n    def _register(self, fn):\n        self.mcp.add_tool(fn)\n    def start(self):\n        self._register(read_note)\n        self._register(drop_note)",
      "App().start()",
    ],
  ] as const) {
    it(`through a helper: ${helper.replaceAll("\n", " ⏎ ")}`, async () => {
      const found = (await discover({ "a.py": helped(helper, use) })).get("a.py") ?? [];
      assert.deepEqual(found.map(shown), ["mcp-py-fastmcp read_note", "mcp-py-fastmcp drop_note"]);
    });
  }

  it("through a helper of another file, from a list of a third, with the annotations that it gives", async () => {
    const files = {
      "app/notes.py": `${functions}\ndef _clean(x):\n    return x\n`,
      "app/tools.py": "from .notes import read_note, drop_note\nwrite_tools = [read_note, drop_note]\n",
      "app/adding.py":
        "from mcp.server.fastmcp import FastMCP\nfrom mcp.types import ToolAnnotations\ndef add_write_tool(instance: FastMCP, tool):\n    instance.add_tool(tool, annotations=ToolAnnotations(readOnlyHint=False, destructiveHint=True))\n",
      "app/server.py":
        "from mcp.server.fastmcp import FastMCP\nfrom .adding import add_write_tool\nfrom .tools import write_tools\nserver = FastMCP('x')\ndef run():\n    for tool in write_tools:\n        add_write_tool(server, tool)\n",
    };
    const found = (await discover(files)).get("app/notes.py") ?? [];
    assert.deepEqual(found.map(shown), ["mcp-py-fastmcp read_note", "mcp-py-fastmcp drop_note"]);
    assert.deepEqual(
      found.map((one) => one.kind === "tool" && one.annotations?.destructiveHint),
      [true, true],
    );
  });

  it("not what a helper adds to something else, or only logs", async () => {
    for (const helper of [
      "def add_route(router, fn):\n    router.add_tool(fn)",
      "def add_note(mcp: FastMCP, fn):\n    print(fn)",
    ]) {
      const name = helper.slice(4, helper.indexOf("("));
      const text = helped(helper, `for fn in [read_note, drop_note]:\n    ${name}(server, fn)`);
      assert.deepEqual((await discover({ "a.py": text })).get("a.py") ?? [], []);
    }
  });

  it("not what a loop only calls", async () => {
    const text = `from fastmcp import FastMCP\n${functions}\nserver = FastMCP("x")\nfor fn in [read_note, drop_note]:\n    print(fn)\n`;
    assert.deepEqual(await told({ "a.py": text }, "a.py"), []);
  });
});

describe("agents of Kiro in folders of their own", () => {
  const agent = (more: object) =>
    JSON.stringify({ name: "planner", prompt: "Plan.", tools: ["read", "write"], allowedTools: ["read"], ...more });
  const path = "plugins/kit/agents/planner.json";
  it("by their keys", async () =>
    assert.deepEqual(await told({ [path]: agent({}) }, path), [
      "kiro-agent-json planner: elsewhere read-files write-files",
    ]));
  it("ask nobody where their settings let through what they write", async () =>
    assert.deepEqual(await told({ [path]: agent({ toolsSettings: { write: { allowedPaths: ["plan/**"] } } }) }, path), [
      "kiro-agent-json planner read-files write-files",
    ]));
  it("ask nobody where they may run any command", async () =>
    assert.deepEqual(await told({ [path]: agent({ tools: ["shell", "write"], allowedTools: ["shell"] }) }, path), [
      "kiro-agent-json planner write-files run-code",
    ]));
  for (const [title, text] of [
    ["without a prompt", agent({ prompt: undefined })],
    ["a schema", JSON.stringify({ title: "agent", properties: { allowedTools: {}, prompt: {}, name: {} } })],
    ["people", JSON.stringify([{ name: "Eve", tools: ["phone"] }])],
  ] as const)
    it(`not ${title}`, async () => assert.deepEqual(await told({ [path]: text }, path), []));
});

describe("assistants and teams", () => {
  const assistant = (mark: string) => `package x;
import dev.langchain4j.service.spring.AiService;
import dev.langchain4j.service.spring.AiServiceWiringMode;
import dev.langchain4j.service.SystemMessage;

${mark}
interface Assistant {
  @SystemMessage("Help.")
  String chat(String text);
}
`;
  it("of Spring get all tools there are", async () =>
    assert.deepEqual(
      (await discover({ "A.java": assistant("@AiService") })).get("A.java")?.map(({ name }) => name),
      ["Assistant"],
    ));
  it("of Spring get none where they are wired by name", async () =>
    assert.deepEqual(
      await told(
        { "A.java": assistant('@AiService(wiringMode = AiServiceWiringMode.EXPLICIT, chatModel = "m")') },
        "A.java",
      ),
      [],
    ));
  it("of Agno in a file that makes nothing else", async () => {
    const text = `from agno.team import Team\nfrom kit.members import analyst\nteam = Team(name="Dash", members=[analyst])\n`;
    assert.deepEqual(await told({ "a.py": text }, "a.py"), ["agno-agent Dash delegate"]);
  });
  it("not teams of people", async () =>
    assert.deepEqual(await told({ "a.py": `from agno.models import Team\nteam = Team(name="Red")\n` }, "a.py"), []));
});
