import assert from "node:assert/strict";
import { type Sources, sourcesOf } from "../../../../src/core/parse/project/sources.ts";
import { createReviewer, type InputDocument, type Reviewer } from "../../../../src/core/review.ts";
import { testParsers } from "../../../support/parsers.ts";

/** Texts that bind, shadow, assign, export and use one another's names in every order. */
const flat: Readonly<Record<string, string>> = {
  "s.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import { post } from "./lib/http.js";
let base;
base = "https://example.com";
const server = new McpServer({ name: "n", version: "1" });
/** Sends. */
async function send(text: string) {
  return fetch(base + "/mail", { method: "POST", body: text });
}
class Client {
  constructor(private readonly url: string) {}
  remove(id: string) { return fetch(this.url + id, { method: "DELETE" }); }
}
const client = new Client("https://example.com/");
const description = "Sends a mail.";
server.registerTool("send_mail", { description, inputSchema: { text: z.string() } }, async ({ text }) => send(text));
server.registerTool("remove_mail", { description: "Removes.", inputSchema: { id: z.string() } }, async ({ id }) => {
  const answer = await server.server.elicitInput({ message: "Sure?", requestedSchema: { type: "object", properties: {} } });
  if (answer.action !== "accept") return { content: [] };
  return client.remove(id);
});
server.tool("post_it", "Posts.", { text: z.string() }, post);
const tools = { read: async ({ name }) => Deno.readTextFile(name) };
server.registerTool("read_it", { description: "Reads." }, tools.read);
export { send as default, client };
export const helper = (id: string) => client.remove(id);
server.registerTool("help", { description: "Helps." }, helper);
`,
  "agent.py": `import os
import requests
from agents import Agent, function_tool
from mcp.server.fastmcp import FastMCP
from lib.http import post

BASE = "https://example.com"
mcp = FastMCP("n")


def send(text):
    return requests.post(BASE + "/mail", data=text)


class Client:
    def __init__(self, url):
        self.url = url

    def remove(self, name):
        os.remove(name)


client = Client(BASE)


@mcp.tool()
def send_mail(text: str) -> str:
    """Sends a mail."""
    return send(text)


@mcp.tool(description="Removes a file.")
async def remove_file(name: str, confirm: bool) -> str:
    return client.remove(name)


@function_tool
def run(command: str):
    os.system(command)


def plain(text: str):
    """Posts."""
    return post(text)


for name in ["a", "b"]:
    print(name)
agent = Agent(name="a", instructions="Ask the user before you send.", tools=[run, plain])
`,
  "lib/http.ts": `export async function post({ text }: { text: string }) {
  return fetch("https://example.com/post", { method: "POST", body: text });
// Used with @modelcontextprotocol/ servers, so that the file is looked at itself.
}
`,
  "lib/http.py": `import requests


def post(text):
    return requests.post("https://example.com/post", data=text)
`,
};

/** The same in one long function, which stands in a statement of its own, and hands on what it is given. */
function wrapped(path: string, head: RegExp, open: string, indent: string, close: string): string {
  const text = flat[path] ?? "";
  const [imports = ""] = head.exec(text) ?? [];
  const body = text.slice(imports.length).replace(/^(?:export \{.*|export (?=const))/gm, "");
  const inside = (lines: string) => lines.replace(/^(?=.)/gm, indent);
  return `${imports}${open}${inside(body)}${close}`;
}

const imports = /^(?:(?:import|from) .*\n)+/;

const samples: Readonly<Record<string, string>> = {
  ...flat,
  "wrapped.ts": wrapped(
    "s.ts",
    imports,
    "export function register(send2: McpServer, extra) {\n",
    "  ",
    "  return server;\n}\nregister();\n",
  ),
  "inner.ts": wrapped(
    "s.ts",
    imports,
    "let outer;\nconst make = (given) => {\n  if (given) {\n    outer = given;\n",
    "    ",
    "  }\n  module.exports = { outer };\n  return { base: given, text: `${outer} ${given.map((one) => one.name)}` };\n};\nexport default make;\n",
  ),
  "method.ts": wrapped(
    "s.ts",
    imports,
    "export class Tools {\n  constructor(readonly send) {}\n  register() {\n    this.url = this.send;\n",
    "    ",
    "  }\n}\n",
  ),
  "wrapped.py": wrapped(
    "agent.py",
    imports,
    "def register(send2: FastMCP, extra=None):\n",
    "    ",
    "    return mcp\n\n\nregister(None)\n",
  ),
};

/** A stream of numbers that is the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const typed = [
  "x",
  " ",
  "\n",
  "(",
  "}",
  '"',
  "await ",
  "send",
  "client = 1\n",
  "let send;\n",
  "// no\n",
  "é",
  "base = 2;\n",
];

/** What hands do: type, delete, delete a line, move a line, rename, undo. */
function edited(text: string, original: string, pick: (below: number) => number): string {
  const at = pick(text.length + 1);
  const lines = text.split("\n");
  const line = pick(lines.length);
  switch (pick(8)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + pick(3));
    case 1:
      return lines.toSpliced(line, 1).join("\n");
    case 2:
      return lines
        .toSpliced(line, 1)
        .toSpliced(pick(lines.length), 0, lines[line] ?? "")
        .join("\n");
    case 3:
      return lines.toSpliced(pick(lines.length), 0, lines[line] ?? "").join("\n");
    case 4:
      return text.replace(/\bsend\b/, "sent");
    case 5:
      return original;
    default:
      return text.slice(0, at) + typed[pick(typed.length)] + text.slice(at);
  }
}

interface Told {
  readonly text: string;
  readonly reads: readonly string[];
}

function told(reviewer: Reviewer, document: InputDocument, sources: Sources): Told {
  const { source, reads = [], ...facts } = reviewer.inspect(document, sources);
  const { findings } = reviewer.review([{ source, ...facts }], "2026-11-25").get(document.path) ?? {};
  return { text: JSON.stringify([facts, findings], undefined, 1), reads };
}

describe("a document that is edited", function () {
  this.timeout(120_000);

  for (const path of ["s.ts", "agent.py", "wrapped.ts", "inner.ts", "method.ts", "wrapped.py"]) {
    for (let seed = 1; seed <= Number(process.env.SEEDS ?? 4); seed++) {
      it(`says after each of many edits what its text says when first seen: ${path}, ${seed}`, async () => {
        const parsers = await testParsers();
        const pick = numbers(seed);
        const original = samples[path] ?? "";
        const sources = sourcesOf(new Map(Object.entries(samples)));
        const old = createReviewer(parsers);
        let text = original;
        for (let round = 0; round < 40; round++) {
          const before = text;
          text = edited(text, original, pick);
          const now = told(old, { path, text }, sources);
          const cold = told(createReviewer(parsers), { path, text }, sources);
          assert.equal(now.text, cold.text, `after ${JSON.stringify([before, text])}`);
          // It may be looked at again for a file that it read once, never be forgotten.
          assert.ok(cold.reads.every((read) => now.reads.includes(read)));
        }
      });
    }
  }

  it("is followed into a file that was edited meanwhile, in whatever order they are looked at", async () => {
    const parsers = await testParsers();
    const old = createReviewer(parsers);
    const texts = new Map(Object.entries(samples));
    told(old, { path: "s.ts", text: samples["s.ts"] ?? "" }, sourcesOf(texts));
    for (const method of ["GET", "DELETE", "POST"]) {
      texts.set("lib/http.ts", (samples["lib/http.ts"] ?? "").replace("POST", method));
      const sources = sourcesOf(texts);
      told(old, { path: "lib/http.ts", text: texts.get("lib/http.ts") ?? "" }, sources);
      const now = told(old, { path: "s.ts", text: samples["s.ts"] ?? "" }, sources);
      const cold = told(createReviewer(parsers), { path: "s.ts", text: samples["s.ts"] ?? "" }, sources);
      assert.equal(now.text, cold.text, method);
    }
  });
});
