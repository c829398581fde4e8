import assert from "node:assert/strict";
import { toolsTold } from "../../../support/told.ts";

function tells(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    assert.deepEqual(await toolsTold({ [path]: text }, path), expected);
  });
}

describe("tools as the models' own SDKs take them, joined with what runs them", () => {
  tells(
    "in Go",
    "a.go",
    `package main

import (
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go/v3"
	"google.golang.org/genai"
)

func tools(found []Remote) {
	_ = []anthropic.ToolUnionParam{{OfTool: &anthropic.ToolParam{Name: "remove", Description: anthropic.String("Removes"), InputSchema: sc}}}
	_ = openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{Name: "write", Description: openai.String("Writes"), Parameters: p})
	_ = &genai.Tool{FunctionDeclarations: []*genai.FunctionDeclaration{{Name: "inner", Description: "Elided"}, &genai.FunctionDeclaration{Name: "look", Description: "Looks"}}}
	for _, one := range found {
		_ = anthropic.ToolParam{Name: one.Name, Description: anthropic.String(one.Text)}
	}
}

func call(name string) {
	switch name {
	case "remove":
		os.Remove("x")
	case "write":
		os.WriteFile("x", nil, 0o600)
	}
}
`,
    ["remove [delete-files]", "write [write-files]", "look []"],
  );
  tells(
    "in C#",
    "A.cs",
    `using OpenAI.Chat; using Azure.AI.Agents.Persistent;
public class A {
  static readonly ChatTool weather = ChatTool.CreateFunctionTool(functionName: "get_weather", functionDescription: "Gets", functionParameters: p);
  static readonly ChatTool rm = ChatTool.CreateFunctionTool("rm_file", "Removes");
  readonly FunctionToolDefinition user = new("none", "Target typed");
  readonly object other = new FunctionToolDefinition(name: "user_name", description: "Tells");
  object Made(Tool t) => ChatTool.CreateFunctionTool(t.Name, t.Description);
  void Run(string name) { switch (name) { case "get_weather": new HttpClient().GetStringAsync("http://x"); break; case "rm_file": File.Delete("x"); break; } }
}`,
    ["get_weather [fetch-network]", "rm_file [delete-files]", "none []", "user_name []"],
  );
  tells(
    "in Java",
    "A.java",
    `package a;
import com.anthropic.models.messages.Tool;
import com.openai.models.FunctionDefinition;
public class A {
  Object tools() {
    var one = Tool.builder().name("remove").description("Removes").inputSchema(s).build();
    var two = FunctionDefinition.builder().name("look").description("Looks").parameters(p).build();
    return List.of(one, two, Shop.builder().name("shop").description("A shop").build());
  }
  String run(String name) { switch (name) { case "remove": new java.io.File("x").delete(); return "x"; default: return ""; } }
}`,
    ["remove [delete-files]", "look []"],
  );
});

describe("servers in C# that answer for their tools themselves", () => {
  tells(
    "by handlers, and tools whose options name no type",
    "Program.cs",
    `using ModelContextProtocol.Server; using ModelContextProtocol.Protocol;
builder.Services.AddMcpServer(o => { o.Handlers = new McpServerHandlers {
  ListToolsHandler = (r, c) => ValueTask.FromResult(new ListToolsResult { Tools = [ new Tool { Name = "echo", Description = "Echoes" }, new Tool { Name = "wipe", Description = "Wipes" } ] }),
  CallToolHandler = (r, c) => { if (r.Params?.Name == "echo") { return x; } if (r.Params.Name == "wipe") { File.Delete("x"); } throw new McpException("x"); } }; });
builder.Services.AddMcpServer().WithListToolsHandler(async (ctx, ct) => new ListToolsResult { Tools = [ new() { Name = "third", Description = "T" } ] }).WithCallToolHandler(async (ctx, ct) => ctx.Params.Name switch { "third" => Do(), _ => throw new Exception() });
builder.Services.AddMcpServer().WithListPromptsHandler(async (ctx, ct) => new ListPromptsResult { Prompts = [ new Prompt { Name = "ask" } ] });
var made = McpServerTool.Create((string x) => File.Delete(x), new() { Name = "made", Destructive = true });
static CallToolResult Do() { System.Diagnostics.Process.Start("x"); return null; }`,
    ["echo []", "wipe [delete-files]", "third [run-code]", "made [delete-files]"],
  );
});
