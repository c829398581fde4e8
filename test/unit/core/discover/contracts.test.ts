import assert from "node:assert/strict";
import { discover } from "../../../support/discovered.ts";

/** What the tools of a file can do, where a trail goes through types, parts of a class or tables. */
type Trail = readonly [title: string, files: Readonly<Record<string, string>>, expected: string];

function trails(path: string, table: readonly Trail[]): void {
  for (const [title, files, expected] of table)
    it(title, async () => {
      const found = (await discover(files)).get(path) ?? [];
      assert.equal(found.length, 1);
      assert.equal(found.flatMap(({ effects }) => effects.map(({ effect }) => effect)).join(" "), expected);
    });
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n`;
/** A file that registers one tool inside a function that is handed what it works with. */
const tool = (head: string, params: string, body: string) => `${server}${head}
export function register(server: McpServer, ${params}) {
  server.registerTool("turn", { description: "Turns it" }, async ({ p }) => { ${body} });
}`;
const keeper = `import fs from "node:fs";
import type { Store } from "./types";
export class DiskStore implements Store { async turn(p: string) { fs.rmSync(p); } }`;
const types = `export interface Store<T = string> extends Base {
  /** Turns { it }; see https://example.com/(a) */
  turn(p: string): Promise<void>;
}
export interface Base { name: string }
export type MakeStore = () => Promise<Store>;
export type Kept = Store | null;
export type Both = { log: (text: string) => void } & Store;
export interface Context { store: Store; readonly make?: (id: string) => Store; others: Store[] }`;
const around = { "package.json": `{ "name": "x" }`, "types.ts": types, "disk.ts": keeper };

describe("interfaces and types of TypeScript, behind which one class of the project stands", () => {
  const imports = `import type { Both, Context, Kept, MakeStore, Store } from "./types";`;
  const through = (title: string, params: string, body: string, expected = "delete-files"): Trail => [
    title,
    { ...around, "a.ts": tool(imports, params, body) },
    expected,
  ];
  trails("a.ts", [
    through("by the type of a parameter", "store: Store", "await store.turn(p);"),
    through("that may be missing", "store?: Store | undefined", "await store?.turn(p);"),
    through("under another name", "store: Kept", "await store.turn(p);"),
    through("together with something else", "store: Both", "await store.turn(p);"),
    through("as a part of it", `store: Pick<Store, "turn">`, "await store.turn(p);"),
    through("made by a function that is handed in", "make: () => Store", "const store = make(); await store.turn(p);"),
    through("made later, by a function with a name", "make: MakeStore", "const s = await make(); await s.turn(p);"),
    through("in a context", "context: Context", "await context.store.turn(p);"),
    through("taken out of a context", "{ store }: Context", "await store.turn(p);"),
    through("taken out of it later", "context: Context", "const { store } = context; await store.turn(p);"),
    through("taken out under another name", "{ store: kept }: { store: Store; n: number }", "await kept.turn(p);"),
    through("made by a method of a context", "context: Context", `await context.make("x").turn(p);`),
    through("but not each of several", "context: Context", "await context.others.at(0).turn(p);", ""),
    through("but not a member that it does not have", "store: Store", "await store.paint(p);", ""),
  ]);

  const twice = (second: string) => ({
    ...around,
    "second.ts": second,
    "a.ts": tool(imports, "s: Store", "s.turn(p);"),
  });
  trails("a.ts", [
    [
      "is not chosen among two",
      twice(`import type { Store } from "./types";\nexport class Other implements Store { async turn() {} }`),
      "",
    ],
    [
      "is not one that stands in for it",
      twice(`import type { Store } from "./types";\nexport class MockStore implements Store { async turn() {} }`),
      "delete-files",
    ],
    [
      "is not in another package",
      {
        ...around,
        "b/package.json": "{}",
        "b/types.ts": types,
        "b/a.ts": "",
        "a.ts": tool(`import type { Store } from "./b/types";`, "s: Store", "s.turn(p);"),
      },
      "",
    ],
    [
      "and a class is more than a type of its name",
      {
        "a.ts": tool(
          `import fs from "node:fs";\ninterface Store { turn(p: string): void }\nclass Store { turn(p: string) { fs.rmSync(p); } }`,
          "s: Store",
          "s.turn(p);",
        ),
      },
      "delete-files",
    ],
    [
      "and what a factory answers",
      {
        "a.ts": tool(
          `import { WebClient } from "@slack/web-api";\nconst make = () => new WebClient("x");\ntype Client = ReturnType<typeof make>;`,
          "s: Client",
          "await s.chat.postMessage({ channel: p });",
        ),
      },
      "send-outward",
    ],
  ]);
});

describe("services that a function makes once and gives together", () => {
  const services = (make: string) => `import fs from "node:fs";
class Files { turn(p: string) { fs.rmSync(p); } }
class Names { turn(p: string) { return p.length; } }
${make}`;
  const uses = (head: string, body: string) => tool(head, "options: unknown", body);
  const kept = `let made: ReturnType<typeof create> | null = null;
function create() { const files = new Files(); return { files, names: new Names() }; }
function get() { if (!made) { made = create(); } return made; }
export const all = get();
export const { files: fileService } = all;`;
  trails("a.ts", [
    [
      "and one of them",
      { "services.ts": services(kept), "a.ts": uses(`import { all } from "./services";`, "all.files.turn(p);") },
      "delete-files",
    ],
    [
      "and one of them, taken out",
      {
        "services.ts": services(kept),
        "a.ts": uses(`import { all } from "./services";\nconst { files: fileService } = all;`, "fileService.turn(p);"),
      },
      "delete-files",
    ],
    [
      "and one that is exported by itself",
      {
        "services.ts": services(kept),
        "a.ts": uses(`import { fileService } from "./services";`, "fileService.turn(p);"),
      },
      "delete-files",
    ],
    [
      "but not another of them",
      { "services.ts": services(kept), "a.ts": uses(`import { all } from "./services";`, "all.names.turn(p);") },
      "",
    ],
  ]);
});

const csharp = (body: string) => `using ModelContextProtocol.Server;
[McpServerToolType] public class Tools(IStore store) {
  [McpServerTool(Name = "turn")] public string Turn(string p) { ${body} }
}`;

describe("classes of C# in several files", () => {
  const parts = {
    "IStore.cs": "public interface IStore { void Turn(string p); int Size(string p); }",
    "Store.cs":
      "using System.IO; public partial class Store : IStore { private void Drop(string p) { File.Delete(p); } }",
    "Store.Turning.cs": "public sealed partial class Store { public void Turn(string p) { Drop(p); } }",
    "Store.Size.cs": "public partial class Store { public int Size(string p) { return p.Length; } }",
  };
  trails("Tools.cs", [
    ["are one", { ...parts, "Tools.cs": csharp(`store.Turn(p); return "";`) }, "delete-files"],
    ["and do only what is called", { ...parts, "Tools.cs": csharp(`return "" + store.Size(p);`) }, ""],
    [
      "but classes of one name that are not parts are two",
      {
        ...parts,
        "Store.Turning.cs": "namespace Other; public class Store { public void Turn(string p) { Drop(p); } }",
        "Tools.cs": csharp(`store.Turn(p); return "";`),
      },
      "",
    ],
  ]);
});

const rust = (head: string, body: string) => `use rmcp::{tool, tool_router};
${head}
#[tool_router]
impl Server {
    #[tool(description = "Turns it")]
    async fn turn(&self, p: String) -> String { ${body} }
}`;

describe("types of Rust in packages of the workspace", () => {
  const store =
    "use std::fs;\npub struct Disk;\nimpl Disk {\n    pub fn turn(&self, p: &str) { fs::remove_file(p).ok(); }\n}\n";
  const packages = {
    "crates/keep-it/Cargo.toml": `[package]\nname = "keep-it"\n`,
    "crates/keep-it/src/lib.rs": "pub mod disk;\n",
    "crates/keep-it/src/disk.rs": store,
    "app/Cargo.toml": `[package]\nname = "app"\n`,
  };
  trails("app/src/main.rs", [
    [
      "by the path of a module",
      {
        ...packages,
        "app/src/main.rs": rust("struct Server { disk: keep_it::disk::Disk }", `self.disk.turn(&p); "".into()`),
      },
      "delete-files",
    ],
    [
      "as a field without a name",
      {
        ...packages,
        "app/src/main.rs": rust(
          "use keep_it::disk::Disk;\npub struct Wrap(pub Disk);\nimpl Wrap { fn turn(&self, p: &str) { self.0.turn(p) } }\nstruct Server { wrap: Wrap }",
          `self.wrap.turn(&p); "".into()`,
        ),
      },
      "delete-files",
    ],
    [
      "but not as another field",
      {
        ...packages,
        "app/src/main.rs": rust(
          "use keep_it::disk::Disk;\npub struct Wrap(pub u8, pub Disk);\nimpl Wrap { fn size(&self, p: &str) { self.0.size(p) } }\nstruct Server { wrap: Wrap }",
          `self.wrap.size(&p); "".into()`,
        ),
      },
      "",
    ],
  ]);
});

describe("tools that Python describes beside what runs them", () => {
  const described = `Tool(name="turn_it", description="Turns the thing that is named", inputSchema={"type": "object", "properties": {}})`;
  trails("a.py", [
    [
      "in a table that a function asks",
      {
        "a.py": `import os\nfrom mcp.types import Tool\nTOOLS = [${described}]\ndef turn(p):\n    os.remove(p)\ndef handler_of(name):\n    handlers = {"turn_it": turn, "else_it": print}\n    return handlers[name]\n`,
      },
      "delete-files",
    ],
    [
      "in the class that runs them",
      {
        "a.py": `import os\nfrom mcp.types import Tool\nclass Turn(Base):\n    def describe(self):\n        return ${described}\n    async def run_tool(self, arguments):\n        os.remove(arguments["p"])\n`,
      },
      "delete-files",
    ],
    [
      "but not what the class does besides",
      {
        "a.py": `import os\nfrom mcp.types import Tool\nclass Turn(Base):\n    def describe(self):\n        return ${described}\n    def close(self):\n        os.remove("x")\n    def run_tool(self, arguments):\n        return len(arguments)\n`,
      },
      "",
    ],
  ]);
  const state = (field: string) =>
    `from dataclasses import dataclass, field\nimport aiohttp\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n@dataclass\nclass State:\n    url: str\n    ${field}\n_state: State | None = None\ndef get_state() -> State:\n    return _state\n@mcp.tool()\nasync def turn_it(p: str) -> str:\n    state = get_state()\n    async with state.session.post(state.url, json=p) as response:\n        return await response.text()\n`;
  trails("a.py", [
    [
      "through a field that is filled later",
      { "a.py": state("session: aiohttp.ClientSession | None = field(default=None)") },
      "fetch-network send-outward",
    ],
    [
      "through a field that holds nothing at first",
      { "a.py": state("session: aiohttp.ClientSession | None = None") },
      "fetch-network send-outward",
    ],
  ]);
});

describe("requests that are put together out of sight", () => {
  const named = (name: string) => `using System.Net.Http; using ModelContextProtocol.Server;
[McpServerToolType] public class Tools(HttpClient http) {
  [McpServerTool(Name = "${name}")] public async Task<string> Turn(string p) { await http.SendAsync(Make(p)); return p; }
}`;
  trails("Tools.cs", [
    ["ask as the tool's name says", { "Tools.cs": named("update_page") }, "fetch-network send-outward"],
    ["take away what it says", { "Tools.cs": named("drop_page") }, "fetch-network send-outward destroy-data"],
    ["and only read where it says so", { "Tools.cs": named("get_page") }, "fetch-network read-untrusted"],
    ["or where it says nothing", { "Tools.cs": named("turn_dial") }, "fetch-network"],
  ]);
});

describe("what Python hands to its tools", () => {
  const head = `from dataclasses import dataclass\nfrom contextlib import asynccontextmanager\nfrom mcp.server.fastmcp import Context, FastMCP\nimport httpx\n`;
  const maker = `class Pages:\n    def __init__(self):\n        self.http = httpx.AsyncClient()\n    async def turn(self, p):\n        return await self.http.post("/turn", json=p)\n@dataclass\nclass Kept:\n    pages: Pages\n`;
  const lifespan = (given: string) =>
    `@asynccontextmanager\nasync def kept(server):\n    pages = Pages()\n    try:\n        yield ${given}\n    finally:\n        pass\nmcp = FastMCP("x", lifespan=kept)\n`;
  const turns = (params: string, ...body: string[]) =>
    `@mcp.tool()\nasync def turn_it(${params}) -> str:\n${body.map((line) => `    ${line}\n`).join("")}`;
  const context = "ctx.request_context.lifespan_context";
  const posts = "fetch-network send-outward";
  const plain = `mcp = FastMCP("x")\n`;
  const base = `from abc import ABC, abstractmethod\nclass Base(ABC):\n    @abstractmethod\n    async def turn(self, p):\n        """Turns it."""\n        pass\n    async def size(self, p):\n        return len(p)\n`;
  const behind = `import httpx\nfrom base import Base\nclass Web(Base):\n    async def turn(self, p):\n        return httpx.post("/turn", json=p)\n`;
  const uses = (body: string, type = "Base") =>
    `${head}from base import Base\n${plain}class Service:\n    def __init__(self, base: ${type}):\n        self.base = base\n    async def go(self, p):\n        return await self.base.${body}\nservice: Service = make()\n${turns("p: str", "return await service.go(p)")}`;
  trails("a.py", [
    [
      "in a lifespan, by a class",
      {
        "a.py":
          head +
          maker +
          lifespan("Kept(pages=pages)") +
          turns("p: str, ctx: Context", `await ${context}.pages.turn(p)`),
      },
      posts,
    ],
    [
      "in a lifespan, kept under a name",
      {
        "a.py":
          head +
          maker +
          lifespan("Kept(pages=pages)") +
          turns("p: str, ctx: Context", `kept = ${context}`, "await kept.pages.turn(p)"),
      },
      posts,
    ],
    [
      "in a lifespan, by a key",
      {
        "a.py":
          head +
          maker +
          lifespan(`{"pages": pages}`) +
          turns("p: str, ctx: Context", `await ${context}["pages"].turn(p)`),
      },
      posts,
    ],
    [
      "in a lifespan of another file",
      {
        "app.py": head + maker + lifespan("Kept(pages=pages)"),
        "a.py": `from mcp.server.fastmcp import Context\nfrom app import mcp\n${turns("p: str, ctx: Context", `await ${context}.pages.turn(p)`)}`,
      },
      posts,
    ],
    [
      "but not another part of it",
      {
        "a.py":
          head + maker + lifespan("Kept(pages=pages)") + turns("p: str, ctx: Context", `return str(${context}.pages)`),
      },
      "",
    ],
    [
      "as a context of its own",
      {
        "a.py": `${head}${plain}@asynccontextmanager\nasync def client():\n    async with httpx.AsyncClient() as made:\n        yield made\n${turns("p: str", "async with client() as web:", `    await web.post("/turn", json=p)`)}`,
      },
      posts,
    ],
    [
      "by a type that is written as a text",
      {
        "a.py": `${head}${plain}${turns("p: str", "return await go(p, None)")}async def go(p, pages: "Pages"):\n    await pages.turn(p)\n${maker}`,
      },
      posts,
    ],
    [
      "by a base that one class of the project keeps",
      { "base.py": base, "web.py": behind, "a.py": uses("turn(p)") },
      posts,
    ],
    [
      "by a base written as a text",
      { "base.py": base, "web.py": behind, "a.py": uses("turn(p)", `"Base | None"`) },
      posts,
    ],
    ["but what the base does itself stays its own", { "base.py": base, "web.py": behind, "a.py": uses("size(p)") }, ""],
    [
      "but not one of two that keep it",
      { "base.py": base, "web.py": behind, "more.py": behind.replace("Web", "More"), "a.py": uses("turn(p)") },
      "",
    ],
    [
      "but not what stands in for it in a test",
      { "base.py": base, "tests/web.py": behind, "a.py": uses("turn(p)") },
      "",
    ],
  ]);
});

describe("a tool that is made first and registered with what runs it", () => {
  const go = (body: string) => ({
    "go.mod": "module x\nrequire github.com/mark3labs/mcp-go v0.1.0\n",
    "own/own.go": `package own\n`,
    "a.go": `package main
import ("context"; "os"; "github.com/mark3labs/mcp-go/mcp")
func register(s *Server) {
	${body}
}
func drop(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.Remove(r.GetString("p", "")) }
func keep(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil }
func makeDrop(x int) func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.Remove(r.GetString("p", "")) }
}`,
  });
  const made = `tool := newMCPTool("turn_it", mcp.WithDescription("Turns the thing that is named"), mcp.WithString("p"))`;
  trails("a.go", [
    ["in Go", go(`${made}\n\tRegisterTool(s, tool, drop)`), "delete-files"],
    ["in Go, by a factory", go(`${made}\n\tRegisterTool(s, tool, makeDrop(1))`), "delete-files"],
    ["and does nothing where that does nothing", go(`${made}\n\tRegisterTool(s, tool, keep)`), ""],
  ]);
});
