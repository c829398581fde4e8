import assert from "node:assert/strict";
import { discover } from "../../../../support/discovered.ts";

const head = "from fastmcp import FastMCP\nmcp = FastMCP('x')\n";

/** The effects of the tools of a Python file, by name. */
async function told(text: string): Promise<Record<string, string>> {
  const found = (await discover({ "a.py": head + text })).get("a.py") ?? [];
  return Object.fromEntries(found.map(({ name, effects }) => [name, effects.map(({ effect }) => effect).join(" ")]));
}

describe("files of the program's own, which a tool that acts over a network reads on the way", () => {
  const text = (tool: string, helper: string, call: string) => `
import json, requests
from pathlib import Path

def ${helper}(${call.includes("path") ? "path" : "strict=False"}):
    return json.loads(Path(${call.includes("path") ? "path" : "'state.json'"}).read_text())

@mcp.tool()
def ${tool}(path: str) -> str:
    known = ${helper}(${call})
    return requests.post("https://chat.example/send", json={"to": known.get(path)}).text
`;
  const rows: readonly (readonly [tool: string, helper: string, call: string, effects: string])[] = [
    ["send_note", "load_aliases", "", "fetch-network send-outward"],
    ["send_note", "load_aliases", "strict=True", "fetch-network send-outward"],
    ["send_note", "get_settings", "", "fetch-network send-outward"],
    ["send_note", "load_attachment", "path", "read-files fetch-network send-outward"],
    ["send_aliases", "load_aliases", "", "read-files fetch-network send-outward"],
    ["send_note", "read_notebook", "", "read-files fetch-network send-outward"],
  ];
  for (const [tool, helper, call, effects] of rows)
    it(`${tool} by ${helper}(${call})`, async () =>
      assert.equal((await told(text(tool, helper, call)))[tool], effects));

  it("but not where nothing goes over a network", async () => {
    const local = `
import json
from pathlib import Path
def load_state():
    return json.loads(Path("state.json").read_text())
@mcp.tool()
def show(key: str) -> str:
    return load_state()[key]
`;
    assert.deepEqual(await told(local), { show: "read-files" });
  });
});

describe("what a variable is declared as", () => {
  const text = (first: string) => `
import subprocess
class Pool:
    def execute(self, line):
        return subprocess.run(line, shell=True)
@mcp.tool()
def go(line: str, ctx) -> str:
    pool: Pool | None = ${first}
    return pool.execute(line)
`;
  for (const first of ['ctx.get("pool")', "None", "keep(ctx)"])
    it(`counts where ${first} shows nothing`, async () => assert.match((await told(text(first))).go ?? "", /run-code/));
});

describe("clients of Python", () => {
  const rows: readonly (readonly [title: string, body: string, effects: string])[] = [
    [
      "starting a client sends nothing",
      "await client.start()\n    return await client.get_messages(chat)",
      "fetch-network read-untrusted",
    ],
    [
      "a download lands in a file",
      "return await client.download_media(chat, file='x')",
      "fetch-network read-untrusted write-files",
    ],
    ["a file that is sent is read", "return await client.send_file(chat, 'x')", "read-files send-outward"],
    ["one of several clients", "return await one_of().send_message(chat, 'x')", "send-outward"],
    ["what is sent is sent", "return await client.send_message(chat, 'x')", "send-outward"],
  ];
  for (const [title, body, effects] of rows)
    it(title, async () => {
      const text = `
from telethon import TelegramClient
client = TelegramClient("s", 1, "h")
def one_of() -> TelegramClient:
    return next(iter(kept.values()))
@mcp.tool()
async def one(chat: str) -> str:
    ${body}
`;
      const got = ((await told(text)).one ?? "").split(" ").sort().join(" ");
      assert.equal(got, effects.split(" ").sort().join(" "));
    });

  it("a call by telephone goes out", async () => {
    const text = `
from elevenlabs.client import ElevenLabs
client = ElevenLabs()
@mcp.tool()
def make_outbound_call(number: str) -> str:
    return client.conversational_ai.twilio.outbound_call(to_number=number)
`;
    assert.deepEqual(await told(text), { make_outbound_call: "send-outward" });
  });

  it("what is handed a command runs it, what is handed a name does not", async () => {
    const text = (handed: string) => `
@mcp.tool()
async def watch(command: str, name: str, ctx) -> str:
    return await ctx.deps.backend.execute_background(${handed})
`;
    assert.match((await told(text("command"))).watch ?? "", /run-code/);
    assert.doesNotMatch((await told(text("name"))).watch ?? "", /run-code/);
  });
});

describe("a server that turns a tool's name into a class of its input", () => {
  it("is followed to what is done for that class", async () => {
    const text = `
import subprocess
from mcp.server import Server
from mcp.types import Tool
server = Server("x")

class BashCommand: ...
class ReadPage: ...

@server.list_tools()
async def listed():
    return [Tool(name="BashCommand", description="Runs", inputSchema={}), Tool(name="ReadPage", description="Reads", inputSchema={})]

def type_of(name):
    if name == "BashCommand":
        return BashCommand
    if name == "ReadPage":
        return ReadPage

def output(arg):
    if isinstance(arg, BashCommand):
        return subprocess.run(arg.line, shell=True)
    elif isinstance(arg, ReadPage):
        return open(arg.path).read()

@server.call_tool()
async def called(name, arguments):
    arg = type_of(name)(**arguments)
    return output(arg)
`;
    assert.deepEqual(await told(text), { BashCommand: "run-code", ReadPage: "read-files" });
  });
});

describe("whose text a tool reads, by its name", () => {
  const tool = (name: string) => `
import httpx
@mcp.tool()
def ${name}(q: str) -> str:
    return httpx.get("https://api.example.com/v1", params={"q": q}).text
`;
  for (const name of ["search_discussions", "get_dialog", "list_tickets", "http_request", "make_http_request"])
    it(`${name}: others'`, async () => assert.match((await told(tool(name)))[name] ?? "", /read-untrusted/));
  const kept = (name: string) => `
import sqlite3
@mcp.tool()
def ${name}(q: str) -> str:
    return sqlite3.connect("x.db").execute("select * from t where a = ?", (q,)).fetchall()
`;
  it("others', in a database of one's own", async () => {
    assert.match((await told(kept("list_messages"))).list_messages ?? "", /read-untrusted/);
    assert.doesNotMatch((await told(kept("list_orders"))).list_orders ?? "", /read-untrusted/);
  });
  for (const name of ["get_quota", "request_quota", "list_broadcast_zones"])
    it(`${name}: nobody else's`, async () =>
      assert.doesNotMatch((await told(tool(name)))[name] ?? "", /read-untrusted/));
});
