import assert from "node:assert/strict";
import { discover, finds } from "../../../support/discovered.ts";

const py = (title: string, text: string, expected: readonly string[]) => finds(title, "a.py", text, expected);

describe("tools marked in Python", () => {
  py(
    "OpenAI Agents, renamed, aliased, with approval",
    `from agents import Agent, WebSearchTool, function_tool as ft
from agents.decorators import tool

@ft
def a(): return 1

@ft(name_override="b2", needs_approval=True)
def b(): return 1

@tool(needs_approval=check)
async def c(): return 1

agent = Agent(name="x", tools=[a, WebSearchTool()])
`,
    [
      "openai-agents-py a",
      "openai-agents-py b2: always",
      "openai-agents-py c: conditional",
      "openai-agent-py x",
      "openai-agents-py web_search",
    ],
  );
  py(
    "LangChain, wrapped where the agent gets them, by a wrapper of the project that asks nobody, and also as they are",
    `import os
from langchain_core.tools import tool
from langgraph.prebuilt import create_react_agent
from auth0_ai_langchain.auth0_ai import Auth0AI
confirmed = Auth0AI()
with_async_user_confirmation = confirmed.with_async_user_confirmation(binding_message="Sure?")
def require_approval(tool):
    return tool

@tool
def pay(a: str):
    """Pays"""
    os.remove(a)

@tool
def held(a: str):
    """Held"""
    os.remove(a)

@tool
def both(a: str):
    """Both"""
    os.remove(a)

@tool
def cell(a: str, kernel):
    """Runs"""
    if late():
        kernel.interrupt()
        return
    os.remove(a)

agent = create_react_agent(model, [with_async_user_confirmation(pay), require_approval(held), with_async_user_confirmation(both), cell])
other = create_react_agent(model, [both])
`,
    [
      "langchain-py-tool pay: always",
      "langchain-py-tool held",
      "langchain-py-tool both",
      "langchain-py-tool cell",
      "langchain-py-agent agent",
      "langchain-py-agent other",
    ],
  );
  py(
    "Agno, with its gates, and one that only records",
    `from agno.approval import approval
from agno.tools import tool

@tool(requires_confirmation=True)
def a(): return 1

@approval
@tool()
def b(): return 1

@approval(type="audit")
@tool(requires_user_input=True)
def c(): return 1

@tool(external_execution=True)
def d(): return 1
`,
    ["agno-tool a: always", "agno-tool b: always", "agno-tool c: always", "agno-tool d: elsewhere"],
  );
  py(
    "methods that a toolkit hands on, and no others",
    `from agno.agent import Agent
from agno.tools import Toolkit
from agno.tools.shell import ShellTools

class Crm(Toolkit):
    def __init__(self, **kwargs):
        tools = []
        tools.append(self.find)
        super().__init__(name="crm", tools=[*tools, self.merge], requires_confirmation_tools=["merge"], **kwargs)
    def connect(self): return 1
    def find(self, name: str): return 1
    def merge(self, a: str): return self.connect()

def greet(name: str): return name

Agent(tools=[Crm(), greet, ShellTools(requires_confirmation_tools=["run_shell_command"])])
`,
    [
      "agno-toolkit-method find",
      "agno-toolkit-method merge: always",
      "agno-function greet",
      "agno-agent agent: conditional",
      "agno-toolkit shell_tools: always",
    ],
  );
  py(
    "LangChain: decorator, structured, class, plain function, with the interrupts of the agent",
    `from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain_core.tools import BaseTool, StructuredTool, tool

@tool("pay")
def pay_it(): return 1

look = StructuredTool.from_function(func=lambda q: q, name="look", description="x")

class Find(BaseTool):
    name: str = "find"
    description: str = "x"
    def _run(self, q: str): return q

def count(): return 1

agent = create_agent(model, tools=[pay_it, look, Find(), count], middleware=[HumanInTheLoopMiddleware(interrupt_on={"pay": True, "count": {"allowed_decisions": ["approve", "reject"]}, "look": False})])
`,
    [
      "langchain-py-tool pay: always",
      "langchain-py-structured look",
      "langchain-py-basetool find",
      "langchain-py-function count: always",
      "langchain-py-agent agent: conditional",
    ],
  );
  py(
    "CrewAI, smolagents, Strands, Haystack, Pydantic-AI, Agent Framework, Claude",
    `from crewai.tools import BaseTool, tool as crew
from smolagents import Tool, tool as smol
from strands import tool as strand
from haystack.tools import Tool as HayTool
from pydantic_ai import Agent, RunContext
from agent_framework import tool as maf
from claude_agent_sdk import tool as claude

@crew("Send it")
def a(): return 1

class Post(BaseTool):
    name: str = "Post"
    description: str = "x"
    def _run(self): return 1

@smol
def b(): return 1

class Weather(Tool):
    name = "weather"
    description = "x"
    def forward(self, city: str): return city

@strand
def c(): return 1

d = HayTool(name="d", description="x", parameters={}, function=c2)

agent = Agent[Deps, str]("m")

@agent.tool_plain(requires_approval=True)
def e(): return 1

@maf(approval_mode="always_require")
def f(): return 1

@maf(approval_mode="never_require")
def g(): return 1

@claude("close", "x", {"id": str})
async def h(args): return 1
`,
    [
      "crewai-tool Send it",
      "crewai-basetool Post",
      "smolagents-tool b",
      "smolagents-class weather",
      "strands-tool c",
      "haystack-tool d: unknown",
      "pydantic-ai-agent agent: conditional",
      "pydantic-ai-tool e: always",
      "agent-framework-py f: always",
      "agent-framework-py g",
      "claude-agent-sdk-py close",
    ],
  );
  py(
    "functions given to agents: ADK, AutoGen, LlamaIndex",
    `from google.adk.agents import Agent
from google.adk.tools import FunctionTool
from autogen_core.tools import FunctionTool as AutoTool
from autogen_agentchat.agents import AssistantAgent
from llama_index.core.agent.workflow import FunctionAgent

def a(): return 1
def b(): return 1
def c(): return 1
def d(): return 1
def e(): return 1
def unused(): return 1

more = [a]
root = Agent(name="r", tools=more + [FunctionTool(b, require_confirmation=True)])
clerk = AssistantAgent("c", tools=[AutoTool(c, description="x"), d])
FunctionAgent(tools=[e], llm=llm)
`,
    [
      "adk-plain-function a",
      "autogen-function d",
      "llamaindex-function e",
      "adk-agent r: conditional",
      "adk-functiontool b: always",
      "autogen-agent clerk",
      "autogen-functiontool c",
      "llamaindex-agent agent",
    ],
  );
  py(
    "methods of a Semantic Kernel plugin",
    `from semantic_kernel.functions import kernel_function

class Lights:
    @kernel_function(name="set_light", description="x")
    def set_it(self, on: bool): return on
    def helper(self): return 1
`,
    ["semantic-kernel-py set_light"],
  );
  py(
    "deep agents, with what is built in",
    `from deepagents import create_deep_agent

def look(): return 1

agent = create_deep_agent(tools=[look], interrupt_on={"look": True})
`,
    ["langchain-py-function look: always", "deepagents-py agent: conditional"],
  );
});

describe("ready tools of LangChain", () => {
  py(
    "that an agent or a model is given, and none that lies about, nor what they are made of",
    `from langchain_community.tools import DuckDuckGoSearchResults, WikipediaQueryRun, ShellTool
from langchain_community.utilities import WikipediaAPIWrapper
from langchain_community.agent_toolkits import SQLDatabaseToolkit
from langchain_tavily import TavilySearch
from langgraph.prebuilt import ToolNode, create_react_agent
search = DuckDuckGoSearchResults(name="WebSearch")
tools = [search, WikipediaQueryRun(api_wrapper=WikipediaAPIWrapper())]
idle = ShellTool()
node = ToolNode(tools)
toolkit = SQLDatabaseToolkit(db=db, llm=llm)
data = create_react_agent(model, tools=toolkit.get_tools())
web = create_react_agent(model, tools=[TavilySearch(max_results=2)])
`,
    [
      "langchain-py-toolkit WebSearch",
      "langchain-py-toolkit wikipedia_query_run",
      "langchain-py-agent data",
      "langchain-py-toolkit sqldatabase",
      "langchain-py-agent web",
      "langchain-py-toolkit tavily_search",
    ],
  );
});

describe("tools of LlamaIndex made in functions and by classes that extend its own", () => {
  const wrapped = `from llama_index.core.tools import FunctionTool
class ToolWithContext(FunctionTool):
    @classmethod
    def from_defaults(cls, fn=None, async_fn=None):
        return cls(fn=fn, metadata=1, async_fn=async_fn)
class Plain:
    @classmethod
    def from_defaults(cls, fn=None):
        return cls()
`;
  it("are shown where the function is, unless the call says more", async () => {
    const text = `import os
from llama_index.core.tools import FunctionTool
from wrapped import ToolWithContext, Plain
from records import AgentRecord, AgentConfig

def bank_tools():
    async def wipe(ctx, path: str):
        """Wipes."""
        os.remove(path)
    def peek(path: str):
        """Peeks."""
        return open(path).read()
    def helper():
        return 1
    return [ToolWithContext.from_defaults(async_fn=wipe), FunctionTool.from_defaults(fn=peek), Plain.from_defaults(fn=helper)]

def told():
    return FunctionTool.from_defaults(fn=count, name="told", description="Told")

def count(): return 1
def ask(): return input("ok?") == "y"
configs = [
    AgentConfig(name="Bank", description="Banks", system_prompt="You bank.", tools=bank_tools(), tools_requiring_human_confirmation=["wipe"]),
    AgentConfig(name="Idle", system_prompt="You idle.", tools=[]),
    AgentConfig(name="Dumb", tools=bank_tools()),
    AgentRecord(name="Row", system_prompt="No agent", tools=bank_tools()),
]
`;
    const records = "class AgentRecord:\n    pass\nclass AgentConfig:\n    pass\n";
    const found = (await discover({ "a.py": text, "wrapped.py": wrapped, "records.py": records })).get("a.py") ?? [];
    assert.deepEqual(
      found.map(({ format, name, span, effects, confirmation }) =>
        [
          text.slice(0, span.start).split("\n").length,
          format,
          name,
          ...effects.map(({ effect }) => effect),
          confirmation.confirmed,
        ].join(" "),
      ),
      [
        "7 llamaindex-py wipe delete-files conditional",
        "10 llamaindex-py peek read-files never",
        "18 llamaindex-py told never",
        "23 custom-agent-py Bank read-files delete-files conditional",
      ],
    );
  });
  py("and none at the class that makes them", wrapped, []);
});

describe("what only looks like a tool in Python", () => {
  const nothing = (title: string, text: string) => py(title, text, []);
  nothing(
    "factories of agents and tasks",
    `from crewai.project import CrewBase, agent, task
@CrewBase
class Crew:
    @agent
    def writer(self): return Agent(tools=[])
    @task
    def tool_task(self): return 1
`,
  );
  nothing(
    "a decorator of that name from elsewhere",
    `from workshop import tool
import agno.tools
@tool
def hammer(): return 1
`,
  );
  nothing(
    "docstrings and comments",
    `from agno.tools import tool
def make():
    """
    @tool
    def a(): return 1
    """
# @tool
# def b(): return 1
`,
  );
  nothing(
    "bases without a name, and abstract ones",
    `from langchain_core.tools import BaseTool
class Base(BaseTool):
    def _run(self): raise NotImplementedError
`,
  );
  py(
    "functions in lists of something else",
    `from google.adk.agents import Agent
def a(): return 1
Agent(name="x", before_tool_callback=a, tools=[])
handlers = [a]
`,
    ["adk-agent x"],
  );
});

describe("notebooks", () => {
  it("are read cell by cell, and a tool is placed on its line of the file", async () => {
    const text = JSON.stringify(
      {
        cells: [
          { cell_type: "markdown", source: ["# Text with @tool\n"] },
          { cell_type: "code", source: ["%pip install agno\n", "from agno.tools import tool\n"] },
          {
            cell_type: "code",
            source: ["@tool\n", "def wipe():\n", "    import shutil\n", '    shutil.rmtree("x")\n'],
          },
        ],
        metadata: { kernelspec: { language: "python" } },
      },
      undefined,
      1,
    );
    const [tool] = (await discover({ "a.ipynb": text })).get("a.ipynb") ?? [];
    assert.equal(tool?.name, "wipe");
    assert.equal(text.slice(tool?.span.start).startsWith('"@tool'), true);
    assert.equal(tool?.effects[0]?.effect, "delete-files");
  });
});

describe("tools that only ask a person", () => {
  py(
    "are confirmed by nothing, unlike those that ask before they do something",
    `from agents import function_tool
import os

@function_tool
def ask(question: str) -> str:
    return input(question).strip()

@function_tool
def drop(path: str) -> str:
    if input("Sure?") != "y":
        return "no"
    os.remove(path)
    return "gone"

@function_tool
def pretend(order: str) -> str:
    if input("Sure?") != "y":
        return "no"
    return "ordered"
`,
    ["openai-agents-py ask", "openai-agents-py drop: always", "openai-agents-py pretend: always"],
  );
});

describe("ready tools of strands_tools", () => {
  it("give their effects to the agent", async () => {
    const text = `from strands import Agent
from strands_tools import calculator, environment, http_request, use_aws

a = Agent(name="web", tools=[http_request, calculator])
b = Agent(name="cloud", tools=[use_aws, environment])
`;
    const found = (await discover({ "a.py": text })).get("a.py") ?? [];
    assert.deepEqual(
      found.map(({ name, effects }) => `${name} ${effects.map(({ effect }) => effect).join(" ")}`),
      ["web fetch-network send-outward", "cloud fetch-network read-secrets change-infra"],
    );
  });
});

describe("hooks that have a person asked for a tool", () => {
  py(
    "of Dapr, by the step's name, and of Strands; not for other tools, and not where they only sometimes ask",
    `import os
from dapr_agents import DurableAgent, tool
from dapr_agents.hooks import Hooks, Proceed, RequireApproval

@tool
def delete_old_data(dataset: str) -> str:
    """Deletes."""
    os.remove(dataset)

@tool
def archive_data(dataset: str) -> str:
    """Archives."""
    os.remove(dataset)

@tool
def drop_all(dataset: str) -> str:
    """Drops."""
    os.remove(dataset)

def before_tool(ctx):
    if ctx.step_name == "DeleteOldData":
        return RequireApproval(timeout_seconds=120)
    if ctx.step_name == "ArchiveData":
        if ctx.payload.get("big"):
            return RequireApproval(timeout_seconds=120)
    return Proceed()

def approve(event):
    if event.tool_use["name"] in ["drop_all"]:
        event.interrupt("sure", reason={})
`,
    [
      "python-tool-decorator delete_old_data: always",
      "python-tool-decorator archive_data",
      "python-tool-decorator drop_all: always",
    ],
  );
});

describe("a list of tools of the low-level server", () => {
  it("shows what a method of a class answers where the method is", async () => {
    const text = `from mcp.server import Server
from mcp.types import Tool

app = Server("x")

class Runner:
    name = "run_it"

    def described(self) -> Tool:
        return Tool(name=self.name, description="Runs it", inputSchema={"type": "object", "properties": {}})

runner = Runner()

@app.list_tools()
async def list_tools():
    return [runner.described()]

@app.call_tool()
async def call_tool(name, arguments):
    return eval(arguments["code"])
`;
    const found = (await discover({ "a.py": text })).get("a.py") ?? [];
    assert.deepEqual(
      found.map(({ name, span }) => [name, text.slice(span.start, span.start + 15)]),
      [["run_it", "Tool(name=self."]],
    );
  });
});

describe("a question about a part of what a tool does", () => {
  const tool = (does: string) => `import os
from fastmcp import FastMCP, Context

mcp = FastMCP("x")

@mcp.tool
async def view(path: str, ctx: Context):
    if path.startswith("builtin:"):
        return ${does}
    if outside(path):
        answer = await ctx.elicit("May I?")
        if answer.action != "accept":
            return "no"
    return ${does}
`;
  py("counts where all only read", tool("open(path).read()"), ["mcp-py-fastmcp view: conditional"]);
  py("counts for nothing where some remove unasked", tool("os.remove(path)"), ["mcp-py-fastmcp view"]);
});

describe("a call that is stopped until a person has approved it", () => {
  py(
    "by what a tool of Pydantic AI raises",
    `import os
from pydantic_ai import Agent, ApprovalRequired, RunContext

agent = Agent("openai:gpt-5")

@agent.tool
def drop(ctx: RunContext, path: str) -> str:
    """Drop a file."""
    if not ctx.tool_call_approved:
        raise ApprovalRequired()
    os.remove(path)
    return "done"
`,
    ["pydantic-ai-agent agent: conditional", "pydantic-ai-tool drop: always"],
  );
});

describe("names that a function of the run compares with", () => {
  const run = (ask: string) => `import os

tools = [
    {"type": "function", "name": "drop", "description": "Drop a file", "parameters": {"type": "object", "properties": {"path": {"type": "string"}}}},
    {"type": "function", "name": "look", "description": "Look at a file", "parameters": {"type": "object", "properties": {"path": {"type": "string"}}}},
]

def drop(path): os.remove(path)
def look(path): return open(path).read()

def requires_approval(tool_name, args):
    return tool_name == "drop"

def approved(tool_name, args):
    return ${ask}
`;
  py("where a person is asked", run(`input(tool_name + "?") == "y"`), [
    "openai-raw-json drop: conditional",
    "openai-raw-json look",
  ]);
  py("and nobody is asked", run("True"), ["openai-raw-json drop", "openai-raw-json look"]);
});
