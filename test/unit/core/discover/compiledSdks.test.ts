import assert from "node:assert/strict";
import { toolsTold } from "../../../support/told.ts";

function tells(
  title: string,
  path: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
): void {
  it(title, async () => {
    assert.deepEqual(await toolsTold(files, path), expected);
  });
}

describe("tools of Go and Java as their servers really write them", () => {
  tells(
    "made by a package of the project's own, with the parameters before the function",
    "pkg/shop/refunds.go",
    {
      "go.mod": "module example.com/shop\n",
      "pkg/toolkit/mcpkit/tool.go": `package mcpkit

import "github.com/mark3labs/mcp-go/mcp"

func NewTool(name, description string, parameters []ToolParameter, handler ToolHandler) *Tool {
	return &Tool{name: name, description: description, parameters: parameters, handler: handler}
}
`,
      "pkg/shop/refunds.go": `package shop

import (
	"context"

	rzpsdk "github.com/razorpay/razorpay-go"
	"example.com/shop/pkg/toolkit/mcpkit"
)

func CreateRefund(client *rzpsdk.Client) mcpkit.Tool {
	parameters := []mcpkit.ToolParameter{mcpkit.WithString("payment_id", mcpkit.Required())}
	handler := func(ctx context.Context, r mcpkit.CallToolRequest) (*mcpkit.ToolResult, error) {
		refund, err := client.Payment.Refund(r.ID, 100, nil, nil)
		return mcpkit.NewToolResultJSON(refund), err
	}
	return mcpkit.NewTool("create_refund", "Refunds a "+"payment", parameters, handler)
}

func Note() mcpkit.Resource {
	return mcpkit.NewToolNote("note", "No function", nil)
}
`,
    },
    ["create_refund [send-outward spend-money]"],
  );
  tells(
    "over a client that a generator wrote, behind an interface, with typed parameters",
    "pkg/owner/tools.go",
    {
      "go.mod": "module example.com/app\n",
      "pkg/owner/repo.go": `package owner

import "context"

type ownerClient interface {
	RetrieveOwnerWithResponse(ctx context.Context, id string) (*Response, error)
	DeleteOwnerWithResponse(ctx context.Context, id string) (*Response, error)
	CreateOwnerWithResponse(ctx context.Context, body Body) (*Response, error)
}

type Repo struct { client ownerClient }

func (r *Repo) RetrieveOwner(ctx context.Context, id string) (*Response, error) { return r.client.RetrieveOwnerWithResponse(ctx, id) }
func (r *Repo) DropOwner(ctx context.Context, id string) (*Response, error) { return r.client.DeleteOwnerWithResponse(ctx, id) }
func (r *Repo) MakeOwner(ctx context.Context, b Body) (*Response, error) { return r.client.CreateOwnerWithResponse(ctx, b) }
`,
      "pkg/owner/tools.go": `package owner

import (
	"context"

	"example.com/app/pkg/validate"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func selectOwner(repo *Repo) server.ServerTool {
	return server.ServerTool{
		Tool: mcp.NewTool("select_owner", mcp.WithDescription("Selects")),
		Handler: func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			id, err := validate.Required[string](request, "id")
			_, err = repo.RetrieveOwner(ctx, id)
			return nil, err
		},
	}
}

func dropOwner(repo *Repo) server.ServerTool {
	return server.ServerTool{
		Tool: mcp.NewTool("drop", mcp.WithDescription("Drops")),
		Handler: func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			_, err := repo.DropOwner(ctx, "x")
			return nil, err
		},
	}
}

func makeOwner(repo *Repo) server.ServerTool {
	return server.ServerTool{
		Tool: mcp.NewTool("make", mcp.WithDescription("Makes")),
		Handler: func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			_, err := repo.MakeOwner(ctx, Body{})
			return nil, err
		},
	}
}
`,
      "pkg/validate/validate.go": `package validate

func Required[T any](request any, name string) (T, error) {
	var none T
	return none, nil
}
`,
    },
    ["select_owner [fetch-network]", "drop [send-outward destroy-data]", "make [send-outward]"],
  );
  tells(
    "that read a feed",
    "Posts.java",
    {
      "Posts.java": `package a;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.net.URL;
import org.springframework.ai.mcp.annotation.McpTool;
public class Posts {
  @McpTool(name = "posts", description = "Lists posts")
  public Object posts() { return new SyndFeedInput().build(new XmlReader(new URL("https://x.dev/feed"))); }
  @McpTool(name = "count", description = "Counts")
  public int count(String text) { return text.length(); }
}`,
    },
    ["posts [fetch-network read-untrusted]", "count []"],
  );
});

describe("language model tools of an extension that asks for the interface as it is there", () => {
  const manifest = JSON.stringify({
    name: "x",
    contributes: {
      languageModelTools: [
        { name: "evaluate", modelDescription: "Evaluates" },
        { name: "variables", modelDescription: "Lists" },
        { name: "elsewhere", modelDescription: "Is not registered" },
      ],
    },
  });
  tells(
    "under a name of its own",
    "package.json",
    {
      "package.json": manifest,
      "src/tools.ts": `import * as vscode from "vscode";
export function register() {
  const lmApi = (vscode as any).lm;
  const evaluate = { async invoke(options, token) { const session = vscode.debug.activeDebugSession; return session.customRequest("evaluate", { expression: options.input.text }); } };
  const variables = { async invoke(options, token) { return vscode.debug.activeDebugSession.customRequest("variables", {}); } };
  lmApi.registerTool("evaluate", evaluate);
  lmApi.registerTool("variables", variables);
}
export function others(registry) { registry.registerTool("elsewhere", { invoke() { require("fs").rmSync("x"); } }); }
`,
    },
    ["evaluate [run-code]", "variables []", "elsewhere []"],
  );
});
