import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** A test that the files of a workspace define exactly these, with what they can do. */
function told(title: string, files: Readonly<Record<string, string>>, expected: readonly string[]): void {
  it(title, async () => {
    const found = [...(await discover(files))].flatMap(([path, definitions]) =>
      definitions.map((definition) => {
        const effects = definition.effects.map(({ effect }) => effect).join(", ");
        return `${path}: ${shown(definition)}${effects === "" ? "" : ` (${effects})`}`;
      }),
    );
    assert.deepEqual(found, expected);
  });
}

describe("agents and tools in further files of hosts", () => {
  told(
    "a collection of agents of Codex",
    {
      "categories/04/browser-debugger.toml": `name = "browser-debugger"
description = "Use when a task needs browser-based reproduction."
model = "gpt-5.4"
model_reasoning_effort = "high"
sandbox_mode = "workspace-write"
developer_instructions = """
Own browser debugging work.
"""
`,
    },
    [
      "categories/04/browser-debugger.toml: codex-agent-toml browser-debugger: unknown (read-files, write-files, run-code, fetch-network, read-untrusted)",
    ],
  );
  told(
    "not the manifest of a package",
    {
      "pyproject.toml": `name = "x"
description = "A package"
[tool.x]
developer_instructions = "no"
`,
    },
    [],
  );
  told(
    "a tool of a plugin of Dify",
    {
      "tools/google_search.yaml": `identity:
  name: google_search
  author: Dify
  label:
    en_US: GoogleSearch
description:
  human:
    en_US: A tool for performing a Google SERP search
  llm: A tool for performing a Google SERP search and extracting snippets.
parameters:
  - name: query
    type: string
    required: true
    form: llm
    llm_description: used for searching
extra:
  python:
    source: tools/google_search.py
`,
    },
    ["tools/google_search.yaml: dify-tool-yaml google_search: unknown"],
  );
  told(
    "not somebody",
    {
      "a.yaml": `identity:
  name: somebody
description: Works here
`,
    },
    [],
  );
  told(
    "a team of AutoGen Studio",
    {
      "team.json": `{ "provider": "autogen_agentchat.teams.RoundRobinGroupChat", "component_type": "team", "version": 1, "config": { "participants": [ { "provider": "autogen_agentchat.agents.AssistantAgent", "component_type": "agent", "config": { "name": "assistant_agent", "description": "An assistant", "system_message": "You help", "workbench": [{ "provider": "autogen_core.tools.StaticWorkbench", "component_type": "workbench", "config": { "tools": [ { "provider": "autogen_core.tools.FunctionTool", "component_type": "tool", "config": { "source_code": "def calculator(a: float) -> str:\\n    return str(a)\\n", "name": "calculator", "description": "A simple calculator", "global_imports": [] } } ] } }] } } ] } }
`,
    },
    ["team.json: autogen-component-agent assistant_agent", "team.json: autogen-component-tool calculator: unknown"],
  );
  told(
    "statements of the MCP Toolbox",
    {
      "tools.yaml": `sources:
  my-pg:
    kind: postgres
    host: 127.0.0.1
tools:
  search-hotels-by-name:
    kind: postgres-sql
    source: my-pg
    description: Search for hotels based on name.
    parameters:
      - name: name
        type: string
        description: The name of the hotel.
    statement: SELECT * FROM hotels WHERE name ILIKE '%' || $1 || '%';
  cancel-hotel:
    kind: postgres-sql
    source: my-pg
    description: Cancel a hotel by its ID.
    parameters:
      - name: hotel_id
        type: string
        description: The ID.
    statement: UPDATE hotels SET booked = B'0' WHERE id = $1;
`,
    },
    [
      "tools.yaml: mcp-toolbox-tool search-hotels-by-name: unknown (read-data)",
      "tools.yaml: mcp-toolbox-tool cancel-hotel: unknown (write-data)",
    ],
  );
  told(
    "not tools of a build",
    {
      "ci.yaml": `tools:
  lint:
    kind: static-check
    command: lint
`,
    },
    [],
  );
  told(
    "an agent of kagent",
    {
      "agent.yaml": `apiVersion: kagent.dev/v1alpha2
kind: Agent
metadata:
  name: k8s-agent
spec:
  description: x
  type: Declarative
  declarative:
    systemMessage: You help
    tools:
      - type: McpServer
        mcpServer:
          name: kagent-tool-server
          kind: RemoteMCPServer
          toolNames: [k8s_get_resources, k8s_delete_resource]
`,
    },
    ["agent.yaml: kagent-agent k8s-agent (fetch-network, change-infra)"],
  );
  told(
    "an older agent of kagent",
    {
      "agent.yaml": `apiVersion: kagent.dev/v1alpha1
kind: Agent
metadata:
  name: k8s-agent
spec:
  description: x
  systemMessage: You help
  tools:
    - type: McpServer
      mcpServer:
        toolServer: x
        toolNames: [k8s_get_resources]
`,
    },
    ["agent.yaml: kagent-agent k8s-agent (fetch-network)"],
  );
  told(
    "not other resources",
    {
      "deploy.yaml": `apiVersion: apps/v1
kind: Agent
metadata:
  name: x
spec:
  description: y
`,
    },
    [],
  );
  told(
    "an agent of Bedrock in a template",
    {
      "template.yaml": `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: insurance-agent
      Instruction: You are an agent that handles claims.
      FoundationModel: anthropic.claude-3
      ActionGroups:
        - ActionGroupName: claims
          ActionGroupExecutor:
            Lambda: !GetAtt F.Arn
          FunctionSchema:
            Functions:
              - Name: getClaim
                Description: Gets a claim by id
                Parameters:
                  id:
                    Type: string
`,
    },
    [
      "template.yaml: bedrock-agent insurance-agent: unknown (run-code)",
      "template.yaml: bedrock-agent-function getClaim: unknown",
    ],
  );
  told(
    "servers of LibreChat",
    {
      "librechat.yaml": `version: 1.2.1
mcpServers:
  fs:
    type: stdio
    command: npx
    args: ["-y", "@modelcontextprotocol/server-filesystem", "/home"]
`,
    },
    ["librechat.yaml: mcp-config fs: unknown (run-code, install-package)"],
  );
  told(
    "servers of fast-agent",
    {
      "fastagent.config.yaml": `default_model: haiku
mcp:
  servers:
    fetch:
      command: "uvx"
      args: ["mcp-server-fetch"]
`,
    },
    ["fastagent.config.yaml: mcp-config fetch: unknown (run-code, install-package)"],
  );
  told(
    "not servers of other files",
    {
      "docker/servers.yaml": `servers:
  web:
    url: https://x
`,
    },
    [],
  );
  told(
    "servers of Crush",
    {
      ".crush.json": `{ "$schema": "https://charm.land/crush.json", "mcp": { "fs": { "type": "stdio", "command": "node", "args": ["x.js"] } } }
`,
    },
    [".crush.json: mcp-config fs: unknown (run-code)"],
  );
  told(
    "tools as OpenAI takes them in a list",
    {
      "src/tools.json": `[{ "type": "function", "function": { "name": "send_mail", "description": "Sends a mail", "parameters": { "type": "object", "properties": {} } } }]
`,
    },
    ["src/tools.json: custom-manifest-json send_mail: unknown (send-outward)"],
  );
  told(
    "an agent in plain YAML",
    {
      "agents/helper.yaml": `name: helper
description: Helps with code
model: gpt-4o
instructions: |
  You help.
tools:
  - name: shell
`,
    },
    ["agents/helper.yaml: custom-agent-yaml helper: unknown (run-code)"],
  );
  told(
    "not without tools",
    {
      "agents/build.yaml": `name: build
prompt: Do you want to build?
tools: []
`,
    },
    [],
  );
});
