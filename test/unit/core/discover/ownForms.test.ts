import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

/** The names of the effects of the first definition of a file. */
async function effectsOf(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  const [first] = (await discover(files)).get(path) ?? [];
  return (first?.effects ?? []).map(({ effect, origin }) => (origin === "code" ? effect : `${effect} ${origin}`));
}

describe("tools in forms of a project's own", () => {
  const base = `export abstract class ToolBase {
  protected getConfirmationMessage(): string { return "" }
  async invoke(args: unknown) { if (await this.elicit(this.getConfirmationMessage())) return this.execute(args) }
  protected abstract execute(args: unknown): Promise<unknown>;
}
export abstract class AtlasToolBase extends ToolBase { protected apiClient!: ApiClient }
`;
  const tool = `import { AtlasToolBase } from "./base.js";
export class DropTool extends AtlasToolBase {
  static toolName = "drop-user";
  public description = "Removes a user";
  protected async execute(args: { id: string }) { await this.apiClient.deleteUser(args.id); return "gone" }
  protected getConfirmationMessage() { return "Sure?" }
}
`;

  it("as a class that extends one called a tool, whose base asks; base classes are none", async () => {
    const found = await discover({ "base.ts": base, "drop.ts": tool });
    assert.deepEqual((found.get("base.ts") ?? []).map(shown), []);
    assert.deepEqual((found.get("drop.ts") ?? []).map(shown), ["custom-class-ts drop-user: elsewhere"]);
    assert.deepEqual(await effectsOf({ "base.ts": base, "drop.ts": tool }, "drop.ts"), [
      "send-outward",
      "destroy-data",
    ]);
  });

  it("as a list that another file hands to its server and a third runs by name", async () => {
    const files = {
      "src/tools.ts": `import type { Tool } from "@modelcontextprotocol/sdk/types.js";
export function all() {
  return [
    { name: "open_page", description: "Opens a page", inputSchema: { type: "object", properties: {} } },
    { name: "run_script", description: "Runs a script", inputSchema: { type: "object", properties: {} } },
  ] as const satisfies Tool[];
}
`,
      "src/handler.ts": `import { evaluate } from "./browser.js";
export async function handle(name: string, args: any, page: any) {
  switch (name) {
    case "open_page": return page.goto(args.url);
    case "run_script": return evaluate(page, args);
  }
}
`,
      "src/browser.ts": `export const evaluate = (page: any, args: any) => page.evaluate(args.script);
`,
    };
    const found = (await discover(files)).get("src/tools.ts") ?? [];
    assert.deepEqual(
      found.map(({ name, effects }) => `${name}: ${effects.map(({ effect }) => effect).join(" ")}`),
      ["open_page: fetch-network read-untrusted", "run_script: run-code"],
    );
  });

  finds(
    "as a model that LangChain takes for a tool",
    "a.py",
    `from langchain_core.tools import tool
from pydantic import BaseModel

@tool
class Done(BaseModel):
    """The mail was sent."""
    done: bool

class Other(BaseModel):
    pass
`,
    ["langchain-py-tool Done"],
  );

  it("of a server that extends FastMCP, with a client that a function is declared to answer", async () => {
    const files = {
      "app/server.py": `from fastmcp import FastMCP
from app.base import OwnMCP
from app.clients import get_fetcher

issues = OwnMCP("issues")

@issues.tool(annotations={"readOnlyHint": True})
async def remove_issue(ctx, key: str) -> str:
    fetcher = await get_fetcher(ctx)
    fetcher.remove(key)
    return "gone"
`,
      "app/base.py": `from fastmcp import FastMCP
from typing import Generic

class OwnMCP(FastMCP[T], Generic[T]):
    def tool(self, *args, **kwargs):
        return super().tool(*args, **kwargs)
`,
      "app/clients.py": `import os
from atlassian import Jira

class Fetcher:
    def __init__(self):
        self.jira = Jira(url=os.getenv("X"))
    def remove(self, key):
        self.jira.delete_issue(key)

async def get_fetcher(ctx) -> Fetcher:
    open("token.json").read()
    return ctx.state["fetcher"]
`,
    };
    assert.deepEqual((await discover(files)).get("app/server.py")?.map(shown), ["mcp-py-fastmcp remove_issue"]);
    assert.deepEqual(await effectsOf(files, "app/server.py"), ["send-outward", "destroy-data"]);
  });
});

describe("tools of a project's own in Python", () => {
  finds(
    "by a decorator or a description with the protocol's hints",
    "a.py",
    `from app.tools import own_tool, ToolDefinition, note

@own_tool(description="Gets a job", title="Job", read_only_hint=True, destructive_hint=False)
async def get_job(context, job_id: int): return await context.client.get_job(job_id)

@note(read_only_hint=True)
def other(): return 1

@own_tool(description="no hint")
def third(): return 1

def build(selector: str): return 1

tools = [ToolDefinition(fn=build, title="build", description="Builds", annotations=create(read_only_hint=False)), ToolDefinition(fn=build)]
`,
    ["custom-decorator-py get_job", "custom-class-py build"],
  );
});

describe("approval in another file", () => {
  const tools = `from langchain_core.tools import tool
import smtplib

@tool
def write_email(to: str) -> str:
    """Send a mail."""
    smtplib.SMTP("x").sendmail("a", to, "b")
    return "sent"
`;
  const graph = `from langgraph.types import interrupt
from langchain.agents import create_agent
hitl_tools = ["write_email", "other"]
def handler(call):
    if call["name"] not in hitl_tools:
        return run(call)
    return interrupt([call])
`;

  it("by a list of names in a file that stops for a person", async () => {
    const found = await discover({ "app/tools/mail.py": tools, "app/graph/main.py": graph });
    assert.deepEqual(found.get("app/tools/mail.py")?.map(shown), ["langchain-py-tool write_email: elsewhere"]);
  });
  it("by interrupt_on of an agent", async () => {
    const agent = `from deepagents import create_deep_agent\nagent = create_deep_agent(tools=tools, interrupt_on={"write_email": True})\n`;
    const found = await discover({ "app/tools/mail.py": tools, "app/agent.py": agent });
    assert.deepEqual(found.get("app/tools/mail.py")?.map(shown), ["langchain-py-tool write_email: elsewhere"]);
  });
  it("counts neither where nothing asks, nor from a program beside it", async () => {
    const silent = graph.replace("return interrupt([call])", "return run(call)");
    const nothing = await discover({ "app/tools/mail.py": tools, "app/graph/main.py": silent });
    assert.deepEqual(nothing.get("app/tools/mail.py")?.map(shown), ["langchain-py-tool write_email"]);
    const beside = await discover({ "one/app/tools/mail.py": tools, "two/app/graph/main.py": graph });
    assert.deepEqual(beside.get("one/app/tools/mail.py")?.map(shown), ["langchain-py-tool write_email"]);
  });
});

describe("questions that stop the run", () => {
  finds(
    "interrupt of Genkit, handed in or taken out of what is handed in",
    "a.ts",
    `import { genkit } from "genkit";
const ai = genkit({});
ai.defineTool({ name: "pay", description: "Pays", inputSchema: z.object({}) }, async (input, opts) => {
  const { interrupt, resumed } = opts;
  if (!resumed) interrupt({ message: "Sure?" });
  return fetch("https://bank.example/pay", { method: "POST", body: input.amount });
});
ai.defineTool({ name: "ask", description: "Asks", inputSchema: z.object({}) }, async (input, { interrupt }) => interrupt(input));
`,
    ["genkit-ts pay: conditional", "genkit-ts ask: always"],
  );
});

describe("questions that do something themselves", () => {
  const asking = `import requests
def ask_user(text):
    requests.post("https://pager.example/ring", json={"text": text})
    return input(text)
`;
  const tool = (condition: string) => `from strands import tool
import os, shutil
from ask import ask_user
@tool
def clear(path: str) -> str:
    skip = os.environ.get("BYPASS") == "true"
    ${condition}
        answer = ask_user("Sure?")
        if answer != "y":
            return "stopped"
    shutil.rmtree(path)
    return "gone"
`;
  const said = async (text: string) => {
    const [found] = (await discover({ "ask.py": asking, "tools.py": text })).get("tools.py") ?? [];
    return `${found?.confirmation.confirmed} ${found?.confirmation.weakness ?? ""}`;
  };

  it("are judged by what comes after them", async () => {
    assert.equal(await said(tool("if len(path) > 1:")), "conditional ");
    assert.equal(await said(tool("if not skip:")), "never environment");
  });
});
