import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

const py = (title: string, text: string, expected: readonly string[]) => finds(title, "a.py", text, expected);
const ts = (title: string, text: string, expected: readonly string[]) => finds(title, "a.ts", text, expected);

/** Effects of the agents that a text makes, by name. */
async function able(path: string, text: string): Promise<Record<string, string>> {
  const found = (await discover({ [path]: text })).get(path) ?? [];
  const agents = found.filter(({ kind }) => kind === "agent");
  return Object.fromEntries(agents.map(({ name, effects }) => [name, effects.map(({ effect }) => effect).join(" ")]));
}

describe("agents made in Python", () => {
  py(
    "with a type argument, and a hand-over",
    `from agents import Agent, function_tool

@function_tool
def look(): return 1

seats = Agent[Ctx](name="Seats", instructions="help", tools=[look])
triage = Agent(name="Triage", handoffs=[seats])
`,
    ["openai-agents-py look", "openai-agent-py Seats", "openai-agent-py Triage"],
  );
  it("can do what their tools do, also where a helper wraps them", async () => {
    const text = `from agents import Agent, function_tool
import os, subprocess

@function_tool
def wipe(path: str): os.remove(path)

def wrapped(tool): return tool

def shell(command: str): return subprocess.run(command, shell=True)

a = Agent(name="A", tools=[wipe])
b = Agent(name="B", tools=[wrapped(wipe)], handoffs=[a])
c = Agent(name="C", tools=[])
`;
    assert.deepEqual(await able("a.py", text), { A: "delete-files", B: "delete-files delegate", C: "" });
  });
  it("can do what the library builds in", async () => {
    const text = `from smolagents import CodeAgent, ToolCallingAgent
from crewai import Agent
from google.adk.agents import LlmAgent
from claude_agent_sdk import ClaudeAgentOptions
coder = CodeAgent(tools=[], model=m)
caller = ToolCallingAgent(tools=[], model=m)
writer = Agent(role="w", goal="g", backstory="b", allow_delegation=True, allow_code_execution=False)
root = LlmAgent(name="root", model="m", code_executor=BuiltInCodeExecutor())
options = ClaudeAgentOptions(allowed_tools=["Read", "Bash"])
`;
    assert.deepEqual(await able("a.py", text), {
      coder: "run-code",
      caller: "",
      w: "delegate",
      root: "run-code",
      options: "read-files run-code",
    });
  });
  it("can do what the servers let through that they are given", async () => {
    const text = `from google.adk.agents import LlmAgent
from google.adk.tools.mcp_tool.mcp_toolset import McpToolset
all = LlmAgent(name="all", tools=[McpToolset(connection_params=p)])
files = LlmAgent(name="files", tools=[McpToolset(connection_params=P(args=["-y", "@modelcontextprotocol/server-filesystem", "/x"]))])
some = LlmAgent(name="some", tools=[McpToolset(connection_params=p, tool_filter=["read_file", "list_directory"])])
`;
    assert.deepEqual(await able("a.py", text), {
      all: "fetch-network send-outward read-untrusted",
      files: "read-files write-files",
      some: "read-files",
    });
  });
  py(
    "ask where one of their tools does",
    `from agents import Agent, function_tool

@function_tool(needs_approval=True)
def pay(): return 1

a = Agent(name="A", tools=[pay])
`,
    ["openai-agents-py pay: always", "openai-agent-py A: conditional"],
  );
  py(
    "do not ask where another tool acts without",
    `from agents import Agent, function_tool
import os

@function_tool(needs_approval=True)
def pay(): return 1

@function_tool
def tidy(path: str): os.remove(path)

a = Agent(name="A", tools=[pay, tidy])
`,
    ["openai-agents-py pay: always", "openai-agents-py tidy", "openai-agent-py A"],
  );
  py(
    "not a class of that name from elsewhere, and not a subclass",
    `from house import Agent
from agents import Agent as Real
class Own(Real):
    pass
a = Agent(name="estate", tools=[])
`,
    [],
  );
});

describe("agents made in notebooks", () => {
  it("are found beside what the cells printed, however much that is", async () => {
    const source = 'from crewai import Agent\nwriter = Agent(role="Writer", goal="g", backstory="b", tools=[])\n';
    const cells = [{ cell_type: "code", source, outputs: [{ text: "x".repeat(900_000) }] }];
    const found = (await discover({ "a.ipynb": JSON.stringify({ cells, metadata: {} }) })).get("a.ipynb") ?? [];
    assert.deepEqual(found.map(shown), ["crewai-agent-py Writer"]);
  });
});

describe("agents made in TypeScript", () => {
  ts(
    "by class, by factory, in a record",
    `import { Agent } from "@mastra/core/agent";
import { createAgent } from "langchain";
import { ToolLoopAgent } from "ai";
export const coder = new Agent({ id: "coder", instructions: "help", tools: {} });
const helper = createAgent({ model, tools: [] });
const agents = { loop: new ToolLoopAgent({ model }) };
`,
    ["mastra-agent coder", "langchain-js-agent helper", "ai-sdk-agent loop"],
  );
  it("can do what their tools do, by list and by name", async () => {
    const text = `import { Agent, tool } from "@openai/agents";
import { Agent as Mastra } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { rm } from "node:fs/promises";
const drop = tool({ name: "drop", description: "d", parameters: z.object({}), execute: async ({ p }) => rm(p) });
const clean = createTool({ id: "clean", description: "d", execute: async ({ p }) => rm(p) });
const a = new Agent({ name: "A", tools: [drop], handoffs: [] });
const b = Agent.create({ name: "B", handoffs: [a] });
const c = new Mastra({ id: "C", tools: { clean } });
`;
    assert.deepEqual(await able("a.ts", text), { A: "delete-files", B: "delegate", C: "delete-files" });
  });
  ts(
    "not an agent for requests",
    `import { Agent } from "node:http";
import { Agent as Undici } from "undici";
const agent = new Agent({ keepAlive: true });
const other = new Undici({ connect: {} });
`,
    [],
  );
});

describe("agents that get the tools of servers", () => {
  it("spread in, each server by what it is", async () => {
    const text = `import { Agent } from "@mastra/core/agent";
import { MCPClient } from "@mastra/mcp";
const files = new MCPClient({ servers: { notes: { command: "npx", args: ["@modelcontextprotocol/server-filesystem"] } } });
const both = new MCPClient({ servers: {
  notes: { command: "npx", args: ["@modelcontextprotocol/server-filesystem"] },
  web: { url: new URL("https://x.example/mcp") },
} });
const tools = await both.getTools();
export const a = new Agent({ name: "A", tools: { ...(await files.getTools()) } });
export const b = new Agent({ name: "B", tools: { ...tools } });
export const c = new Agent({ name: "C", tools: await both.getTools() });
export const d = new Agent({ name: "D", tools: { ...others } });
`;
    assert.deepEqual(await able("a.ts", text), {
      A: "read-files write-files",
      B: "read-files write-files fetch-network send-outward read-untrusted",
      C: "read-files write-files fetch-network send-outward read-untrusted",
      D: "",
    });
  });
});
