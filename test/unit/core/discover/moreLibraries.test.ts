import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** A test that the files of a workspace define exactly these. */
function told(title: string, files: Readonly<Record<string, string>>, expected: readonly string[]): void {
  it(title, async () => {
    const found = [...(await discover(files))].flatMap(([path, definitions]) =>
      definitions.map((definition) => `${path}: ${shown(definition)}`),
    );
    assert.deepEqual(found, expected);
  });
}

describe("tools and agents of further Python libraries", () => {
  told(
    "messages of Langroid",
    {
      "tools.py": `from langroid.agent.tool_message import ToolMessage
from langroid.agent.xml_tool_message import XMLToolMessage


class RunQueryTool(ToolMessage):
    request: str = "run_query"
    purpose: str = """To run <query>."""
    query: str


class ReadFileTool(XMLToolMessage):
    request: str = "read_file_tool"
    purpose: str = "Read the contents of a <file_path>"
    file_path: str

    def handle(self) -> str:
        return open(self.file_path).read()
`,
    },
    ["tools.py: langroid-tool run_query: unknown", "tools.py: langroid-tool read_file_tool"],
  );
  told(
    "messages of Langroid that a method of the agent runs",
    {
      "a.py": `import langroid as lr


class ProbeTool(lr.agent.ToolMessage):
    request: str = "probe"
    purpose: str = "To find which number in my list is closest to <number>"
    number: int


class MyAgent(lr.ChatAgent):
    def probe(self, msg: ProbeTool) -> str:
        return str(msg.number)


agent = lr.ChatAgent(lr.ChatAgentConfig(name="Square", vecdb=None))
agent.enable_message(ProbeTool)
`,
    },
    ["a.py: langroid-tool probe", "a.py: langroid-agent Square"],
  );
  told(
    "methods of a class that Open WebUI loads",
    {
      "arxiv.py": `"""
title: arXiv Search Tool
description: Search papers
requirements: aiohttp
version: 0.1.0
"""
import requests
from pydantic import BaseModel, Field


class Tools:
    class Valves(BaseModel):
        key: str = Field(default="")

    def __init__(self):
        self.valves = self.Valves()

    def _get(self, url):
        return requests.get(url).text

    async def search_papers(self, topic: str, __user__: dict = {}, __event_emitter__=None) -> str:
        """
        Search papers.
        :param topic: the topic
        """
        return self._get("https://example.com/?q=" + topic)

    def read_paper(self, id: str) -> str:
        """Read a paper."""
        return self._get(id)
`,
    },
    ["arxiv.py: open-webui-tool search_papers", "arxiv.py: open-webui-tool read_paper"],
  );
  told(
    "functions given to Marvin",
    {
      "a.py": `from pathlib import Path
import marvin


def write_to_file(content: str, filename: str):
    Path(filename).write_text(content)


def delete_file(filename: str):
    Path(filename).unlink()


def get_weather(city: str) -> str:
    """Weather."""
    return city


def search_web(q: str) -> str:
    return q


writer = marvin.Agent(name="Writer", tools=[write_to_file, delete_file])
marvin.run("What is the weather?", tools=[get_weather])
task = marvin.Task("Search", tools=[search_web])
`,
    },
    [
      "a.py: marvin-function write_to_file",
      "a.py: marvin-function delete_file",
      "a.py: marvin-function get_weather",
      "a.py: marvin-function search_web",
      "a.py: marvin-agent Writer",
    ],
  );
  told(
    "functions given to ControlFlow",
    {
      "a.py": `import controlflow as cf


def roll_die() -> int:
    """Roll."""
    return 4


def pick(a: int) -> int:
    return a


@cf.tool
def search(q: str) -> str:
    """Searches"""
    return q


agent = cf.Agent(name="DJ", tools=[roll_die])
cf.run("x", tools=[pick])
`,
    },
    [
      "a.py: controlflow-function roll_die",
      "a.py: controlflow-function pick",
      "a.py: python-tool-decorator search",
      "a.py: controlflow-agent DJ",
    ],
  );
  told(
    "activities of Griptape",
    {
      "a.py": `from griptape.artifacts import TextArtifact
from griptape.structures import Agent
from griptape.tools import BaseTool, FileManagerTool
from griptape.utils.decorators import activity
from schema import Literal, Schema


class DbTool(BaseTool):
    @activity(config={"description": "Runs a query", "schema": Schema({Literal("q"): str})})
    def query(self, params: dict) -> TextArtifact:
        return TextArtifact(self.db.execute(params["values"]["q"]))


agent = Agent(tools=[DbTool(), FileManagerTool()])
`,
    },
    ["a.py: griptape-activity query", "a.py: griptape-agent agent"],
  );
  told(
    "functions handed to Letta",
    {
      "a.py": `from letta_client import Letta

client = Letta(token="x")


def roll_d20() -> str:
    """Roll a die."""
    return "1"


def archive(text: str) -> str:
    """Archives."""
    return text


tool = client.tools.upsert_from_function(func=roll_d20)
other = client.tools.create_from_function(func=archive)
`,
    },
    ["a.py: letta-tool roll_d20", "a.py: letta-tool archive"],
  );
  told(
    "BeeAI",
    {
      "a.py": `from beeai_framework.agents.requirement import RequirementAgent
from beeai_framework.tools import StringToolOutput, Tool, ToolRunOptions, tool


@tool
def riddle(n: int) -> str:
    """Gives a riddle."""
    return "?"


class OpenLibraryTool(Tool[In, ToolRunOptions, StringToolOutput]):
    name = "OpenLibrary"
    description = "Provides access to a library of books."
    input_schema = In

    async def _run(self, tool_input, options, context) -> StringToolOutput:
        return await httpx.get("https://openlibrary.org")


agent = RequirementAgent(llm=llm, tools=[riddle, OpenLibraryTool()])
`,
    },
    ["a.py: python-tool-decorator riddle", "a.py: custom-class-py OpenLibrary", "a.py: beeai-agent agent"],
  );
  told(
    "Mirascope",
    {
      "a.py": `from mirascope import llm
from mirascope.core import BaseTool, openai


@llm.tool
def get_book(genre: str) -> str:
    """Gets a book."""
    return genre


class FormatBook(BaseTool):
    """Formats a book."""

    title: str

    def call(self) -> str:
        return self.title


def search(q: str) -> str:
    """Searches."""
    return q


@openai.call("gpt-4o-mini", tools=[search, FormatBook])
def recommend(genre: str) -> str:
    return f"x {genre}"
`,
    },
    ["a.py: python-tool-decorator get_book", "a.py: mirascope-basetool FormatBook", "a.py: mirascope-function search"],
  );
  told(
    "steps of Chainlit that are tools",
    {
      "a.py": `import chainlit as cl


@cl.step(type="tool")
async def get_current_weather(location: str):
    """Get the weather"""
    return location


@cl.step(type="llm")
async def call_gpt(x):
    return x
`,
    },
    ["a.py: chainlit-step get_current_weather"],
  );
  told(
    "components of Langflow in tool mode",
    {
      "a.py": `from langflow.custom import Component
from langflow.io import MessageTextInput, Output
from langflow.schema import Data


class MyToolComponent(Component):
    display_name = "My Tool"
    description = "Looks something up."
    name = "MyTool"
    inputs = [MessageTextInput(name="input_value", display_name="In", tool_mode=True)]
    outputs = [Output(display_name="Out", name="output", method="build_output")]

    def build_output(self) -> Data:
        return Data(value=requests.get(self.input_value).text)
`,
    },
    ["a.py: langflow-component MyTool"],
  );
  told(
    "tools of a plugin of Dify",
    {
      "tools/google_search.py": `from collections.abc import Generator
from typing import Any
from dify_plugin import Tool
from dify_plugin.entities.tool import ToolInvokeMessage


class GoogleSearchTool(Tool):
    def _invoke(self, tool_parameters: dict[str, Any]) -> Generator[ToolInvokeMessage]:
        r = requests.get("https://serpapi.com/search", params=tool_parameters)
        yield self.create_text_message(r.text)
`,
    },
    ["tools/google_search.py: dify-tool google_search"],
  );
  told(
    "Composio",
    {
      "a.py": `from composio import Composio, action
from pydantic import BaseModel

composio = Composio()


@composio.tools.custom_tool
def get_issue_info(request: Req) -> dict:
    """Get information about an issue."""
    return requests.get("x").json()


@action(toolname="my_tool")
def myaction(a: str) -> str:
    """My action."""
    return a
`,
    },
    ["a.py: composio-tool get_issue_info", "a.py: composio-tool myaction"],
  );
  told(
    "Arcade",
    {
      "a.py": `from typing import Annotated
from arcade_tdk import ToolContext, tool
from arcade_mcp_server import MCPApp

app = MCPApp(name="x", version="1.0")


@tool(requires_auth=GitHub())
async def star_repo(context: ToolContext, name: Annotated[str, "The repo"]) -> str:
    """Star a repository."""
    async with httpx.AsyncClient() as client:
        await client.put("https://api.github.com/user/starred/" + name)
    return name


@app.tool
def whisper(a: Annotated[str, "A"]) -> str:
    """Whispers."""
    return a
`,
    },
    ["a.py: python-tool-decorator star_repo", "a.py: arcade-tool whisper"],
  );
  told(
    "Toolhouse",
    {
      "a.py": `from toolhouse import Toolhouse
from openai import OpenAI

th = Toolhouse()


@th.register_local_tool("hello")
def hello_tool(city: str) -> str:
    """Says hello."""
    return city
`,
    },
    ["a.py: toolhouse-tool hello"],
  );
  told(
    "Kani",
    {
      "a.py": `from kani import Kani, ai_function, AIParam


class MyKani(Kani):
    @ai_function()
    def get_weather(self, location: str):
        """Get the current weather."""
        return location
`,
    },
    ["a.py: kani-function get_weather"],
  );
  told(
    "Magentic",
    {
      "a.py": `from magentic import prompt, FunctionCall


def activate_oven(temperature: int) -> str:
    """Turn the oven on."""
    return "on"


@prompt("Prepare the oven", functions=[activate_oven])
def configure() -> FunctionCall[str]: ...
`,
    },
    ["a.py: magentic-function activate_oven"],
  );
  told(
    "what a plugin of llm registers",
    {
      "a.py": `import llm


def llm_version() -> str:
    "Return the version"
    return "1"


@llm.hookimpl
def register_tools(register):
    register(llm_version)


def upper(text: str) -> str:
    """Upper."""
    return text.upper()


model = llm.get_model("x")
model.chain("x", tools=[upper])
`,
    },
    ["a.py: llm-function llm_version", "a.py: llm-function upper"],
  );
  told(
    "older libraries of Gemini",
    {
      "a.py": `import google.generativeai as genai
from vertexai.generative_models import FunctionDeclaration, Tool


def find_movies(a: str):
    """find"""
    return a


model = genai.GenerativeModel("gemini-1.5", tools=[find_movies])


def set_light(a: str):
    """light"""
    return a


fd = FunctionDeclaration.from_func(set_light)
`,
    },
    ["a.py: gemini-function find_movies", "a.py: gemini-function set_light"],
  );
  told(
    "functions given to Ollama",
    {
      "a.py": `from ollama import chat, Client


def add_two(a: int, b: int) -> int:
    """Add"""
    return a + b


def sub_two(a: int, b: int) -> int:
    """Sub"""
    return a - b


chat("llama3.1", messages=[], tools=[add_two])
Client().chat("llama3.1", messages=[], tools=[sub_two])
`,
    },
    ["a.py: ollama-function add_two", "a.py: ollama-function sub_two"],
  );
  told(
    "functions of another file given to Azure AI",
    {
      "user_functions.py": `from typing import Any, Callable, Set


def fetch_weather(location: str) -> str:
    """Fetches the weather."""
    return location


def send_email(to: str) -> str:
    """Sends an email."""
    return to


user_functions: Set[Callable[..., Any]] = {fetch_weather, send_email}
`,
      "agent.py": `from azure.ai.projects import AIProjectClient
from azure.ai.agents.models import FunctionTool, ToolSet
from user_functions import user_functions

project_client = AIProjectClient(endpoint="x")
functions = FunctionTool(functions=user_functions)
toolset = ToolSet()
toolset.add(functions)
agent = project_client.agents.create_agent(model="gpt-4o", name="my-agent", instructions="x", toolset=toolset)
`,
    },
    [
      "user_functions.py: azure-ai-function fetch_weather",
      "user_functions.py: azure-ai-function send_email",
      "agent.py: azure-ai-agent my-agent",
    ],
  );
  told(
    "an assistant of OpenAI",
    {
      "a.py": `from openai import OpenAI

client = OpenAI()
assistant = client.beta.assistants.create(name="Math Tutor", instructions="x", tools=[{"type": "code_interpreter"}], model="gpt-4o")
`,
    },
    ["a.py: openai-assistant Math Tutor"],
  );
  told(
    "tools of Transformers",
    {
      "a.py": `from transformers import Tool, tool, ReactCodeAgent


@tool
def model_download(task: str) -> str:
    """Downloads"""
    return task


class T(Tool):
    name = "image_generator"
    description = "makes images"
    inputs = {"p": {"type": "string", "description": "x"}}
    output_type = "image"

    def forward(self, p):
        return p
`,
    },
    ["a.py: python-tool-decorator model_download", "a.py: transformers-tool image_generator"],
  );
  told(
    "an app of Gradio that serves models",
    {
      "app.py": `import gradio as gr


def letter_counter(word: str, letter: str) -> int:
    """Count the letters."""
    return word.count(letter)


demo = gr.Interface(fn=letter_counter, inputs=["text", "text"], outputs="number")
demo.launch(mcp_server=True)
`,
    },
    ["app.py: gradio-mcp letter_counter"],
  );
  told(
    "routes that are mounted for models",
    {
      "app.py": `from fastapi import FastAPI
from fastapi_mcp import FastApiMCP

app = FastAPI()


@app.get("/items/{id}", operation_id="get_item")
async def read_item(id: int):
    """Get an item."""
    return id


mcp = FastApiMCP(app)
mcp.mount()
`,
    },
    ["app.py: fastapi-mcp get_item"],
  );
  told(
    "toolsets of Django",
    {
      "mcp.py": `from mcp_server import MCPToolset


class MyTools(MCPToolset):
    def add_post(self, title: str) -> str:
        """Adds a post."""
        Post.objects.create(title=title)

    def _x(self):
        pass
`,
    },
    ["mcp.py: django-mcp-toolset add_post"],
  );
  told(
    "agents of fast-agent and mcp-agent",
    {
      "a.py": `import asyncio
from fast_agent import FastAgent

fast = FastAgent("Example")


@fast.agent("url_fetcher", "Given a URL, provide a summary", servers=["fetch"])
@fast.chain(name="post_writer", sequence=["url_fetcher"])
async def main():
    async with fast.run() as agent:
        await agent()
`,
      "b.py": `from mcp_agent.agents.agent import Agent

agent = Agent(name="agent", instruction="x", server_names=["fetch", "filesystem"])
`,
    },
    ["a.py: fast-agent url_fetcher", "a.py: fast-agent post_writer", "b.py: mcp-agent agent"],
  );
  told(
    "a class that is an agent of LiveKit",
    {
      "a.py": `from livekit.agents import Agent, AgentSession, RunContext, function_tool


class Assistant(Agent):
    def __init__(self) -> None:
        super().__init__(instructions="You are helpful.")

    @function_tool
    async def lookup_weather(self, context: RunContext, location: str):
        """Look up the weather."""
        return location
`,
    },
    ["a.py: livekit-agent Assistant", "a.py: livekit-tool lookup_weather"],
  );
  told(
    "schemas and functions of Pipecat",
    {
      "a.py": `from pipecat.adapters.schemas.function_schema import FunctionSchema
from pipecat.adapters.schemas.tools_schema import ToolsSchema
from pipecat.services.llm_service import FunctionCallParams


async def fetch_weather(params: FunctionCallParams):
    await params.result_callback({})


weather = FunctionSchema(name="get_current_weather", description="Get the weather", properties={"l": {"type": "string"}}, required=["l"])


async def book_table(params: FunctionCallParams, people: int):
    """Book a table.

    Args:
        people: how many
    """


tools = ToolsSchema(standard_tools=[weather, book_table])
llm.register_function("get_current_weather", fetch_weather)
`,
    },
    ["a.py: pipecat-function get_current_weather", "a.py: pipecat-function book_table"],
  );
  told(
    "Swarms",
    {
      "a.py": `from swarms import Agent


def get_price(ticker: str) -> str:
    """Price."""
    return ticker


agent = Agent(agent_name="Fin", system_prompt="x", tools=[get_price], model_name="gpt-4o")
`,
    },
    ["a.py: agent-plain-function get_price", "a.py: swarms-agent Fin"],
  );
  told(
    "PraisonAI",
    {
      "a.py": `from praisonaiagents import Agent, tool


def internet_search(query: str) -> str:
    """Search."""
    return query


@tool
def calc(a: int) -> int:
    """calc"""
    return a


agent = Agent(name="Researcher", instructions="x", tools=[internet_search])
`,
    },
    [
      "a.py: agent-plain-function internet_search",
      "a.py: python-tool-decorator calc",
      "a.py: praisonai-agent Researcher",
    ],
  );
  told(
    "AgentScope",
    {
      "a.py": `from agentscope.agent import ReActAgent
from agentscope.tool import Toolkit, execute_python_code


def run_thing(a: str):
    """Runs."""
    return a


toolkit = Toolkit()
toolkit.register_tool_function(run_thing)
agent = ReActAgent(name="Friday", sys_prompt="x", toolkit=toolkit)
`,
    },
    ["a.py: agentscope-tool run_thing", "a.py: agentscope-agent Friday"],
  );
  told(
    "Lagent",
    {
      "a.py": `from lagent.actions import BaseAction, tool_api


class Searcher(BaseAction):
    """Searches."""

    @tool_api
    def run(self, query: str) -> dict:
        """Searches the web."""
        return query
`,
    },
    ["a.py: lagent-tool run"],
  );
  told(
    "tools that a function of Inspect makes",
    {
      "a.py": `from inspect_ai.tool import tool


@tool
def add():
    async def execute(x: int, y: int):
        """Add two numbers."""
        return x + y

    return execute
`,
    },
    ["a.py: inspect-tool add"],
  );
  told(
    "classes of MetaGPT",
    {
      "a.py": `from metagpt.tools.tool_registry import register_tool


@register_tool(tags=["math"], include_functions=["add"])
class Calculator:
    """Calculates."""

    @staticmethod
    def add(a, b):
        return a + b


@register_tool()
def magic(a: int):
    """magic"""
    return a
`,
    },
    ["a.py: metagpt-tool Calculator", "a.py: custom-decorator-py magic"],
  );
  told(
    "ell",
    {
      "a.py": `import ell


@ell.tool()
def get_html(url: str):
    """Gets HTML."""
    return requests.get(url).text


@ell.complex(model="gpt-4o", tools=[get_html])
def agent(q): ...
`,
    },
    ["a.py: python-tool-decorator get_html"],
  );
  told(
    "Atomic Agents",
    {
      "a.py": `from atomic_agents import BaseTool, BaseToolConfig, BaseIOSchema


class CalculatorTool(BaseTool[In, Out]):
    """Calculates."""

    def run(self, params: In) -> Out:
        return Out(x=params.x)
`,
    },
    ["a.py: atomic-agents-tool CalculatorTool"],
  );
  told(
    "plugins of TaskWeaver",
    {
      "a.py": `from taskweaver.plugin import Plugin, register_plugin


@register_plugin
class Anomaly(Plugin):
    """Detects."""

    def __call__(self, df, col):
        """Detects anomalies."""
        return df
`,
    },
    ["a.py: taskweaver-plugin Anomaly"],
  );
  told(
    "actions and functions of Teams",
    {
      "a.py": `from teams.ai.actions import ActionTurnContext
from teams import Application
from microsoft.teams.ai import ChatPrompt, Function

app = Application[AppState](options)


@app.ai.action("create_task")
async def on_create(context: ActionTurnContext, state):
    return "x"


async def send(params):
    return 1


agent = ChatPrompt(model).with_function(Function(name="send_mail", description="Sends mail", parameter_schema=P, handler=send))
`,
    },
    ["a.py: teams-ai-action create_task", "a.py: teams-ai-function send_mail"],
  );
  told(
    "functions of an agent of Bedrock",
    {
      "a.py": `from aws_lambda_powertools.event_handler import BedrockAgentFunctionResolver

app = BedrockAgentFunctionResolver()


@app.tool(name="current_time", description="Gets the time")
def now() -> int:
    return 1
`,
    },
    ["a.py: bedrock-agent-function current_time"],
  );
  told(
    "Mistral",
    {
      "a.py": `from mistralai import Mistral
from mistralai.extra.run.context import RunContext

client = Mistral("x")
agent = client.beta.agents.create(model="m", name="Weather", description="x", instructions="y", tools=[{"type": "web_search"}])


async def main():
    async with RunContext(agent_id="x") as run_ctx:
        @run_ctx.register_func
        def get_wx(location: str) -> str:
            """Get it."""
            return location
`,
    },
    ["a.py: mistral-agent Weather", "a.py: mistral-function get_wx"],
  );
  told(
    "actions of CopilotKit",
    {
      "a.py": `from copilotkit import CopilotKitRemoteEndpoint, Action as CopilotAction


async def fetch(user_id: str):
    return {"name": "x"}


action = CopilotAction(name="fetchName", description="Fetches the name", parameters=[{"name": "userId", "type": "string"}], handler=fetch)
sdk = CopilotKitRemoteEndpoint(actions=[action])
`,
    },
    ["a.py: copilotkit-action fetchName"],
  );
  told(
    "models of Pydantic for OpenAI",
    {
      "a.py": `from openai import pydantic_function_tool
from pydantic import BaseModel


class GetStock(BaseModel):
    """Gets a stock."""

    ticker: str


tools = [pydantic_function_tool(GetStock, name="get_stock")]
`,
    },
    ["a.py: openai-pydantic-tool get_stock"],
  );
  told(
    "functions added to a toolset",
    {
      "a.py": `from pydantic_ai import Agent
from pydantic_ai.toolsets import FunctionToolset

ts = FunctionToolset()


@ts.tool
def temperature(city: str) -> float:
    """temp"""
    return 1


def cond(city: str):
    """c"""
    return 1


ts.add_function(cond)
`,
    },
    ["a.py: pydantic-ai-tool temperature", "a.py: pydantic-ai-tool cond"],
  );
  told(
    "Dapr",
    {
      "a.py": `from dapr_agents import DurableAgent, tool
from dapr_agents.hooks import Hooks, RequireApproval, Proceed


@tool
def delete_old_data(dataset: str) -> str:
    """Deletes."""
    return dataset


def before_tool(ctx):
    if ctx.step_name == "DeleteOldData":
        return RequireApproval(timeout_seconds=120)
    return Proceed()


agent = DurableAgent(name="hitl", role="x", tools=[delete_old_data], hooks=Hooks(before_tool_call=[before_tool]))
`,
    },
    ["a.py: python-tool-decorator delete_old_data: always", "a.py: dapr-agent hitl: conditional"],
  );
  told(
    "Agency Swarm",
    {
      "a.py": `from agency_swarm import Agent, function_tool
from agency_swarm.tools import BaseTool
from pydantic import Field


class SendIt(BaseTool):
    """Sends it."""

    to: str = Field(..., description="x")

    def run(self):
        return self.to


ceo = Agent(name="CEO", description="x", instructions="y", tools=[SendIt])
`,
    },
    ["a.py: agency-swarm-basetool SendIt", "a.py: agency-swarm-agent CEO"],
  );
  told(
    "DSPy",
    {
      "a.py": `import dspy


def wiki(q: str) -> str:
    """wiki"""
    return q


t = dspy.Tool(wiki)
`,
    },
    ["a.py: dspy-function wiki"],
  );
  told(
    "ElevenLabs",
    {
      "a.py": `from elevenlabs.conversational_ai.conversation import ClientTools

client_tools = ClientTools()


def log_message(parameters):
    print(parameters)


client_tools.register("logMessage", log_message)
`,
    },
    ["a.py: elevenlabs-client-tool logMessage"],
  );
  told(
    "not any class called Tools",
    {
      "a.py": `class Tools:
    """Hammers and saws."""

    def hammer(self, nail: str) -> str:
        """Hits."""
        return nail
`,
    },
    [],
  );
  told(
    "not other steps",
    {
      "a.py": `import chainlit as cl


@cl.step(type="llm")
async def ask(q: str):
    """Asks"""
    return q
`,
    },
    [],
  );
  told(
    "not components that no model calls",
    {
      "a.py": `from langflow.custom import Component
from langflow.io import MessageTextInput, Output


class Plain(Component):
    display_name = "Plain"
    description = "Splits a text."
    inputs = [MessageTextInput(name="value")]
    outputs = [Output(name="out", method="build")]

    def build(self):
        return self.value
`,
    },
    [],
  );
  told(
    "not an app that serves people",
    {
      "a.py": `import gradio as gr


def count(word: str) -> int:
    """Counts."""
    return len(word)


gr.Interface(fn=count, inputs="text", outputs="number").launch()
`,
    },
    [],
  );
  told(
    "not routes alone",
    {
      "a.py": `from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{id}")
async def read_item(id: int):
    """Get an item."""
    return id
`,
    },
    [],
  );
  told(
    "not what another library calls a tool message",
    {
      "a.py": `from langchain_core.messages import ToolMessage


class Noted(ToolMessage):
    request: str = "noted"
    purpose: str = "Notes what a tool said"
`,
    },
    [],
  );
  told(
    "not a base without a request",
    {
      "a.py": `from langroid.agent.tool_message import ToolMessage


class Base(ToolMessage):
    request: str
    purpose: str
`,
    },
    [],
  );
  told(
    "not other hooks of a plugin",
    {
      "a.py": `import llm


@llm.hookimpl
def register_commands(cli):
    cli.command(name="x")(run)
`,
    },
    [],
  );
  told(
    "not the skills on the card of an agent",
    {
      "a.py": `from a2a.types import AgentCard, AgentSkill

skill = AgentSkill(id="hello", name="hello", description="just returns hello world", tags=["x"], examples=["hi"])
card = AgentCard(name="Hello Agent", description="Just a hello agent", url="x", skills=[skill])
`,
    },
    [],
  );
});
