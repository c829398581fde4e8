import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

/** The definitions of one file of a workspace, with the names of their effects. */
async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(
    (definition) => `${shown(definition)} (${definition.effects.map(({ effect }) => effect).join(" ")})`,
  );
}

describe("classes of a project's own that are tools", () => {
  const base = `import inspect
from abc import ABC
from mcp.server.fastmcp.utilities.func_metadata import func_metadata

class Component(ABC):
    @property
    def files(self) -> "Files":
        return self.owner.files()

class Files:
    def load(self, path):
        return open(path).read()

class Tool(Component):
    @classmethod
    def get_tool_description(cls):
        return cls.__doc__

    def metadata(self):
        return func_metadata(self.apply)

class EditingTool(Tool, ABC):
    """Base for tools that edit."""
    def apply(self): return 1
`;
  it("by a base that makes a name and a schema of the class", async () => {
    const files = {
      "app/base.py": base,
      "app/tools.py": `import subprocess
from app.base import EditingTool, Tool

class ReadFileTool(Tool):
    """Reads a file."""
    def apply(self, path: str) -> str:
        return self.files.load(path)

class RunShellTool(EditingTool):
    """Runs a command."""
    def apply(self, command: str) -> str:
        return subprocess.check_output(command, shell=True)

class MarkerOfTool(Tool):
    """Nothing runs it."""
`,
    };
    assert.deepEqual(await told(files, "app/tools.py"), [
      "custom-class-py read_file (read-files)",
      "custom-class-py run_shell (run-code)",
    ]);
    assert.deepEqual(await told(files, "app/base.py"), []);
  });

  it("with a name, a description and a schema of their own; adapters and bases are none", async () => {
    const files = {
      "base.py": `from abc import ABC, abstractmethod
class BaseTool(ABC):
    @abstractmethod
    def run(self, **kwargs): ...
    def to_openai(self):
        return {"type": "function", "function": {"name": self.name, "description": self.description}}
`,
      "tools.py": `import os
from base import BaseTool

class Remove(BaseTool):
    name = "remove_file"
    description = "Removes a file"
    def run(self, path):
        os.remove(path)

class Lookup(BaseTool):
    @property
    def name(self): return "lookup"
    @property
    def description(self): return "Looks something up"
    def run(self, key): return key

class McpTool(BaseTool):
    def __init__(self, tool):
        self.name = tool.name
        self.description = tool.description
    def run(self, **kwargs): return 1

class Given(BaseTool):
    def __init__(self):
        super().__init__(name="given", description="Takes its name from a call")
    def run(self): return 1
`,
    };
    assert.deepEqual(await told(files, "tools.py"), [
      "custom-class-py remove_file (delete-files)",
      "custom-class-py lookup ()",
      "custom-class-py given ()",
    ]);
    assert.deepEqual(await told(files, "base.py"), []);
  });

  it("that hand themselves an executor, of this file, another one, or from outside", async () => {
    const files = {
      "impl.py": `from frame.tool import ToolExecutor
class GrepExecutor(ToolExecutor):
    def __call__(self, action):
        return open(action.path).read()
`,
      "tools.py": `import platform
from frame.tool import ToolDefinition
ONE = "Searches"
TWO = "Searches on Windows"

class GrepTool(ToolDefinition[GrepAction, GrepObservation]):
    @classmethod
    def create(cls, state):
        from impl import GrepExecutor
        text = TWO if platform.system() == "Windows" else ONE
        executor = GrepExecutor(state)
        return [cls(description=text, executor=executor)]

class PageTool(ToolDefinition[A, B]):
    @classmethod
    def create(cls, executor: "Page"):
        return [cls(description="Opens a page", executor=executor)]

class RemoteTool(ToolDefinition[A, B]):
    @classmethod
    def create(cls, remote, executor):
        return [cls(name=remote.name, description=remote.description, executor=executor)]
`,
    };
    assert.deepEqual(await told(files, "tools.py"), [
      "custom-class-py grep (read-files)",
      "custom-class-py page: unknown (fetch-network read-untrusted)",
    ]);
  });

  finds(
    "and none of the tools of a drawing program, an exception, or a widget",
    "draw.py",
    `from canvas.tools import Tool, ToolError
from bokeh.models import DrawTool

class Pencil(Tool):
    name = "pencil"
    description = "Draws a line"
    def apply(self, x, y): self.canvas.put(x, y)

class Broken(ToolError):
    """A tool failed."""
    def handle(self): return 1

class Lasso(DrawTool):
    """Selects."""
    def run(self): return 1

class Skill:
    name = "sword"
    description = "Swings"
    def run(self): return 1
`,
    [],
  );
});

describe("decorators of a project's own that make tools", () => {
  const registry = `import inspect
from app.llm.base import ChatModel

class Registry[Context]:
    def __init__(self):
        self.actions = {}
    def action(self, description: str, param_model=None, domains=None):
        def decorator(func):
            self.actions[func.__name__] = RegisteredAction(name=func.__name__, description=description, function=func)
            return func
        return decorator

def logged_tool(func):
    @functools.wraps(func)
    def wrapper(*args):
        print(func.__doc__)
        return func(*args)
    return wrapper

def agent_tool(name, description=""):
    def decorator(func):
        TOOLS[name] = {"name": name, "description": description or func.__doc__, "parameters": schema_of(func)}
        return func
    return decorator
`;
  it("by what the decorator keeps", async () => {
    const files = {
      "app/registry.py": registry,
      "app/actions.py": `import os
from app.registry import Registry, agent_tool, logged_tool

class Service:
    def __init__(self):
        self.registry = Registry[str]()

        @self.registry.action('', param_model=Navigate)
        async def navigate(params): return await params.go()

        @self.registry.action("Removes a file")
        def remove(path): os.remove(path)

@agent_tool("shell", "Runs a command")
def run_it(command): os.system(command)

@logged_tool
def helper(path): return open(path).read()
`,
    };
    assert.deepEqual(await told(files, "app/actions.py"), [
      "custom-decorator-py navigate ()",
      "custom-decorator-py remove (delete-files)",
      "custom-decorator-py shell (run-code)",
    ]);
  });

  finds(
    "by a library that is one for agents, with a description or a docstring",
    "a.py",
    `from browser_use import Tools, ActionResult
from livekit.agents import function_tool
tools = Tools()

@tools.registry.action("Sends a mail")
async def send(text: str): return mail(text)

@tools.action("Reads the inbox")
async def inbox(): return 1

@function_tool
async def book(ctx, day: str):
    """Books a day."""
    return 1
`,
    ["custom-decorator-py send", "custom-decorator-py inbox", "livekit-tool book"],
  );

  finds(
    "and not by those of admin pages, chats, command lines, tests and wrappers",
    "b.py",
    `from django.contrib import admin
from rest_framework.decorators import action
from slack_bolt import App
from agents_toolbox.helpers import log_tool, requires_tool
from mcp.server.lowlevel import Server
import click
app = App()
server = Server("x")

@admin.action(description="Mark as published")
def publish(self, request, queryset): queryset.update(published=True)

@action(detail=True, methods=["post"], description="Sets a password")
def set_password(self, request): return 1

@app.action("approve_button")
def approve(ack): ack()

@click.command("tool", help="A tool of the command line")
def tool(): return 1

@log_tool("a text of words")
def logged(): return 1

@requires_tool(description="needs it")
def needing(): return 1

@server.list_tools()
async def handle_list_tools(): return []
`,
    [],
  );
});

describe("tables of tools in Python", () => {
  const table = `import os
from dataclasses import dataclass

@dataclass
class ToolDefinition:
    name: str
    description: str

TOOLS: dict[str, ToolDefinition] = {
    "deleteList": ToolDefinition(name="delete_list", description=("Deletes " "a list.")),
    "getList": ToolDefinition(name="get_list", description="Gets a list."),
}

def wipe(path):
    os.remove(path)

OWN_TOOLS = [
    {"name": "wipe", "description": "Wipes.", "parameters": {}, "handler": wipe},
    {"name": "look", "description": "Looks.", "parameters": {}},
]

TOOL_MENU = {"a": {"name": "a", "description": "An entry"}, "b": {"name": "b", "description": "Another"}}
TOOL_NAMES = {op: tool.name for op, tool in TOOLS.items()}
ACTIONS = {"open": Icon(name="open", description="x"), "shut": Icon(name="shut", description="x")}
`;
  const told = async (server: string) => {
    const found = await discover({ "app/registry.py": table, "app/server.py": server });
    return (found.get("app/registry.py") ?? []).map(({ format, name, effects }) =>
      [format, name, ...effects.map(({ effect, origin }) => `${effect} ${origin}`)].join(" "),
    );
  };
  it("where the package reaches a model", async () =>
    assert.deepEqual(await told("from fastmcp import FastMCP\n"), [
      "custom-table-py delete_list destroy-data declared",
      "custom-table-py get_list fetch-network declared",
      "custom-table-py wipe delete-files code",
      "custom-table-py look",
    ]));
  it("and none where it reaches none", async () => assert.deepEqual(await told("import flask\n"), []));
});

describe("modules that are tools", () => {
  finds(
    "by a specification and a function of its name beside it",
    "tools/file_write.py",
    `from strands.types.tools import ToolResult, ToolUse

TOOL_SPEC = {
    "name": "file_write",
    "description": "Writes a file",
    "inputSchema": {"json": {"type": "object", "properties": {"path": {"type": "string"}}}},
}

def file_write(tool: ToolUse, **kwargs) -> ToolResult:
    with open(tool["input"]["path"], "w") as out:
        out.write(tool["input"]["content"])
`,
    ["strands-module file_write"],
  );

  finds(
    "or one that runs it; a specification alone is none",
    "tools/a.py",
    `SEARCH_TOOL_DEFINITION = {"name": "search", "description": "Searches", "parameters": {"type": "object", "properties": {}}}
OTHER_TOOL_SCHEMA = {"name": "other", "parameters": {}}
def run(query): return query
`,
    ["custom-module-py search"],
  );
  finds(
    "and not without anything that runs it",
    "tools/b.py",
    `TOOL_SPEC = {"name": "search", "description": "Searches", "inputSchema": {"json": {}}}
`,
    [],
  );
});

describe("ready-made and settings in an inner class", () => {
  it("name a tool of Agency Swarm, of Haystack and of the Agent Framework", async () => {
    const files = {
      "a.py": `from agency_swarm import BaseTool
from haystack.tools import PipelineTool
from agent_framework.foundry import FoundryChatClient

class Analyze(BaseTool):
    """Analyzes."""
    class ToolConfig:
        name = "analyze_project"
        description = "Analyzes a project"
    def run(self) -> str:
        return "done"

class WriteReport(BaseTool):
    """Writes a report."""
    path: str
    def run(self) -> str:
        open(self.path, "w").write("x")

tool = PipelineTool(pipeline=pipeline, name="plan", description="Plans")
client = FoundryChatClient()
docs = client.get_mcp_tool(name="Docs", url="https://docs.example/mcp", approval_mode="always_require")
`,
    };
    assert.deepEqual(await told(files, "a.py"), [
      "agency-swarm-basetool analyze_project ()",
      "agency-swarm-basetool WriteReport (write-files)",
      "haystack-tool plan ()",
      "agent-framework-py Docs: always (fetch-network read-untrusted)",
    ]);
  });

  it("are components of Haystack: of a library, of the project, an agent", async () => {
    const files = {
      "a.py": `import requests
from haystack.components.agents import Agent
from haystack.components.builders import PromptBuilder
from haystack.components.websearch import SerperDevWebSearch
from haystack.tools import ComponentTool

class Writer:
    def run(self, title: str):
        requests.post("https://notes.example", json={"t": title})

helper = Agent(chat_generator=m, tools=[])
look = ComponentTool(component=SerperDevWebSearch(), name="look")
note = ComponentTool(component=Writer(), name="note")
ask = ComponentTool(component=helper, name="ask")
build = ComponentTool(component=PromptBuilder(template="x"), name="build")
`,
    };
    assert.deepEqual(await told(files, "a.py"), [
      "haystack-agent helper ()",
      "haystack-tool look (fetch-network read-untrusted)",
      "haystack-tool note (fetch-network send-outward)",
      "haystack-tool ask (delegate)",
      "haystack-tool build ()",
    ]);
  });

  it("are asked for by a hook that names them by their constant", async () => {
    const files = {
      "a.py": `from haystack.tools import create_tool_from_function
from haystack.hooks.human_in_the_loop import ConfirmationHook, BlockingConfirmationStrategy, AlwaysAskPolicy, NeverAskPolicy

def pay(): return 1
def look(): return 2
def count(): return 3

pay_tool = create_tool_from_function(function=pay, name="pay")
look_tool = create_tool_from_function(function=look, name="look")
count_tool = create_tool_from_function(function=count, name="count")
hook = ConfirmationHook(confirmation_strategies={
    pay_tool.name: BlockingConfirmationStrategy(confirmation_policy=AlwaysAskPolicy()),
    look_tool.name: BlockingConfirmationStrategy(confirmation_policy=NeverAskPolicy()),
    other.name: BlockingConfirmationStrategy(confirmation_policy=AlwaysAskPolicy()),
})
`,
    };
    assert.deepEqual(await told(files, "a.py"), [
      "haystack-tool pay: always (spend-money)",
      "haystack-tool look ()",
      "haystack-tool count ()",
    ]);
  });
});
