import assert from "node:assert/strict";
import { toolsTold } from "../../../../support/told.ts";

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

const anything = "read-data write-data destroy-data";

describe("what a helper does that is handed its query", () => {
  tells(
    "in TypeScript, by the text of each call",
    "a.ts",
    {
      "a.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Pool } from "pg";
const pool = new Pool();
const server = new McpServer({ name: "x", version: "1" });
async function run(sql: string, params: unknown[] = []) { return (await pool.query(sql, params)).rows; }
async function first(options: { sql: string }) { return (await run(options.sql))[0]; }
server.tool("list", "Lists", {}, async () => ({ content: await run("SELECT * FROM users") }));
server.tool("add", "Adds", {}, async ({ a }) => ({ content: await run("INSERT INTO users VALUES ($1)", [a]) }));
server.tool("both", "Both", {}, async ({ a }) => { await run("SELECT 1"); return { content: await run(\`DELETE FROM \${a}\`) }; });
server.tool("given", "Given", {}, async ({ sql }) => ({ content: await run(sql) }));
server.tool("prose", "Prose", {}, async ({ sql }) => ({ content: await run(sql, ["select"]) }));
server.tool("built", "Built", {}, async ({ w }) => { let q = "SELECT count(*) FROM t"; if (w) q += \` WHERE \${w}\`; return { content: await run(q) }; });
server.tool("inside", "Inside", {}, async () => ({ content: await first({ sql: "SELECT 1" }) }));
`,
    },
    [
      "list [read-data]",
      "add [write-data]",
      "both [read-data destroy-data]",
      `given [${anything}]`,
      `prose [${anything}]`,
      "built [read-data]",
      "inside [read-data]",
    ],
  );
  tells(
    "in Python",
    "a.py",
    {
      "a.py": `from mcp.server.fastmcp import FastMCP
import psycopg2
mcp = FastMCP("x")
conn = psycopg2.connect("x")
def run_query(sql: str, params=None):
    cur = conn.cursor()
    cur.execute(sql, params)
    return cur.fetchall()
@mcp.tool()
def users():
    return run_query("""
        SELECT * FROM users
    """)
@mcp.tool()
def forget(name: str):
    return run_query("DELETE FROM {} WHERE 1".format(name))
@mcp.tool()
def anything(sql: str):
    return run_query(sql)
`,
    },
    ["users [read-data]", "forget [destroy-data]", `anything [${anything}]`],
  );
  tells(
    "in Go",
    "a.go",
    {
      "go.mod": "module example.com/x\n",
      "a.go": `package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type Store struct{ db *sql.DB }

func (s *Store) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, query, args...)
}

func register(srv *server.MCPServer, s *Store) {
	srv.AddTool(mcp.NewTool("list", mcp.WithDescription("Lists")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		q := fmt.Sprintf("SELECT * FROM %s", r.GetString("t", ""))
		s.rows(ctx, q)
		return nil, nil
	})
	srv.AddTool(mcp.NewTool("drop", mcp.WithDescription("Drops")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		s.rows(ctx, "DROP TABLE "+r.GetString("t", ""))
		return nil, nil
	})
	srv.AddTool(mcp.NewTool("run", mcp.WithDescription("Runs")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		s.rows(ctx, r.GetString("q", ""))
		return nil, nil
	})
}
`,
    },
    ["list [read-data]", "drop [destroy-data]", `run [${anything}]`],
  );
  tells(
    "in Java",
    "T.java",
    {
      "T.java": `package x;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.jdbc.core.JdbcTemplate;
public class T {
  private final JdbcTemplate jdbc;
  T(JdbcTemplate jdbc) { this.jdbc = jdbc; }
  private java.util.List<?> ask(String sql, Object... args) { return jdbc.queryForList(sql, args); }
  private int change(String sql, Object... args) { return jdbc.update(sql, args); }
  @Tool(description = "a") public Object find(String t) { String sql = String.format("SELECT * FROM %s", t); return ask(sql); }
  @Tool(description = "b") public Object add(String t) { return change("INSERT INTO a VALUES (?)", t); }
  @Tool(description = "c") public Object run(String t) { return ask(t); }
}`,
    },
    ["find [read-data]", "add [write-data]", `run [${anything}]`],
  );
  tells(
    "in C#",
    "T.cs",
    {
      "T.cs": `using ModelContextProtocol.Server; using Npgsql; using Dapper;
[McpServerToolType] public class T(NpgsqlDataSource source) {
  async Task<object> Ask(string sql, object args = null) { await using var c = await source.OpenConnectionAsync(); await using var cmd = new NpgsqlCommand(sql, c); return await cmd.ExecuteReaderAsync(); }
  [McpServerTool] public Task<object> List(string x) => Ask($"SELECT * FROM {x}");
  [McpServerTool] public Task<object> Add(string x) => Ask("INSERT INTO a VALUES (@x)", new { x });
  [McpServerTool] public Task<object> Run(string x) => Ask(x);
}`,
    },
    ["list [read-data]", "add [write-data]", `run [${anything}]`],
  );
  tells(
    "in Rust, in a module and behind a lock",
    "src/server.rs",
    {
      "src/engine/mod.rs": `use surrealdb::{Surreal, engine::any::Any};
pub async fn execute(db: &Surreal<Any>, query_string: String) -> Response {
    db.query(&query_string).await
}
`,
      "src/server.rs": `use rmcp::{tool, tool_router, handler::server::tool::Parameters};
use std::sync::Arc;
use tokio::sync::Mutex;
use surrealdb::{Surreal, engine::any::Any};
use crate::engine;
pub struct Service { db: Arc<Mutex<Option<Surreal<Any>>>> }
#[tool_router]
impl Service {
    #[tool(description = "Selects")]
    pub async fn select(&self, params: Parameters<P>) -> Result<CallToolResult, McpError> {
        let mut query = "SELECT * FROM ".to_string();
        query.push_str(&params.0.table);
        self.ask(query).await
    }
    #[tool(description = "Creates")]
    pub async fn create(&self, params: Parameters<P>) -> Result<CallToolResult, McpError> {
        self.ask(format!("CREATE {} CONTENT $data", params.0.table)).await
    }
    #[tool(description = "Runs")]
    pub async fn query(&self, params: Parameters<P>) -> Result<CallToolResult, McpError> {
        self.ask(params.0.query).await
    }
    #[tool(description = "Leaves")]
    pub async fn disconnect(&self) -> Result<CallToolResult, McpError> {
        let mut guard = self.db.lock().await;
        *guard = None;
        Ok(CallToolResult::success(vec![]))
    }
    async fn ask(&self, query_string: String) -> Result<engine::Response, McpError> {
        let guard = self.db.lock().await;
        match &*guard {
            Some(db) => Ok(engine::execute(db, query_string).await),
            None => Err(McpError::internal_error("not connected", None)),
        }
    }
}
`,
    },
    ["select [read-data]", "create [write-data]", `query [${anything}]`, "disconnect []"],
  );
  tells(
    "of GraphQL, which is posted also where it only asks",
    "a.ts",
    {
      "a.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import axios from "axios";
const server = new McpServer({ name: "x", version: "1" });
const PARTS = \`query Parts($id: String) { parts(id: $id) { nodes { id } } }\`;
class Client { async request(query: string, variables = {}) { const r = await fetch("https://api.x.dev/graphql", { method: "POST", body: JSON.stringify({ query, variables }) }); return r.json(); } }
const client = new Client();
async function post(q) { return (await axios.post("https://api.x.dev/graphql", q)).data; }
server.tool("parts", "Lists", {}, async () => ({ content: await client.request(PARTS) }));
server.tool("add", "Adds", {}, async ({ a }) => ({ content: await client.request(\`mutation Add { add { id } }\`, { a }) }));
server.tool("again", "Lists", {}, async () => ({ content: await post({ query: PARTS }) }));
server.tool("say", "Says", {}, async ({ a }) => ({ content: await post({ text: "query what you like" }) }));
`,
    },
    [
      "parts [fetch-network]",
      "add [fetch-network send-outward]",
      "again [fetch-network]",
      "say [fetch-network send-outward]",
    ],
  );
});
