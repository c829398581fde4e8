import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

describe("tools of Go that no library's row names", () => {
  it("by a description of any MCP package beside the function, or in a method of the type that runs it", async () => {
    const files = {
      "go.mod": "module example.com/devtools\n",
      "internal/mcpapi/api.go": `package mcpapi

import "github.com/modelcontextprotocol/go-sdk/mcp"

type Tool = mcp.Tool

func NewTool(name string, opts ...ToolOption) Tool {
	return Tool{Name: name}
}
`,
      "internal/tools/remove.go": `package tools

import (
	"context"
	"os"

	"example.com/devtools/internal/mcpapi"
)

type RemoveTool struct{}

func (t *RemoveTool) Definition() mcpapi.Tool {
	return mcpapi.NewTool(
		"remove",
		mcpapi.WithDescription("Removes a file"),
		mcpapi.WithDestructiveHintAnnotation(true),
	)
}

func (t *RemoveTool) Execute(ctx context.Context, args map[string]any) error {
	return os.Remove(args["path"].(string))
}
`,
      "internal/tools/exec.go": `package tools

import (
	"os/exec"

	"github.com/someone/contexts/pkg/fxctx"
	"github.com/someone/contexts/pkg/mcp"
)

func NewExecTool() fxctx.Tool {
	return fxctx.NewTool(
		&mcp.Tool{Name: "exec", Description: ptr("Runs a command")},
		func(args map[string]any) *mcp.CallToolResult {
			exec.Command("sh", "-c", args["command"].(string)).Run()
			return nil
		},
	)
}

func prompts() fxctx.Prompt {
	return fxctx.NewPrompt(mcp.Prompt{Name: "ask", Description: ptr("Asks")}, func() {})
}
`,
    };
    const found = await discover(files);
    const told = (path: string) =>
      (found.get(path) ?? []).map((tool) => `${shown(tool)} (${tool.effects.map(({ effect }) => effect).join(" ")})`);
    assert.deepEqual(told("internal/tools/remove.go"), ["custom-mcp-go remove (delete-files)"]);
    assert.deepEqual(told("internal/tools/exec.go"), ["custom-mcp-go exec (run-code)"]);
    assert.deepEqual(told("internal/mcpapi/api.go"), []);
  });

  finds(
    "by methods that answer a description, or a name, a text and a schema",
    "tools.go",
    `package tools

const BashName = "bash"

type bashTool struct{}

func (b *bashTool) Info() ToolInfo {
	return ToolInfo{Name: BashName, Description: "Runs a command", Parameters: map[string]any{}}
}

func (b *bashTool) Run(ctx context.Context, call ToolCall) (ToolResponse, error) {
	return b.shell.run(call)
}

type Reader struct{}

func (r Reader) Name() string { return "read_file" }
func (r Reader) Description() string { return "Reads a file" }
func (r Reader) Parameters() map[string]any { return nil }
func (r Reader) Execute(args map[string]any) string { return "" }

type Job struct{}

func (j Job) Name() string { return "nightly" }
func (j Job) Description() string { return "Cleans up" }
func (j Job) Run() error { return nil }
`,
    ["custom-class-go bash", "custom-class-go read_file"],
  );

  finds(
    "by literals that hold a schema, with or without the function; those of command lines are none",
    "main.go",
    `package main

import (
	"github.com/anthropics/anthropic-sdk-go"
	"github.com/spf13/cobra"
)

var ReadFileDefinition = ToolDefinition{
	Name:        "read_file",
	Description: "Reads a file",
	InputSchema: ReadFileInputSchema,
	Function:    ReadFile,
}

var cmd = &cobra.Command{Use: "tool", Short: "a tool", Run: run}

var half = ToolDefinition{Name: "half", Description: "What runs it is elsewhere", InputSchema: ReadFileInputSchema}

func ReadFile(input json.RawMessage) (string, error) { return "", nil }
func run() {}
`,
    ["custom-table-go read_file", "general-go half: unknown"],
  );
});

describe("clients of Go", () => {
  it("are what a value is asserted to be, and are asked by getters too", async () => {
    const files = {
      "main.go": `package main

import (
	"context"
	"sync"

	"github.com/hashicorp/vault/api"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"github.com/slack-go/slack"
)

var clients sync.Map

func clientOf(id string) *api.Client {
	if value, ok := clients.Load(id); ok {
		return value.(*api.Client)
	}
	return nil
}

type Handler struct {
	client *slack.Client
}

func (h *Handler) history(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	return h.client.GetConversationHistoryContext(ctx, nil)
}

func register(s *server.MCPServer, h *Handler) {
	s.AddTool(mcp.NewTool("write_secret"), func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		vault := clientOf("a")
		vault.Logical().Write("a", nil)
		return nil, nil
	})
	s.AddTool(mcp.NewTool("history"), h.history)
}
`,
    };
    const found = (await discover(files)).get("main.go") ?? [];
    assert.deepEqual(
      found.map(({ name, effects }) => `${name}: ${effects.map(({ effect }) => effect).join(" ")}`),
      ["write_secret: send-outward change-access", "history: fetch-network read-untrusted"],
    );
  });
});
