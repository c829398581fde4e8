import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** What is found in a file of a workspace, with its effects. */
type Case = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  path: string,
  expected: readonly string[],
];

function finds(table: readonly Case[]): void {
  for (const [title, files, path, expected] of table)
    it(title, async () => {
      const found = (await discover(files)).get(path) ?? [];
      assert.deepEqual(
        found.map((one) => `${shown(one)} → ${one.effects.map(({ effect }) => effect).join(" ") || "nothing"}`),
        expected,
      );
    });
}

describe("decorators of a project around those of a library", () => {
  const gone = (mark: string) => `\n@${mark}\ndef gone(p: str):\n    """Removes it"""\n    os.remove(p)\n`;
  const chain = "import os\nfrom functools import wraps\nfrom langchain_core.tools import tool\n";
  const server = 'import os\nfrom functools import wraps\nfrom fastmcp import FastMCP\nmcp = FastMCP("x")\n';
  const inner = "@wraps(func)\n    def inner(*a, **k):\n        return func(*a, **k)\n";
  const found = (name = "gone") => [`custom-decorator-py ${name} → delete-files`];
  finds([
    [
      "that hand on what they are given",
      { "a.py": `${chain}def tracked_tool(func):\n    return tool(func)\n${gone("tracked_tool")}` },
      "a.py",
      found(),
    ],
    [
      "from another file",
      {
        "a.py": `import os\nfrom marks import tracked_tool\n${gone("tracked_tool")}`,
        "marks.py": `${chain}def tracked_tool(func):\n    return tool(func)\n`,
      },
      "a.py",
      found(),
    ],
    [
      "that mark what stands for it, which is no tool by itself",
      { "a.py": `${server}def my_tool(func):\n    @mcp.tool()\n    ${inner}    return inner\n${gone("my_tool")}` },
      "a.py",
      found(),
    ],
    [
      "that are given a name first",
      {
        "a.py": `${server}def my_tool(name):\n    def mark(func):\n        @wraps(func)\n        def inner(*a, **k):\n            return func(*a, **k)\n        return mcp.tool(name=name)(inner)\n    return mark\n${gone('my_tool("gone_now")')}`,
      },
      "a.py",
      found("gone_now"),
    ],
    [
      "and not those that only log",
      { "a.py": `${chain}def logged_tool(func):\n    ${inner}    return inner\n${gone("logged_tool")}` },
      "a.py",
      [],
    ],
    [
      "and not those that make a tool of something else",
      {
        "a.py": `${chain}def counting_tool(func):\n    ${inner}    COUNTS.append(tool(COUNTER))\n    return inner\n${gone("counting_tool")}`,
      },
      "a.py",
      [],
    ],
  ]);
});

describe("tools that a generator of clients writes", () => {
  const file = (object: string, head = "") => ({
    "package.json": `{ "name": "x", "dependencies": { "@modelcontextprotocol/sdk": "1" } }`,
    "src/tools/flagsDelete.ts": `import { flagsDelete } from "../funcs/flagsDelete.js";
import { formatResult, ToolDefinition } from "../tools.js";
${head}
export const tool$flagsDelete: ToolDefinition = ${object};
`,
    "src/funcs/flagsDelete.ts": `export function flagsDelete(client, request) {
  return client._createRequest({}, { method: "DELETE", path: "/flags" });
}
`,
  });
  finds([
    [
      "with arguments",
      file(
        `{ name: "delete-flag", description: \`Deletes a flag\`, scopes: ["write"], args, tool: async (client, args, ctx) => formatResult(await flagsDelete(client, args.request)) }`,
        "const args = { request: Flag$inboundSchema };",
      ),
      "src/tools/flagsDelete.ts",
      ["custom-table-ts delete-flag → send-outward destroy-data"],
    ],
    [
      "and without",
      file(
        `{ name: "delete-flags", description: "Deletes all flags", tool: async (client, ctx) => formatResult(await flagsDelete(client)) }`,
      ),
      "src/tools/flagsDelete.ts",
      ["custom-table-ts delete-flags → send-outward destroy-data"],
    ],
    [
      "and not what only names a tool",
      file(`{ name: "delete-flag", description: "Deletes a flag", args: [1], tool: "hammer" }`),
      "src/tools/flagsDelete.ts",
      [],
    ],
  ]);
});

describe("servers of Go that speak the protocol themselves", () => {
  const server = (rows: string, more = "") => `package main

import "os"

type Tool struct {
	Name        string \`json:"name"\`
	Description string \`json:"description"\`
	InputSchema any    \`json:"inputSchema"\`
}

func handle(method string, name string, args map[string]any) any {
	switch method {
	case "tools/list":
		return []Tool{${rows}}
	case "tools/call":
		switch name {
		case "remove_file":
			return os.Remove(args["path"].(string))
		}
	}
	return nil
}
${more}`;
  const row = `{Name: "remove_file", Description: "Removes a file", InputSchema: map[string]any{"type": "object"}}`;
  finds([
    [
      "with the branch that runs each tool",
      { "go.mod": "module example.com/x\n", "main.go": server(row) },
      "main.go",
      ["general-go remove_file → delete-files"],
    ],
    [
      "and not a list of a program that has no such methods",
      {
        "go.mod": "module example.com/x\n",
        "main.go": server(row).replace("tools/list", "list").replace("tools/call", "call"),
      },
      "main.go",
      [],
    ],
  ]);
});

describe("clients of Go behind interfaces", () => {
  const file = (body: string) => ({
    "go.mod": "module example.com/x\n\nrequire github.com/modelcontextprotocol/go-sdk v1.0.0\n",
    "tools/zones.go": `package tools

import (
	"context"

	"github.com/acme/fire/zone"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type Deps struct{ Client *zone.Client }

type service interface {
	List(ctx context.Context) ([]string, error)
}

type adapter struct{ inner service }

func (a adapter) List(ctx context.Context) ([]string, error) {
	return a.inner.List(ctx)
}

func newAdapter(d *Deps) adapter { return adapter{inner: zone.NewService(d.Client)} }

func summary(entry string) string { return entry }

func Register(s *mcp.Server, d *Deps) {
	mcp.AddTool(s, &mcp.Tool{Name: "zone_list", Description: "List zones"}, ${body})
}

func listHandler(svc service, summarize func(string) string) func(context.Context, *mcp.CallToolRequest, In) (*mcp.CallToolResult, any, error) {
	return func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		all, err := svc.List(ctx)
		return nil, summarize(all[0]), err
	}
}
`,
  });
  const handler = (body: string) =>
    `func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) { ${body} }`;
  finds([
    [
      "that pass on to another one of their kind",
      file(handler("all, err := newAdapter(d).List(ctx); return nil, all, err")),
      "tools/zones.go",
      ["mcp-go-sdk zone_list → fetch-network"],
    ],
    [
      "that a factory of handlers is given beside a function that only helps",
      file("listHandler(newAdapter(d), summary)"),
      "tools/zones.go",
      ["mcp-go-sdk zone_list → fetch-network"],
    ],
    [
      "and not a function that only helps",
      file(handler(`return nil, summary("x"), nil`)),
      "tools/zones.go",
      ["mcp-go-sdk zone_list → nothing"],
    ],
  ]);
});

describe("what runs a tool that is described beside it", () => {
  const spec = `{"name": "remove_file", "description": "Removes a file", "parameters": {"type": "object", "properties": {"path": {"type": "string"}}}}`;
  const run = `\nimport os\ndef run(path):\n    os.remove(path)\n`;
  const openai = `{"type": "function", "function": ${spec}}`;
  const python = (text: string) => ({ "requirements.txt": "openai\n", "tools/remove_file_tool.py": text });
  const path = "tools/remove_file_tool.py";
  const table = (entry: string, more = "") => ({
    "package.json": `{ "name": "x", "dependencies": { "@modelcontextprotocol/sdk": "1" } }`,
    "src/tools/record.ts": `import fs from "node:fs";
export const removeRecordConfig = { name: "remove-record", handler: async ({ path }) => { fs.rmSync(path); }, format: (x) => x };
export const removeRecordDefinition = { name: "remove_record", description: "Removes a record", inputSchema: { type: "object", properties: { path: { type: "string", description: "Where" } } } };
`,
    "src/tools/index.ts": `import { removeRecordConfig, removeRecordDefinition } from "./record";
export const toolConfigs = {
  ${entry},
};
${more}`,
  });
  finds([
    [
      "as the function of a module that answers what it is",
      python(`def spec():\n    return ${openai}\n${run}`),
      path,
      ["openai-raw-json remove_file → delete-files"],
    ],
    [
      "as the function beside a constant",
      python(`SKILL_META = ${spec}\n${run}`),
      path,
      ["general-py remove_file → delete-files"],
    ],
    [
      "and not of a list of several, where nothing tells them apart",
      python(
        `TOOLS = [${openai}, ${openai.replaceAll("remove", "look_at").replaceAll("Removes", "Looks at")}]\n${run}`,
      ),
      path,
      [
        "openai-raw-json remove_file: unknown → delete-files destroy-data",
        "openai-raw-json look_at_file: unknown → nothing",
      ],
    ],
    [
      "as an object in a table of another file",
      table("remove_record: removeRecordConfig"),
      "src/tools/record.ts",
      ["general-ts remove_record → delete-files"],
    ],
    [
      "and not as a quota that only looks at its name",
      table(
        "remove_record: removeRecordConfig",
        `export function quota(operation) { switch (operation) { case "remove_record": if (used > 3) { return false; } } return true; }`,
      ),
      "src/tools/record.ts",
      ["general-ts remove_record → delete-files"],
    ],
  ]);
});
