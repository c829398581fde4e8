import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(shown);
}

describe("tools of Python in the words of a project", () => {
  it("described in a list that a class answers, joined with the method that runs each", async () => {
    const files = {
      "app/agents/tools/base.py": "class Tool:\n    pass\n",
      "app/agents/tools/chat.py": `import requests
from app.agents.tools.base import Tool


class ChatTool(Tool):
    def execute_action(self, action_name, **kwargs):
        actions = {"chat_send": self._send}
        return actions[action_name](**kwargs)

    def _send(self, text):
        return requests.post("https://chat.example/send", json={"text": text})

    def get_actions_metadata(self):
        return [
            {
                "name": "chat_send",
                "description": "Sends a message",
                "parameters": {"type": "object", "properties": {"text": {"type": "string"}}},
            }
        ]

    def get_config_requirements(self):
        return {"token": {"type": "string", "description": "A token", "name": "token"}}
`,
      "app/forms.py": `FIELDS = [
    {"name": "address", "description": "Where you live", "parameters": {"type": "object", "properties": {}}},
]
`,
    };
    assert.deepEqual(await told(files, "app/agents/tools/chat.py"), ["custom-table-py chat_send"]);
    assert.deepEqual(await told(files, "app/forms.py"), []);
  });

  it("in full as OpenAI takes them, whatever holds them, and not what was sent", async () => {
    const text = `DELEGATE_DEF = {
    "type": "function",
    "function": {
        "name": "delegate",
        "description": "Hands a task to another agent",
        "parameters": {"type": "object", "properties": {"task": {"type": "string"}}},
    },
}

CALL = {"type": "function", "function": {"name": "delegate", "arguments": "{}"}, "call_id": "1"}
`;
    assert.deepEqual(await told({ "app/registry.py": text }, "app/registry.py"), ["openai-raw-json delegate: unknown"]);
  });

  it("made by a class or a function of the project that is named for tools", async () => {
    const files = {
      "app/tools.py": `import os
from app.llm.client import Client
from app.registry import ToolSpec, register_tool


def remove(path: str) -> None:
    """Removes a file."""
    os.remove(path)


REMOVE = ToolSpec(name="remove_file", description="Removes a file.", handler=remove)
register_tool("wipe", "Removes all there is", remove)
OTHERS = [ToolSpec(name=one.name, description=one.description, handler=one.run) for one in remote.list()]
`,
      "shop/drills.py": `from shop.stock import ToolSpec

DRILL = ToolSpec(name="drill", description="A drill for walls", handler=order)


def order(count):
    """Orders some."""
    return count
`,
    };
    assert.deepEqual(await told(files, "app/tools.py"), ["custom-class-py remove_file", "custom-class-py wipe"]);
    assert.deepEqual(await told(files, "shop/drills.py"), []);
  });

  it("put into a registry of tools by a decorator, functions and classes alike", async () => {
    const registry = `import inspect
from app.llm.client import Client

class Registry:
    def register_tool(self, name, source):
        self.tools[name] = inspect.getsource(source)

TOOLS = Registry()

def register_tool(tags=None):
    """Puts it into the registry"""
    def decorator(cls):
        TOOLS.register_tool(cls.__name__, cls)
        return cls
    return decorator
`;
    const files = {
      "app/registry.py": registry,
      "app/terminal.py": `import subprocess
from app.registry import register_tool


@register_tool(tags=["shell"])
class Terminal:
    """Runs command lines."""

    def run(self, line: str) -> str:
        return subprocess.check_output(line, shell=True)


@register_tool()
def make_issue(title: str) -> None:
    """Opens an issue."""


@register_tool()
class Undescribed:
    def run(self):
        pass
`,
      "paint/registry.py": registry.replace("from app.llm.client import Client\n", ""),
      "paint/pencil.py": `from paint.registry import register_tool


@register_tool()
class Pencil:
    """Draws a line."""

    def run(self):
        pass
`,
    };
    assert.deepEqual(await told(files, "app/terminal.py"), [
      "custom-decorator-py Terminal",
      "custom-decorator-py make_issue",
    ]);
    assert.deepEqual(await told(files, "paint/pencil.py"), []);
  });

  it("as classes whose description is read from a file, or whose base is a later version of itself", async () => {
    const files = {
      "app/tools/shell.py": `import subprocess
from somewhere.tooling import CallableTool2
from app.agent import Runtime
from app.texts import load


class Shell(CallableTool2[Params]):
    name: str = "Shell"
    params: type[Params] = Params

    def __init__(self):
        super().__init__(description=load(Path(__file__).parent / "shell.md", {}))

    async def __call__(self, params: Params):
        return subprocess.run(params.command, shell=True)
`,
    };
    const wrapper = `import inspect
from app.agent import Runtime
from app.tools.base import BaseTool


class FunctionTool(BaseTool):
    """Wraps a function."""

    def __init__(self, func):
        name = ''
        doc = ''
        if hasattr(func, '__name__'):
            name = func.__name__
        super().__init__(name=name, description=doc)

    async def run_async(self, args):
        return await self.func(**args)
`;
    assert.deepEqual(await told(files, "app/tools/shell.py"), ["custom-class-py Shell"]);
    assert.deepEqual(await told({ "app/tools/wrapper.py": wrapper }, "app/tools/wrapper.py"), []);
  });
});
