import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

async function all(files: Readonly<Record<string, string>>): Promise<string[]> {
  return [...(await discover(files))].flatMap(([path, found]) => found.map((one) => `${path} ${shown(one)}`)).sort();
}

describe("tools that another file registers", () => {
  const kept = `package files

import (
	"context"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
)

func Remove() mcp.Tool {
	return mcp.NewTool("remove_note", mcp.WithDescription("Removes a note"))
}

func HandleRemove(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	return nil, os.Remove(request.GetString("path", ""))
}
`;
  const register = `package files

import "github.com/mark3labs/mcp-go/server"

func Register(s *server.MCPServer) {
	s.AddTool(Remove(), HandleRemove)
}
`;

  it("in Go, beside a folder of the project that is called as the library's package", async () => {
    const files = {
      "mcp/server.go": "package mcp\n\nfunc Run() {}\n",
      "mcp/tools/files/remove.go": kept,
      "mcp/tools/files/reg.go": register,
    };
    const found = (await discover(files)).get("mcp/tools/files/remove.go") ?? [];
    assert.deepEqual(found.map(shown), ["mcp-go-mark3labs remove_note"]);
    assert.ok(found[0]?.kind === "tool" && found[0].effects.some(({ effect }) => effect === "delete-files"));
  });

  it("in Go, and what runs one that nobody registers stays unknown", async () => {
    assert.deepEqual(await all({ "files/remove.go": kept }), ["files/remove.go mcp-go-mark3labs remove_note: unknown"]);
  });

  it("in Go, and a folder that does declare the name is the project's own", async () => {
    const files = {
      "mcp/mcp.go":
        "package mcp\n\ntype Tool struct{ Name string }\n\nfunc NewTool(name string) Tool { return Tool{Name: name} }\n",
      "shop/hammer.go": `package shop

import "example.com/shop/mcp"

var Hammer = mcp.NewTool("hammer")
`,
    };
    assert.deepEqual(await all(files), []);
  });

  it("in Python, by functions that a star brings", async () => {
    const files = {
      "desk/configs/tools.py": "def refund():\n    return 'done'\n\n\ndef helper():\n    return 1\n",
      "desk/configs/agents.py": `from configs.tools import *
from swarm import Agent

desk = Agent(name="Desk", functions=[refund])
`,
    };
    assert.deepEqual(await all(files), [
      "desk/configs/agents.py swarm-agent Desk",
      "desk/configs/tools.py swarm-function refund",
    ]);
  });
});

describe("tools of an MCP server in Python that is called with the function", () => {
  finds(
    "by a server of the project's own, in the method that sets it up",
    "server.py",
    `from fastmcp import FastMCP


class Notes(FastMCP):
    def setup(self):
        async def find(query: str) -> str:
            """Finds notes."""
            return query

        find_one = find
        if self.strict:
            find_one = limited(find_one)
        self.tool(find_one, name="notes-find", description="Finds notes")
        self.resource(find, name="no-tool")
`,
    ["mcp-py-fastmcp notes-find"],
  );
});

describe("tools in a table of TypeScript with the raw shape of their input", () => {
  const server = { "package.json": '{"dependencies": {"@modelcontextprotocol/sdk": "1.0.0"}}' };
  const table = `import { z } from "zod";
const play = {
  name: "playMusic",
  description: "Plays a track",
  schema: { track: z.string().describe("The track"), loud: z.boolean().optional() },
  handler: async ({ track }) => fetch("https://music.example/play", { method: "POST", body: track }),
};
const now = { name: "nowPlaying", description: "What plays", schema: {}, handler: async () => "x" };
export const fetchUrl = {
  name: "fetch_url",
  description: "Fetches a page",
  paramsSchema: { url: z.string() },
  cb: async ({ url }) => fetch(url),
};
export const playTools = [play, now];
const field = { name: "volume", description: "How loud", schema: { unit: "dB" }, handler: () => 3 };
`;
  const named = (found: readonly string[]) => found.filter((one) => one.includes("custom-table-ts"));

  it("where the project reaches a model", async () => {
    assert.deepEqual(named(await all({ ...server, "src/play.ts": table })), [
      "src/play.ts custom-table-ts fetch_url",
      "src/play.ts custom-table-ts nowPlaying",
      "src/play.ts custom-table-ts playMusic",
    ]);
  });

  it("and nowhere else", async () => {
    const plain = table.replaceAll("Tools", "Songs");
    assert.deepEqual(named(await all({ "package.json": "{}", "src/play.ts": plain })), []);
  });
});

describe("tools of Python in a record of the project's own", () => {
  const text = (imported: string) => `from .base import ToolSpec
${imported}

def read(path):
    return open(path).read()


tool = ToolSpec(name="read", desc="Read a file", execute=read)
`;
  finds("with a short word for the description", "agent/tools/read.py", text("from ..llm.models import Model"), [
    "custom-class-py read",
  ]);
  finds("but not of a workshop", "shop/read.py", text("import math"), []);
});

describe("tools in C# by an attribute that is named for models", () => {
  finds(
    "with a sentence in it or beside it",
    "Tools.cs",
    `using Acme.Toolkit;
public class Files {
  [AITool("move_file", "Moves a file")] public void MoveFile(string a, string b) { File.Move(a, b); }
  [AIFunction, Description("Reads a file")] public string ReadFile(string path) => File.ReadAllText(path);
  [AITool] public string Unsaid(string path) => path;
  [Tool("hammer", "Drives a nail")] public void Hammer() {}
}`,
    ["custom-attribute-cs move_file", "custom-attribute-cs read_file"],
  );
});

describe("tools and agents of Go that helpers make", () => {
  finds(
    "by a helper that is handed the name, in a record with what runs it",
    "tools.go",
    `package tools

import "github.com/mark3labs/mcp-go/mcp"

type options struct{ name, description string }

func newTool(o options, more ...mcp.ToolOption) mcp.Tool {
	return mcp.NewTool(o.name, append(more, mcp.WithDescription(o.description))...)
}

func openTool() *Tool {
	return &Tool{
		Definition: newTool(options{name: "note_open", description: "Opens a note"}),
		Handler: func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil },
	}
}

func hammer() *Box {
	return &Box{Definition: newBox(options{name: "hammer"}), Handler: func() {}}
}
`,
    ["mcp-go-mark3labs note_open"],
  );

  finds(
    "where the helper is called, not in the helper",
    "tools.go",
    `package tools

import "github.com/cloudwego/eino/components/tool/utils"

func Safe(name, desc string, run any) (any, error) {
	return utils.InferTool(name, desc, run)
}

func plan(ctx context.Context, in string) (string, error) { return in, nil }

func all() {
	Safe("check_plan", "Checks a plan", plan)
	log("check_plan", "Checks a plan", plan)
}
`,
    ["eino-go check_plan"],
  );

  finds(
    "agents of eino, with those that others work for",
    "agent.go",
    `package main

import (
	"github.com/cloudwego/eino/adk"
	"github.com/cloudwego/eino/adk/prebuilt/supervisor"
	"github.com/cloudwego/eino/flow/agent/react"
)

func build(ctx context.Context) {
	lead, err := adk.NewChatModelAgent(ctx, &adk.ChatModelAgentConfig{Name: "lead", Instruction: "You lead."})
	helper, err := react.NewAgent(ctx, &react.AgentConfig{})
	supervisor.New(ctx, &supervisor.Config{Supervisor: lead, SubAgents: []adk.Agent{helper}})
	adk.NewRunner(ctx, adk.RunnerConfig{Agent: lead})
}
`,
    ["eino-agent lead", "eino-agent helper"],
  );
});

describe("tools of Rust by an attribute of a crate that no row names", () => {
  finds(
    "but not by any attribute of that name",
    "src/tools.rs",
    `use anyhow::Result;
use mcp_core_macros::tool;
use workshop::tool as bench;

#[tool(description = "Fetches a price")]
async fn fetch_price(mint: String) -> Result<String> { Ok(mint) }

#[mistralrs::tool(description = "Adds")]
fn add(a: f64) -> f64 { a }

#[bench(description = "Drives a nail")]
fn hammer() {}
`,
    ["custom-attribute-rs fetch_price", "custom-attribute-rs add"],
  );
});

describe("a tool that is a file of its own in OpenAI's form", () => {
  const tool = JSON.stringify({
    type: "function",
    function: { name: "send_email", description: "Sends an email", parameters: { type: "object", properties: {} } },
  });
  const files = { "examples/support/tools/send_email/tool.json": tool, "tests/tools/send_email/tool.json": tool };
  it("also in an example, but not in a test", async () => {
    assert.deepEqual(await all(files), [
      "examples/support/tools/send_email/tool.json custom-manifest-json send_email: unknown",
    ]);
  });
});

describe("tools in a list that gives the properties of their input alone", () => {
  const list = (name: string) => `export const ${name} = [
  { name: "get_order", parameters: { id: { type: "string", description: "The order" } } },
  { name: "cancel_order", parameters: { id: { type: "string", description: "The order" } } },
];
`;
  const functions = `export const get_order = async ({ id }) => fetch("/orders/" + id);
export const cancel_order = async ({ id }) => fetch("/orders/" + id, { method: "POST", body: "{}" });
export const functionsMap = {
  get_order,
  cancel_order: cancel_order,
};
`;
  const near = { "package.json": '{"dependencies": {"openai": "4.0.0"}}' };

  it("joined with a table of functions", async () => {
    const files = { ...near, "config/tools-list.ts": list("toolsList"), "config/functions.ts": functions };
    const found = (await discover(files)).get("config/tools-list.ts") ?? [];
    assert.deepEqual(found.map(shown), ["custom-table-ts get_order", "custom-table-ts cancel_order"]);
    const effects = found.map((one) => (one.kind === "tool" ? one.effects.map(({ effect }) => effect) : []));
    assert.ok(!effects[0]?.includes("send-outward") && effects[1]?.includes("send-outward"));
  });

  it("but not forms", async () => {
    assert.deepEqual(await all({ ...near, "config/forms.ts": list("forms") }), []);
  });
});

describe("tools of Python that Anthropic defines and a project runs", () => {
  const base = (imported: string) => `${imported}


class BaseBenchTool:
    def to_params(self):
        raise NotImplementedError
`;
  const bash = `from typing import Literal
from .base import BaseBenchTool


class BashTool(BaseBenchTool):
    """Runs commands."""

    name: Literal["bash"] = "bash"

    def to_params(self):
        return {"type": "bash_20250124", "name": self.name}

    async def __call__(self, command: str):
        return command
`;
  it("by a base that makes what the model is told", async () => {
    const files = { "use/base.py": base("from anthropic.types.beta import BetaToolUnionParam"), "use/bash.py": bash };
    assert.deepEqual(await all(files), ["use/bash.py custom-class-py bash"]);
  });
  it("but not of a workshop", async () => {
    assert.deepEqual(await all({ "use/base.py": base("import math"), "use/bash.py": bash }), []);
  });
});

describe("tools whose helper or wrapper is handed what names and runs them", () => {
  finds(
    "in Go",
    "main.go",
    `package main

import "github.com/mark3labs/mcp-go/mcp"

func drop(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.Remove("x") }

func add(s *Server, name, desc string, run Handler) { s.AddTool(mcp.NewTool(name, mcp.WithDescription(desc)), run) }

func described(name, desc string) mcp.Tool { return mcp.NewTool(name, mcp.WithDescription(desc)) }

func main() {
	add(s, "drop_file", "Drops a file", drop)
	s.AddTool(described("drop_more", "Drops more"), drop)
	log(s, "drop_none", "Drops nothing", drop)
}
`,
    ["mcp-go-mark3labs drop_file", "mcp-go-mark3labs drop_more"],
  );
  finds(
    "in Python",
    "server.py",
    `from fastmcp import FastMCP
from fastmcp.tools import Tool
from limits import limited

mcp = FastMCP("notes")


def find(query: str) -> str:
    return query


mcp.add_tool(Tool.from_function(find, name="find_note"))
mcp.add_tool(limited(find), name="find_few")
mcp.add_resource(limited(find), name="no_tool")
`,
    ["mcp-py-fastmcp find_note", "mcp-py-fastmcp find_few"],
  );
  finds(
    "in Python, for a server of the project that is handed in",
    "jobs.py",
    `from fastmcp.tools import FunctionTool
from .server import OwnServer


def add_job_tools(mcp: OwnServer) -> None:
    mcp.add_tool(FunctionTool.from_function(run_job, tags={"jobs"}))


async def run_job(component: str) -> str:
    return component
`,
    ["mcp-py-fastmcp run_job"],
  );

  it("in Java by class and method, in the repository of the library itself", async () => {
    const files = {
      "core/src/main/java/com/google/adk/tools/FunctionTool.java":
        "package com.google.adk.tools;\npublic class FunctionTool { public static FunctionTool create(Class<?> type, String method) { return new FunctionTool(); } }\n",
      "samples/src/main/java/com/example/Notes.java":
        'package com.example;\nimport com.google.adk.tools.Annotations.Schema;\npublic class Notes {\n  @Schema(name = "drop_note", description = "Drops a note")\n  public static void dropNote(String path) throws Exception { java.nio.file.Files.delete(java.nio.file.Path.of(path)); }\n  public static void other(String path) {}\n}\n',
      "samples/src/main/java/com/example/Agents.java":
        'package com.example;\nimport com.google.adk.tools.FunctionTool;\npublic class Agents { Object tools() { return FunctionTool.create(Notes.class, "dropNote"); } }\n',
    };
    assert.deepEqual(await all(files), ["samples/src/main/java/com/example/Notes.java adk-java-tool drop_note"]);
  });

  it("in Java by the builder of the library, in its own repository", async () => {
    const files = {
      "core/src/main/java/io/modelcontextprotocol/server/McpServerFeatures.java":
        "package io.modelcontextprotocol.server;\npublic class McpServerFeatures { public record SyncToolSpecification(Object tool) { public static Builder builder() { return new Builder(); } public static class Builder { public Builder tool(Object t) { return this; } public SyncToolSpecification build() { return null; } } } }\n",
      "conformance/src/main/java/com/example/Server.java":
        'package com.example;\nimport io.modelcontextprotocol.server.McpServerFeatures;\nimport io.modelcontextprotocol.spec.McpSchema.Tool;\nclass Server { Object one() { return McpServerFeatures.SyncToolSpecification.builder().tool(Tool.builder("tell", schema).build()).callHandler((ex, r) -> null).build(); } }\n',
    };
    assert.deepEqual(await all(files), ["conformance/src/main/java/com/example/Server.java mcp-java-sdk tell"]);
  });
});
