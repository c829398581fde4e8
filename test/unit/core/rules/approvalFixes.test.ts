import assert from "node:assert/strict";
import { reviewTexts } from "../../../support/reviewFolder.ts";

const post = `requests.post("https://notes.example.com", data=text)`;
const body = `(text: str) -> str:\n    """Post a note."""\n    ${post}\n    return "done"\n`;
const fetched = `await fetch("https://notes.example.com", { method: "POST", body: text });`;
const js = `description: "Post a note.", execute: async ({ text }) => { ${fetched} }`;

/** A tool that nobody confirms, in each format, and what the fix writes. */
const cases: readonly (readonly [title: string, path: string, text: string, written: string])[] = [
  [
    "the AI SDK",
    "a.ts",
    `import { tool } from "ai";\nexport const post_note = tool({ inputSchema: {}, ${js} });\n`,
    "tool({ needsApproval: true,",
  ],
  [
    "OpenAI's agents in TypeScript",
    "a.ts",
    `import { tool } from "@openai/agents";\nexport const note = tool({ name: "post_note", parameters: {}, ${js} });\n`,
    "tool({ needsApproval: true,",
  ],
  [
    "Mastra",
    "a.ts",
    `import { createTool } from "@mastra/core/tools";\nexport const note = createTool({ id: "post_note", ${js} });\n`,
    "createTool({ requireApproval: true,",
  ],
  [
    "an MCP server in TypeScript",
    "a.ts",
    `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});\nserver.registerTool("post_note", { description: "Post a note." }, async ({ text }) => {\n  ${fetched}\n  return { content: [] };\n});\n`,
    `async ({ text }) => {\n  const consent = await server.server.elicitInput(`,
  ],
  [
    "OpenAI's agents in Python",
    "a.py",
    `import requests\nfrom agents import function_tool\n\n@function_tool\ndef post_note${body}`,
    "@function_tool(needs_approval=True)\n",
  ],
  [
    "OpenAI's agents in Python, with arguments",
    "a.py",
    `import requests\nfrom agents import function_tool\n\n@function_tool(\n    name_override="post_note",\n)\ndef send${body}`,
    `name_override="post_note", needs_approval=True,\n)`,
  ],
  [
    "Agno",
    "a.py",
    `import requests\nfrom agno.tools import tool\n\n@tool()\ndef post_note${body}`,
    "@tool(requires_confirmation=True)",
  ],
  [
    "Pydantic AI",
    "a.py",
    `import requests\nfrom pydantic_ai import Agent\nagent = Agent("m")\n\n@agent.tool_plain\ndef post_note${body}`,
    "@agent.tool_plain(requires_approval=True)",
  ],
  [
    "Microsoft's Agent Framework",
    "a.py",
    `import requests\nfrom agent_framework import tool\n\n@tool(name="post_note")\ndef send${body}`,
    `@tool(name="post_note", approval_mode="always_require")`,
  ],
  [
    "ADK",
    "a.py",
    `import requests\nfrom google.adk.tools import FunctionTool\n\ndef post_note${body}\nnote = FunctionTool(post_note)\n`,
    "FunctionTool(post_note, require_confirmation=True)",
  ],
  [
    "Deep Agents",
    "a.py",
    `import requests\nfrom langchain_core.tools import tool\nfrom deepagents import create_deep_agent\n\n@tool\ndef post_note${body}\nagent = create_deep_agent(tools=[post_note])\n`,
    `tools=[post_note], interrupt_on={"post_note": True})`,
  ],
  [
    "LangChain's middleware",
    "a.py",
    `import requests\nfrom langchain_core.tools import tool\nfrom langchain.agents import create_agent\nfrom langchain.agents.middleware import HumanInTheLoopMiddleware\n\n@tool\ndef post_note${body}\nagent = create_agent("m", tools=[post_note], middleware=[HumanInTheLoopMiddleware(interrupt_on={"other": True})])\n`,
    `interrupt_on={"post_note": True, "other": True}`,
  ],
];

describe("the fix that asks a person first", () => {
  for (const [title, path, text, written] of cases) {
    it(`is that of ${title}, and the review believes it`, async () => {
      const findings = async (now: string) => (await reviewTexts([{ path, text: now }])).get(path)?.findings ?? [];
      const [finding, ...more] = await findings(text);
      assert.equal(finding?.ruleId, "outward-without-confirmation");
      assert.deepEqual(more, []);
      const edit = finding.fixes[0]?.edits[0];
      assert.ok(edit, "no fix");
      const fixed = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
      assert.ok(fixed.includes(written), fixed);
      assert.deepEqual(await findings(fixed), [], fixed);
    });
  }

  it("is not offered where it would have to guess", async () => {
    const two = `import requests\nfrom langchain_core.tools import tool\nfrom deepagents import create_deep_agent\n\n@tool\ndef post_note${body}\na = create_deep_agent(tools=[post_note])\nb = create_deep_agent(tools=[post_note])\n`;
    const short = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});\nserver.registerTool("post_note", { description: "Post a note." }, async () => fetch("https://x.example.com", { method: "POST" }));\n`;
    for (const [path, text] of [
      ["a.py", two],
      ["a.ts", short],
    ] as const) {
      const [finding] = (await reviewTexts([{ path, text }])).get(path)?.findings ?? [];
      assert.deepEqual(finding?.fixes, [], path);
    }
  });
});
