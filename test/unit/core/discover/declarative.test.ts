import assert from "node:assert/strict";
import type { Definition } from "../../../../src/core/model/definition.ts";
import { discover } from "../../../support/discovered.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

async function definitionsOf(path: string, text: string): Promise<{ found: readonly Definition[]; lines: number[] }> {
  const facts = (await reviewTexts([{ path, text }])).get(path)?.facts;
  const found = facts?.definitions ?? [];
  const lines = found.map((one) => {
    const { grantsAt } = one.kind === "agent" ? one : {};
    return (facts?.source.positionAt(grantsAt ?? one.span.start).line ?? 0) + 1;
  });
  return { found, lines };
}

/** Each definition as "format name: effects (confirmed)", in order; servers by their kind. */
function check(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    const { found } = await definitionsOf(path, text);
    const shown = found.map((one) => {
      const effects = one.effects.map(({ effect }) => effect).join(" ");
      const confirmed = one.confirmation.confirmed === "unknown" ? "" : ` (${one.confirmation.confirmed})`;
      const kind = one.kind === "server" ? `server ${one.format}` : one.format;
      return `${kind} ${one.name}: ${effects}${confirmed}`;
    });
    assert.deepEqual(shown, expected);
  });
}

const all = "read-files write-files run-code fetch-network read-untrusted";
const md = (front: string, body = "Do it.") => `---\n${front}\n---\n${body}\n`;

describe("agent files in Markdown", () => {
  check(
    "of Gemini CLI",
    ".gemini/agents/a.md",
    md("name: a\ndescription: d\ntools: [read_file, run_shell_command, mcp_notes_list_notes]"),
    ["gemini-agent-md a: read-files run-code fetch-network read-untrusted"],
  );
  check("of Gemini CLI without a list", ".gemini/agents/b.md", md("name: b\ndescription: d\nkind: local"), [
    `gemini-agent-md b: ${all}`,
  ]);
  check(
    "of OpenCode with switches",
    ".opencode/agent/review.md",
    md("description: d\nmode: subagent\ntools:\n  write: false\n  edit: false\n  bash: false"),
    ["opencode-agent-md review: read-files fetch-network read-untrusted"],
  );
  check(
    "of OpenCode, where the repository is the folder of its settings",
    "agent/review.md",
    md("description: d\nmode: subagent\ntools:\n  write: false\n  edit: false\n  bash: false"),
    ["opencode-agent-md review: read-files fetch-network read-untrusted"],
  );
  check("and of nothing, where no mode says so", "agent/review.md", md("name: x\ndescription: d"), []);
  check(
    "of OpenCode with permissions",
    ".opencode/agent/ask.md",
    md("description: d\npermission:\n  bash: deny\n  webfetch: deny"),
    ["opencode-agent-md ask: read-files write-files"],
  );
  check("of Cursor", ".cursor/agents/c.md", md("name: c\ndescription: d\ntools: Read, Bash"), [
    "cursor-agent-md c: read-files run-code",
  ]);
  check("of Cursor that only read", ".cursor/agents/r.md", md("name: r\ndescription: d\nreadonly: true"), [
    "cursor-agent-md r: read-files run-code fetch-network read-untrusted",
  ]);
  check(
    "of a collection, for the host whose tools they name",
    "agents/g.md",
    md("name: g\ndescription: d\ntools: run_shell_command, web_fetch, read_file"),
    ["gemini-agent-md g: read-files run-code fetch-network read-untrusted"],
  );
  check(
    "of OpenCode with a switch for sub-agents",
    ".opencode/agent/b.md",
    md("description: d\ntools:\n  bash: true\n  task: true\n  write: false\n  edit: false"),
    ["opencode-agent-md b: read-files run-code fetch-network delegate read-untrusted"],
  );
  check("of Kiro", ".kiro/agents/k.md", md('name: k\ndescription: d\ntools: ["fs_read", "@git/push_branch"]'), [
    "kiro-agent-md k: read-files fetch-network send-outward read-untrusted",
  ]);
  check(
    "with commands in a scope",
    ".claude/agents/p.md",
    md("name: p\ndescription: d\ntools: Bash(git push:*), Read"),
    ["claude-agent-md p: read-files run-code send-outward"],
  );
  check(
    "with a tool of an extension, by what it is called",
    ".github/agents/db.agent.md",
    md("description: d\ntools: [acme/pgsql_query, search]"),
    ["copilot-agent-md db: read-files fetch-network read-data write-data"],
  );
  check(
    "no page of a manual, no README, no instructions",
    "docs/agents/overview.md",
    md("title: Overview\ndescription: d"),
    [],
  );
  check("no README", "agents/README.md", md("name: x\ndescription: d"), []);
  check(
    "no frontmatter in a fence",
    ".claude/agents/README.md",
    "# How\n\n```\n---\nname: a\ndescription: d\n---\n```\n",
    [],
  );
  it("are told of at the line that grants", async () => {
    const { lines } = await definitionsOf(
      ".claude/agents/a.md",
      md("name: a\ndescription: |\n  one\n  two\n  three\ntools: Read"),
    );
    assert.deepEqual(lines, [7]);
  });
});

describe("skills, commands and prompts", () => {
  check(
    "a skill that pre-approves",
    "skills/publish/SKILL.md",
    md("name: publish\ndescription: d\nallowed-tools: Read Edit Bash(git:*) Bash(npm publish:*)"),
    ["agent-skill-md publish: read-files write-files run-code send-outward (never)"],
  );
  check("a skill that grants nothing", "skills/style/SKILL.md", md("name: style\ndescription: d"), [
    "agent-skill-md style: ",
  ]);
  check(
    "a command with tools and a line of shell",
    ".claude/commands/ship.md",
    md("description: d\nallowed-tools: Bash(gh pr create:*), Write", "State: !`git status`"),
    ["claude-command-md ship: write-files run-code fetch-network send-outward (never)"],
  );
  check("a command of a plugin", "plugins/x/commands/go.md", md("description: d\nargument-hint: [what]"), [
    "claude-command-md go: ",
  ]);
  check("no manual page of a program", "docs/commands/deploy.md", md("title: deploy\ndescription: d"), []);
  check(
    "a prompt with tools",
    ".github/prompts/p.prompt.md",
    md("mode: agent\ntools: [runCommands, edit]\ndescription: d"),
    ["copilot-prompt-md p: write-files run-code"],
  );
  check("a prompt in agent mode without a list", ".github/prompts/q.prompt.md", md("agent: agent\ndescription: d"), [
    `copilot-prompt-md q: ${all}`,
  ]);
  check("no prompt that only has a description", ".github/prompts/r.prompt.md", md("description: d"), []);
  check("no instructions", ".github/instructions/a.instructions.md", md("applyTo: '**'\ndescription: d"), []);
});

describe("GitHub's agentic workflows", () => {
  check(
    "with tools and outputs",
    ".github/workflows/fix.md",
    md(
      "on: { slash_command: { name: fix } }\npermissions: read-all\ntools:\n  bash: true\n  web-fetch:\nsafe-outputs:\n  max-patch-size: 10\n  push-to-pull-request-branch:\n  add-comment: { max: 1 }",
    ),
    ["gh-aw-workflow fix: read-files write-files run-code fetch-network send-outward read-untrusted (never)"],
  );
  check(
    "that waits for a person",
    "workflows/wait.md",
    md("on: { issues: { types: [opened] } }\nmanual-approval: production\ntools: { github: { toolsets: [issues] } }"),
    ["gh-aw-workflow wait: fetch-network read-untrusted (elsewhere)"],
  );
  check("without GitHub", "workflows/off.md", md("on: push\ntools: { github: false, edit: }"), [
    "gh-aw-workflow off: read-files write-files (never)",
  ]);
  check("no imported part without a trigger", ".github/workflows/shared/a.md", md("tools: { bash: true }"), []);
  check("no prose", ".github/workflows/README.md", "# Workflows\n", []);
  check(
    "steps that run an agent",
    ".github/workflows/agent.yml",
    `on: issues
permissions: { issues: write }
jobs:
  answer:
    steps:
      - uses: actions/checkout@v4
      - name: Answer
        uses: anthropics/claude-code-action@v1
        with: { claude_args: '--allowedTools "Bash(gh issue comment:*),WebFetch"', prompt: Answer it }
      - run: |
          codex exec --full-auto "fix it"
      - run: echo "claude -p is documented elsewhere" # no agent
`,
    [
      "github-workflow-agent Answer: read-files write-files run-code fetch-network send-outward read-untrusted (never)",
      "github-workflow-agent answer: read-files write-files run-code fetch-network send-outward read-untrusted (never)",
    ],
  );
  check(
    "no workflow without an agent",
    ".github/workflows/ci.yml",
    "on: push\njobs: { a: { steps: [{ run: npm test }] } }\n",
    [],
  );
});

describe("agents in YAML", () => {
  const yaml = (title: string, text: string, expected: readonly string[], path = "x.yaml") =>
    check(title, path, text, expected);
  yaml(
    "of Docker, with scripts, servers and permissions",
    `agents:
  root:
    model: anthropic/claude
    instruction: Fix
    toolsets:
      - type: shell
      - { type: filesystem, tools: [read_file, list_directory] }
      - type: mcp
        command: npx
        args: [acme-mcp]
      - type: script
        shell:
          list_images: { cmd: "docker images $name", description: Lists }
    sub_agents: [tester]
  tester: { model: m, description: Tests, toolsets: [{ type: api, api_config: { name: drop, endpoint: "https://x", method: DELETE } }] }
permissions: { allow: ["read_*"], deny: ["shell:cmd=sudo*"] }
`,
    [
      "cagent-yaml root: read-files run-code fetch-network send-outward delegate read-untrusted (conditional)",
      "server mcp-config npx: run-code install-package",
      "cagent-yaml-script list_images: run-code (conditional)",
      "cagent-yaml tester: send-outward destroy-data (conditional)",
    ],
  );
  yaml(
    "recipes of Goose",
    `version: 1.0.0
title: Digest
description: Mails a digest
prompt: Mail it
extensions:
  - { type: builtin, name: developer }
  - { type: stdio, name: mail, cmd: uvx, args: [mail-mcp], available_tools: [send_mail] }
retry: { checks: [{ type: shell, command: ./check.sh }] }
`,
    [
      "goose-recipe Digest: read-files write-files run-code fetch-network send-outward read-untrusted",
      "server mcp-config mail: run-code install-package",
    ],
  );
  yaml(
    "of CrewAI, which grant nothing",
    "writer:\n  role: Writer\n  goal: Write\n  backstory: You write\n",
    ["crewai-agents-yaml writer: "],
    "config/agents.yaml",
  );
  yaml(
    "of Microsoft",
    `kind: Prompt
name: Support
instructions: Help
tools:
  - { kind: mcp, name: learn, url: "https://example.org/mcp", approvalMode: { kind: always } }
  - { kind: web_search, approvalMode: always }
`,
    ["ms-declarative-agent Support: fetch-network send-outward read-untrusted (always)"],
  );
  yaml(
    "of Foundry",
    `type: foundry_agent\nname: F\ninstructions: Help\ntools:\n  - { type: code_interpreter }\n  - { type: openapi, id: shop, options: { require_approval: never } }\n`,
    ["foundry-agent F: run-code fetch-network send-outward (never)"],
  );
  yaml(
    "modes of Roo",
    "customModes:\n  - slug: docs\n    roleDefinition: You write\n    groups: [read, [edit, { fileRegex: md }], command]\n",
    ["roo-mode docs: read-files write-files run-code"],
    ".roomodes",
  );
  yaml(
    "of Continue",
    "name: Helper\nversion: 1.0.0\nschema: v1\nmcpServers:\n  - name: notes\n    command: npx\n    args: [-y, notes-mcp]\n",
    [
      "continue-yaml Helper: fetch-network send-outward read-untrusted",
      "server mcp-config notes: run-code install-package",
    ],
    "config.yaml",
  );
  yaml(
    "of ADK",
    "agent_class: LlmAgent\nname: root\nmodel: m\ninstruction: Help\ntools:\n  - name: google_search\nsub_agents:\n  - config_path: a.yaml\n",
    ["adk-agent-yaml root: fetch-network delegate read-untrusted"],
    "root_agent.yaml",
  );
  yaml("no other YAML", "agents:\n  - host: a\n    port: 1\nextensions: [a]\ninstructions: b\n", []);
  yaml("no inventory whose agents are machines", "agents:\n  linux: { labels: [a], instances: 2 }\n", []);
  yaml(
    "no resource of a cluster",
    "kind: Deployment\nname: x\ntools: []\nspec: { template: { spec: { containers: [] } } }\n",
    [],
  );
});

describe("agents, tools and servers in JSON", () => {
  const json = (title: string, path: string, value: unknown, expected: readonly string[]) =>
    check(title, path, JSON.stringify(value, undefined, 2), expected);
  json(
    "tools of an extension of VS Code, and no participant",
    "package.json",
    {
      name: "x",
      contributes: {
        chatParticipants: [{ id: "a", name: "tools" }],
        languageModelTools: [{ name: "acme_delete_file", modelDescription: "Deletes" }, { name: "acme_count" }],
        mcpServerDefinitionProviders: [{ id: "p", label: "P" }],
      },
    },
    [
      "vscode-lm-tool acme_delete_file: delete-files destroy-data",
      "vscode-lm-tool acme_count: ",
      "server vscode-mcp-provider P: run-code",
    ],
  );
  json("no ordinary package", "package.json", { name: "x", contributes: { commands: [] } }, []);
  json(
    "a bundle, with its tools",
    "manifest.json",
    {
      manifest_version: "0.3",
      name: "files",
      server: { type: "node", entry_point: "i.js", mcp_config: { command: "node", args: ["i.js"] } },
      tools: [{ name: "delete_file", description: "d" }],
    },
    ["server mcpb-manifest files: run-code", "mcpb-manifest delete_file: delete-files destroy-data"],
  );
  json(
    "no manifest of a browser or of Teams",
    "manifest.json",
    { manifest_version: 3, name: "x", permissions: ["tabs"] },
    [],
  );
  json(
    "a server of the registry",
    "server.json",
    {
      name: "io.example/db",
      packages: [
        {
          registryType: "npm",
          identifier: "@ex/db",
          version: "1.2.3",
          environmentVariables: [{ name: "PGPASSWORD", isSecret: true }],
        },
      ],
      remotes: [{ type: "sse", url: "https://example.org/mcp" }],
    },
    [
      "server mcp-registry-server io.example/db: run-code install-package",
      "server mcp-registry-server io.example/db: fetch-network read-untrusted",
    ],
  );
  json("no other server.json", "server.json", { port: 80, packages: ["a"] }, []);
  json(
    "a declarative agent of Microsoft 365",
    "appPackage/declarativeAgent.json",
    {
      version: "v1.8",
      name: "HR",
      instructions: "x",
      capabilities: [{ name: "WebSearch" }, { name: "EmailActions" }],
      actions: [{ id: "a", file: "ai-plugin.json" }],
    },
    ["m365-declarative-agent HR: fetch-network send-outward destroy-data read-untrusted"],
  );
  json(
    "functions of an API plugin, by what confirms them",
    "appPackage/ai-plugin.json",
    {
      schema_version: "v2.2",
      functions: [
        { name: "createTicket", capabilities: { confirmation: { type: "AdaptiveCard" } } },
        { name: "listTickets" },
      ],
      runtimes: [{ type: "OpenApi", run_for_functions: ["createTicket", "listTickets"] }],
    },
    [
      "m365-api-plugin createTicket: fetch-network send-outward (always)",
      "m365-api-plugin listTickets: fetch-network (never)",
    ],
  );
  json(
    "operations that say whether they have consequences",
    "openapi.json",
    {
      openapi: "3.1.0",
      paths: {
        "/a": {
          get: { operationId: "look" },
          post: { operationId: "note", "x-openai-isConsequential": false },
          delete: { operationId: "drop", "x-openai-isConsequential": true },
        },
      },
    },
    [
      "openapi-action look: fetch-network (never)",
      "openapi-action note: fetch-network send-outward (never)",
      "openapi-action drop: send-outward destroy-data (always)",
    ],
  );
  json(
    "agents and servers of OpenCode",
    "opencode.json",
    {
      agent: { review: { description: "d", permission: { edit: "deny", bash: { "git *": "ask" } } } },
      mcp: { notes: { type: "local", command: ["npx", "-y", "notes-mcp"] } },
    },
    [
      "opencode-json review: read-files run-code fetch-network read-untrusted (conditional)",
      "server mcp-config notes: run-code install-package",
    ],
  );
  json(
    "an agent of Kiro",
    ".kiro/agents/dev.json",
    { name: "dev", tools: ["fs_read", "execute_bash", "@git"], allowedTools: ["fs_read"] },
    ["kiro-agent-json dev: read-files run-code fetch-network send-outward read-untrusted (elsewhere)"],
  );
  json(
    "an agent of Kiro that is asked for nothing",
    ".kiro/agents/dev.json",
    { name: "dev", tools: ["execute_bash"], allowedTools: ["execute_bash"] },
    ["kiro-agent-json dev: run-code (never)"],
  );
  json(
    "nodes of n8n",
    "workflows/mail.json",
    {
      nodes: [
        { name: "Agent", type: "@n8n/n8n-nodes-langchain.agent", parameters: {} },
        { name: "Run", type: "@n8n/n8n-nodes-langchain.toolCode", parameters: {} },
        { name: "Set", type: "n8n-nodes-base.set" },
      ],
      connections: { Run: { ai_tool: [[{ node: "Agent", type: "ai_tool", index: 0 }]] } },
    },
    ["n8n-agent Agent: run-code (never)", "n8n-tool Run: run-code (never)"],
  );
  json(
    "servers of other hosts, with what runs without asking",
    ".gemini/settings.json",
    { mcpServers: { a: { command: "node", args: ["a.js"], trust: true } }, theme: "x" },
    ["server mcp-config a: run-code (never)"],
  );
  json(
    "servers of Zed",
    ".zed/settings.json",
    { context_servers: { z: { command: { path: "node", args: ["z.js"] } } } },
    ["server mcp-config z: run-code"],
  );
  json(
    "servers of a plugin",
    ".claude-plugin/plugin.json",
    { name: "p", mcpServers: { s: { command: "node", args: [] } } },
    ["server mcp-config s: run-code"],
  );
  json("no plugin without servers", ".cursor-plugin/plugin.json", { name: "p", version: "1" }, []);
  json("no settings without servers", ".gemini/settings.json", { theme: "x" }, []);
});

describe("the OpenAPI document of a plugin", () => {
  const document = `openapi: 3.0.2
info:
  title: Notes
paths:
  /notes:
    get:
      operationId: list_notes
      summary: Lists notes
    delete:
      operationId: drop_notes
      summary: Drops them
      x-openai-isConsequential: true
`;
  const manifest = JSON.stringify({
    schema_version: "v1",
    name_for_model: "notes",
    api: { type: "openapi", url: "https://notes.example/openapi.yaml" },
  });
  const told = async (files: Readonly<Record<string, string>>, path: string) =>
    ((await discover(files)).get(path) ?? []).map(
      ({ format, name, confirmation, effects }) =>
        `${format} ${name} ${confirmation.confirmed} ${effects.map(({ effect }) => effect).join(" ")}`,
    );
  const found = [
    "openapi-action list_notes unknown fetch-network",
    "openapi-action drop_notes always send-outward destroy-data",
  ];
  it("has its tools, beside the manifest or above it", async () => {
    const plain = document.replace(/.*isConsequential.*\n/, "");
    const files = { "a/ai-plugin.json": manifest, "a/openapi.yaml": plain };
    const expected = [found[0], "openapi-action drop_notes unknown send-outward destroy-data"];
    assert.deepEqual(await told(files, "a/openapi.yaml"), expected);
    const above = { "a/.well-known/ai-plugin.json": manifest, "a/openapi.yaml": plain };
    assert.deepEqual(await told(above, "a/openapi.yaml"), expected);
  });
  it("asks as it says itself", async () =>
    assert.deepEqual(await told({ "openapi.yaml": document }, "openapi.yaml"), [
      "openapi-action list_notes never fetch-network",
      found[1],
    ]));
  it("is that of any service without a manifest, or beside another", async () => {
    const plain = document.replace(/.*isConsequential.*\n/, "");
    assert.deepEqual(await told({ "a/openapi.yaml": plain, "ai-plugin.json": manifest }, "a/openapi.yaml"), []);
    assert.deepEqual(await told({ "openapi-v3.yaml": plain, "ai-plugin.json": manifest }, "openapi-v3.yaml"), []);
    assert.deepEqual(await told({ "openapi.yaml": plain, "ai-plugin.json": "{}" }, "openapi.yaml"), []);
    assert.deepEqual(await told({ "notes.yaml": plain, "ai-plugin.json": manifest }, "notes.yaml"), []);
  });
});

describe("agents in TOML and JSON5", () => {
  check(
    "servers of Codex",
    ".codex/config.toml",
    `model = "m"\n[mcp_servers.db]\ncommand = "npx"\nargs = ["-y", "pg-mcp"]\n[mcp_servers.db.env]\nPGPASSWORD = "x"\n`,
    ["server mcp-config db: run-code install-package"],
  );
  it("servers of Codex, each at its table", async () => {
    const { lines } = await definitionsOf(
      ".codex/config.toml",
      `model = "m"\n\n[mcp_servers.a]\ncommand = "a"\n\n[mcp_servers."b c"]\nurl = "https://x"\n`,
    );
    assert.deepEqual(lines, [3, 6]);
  });
  check(
    "an agent of Codex, whose sandbox has no effect",
    ".codex/agents/r.toml",
    `name = "r"\ndescription = "d"\ndeveloper_instructions = """Read"""\nsandbox_mode = "read-only"\n`,
    [`codex-agent-toml r: ${all}`],
  );
  check(
    "a command of Gemini CLI",
    ".gemini/commands/git/sum.toml",
    `description = "d"\nprompt = """\nSum up: !{git log} @{docs/a.md}\n"""\n`,
    ["gemini-command-toml sum: read-files run-code"],
  );
  check("no other TOML", "Cargo.toml", `[package]\nname = "x"\n`, []);
  check("broken TOML", ".codex/config.toml", "[mcp_servers.a\ncommand = 1", []);
  check(
    "of OpenClaw, with the quotes and comments of JSON5",
    "openclaw.json",
    `{ // my own\n  tools: { profile: 'messaging', deny: ['group:sessions'], exec: { mode: 'ask' } },\n  mcp: { servers: { n: { command: 'node', args: ['n.js'], }, } },\n}\n`,
    ["openclaw-agent main: send-outward read-untrusted (always)", "server mcp-config n: run-code"],
  );
  check(
    "of OpenClaw without a policy for tools",
    "openclaw.json",
    `{ "agents": { "entries": { "home": { "workspace": "~/x" } } } }`,
    [
      "openclaw-agent home: read-files write-files run-code fetch-network send-outward persist delegate read-untrusted (never)",
    ],
  );
});
